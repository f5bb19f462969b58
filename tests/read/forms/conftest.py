"""How the tests of forms write a form: one line a row, cells between bars, empty cells left empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from gouji.model.document import Box, Cell, Grid, Place
from gouji.model.table import Row, Table

Draw = Callable[..., Grid]
Read = Callable[[Row], Mapping[str, str]]


def _grid(
    text: str, *, page: int | None = None, spans: Mapping[tuple[int, int], tuple[int, int]] | None = None
) -> Grid:
    """The grid that the text draws; `spans` gives (rows, columns) of merged cells by (row, column)."""
    cells = []
    for row, line in enumerate(text.strip().splitlines()):
        for column, word in enumerate(cell.strip() for cell in line.split("|")):
            if not word:
                continue
            rows, columns = (spans or {}).get((row, column), (1, 1))
            box = (
                None if page is None else Box(column * 50.0, row * 20.0, (column + columns) * 50.0, (row + rows) * 20.0)
            )
            cells.append(
                Cell(row, column, word.replace("/n", "\n"), Place(page, box, None if page else row), rows, columns)
            )
    return Grid(tuple(cells), Place(page, line=None if page else 1))


@pytest.fixture
def draw() -> Draw:
    """Draws a grid from text."""
    return _grid


@pytest.fixture
def read() -> Read:
    """A row's texts by column path, joined by a slash."""

    def texts(row: Row) -> dict[str, str]:
        return {"/".join(entry.column.path): entry.text for entry in row.entries}

    return texts


@pytest.fixture
def named() -> Callable[[Table, str], Row]:
    """The only row of a table with this label."""

    def find(table: Table, label: str) -> Row:
        [row] = [row for row in table.rows if row.label == label]
        return row

    return find
