"""How cells of a workbook look. Each look is made once a workbook: making it anew for every cell would take longest."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.model.edition import Align

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SONG, HEI = "宋体", "黑体"
_HEAD_FILL = "FFF2F2F2"
_LINK = "FF0563C1"
_RED = "FFC00000"


@dataclass(frozen=True, slots=True)
class Look:
    """What tells a cell's look from another's. `colour` is "", "link" or "draft"; `format` a number format code."""

    align: Align = "left"
    size: int = 10
    bold: bool = False
    font: str = SONG
    ruled: bool = False
    filled: bool = False
    indent: int = 0
    format: str = "General"
    colour: str = ""
    top: bool = False


class Looks:
    """The looks of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._pattern = book.create_sheet("looks")
        self._made: dict[Look, StyleArray] = {}

    def dress(self, cell: Cell, look: Look) -> None:
        """Give a cell a look."""
        made = self._made.get(look)
        if made is None:
            made = self._made[look] = self._make(look)
        cell._style = copy(made)

    def close(self, book: Workbook) -> None:
        """Take away the sheet on which the looks were made."""
        book.remove(self._pattern)

    def _make(self, look: Look) -> StyleArray:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        cell = self._pattern.cell(1, 1)
        colour = {"link": _LINK, "draft": _RED}.get(look.colour)
        underline = "single" if look.colour == "link" else None
        cell.font = Font(name=look.font, size=look.size, bold=look.bold, color=colour, underline=underline, charset=134)
        cell.alignment = Alignment(
            horizontal=look.align, vertical="top" if look.top else "center", wrap_text=True, indent=look.indent
        )
        side = Side(style="thin") if look.ruled else Side()
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.fill = PatternFill("solid", fgColor=_HEAD_FILL) if look.filled else PatternFill()
        cell.number_format = look.format
        return copy(cell._style)


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """The cell with a text in it, which stays a text even where it looks like a formula or an error."""
    cell: Cell = sheet.cell(row, column)
    if text:
        cell.value = text
        cell.data_type = "s"
    return cell
