"""收支平衡: for every fund, what comes in against what goes out, as the clerk types. Formulas only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter, quote_sheetname

from gouji.build.workbook.choices import ChoiceLists
from gouji.build.workbook.forms import Kind
from gouji.build.workbook.sheets import BALANCE, BY_KEY
from gouji.build.workbook.style import (
    BORDER,
    FIRST_ROW,
    HEAD_ROW,
    LAST_ROW,
    align,
    draw_figure,
    draw_head,
    draw_title,
    fill,
    font,
    paint,
    protect,
    set_up_print,
)

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WAYS = (("income", "current"), ("opening", "carried"), ("surplus_use", "surplus"))
"""Which spending each way of coming in must meet: this year's money this year's spending, and so on."""

_DASHED = '#,##0.00;-#,##0.00;"—"'
_HEADS = ("收入", "支出", "结转下年", "差额")
_FALSE, _TRUE = "F8B4B4", "C8E6C9"


def write_balance(book: Workbook, lists: ChoiceLists, units: int) -> None:
    """Write the sheet: a table of funds for the department, then one of units by fund (differences only)."""
    sheet = book.create_sheet(BALANCE)
    draw_title(
        sheet, BALANCE, "自动计算，不用填写。每种资金的收入都要等于支出加结转下年；差额不为 0 的标红，请先改平。"
    )
    funds = [shown for _, shown in lists["fund"].members]
    last = _write_funds(sheet, lists, funds)
    _write_units(sheet, funds, last + 2, units + 10)
    sheet.column_dimensions["A"].width = 40
    for number in range(2, 15):
        sheet.column_dimensions[get_column_letter(number)].width = 17
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    set_up_print(sheet)


def _write_funds(sheet: Worksheet, lists: ChoiceLists, funds: list[str]) -> int:
    heads = ["资金来源"]
    for flow, _ in _WAYS:
        way = lists["flow"].show(flow)
        heads += [way, *(f"{way}\n{head}" for head in _HEADS[1:])]
    for number, text in enumerate([*heads, "结论"], start=1):
        cell: Any = sheet.cell(HEAD_ROW, number, text)
        draw_head(cell, Kind.SHOWN, needed=False)
    sheet.row_dimensions[HEAD_ROW].height = 34
    for line, fund in enumerate(funds, start=FIRST_ROW):
        _label(sheet, line, fund)
        for number, (flow, vintage) in enumerate(_WAYS):
            _write_way(
                sheet, line, 2 + 4 * number, lists["flow"].show(flow), lists["vintage"].show(vintage), number == 0
            )
        gaps = [f"{get_column_letter(5 + 4 * number)}{line}" for number in range(len(_WAYS))]
        verdict: Any = sheet.cell(line, 14)
        wrong = "+".join(f"ABS({gap})" for gap in gaps)
        used = f"SUM(B{line}:D{line},F{line}:H{line},J{line}:L{line})"
        draw_figure(verdict, f'=IF(ROUND({wrong},2)>0,"不平",IF({used}=0,"","平衡"))', number_format="General")
        verdict.alignment = align("center")
    total = FIRST_ROW + len(funds)
    _label(sheet, total, "合计", bold=True)
    for number in range(2, 14):
        letter = get_column_letter(number)
        figure: Any = sheet.cell(total, number)
        draw_figure(figure, f"=SUM({letter}{FIRST_ROW}:{letter}{total - 1})", number_format=_DASHED)
    paint(sheet, f"N{FIRST_ROW}:N{total - 1}", f'N{FIRST_ROW}="不平"', _FALSE)
    paint(sheet, f"N{FIRST_ROW}:N{total - 1}", f'N{FIRST_ROW}="平衡"', _TRUE)
    for number in range(len(_WAYS)):
        letter = get_column_letter(5 + 4 * number)
        paint(sheet, f"{letter}{FIRST_ROW}:{letter}{total}", f"ROUND({letter}{FIRST_ROW},2)<>0", _FALSE)
    return total


def _write_way(sheet: Worksheet, line: int, column: int, flow: str, vintage: str, usual: bool) -> None:
    """Four figures of one fund: what comes in this way, what is spent of it, what is carried on, what is left over."""
    fund = f"$A{line}"
    incoming = _sum("receipts", ("flow", f'"{flow}"'), ("fund", fund))
    spent = [_sum(key, ("vintage", f'"{vintage}"'), ("fund", fund)) for key in ("basic", "spending")]
    carried = _sum("closings", ("vintage", f'"{vintage}"'), ("fund", fund))
    if usual:  # a blank means the usual: this year's
        incoming += "+" + _sum("receipts", ("flow", '"="'), ("fund", fund))
        spent += [_sum(key, ("vintage", '"="'), ("fund", fund)) for key in ("basic", "spending")]
        carried += "+" + _sum("closings", ("vintage", '"="'), ("fund", fund))
    letters = [get_column_letter(column + shift) for shift in range(3)]
    left = f"ROUND({letters[0]}{line}-{letters[1]}{line}-{letters[2]}{line},2)"
    for shift, formula in enumerate((incoming, "+".join(spent), carried, left)):
        cell: Any = sheet.cell(line, column + shift)
        draw_figure(cell, f"={formula}", bold=shift == 3, number_format=_DASHED)


def _write_units(sheet: Worksheet, funds: list[str], top: int, count: int) -> None:
    """Each unit's money that comes in less what goes out, by fund: all must be 0."""
    title: Any = sheet.cell(top, 1, "各单位收支差额（收入减支出减结转下年，都应为 0）")
    title.font = font(12, bold=True, colour="1F4E79")
    for number, text in enumerate(["单位", *funds], start=1):
        cell: Any = sheet.cell(top + 1, number, text)
        draw_head(cell, Kind.SHOWN, needed=False)
    sheet.row_dimensions[top + 1].height = 34
    units = quote_sheetname(BY_KEY["units"].title)
    first = top + 2
    for number in range(count):
        line = first + number
        code = f"INDEX({units}!$A:$A,{FIRST_ROW + number})"
        _label(sheet, line, f'=IF({code}="","",{code}&" "&INDEX({units}!$B:$B,{FIRST_ROW + number}))')
        for place in range(2, 2 + len(funds)):
            fund = f"{get_column_letter(place)}${top + 1}"
            sides = ["+".join(_of_unit(key, code, fund) for key in keys) for keys in (("receipts",), _SPENDING)]
            figure: Any = sheet.cell(line, place)
            draw_figure(
                figure, f'=IF($A{line}="","",ROUND({sides[0]}-({sides[1]}),2))', bold=False, number_format=_DASHED
            )
    cells = f"B{first}:{get_column_letter(1 + len(funds))}{first + count - 1}"
    paint(sheet, cells, f'AND(B{first}<>"",B{first}<>0)', _FALSE)


_SPENDING = ("basic", "spending", "closings")


def _of_unit(key: str, code: str, fund: str) -> str:
    """A sheet's money of a unit, whether its cells hold the code or the code with the name."""
    return "+".join(_sum(key, ("unit", unit), ("fund", fund)) for unit in (code, f'{code}&" *"'))


def _sum(key: str, *criteria: tuple[str, str]) -> str:
    pairs = ",".join(f"{_cells(key, field)},{wanted}" for field, wanted in criteria)
    return f"SUMIFS({_cells(key, 'amount')},{pairs})"


def _cells(key: str, field: str) -> str:
    form = BY_KEY[key]
    letter = get_column_letter(1 + [column.field for column in form.columns].index(field))
    return f"{quote_sheetname(form.title)}!${letter}${HEAD_ROW}:${letter}${LAST_ROW}"


def _label(sheet: Worksheet, line: int, text: str, *, bold: bool = False) -> None:
    cell: Any = sheet.cell(line, 1, text)
    cell.font = font(10.5, bold=bold)
    cell.fill = fill("ECEFF1")
    cell.border = BORDER
