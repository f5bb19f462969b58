"""说明: how to fill the workbook in, what the colours mean, and which sheets there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import quote_sheetname

from gouji.build.workbook.sheets import BALANCE, GUIDE, SHEETS
from gouji.build.workbook.style import (
    BORDER,
    INPUT,
    NEEDED,
    OPTIONAL,
    SHOWN,
    align,
    draw_title,
    fill,
    font,
    protect,
    set_up_print,
)
from gouji.model.budget import Budget

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_STEPS = (
    "先填“基本信息”和“单位”，再填“收入”“基本支出”“项目”“项目支出”，其余各表按需要填。",
    "所有金额以元为单位，最多两位小数；公开表里的万元数由此计算，不用自己换算，也不用填合计。",
    "科目可以从下拉列表选，也可以只填代码；单位和项目先登记，再从下拉列表选。",
    "行可以插入、删除、排序、移动，列也可以移动，但不要改动表名和表头的文字；空行不影响读取。",
    "要加自己的备注，可以另加列或另加表：读取时会提示没有读取，不会当成错误。",
    "填完看“收支平衡”：每种资金、每个单位的差额都应为 0。",
    "各表已加保护（没有密码），只为防止误改表头和公式。",
)
_LEGEND = (
    (INPUT, "000000", "填写"),
    (SHOWN, "000000", "自动计算，不用填写"),
    (NEEDED, "FFFFFF", "表头：必须填写的列（带 *）"),
    (OPTIONAL, "FFFFFF", "表头：可以留空的列"),
    ("FFD59E", "000000", "科目代码不在当年目录中，请核对"),
    ("F8B4B4", "000000", "有误：不是数、小于 0、没有登记，或收支不平"),
)


def write_guide(book: Workbook, budget: Budget) -> None:
    """Write the first sheet."""
    sheet = book[GUIDE]
    draw_title(sheet, f"{budget.name} {budget.year} 年部门预算", "填写说明（Gouji 勾稽）")
    line = _section(sheet, 4, "怎样填")
    for number, step in enumerate(_STEPS, start=1):
        sheet.cell(line, 1, number).alignment = align("center", vertical="top")
        cell: Any = sheet.cell(line, 2, step)
        cell.alignment = align(wrap=True, vertical="top")
        sheet.merge_cells(start_row=line, start_column=2, end_row=line, end_column=3)
        sheet.row_dimensions[line].height = 32 if len(step) > 60 else 18
        line += 1
    line = _section(sheet, line + 1, "颜色")
    for colour, ink, text in _LEGEND:
        cell = sheet.cell(line, 2, text)
        cell.fill = fill(colour)
        cell.font = font(10.5, colour=ink)
        cell.border = BORDER
        line += 1
    line = _section(sheet, line + 1, "各表")
    listed = [(form.title, form.help) for form in SHEETS]
    for title, about in ((BALANCE, "自动核对每种资金、每个单位的收支是否平衡。"), *listed):
        link: Any = sheet.cell(line, 2, title)
        link.hyperlink = f"#{quote_sheetname(title)}!A1"
        link.font = font(10.5, colour="1565C0")
        link.alignment = align(vertical="top")
        note: Any = sheet.cell(line, 3, about)
        note.alignment = align(wrap=True, vertical="top")
        sheet.row_dimensions[line].height = 32 if len(about) > 52 else 18
        line += 1
    for letter, width in (("A", 6), ("B", 42), ("C", 82)):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = NEEDED
    protect(sheet)
    set_up_print(sheet, landscape=False)


def _section(sheet: Worksheet, line: int, text: str) -> int:
    sheet.cell(line, 1, text).font = font(12, bold=True, colour=NEEDED)
    return line + 1
