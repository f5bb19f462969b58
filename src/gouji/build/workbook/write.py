"""A budget written as a workbook, also one that has almost nothing yet. The same budget gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gouji.build.validate_faults import BudgetError
from gouji.build.workbook.arrange import unwritable
from gouji.build.workbook.choices import ChoiceLists, plan_months, text_needs
from gouji.build.workbook.entries import budget_to_rows
from gouji.build.workbook.forms import Column, Kind, Row, SheetForm
from gouji.build.workbook.sheets import BY_KEY, FACTS, SHEETS
from gouji.model.budget import Budget

if TYPE_CHECKING:
    from openpyxl import Workbook

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file: a zip needs one, and a budget's bytes must not depend on the clock."""


def write_workbook(budget: Budget, path: Path) -> None:
    """Write the budget's workbook; `BudgetError` where no workbook can hold it (see `arrange.unwritable`)."""
    path.write_bytes(workbook_bytes(budget))


def workbook_bytes(budget: Budget) -> bytes:
    """The budget's workbook as bytes."""
    faults = unwritable(budget)
    if faults:
        raise BudgetError(faults)
    written = BytesIO()
    _book(budget).save(written)
    return _without_clock(written)


def _book(budget: Budget) -> Workbook:
    from openpyxl import Workbook

    from gouji.build.workbook.balance import write_balance
    from gouji.build.workbook.draw import SheetWriter
    from gouji.build.workbook.guide import write_guide
    from gouji.build.workbook.lists import write_lists

    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    lists = ChoiceLists(budget.pack, budget.year)
    rows = budget_to_rows(budget)
    for form in (None, *SHEETS):
        book.create_sheet("说明" if form is None else form.title)
    ranges = write_lists(book, lists, {key: len(rows[key]) for key in ("units", "projects", "tasks")})
    writer = SheetWriter(book, lists, ranges, _shown_names(budget))
    writer.write_facts(BY_KEY["facts"], FACTS, rows["facts"][0])
    wanted = [{"key": key, "text": ""} for key in text_needs(budget.pack) if key not in budget.texts]
    rows["texts"] += wanted
    for form in SHEETS:
        if form.key != "facts":
            writer.write(form, _with_series(form, rows[form.key], budget), rows[form.key])
    write_balance(book, lists, len(budget.units))
    write_guide(book, budget)
    book.move_sheet("收支平衡", -(len(book.sheetnames) - 2))
    book.properties.title = f"{budget.name}{budget.year}年部门预算"
    book.properties.creator = budget.name
    return book


def _shown_names(budget: Budget) -> dict[tuple[Kind, str], str]:
    """What a cell shows for a unit or a project: code and name."""
    units = {(Kind.UNIT, unit.code): f"{unit.code} {unit.name}" for unit in budget.units}
    return units | {(Kind.PROJECT, one.code): f"{one.code} {one.name}" for one in budget.projects}


def _with_series(form: SheetForm, rows: Iterable[Row], budget: Budget) -> tuple[Column, ...]:
    """The sheet's columns, with those that grow with the budget: months of plans, a form's own words, former years."""
    if not form.series:
        return form.columns
    fields = {column.field for column in form.columns} | {
        "previous",
        "plan",
        "calculation",
        "indicators",
        "fields",
        "unit",
    }
    heads = dict.fromkeys(head for row in rows for head in row if head not in fields)
    if form.key == "projects":
        months = {int(head.removesuffix("月底")) for head in heads if head.endswith("月底") and head[:-2].isdigit()}
        months |= set() if months else set(plan_months(budget.pack))
        planned = [_planned(month) for month in sorted(months)]
        words = [Column(head, head, needed=False, width=18) for head in heads if head.startswith("补充：")]
        return (*form.columns, *planned, *words)
    years = [Column(head, head, needed=False, width=10) for head in sorted(heads)]
    return (*form.columns, *years)


def _planned(month: int) -> Column:
    head = f"{month}月底"
    return Column(head, head, Kind.MONEY, f"到{month}月底累计支出的金额（元）。", 16, needed=False)


def _without_clock(workbook: BytesIO) -> bytes:
    """The file's bytes without the times at which it was written."""
    stamped = BytesIO()
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(stamped, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content: Any = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", content)
            target.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return stamped.getvalue()
