"""Where a sheet's columns are: the header row is found by its words, wherever the clerk moved rows and columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gouji.build.validate_faults import BudgetFault, Words, error, notice
from gouji.build.workbook.forms import Column, Kind, SheetForm, head_key
from gouji.build.workbook.grids import Given, Grid
from gouji.build.workbook.values import text_of

_WITHIN = 40  # rows in which the header must stand
_MONTH, _YEAR, _EXTRA = "月底", "年值", "补充："
_UNITS = re.compile(r"(?<![一-鿿])(?:[百千万亿]+元|万|亿)(?![一-鿿])")


@dataclass(frozen=True, slots=True)
class Heads:
    """The header row of a sheet: its number, and which column of the form stands in which column of the sheet."""

    row: int
    columns: Mapping[int, Column]
    faults: tuple[BudgetFault, ...]


def find_heads(form: SheetForm, name: str, grid: Grid, year: int) -> Heads | None:
    """The header of a sheet, with what is missing, doubled or unknown in it; None (and no data) where there is none."""
    known = {head_key(column.head): column for column in form.columns}
    best, most = None, 0
    for number in sorted(grid)[:_WITHIN]:
        matching = sum(head_key(text_of(given)) in known for given in grid[number].values())
        if matching > most:
            best, most = number, matching
    wanted = sum(column.needed and column.kind is not Kind.SHOWN for column in form.columns)
    return None if best is None or most * 2 < wanted else _heads(form, name, grid, best, known, year)


def _heads(form: SheetForm, name: str, grid: Grid, row: int, known: Mapping[str, Column], year: int) -> Heads:
    columns: dict[int, Column] = {}
    faults: list[BudgetFault] = []
    for number, given in sorted(grid[row].items()):
        text = text_of(given)
        column = known.get(head_key(text)) or _series(form, text, year)
        if column is None:
            faults.append(_unknown(name, number, row, text, grid))
        elif any(column.field == other.field for other in columns.values()):
            faults.append(_doubled(name, number, row, text))
        else:
            columns[number] = column
            if column.kind is Kind.MONEY and _UNITS.search(text):
                faults.append(_other_unit(name, number, row, text))
    found = {column.field for column in columns.values()}
    faults += [
        _missing(name, column)
        for column in form.columns
        if column.needed and column.kind is not Kind.SHOWN and column.field not in found
    ]
    headless = [
        (line, number)
        for line in sorted(grid)
        if line > row
        for number, given in grid[line].items()
        if number not in grid[row] and text_of(given)
    ]
    if headless:
        line, number = headless[0]
        faults.append(_headless(name, number, line, len(headless)))
    return Heads(row, columns, tuple(faults))


def cell_name(sheet: str, column: int, row: int) -> Words:
    """A cell's place for a message: 收入!D7."""
    from openpyxl.utils import get_column_letter

    place = f"{sheet}!{get_column_letter(column)}{row}"
    return place, place


def _series(form: SheetForm, head: str, year: int) -> Column | None:
    """A column that a clerk may add: its field is its header as the model's rows name it."""
    if not form.series:
        return None
    if head.startswith(("补充：", "补充:")):
        return _text(_EXTRA + head[3:].strip()) if form.key == "projects" and head[3:].strip() else None
    match = re.fullmatch(form.series, head_key(head))
    if match is None:
        return None
    number = int(match[1])
    if form.key == "projects":
        return replace(_text(f"{number}{_MONTH}"), kind=Kind.MONEY, default=None) if 1 <= number <= 12 else None
    return _text(f"{number}{_YEAR}") if number < year else None


def _text(head: str) -> Column:
    return Column(head, head, needed=False, default="")


def _unknown(name: str, number: int, row: int, text: str, grid: Grid) -> BudgetFault:
    filled = sum(number in cells for line, cells in grid.items() if line > row)
    return notice(
        "unknown_column",
        cell_name(name, number, row),
        (
            f"没有名为“{text}”的列，其下 {filled} 格未读取",
            f"there is no column {text!r}: {filled} cells below were not read",
        ),
        ("如是自己的备注，不必处理；否则请改正列名", "leave it if it is your own note, else mend the header"),
    )


def _doubled(name: str, number: int, row: int, text: str) -> BudgetFault:
    return error(
        "doubled_column",
        cell_name(name, number, row),
        (f"列“{text}”出现了两次", f"the column {text!r} stands there twice"),
        ("请删去一列", "remove one of them"),
    )


def _other_unit(name: str, number: int, row: int, text: str) -> BudgetFault:
    return error(
        "other_unit",
        cell_name(name, number, row),
        (f"列名写着“{text}”，这一列的金额却以元为单位", f"the header says {text!r}; amounts of this column are in 元"),
        ("请把各行改为元，列名改回“金额（元）”", "enter 元 in every row and put the header back"),
    )


def _missing(name: str, column: Column) -> BudgetFault:
    return error(
        "missing_column",
        (name, name),
        (f"缺少列“{column.head}”", f"the column {column.head!r} is missing"),
        ("请在表头行补上这一列", "add it to the header row"),
    )


def _headless(name: str, number: int, line: int, times: int) -> BudgetFault:
    return notice(
        "headless",
        cell_name(name, number, line),
        (
            f"有 {times} 格写在没有列名的列里，未读取",
            f"{times} cells stand in columns without a header and were not read",
        ),
        (
            "如是自己的备注，不必处理；否则请移到相应的列",
            "leave them if they are notes, else move them to their column",
        ),
    )


def cells_of(cells: Mapping[int, Given], heads: Heads) -> dict[int, Given]:
    """The cells of a row that are read: in known columns that are no formula's, and not blank."""
    return {
        number: given
        for number, given in cells.items()
        if number in heads.columns and heads.columns[number].kind is not Kind.SHOWN and text_of(given)
    }
