"""One mistake is one finding, whatever it breaks; and the figure that is wrong is named where the others tell."""

from __future__ import annotations

import pytest

from gouji.check.example import parse_example
from gouji.check.run import check_claims
from gouji.model.finding import Finding, Severity

TABLES = """
部门收支总表 | 万元 |
项目 | 预算数
# 收入 flow=income
一般公共预算拨款 fund=general | 746.33
本年收入合计 | 746.33
收入总计 flow=sources | 746.33
# 支出 flow=expenditure
201 一般公共服务支出 | 694.23
208 社会保障和就业支出 | 19.91
210 卫生健康支出 | 16.79
221 住房保障支出 | 15.40
本年支出合计 | 746.33
支出总计 flow=uses | 746.33

部门支出总表 | 万元 | flow=expenditure
科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
合计 | 746.33 | 204.25 | 542.08
201 一般公共服务支出 | 694.23 | 152.15 | 542.08
20103 政府办公厅（室）及相关机构事务 | 694.23 | 152.15 | 542.08
2010306 政务公开审批 | 68.90 | 68.90 |
2010350 事业运行 | 83.25 | 83.25 |
2010399 其他政府办公厅（室）及相关机构事务支出 | 542.08 | | 542.08
208 社会保障和就业支出 | 19.91 | 19.91 |
210 卫生健康支出 | 16.79 | 16.79 |
221 住房保障支出 | 15.40 | 15.40 |
"""


def findings_after(*changes: tuple[str, str]) -> list[Finding]:
    text = TABLES
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return [finding for finding in check_claims(parse_example(text)).findings if finding.severity is Severity.ERROR]


def test_a_clean_budget_has_no_findings() -> None:
    assert findings_after() == []


@pytest.mark.parametrize(
    ("old", "new", "culprit", "expected"),
    [
        ("合计 | 746.33 | 204.25", "合计 | 746.93 | 204.25", "合计@合计", "746.33 万元"),
        ("2010350 事业运行 | 83.25 | 83.25", "2010350 事业运行 | 85.23 | 83.25", "事业运行@合计", "83.25 万元"),
        ("210 卫生健康支出 | 16.79\n221", "210 卫生健康支出 | 67.91\n221", "卫生健康支出@预算数", "16.79 万元"),
        ("合计 | 746.33 | 204.25 | 542.08", "合计 | 746.33 | 204.25 | 524.08", "合计@项目支出", "542.08 万元"),
    ],
)
def test_a_slip_in_one_figure_is_one_finding_that_names_it(old: str, new: str, culprit: str, expected: str) -> None:
    (finding,) = findings_after((old, new))
    assert [witness.claim for witness in finding.witnesses if witness.role == "culprit"] == [culprit]
    assert finding.expected == expected
    assert len(finding.witnesses) > 2


def test_where_either_side_may_be_wrong_both_are_named() -> None:
    text = """
部门支出总表 | 万元 | flow=expenditure
科目 | 合计
201 一般公共服务支出 | 60.00

部门收支总表 | 万元 | flow=expenditure
科目 | 预算数
201 一般公共服务支出 | 66.00
"""
    (finding,) = check_claims(parse_example(text)).findings
    assert {witness.claim for witness in finding.witnesses if witness.role == "culprit"} == {
        "一般公共服务支出@合计",
        "一般公共服务支出@预算数",
    }
    assert finding.explanation is not None
    assert "各方都可能有误" in finding.explanation[0]


def test_a_wrong_figure_copied_into_two_tables_is_one_finding() -> None:
    findings = findings_after(
        ("221 住房保障支出 | 15.40\n本年", "221 住房保障支出 | 18.40\n本年"),
        ("221 住房保障支出 | 15.40 | 15.40", "221 住房保障支出 | 18.40 | 15.40"),
    )
    assert [(finding.stated, finding.expected) for finding in findings] == [("18.40 万元", "15.40 万元")]
    assert sum(1 for witness in findings[0].witnesses if witness.role == "culprit") == 2


def test_two_mistakes_are_two_findings() -> None:
    findings = findings_after(
        ("合计 | 746.33 | 204.25", "合计 | 746.93 | 204.25"),
        ("2010350 事业运行 | 83.25 | 83.25", "2010350 事业运行 | 85.23 | 83.25"),
    )
    assert sorted(finding.stated or "" for finding in findings) == ["746.93 万元", "85.23 万元"]


def test_a_finding_gives_place_both_figures_difference_arithmetic_and_remedy() -> None:
    (finding,) = findings_after(("合计 | 746.33 | 204.25", "合计 | 746.93 | 204.25"))
    assert (finding.stated, finding.expected, finding.difference) == ("746.93 万元", "746.33 万元", "0.60 万元")
    assert finding.arithmetic is not None
    assert finding.arithmetic.startswith("694.23 + 19.91 + 16.79 + 15.40 = 746.33 ≠ 746.93")
    chinese, english = finding.message
    assert ("表2《部门支出总表》（第2页）“合计”行“合计”栏" in chinese, "多 0.60 万元" in chinese) == (True, True)
    assert ("page 2" in english, "0.60 万元 too much" in english) == (True, True)
    assert finding.suggestion is not None
    assert finding.suggestion[0] == "改为 746.33 万元，或核对相关各数"


@pytest.mark.parametrize(("change", "rivals"), [("547.15", ["增加额"]), ("431.07", [])])
def test_an_amount_one_slip_from_the_rate_is_a_suspect_too(change: str, rivals: list[str]) -> None:
    sentence = f"""
文字 | 万元 | flow=expenditure
本年 4651.67
增加额 {change} measure=change
增长率 1.02% measure=rate
增加 增加额 = 本年
增长 增长率 = 增加额 本年
"""
    (finding,) = check_claims(parse_example(sentence)).findings
    suspects = [witness.claim for witness in finding.witnesses if witness.role == "culprit"]
    assert suspects == ["增长率", *rivals]
    assert ("也可能有误" in finding.explanation[0]) is bool(rivals)
