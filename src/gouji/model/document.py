"""A file as read: pages, paragraphs and grids in reading order, each with its place. No meaning yet."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in PDF points, origin at the top left of the page as displayed (rotation applied), y downwards."""

    # Geometry, not money: floats are right here.
    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file something stands: page and box (PDF), line (text), or sheet and cell (XLSX). All 1-based."""

    page: int | None = None
    box: Box | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid. `text` keeps its line breaks; row and column are 0-based.

    `certain` is False where the text was guessed (OCR, fonts without a character map); such a figure is never proof.
    `indent` is how far (in characters) the text starts to the right of the cell's usual left edge, where known.
    """

    row: int
    column: int
    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1
    indent: int = 0
    bold: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands on one page (or sheet, or run of lines): cells placed on rows and columns, nothing joined.

    Empty cells may be left out. `ruled` says whether lines drew it. `certain_columns` is False where the reader had to
    guess which column a figure belongs to (flattened text): such a column wants proof by sums.
    """

    cells: tuple[Cell, ...]
    place: Place
    ruled: bool = True
    certain_columns: bool = True

    @property
    def row_count(self) -> int:
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables: one paragraph or heading line, with its place. `certain` is as in Cell."""

    text: str
    place: Place
    heading: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One page or sheet: number from 1, size in points as displayed, and why it was not read where it was not."""

    number: int
    width: float = 0.0
    height: float = 0.0
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `blocks` are paragraphs and grids in reading order; `notices` say what was odd on the way."""

    name: str
    sha256: str
    format: str
    pages: tuple[Page, ...]
    blocks: tuple[Paragraph | Grid, ...]
    notices: tuple[str, ...] = field(default=())
