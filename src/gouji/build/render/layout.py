"""Where a table's cells stand, and how much room their text takes: what DOCX and XLSX must be told, not asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from unicodedata import east_asian_width

from gouji.model.edition import Align, EditionCell, EditionTable

_PIECE = re.compile(r"[!-~]+|.", re.DOTALL)
"""A word of Latin letters or digits is not broken; every other character may end a line."""

_WORD = re.compile(r"[!-~]+")
_LONGEST = 20  # characters: longer words (codes of projects) may break
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SMALLEST = 2.0
"""Ems: no column is narrower."""


def legal_text(text: str) -> str:
    r"""The text without the control characters that XML cannot hold.

    >>> legal_text("甲\x07乙\n")
    '甲乙\n'
    """
    return _FORBIDDEN.sub("", text)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and where its top left stands, counted from 0."""

    row: int
    column: int
    cell: EditionCell


def place_cells(rows: Sequence[Sequence[EditionCell]], width: int) -> tuple[tuple[Placed, ...], ...]:
    """The cells of each row with their columns; places that no cell takes get an empty one. Spans end with the table.

    Raises:
        ValueError: a row has more cells than the table has columns: the edition is wrongly built.
    """
    taken: set[tuple[int, int]] = set()
    placed: list[tuple[Placed, ...]] = []
    for number, row in enumerate(rows):
        line: list[Placed] = []
        column = 0
        for cell in row:
            column = _next_free(taken, number, column)
            if column + cell.columns > width:
                raise ValueError(f"row {number + 1} of a table needs more than its {width} columns: {cell.text!r}")
            height = min(cell.rows, len(rows) - number)
            line.append(Placed(number, column, cell if height == cell.rows else replace(cell, rows=height)))
            if cell.rows > 1:
                taken.update(
                    (r, c) for r in range(number, number + height) for c in range(column, column + cell.columns)
                )
            column += cell.columns
        while (column := _next_free(taken, number, column)) < width:
            line.append(Placed(number, column, EditionCell()))
            column += 1
        placed.append(tuple(line))
    return tuple(placed)


def _next_free(taken: set[tuple[int, int]], row: int, column: int) -> int:
    while (row, column) in taken:
        column += 1
    return column


@lru_cache(maxsize=8192)
def text_width(text: str) -> float:
    """How wide a line of text is, in ems: Chinese characters are one, others half.

    >>> text_width("单位：万元"), text_width("1,042.58")
    (5.0, 4.0)
    """
    if text.isascii():
        return len(text) / 2
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in text)


@lru_cache(maxsize=8192)
def count_lines(text: str, width: float) -> int:
    """How many lines text takes in a column of a width (ems), its own line breaks kept.

    >>> count_lines("一般公共服务支出", 4), count_lines("1,042.58 万元", 5), count_lines("", 3)
    (2, 2, 1)
    """
    return sum(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: float) -> int:
    if text_width(line) <= width:
        return 1
    lines, used = 1, 0.0
    for piece in _PIECE.findall(line):
        size = text_width(piece)
        if used and used + size > width:
            lines, used = lines + 1, 0.0
        if size > width:  # a word longer than the line is broken after all
            more = int(size // width)
            lines, size = lines + more, size - more * width
        used += size
    return lines


def needed_widths(rows: Iterable[Sequence[Placed]], count: int, padding: float) -> list[float]:
    """For each of `count` columns the width in ems of its longest word that must not break: a figure, or a code.

    `padding` is the room beside a cell's text.
    """
    needed = [_SMALLEST + padding] * count
    for placed in (one for row in rows for one in row):
        cell = placed.cell
        if cell.columns == 1 and cell.text:
            word = text_width(cell.text) if cell.figure is not None else _longest_word(cell.text)
            needed[placed.column] = max(needed[placed.column], word + cell.indent + padding)
    return needed


def share_width(total: float, asked: Sequence[float], needed: Sequence[float]) -> tuple[float, ...]:
    """The width of each column, together `total`: in the proportion asked, but none narrower than it needs.

    Where the needs together are more than there is, columns share it as they need it.

    >>> share_width(20, (1, 1), (4, 12)), share_width(8, (1, 1), (4, 12))
    ((8.0, 12.0), (2.0, 6.0))
    """
    if sum(needed) >= total:
        return tuple(total * need / sum(needed) for need in needed)
    widths = [max(total * part / sum(asked), need) for part, need in zip(asked, needed, strict=True)]
    spare, over = sum(widths) - sum(needed), sum(widths) - total
    return tuple(width - over * (width - need) / spare for width, need in zip(widths, needed, strict=True))


@lru_cache(maxsize=8192)
def _longest_word(text: str) -> float:
    return max((text_width(word) for word in _WORD.findall(text) if len(word) <= _LONGEST), default=0.0)


def row_lines(row: Sequence[Placed], widths: Sequence[float], padding: float) -> int:
    """How many lines of text the highest cell of a row takes; cells that go down over more rows are not counted."""
    return max((cell_lines(placed, widths, padding) for placed in row if placed.cell.rows == 1), default=1)


def cell_lines(placed: Placed, widths: Sequence[float], padding: float) -> int:
    """How many lines a cell's text takes in its columns."""
    cell = placed.cell
    room = sum(widths[placed.column : placed.column + cell.columns]) - padding - cell.indent
    return count_lines(cell.text, max(room, 1.0)) if cell.text else 1


def row_heights(placed: Sequence[Sequence[Placed]], widths: Sequence[float], padding: float) -> list[int]:
    """The lines that each row of a table takes; what a cell over several rows needs more, its last row gives."""
    heights = [row_lines(row, widths, padding) for row in placed]
    for one in (one for row in placed for one in row if one.cell.rows > 1):
        last = one.row + one.cell.rows - 1
        missing = cell_lines(one, widths, padding) - sum(heights[one.row : last + 1])
        heights[last] += max(missing, 0)
    return heights


def cell_align(cell: EditionCell, table: EditionTable) -> Align:
    """Where a cell's text stands: figures of a matrix at the right, whatever the form says."""
    return "right" if cell.figure is not None and not table.form and cell.align == "left" else cell.align
