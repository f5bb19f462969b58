"""A flattened line → the blocks it stands for: its unit line, and a grid of the figures that could be placed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gouji.model.document import Cell, Grid, Paragraph, Place
from gouji.read.repair import repair_sentence
from gouji.read.text.flat.coded import CodedTable, read_coded_table
from gouji.read.text.flat.evidence import Evidence
from gouji.read.text.flat.listed import ListedTable, read_listed_table
from gouji.read.text.flat.tokens import split_unit_line, tokenize


@dataclass(frozen=True, slots=True)
class Unread:
    """How many amounts of a flattened table could not be placed, with its line."""

    line: int
    count: int

    def __str__(self) -> str:
        return f"第{self.line}行：表格被压成一行，其中{self.count}个数无法确定所属行列，未读取"


def flat_blocks(text: str, line: int, evidence: Evidence) -> Iterator[Paragraph | Grid | Unread]:
    """The unit line and the grid of a flattened table, then what was not read; a paragraph where no table was found."""
    unit_line, rest = split_unit_line(text)
    place = Place(line=line)
    tokens = tokenize(rest)
    listed = read_listed_table(tokens, evidence)
    coded = None if listed else read_coded_table(tokens, evidence)
    if listed is None and coded is None:
        yield Paragraph(repair_sentence(text), place)
        return
    if unit_line:
        yield Paragraph(repair_sentence(unit_line), place)
    cells = _listed_cells(listed, place) if listed else _coded_cells(coded, place) if coded else ()
    yield Grid(tuple(cells), place, ruled=False, certain_columns=False)
    table = listed or coded
    if table and table.unplaced:
        yield Unread(line, table.unplaced)


def _coded_cells(table: CodedTable, place: Place) -> Iterator[Cell]:
    paths = table.columns.paths
    height = max(len(path) for path in paths)
    yield Cell(0, 0, table.code_head, place, row_span=height)
    yield Cell(0, 1, table.label_head, place, row_span=height)
    for column, path in enumerate(paths):
        if column == 0 or paths[column - 1][0] != path[0]:
            width = sum(other[0] == path[0] for other in paths)
            yield Cell(0, column + 2, path[0], place, row_span=1 if len(path) > 1 else height, column_span=width)
        if len(path) > 1:
            yield Cell(1, column + 2, path[1], place)
    for index, row in enumerate(table.rows, start=height):
        for column, text in enumerate((row.code, row.label)):
            if text:
                yield Cell(index, column, text, place)
        for column, token in enumerate(row.placed, start=2):
            if token is not None:
                yield Cell(index, column, token.text, place, certain=token.certain)


def _listed_cells(table: ListedTable, place: Place) -> Iterator[Cell]:
    for index, one in enumerate(table.lists):
        column = 2 * index
        if index == 0 or table.lists[index - 1].name != one.name:
            width = 2 * sum(other.name == one.name for other in table.lists)
            yield Cell(0, column, one.name, place, column_span=width)
        yield Cell(1, column, one.label_head, place)
        yield Cell(1, column + 1, one.amount_head, place)
        for row, entry in enumerate(one.entries, start=2):
            yield Cell(row, column, entry.label, place, indent=entry.rank)
            if entry.amount is not None:
                yield Cell(row, column + 1, entry.amount.text, place, certain=entry.amount.certain)
