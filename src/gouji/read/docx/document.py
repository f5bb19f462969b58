"""The whole road from a DOCX's bytes to a Document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gouji.model.document import Cell, Document, Grid, Page, Paragraph, Place
from gouji.read.archive import Archive, local_name
from gouji.read.docx.inline import attribute, child, children, is_on, read_inline
from gouji.read.faults import fault
from gouji.read.limits import Limits

Block = Paragraph | Grid

_TRANSPARENT = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "txbxContent"})
"""Wrappers that stand around blocks and are none themselves."""

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*\d|title", re.IGNORECASE)
_WIDEST_SPAN = 200
"""Columns that one cell may span; Word allows 63 columns."""

_TWIPS_PER_CHARACTER = 210
"""Width of a character of 10.5 points, in twentieths of a point."""


def read_docx(data: bytes, name: str, sha256: str, limits: Limits) -> Document:
    """A DOCX as it prints: headings, paragraphs, tables, text boxes and notes, with tracked changes accepted.

    Raises:
        ReadError: damaged, encrypted, a zip bomb, entities in its XML, or too many cells.
    """
    archive = Archive(data, limits)
    member = next((name for name in sorted(archive.names) if re.fullmatch(r"word/document\d*\.xml", name)), None)
    if member is None:
        raise fault("damaged", detail=("缺少 word/document.xml", "word/document.xml is missing"))
    root = archive.parse(member)
    counts_pages = next(root.iter("{*}lastRenderedPageBreak"), None) is not None
    reader = _Reader(_heading_styles(archive), counts_pages, limits)
    blocks = [block for body in children(root, "body") for block in reader.blocks(body)]
    blocks.extend(_notes(archive, reader))
    pages = tuple(Page(number) for number in range(1, reader.page + 1)) if counts_pages else ()
    return Document(name, sha256, "docx", pages, tuple(blocks), tuple(reader.notices()))


def _heading_styles(archive: Archive) -> frozenset[str]:
    """The ids of styles that make a paragraph a heading."""
    if "word/styles.xml" not in archive.names:
        return frozenset()
    found: set[str] = set()
    for style in children(archive.parse("word/styles.xml"), "style"):
        named = child(style, "name")
        title = attribute(named, "val") if named is not None else None
        if _HEADING_NAME.match(title or "") or _has_outline(child(style, "pPr")):
            found.add(attribute(style, "styleId") or "")
    return frozenset(found)


def _has_outline(properties: etree._Element | None) -> bool:
    level = child(properties, "outlineLvl")
    return level is not None and (attribute(level, "val") or "9") != "9"


def _notes(archive: Archive, reader: _Reader) -> Iterator[Block]:
    """Footnotes and endnotes, after everything else; the separators that Word keeps among them are skipped."""
    for member in ("word/footnotes.xml", "word/endnotes.xml"):
        if member not in archive.names:
            continue
        for note in archive.parse(member):
            if attribute(note, "type") is None:
                yield from reader.blocks(note)


class _Reader:
    """Walks the body and counts lines (paragraphs and table rows), pages and cells as it goes."""

    def __init__(self, heading_styles: frozenset[str], counts_pages: bool, limits: Limits) -> None:
        self.page = 1
        self._heading_styles = heading_styles
        self._counts_pages = counts_pages
        self._limits = limits
        self._line = 0
        self._cells = 0
        self._hides_text = False
        self._drops_changes = False

    def notices(self) -> Iterator[str]:
        """What was odd on the way."""
        if self._drops_changes:
            yield "文档有未接受的修订，按接受后的内容读取（删除的文字不读）"
        if self._hides_text:
            yield "文档有隐藏文字，未读"

    def blocks(self, element: etree._Element) -> Iterator[Block]:
        """The paragraphs and grids in an element, in order."""
        for part in element:
            name = local_name(part)
            if name == "p":
                yield from self._paragraph(part)
            elif name == "tbl":
                yield from self._table(part)
            elif name == "AlternateContent":
                chosen = child(part, "Choice")
                yield from self.blocks(chosen if chosen is not None else part)
            elif name in _TRANSPARENT:
                yield from self.blocks(part)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        self._line += 1
        text, boxes, _ = self._inline(paragraph)
        properties = child(paragraph, "pPr")
        style = child(properties, "pStyle")
        named = style is not None and (attribute(style, "val") or "") in self._heading_styles
        if text.strip():
            yield Paragraph(text.strip(), self._place(), heading=named or _has_outline(properties))
        for box in boxes:
            yield from self.blocks(box)

    def _inline(self, paragraph: etree._Element) -> tuple[str, list[etree._Element], bool]:
        """A paragraph's text, the text boxes in it, and whether it is bold."""
        inline = read_inline(paragraph)
        self.page += inline.page_breaks
        self._hides_text |= inline.hides_text
        self._drops_changes |= inline.drops_changes
        return inline.text, inline.boxes, bool(inline.is_bold)

    def _place(self, cell: str | None = None) -> Place:
        return Place(page=self.page if self._counts_pages else None, line=self._line, cell=cell)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """A table's grid, then the tables and boxes inside its cells; a table of one cell is only a frame."""
        rows = [row for row in _unwrapped(table, "tr") if not self._is_deleted(row)]
        frames = [list(_unwrapped(row, "tc")) for row in rows]
        if len(frames) == 1 and len(frames[0]) == 1:
            yield from self.blocks(frames[0][0])
            return
        builder = _GridBuilder(self._limits)
        inner: list[Block] = []
        start = Place(page=self._place().page, line=self._line + 1)
        for index, (row, cells) in enumerate(zip(rows, frames, strict=True)):
            self._line += 1
            column = _integer(child(child(row, "trPr"), "gridBefore"))
            for element in cells:
                column += self._cell(element, index, column, builder, inner)
        grid = builder.grid(start)
        if grid is not None:
            yield grid
        yield from inner

    def _cell(self, element: etree._Element, row: int, column: int, builder: _GridBuilder, inner: list[Block]) -> int:
        """Put one cell into the grid, what is nested in it into `inner`; the columns it takes come back."""
        self._cells += 1
        if self._cells > self._limits.cells:
            raise fault("too_many_cells", limit=f"{self._limits.cells:,}")
        properties = child(element, "tcPr")
        span = max(min(_integer(child(properties, "gridSpan")), _WIDEST_SPAN), 1)
        merge = child(properties, "vMerge")
        lines: list[str] = []
        bold = False
        indent = 0
        for part in _content(element):
            if local_name(part) == "tbl":
                inner.extend(self._table(part))
                continue
            text, boxes, is_bold = self._inline(part)
            indent = indent if lines else _indent(child(part, "pPr"))
            lines.append(text)
            bold |= is_bold
            for box in boxes:
                inner.extend(self.blocks(box))
        if merge is not None and attribute(merge, "val") != "restart":
            builder.extend_above(row, column)
        elif is_on(child(properties, "hMerge")) and _value(child(properties, "hMerge")) != "restart":
            builder.extend_left(row, column)
        else:
            text = "\n".join(lines).strip("\n")
            builder.add(Cell(row, column, text, self._place(), 1, span, indent, bold))
        return span

    def _is_deleted(self, row: etree._Element) -> bool:
        deleted = child(child(row, "trPr"), "del") is not None
        self._drops_changes |= deleted
        return deleted


class _GridBuilder:
    """Collects a table's cells and lets merged ones grow."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells: dict[tuple[int, int], Cell] = {}
        self._open: dict[int, tuple[int, int]] = {}
        self._last: tuple[int, int] | None = None

    def add(self, cell: Cell) -> None:
        """Put a new cell in its place."""
        self._last = (cell.row, cell.column)
        self._cells[self._last] = cell
        self._open[cell.column] = self._last

    def extend_above(self, row: int, column: int) -> None:
        """Let the cell above grow down to this row; without one, the merge was never begun and holds nothing."""
        key = self._open.get(column)
        if key is not None:
            self._grow(key, rows=row + 1 - key[0])

    def extend_left(self, row: int, column: int) -> None:
        """Let the cell to the left grow over this column (old documents merge so)."""
        if self._last is not None and self._last[0] == row:
            self._grow(self._last, columns=column + 1 - self._last[1])

    def grid(self, place: Place) -> Grid | None:
        """The finished grid; None where no cell holds text."""
        cells = tuple(cell for cell in self._cells.values() if cell.text.strip())
        if not cells:
            return None
        grid = Grid(cells, place)
        if grid.row_count * grid.column_count > self._limits.cells:
            raise fault("too_many_cells", limit=f"{self._limits.cells:,}")
        return grid

    def _grow(self, key: tuple[int, int], rows: int = 1, columns: int = 1) -> None:
        cell = self._cells[key]
        self._cells[key] = Cell(
            cell.row,
            cell.column,
            cell.text,
            cell.place,
            max(cell.row_span, rows),
            max(cell.column_span, columns),
            cell.indent,
            cell.bold,
        )


def _unwrapped(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of a name, also those inside wrappers (content controls, insertions)."""
    for part in element:
        if local_name(part) == name:
            yield part
        elif local_name(part) in _TRANSPARENT:
            yield from _unwrapped(part, name)


def _content(cell: etree._Element) -> Iterator[etree._Element]:
    for part in cell:
        if local_name(part) in {"p", "tbl"}:
            yield part
        elif local_name(part) in _TRANSPARENT:
            yield from _content(part)


def _value(element: etree._Element | None) -> str:
    return (attribute(element, "val") or "") if element is not None else ""


def _integer(element: etree._Element | None) -> int:
    text = _value(element)
    return min(int(text), _WIDEST_SPAN) if text.isdecimal() and len(text) < 10 else 0


def _indent(properties: etree._Element | None) -> int:
    """How far a paragraph is indented, in characters."""
    indent = child(properties, "ind")
    if indent is None:
        return 0

    def measure(name: str, one: int) -> float:  # a distance, not money
        text = attribute(indent, name) or ""
        return int(text) / one if text.isdecimal() and len(text) < 6 else 0

    left = measure("leftChars", 100) or measure("left", _TWIPS_PER_CHARACTER) or measure("start", _TWIPS_PER_CHARACTER)
    first = measure("firstLineChars", 100) or measure("firstLine", _TWIPS_PER_CHARACTER)
    return round(left + first)
