"""One table of an edition on a sheet of its own: title, department and unit, header, rows, notes, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gouji.build.render.layout import (
    Placed,
    cell_align,
    count_lines,
    needed_widths,
    place_cells,
    row_heights,
    share_width,
    text_width,
)
from gouji.build.render.xlsx_look import HEI, Look, Looks, put_text
from gouji.build.render.xlsx_number import to_stored
from gouji.model.edition import EditionCell, EditionTable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_PORTRAIT, _LANDSCAPE = 48.0, 72.0
"""Ems that a table is wide: as many characters of 10 points as fit on A4."""

_PADDING = 0.6  # ems beside a cell's text
_EM = 2.0  # widths of a digit, in which columns are measured, to an em
_LINE, _ROOM, _HIGHEST = 13.5, 5.0, 409.0  # points: a line of 10-point text, room above and below, Excel's limit
_TITLE = Look(align="center", size=16, font=HEI)
_PLAIN, _RIGHT = Look(), Look(align="right")


def write_table(sheet: Worksheet, table: EditionTable, looks: Looks, top: int) -> None:
    """Write a table on a sheet from row `top` (from 1) down."""
    from openpyxl.utils import get_column_letter

    count = len(table.widths)
    sheet.page_setup.orientation = "landscape" if table.wide else "portrait"
    body = table.body or ((EditionCell(),) * count,)  # a table without rows is drawn with an empty one
    head_rows, body_rows = place_cells(table.head, count), place_cells(body, count)
    needed = needed_widths((*head_rows, *body_rows), count, _PADDING)
    widths = share_width(max(_LANDSCAPE if table.wide else _PORTRAIT, sum(needed)), table.widths, needed)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = round(width * _EM, 1)
    row = _write_line(sheet, table.title, looks, _TITLE, (top, 1, count), widths)
    row = _write_captions(sheet, table, looks, row, widths)
    first = row
    row = _write_rows(sheet, head_rows, table, looks, row, widths)
    if row > first:
        sheet.freeze_panes = f"A{row}"
        sheet.print_title_rows = f"{first}:{row - 1}"
    row = _write_rows(sheet, body_rows, table, looks, row, widths)
    for note in table.notes:
        row = _write_line(sheet, note, looks, _PLAIN, (row, 1, count), widths)


def _write_line(
    sheet: Worksheet, text: str, looks: Looks, look: Look, place: tuple[int, int, int], widths: Sequence[float]
) -> int:
    """One text over columns of a row (row, first, last); the next row comes back."""
    row, first, last = place
    looks.dress(put_text(sheet, row, first, text), look)
    if last > first:
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    scale = look.size / 10
    lines = count_lines(text, max(sum(widths[first - 1 : last]) / scale - _PADDING, 1.0))
    height = min(lines * _LINE * scale + _ROOM, _HIGHEST)
    sheet.row_dimensions[row].height = max(height, sheet.row_dimensions[row].height or 0)
    return row + 1


def _write_captions(sheet: Worksheet, table: EditionTable, looks: Looks, row: int, widths: Sequence[float]) -> int:
    """The department at the left, the unit at the right of one row; the next row comes back."""
    count = len(widths)
    if not table.department and not table.unit:
        return row
    if not table.department or not table.unit:
        look = _RIGHT if table.unit else _PLAIN
        return _write_line(sheet, table.unit or table.department, looks, look, (row, 1, count), widths)
    if count == 1:
        row = _write_line(sheet, table.department, looks, _PLAIN, (row, 1, 1), widths)
        return _write_line(sheet, table.unit, looks, _RIGHT, (row, 1, 1), widths)
    first = count  # the unit takes as many columns from the right as it needs
    while first > 2 and sum(widths[first - 1 :]) < text_width(table.unit) + _PADDING:
        first -= 1
    _write_line(sheet, table.department, looks, _PLAIN, (row, 1, first - 1), widths)
    return _write_line(sheet, table.unit, looks, _RIGHT, (row, first, count), widths)


def _write_rows(
    sheet: Worksheet,
    rows: Sequence[Sequence[Placed]],
    table: EditionTable,
    looks: Looks,
    top: int,
    widths: Sequence[float],
) -> int:
    """Rows of cells from row `top` down; the next row comes back."""
    grouped = any("," in one.cell.text for row in rows for one in row if one.cell.figure is not None)
    for number, (row, lines) in enumerate(zip(rows, row_heights(rows, widths, _PADDING), strict=True)):
        sheet.row_dimensions[top + number].height = min(lines * _LINE + _ROOM, _HIGHEST)
        for placed in row:
            _write_cell(sheet, placed, table, looks, top, grouped)
    return top + len(rows)


def _write_cell(sheet: Worksheet, placed: Placed, table: EditionTable, looks: Looks, top: int, grouped: bool) -> None:
    cell, row, column = placed.cell, top + placed.row, placed.column + 1
    stored = to_stored(cell.text, grouped=grouped) if cell.figure is not None else None
    code = stored[1] if stored is not None else ("@" if cell.text.isdigit() else "General")
    look = Look(cell_align(cell, table), ruled=True, filled=cell.head, indent=cell.indent, format=code, bold=cell.head)
    if stored is not None:
        sheet.cell(row, column).value = stored[0]
        looks.dress(sheet.cell(row, column), look)
    else:
        looks.dress(put_text(sheet, row, column, cell.text), look)
    if cell.rows == cell.columns == 1:
        return
    for r in range(row, row + cell.rows):  # covered cells carry the rules of the merged one
        for c in range(column, column + cell.columns):
            looks.dress(sheet.cell(r, c), look)
    last = sheet.cell(row + cell.rows - 1, column + cell.columns - 1).coordinate
    sheet.merged_cells.add(f"{sheet.cell(row, column).coordinate}:{last}")
