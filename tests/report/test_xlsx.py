from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from openpyxl import Workbook

from gouji.check.rules import RULES
from gouji.model.report import Disposition
from gouji.report.files import Fault, FileReport
from gouji.report.summary import Summary
from gouji.report.xlsx import reports_to_xlsx


def load(content: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content))


@pytest.fixture(scope="module")
def workbook(pdf_summary: Summary) -> Workbook:
    fault = Fault("encrypted", ("《b.pdf》：文件已加密", "b.pdf: encrypted"))
    reports = [
        FileReport("a/faulty.pdf", Disposition.CHECKED, pdf_summary),
        FileReport("a/b.pdf", Disposition.UNREADABLE, fault=fault),
    ]
    return load(reports_to_xlsx(reports))


def test_the_list_has_the_columns_that_reviewers_hand_back(workbook: Workbook) -> None:
    sheet = workbook["问题清单"]
    assert [cell.value for cell in sheet[1]] == ["序号", "级别", "文件", "位置", "问题", "依据", "应为", "建议"]


def test_a_finding_is_a_row(workbook: Workbook) -> None:
    number, level, file, place, problem, basis, expected, remedy = (cell.value for cell in workbook["问题清单"][2])
    assert (number, level, file, expected) == (1, "错误", "a/faulty.pdf", "128.00 万元")
    assert place == "第 5 页 · 表 1 部门预算支出总表 · 2010306 政务公开审批 · 项目支出"
    assert "12.80 万元" in str(problem)
    assert "131.50 + 12.80 + 59.00 = 203.30 ≠ 318.50" in str(basis)
    assert "预算法" in str(basis)
    assert "128.00" in str(remedy)


def test_every_file_has_its_coverage_or_its_fault(workbook: Workbook) -> None:
    sheet = workbook["检查覆盖"]
    heads = [cell.value for cell in sheet[1]]
    first, second = (dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(2, 3))
    assert (first["处理结果"], first["读取数字"], first["未读页"], first["不符"]) == ("已检查", 22, "14–15", 2)
    assert (first["正文段落"], first["绩效目标"], first["运行规则"]) == (0, 0, len({rule.CODE for rule in RULES}))
    assert (second["处理结果"], second["原因"]) == ("无法读取", "文件已加密")


def test_the_header_stays_in_sight_and_on_every_printed_page(workbook: Workbook) -> None:
    for sheet in workbook:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"


def test_no_text_of_a_document_becomes_a_formula(hostile_summary: Summary) -> None:
    sheet = load(reports_to_xlsx([FileReport("=1+1.txt", Disposition.CHECKED, hostile_summary)]))["问题清单"]
    texts = [cell for cell in sheet[2] if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    assert [cell.value for cell in texts if cell.quotePrefix] == ["=1+1.txt", "=cmd|' /C calc'!A0"]


def test_english_is_a_switch(pdf_summary: Summary) -> None:
    report = FileReport("a.pdf", Disposition.CHECKED, pdf_summary)
    assert load(reports_to_xlsx([report], "en")).sheetnames == ["Findings", "Coverage"]
