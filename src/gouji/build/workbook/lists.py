"""The hidden sheet of lists: codes and names of the budget's year, members of each list, units and projects entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

from gouji.build.workbook.choices import ChoiceLists
from gouji.build.workbook.forms import Kind
from gouji.build.workbook.sheets import BY_KEY, LISTS
from gouji.build.workbook.style import FIRST_ROW

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ENTERED = {Kind.UNIT: ("units", "单位列表"), Kind.PROJECT: ("projects", "项目列表"), Kind.TASK: ("tasks", "任务列表")}


@dataclass(frozen=True, slots=True)
class ListRanges:
    """Where the lists stand: `shown` for drop-downs, `codes` and `lookup` (code and name) for formulas."""

    shown: dict[str, str]
    codes: dict[str, str]
    lookup: dict[str, str]
    entered: dict[Kind, str]
    """The name of the list of units, projects, tasks, and where the whole of it stands (name + "!")."""


def write_lists(book: Workbook, lists: ChoiceLists, rows: dict[str, int]) -> ListRanges:
    """Write the lists on a hidden sheet; `rows` says how many units, projects, tasks the budget has."""
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    ranges = ListRanges({}, {}, {}, {})
    column = 1
    for choices in lists:
        members = choices.members
        if choices.dimension is not None and members and members[0][0].isdigit():
            listed: list[tuple[str, ...]] = [(code, shown.partition(" ")[2], shown) for code, shown in members]
            _put(sheet, column, choices.name, listed)
            ranges.codes[choices.name] = _range(column, column, len(members))
            ranges.lookup[choices.name] = _range(column, column + 1, len(members))
            ranges.shown[choices.name] = _range(column + 2, column + 2, len(members))
            column += 3
        else:
            _put(sheet, column, choices.name, [(shown,) for _, shown in members])
            ranges.shown[choices.name] = _range(column, column, max(1, len(members)))
            column += 1
    for kind, (key, name) in _ENTERED.items():
        ranges.entered[kind] = _write_entered(book, sheet, column, key, name, max(60, rows.get(key, 0) + 40))
        column += 1
    return ranges


def _put(sheet: Worksheet, column: int, name: str, rows: list[tuple[str, ...]]) -> None:
    sheet.cell(1, column, name)
    for number, row in enumerate(rows, start=2):
        for shift, text in enumerate(row):
            cell = sheet.cell(number, column + shift, text)
            cell.data_type = "s"  # "=" is a comparator, no formula


def _range(first: int, last: int, length: int) -> str:
    return f"{LISTS}!${get_column_letter(first)}$2:${get_column_letter(last)}${length + 1}"


def _write_entered(book: Workbook, sheet: Worksheet, column: int, key: str, name: str, length: int) -> str:
    """A list that follows a sheet: INDEX by row number outlives rows that are deleted there."""
    form = BY_KEY[key]
    title = quote_sheetname(form.title)
    sheet.cell(1, column, name)
    for number in range(length):
        first = f"INDEX({title}!$A:$A,{FIRST_ROW + number})"
        both = first if key == "tasks" else f'{first}&" "&INDEX({title}!$B:$B,{FIRST_ROW + number})'
        sheet.cell(2 + number, column, f'=IF({first}="","",{both})')
    whole = _range(column, column, length)
    top = whole.partition(":")[0]
    formula = f'OFFSET({top},0,0,MAX(1,COUNTIF({whole},"?*")),1)'
    book.defined_names[name] = DefinedName(name, attr_text=formula)
    return name
