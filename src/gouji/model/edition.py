"""An edition: the publication as built, before any file format. Every figure in it says which point it prints.

    Budget ──build──▶ Edition ──render──▶ PDF, DOCX, XLSX, HTML, CSV

Every renderer prints the same edition; what a reader must find in any of them is `EditionTable.claims`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from gouji.model.amount import Amount
from gouji.model.point import Point

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure: its id in the edition, the amount as printed, and the point or formula that it prints.

    `text` is what is printed ("1,042.58", "12.50%"); `exact` the value before rounding, as text, in the amount's unit.
    `formula` says in words what was computed where it is more than one point (difference, rate, share).
    """

    id: str
    text: str
    amount: Amount
    point: Point | None = None
    formula: str = ""
    exact: str = ""


@dataclass(frozen=True, slots=True)
class EditionCell:
    """One cell of a printed table: text, how many rows and columns it spans, and its figure where it prints one.

    `head` says that it is a header (of a column, or a field's word in a form).
    """

    text: str = ""
    rows: int = 1
    columns: int = 1
    align: Align = "left"
    head: bool = False
    figure: Figure | None = None
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Expected:
    """A claim that a reader of the table must find: where it stands, what it says, and its point."""

    figure: Figure
    label: str
    code: str | None
    column: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionTable:
    """One printed table. `head` and `body` are rows of cells; a cell that spans is named once, at its top left.

    `key` is the pack's (T1…); `unit` the unit line ("单位：万元", "" for none); `department` the line at its left.
    `widths` are relative column widths; `wide` asks for a landscape page. `notes` stand below it. `empty` says that the
    table has no data (it is printed all the same, with its sentence). `claims` lists every figure in it.
    """

    key: str
    title: str
    unit: str
    department: str
    widths: tuple[float, ...]
    head: tuple[tuple[EditionCell, ...], ...]
    body: tuple[tuple[EditionCell, ...], ...]
    notes: tuple[str, ...] = ()
    wide: bool = False
    form: bool = False
    empty: bool = False
    level: int = 2
    claims: tuple[Expected, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence: words, or one figure. `cell` is the id of the table figure that prints the same point."""

    text: str
    figure: Figure | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (部分), 2 (一、) or 3 (（一）); `id` is its anchor."""

    level: int
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The paragraph as it reads."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings and tables with their pages stands here."""

    title: str = "目录"


Block = Heading | Prose | Contents | EditionTable


@dataclass(frozen=True, slots=True)
class Page:
    """Page set-up of a place: paper, margins (mm: top, right, bottom, left), base font size (pt)."""

    paper: str = "a4"
    margins: tuple[float, float, float, float] = (25, 22, 22, 25)
    size: float = 12


@dataclass(frozen=True, slots=True)
class Edition:
    """The whole publication: cover lines, then blocks in order. `draft` marks every page."""

    title: str
    cover: tuple[str, ...]
    name: str
    code: str
    year: int
    pack: str
    blocks: tuple[Block, ...]
    page: Page = field(default_factory=Page)
    draft: bool = False

    @property
    def tables(self) -> tuple[EditionTable, ...]:
        """The tables in the order in which they are printed."""
        return tuple(block for block in self.blocks if isinstance(block, EditionTable))
