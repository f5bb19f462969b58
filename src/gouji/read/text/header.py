"""Heads of unrolled tables: merged head cells became a text followed by blanks; here they get their spans back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gouji.model.amount import fold, is_dash, parse_number

_TOTALS = frozenset({"合计", "总计", "小计"})
_MAX_HEAD_ROWS = 4
_SPARSE, _FULL = 0.5, 0.8
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A head cell with the rows and columns that it covers."""

    row: int
    column: int
    text: str
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its height in rows, its cells, and the columns whose head had to be moved."""

    height: int
    cells: tuple[HeadCell, ...]
    moved: frozenset[int]


def read_head(rows: Sequence[Sequence[str]]) -> Head:
    """The head of a table given as equally long rows of repaired texts; height 0 where it has none.

    >>> head = read_head([["项目", "支出", ""], ["", "基本", "项目"]])
    >>> [(cell.text, cell.column, cell.column_span) for cell in head.cells]
    [('项目', 0, 1), ('支出', 1, 2), ('基本', 1, 1), ('项目', 2, 1)]
    """
    head = [list(row) for row in rows[: head_height(rows)]]
    height = len(head)
    moved = _restore_displaced_leaves(head) | _restore_nesting(head)
    return Head(height, tuple(_span_cells(head)), frozenset(moved))


def is_figure(text: str) -> bool:
    """Whether a cell is a figure, code or dash, which no head cell is."""
    return parse_number(text) is not None or is_dash(text)


def head_height(rows: Sequence[Sequence[str]]) -> int:
    """How many leading rows are head: they print no figures, and each stands below blanks or merged cells."""
    height = _height_to_full_row(rows)
    while height < min(len(rows), _MAX_HEAD_ROWS) and _is_head_row(rows, height):
        height += 1
    return height


def _height_to_full_row(rows: Sequence[Sequence[str]]) -> int:
    """The rows up to one that names nearly all columns, below rows with a few titles only; 0 where there is none."""
    for index in range(1, min(len(rows), _MAX_HEAD_ROWS)):
        above = rows[:index]
        if is_full_head(rows[index]) and all(_is_sparse(row) for row in above):
            return index + 1
    return 0


def _is_sparse(row: Sequence[str]) -> bool:
    filled = [text for text in row if text]
    return not row[0] and len(filled) <= _SPARSE * len(row) and not any(is_figure(text) for text in filled)


def is_full_head(texts: Sequence[str]) -> bool:
    """Whether a row names nearly every column and prints no figure: the last row of a head."""
    filled = [text for text in texts if text]
    return len(filled) >= 5 and len(filled) >= _FULL * len(texts) and not any(is_figure(text) for text in filled)


def _is_head_row(rows: Sequence[Sequence[str]], index: int) -> bool:
    texts = [(column, text) for column, text in enumerate(rows[index]) if text]
    if not texts or any(is_figure(text) for _, text in texts):
        return False
    if index == 0:
        return any(_CHINESE.search(text) for _, text in texts)
    if len(texts) == 1 and fold(texts[0][1]) in _TOTALS:
        return False
    above = rows[index - 1]
    return all(_fits_below(above, column) for column, _ in texts)


def _fits_below(above: Sequence[str], column: int) -> bool:
    """Whether a sub-head may stand here: under a blank, or under a head with a blank to its right (a merged cell)."""
    if not above[column]:
        return True
    return column + 1 < len(above) and not above[column + 1]


def _has_text_below(head: Sequence[Sequence[str]], row: int, column: int) -> bool:
    return any(head[lower][column] for lower in range(row + 1, len(head)))


def _restore_displaced_leaves(head: list[list[str]]) -> set[int]:
    """Columns touched by putting right "leaf, blank" over "blank, child".

    A tall leaf that ends a row of groups (上年结转 after 本年收入) is written one column early when the last child of
    the group before it is dropped into the next free column. A leaf cannot own a child that does not stand below it.
    """
    moved: set[int] = set()
    for row in range(len(head) - 1):
        for column in range(1, len(head[row]) - 1):
            if not head[row][column] or _has_text_below(head, row, column):
                continue
            last = column
            while last + 1 < len(head[row]) and not head[row][last + 1] and _has_text_below(head, row, last + 1):
                last += 1
            if last > column and _has_text_below(head, row, column - 1):
                _move_leaf(head, row, column, last)
                moved.update(range(column, last + 1))
    return moved


def _move_leaf(head: list[list[str]], row: int, column: int, last: int) -> None:
    leaf = head[row][column]
    for lower in range(row, len(head)):
        head[lower][column:last] = head[lower][column + 1 : last + 1]
        head[lower][last] = ""
    head[row][last] = leaf


def _restore_nesting(head: list[list[str]]) -> set[int]:
    """Columns touched by moving an upper head right where it begins in the midst of a lower merged cell.

    Merged cells nest: 项目支出 cannot begin between 商品和服务支出 and 资本性支出 when both stand under 公用经费.
    """
    moved: set[int] = set()
    for row in range(1, len(head) - 1):
        for column in range(1, len(head[row])):
            upper = next((upper for upper in range(row) if head[upper][column]), None)
            if upper is None or head[row][column] or not _has_text_below(head, row, column):
                continue
            start = next((right for right in range(column, len(head[row])) if head[row][right]), None)
            if start is None or head[upper][start] or not _is_group_to_the_left(head, row, column):
                continue
            head[upper][start], head[upper][column] = head[upper][column], ""
            moved.update(range(column, start))
    return moved


def _is_group_to_the_left(head: Sequence[Sequence[str]], row: int, column: int) -> bool:
    left = column - 1
    while left > 0 and not head[row][left] and _has_text_below(head, row, left):
        left -= 1
    return bool(head[row][left]) and _has_text_below(head, row, left)


def _span_cells(head: Sequence[Sequence[str]]) -> list[HeadCell]:
    places = [(row, column) for row, texts in enumerate(head) for column, text in enumerate(texts) if text]
    widths = {(row, column): _width(head, row, column) for row, column in places}
    covered = {(row, column + offset) for (row, column), width in widths.items() for offset in range(width)}
    cells = []
    for (row, column), width in widths.items():
        bottom = row + 1
        while bottom < len(head) and all((bottom, column + offset) not in covered for offset in range(width)):
            bottom += 1
        cells.append(HeadCell(row, column, head[row][column], bottom - row, width))
    return cells


def _width(head: Sequence[Sequence[str]], row: int, column: int) -> int:
    """How many columns a head cell covers: the blanks to its right that have heads below and none above."""
    if not _has_text_below(head, row, column):
        return 1
    end = column + 1
    while (
        end < len(head[row])
        and not any(head[upper][end] for upper in range(row + 1))
        and _has_text_below(head, row, end)
    ):
        end += 1
    return end - column
