"""A comparison in every form says the same: the bond, the changes, the findings, and what was not compared."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from gouji.compare.example import compare_examples, example_side
from gouji.compare.model import Comparison
from gouji.compare.run import compare_claims
from gouji.report.comparison_html import comparison_to_html
from gouji.report.comparison_json import comparison_to_json
from gouji.report.comparison_terminal import comparison_to_terminal
from gouji.report.comparison_xlsx import comparison_to_xlsx
from gouji.report.words import Language

LAST = """
支出预算表 | 万元 | flow=expenditure year=2023 stage=budget
科目 | 合计
201 一般公共服务支出 | 60.00
2010301 行政运行 | 60.00

项目表 | 万元 | flow=expenditure year=2023 stage=budget
项目 | 金额
窗口服务 project=窗口服务 | 50.00
"""
THIS = """
支出预算表 | 万元 | flow=expenditure stage=budget
科目 | 上年预算数 year=2023 | 本年预算数 year=2024
201 一般公共服务支出 | 66.00 | 70.00
2010301 事业运行 | 60.00 | 70.00

项目表 | 万元 | flow=expenditure year=2024 stage=budget
项目 | 金额
窗口<服务> project=窗口服务 | 55.00
"""


@pytest.fixture
def comparison() -> Comparison:
    return compare_examples((LAST, "2023"), (THIS, "2024"))


@pytest.mark.parametrize("width", [None, 100])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            ("两个年度 · 2023年预算 → 2024年预算", "增减率", "16.67%", "延续", "应为", "60.00 万元", "改名", "疑点"),
        ),
        (
            "en",
            ("Two years · 2023 budget → 2024 budget", "Rate", "16.67%", "goes on", "Expected", "renamed", "warning"),
        ),
    ],
)
def test_the_terminal_tells_bond_changes_projects_names_and_findings(
    comparison: Comparison, language: Language, words: tuple[str, ...], width: int | None
) -> None:
    text = comparison_to_terminal(comparison, language, width)
    assert [word for word in words if word not in text] == []


def test_a_short_report_says_how_many_rows_it_leaves_out(comparison: Comparison) -> None:
    assert "另有 1 行" in comparison_to_terminal(comparison)  # 行政运行, below the class


def test_json_has_files_relations_and_findings_with_located_figures(comparison: Comparison) -> None:
    record = json.loads(comparison_to_json(comparison))
    assert [(file["number"], file["label"], file["entity"]) for file in record["files"]] == [
        (1, "2023年预算", "青石县示范局"),
        (2, "2024年预算", "青石县示范局"),
    ]
    (relation,) = record["relations"]
    assert (relation["kind"], relation["before"], relation["after"]) == ("years", [1], 2)
    change = next(each for each in relation["changes"] if each["point"].get("function") == "201")
    assert (change["value_before"], change["value_after"], change["rate"]) == ("60.00", "70.00", "16.67")
    assert change["before"] == "1:一般公共服务支出@合计"
    assert [each["fate"] for each in relation["projects"]] == ["continues"]
    finding = record["findings"][0]
    assert (finding["code"], finding["severity"], finding["expected"]) == ("ACR01", "warning", "60.00 万元")
    assert [(claim["role"], claim["file"], claim["text"]) for claim in finding["claims"]] == [
        ("culprit", 1, "66.00"),
        ("witness", 0, "60.00"),
    ]
    assert record["outcomes"] == {"pass": 1, "fail": 1, "not_applicable": 0, "not_checkable": 0}


def test_json_counts_figures_held_across_files(comparison: Comparison) -> None:
    coverage = json.loads(comparison_to_json(comparison))["coverage"]
    assert (coverage["figures"], coverage["held_once"], coverage["orphans"]) == (8, 4, 4)


def test_html_is_one_page_that_fetches_nothing_and_escapes_names(comparison: Comparison) -> None:
    page = comparison_to_html(comparison, {})
    assert "两个年度 · 2023年预算 → 2024年预算" in page
    assert "窗口&lt;服务&gt;" in page or "窗口服务" in page
    assert "窗口<服务>" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert page.count("<tbody>") >= 3


def test_the_workbook_has_findings_and_a_sheet_a_list(comparison: Comparison) -> None:
    workbook = load_workbook(BytesIO(comparison_to_xlsx(comparison)))
    assert workbook.sheetnames[:4] == ["问题清单", "检查覆盖", "增减变化", "项目"]
    rows = list(workbook["增减变化"].iter_rows(values_only=True))
    assert rows[0][:4] == ("关系", "项目", "2023年预算", "2024年预算")
    assert ("本年支出 · 201 一般公共服务支出", 60, 70, 10, "16.67%", "万元") in [row[1:] for row in rows]


def test_lists_of_other_years_get_a_sheet_of_their_own() -> None:
    third = LAST.replace("2023", "2022")
    sides = [example_side(text, year) for text, year in ((third, "2022"), (LAST, "2023"), (THIS, "2024"))]
    names = load_workbook(BytesIO(comparison_to_xlsx(compare_claims(sides)))).sheetnames
    assert [name for name in names if name.startswith("增减变化")] == ["增减变化", "增减变化2"]


def test_files_that_were_not_compared_are_named_with_the_reason() -> None:
    sides = [example_side(LAST, "2023"), example_side(THIS, "2024", entity="白石县渔业局")]
    comparison = compare_claims(sides, ["甲.pdf", "乙.pdf"])
    text = comparison_to_terminal(comparison)
    record = json.loads(comparison_to_json(comparison))
    assert ("甲.pdf：" in text, "--relation" in text) == (True, True)
    assert [each["file"] for each in record["not_compared"]] == [1, 2]
    assert "未能比较的文件" in comparison_to_html(comparison, {})
