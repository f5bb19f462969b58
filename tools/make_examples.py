"""Write examples/clean.pdf, clean.xlsx, faulty.pdf and faulty.xlsx from tools/example_budget/budget.toml.

    python tools/make_examples.py [OUTPUT_DIRECTORY]

Needs the `examples` dependency group (typst and an open CJK font). The same input gives the same bytes.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
import zipfile
from dataclasses import asdict
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import noto_cjk_sans_otc
import openpyxl
import typst
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from example_budget.faults import plant_faults
from example_budget.narrative import GLOSSARY, assets_text, goals, narrative, procurement_text
from example_budget.tables import Budget, Page, budget_tables

ROOT = Path(__file__).resolve().parent
STAMP = datetime.datetime(2027, 2, 10)


def page_data(page: Page) -> dict[str, Any]:
    """A table as the page template wants it."""
    return {
        "title": page.title,
        "unit": page.unit,
        "note": page.note,
        "head": [[asdict(cell) for cell in row] for row in page.head],
        "body": [list(row) for row in page.body] or [[""] * len(page.widths)],
        "widths": list(page.widths),
        "labels": sorted(page.labels),
        "wide": len(page.widths) > 7,
    }


def write_pdf(budget: Budget, pages: list[Page], path: Path) -> None:
    """The disclosure as PDF, under a PDF standard so that a missing glyph is an error."""
    facts = budget.facts
    data = {
        "title": f"{facts['name']}{facts['year']}年部门预算",
        "name": facts["name"],
        "department": f"{facts['code']} {facts['name']}",
        "year": facts["year"],
        "tables": [page_data(page) for page in pages],
        "narrative": narrative(budget),
        "goals": goals(budget),
        "procurement": procurement_text(budget),
        "assets": assets_text(budget),
        "glossary": GLOSSARY,
    }
    fonts = str(Path(noto_cjk_sans_otc.__file__).parent)
    compiled = typst.compile(
        str(ROOT / "example_budget" / "pages.typ"),
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards="a-2a",
    )
    path.write_bytes(compiled)


def cell_value(text: str, label: bool) -> str | Decimal | None:
    """A number as a number, a label or code as text, nothing as nothing."""
    if label or not text.replace(".", "", 1).isdigit():
        return text or None
    return Decimal(text)


def write_table(book: openpyxl.Workbook, page: Page, department: str) -> None:
    """One sheet: title, department and unit, merged header, numbers as numbers, note."""
    sheet = book.create_sheet(page.title[:31].replace("“", "").replace("”", ""))
    width = len(page.widths)
    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    sheet["A1"] = page.title
    sheet["A1"].font = Font(size=16)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet["A2"] = department
    sheet.cell(2, width, page.unit).alignment = Alignment(horizontal="right")
    taken: set[tuple[int, int]] = set()
    top = 3
    for number, row in enumerate(page.head):
        column = 1
        for head in row:
            while (top + number, column) in taken:
                column += 1
            cell = sheet.cell(top + number, column, head.text)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            spanned = {(top + number + r, column + c) for r in range(head.rows) for c in range(head.columns)}
            taken |= spanned
            if len(spanned) > 1:
                sheet.merge_cells(
                    start_row=top + number,
                    start_column=column,
                    end_row=top + number + head.rows - 1,
                    end_column=column + head.columns - 1,
                )
            column += head.columns
    top += len(page.head)
    for number, row in enumerate(page.body):
        for column, text in enumerate(row):
            value = cell_value(text, column in page.labels)
            cell = sheet.cell(top + number, column + 1, value)
            if isinstance(value, Decimal) and "." in text:
                cell.number_format = "0.00"
    for row in sheet.iter_rows(min_row=3, max_row=top + len(page.body) - 1, max_col=width):
        for cell in row:
            cell.border = border
    if page.note:
        sheet.cell(top + len(page.body) + 1, 1, page.note)
    for column, size in enumerate(page.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = size * 4


def write_goal(book: openpyxl.Workbook, number: int, goal: dict[str, Any], department: str) -> None:
    """One project's goal form as a sheet."""
    sheet = book.create_sheet(f"绩效目标{number}")
    sheet.append([goal["title"]])
    sheet.merge_cells("A1:F1")
    sheet.append([department, None, None, None, None, "单位：万元"])
    amounts = [Decimal(goal[key]) if goal[key] else None for key in ("amount", "fiscal", "other")]
    rows: list[list[Any]] = [
        ["项目编码", goal["code"], None, "项目名称", goal["name"], None],
        ["预算规模及资金用途", "预算数", amounts[0], "其中：财政资金", amounts[1], None],
        [None, "其他资金", amounts[2], "用途", goal["purpose"], None],
        ["资金支出计划（万元）", "3月底", "6月底", "10月底", "12月底", None],
        [None, *map(Decimal, goal["plan"]), None],
        ["绩效目标", goal["goal"]],
        ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
    ]
    for row in [*rows, *goal["rows"]]:
        sheet.append(row)
    for area in ("B3:C3", "E3:F3", "A4:A5", "A6:A7", "B8:F8"):
        sheet.merge_cells(area)
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            if isinstance(cell.value, Decimal):
                cell.number_format = "0.00"


def write_xlsx(budget: Budget, pages: list[Page], path: Path) -> None:
    """The disclosure's tables as a workbook, one sheet a table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    department = f"{budget.facts['code']} {budget.facts['name']}"
    cover = book.create_sheet("封面")
    cover["A1"] = f"{budget.facts['name']}{budget.facts['year']}年部门预算"
    for page in pages:
        write_table(book, page, department)
    for number, goal in enumerate(goals(budget), start=1):
        write_goal(book, number, goal, department)
    book.properties.creator = budget.facts["name"]
    book.properties.created = STAMP
    written = BytesIO()
    book.save(written)
    path.write_bytes(without_clock(written))


def without_clock(workbook: BytesIO) -> bytes:
    """A workbook's bytes with every time of writing set to the example's date."""
    stamped = BytesIO()
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(stamped, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + STAMP.isoformat().encode() + b"Z", content
                )
            target.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), content)
    return stamped.getvalue()


def main(output: Path) -> None:
    budget = Budget(ROOT / "example_budget" / "budget.toml")
    clean = budget_tables(budget)
    output.mkdir(parents=True, exist_ok=True)
    for name, pages in (("clean", clean), ("faulty", plant_faults(clean))):
        write_pdf(budget, pages, output / f"{name}.pdf")
        write_xlsx(budget, pages, output / f"{name}.xlsx")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "examples")
