"""A list's lines as rows: label, code, role, entries; and which row each one is part of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gouji.law.classifications import dimension_of_code
from gouji.law.vocabulary import COLUMN, read_label
from gouji.model.amount import fold, is_dash, parse_number
from gouji.model.table import Entry, Row
from gouji.read.tables.lines import Line, Slot
from gouji.read.tables.lists import TableList
from gouji.read.tables.words import is_of_which, is_total, join_wrapped, numbering_level, squeeze

_CODE_IN_FRONT = re.compile(r"[\[(]?(\d{3}|\d{5}|\d{7})[\])]?[-—_.、:]?(?=[\u3400-\u9fff\"“])")
_LEVELS = ("类", "款", "项")
_UNCERTAIN = "文字由识别得到，或字体没有字符对照表"
_GUESSED = "列的位置由推断得到"


@dataclass(frozen=True, slots=True)
class Draft:
    """A row before its parent is known, with what tells the parent: indentation and the kind of its codes."""

    row: Row
    indent: int
    is_unit: bool


def read_list(one: TableList, body: Sequence[Line], doubtful: frozenset[int], begin: int) -> list[Row]:
    """The rows of one list, numbered on from `begin`, each with its parent and path."""
    drafts = [draft for number, line in enumerate(body) if (draft := _draft(one, line, number in doubtful)) is not None]
    rows: list[Row] = []
    for number, (draft, parent) in enumerate(zip(drafts, _parents(drafts), strict=True)):
        above = rows[parent] if parent is not None else None
        path = (*above.path, above.label) if above is not None else ()
        index = None if parent is None else begin + parent
        rows.append(replace(draft.row, index=begin + number, parent=index, path=path))
    return rows


def _draft(one: TableList, line: Line, doubtful: bool) -> Draft | None:
    codes = list(_codes(one, line))
    labels = [(_head(one, index), slot) for index in one.labels if (slot := line[index]) is not None]
    entries = tuple(_entries(one, line, doubtful))
    if not codes and not labels and not entries:
        return None
    label, indent = _label(labels)
    code = _row_code(codes, label)
    if not label and code is None and entries:
        label = "合计"
    role = "total" if is_total(label) else "of_which" if is_of_which(label) else "item"
    several = tuple((head, text) for head, text in codes) if len({head for head, _ in codes}) > 1 else ()
    texts = tuple((head, join_wrapped(slot.text)) for head, slot in labels)
    row = Row(0, label, code, None, role, (), one.name, several, texts, entries)
    return Draft(row, indent, _is_unit(codes, label))


def _head(one: TableList, index: int) -> str:
    path = one.columns[index].path
    return path[-1] if path else ""


def _codes(one: TableList, line: Line) -> Iterator[tuple[str, str]]:
    """The codes that a line prints, 类 | 款 | 项 in columns of their own put together."""
    split: list[str] = []
    rest: list[tuple[str, str]] = []
    for index in one.codes:
        slot = line[index]
        if slot is None:
            continue
        if _head(one, index) in _LEVELS:
            split.append(fold(slot.text))
        else:
            rest.append((_head(one, index), fold(slot.text)))
    joined = "".join(split)
    if joined:
        whole = split[-1] if len(split) > 1 and split[-1].startswith(split[0]) and len(split[-1]) > 3 else joined
        yield "科目编码", whole
    yield from rest


def _label(labels: Sequence[tuple[str, Slot]]) -> tuple[str, int]:
    """The row's own label, the most special of its names, and its indentation."""
    if not labels:
        return "", 0
    named = [pair for pair in labels if not pair[1].continued] or list(labels)
    slot = named[-1][1]
    return join_wrapped(slot.text), slot.indent


def _row_code(codes: Sequence[tuple[str, str]], label: str) -> str | None:
    """The classification code first, then any other; a code in front of the label counts."""
    listed = [text for head, text in codes if dimension_of_code(text) is not None and not _names_unit(head)]
    if listed:
        return listed[-1]
    match = _CODE_IN_FRONT.match(fold(label))
    if match is not None:
        return match[1]
    return codes[-1][1] if codes else None


def _names_unit(head: str) -> bool:
    return read_label(head, COLUMN).get("list") == "entity"


def _is_unit(codes: Sequence[tuple[str, str]], label: str) -> bool:
    """Whether a row stands for a unit: its only code is one of a unit, or no classification's."""
    if not codes or is_total(label):
        return False
    return all(_names_unit(head) or dimension_of_code(text) is None for head, text in codes)


def _entries(one: TableList, line: Line, doubtful: bool) -> Iterator[Entry]:
    for index in one.values:
        slot = line[index]
        if slot is None or slot.continued or slot.column != index:
            continue
        text = join_wrapped(slot.text)
        number = parse_number(text)
        if is_dash(text):
            continue
        doubt = None if slot.certain else _UNCERTAIN
        if doubtful and number is not None:
            doubt = doubt or _GUESSED
        yield Entry(one.columns[index], squeeze(text) if number is not None else text, slot.places, doubt)


def _parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each row the index of the row it is part of: by codes, then units, numbering and indentation."""
    found: list[int | None] = []
    stack: list[int] = []
    for number, draft in enumerate(drafts):
        if draft.row.role == "total":
            if numbering_level(draft.row.label) is None:
                stack = []
                found.append(None)
                continue
        while stack and not _is_part(draft, drafts[stack[-1]], drafts[number - 1]):
            stack.pop()
        found.append(stack[-1] if stack else None)
        stack.append(number)
    return found


def _is_part(draft: Draft, above: Draft, before: Draft) -> bool:
    """Whether a row is part of a row above it (the nearest that is still open)."""
    code, other = draft.row.code, above.row.code
    if draft.is_unit:
        return above.is_unit and bool(code) and bool(other) and code != other and str(code).startswith(str(other))
    if above.is_unit:
        return True
    if code and other:
        same = dimension_of_code(code) == dimension_of_code(other)
        if same:
            return code != other and code.startswith(other)
        return not draft.row.codes and draft.indent > above.indent
    if code or other:
        return bool(other) and not code and (draft.indent > above.indent or draft.row.role == "of_which")
    return _is_below(draft, above, before)


def _is_below(draft: Draft, above: Draft, before: Draft) -> bool:
    """Whether a row without codes is part of another by 其中, numbering and indentation."""
    mine, theirs = numbering_level(draft.row.label), numbering_level(above.row.label)
    if draft.row.role == "of_which":
        return above.row.role != "of_which" and (mine is None or theirs is None or mine > theirs)
    if above.row.role == "of_which":
        return mine is None and draft.indent > above.indent + 3
    if mine is not None and theirs is not None:
        return mine > theirs
    if mine is None and theirs is None:
        return draft.indent > above.indent
    if theirs is None:
        return draft.indent > above.indent and mine is not None and mine >= 2
    return draft.indent > above.indent
