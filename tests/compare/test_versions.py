"""A draft and the published file: every figure that differs, appeared or vanished, and no other."""

from __future__ import annotations

import pytest

from gouji.compare.example import compare_examples, compared

DRAFT = """
支出预算表 | 万元 | flow=expenditure year=2024 stage=budget
科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
201 一般公共服务支出 | 60.00 | 40.00 | 20.00
208 社会保障和就业支出 | 12.00 | 11.00 | 1.00
210 卫生健康支出 | 6.00 | 6.00 |

收入预算表 | 万元 | flow=income year=2024 stage=budget
项目 | 金额
财政拨款 fund=fiscal | 78.00

文字 | 万元 | flow=expenditure year=2024 stage=budget
支出 78.00
基本支出 57.00 nature=basic
"""


def found(*changes: tuple[str, str]) -> list[str]:
    text = DRAFT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return compared((DRAFT, "2024"), (text, "2024"), "versions")


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("| 12.00", "| 21.00", ["warning ACR04 12.00 → 21.00"]),
        ("| 1.00", "| 1.0", []),
        ("6.00 | 6.00 |", "6.00 | 6.00 | 0.00", []),
        ("6.00 | 6.00 |", "6.00 | 6.00 | 2.00", ["warning ACR04 None"]),
        ("社会保障和就业支出", "社会保障支出", []),
        ("210 卫生健康支出", "211 卫生健康支出", []),
        ("收入预算表", "收入预算总表", []),
        ("基本支出 57.00", "基本支出 58.00", ["warning ACR04 57.00 → 58.00"]),
        ("210 卫生健康支出 | 6.00 | 6.00 |\n", "", ["warning ACR04 None"]),
        ("财政拨款 fund=fiscal | 78.00\n", "", ["warning ACR04 None"]),
    ],
)
def test_a_change_is_told_where_a_figure_changed(old: str, new: str, finding: list[str]) -> None:
    assert found((old, new)) == finding


def test_the_same_file_has_no_findings() -> None:
    assert found() == []


def test_rows_in_another_order_are_the_same_rows() -> None:
    row = "201 一般公共服务支出 | 60.00 | 40.00 | 20.00\n"
    assert found((row, ""), ("210 卫生健康支出 | 6.00 | 6.00 |\n", "210 卫生健康支出 | 6.00 | 6.00 |\n" + row)) == []


def test_a_whole_table_that_is_gone_is_one_finding() -> None:
    table = DRAFT[DRAFT.index("支出预算表") : DRAFT.index("收入预算表")]
    (finding,) = compare_examples((DRAFT, "2024"), (DRAFT.replace(table, ""), "2024"), "versions").findings
    assert "消失" in finding.message[0]
    assert len(finding.witnesses) == 8


def test_a_finding_names_both_editions_and_both_figures() -> None:
    (finding,) = compare_examples(
        (DRAFT, "2024"), (DRAFT.replace("78.00\n\n", "87.00\n\n"), "2024"), "versions"
    ).findings
    assert "78.00 万元" in finding.message[0]
    assert "87.00 万元" in finding.message[1]
    assert (finding.stated, finding.difference) == ("87.00 万元", "9.00 万元")
    assert [(witness.claim, witness.role) for witness in finding.witnesses] == [
        ("2:财政拨款@金额", "culprit"),
        ("1:财政拨款@金额", "witness"),
    ]
