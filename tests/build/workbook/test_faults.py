"""A workbook as a clerk leaves it: what is meant is read, and what is wrong is told with sheet, cell and remedy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gouji.build.text import text_to_budget
from gouji.build.validate import validate
from gouji.build.validate_faults import BudgetError
from gouji.build.workbook import Reading, examine_workbook, place_faults, read_workbook
from gouji.build.workbook.sheets import LISTS
from gouji.model.budget import Budget
from gouji.model.finding import Severity

Change = Callable[[Any], None]


@pytest.fixture
def budget(examples: Path) -> Budget:
    return text_to_budget((examples / "budget.toml").read_text("utf-8"), "budget.toml")


@pytest.fixture(scope="module")
def small(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workbook's cells alone: no looks, and not the thousands of codes that reading leaves aside."""
    whole, book = openpyxl.load_workbook(examples / "budget.xlsx", read_only=True), openpyxl.Workbook()
    for sheet in whole.worksheets:
        copied = book.create_sheet(sheet.title)
        for row in sheet.iter_rows() if sheet.title != LISTS else ():
            for cell in row:
                if cell.value is not None:
                    copied.cell(cell.row, cell.column, cell.value)
    book.remove(book.worksheets[0])
    path = tmp_path_factory.mktemp("small") / "budget.xlsx"
    book.save(path)
    return path


@pytest.fixture
def changed(small: Path, tmp_path: Path) -> Callable[[Change], Reading]:
    """The example workbook, changed, saved and read."""

    def read(change: Change) -> Reading:
        book = openpyxl.load_workbook(small)
        change(book)
        book.save(tmp_path / "changed.xlsx")
        return examine_workbook(tmp_path / "changed.xlsx")

    return read


@pytest.fixture(scope="module")
def shared_book(small: Path) -> Any:
    return openpyxl.load_workbook(small)


@pytest.fixture
def filled(shared_book: Any, tmp_path: Path) -> Callable[..., Reading]:
    """The example workbook with some cells of a sheet changed: loaded once, for loading takes a second."""

    def read(sheet: str, cells: dict[str, Any]) -> Reading:
        before = {cell: shared_book[sheet][cell].value for cell in cells}
        setting(sheet, **cells)(shared_book)
        shared_book.save(tmp_path / "changed.xlsx")
        setting(sheet, **before)(shared_book)
        return examine_workbook(tmp_path / "changed.xlsx")

    return read


def setting(sheet: str, **cells: Any) -> Change:
    def change(book: Any) -> None:
        for cell, value in cells.items():
            book[sheet][cell] = value

    return change


FAULTS = {
    "text where a number belongs": ("收入", {"D5": "约七百万"}, "not_a_number", "收入!D5"),
    "an amount with its unit": ("收入", {"D5": "741.72万元"}, "not_a_number", "收入!D5"),
    "a percentage": ("收入", {"D5": "5%"}, "not_a_number", "收入!D5"),
    "more than two decimals": ("收入", {"D5": 7417200.125}, "decimals", "收入!D5"),
    "less than nothing": ("收入", {"D5": "（7,417,200）"}, "negative", "收入!D5"),
    "no amount": ("收入", {"D5": None}, "missing", "收入!D5"),
    "no unit": ("收入", {"A5": None}, "missing_unit", "收入!A5"),
    "a unit that is not listed": ("收入", {"A5": "318009"}, "unknown_unit", "收入!A5"),
    "a fund that is none": ("收入", {"C5": "财政的钱"}, "unknown_choice", "收入!C5"),
    "a code of five digits": ("基本支出", {"B5": "20103"}, "unknown_code", "基本支出!B5"),
    "a name in place of a code": ("基本支出", {"B5": "政务公开审批"}, "unknown_code", "基本支出!B5"),
    "a line of no project": ("项目支出", {"A5": None}, "missing_project", "项目支出!A5"),
    "a line of a project that is not listed": ("项目支出", {"A5": "P9"}, "unknown_project", "项目支出!A5"),
    "a project code twice": ("项目", {"A6": "13099927P000418000011"}, "repeated", "项目!6行"),
    "a formula without its result": ("收入", {"D5": "=3+4"}, "formula", "收入!D5"),
    "a formula that failed": ("收入", {"D5": "#REF!"}, "formula_error", "收入!D5"),
    "half a person": ("人员编制", {"B5": 31.5}, "not_whole", "人员编制!B5"),
    "a day that does not exist": ("基本信息", {"B10": "2027年2月30日"}, "not_a_date", "基本信息!B10"),
    "no year": ("基本信息", {"B6": None}, "missing", "基本信息!B6"),
    "a header that is gone": ("收入", {"D4": None}, "missing_column", "收入"),
    "two codes in a cell": ("基本支出", {"B5": "2010301、2010350"}, "unknown_code", "基本支出!B5"),
    "a project's nature among basic lines": ("基本支出", {"F5": "项目支出"}, "unknown_choice", "基本支出!F5"),
    "a header in another unit": ("收入", {"D4": "金额（万元）"}, "other_unit", "收入!D4"),
    "a header twice": ("收入", {"E4": "金额"}, "doubled_column", "收入!E4"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_cell_and_remedy(name: str, filled: Callable[..., Reading]) -> None:
    sheet, cells, code, place = FAULTS[name]
    reading = filled(sheet, cells)
    told = [fault for fault in reading.faults if fault.code == code]
    assert reading.budget is None
    assert [fault.place[0] for fault in told] == [place]
    assert all(all(one.cause) and all(one.remedy) for one in told)


def test_all_faults_are_told_at_once(changed: Callable[[Change], Reading], tmp_path: Path) -> None:
    def change(book: Any) -> None:
        for sheet, cells, *_ in list(FAULTS.values())[3:5]:
            setting(sheet, **cells)(book)
        setting("基本支出", B5="20103", H6="x", A7="")(book)
        setting("项目", C5="999")(book)

    codes = [fault.code for fault in changed(change).faults]
    assert sorted(codes) == ["missing_unit", "negative", "not_a_number", "unknown_code", "unknown_unit"]
    with pytest.raises(BudgetError) as told:
        read_workbook(tmp_path / "changed.xlsx")
    assert [fault.code for fault in told.value.faults] == codes


MEANT = {
    "full-width digits": ("收入", {"D5": "７４１７２００"}),
    "thousands marks and blanks": ("收入", {"D5": " 7,417,200.00 "}),
    "a code that became a number": ("基本支出", {"B5": 2010301}),
    "a code alone, and a unit by its name": ("基本支出", {"B5": "2010301", "A5": "青石县政务服务中心管理局本级"}),
    "a sum that floats miss": ("收入", {"D5": 7417200.000000001}),
    "a member's identifier": ("收入", {"C5": "general"}),
    "an amount with the mark of a text": ("收入", {"D5": "'7417200"}),
    "a code in its parts": ("基本支出", {"B5": "201-03-01"}),
    "a fund as tables print it": ("收入", {"C5": "一般公共预算财政拨款"}),
    "a year with its word": ("基本信息", {"B6": "2027年度"}),
    "a date in words": ("基本信息", {"B10": "2027年1月22日"}),
    "a date of digits alone": ("基本信息", {"B10": "20270122"}),
    "a date with its time": ("基本信息", {"B10": "2027/01/22 9:00"}),
    "a header in other brackets": ("收入", {"D4": "金额(元)"}),
}


@pytest.mark.parametrize("name", MEANT)
def test_what_people_mean_is_read(name: str, filled: Callable[..., Reading], budget: Budget) -> None:
    sheet, cells = MEANT[name]
    assert filled(sheet, cells).budget == budget


def test_rows_may_be_inserted_deleted_and_moved(changed: Callable[[Change], Reading], budget: Budget) -> None:
    def change(book: Any) -> None:
        sheet = book["收入"]
        sheet.insert_rows(7, 3)
        last = [cell.value for cell in sheet[14]][:4]
        sheet.delete_rows(14)
        for column, value in enumerate(last, start=1):
            sheet.cell(30, column, value)

    read = changed(change).budget
    assert read == budget


def test_merged_cells_are_told_once_also_where_a_blank_would_mean_something(
    changed: Callable[[Change], Reading],
) -> None:
    """A blank 资金年度 means this year's money: the second of two merged cells would change its meaning in silence."""

    def change(book: Any) -> None:
        book["收入"].merge_cells("D5:D6")
        book["基本支出"]["G5"] = "上年结转"
        book["基本支出"].merge_cells("G5:G6")
        book["收入"].merge_cells("A1:D1")  # the title: innocent

    told = [(fault.code, fault.place[0]) for fault in changed(change).faults]
    assert told == [("merged", "收入!D5:D6"), ("merged", "基本支出!G5:G6")]


@pytest.mark.parametrize(
    ("value", "shown_as", "code"),
    [(0.05, "0%", "not_a_number"), (741.72, '0.00"万元"', "other_unit"), (7417200, '#,##0.00,,"百万"', None)],
)
def test_an_amount_is_not_read_against_what_its_cell_shows(
    value: float, shown_as: str, code: str | None, changed: Callable[[Change], Reading]
) -> None:
    def change(book: Any) -> None:
        book["收入"]["D5"] = value
        book["收入"]["D5"].number_format = shown_as

    assert [fault.code for fault in changed(change).faults] == ([] if code is None else [code])


def test_a_renamed_sheet_is_no_empty_one(changed: Callable[[Change], Reading]) -> None:
    def change(book: Any) -> None:
        book["结转下年"].title = "结转下年表"

    reading = changed(change)
    assert reading.budget is None
    assert [(fault.code, fault.remedy[0]) for fault in reading.faults if fault.severity is Severity.ERROR] == [
        ("renamed_sheet", "请把表名改回“结转下年”")
    ]


def test_columns_may_be_moved(changed: Callable[[Change], Reading], budget: Budget) -> None:
    def change(book: Any) -> None:
        for row in book["收入"].iter_rows(min_row=4, max_row=60):
            row[0].value, row[3].value = row[3].value, row[0].value

    assert changed(change).budget == budget


def test_what_the_clerk_added_is_ignored_and_said(changed: Callable[[Change], Reading], budget: Budget) -> None:
    def change(book: Any) -> None:
        book.create_sheet("我的底稿")["A1"] = "草稿"
        setting("收入", F4="备注", F5="已核", H9="?", A20="合计", D20=11486200)(book)

    reading = changed(change)
    assert reading.budget == budget
    assert {(fault.code, fault.place[0]) for fault in reading.faults} == {
        ("unknown_sheet", "我的底稿"),
        ("unknown_column", "收入!F4"),
        ("headless", "收入!H9"),
        ("total_row", "收入!A20"),
    }
    assert {fault.severity for fault in reading.faults} == {Severity.NOTICE}


def test_a_month_and_a_word_of_the_form_may_be_added(changed: Callable[[Change], Reading]) -> None:
    reading = changed(setting("项目", R4="9月底", R5="600000", S4="补充：经办", S5="综合协调科"))
    assert reading.budget is not None
    project = reading.budget.projects[0]
    assert ((9, Decimal(600000)) in project.plan, project.fields["经办"]) == (True, "综合协调科")


def test_a_code_with_anothers_name_is_doubted(changed: Callable[[Change], Reading]) -> None:
    reading = changed(setting("基本支出", B5="2010301 人大会议"))
    assert [(fault.code, fault.severity) for fault in reading.faults] == [("code_name", Severity.WARNING)]


def test_a_sheet_that_was_removed_is_taken_as_empty_and_said(
    changed: Callable[[Change], Reading], budget: Budget
) -> None:
    reading = changed(lambda book: book.remove(book["资产"]))
    assert reading.budget == replace(budget, assets=())
    assert [fault.code for fault in reading.faults] == ["missing_sheet"]


def test_faults_of_the_budget_are_placed_in_the_workbook(changed: Callable[[Change], Reading]) -> None:
    reading = changed(setting("政府采购", I7=1))
    assert reading.budget is not None
    placed = place_faults(validate(reading.budget), reading)
    assert [one.place[0].split()[0] for one in placed if one.code == "purchase_product"] == ["政府采购表第7行"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook"])
def test_a_file_that_is_no_workbook_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(BudgetError, match=r"不是可读的 .xlsx 工作簿"):
        read_workbook(tmp_path / "x.xlsx")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BudgetError, match="没有这个文件"):
        read_workbook(tmp_path / "none.xlsx")
