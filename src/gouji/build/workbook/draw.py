"""Sheets drawn: headers with notes, cells with lists and checks, totals above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from gouji.build.workbook.choices import ChoiceLists
from gouji.build.workbook.forms import Column, Kind, Row, SheetForm
from gouji.build.workbook.lists import ListRanges
from gouji.build.workbook.sheets import BY_KEY
from gouji.build.workbook.style import (
    CLOSED,
    FIRST_ROW,
    HEAD_ROW,
    LAST_ROW,
    OPEN,
    TOTAL_ROW,
    align,
    draw_figure,
    draw_head,
    draw_input,
    draw_title,
    font,
    paint,
    protect,
    set_height,
    set_up_print,
)

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_CODE_LENGTH = {"function": 7, "economic": 5, "government_economic": 5}
_WRONG, _DOUBTFUL = "F8B4B4", "FFD59E"
_WIDEST_COLUMN = 16384
_WRAPPED_FROM = 24  # columns as wide as this hold texts that run over several lines


class SheetWriter:
    """Draws sheets of one workbook. `names` says what a unit's or project's code is shown as."""

    def __init__(
        self, book: Workbook, lists: ChoiceLists, ranges: ListRanges, names: Mapping[tuple[Kind, str], str]
    ) -> None:
        self.book = book
        self.lists = lists
        self.ranges = ranges
        self.names = names
        self._styles: dict[tuple[Kind, bool], Any] = {}

    def write(self, form: SheetForm, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """One sheet of rows, with empty ones below to be filled in."""
        sheet = self.book[form.title]
        self._frame(sheet, form, columns)
        letters = {column.field: get_column_letter(number) for number, column in enumerate(columns, start=1)}
        count = max(form.ready, len(rows) + 20)
        for number in range(count):
            line = FIRST_ROW + number
            row = rows[number] if number < len(rows) else {}
            for place, column in enumerate(columns, start=1):
                cell: Any = sheet.cell(line, place)
                self._draw_input(cell, column.kind, wide=_is_wrapped(column))
                if column.kind is Kind.SHOWN:
                    cell.value = "=" + self._formula(column.formula, letters, line)
                else:
                    put(cell, self._shown(column, row.get(column.field)))
            texts = ((str(row.get(column.field) or ""), column.width) for column in columns if _is_wrapped(column))
            set_height(sheet, line, texts)
        for place, column in enumerate(columns, start=1):
            self._guard(sheet, column, get_column_letter(place))
        if form.total:
            letter = letters[form.total]
            sheet.cell(TOTAL_ROW, 1, "金额合计（元）").font = font(10.5, bold=True)
            total: Any = sheet[f"{letter}{TOTAL_ROW}"]
            draw_figure(total, f"=SUM({letter}{HEAD_ROW}:{letter}{LAST_ROW})")
        sheet.freeze_panes = f"B{FIRST_ROW}"
        sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(columns))}{FIRST_ROW + count - 1}"
        self._open_below(sheet, columns)

    def write_facts(self, form: SheetForm, facts: Sequence[Column], values: Row) -> None:
        """基本信息: one fact a row; only its value may be changed."""
        sheet = self.book[form.title]
        self._frame(sheet, form, form.columns)
        for number, fact in enumerate(facts):
            line = FIRST_ROW + number
            label: Any = sheet.cell(line, 1, fact.head + ("*" if fact.needed else ""))
            value: Any = sheet.cell(line, 2)
            about: Any = sheet.cell(line, 3, fact.note)
            for cell, kind in ((label, Kind.SHOWN), (value, fact.kind), (about, Kind.SHOWN)):
                draw_input(cell, kind, wide=False)
            label.font = font(10.5, bold=True)
            value.alignment = align()
            for cell in (label, about):
                cell.protection = CLOSED
            put(value, self._shown(fact, values[fact.field]))
            if fact.kind is Kind.CHOICE:
                _add_list(sheet, f"B{line}", self.ranges.shown[fact.choices], strict=False)
        sheet.freeze_panes = f"A{FIRST_ROW}"

    def _draw_input(self, cell: Any, kind: Kind, *, wide: bool) -> None:
        """A cell to be filled in. openpyxl looks every style up anew: it is drawn once, and copied by its number."""
        drawn = self._styles.get((kind, wide))
        if drawn is None:
            draw_input(cell, kind, wide=wide)
            self._styles[kind, wide] = copy(cell._style)
        else:
            cell._style = copy(drawn)

    def _frame(self, sheet: Worksheet, form: SheetForm, columns: Sequence[Column]) -> None:
        draw_title(sheet, form.title, form.help)
        for place, column in enumerate(columns, start=1):
            star = "*" if column.needed and column.kind is not Kind.SHOWN else ""
            cell: Any = sheet.cell(HEAD_ROW, place)
            put(cell, column.head + star)
            draw_head(cell, column.kind, needed=bool(star))
            sheet.column_dimensions[get_column_letter(place)].width = column.width
            if column.note:
                cell.comment = Comment(column.note, "Gouji", height=90, width=260)
        sheet.row_dimensions[HEAD_ROW].height = 32
        sheet.sheet_view.showGridLines = False
        sheet.sheet_view.zoomScale = 100
        sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
        protect(sheet)
        width = sum(column.width for column in columns)
        set_up_print(sheet, landscape=width > 90, large=width > 230)

    def _open_below(self, sheet: Worksheet, columns: Sequence[Column]) -> None:
        """Unlock what is not drawn: a protected sheet lets a row be deleted only where no cell of it is locked."""
        for place in range(1, len(columns) + 1):
            dimension = sheet.column_dimensions[get_column_letter(place)]
            dimension.protection = OPEN
        rest = sheet.column_dimensions[get_column_letter(len(columns) + 1)]
        rest.min, rest.max, rest.width = len(columns) + 1, _WIDEST_COLUMN, 12
        rest.protection = OPEN
        for line in range(1, HEAD_ROW + 1):
            for place in range(1, len(columns) + 1):
                sheet.cell(line, place)  # drawn with its own, locked style

    def _shown(self, column: Column, value: Any) -> Any:
        """A value as its cell shows it; what the usual value says is left blank only where it is nothing."""
        if value is None or value == "":
            return None
        if column.kind in (Kind.CODE, Kind.CHOICE):
            return self.lists[column.choices].show(str(value))
        if column.kind in (Kind.UNIT, Kind.PROJECT):
            return self.names.get((column.kind, str(value)), value)
        return value

    def _formula(self, template: str, letters: Mapping[str, str], line: int) -> str:
        def named(match: re.Match[str]) -> str:
            what, *path = match[1].split(":")
            if what == "list":
                return self.ranges.lookup[path[0]]
            if what == "sheet":
                form = BY_KEY[path[0]]
                place = 1 + [column.field for column in form.columns].index(path[1])
                letter = get_column_letter(place)
                return f"{quote_sheetname(form.title)}!${letter}${HEAD_ROW}:${letter}${LAST_ROW}"
            return f"{letters[what]}{line}"

        return re.sub(r"\{([^{}]+)\}", named, template)

    def _guard(self, sheet: Worksheet, column: Column, letter: str) -> None:
        """Drop-downs, checks on entry, and colours for what is wrong."""
        cells, top = f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}", f"{letter}{FIRST_ROW}"
        if column.kind is Kind.CODE:
            _add_list(sheet, cells, self.ranges.shown[column.choices], strict=False)
            codes, digits = self.ranges.codes[column.choices], _CODE_LENGTH[column.choices]
            paint(sheet, cells, f'AND({top}<>"",ISNA(MATCH(LEFT({top},{digits}),{codes},0)))', _DOUBTFUL)
        elif column.kind is Kind.CHOICE:
            _add_list(sheet, cells, self.ranges.shown[column.choices], strict=not self.lists[column.choices].open)
        elif column.kind in self.ranges.entered:
            listed = self.ranges.entered[column.kind]
            _add_list(sheet, cells, listed, strict=False)
            if not column.loose:
                missing = f'AND({top}<>"",COUNTIF({listed},{top})+COUNTIF({listed},{top}&" *")=0)'
                paint(sheet, cells, missing, _WRONG)
        elif column.kind in (Kind.MONEY, Kind.NUMBER, Kind.COUNT):
            _check_number(sheet, cells, top, column)
            paint(sheet, cells, f'AND({top}<>"",NOT(ISNUMBER({top})))', _WRONG)
            paint(sheet, cells, f"AND(ISNUMBER({top}),{top}<0)", _WRONG)
        elif column.kind is Kind.SHOWN:
            _refuse(sheet, cells)


def _is_wrapped(column: Column) -> bool:
    return column.kind is Kind.TEXT and column.width >= _WRAPPED_FROM


def put(cell: Cell, value: Any) -> None:
    """A value into a cell: texts always as texts, even those that look like a formula or a number."""
    if isinstance(value, str):
        cell.value = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value)
        cell.data_type = "s"
        if value.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True
    elif isinstance(value, int | Decimal | date):
        cell.value = value


def _add_list(sheet: Worksheet, cells: str, source: str, *, strict: bool) -> None:
    chosen = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=strict)
    chosen.errorTitle, chosen.error = "不在可选范围内", "请从下拉列表中选择。"
    chosen.add(cells)
    sheet.add_data_validation(chosen)


def _check_number(sheet: Worksheet, cells: str, top: str, column: Column) -> None:
    digits = {Kind.MONEY: 2, Kind.COUNT: 0}.get(column.kind, 6)
    check = DataValidation(
        "custom",
        formula1=f"AND(ISNUMBER({top}),{top}>=0,ROUND({top},{digits})={top})",
        allow_blank=True,
        showErrorMessage=True,
    )
    said = {Kind.MONEY: "请填不小于 0 的数，单位：元，最多两位小数。", Kind.COUNT: "请填不小于 0 的整数。"}
    check.errorTitle, check.error = "不是可用的数", said.get(column.kind, "请填不小于 0 的数。")
    check.add(cells)
    sheet.add_data_validation(check)


def _refuse(sheet: Worksheet, cells: str) -> None:
    """Guard a formula that cannot be locked, for a locked cell would keep its row from being deleted or sorted."""
    refused = DataValidation("custom", formula1="FALSE", allow_blank=False, showErrorMessage=True)
    refused.errorTitle, refused.error = "自动计算", "本列自动计算，不用填写。"
    refused.add(cells)
    sheet.add_data_validation(refused)
