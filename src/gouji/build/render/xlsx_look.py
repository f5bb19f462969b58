"""How cells of a workbook look. Each look is made once a workbook: making it anew for every cell would take longest."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from gouji.build.render.layout import legal_text
from gouji.model.edition import Align

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SONG, HEI = "宋体", "黑体"
_HEAD_FILL = "FFF2F2F2"
_LINK = "FF0563C1"
_RED = "FFC00000"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""A workbook writes a character by its number as _x000D_; what only looks so must say that it does not."""


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
    wrap: bool = True


class Looks:
    """The looks of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._pattern = book.create_sheet("looks")
        self._made: dict[Look, Any] = {}  # openpyxl's types do not name what a cell keeps its look in

    def dress(self, cell: Cell | MergedCell, look: Look) -> None:
        """Give a cell a look. Cells share it, so that none may be changed afterwards by itself."""
        made = self._made.get(look)
        if made is None:
            made = self._made[look] = self._make(look)
        cell._style = made  # type: ignore[union-attr]  # as above

    def close(self, book: Workbook) -> None:
        """Take away the sheet on which the looks were made."""
        book.remove(self._pattern)

    def _make(self, look: Look) -> Any:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        cell: Any = self._pattern.cell(1, 1)
        colour = {"link": _LINK, "draft": _RED}.get(look.colour)
        underline: Literal["single"] | None = "single" if look.colour == "link" else None
        cell.font = Font(name=look.font, size=look.size, bold=look.bold, color=colour, underline=underline, charset=134)
        cell.alignment = Alignment(
            horizontal=look.align, vertical="top" if look.top else "center", wrap_text=look.wrap, indent=look.indent
        )
        side = Side(style="thin") if look.ruled else Side()
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.fill = PatternFill("solid", fgColor=_HEAD_FILL) if look.filled else PatternFill()
        cell.number_format = look.format
        return copy(cell._style)


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> Cell | MergedCell:
    """The cell with a text in it, which stays a text even where it looks like a formula or an error."""
    cell = sheet.cell(row, column)
    if text:
        cell.value = _ESCAPE.sub("_x005F_", legal_text(text))
        cell.data_type = "s"
    return cell
