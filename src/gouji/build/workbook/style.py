"""How the workbook looks: colours, fonts, number formats, protection, print set-up."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from gouji.build.workbook.forms import Kind

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

TITLE_ROW, HELP_ROW, TOTAL_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3, 4, 5
LAST_ROW = 5000
"""Totals, lists and checks reach to this row: rows that a clerk inserts are within."""

FONT = "宋体"
_HIGHEST = 400  # points; a row can have 409
INPUT, SHOWN, NEEDED, OPTIONAL = "FFF8E1", "ECEFF1", "1F4E79", "5B7FA6"
_MONEY, _NUMBER, _DATE, _AS_TEXT = "#,##0.00", "#,##0.######", "yyyy-mm-dd", "@"
_FORMATS = {Kind.MONEY: _MONEY, Kind.NUMBER: "General", Kind.COUNT: "0", Kind.DATE: _DATE, Kind.SHOWN: "General"}


@cache
def fill(colour: str) -> PatternFill:
    """A plain fill of one colour (RRGGBB); in a rule by which cells are coloured it is the background that shows."""
    return PatternFill("solid", fgColor=f"FF{colour}", bgColor=f"FF{colour}")


@cache
def font(size: float = 11, *, bold: bool = False, colour: str = "000000") -> Font:
    """The workbook's font."""
    return Font(name=FONT, size=size, bold=bold, color=f"FF{colour}")


@cache
def align(horizontal: str = "left", *, wrap: bool = False, vertical: str = "center") -> Alignment:
    """Where a text stands in its cell."""
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrap)


_BESIDE = Alignment(horizontal="left", vertical="center", indent=1, shrink_to_fit=True)
"""A formula's text keeps a distance from the amount before it, and does not run out of its column."""


_HAIR = Side(style="thin", color="FFBFC8D0")
BORDER = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
OPEN, CLOSED = Protection(locked=False), Protection(locked=True)


def draw_input(cell: Cell, kind: Kind, *, wide: bool) -> None:
    """A cell to be filled in (or, for a formula that must move with its row, to be left alone): never locked."""
    shown = kind is Kind.SHOWN
    cell.fill = fill(SHOWN if shown else INPUT)
    cell.border = BORDER
    cell.font = font(10.5, colour="607D8B" if shown else "000000")
    cell.number_format = _FORMATS.get(kind, _AS_TEXT)
    right = kind in (Kind.MONEY, Kind.NUMBER, Kind.COUNT)
    cell.alignment = _BESIDE if shown and not wide else align("right" if right else "left", wrap=wide)
    cell.protection = OPEN


def draw_head(cell: Cell, kind: Kind, *, needed: bool) -> None:
    """A header: dark where a value is needed, grey over formulas. Locked."""
    shown = kind is Kind.SHOWN
    cell.fill = fill("B0BEC5" if shown else NEEDED if needed else OPTIONAL)
    cell.font = font(10.5, bold=True, colour="000000" if shown else "FFFFFF")
    cell.alignment = align("center", wrap=True)
    cell.border = BORDER


def set_height(sheet: Worksheet, line: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make a row high enough for its wrapped texts, each with its column's width; one line needs nothing.

    Not every program makes rows fit when it opens a file. A Chinese character is two digits wide.
    """
    lines = max((_lines(text, width) for text, width in texts), default=1)
    if lines > 1:
        sheet.row_dimensions[line].height = min(_HIGHEST, 15 * lines + 2)


def _lines(text: str, width: float) -> int:
    wide = (sum(2 if ord(one) > 0x2E7F else 1 for one in part) for part in text.split("\n"))
    return sum(max(1, ceil(one * 1.1 / width)) for one in wide)


def draw_figure(cell: Cell, formula: str, *, bold: bool = True, number_format: str = _MONEY) -> None:
    """A computed figure, locked."""
    cell.value = formula
    cell.font = font(10.5, bold=bold)
    cell.number_format = number_format
    cell.fill = fill(SHOWN)
    cell.border = BORDER
    cell.alignment = align("right")


def draw_title(sheet: Worksheet, title: str, text: str) -> None:
    """Title and a sentence of help above a sheet."""
    sheet.cell(TITLE_ROW, 1, title).font = font(15, bold=True, colour=NEEDED)
    sheet.cell(HELP_ROW, 1, text).font = font(10, colour="546E7A")
    sheet.row_dimensions[TITLE_ROW].height = 26
    sheet.row_dimensions[HELP_ROW].height = 18


def protect(sheet: Worksheet) -> None:
    """Guard headers and formulas against slips, without a password; rows and columns may be added, moved and sorted."""
    sheet.protection.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows", "insertRows", "insertColumns", "deleteRows", "sort"):
        setattr(sheet.protection, name, False)
    sheet.protection.autoFilter = False


def set_up_print(sheet: Worksheet, *, landscape: bool = True, large: bool = False) -> None:
    """A4 (A3 where large), as wide as the page, name and page number below."""
    sheet.page_setup.paperSize = 8 if large else 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.6, header=0.3, footer=0.3)
    footer: Any = sheet.oddFooter
    footer.left.text = "&A"
    footer.right.text = "第 &P 页，共 &N 页"


def paint(sheet: Worksheet, cells: str, formula: str, colour: str) -> None:
    """Colour the cells for which a formula (of the first of them) holds."""
    rule: Any = FormulaRule(formula=[formula], fill=fill(colour))  # type: ignore[no-untyped-call]  # of openpyxl
    sheet.conditional_formatting.add(cells, rule)
