"""Workbooks are read as they print, and what is odd in them is noticed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from gouji.model.document import Cell, Document, Grid, Paragraph
from gouji.model.fault import ReadError
from gouji.read.limits import Limits
from gouji.read.xlsx import read_xlsx

BOX = Border(*(Side(style="thin"),) * 4)


def written(fill: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "支出总表"
    fill(sheet)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def edited(data: bytes, member: str, old: str, new: str) -> bytes:
    """The workbook with a text of one member replaced."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(saved, "w") as after:
        for name in before.namelist():
            content = before.read(name).decode()
            after.writestr(name, re.sub(old, new, content) if name == member else content)
    return saved.getvalue()


def read(data: bytes, limits: Limits | None = None) -> Document:
    return read_xlsx(data, "预算.xlsx", "0" * 64, limits or Limits())


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cell(grid: Grid, name: str) -> Cell:
    return next(cell for cell in grid.cells if cell.place.cell == name)


def table(sheet: Worksheet, *, ruled: bool) -> None:
    """A title, a caption line, a header of two levels, three rows and a note."""
    rows = [
        ["2026年部门支出总表"],
        ["编制部门：某局", None, None, "单位：万元"],
        ["科目编码", "科目名称", "本年支出", None],
        [None, None, "基本支出", "项目支出"],
        ["201", "一般公共服务支出", 746.3, 1234.5],
        ["20103", "  政府办公厅", 746.3, None],
        ["合计", None, 746.3, 1234.5],
        ["注：本表为含税数。"],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:D1", "A3:A4", "B3:B4", "C3:D3"):
        sheet.merge_cells(area)
    for row in sheet["A3:D7"]:
        for item in row:
            item.border = BOX if ruled else Border()
            item.number_format = "#,##0.00"
    sheet["A1"].font = Font(bold=True)
    sheet["A6"].alignment = Alignment(indent=2)


@pytest.mark.parametrize("ruled", [True, False])
def test_a_sheet_is_captions_table_and_notes(ruled: bool) -> None:
    document = read(written(lambda sheet: table(sheet, ruled=ruled)))
    (grid,) = grids(document)
    assert texts(document) == ["2026年部门支出总表", "编制部门：某局", "单位：万元", "注：本表为含税数。"]
    assert (grid.row_count, grid.column_count, grid.place.cell, grid.ruled) == (5, 4, "A3:D7", ruled)
    assert [(cell(grid, name).row_span, cell(grid, name).column_span) for name in ("A3", "C3")] == [(2, 1), (1, 2)]


@pytest.mark.parametrize(("over", "is_header"), [("2027年预算数", True), ("“三公”经费支出表", False)])
def test_a_ruled_line_over_all_columns_is_a_header_where_it_says_what_they_hold(over: str, *, is_header: bool) -> None:
    def fill(sheet: Worksheet) -> None:
        for line in ((over,), ("合计", "因公出国（境）费", "公务接待费"), ("3.20", "2.00", "1.20")):
            sheet.append(line)
        sheet.merge_cells("A1:C1")
        for row in sheet["A1:C3"]:
            for one in row:
                one.border = BOX

    document = read(written(fill))
    assert texts(document) == ([] if is_header else [over])
    assert grids(document)[0].cells[0].text == (over if is_header else "合计")


def test_figures_print_with_their_format_and_labels_keep_their_indent() -> None:
    (grid,) = grids(read(written(lambda sheet: table(sheet, ruled=True))))
    assert [cell(grid, name).text for name in ("C5", "D5")] == ["746.30", "1,234.50"]
    assert [cell(grid, name).indent for name in ("A5", "A6", "B6")] == [0, 2, 1]


def test_a_stored_value_that_its_formula_does_not_give_is_noticed() -> None:
    def fill(sheet: Worksheet) -> None:
        table(sheet, ruled=True)
        sheet["C7"] = "=SUM(C5,C6)"

    data = edited(written(fill), "xl/worksheets/sheet1.xml", r"<v ?/>|<v></v>", "<v>746.3</v>")
    (notice,) = read(data).notices
    assert notice == "工作表“支出总表”C7 存储的是 746.3，按公式 =SUM(C5,C6) 重算是 1492.6：公式可能没有重算"


def test_binary_noise_is_no_difference() -> None:
    def fill(sheet: Worksheet) -> None:
        table(sheet, ruled=True)
        sheet["C5"], sheet["C6"], sheet["C7"] = 0.1, 0.2, "=C5+C6"

    data = edited(written(fill), "xl/worksheets/sheet1.xml", r"<v ?/>|<v></v>", "<v>0.30000000000000004</v>")
    assert read(data).notices == ()


def test_a_formula_without_a_stored_value_is_worked_out_and_in_doubt() -> None:
    def fill(sheet: Worksheet) -> None:
        table(sheet, ruled=True)
        sheet["C7"], sheet["D7"] = "=C5+D7", "=SUM(D5:D6)"

    document = read(written(fill))
    shown = cell(grids(document)[0], "C7")
    assert (shown.text, shown.certain) == ("1,980.80", False)
    assert document.notices == ("工作表“支出总表”C7、D7的公式没有存储结果，已代为计算，须核对",)


def test_a_formula_that_cannot_be_worked_out_is_not_read() -> None:
    def fill(sheet: Worksheet) -> None:
        table(sheet, ruled=True)
        sheet["C7"] = "=A8"
        sheet["D7"] = '=IF(C5>0,"有","无")'

    document = read(written(fill))
    assert [item.place.cell for item in grids(document)[0].cells if item.row == 4] == ["A7"]
    assert document.notices == ("工作表“支出总表”C7、D7的公式没有存储结果，无法代为计算，未读",)


def test_formulas_in_a_circle_end() -> None:
    def fill(sheet: Worksheet) -> None:
        table(sheet, ruled=True)
        sheet["C7"], sheet["D7"] = "=D7+1", "=C7+1"

    assert "无法代为计算" in read(written(fill)).notices[0]


def test_what_is_hidden_is_read_and_noticed() -> None:
    def fill(sheet: Worksheet) -> None:
        table(sheet, ruled=True)
        sheet.row_dimensions[6].hidden = True
        sheet.column_dimensions["D"].hidden = True
        assert sheet.parent is not None
        extra = sheet.parent.create_sheet("底稿")
        extra["A1"] = "底稿"
        extra.sheet_state = "veryHidden"

    document = read(written(fill))
    assert document.notices == (
        "工作表“支出总表”第 6 行是隐藏的，已照读",
        "工作表“支出总表”第 D 列是隐藏的，已照读",
        "工作表“底稿”是隐藏的，已照读",
    )
    assert cell(grids(document)[0], "C6").text == "746.30"


def test_error_values_are_noticed() -> None:
    def fill(sheet: Worksheet) -> None:
        table(sheet, ruled=True)
        sheet["D7"] = "#REF!"

    assert read(written(fill)).notices == ("工作表“支出总表”D7 显示错误值",)


@pytest.mark.parametrize("claimed", ["A1", "A1:XFD1048576", "nonsense"])
def test_the_size_that_a_file_claims_is_not_believed(claimed: str) -> None:
    data = written(lambda sheet: table(sheet, ruled=True))
    other = edited(data, "xl/worksheets/sheet1.xml", r'<dimension ref="[^"]*"', f'<dimension ref="{claimed}"')
    assert read(other).blocks == read(data).blocks


def test_cells_without_names_count_on() -> None:
    data = written(lambda sheet: table(sheet, ruled=True))
    bare = edited(data, "xl/worksheets/sheet1.xml", r'<c r="[A-Z]+\d+"', "<c")
    assert [item.text for item in grids(read(bare))[0].cells][:2] == ["科目编码", "科目名称"]


def test_cells_far_apart_make_no_huge_table() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"] = "科目", 1
        sheet["XFD1048576"] = 2

    assert all(grid.row_count * grid.column_count < 10 for grid in grids(read(written(fill))))


def test_scattered_cells_stop_at_the_limit() -> None:
    def fill(sheet: Worksheet) -> None:
        for index in range(1, 60):
            sheet.cell(index, index, index)
            sheet.cell(index, index + 1, index)

    with pytest.raises(ReadError) as caught:
        read(written(fill), Limits(cells=1_000))
    assert caught.value.code == "too_many_cells"


def test_narrative_sheets_are_paragraphs() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "编制说明"
        sheet["A3"] = "一、概况\n  本年收入 12.50 万元。\n\n二、其他"
        sheet.merge_cells("A3:H20")

    assert texts(read(written(fill))) == ["编制说明", "一、概况", "本年收入 12.50 万元。", "二、其他"]


def test_two_tables_of_one_sheet_stay_two() -> None:
    def fill(sheet: Worksheet) -> None:
        table(sheet, ruled=True)
        sheet.append([])
        for row in (["2026年收入总表"], ["科目", "金额"], ["财政拨款", 12.5], ["合计", 12.5]):
            sheet.append(row)
        for row in sheet["A11:B13"]:
            for item in row:
                item.border = BOX

    document = read(written(fill))
    assert [grid.place.cell for grid in grids(document)] == ["A3:D7", "A11:B13"]
    assert texts(document)[-1] == "2026年收入总表"


@pytest.mark.shared
def test_a_published_form_gives_its_tables(shared: Path) -> None:
    data = (shared / "forms" / "shanghai-department-2026-blank.xlsx").read_bytes()
    document = read(data)
    tables = [(grid.place.cell, grid.column_count) for grid in grids(document) if grid.place.sheet == "部门收入总表"]
    assert (tables, document.notices) == ([("A6:I20", 9)], ())
