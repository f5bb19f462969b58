"""Rows of fields → Grid: repaired texts, heads with spans, each cell with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.model.document import Cell, Grid, Place
from gouji.read.repair import repair_cell, repair_decimal_comma
from gouji.read.text.header import Head, read_head
from gouji.read.text.lines import Row


def rows_to_grid(rows: Sequence[Row]) -> Grid:
    """The grid that these lines print, one column a field; a grid without cells where all fields are blank."""
    width = max(len(row.fields) for row in rows)
    texts = [[repair_cell(field) for field in row.fields] + [""] * (width - len(row.fields)) for row in rows]
    head = read_head(texts)
    cells = (*_head_cells(head, rows), *_body_cells(head, texts, rows))
    return Grid(cells=cells, place=Place(line=rows[0].line), ruled=True)


def _head_cells(head: Head, rows: Sequence[Row]) -> Iterator[Cell]:
    for cell in head.cells:
        place = Place(line=rows[cell.row].line)
        yield Cell(cell.row, cell.column, cell.text, place, cell.row_span, cell.column_span)


def _body_cells(head: Head, texts: Sequence[Sequence[str]], rows: Sequence[Row]) -> Iterator[Cell]:
    for row in range(head.height, len(texts)):
        for column, text in enumerate(texts[row]):
            if text:
                repaired = repair_decimal_comma(text)
                certain = repaired is None and column not in head.moved
                yield Cell(row, column, repaired or text, Place(line=rows[row].line), certain=certain)
