"""One sheet's XML → its cells as shown, with formulas, merged ranges and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from lxml import etree

from gouji.read.archive import Archive, local_name
from gouji.read.faults import fault
from gouji.read.xlsx.number_format import format_number
from gouji.read.xlsx.styles import Style

Position = tuple[int, int]
"""Row and column, from 0."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0 and inclusive."""

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_PLAIN = Style()


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that holds something. `number` is what is stored where it is a number; `formula` is what makes it.

    `stored` is False where the file gives no value for the formula; `shared` is the cell whose formula this one shares.
    """

    text: str
    style: Style = _PLAIN
    number: Decimal | None = None
    formula: str | None = None
    stored: bool = True
    shared: Position | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as stored: cells by position, merged areas, rows with rules, and what a reader would not see."""

    name: str
    cells: Mapping[Position, SheetCell]
    merges: tuple[Area, ...] = ()
    ruled_rows: frozenset[int] = frozenset()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    errors: tuple[str, ...] = field(default=())


def cell_name(row: int, column: int) -> str:
    """A position as a spreadsheet writes it.

    >>> cell_name(6, 27)
    'AB7'
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def parse_cell_name(name: str) -> Position | None:
    """The position that a name such as AB7 means; None where it is no name of a cell.

    >>> parse_cell_name("AB7")
    (6, 27)
    """
    match = _REFERENCE.fullmatch(name.replace("$", "").upper())
    if match is None or int(match[2]) == 0:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def parse_area(name: str) -> Area | None:
    """The area that A1:C3 (or A1) means; None where it is none."""
    first, _, last = name.partition(":")
    start, end = parse_cell_name(first), parse_cell_name(last or first)
    if start is None or end is None:
        return None
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share: strings, styles, which day counts as zero, how many cells are allowed."""

    strings: tuple[str, ...]
    styles: tuple[Style, ...]
    from_1904: bool
    cell_limit: int


def read_sheet(archive: Archive, member: str, name: str, book: Book, *, hidden: bool = False) -> Sheet:
    """A sheet as stored. The size that the file claims for it is ignored: WPS writes wrong ones.

    Raises:
        ReadError: damaged XML, or more cells than the limit.
    """
    reader = _SheetReader(book)
    handlers: dict[str, Callable[[etree._Element], None]] = {
        "row": reader.take_row,
        "mergeCell": reader.take_merge,
        "col": reader.take_column,
    }
    for element in archive.stream(member, *handlers):
        handlers[local_name(element)](element)
    return Sheet(
        name,
        reader.resolved_cells(),
        tuple(reader.merges),
        frozenset(reader.ruled_rows),
        hidden,
        tuple(reader.hidden_rows),
        tuple(reader.hidden_columns),
    )


class _SheetReader:
    """Takes a sheet's elements one by one; positions that a file leaves out count on from the last."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.cells: dict[Position, SheetCell] = {}
        self.merges: list[Area] = []
        self.ruled_rows: set[int] = set()
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self._sharers: dict[str, Position] = {}
        self._row = -1

    def take_row(self, element: etree._Element) -> None:
        self._row = _count(element.get("r"), self._row + 1)
        if element.get("hidden") in {"1", "true"}:
            self.hidden_rows.append(self._row)
        column = -1
        for item in element:
            if local_name(item) != "c":
                continue
            position = parse_cell_name(item.get("r", ""))
            row, column = position or (self._row, column + 1)
            style = self._style(item)
            if style.ruled:
                self.ruled_rows.add(row)
            if len(item):
                self._take_cell(item, (row, column), style)

    def take_merge(self, element: etree._Element) -> None:
        area = parse_area(element.get("ref", ""))
        if area is not None and len(self.merges) < self.book.cell_limit:
            self.merges.append(area)

    def take_column(self, element: etree._Element) -> None:
        if element.get("hidden") in {"1", "true"}:
            first, last = _count(element.get("min"), 0), _count(element.get("max"), 0)
            self.hidden_columns.extend(range(first, min(last, first + 255) + 1))

    def resolved_cells(self) -> dict[Position, SheetCell]:
        """The cells, those that share a formula with its text in place."""
        for position, cell in self.cells.items():
            origin = self.cells.get(cell.shared) if cell.shared is not None else None
            if origin is not None and not cell.formula:
                self.cells[position] = replace(cell, formula=origin.formula)
        return self.cells

    def _style(self, item: etree._Element) -> Style:
        index = item.get("s", "")
        styles = self.book.styles
        return styles[int(index)] if index.isdecimal() and int(index) < len(styles) else _PLAIN

    def _take_cell(self, item: etree._Element, position: Position, style: Style) -> None:
        parts = {local_name(part): part for part in item}
        formula = parts.get("f")
        shared = self._sharer(formula, position) if formula is not None else None
        text, number = self._value(item.get("t", "n"), parts, style)
        made = (formula.text or "").strip() if formula is not None else None
        if not text.strip() and formula is None:
            return
        stored = "v" in parts and bool(parts["v"].text) if formula is not None else True
        self.cells[position] = SheetCell(text, style, number, made, stored, shared)
        if len(self.cells) > self.book.cell_limit:
            raise fault("too_many_cells", limit=f"{self.book.cell_limit:,}")

    def _sharer(self, formula: etree._Element, position: Position) -> Position | None:
        if formula.get("t") != "shared":
            return None
        return self._sharers.setdefault(formula.get("si", ""), position)

    def _value(self, kind: str, parts: Mapping[str, etree._Element], style: Style) -> tuple[str, Decimal | None]:
        """What a cell shows, and the number that it stores, if any."""
        if kind == "inlineStr":
            return (rich_text(parts["is"]) if "is" in parts else ""), None
        stored = (parts["v"].text or "") if "v" in parts else ""
        if kind == "s":
            index = int(stored) if stored.strip().isdecimal() and len(stored) < 10 else -1
            return (self.book.strings[index] if 0 <= index < len(self.book.strings) else ""), None
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(stored, stored), None
        if kind != "n" or not stored:
            return stored, None
        try:
            number = Decimal(stored.strip())
        except InvalidOperation:
            return stored, None
        return format_number(number, style.format, from_1904=self.book.from_1904), number


def rich_text(element: etree._Element) -> str:
    """The text of a string item: its plain text or its runs, without the reading aids (phonetic runs)."""
    return "".join(_text_parts(element))


def _text_parts(element: etree._Element) -> Iterable[str]:
    for part in element:
        if local_name(part) == "t":
            yield _unescape(part.text or "")
        elif local_name(part) == "r":
            yield from _text_parts(part)


def _unescape(text: str) -> str:
    return (
        re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )


def _count(text: str | None, otherwise: int) -> int:
    """A position written from 1 as counted from 0."""
    return int(text) - 1 if text and text.isdecimal() and 0 < len(text) < 9 and int(text) else otherwise
