"""A list's lines as rows: label, code, role and entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.law.classifications import dimension_of_code
from gouji.model.amount import Number, fold, is_dash, parse_number
from gouji.model.table import Entry, Row
from gouji.read.tables.codes import (
    Levels,
    code_groups,
    is_code_text,
    is_listed,
    line_codes,
    names_unit,
    own_code_column,
)
from gouji.read.tables.lines import Line, Slot
from gouji.read.tables.lists import GOODS_HEADS, TableList, head_of, is_kind
from gouji.read.tables.parents import Draft, find_parents
from gouji.read.tables.stacked import whole_numbers
from gouji.read.tables.words import is_of_which, is_total, join_wrapped, squeeze

_CODE_IN_FRONT = re.compile(r"[\[(]?(\d{3}|\d{5}|\d{7})[\])]?[-—_.、:]?(?=[\u3400-\u9fff\"“])")
_SPECIAL_HEADS = (
    GOODS_HEADS,
    re.compile(r"(?:[二三]级|明细|子)项目(?:名称)?$"),
    re.compile(r"项目名称"),
    re.compile(r"^规格"),
)
_UNIT_CODE = re.compile(r"\d{3}(?:\d{3})*")
_NAME_HEADS = re.compile(r"^项目|^支出项目|(?<!单位)(?<!部门)名称$")
_MONEY_DECIMALS = 2  # 3.05; names and numberings print fewer (1.1)
_UNCERTAIN = "文字由识别得到，或字体没有字符对照表"
_GUESSED = "列的位置由推断得到"
_ASTRAY = "金额印在名称、编码或序号列里"
_MERGED = "数字所在的单元格跨了几列，属于哪一列无法确定"
_STACKED = "单元格内有几行数字，是一个数折行还是几个数，无法确定"


def read_list(one: TableList, body: Sequence[Line], doubtful: frozenset[int], begin: int) -> list[Row]:
    """The rows of one list, numbered on from `begin`, each with its parent and path."""
    drafts = list(_drafts(one, body, doubtful))
    rows: list[Row] = []
    for number, (draft, parent) in enumerate(zip(drafts, find_parents(drafts), strict=True)):
        above = rows[parent] if parent is not None else None
        path = (*above.path, above.label) if above is not None else ()
        index = None if parent is None else begin + parent
        rows.append(replace(draft.row, index=begin + number, parent=index, path=path))
    return rows


def _drafts(one: TableList, body: Sequence[Line], doubtful: frozenset[int]) -> Iterator[Draft]:
    groups = code_groups(one)
    levels = [Levels([""] * len(indices)) for _, indices in groups]
    for number, line in enumerate(body):
        codes = list(line_codes(groups, levels, line))
        at_edge = number in {0, len(body) - 1}
        draft = _draft(one, line, codes, own_code_column(groups, codes), number in doubtful, at_edge)
        if draft is not None:
            yield draft


def _draft(
    one: TableList,
    line: Line,
    codes: Sequence[tuple[str, str]],
    own_code: int | None,
    doubtful: bool,
    at_edge: bool,
) -> Draft | None:
    """The row of a line, or None where it prints nothing. The first or last one is the total where nothing names it."""
    entries = tuple(_entries(one, line, doubtful))
    slots = [(index, slot) for index in one.labels if (slot := line[index]) is not None]
    if not codes and not slots and not entries:
        return None
    index, label, indent = _label(one, line, own_code)
    code = _row_code(codes, label, index is not None and "项目" in head_of(one, index))
    if code is None and _UNIT_CODE.fullmatch(fold(label)):  # a unit's subtotal: its code stands where names stand
        named = next((join_wrapped(slot.text) for _, slot in slots if not is_code_text(slot.text)), "")
        label, code = (named, fold(label)) if named else (label, code)
    if not label and code is None and at_edge:
        label = "合计"
    role = "total" if is_total(label) else "of_which" if is_of_which(label) else "item"
    several = tuple(codes) if len(codes) > 1 else ()
    labels = tuple((head_of(one, index), join_wrapped(slot.text)) for index, slot in slots)
    row = Row(0, label, code, None, role, (), one.name, several, labels, entries)
    return Draft(row, indent, len(codes), _unit(codes, label), index)


def _label(one: TableList, line: Line, own_code: int | None) -> tuple[int | None, str, int]:
    """The column, text and indentation of the row's own label.

    The most special name that the line prints: what is bought, then the project, then the name beside the code.
    """
    found = [(index, slot) for index in one.labels if (slot := line[index]) is not None]
    if not found:  # a total may stand in the column of codes
        found = [
            (index, slot) for index in one.codes if (slot := line[index]) is not None and not is_code_text(slot.text)
        ]
    if not found:
        return None, "", 0
    own = [pair for pair in found if not pair[1].continued] or found
    beside = [pair for pair in own if own_code is not None and pair[0] > own_code]
    special = [pair for heads in _SPECIAL_HEADS for pair in own if heads.search(fold(head_of(one, pair[0])))]
    named = [pair for pair in own if _NAME_HEADS.search(fold(head_of(one, pair[0])))]
    index, slot = (special[:1] or beside[:1] or named[:1] or own[-1:])[0]
    is_below_unit = index not in {place for place, _ in own[:1]} and is_kind(head_of(one, index))
    return index, join_wrapped(slot.text), slot.indent + int(is_below_unit)


def _row_code(codes: Sequence[tuple[str, str]], label: str, is_project: bool) -> str | None:
    """A project's own code; else the classification code first, then any other; a code in front of the label counts."""
    own = [text for head, text in codes if is_project and "项目" in head]
    if own:
        return own[0]
    listed = [text for head, text in codes if dimension_of_code(text) is not None and not names_unit(head)]
    if listed:
        return listed[0]
    match = _CODE_IN_FRONT.match(fold(label))
    if match is not None and (is_listed(match[1]) or match.end() > match.end(1)):
        return match[1]
    return codes[-1][1] if codes else None


def _unit(codes: Sequence[tuple[str, str]], label: str) -> str | None:
    """The code of the unit that a row stands for or belongs to, where it prints one."""
    if is_total(label):
        return None
    units = [text for head, text in codes if names_unit(head) and not is_listed(text)]
    if units:
        return units[0]
    return codes[-1][1] if codes and all(dimension_of_code(text) is None for _, text in codes) else None


def _entries(one: TableList, line: Line, doubtful: bool) -> Iterator[Entry]:
    """What the line prints in the list's columns of values, and doubtfully any amount among its names and codes."""
    for index in sorted(one.columns):
        slot = line[index]
        if slot is None or slot.continued or slot.column != index:
            continue
        text = join_wrapped(slot.text)
        number = parse_number(text)
        if index not in one.values and not (number is not None and _is_amount(number, text)):
            continue
        if not is_dash(text):
            yield Entry(
                one.columns[index],
                text if number is None else squeeze(text),
                slot.places,
                _UNCERTAIN if not slot.certain else None if number is None else _doubt(one, slot, doubtful),
            )


def _is_amount(number: Number, text: str) -> bool:
    """Whether a number is printed as money is, so that it cannot be a name or a code."""
    return number.decimals >= _MONEY_DECIMALS or "," in fold(text)


def _doubt(one: TableList, slot: Slot, doubtful: bool) -> str | None:
    """Why a figure or its column is not certain, or None."""
    if slot.column not in one.values:
        return _ASTRAY
    if "\n" in slot.text and len(whole_numbers(slot.text)) > 1:
        return _STACKED
    covered = {
        one.columns[index].path
        for index in range(slot.column, slot.column + slot.column_span)
        if index in one.values and one.columns[index].path
    }
    return slot.doubt or (_MERGED if len(covered) > 1 else _GUESSED if doubtful else None)
