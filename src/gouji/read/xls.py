"""Excel 97–2003 workbooks → Document, with number formats, rules and hidden parts as in newer ones."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal

import xlrd
from xlrd.book import Book
from xlrd.sheet import Cell
from xlrd.sheet import Sheet as StoredSheet

from gouji.model.document import Document
from gouji.read.faults import fault
from gouji.read.limits import Limits
from gouji.read.xlsx import sheets_to_document
from gouji.read.xlsx.number_format import format_number
from gouji.read.xlsx.sheet import Position, Sheet, SheetCell
from gouji.read.xlsx.styles import Style

_TRUTH = ("FALSE", "TRUE")


def read_xls(data: bytes, name: str, sha256: str, limits: Limits) -> Document:
    """An old workbook as its sheets show it. Formulas are not kept apart from their values, so none is recalculated.

    Raises:
        ReadError: damaged, encrypted, or too many cells.
    """
    book = _open(data)
    sheets = tuple(_sheets(book, limits))
    return sheets_to_document(sheets, name, sha256, "xls", limits)


def _open(data: bytes) -> Book:
    try:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise fault("encrypted") from None
        raise fault("damaged", detail=f"XLS: {error}") from None
    except MemoryError:
        raise
    except Exception as error:  # a damaged record makes it fail in any way: IndexError, struct.error, AssertionError …
        raise fault("damaged", detail=f"XLS: {type(error).__name__}") from None


def _sheets(book: Book, limits: Limits) -> Iterator[Sheet]:
    styles: dict[int, Style] = {}
    for stored in book.sheets():
        cells: dict[Position, SheetCell] = {}
        ruled: set[int] = set()
        for row in range(stored.nrows):
            for column, cell in enumerate(stored.row(row)):
                style = _style(book, cell, styles)
                if style.ruled:
                    ruled.add(row)
                text, number = _shown(book, cell, style)
                if text.strip():
                    cells[row, column] = SheetCell(text, style, number)
            if len(cells) > limits.cells:
                raise fault("too_many_cells", limit=f"{limits.cells:,}")
        yield Sheet(
            stored.name,
            cells,
            tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in stored.merged_cells),
            frozenset(ruled),
            stored.visibility != 0,
            tuple(sorted(row for row, about in stored.rowinfo_map.items() if about.hidden)),
            tuple(sorted(_hidden_columns(stored))),
        )


def _hidden_columns(stored: StoredSheet) -> Iterator[int]:
    return (column for column, about in stored.colinfo_map.items() if about.hidden)


def _style(book: Book, cell: Cell, known: dict[int, Style]) -> Style:
    """A cell's look; what a damaged file does not define is plain."""
    index = cell.xf_index
    if index is None or not 0 <= index < len(book.xf_list):
        return Style()
    if index not in known:
        look = book.xf_list[index]
        described = book.format_map.get(look.format_key)
        fonts = book.font_list
        known[index] = Style(
            format=described.format_str if described is not None else "General",
            bold=0 <= look.font_index < len(fonts) and bool(fonts[look.font_index].bold),
            indent=look.alignment.indent_level,
            ruled=bool(look.border.left_line_style or look.border.right_line_style),
        )
    return known[index]


def _shown(book: Book, cell: Cell, style: Style) -> tuple[str, Decimal | None]:
    """What a cell shows, and the number that it stores, if any."""
    if cell.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        number = Decimal(repr(cell.value))
        return format_number(number, style.format, from_1904=book.datemode == 1), number
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return _TRUTH[bool(cell.value)], None
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A"), None
    return str(cell.value), None
