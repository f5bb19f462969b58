"""How a table fits on a PDF page: paper, font size and column widths, so that no figure is wrapped or leaves its cell.

Typst is given exact widths; it would share the page by the table's wishes alone and wrap what is too long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from types import MappingProxyType

from gouji.build.render.layout import Placed, place_cells
from gouji.model.amount import parse_number
from gouji.model.edition import EditionTable, Page

POINTS_A_MM = 72 / 25.4
PAPERS = MappingProxyType({"a3": (297.0, 420.0), "a4": (210.0, 297.0), "a5": (148.0, 210.0), "b5": (176.0, 250.0)})
"""Paper sizes that typst and Gouji know, upright: width and height in mm."""

INSET = 3.0
"""Room at the left and right of a cell's text, pt."""
LEADING = 1.4
"""Height of a line of text, in ems, with the room to the next: a little more than typst takes."""
_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_SMALLEST = 2.2
_LABEL_ROOM = 7.0  # ems: a column of names is not made so narrow that every name takes many lines

_LONG_WORD = re.compile(r"[!-~]{31,}")  # no code is as long (a project's has 21 characters), an address on the web is

_ADVANCES = MappingProxyType(
    {
        char: width / 1000
        for width, chars in (
            (347, "|ij',.:;lI!f()[]{}-"),
            (521, 'tr/\\*s"?zxcvy'),
            (575, "YJLFke#$+0123456789<=>^~_agXV"),
            (620, "ESTZ`ohuAnbdpq"),
            (689, "PRCKB&DG"),
            (802, "UNHOQw"),
            (946, "MWm@%"),
        )
        for char in chars
    }
)
"""How wide Noto Sans CJK prints the characters of ASCII, in ems and rounded up; every other one is at most one em."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a table goes: paper, upright or not; font size, column widths and about the height of each row, in pt.

    `heights` counts the head's rows too; `room` is the height of the type area.
    """

    paper: str
    flipped: bool
    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    room: float

    @property
    def whole(self) -> bool:
        """Whether the table surely stands on one page with its title and notes."""
        return sum(self.heights) < 0.8 * self.room

    def breaks(self, row: int, rows: int) -> bool:
        """Whether a cell over so many rows (of the whole table) may go over pages: one that is high, no other.

        A field's word beside two lines of a form stays with both; the level of thirty indicators cannot.
        """
        return sum(self.heights[row : row + rows]) > (0.6 if rows == 1 else 0.3) * self.room


@lru_cache(maxsize=8192)
def print_width(text: str) -> float:
    """How wide a line of text is in the PDF's font, in ems, at most.

    >>> round(print_width("1042.58"), 3), print_width("单位")
    (3.797, 2.0)
    """
    return sum(_ADVANCES.get(char, 0.35 if char == " " else 1.0) for char in text)


def soften(text: str) -> str:
    r"""A cell's text that may be broken inside words that no column can hold, such as an address on the web.

    >>> soften("326 http://example.invalid/a/long/address").split("\u200b")
    ['326 http://exa', 'mple.inval', 'id/a/long/', 'address']
    """
    return _LONG_WORD.sub(lambda match: re.sub(r"(.{10})(?=.)", "\\1\u200b", match[0]), text)


def fit_table(table: EditionTable, page: Page) -> Fit:
    """The largest size, on the smallest paper, at which every figure and code of the table stands on one line.

    Raises:
        ValueError: the table cannot be printed even on A3 at 7 pt: it has too many columns or a figure is too long.
    """
    rows = place_cells((*table.head, *table.body), len(table.widths))
    needs = _needs(table, rows)
    for paper, flipped in _papers(table, page):
        room, height = page_room(page, paper, flipped)
        for size in _SIZES:
            widths = _share(table.widths, [need * size + 2 * INSET for need in needs], room)
            if widths is not None:
                return Fit(paper, flipped, size, widths, tuple(_height(row, widths, size) for row in rows), height)
    raise ValueError(
        f"表“{table.title}”在A3横向、7磅字下仍放不下：请减少列数或缩短最长的数字。"
        f" Table {table.key} does not fit on A3 at 7 pt: use fewer columns or shorter figures."
    )


def page_room(page: Page, paper: str, flipped: bool) -> tuple[float, float]:
    """Width and height of the type area in pt.

    Raises:
        ValueError: the paper is not one of PAPERS.
    """
    if paper not in PAPERS:
        raise ValueError(f"不认识的纸张“{paper}”，可用：{'、'.join(PAPERS)}。 Unknown paper {paper!r}.")
    short, long = PAPERS[paper]
    width, height = (long, short) if flipped else (short, long)
    top, right, bottom, left = page.margins
    return (width - left - right) * POINTS_A_MM, (height - top - bottom) * POINTS_A_MM


def _papers(table: EditionTable, page: Page) -> Iterator[tuple[str, bool]]:
    if not table.wide:
        yield page.paper, False
    yield page.paper, True
    if page.paper != "a3":
        yield "a3", True


def _needs(table: EditionTable, rows: Sequence[Sequence[Placed]]) -> list[float]:
    """The least width of each column in ems: its longest figure, code or word, and some room for names."""
    needs = [_SMALLEST] * len(table.widths)
    wide: list[tuple[Placed, float]] = []
    for placed in (one for row in rows for one in row if one.cell.text):
        need = _unbroken(placed)
        if placed.cell.columns == 1:
            needs[placed.column] = max(needs[placed.column], need)
        else:
            wide.append((placed, need))
    for placed, need in wide:
        columns = range(placed.column, placed.column + placed.cell.columns)
        missing = need - sum(needs[column] for column in columns)
        for column in columns:
            needs[column] += max(missing, 0.0) / len(columns)
    return needs


def _unbroken(placed: Placed) -> float:
    cell = placed.cell
    if parse_number(cell.text) is not None:
        return print_width(cell.text) + cell.indent + 0.1
    words = max((print_width(word) for word in re.findall(r"[!-~]+", soften(cell.text))), default=0.0)
    names = 0.0 if cell.head else min(print_width(cell.text), _LABEL_ROOM)
    return max(words + 0.1, names) + cell.indent


def _share(asked: Sequence[float], needs: Sequence[float], room: float) -> tuple[float, ...] | None:
    """The room shared as asked, but no column gets less than it needs; None where the needs are more than the room."""
    if sum(needs) > room:
        return None
    widths = [max(room * wish / sum(asked), need) for wish, need in zip(asked, needs, strict=True)]
    spare, over = sum(widths) - sum(needs), sum(widths) - room
    shrunk = [
        width - (over * (width - need) / spare if spare > 0 else 0) for width, need in zip(widths, needs, strict=True)
    ]
    return tuple(round(width, 2) for width in shrunk)


def _height(row: Sequence[Placed], widths: Sequence[float], size: float) -> float:
    """How high a row becomes, in pt, about: it is only used to tell what surely fits on a page."""
    lines = 1
    for placed in row:
        if placed.cell.rows == 1 and placed.cell.text:
            room = sum(widths[placed.column : placed.column + placed.cell.columns]) - 2 * INSET
            room = max(
                room / size - placed.cell.indent - 0.5, 1.0
            )  # a line ends before the mark that may not begin one
            lines = max(lines, sum(max(ceil(print_width(line) / room), 1) for line in placed.cell.text.split("\n")))
    return lines * size * LEADING + 2 * INSET + 2
