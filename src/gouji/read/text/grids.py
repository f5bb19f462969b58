"""Rows of fields → Grid: repaired texts, heads with spans, each cell with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.model.document import Cell, Grid, Paragraph, Place
from gouji.read.repair import repair_cell, repair_decimal_comma
from gouji.read.text.flat.evidence import Evidence
from gouji.read.text.header import Head, head_height, read_head
from gouji.read.text.lines import Row
from gouji.read.text.rows import (
    align_shifted_rows,
    drop_box_edges,
    drop_doubled_totals,
    drop_head_noise,
    is_garbage_row,
    is_noise,
    join_cut_cells,
    unit_line,
)
from gouji.read.text.titles import centred_head, move_to_outer_subtotals, name_total_column


def rows_to_blocks(rows: Sequence[Row], evidence: Evidence) -> Iterator[Paragraph | Grid]:
    """What these lines print: the unit lines that precede a table as paragraphs, then its grid, one column a field."""
    width = max(len(row.fields) for row in rows)
    texts = [_repaired_fields(row, width) for row in rows]
    first = 0
    while first < len(rows) and (line := unit_line(texts[first])) is not None:
        yield Paragraph(line, Place(line=rows[first].line))
        first += 1
    while first < len(rows) and is_garbage_row(texts[first]):
        first += 1
    places = [Place(line=row.line) for row in rows[first:]]
    body = texts[first:]
    drop_head_noise(body)
    drop_box_edges(body)
    head = _centred_head(body, evidence)
    drop_doubled_totals(body, head_height(body))
    cells = tuple(_cells(head or read_head(body), body, places))
    if cells:
        yield Grid(cells=cells, place=places[0], ruled=True, certain_columns=head is None)


def _centred_head(texts: list[list[str]], evidence: Evidence) -> Head | None:
    """The head of a table that a recognition took from a page image, names made whole; None for other tables."""
    height = head_height(texts)
    if not 1 < height < len(texts):
        return None
    name_total_column(texts, height, evidence.total_word_before)
    cells = centred_head(texts[:height])
    if cells is None:
        return None
    move_to_outer_subtotals(texts, height)
    return Head(height, tuple(replace(cell, text=evidence.complete(cell.text)) for cell in cells), frozenset())


def _repaired_fields(row: Row, width: int) -> list[str]:
    texts = [repair_cell(field) for field in row.fields]
    return ["" if is_noise(text) else text for text in texts] + [""] * (width - len(texts))


def _cells(head: Head, texts: Sequence[Sequence[str]], places: Sequence[Place]) -> Iterator[Cell]:
    for cell in head.cells:
        yield Cell(cell.row, cell.column, cell.text, places[cell.row], cell.row_span, cell.column_span)
    yield from _body_cells(head, align_shifted_rows(texts, head.height), places)


def _body_cells(head: Head, texts: Sequence[Sequence[str]], places: Sequence[Place]) -> Iterator[Cell]:
    for row in range(head.height, len(texts)):
        for piece in join_cut_cells(texts[row]):
            repaired = repair_decimal_comma(piece.text)
            certain = piece.certain and repaired is None and piece.column not in head.moved
            yield Cell(row, piece.column, repaired or piece.text, places[row], 1, piece.span, certain=certain)
