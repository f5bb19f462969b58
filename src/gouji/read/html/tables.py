"""Tables of web pages → grids, with row and column spans laid out as browsers do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gouji.model.document import Cell, Grid, Place
from gouji.read.archive import local_name
from gouji.read.faults import fault
from gouji.read.html.words import is_hidden, source_line, squeeze_blanks
from gouji.read.limits import Limits

_WIDEST_SPAN = 1_000
"""Columns that one cell may span, as in browsers."""

_TALLEST_SPAN = 65_534
_LINES = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_INDENT = re.compile(r"mso-char-indent-count\s*:\s*(\d{1,2})", re.IGNORECASE)


@dataclass(slots=True)
class _Frame:
    """A cell of the page with the place that the spans before it leave."""

    element: etree._Element
    row: int
    column: int
    row_span: int
    column_span: int


def is_layout_table(table: etree._Element) -> bool:
    """Whether a table only arranges the page: it holds other tables, or never has two cells side by side."""
    if any(part is not table for part in table.iter("table")):
        return True
    return all(sum(1 for _ in _row_cells(row)) < 2 for row in _rows(table))


def table_cells(table: etree._Element) -> Iterator[etree._Element]:
    """The cells of a table itself, row by row, hidden ones left out."""
    for row in _rows(table):
        yield from _row_cells(row)


def table_to_grid(table: etree._Element, limits: Limits) -> Grid | None:
    """A table's grid; None where no cell holds text.

    Raises:
        ReadError: more cells than the limit, or spans that make as many.
    """
    frames = _place_cells(table, limits)
    rows = 1 + max((frame.row for frame in frames), default=0)
    cells = tuple(
        Cell(
            row=frame.row,
            column=frame.column,
            text=text,
            place=Place(line=source_line(frame.element)),
            row_span=min(frame.row_span, rows - frame.row),
            column_span=frame.column_span,
            indent=_indent(frame.element),
            bold=local_name(frame.element).lower() == "th" or frame.element.find(".//b") is not None,
        )
        for frame in frames
        if (text := cell_text(frame.element)).strip()
    )
    if not cells:
        return None
    grid = Grid(cells, Place(line=source_line(table)))
    if grid.row_count * grid.column_count > limits.cells:
        raise fault("too_many_cells", limit=f"{limits.cells:,}")
    return grid


def cell_text(cell: etree._Element) -> str:
    """The text of a cell; <br> and paragraphs are line breaks."""
    parts: list[str] = []
    _gather(cell, parts)
    lines = (line.rstrip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line.strip())


def _gather(element: etree._Element, parts: list[str]) -> None:
    parts.append(squeeze_blanks(element.text or ""))
    for part in element:
        name = local_name(part).lower()
        if name not in {"script", "style"} and not is_hidden(part):
            if name == "br" or name in _LINES:
                parts.append("\n")
            _gather(part, parts)
            if name in _LINES:
                parts.append("\n")
        parts.append(squeeze_blanks(part.tail or ""))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for part in table:
        name = local_name(part).lower()
        if name == "tr" and not is_hidden(part):
            yield part
        elif name in {"tbody", "thead", "tfoot"} and not is_hidden(part):
            yield from _rows(part)


def _row_cells(row: etree._Element) -> Iterator[etree._Element]:
    for part in row:
        if local_name(part).lower() in {"td", "th"} and not is_hidden(part):
            yield part


def _place_cells(table: etree._Element, limits: Limits) -> list[_Frame]:
    """The cells with their rows and columns: a cell takes the first column that no span from above holds."""
    frames: list[_Frame] = []
    held: dict[int, int] = {}
    for index, row in enumerate(_rows(table)):
        column = 0
        for element in _row_cells(row):
            while held.get(column, 0) > index:
                column += 1
            across = _span(element.get("colspan"), 1, _WIDEST_SPAN)
            down = _span(element.get("rowspan"), 1, _TALLEST_SPAN)
            frames.append(_Frame(element, index, column, down, across))
            held.update((column + offset, index + down) for offset in range(across))
            column += across
            if len(frames) > limits.cells or column > limits.cells:
                raise fault("too_many_cells", limit=f"{limits.cells:,}")
    return frames


def _span(text: str | None, least: int, most: int) -> int:
    """A span as written; 0 means "to the end"."""
    digits = (text or "").strip()
    if not digits.isdecimal() or len(digits) > 9:
        return least
    return max(min(int(digits) or most, most), least)


def _indent(cell: etree._Element) -> int:
    match = _INDENT.search(cell.get("style", ""))
    return int(match[1]) if match else 0
