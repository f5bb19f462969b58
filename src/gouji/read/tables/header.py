"""A table's header: which leading lines it has, and the path of header cells above every column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gouji.law.vocabulary import COLUMN, read_label
from gouji.model.amount import fold
from gouji.model.table import Column
from gouji.read.tables.lines import Line, Slot, is_blank, is_figure, own_slots
from gouji.read.tables.words import is_column_number, is_total, squeeze

_DEEPEST = 10  # header lines; no published form has more than six
_UNIT_BRACKET = re.compile(r"[(（](?:金额)?(?:计量)?单位[:：]?([^)）]{1,6})[)）]")
_LIST_HEAD = re.compile(r"(?:支出|部门|政府|预算|功能|经济|分类|科目|项目|单位)*(?:编码|代码|名称)")
"""Heads of the columns that name rows."""
_NAMED_UNIT = re.compile(r"[(（]((?:亿|百万|万|千)?元|%|％|人次?|个|辆|台|套|平方米|㎡|批次?)[)）]$")


@dataclass(frozen=True, slots=True)
class Header:
    """`length` leading lines (column-number lines included), and for each column its path."""

    length: int
    columns: tuple[Column, ...]

    def widened(self, width: int) -> Header:
        """This header with columns that have no header added on the right up to a width."""
        return Header(self.length, self.columns + (Column(()),) * (width - len(self.columns)))


def read_header(lines: Sequence[Line]) -> Header:
    """The header of a table that begins with these lines."""
    length = header_length(lines)
    printed = [line for line in lines[:length] if not is_column_number_line(line)]
    printed = [_less_total(printed[:depth], line) for depth, line in enumerate(printed)]
    levels = _fill_flattened_spans([list(line) for line in printed])
    width = len(lines[0]) if lines else 0
    return Header(length, tuple(_column_at(levels, column) for column in range(width)))


def header_length(lines: Sequence[Line]) -> int:
    """How many leading lines are header.

    A line of column numbers ends the header. Otherwise a line belongs to it as long as it prints no figure and stands
    below open cells: cells that span several columns, or (in flattened texts) have blanks to their right.
    """
    length = 0
    for index, line in enumerate(lines[:_DEEPEST]):
        if is_column_number_line(line):
            return index + 1
        if is_blank(line) and not any(line):
            break
        if any(is_figure(slot.text) for slot in own_slots(line)):
            break
        if index and not _belongs(lines[:index], line):
            length = length or index
            continue
        length = index + 1 if length in {0, index} else length
    return length


def _belongs(above: Sequence[Line], line: Line) -> bool:
    if any(slot is not None and slot.continued for slot in line):
        return True
    own = list(own_slots(_less_total(above, line)))
    while len(own) > 1 and _LIST_HEAD.fullmatch(squeeze(own[0].text)):  # 科目名称 below a cell as wide: 功能分类科目
        own = own[1:]
    return bool(own) and all(_is_open(above, slot.column) for slot in own)


def _less_total(above: Sequence[Line], line: Line) -> Line:
    """A header line without the name of the total that a form prints on it, in front of its last heads.

    In such a form (合计 | | | 合计 | 基本支出 | 项目支出 | ) the heads stand below one cell, the total below none.
    """
    own = list(own_slots(line))
    if len(own) < 3 or not above or not is_total(own[0].text) or _is_open(above, own[0].column):
        return line
    if any(slot is not None and slot.continued for slot in line):
        return line
    return tuple(None if slot is own[0] else slot for slot in line)


def _is_open(above: Sequence[Line], column: int) -> bool:
    """Whether the nearest header cell above a column spans more columns than this one (printed or flattened)."""
    for line in reversed(above):
        slot = line[column]
        if slot is not None:
            following = line[column + slot.column_span : column + slot.column_span + 1]
            return slot.column_span > 1 or (bool(following) and following[0] is None)
        if any(part is not None for part in line[:column]):
            continue
    return True


def is_column_number_line(line: Line) -> bool:
    """Whether a line only counts the columns (栏次 1 2 3=1+2), which is no figure.

    At least two numbers in ascending order starting at 1, and nothing that is not of such a line; or asterisks only.
    """
    texts = [fold(slot.text) for slot in own_slots(line)]
    if not texts or not all(is_column_number(text) or text in {"类", "款", "项"} for text in texts):
        return False
    if len(texts) > 1 and all(set(text) <= {"*", "＊"} for text in texts):
        return True
    counted = "栏次" in texts or "行次" in texts
    numbers = [int(match[1]) for text in texts if (match := re.match(r"[(（]?(\d{1,2})(?![.\d])", text))]
    letters = [text for text in texts if re.fullmatch(r"[A-Z①-⑳]", text)]
    if len(letters) >= 3 and letters == sorted(letters):
        return True
    return (counted and bool(numbers)) or (
        len(numbers) >= 2 and numbers[0] in {1, 2} and numbers == sorted(set(numbers)) and numbers[-1] <= len(line) + 2
    )


def counts_columns(line: Line) -> bool:
    """Whether a line can only be one of column numbers, wherever it stands: 栏次, or 1, 2, 3… without a gap."""
    texts = [fold(slot.text) for slot in own_slots(line)]
    counted = [str(number) for number in range(1, len(texts) + 1)]
    return is_column_number_line(line) and (not {"栏次", "行次"}.isdisjoint(texts) or texts == counted != ["1", "2"])


def _fill_flattened_spans(levels: list[list[Slot | None]]) -> list[list[Slot | None]]:
    """Header levels in which blanks that stand for a span are filled from the left."""
    for depth, level in enumerate(levels):
        for column in range(1, len(level)):
            if level[column] is not None or level[column - 1] is None or _goes_down(levels, depth, column - 1):
                continue
            same_parent = depth == 0 or levels[depth - 1][column] is levels[depth - 1][column - 1]
            if same_parent and _has_text_below(levels, depth, column):
                level[column] = level[column - 1]
    return levels


def _goes_down(levels: list[list[Slot | None]], depth: int, column: int) -> bool:
    """Whether a cell is drawn over the next level too, so that nothing beside it there belongs under it."""
    below = levels[depth + 1][column] if depth + 1 < len(levels) else None
    return below is not None and below.continued


def _has_text_below(levels: list[list[Slot | None]], depth: int, column: int) -> bool:
    return any((slot := level[column]) is not None and not slot.continued for level in levels[depth + 1 :])


def _column_at(levels: list[list[Slot | None]], column: int) -> Column:
    path: list[str] = []
    unit, above = None, None
    for level in levels:
        slot = level[column]
        if slot is None or slot.continued:
            continue
        text = squeeze(slot.text)
        named = _UNIT_BRACKET.search(text) or _NAMED_UNIT.search(text)
        unit = fold(named[1]) if named else unit
        text = _UNIT_BRACKET.sub("", text)
        if path and above is not None and above is not slot and _is_broken(above, slot):
            path[-1] += text
        elif text and (not path or path[-1] != text):
            path.append(text)
        above = slot
    return Column(tuple(path), unit)


def _is_broken(above: Slot, below: Slot) -> bool:
    """Whether two header texts are one broken over lines: as wide, and words only together (附属单位上缴收, 入)."""
    if (above.column, above.column_span) != (below.column, below.column_span):
        return False
    first, second = squeeze(above.text), squeeze(below.text)
    apart = read_label(first, COLUMN).understood or read_label(second, COLUMN).understood
    return not apart and read_label(first + second, COLUMN).understood
