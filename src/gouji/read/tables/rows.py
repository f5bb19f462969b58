"""A list's lines as rows: label, code, role and entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.law.classifications import dimension_of_code
from gouji.model.amount import fold, is_dash, parse_number
from gouji.model.table import Entry, Row
from gouji.read.tables.codes import Levels, code_groups, line_codes, names_unit, own_code_column
from gouji.read.tables.lines import Line
from gouji.read.tables.lists import TableList, head_of
from gouji.read.tables.parents import Draft, find_parents
from gouji.read.tables.stacked import whole_numbers
from gouji.read.tables.words import is_of_which, is_total, join_wrapped, squeeze

_CODE_IN_FRONT = re.compile(r"[\[(]?(\d{3}|\d{5}|\d{7})[\])]?[-—_.、:]?(?=[\u3400-\u9fff\"“])")
_ITEM_HEADS = re.compile(r"^项目|^支出项目|品名|采购项目|服务内容|(?<!单位)(?<!部门)名称$")
_UNCERTAIN = "文字由识别得到，或字体没有字符对照表"
_GUESSED = "列的位置由推断得到"
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
        draft = _draft(one, line, codes, own_code_column(groups, codes), number in doubtful)
        if draft is not None:
            yield draft


def _draft(
    one: TableList, line: Line, codes: Sequence[tuple[str, str]], own_code: int | None, doubtful: bool
) -> Draft | None:
    entries = tuple(_entries(one, line, doubtful))
    slots = [(index, slot) for index in one.labels if (slot := line[index]) is not None]
    if not codes and not slots and not entries:
        return None
    label, indent = _label(one, line, own_code)
    code = _row_code(codes, label)
    if not label and code is None:
        label = "合计"
    role = "total" if is_total(label) else "of_which" if is_of_which(label) else "item"
    several = tuple(codes) if len(codes) > 1 else ()
    labels = tuple((head_of(one, index), join_wrapped(slot.text)) for index, slot in slots)
    row = Row(0, label, code, None, role, (), one.name, several, labels, entries)
    return Draft(row, indent, _is_unit(codes, label))


def _label(one: TableList, line: Line, own_code: int | None) -> tuple[str, int]:
    """The row's own label and its indentation: the name beside its code, else the one whose header names items."""
    found = [(index, slot) for index in one.labels if (slot := line[index]) is not None]
    if not found:
        return "", 0
    own = [pair for pair in found if not pair[1].continued] or found
    beside = [pair for pair in own if own_code is not None and pair[0] > own_code]
    items = [pair for pair in own if _ITEM_HEADS.search(fold(head_of(one, pair[0])))]
    _, slot = (beside[:1] or items[:1] or own[-1:])[0]
    return join_wrapped(slot.text), slot.indent


def _row_code(codes: Sequence[tuple[str, str]], label: str) -> str | None:
    """The classification code first, then any other; a code in front of the label counts."""
    listed = [text for head, text in codes if dimension_of_code(text) is not None and not names_unit(head)]
    if listed:
        return listed[0]
    match = _CODE_IN_FRONT.match(fold(label))
    if match is not None:
        return match[1]
    return codes[-1][1] if codes else None


def _is_unit(codes: Sequence[tuple[str, str]], label: str) -> bool:
    """Whether a row stands for a unit: its only code is one of a unit, or no classification's."""
    if not codes or is_total(label):
        return False
    return all(names_unit(head) or dimension_of_code(text) is None for head, text in codes)


def _entries(one: TableList, line: Line, doubtful: bool) -> Iterator[Entry]:
    for index in one.values:
        slot = line[index]
        if slot is None or slot.continued or slot.column != index:
            continue
        text = join_wrapped(slot.text)
        if is_dash(text):
            continue
        is_number = parse_number(text) is not None
        doubt = None if slot.certain else _UNCERTAIN
        if is_number and len(whole_numbers(slot.text)) > 1:
            doubt = _STACKED
        if doubtful and is_number:
            doubt = doubt or _GUESSED
        yield Entry(one.columns[index], squeeze(text) if is_number else text, slot.places, doubt)
