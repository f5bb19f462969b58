"""How the tests of tables write a document: lines with bars are grids, others paragraphs, `====` begins a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from gouji.model.document import Box, Cell, Document, Grid, Page, Paragraph, Place
from gouji.model.table import Row, Table
from gouji.read.tables import document_to_tables

ReadTables = Callable[..., tuple[Table, ...]]
Figures = Callable[[Table], list[tuple[str, str, str]]]
PAGE = "===="


def _grid(lines: list[str], page: int) -> Grid:
    """The grid that lines with bars draw.

    `<` spans from the left, `^` from above; leading ideographic spaces indent; `@200 x` makes a cell 200 points wide.
    """
    texts = [[word.strip(" ") for word in line.split("|")] for line in lines]
    cells = []
    for row, words in enumerate(texts):
        edge = 0.0
        for column, word in enumerate(words):
            width, word = _width(word)
            begin, edge = edge, edge + width
            if not word or word in "<^":
                continue
            wide = 1
            while column + wide < len(words) and words[column + wide] == "<":
                wide += 1
            high = 1
            while row + high < len(texts) and texts[row + high][column] == "^":
                high += 1
            box = Box(begin, row * 20.0, begin + wide * width, (row + high) * 20.0)
            cells.append(Cell(row, column, word.replace("/n", "\n"), Place(page, box), high, wide))
    return Grid(tuple(cells), Place(page))


def _width(word: str) -> tuple[float, str]:
    if not word.startswith("@"):
        return 50.0, word
    width, _, text = word[1:].partition(" ")
    return float(width), text


def _document(text: str) -> Document:
    blocks: list[Paragraph | Grid] = []
    pages = text.strip("\n").split(PAGE)
    for number, page in enumerate(pages, 1):
        drawn: list[str] = []
        for line in (*page.splitlines(), ""):
            if "|" in line:
                drawn.append(line)
                continue
            if drawn:
                blocks.append(_grid(drawn, number))
                drawn = []
            if line.strip():
                blocks.append(Paragraph(line.strip(), Place(number)))
    return Document("x.pdf", "0" * 64, "pdf", tuple(Page(number + 1) for number in range(len(pages))), tuple(blocks))


@pytest.fixture(scope="session")
def read_tables() -> ReadTables:
    """Reads the tables of a drawn document."""
    return lambda text: document_to_tables(_document(text))


@pytest.fixture(scope="session")
def tables_of() -> Callable[[Document], tuple[Table, ...]]:
    """Reads the tables of a document."""
    return document_to_tables


@pytest.fixture(scope="session")
def figures() -> Figures:
    """A table's entries as (code or label, column path, text)."""

    def of(table: Table) -> list[tuple[str, str, str]]:
        return [(row.code or row.label, "/".join(e.column.path), e.text) for row in table.rows for e in row.entries]

    return of


@pytest.fixture(scope="session")
def parents() -> Callable[[Table], Mapping[str, str | None]]:
    """The label of every row's parent, by the row's label."""

    def parent_of(table: Table, row: Row) -> str | None:
        return None if row.parent is None else table.rows[row.parent].label

    return lambda table: {row.label: parent_of(table, row) for row in table.rows}
