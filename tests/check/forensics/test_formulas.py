"""The formula that reproduces a wrong figure is claimed where it alone hits, and chance would not find one."""

from __future__ import annotations

from gouji.check.example import parse_example
from gouji.check.run import check_claims

RATE = """
收支总表 | 万元 | flow=expenditure
科目 | 合计
合计 | 5360.62

文字 | 万元 | flow=expenditure
基本支出 1191.58 nature=basic
增加额 21.53 measure=change nature=basic
增长率 0.40% measure=rate nature=basic
增加 增加额 = 基本支出
增长 增长率 = 增加额 基本支出
"""
SUM = """
部门支出总表 | 万元 | flow=expenditure
科目 | 合计
合计 | 694.23
201 一般公共服务支出 | 600.11
208 社会保障和就业支出 | 94.12
221 住房保障支出 | 31.17
"""


def explanation_of(text: str) -> tuple[str, str]:
    (finding,) = check_claims(parse_example(text)).findings
    assert finding.explanation is not None
    return finding.explanation


def test_a_rate_on_the_documents_total_is_told_with_its_formula() -> None:
    chinese, english = explanation_of(RATE)
    assert "21.53 ÷ 5360.62" in chinese
    assert "试过 3 个算式" in chinese
    assert "wrong base" in english


def test_the_right_rate_is_told_to_the_printed_digits() -> None:
    (finding,) = check_claims(parse_example(RATE)).findings
    assert (finding.stated, finding.expected) == ("0.40%", "1.84%")


def test_a_rate_that_no_formula_gives_is_not_explained() -> None:
    assert "基数" not in explanation_of(RATE.replace("0.40%", "0.77%"))[0]


def test_a_coarse_rate_that_anything_would_hit_is_not_explained() -> None:
    assert "基数" not in explanation_of(RATE.replace("0.40%", "0.4%"))[0]


def test_a_total_that_leaves_out_a_part_names_it_and_comes_first() -> None:
    (finding,) = check_claims(parse_example(SUM)).findings
    assert finding.witnesses[0].claim == "合计@合计"
    assert finding.explanation is not None
    assert "漏加了表1《部门支出总表》（第1页）“住房保障支出”行“合计”栏的 31.17 万元" in finding.explanation[0]


def test_a_total_that_counts_a_part_twice_names_it() -> None:
    assert "重加了" in explanation_of(SUM.replace("合计 | 694.23", "合计 | 819.52"))[0]


LAST_YEAR = """
文字 | 万元 | flow=expenditure
支出 5456.16
增加额 95.54 measure=change
增加 增加额 = 支出
项目支出 4264.58 nature=project
项目增加额 74.01 measure=change nature=project
项目增长率 1.38% measure=rate nature=project
增加 项目增加额 = 项目支出
增长 项目增长率 = 项目增加额 项目支出
"""


def test_a_rate_on_last_year_of_the_whole_is_told_where_the_text_tells_its_change() -> None:
    (finding,) = check_claims(parse_example(LAST_YEAR)).findings
    assert finding.expected == "1.77%"
    assert finding.explanation is not None
    assert "74.01 ÷ 5360.62" in finding.explanation[0]
