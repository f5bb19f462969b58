"""On which page each heading will stand: the contents show page numbers before Word has laid out a page.

Every line has an exact height, so lines and rows can be counted. Fonts differ a little from system to system; the
numbers are fields, and Word or WPS sets them right when the contents are updated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji.build.render.docx_lines import prose_lines
from gouji.build.render.docx_plan import Item, Line, Listing, Matrix, Section
from gouji.build.render.docx_styles import Style
from gouji.build.render.docx_tables import TableLayout
from gouji.model.edition import Page

_PAPERS = {"a4": (210.0, 297.0), "a3": (297.0, 420.0)}
_POINT = 72 / 25.4  # points to a millimetre


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's size and margins in mm (top, right, bottom, left)."""

    width: float
    height: float
    margins: tuple[float, float, float, float]

    @property
    def text_width(self) -> float:
        """Points between the left and right margin."""
        return (self.width - self.margins[1] - self.margins[3]) * _POINT

    @property
    def text_height(self) -> float:
        """Points between the top and bottom margin."""
        return (self.height - self.margins[0] - self.margins[2]) * _POINT


def make_sheet(page: Page, wide: bool) -> Sheet:
    """The sheet of a portrait or landscape page.

    Raises:
        ValueError: the paper is unknown.
    """
    if page.paper not in _PAPERS:
        raise ValueError(f"unknown paper {page.paper!r}: one of {', '.join(_PAPERS)}")
    short, long = _PAPERS[page.paper]
    return Sheet(long, short, page.margins) if wide else Sheet(short, long, page.margins)


def reckon_pages(
    sections: Sequence[Section],
    sheets: Mapping[bool, Sheet],
    styles: Mapping[str, Style],
    tables: Mapping[int, TableLayout],
) -> dict[str, int]:
    """The page of every anchor; `tables` gives the layout of each table by its id()."""
    reckoner = _Reckoner(styles, tables, [item for section in sections for item in section.items])
    for section in sections:
        reckoner.take_section(section, sheets[section.wide])
    return reckoner.pages


class _Reckoner:
    """Lets lines and rows flow down pages."""

    def __init__(self, styles: Mapping[str, Style], tables: Mapping[int, TableLayout], items: Sequence[Item]) -> None:
        self.pages: dict[str, int] = {}
        self._styles = styles
        self._tables = tables
        self._entries = [item for item in items if isinstance(item, Line) and item.anchor]
        self._page = 0
        self._used = 0.0
        self._after = 0.0  # room below the last paragraph: of it and the room above the next, the larger counts
        self._sheet = Sheet(0, 0, (0, 0, 0, 0))

    def take_section(self, section: Section, sheet: Sheet) -> None:
        self._sheet = sheet
        self._next_page()
        for number, item in enumerate(section.items):
            if isinstance(item, Line):
                self._line(item, section.items, number)
            elif isinstance(item, Listing):
                self._listing()
            else:
                self._matrix(item)

    def _next_page(self) -> None:
        self._page += 1
        self._used = self._after = 0.0

    def _room(self, height: float) -> None:
        """Go to the next page where this one has no room for a height."""
        if self._used and self._used + height > self._sheet.text_height + 0.1:
            self._next_page()

    def _kept(self, items: Sequence[Item], number: int, above: float) -> float:
        """The height that must stand on one page with an item: its own, and of what follows it closely.

        `above` is the room below the paragraph before it.
        """
        item = items[number]
        if isinstance(item, Matrix):
            layout = self._tables[id(item.table)]
            return self._caption_height(item) + sum(layout.head_heights) + layout.body_heights[0]
        if isinstance(item, Listing):
            return 0.0
        style = self._styles[item.style]
        before = max(style.before - above, 0.0)
        if not style.keep_next:
            return before + style.line
        following = self._kept(items, number + 1, style.after) if number + 1 < len(items) else 0.0
        return before + style.line * self._lines(item.text, style) + style.after + following

    def _lines(self, text: str, style: Style) -> int:
        indent = 2.0 if style.indent else 0.0
        return prose_lines("　" * int(indent) + text, self._sheet.text_width / style.size)

    def _line(self, line: Line, items: Sequence[Item], number: int) -> None:
        style = self._styles[line.style]
        if line.new_page:
            self._next_page()
        self._room(self._kept(items, number, self._after))
        if line.anchor:
            self.pages[line.anchor] = self._page
        self._used += max(style.before - self._after, 0.0)
        for _ in range(self._lines(line.text, style)):
            self._room(style.line)
            self._used += style.line
        self._used += style.after
        self._after = style.after

    def _listing(self) -> None:
        self._next_page()
        title = self._styles["ContentsTitle"]
        self._used += title.height + title.line
        for entry in self._entries:
            style = self._styles[f"TOC{entry.level}"]
            height = style.before + style.line * self._lines(entry.text, style)
            self._room(height)
            self._used += height

    def _caption_height(self, item: Matrix) -> float:
        return self._styles["UnitLine"].line

    def _matrix(self, item: Matrix) -> None:
        layout = self._tables[id(item.table)]
        head = sum(layout.head_heights)
        self._used += self._caption_height(item) + head
        for height in layout.body_heights:
            page = self._page
            self._room(height)
            self._used += height + (head if self._page != page else 0.0)
        self._after = 0.0
        note = self._styles["Note"]
        for text in item.table.notes:
            self._used += note.before
            for _ in range(self._lines(text, note)):
                self._room(note.line)
                self._used += note.line
