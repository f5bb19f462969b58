"""Two years: what the later document says of the earlier year, what changed, and what went by another name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.compare.changes import is_main, without_echoes
from gouji.compare.example import compare_examples, compared, tell
from gouji.compare.model import Change
from gouji.model.finding import Verdict

LAST = """
支出预算表 | 万元 | flow=expenditure year=2023 stage=budget
科目 | 合计
合计 | 72.00
201 一般公共服务支出 | 60.00
208 社会保障和就业支出 | 12.00
"""
THIS = """
支出预算表 | 万元 | flow=expenditure stage=budget
科目 | 上年预算数 year=2023 | 本年预算数 year=2024
合计 | 72.00 | 83.00
201 一般公共服务支出 | 60.00 | 70.00
208 社会保障和就业支出 | 12.00 | 13.00
"""
TOLD = """
支出预算表 | 万元 | flow=expenditure year=2024 stage=budget
科目 | 合计
合计 | 83.00

文字 | 万元 | flow=expenditure year=2024 stage=budget
支出 83.00
增加额 {change} measure=change
增加 增加额 = 支出
"""


def test_a_clean_pair_of_years_has_no_findings() -> None:
    assert compared((LAST, "2023"), (THIS, "2024")) == []


def test_one_wrong_base_in_two_tables_is_one_finding() -> None:
    wrong = THIS.replace("60.00", "66.00")
    assert compared((LAST, "2023"), (wrong + "\n" + wrong, "2024")) == ["warning ACR01 66.00 ≠ 60.00"]


@pytest.mark.parametrize(
    ("change", "found"),
    [("11.00", []), ("11", []), ("11.4", ["warning ACR01 83.00 − 11.40 = 71.60 ≠ 72.00"]), ("10.99", [])],
)
def test_a_told_change_gives_last_years_figure_within_its_digits(change: str, found: list[str]) -> None:
    assert compared((LAST, "2023"), (TOLD.format(change=change), "2024")) == found


def test_a_told_decrease_is_added() -> None:
    text = TOLD.format(change="11.00").replace("增加 增加额", "减少 增加额")
    assert compared((LAST, "2023"), (text, "2024")) == ["warning ACR01 83.00 + 11.00 = 94.00 ≠ 72.00"]


def test_a_change_since_what_was_executed_says_nothing_of_the_budget() -> None:
    text = TOLD.format(change="5.00").replace("measure=change", "measure=change_from_executed")
    assert compared((LAST, "2023"), (text, "2024")) == []


def test_a_line_that_last_year_did_not_list_is_told() -> None:
    text = THIS + "210 卫生健康支出 | 6.00 | 6.00\n"
    assert compared((LAST, "2023"), (text, "2024")) == ["warning ACR01 6.00 ≠ 未列"]


def test_a_finer_line_than_last_year_listed_is_not_nothing() -> None:
    text = THIS + "2080505 机关事业单位基本养老保险缴费支出 | 6.00 | 6.00\n"
    assert compared((LAST, "2023"), (text, "2024")) == []


def test_a_column_that_means_something_else_is_told_once() -> None:
    text = THIS.replace("72.00", "91.00").replace("60.00", "77.00").replace("| 12.00", "| 14.00")
    comparison = compare_examples((LAST, "2023"), (text, "2024"))
    assert [finding.severity.value for finding in comparison.findings] == ["notice"]
    assert {outcome.verdict for outcome in comparison.outcomes} == {Verdict.NOT_CHECKABLE}


def test_a_doubtful_figure_makes_a_notice_at_most() -> None:
    (finding,) = compare_examples((LAST, "2023"), (THIS.replace("60.00", "66.00?"), "2024")).findings
    assert finding.severity.value == "notice"


def test_where_nothing_is_said_of_last_year_the_report_says_so() -> None:
    comparison = compare_examples((LAST, "2023"), (LAST.replace("2023", "2024"), "2024"))
    assert [each.what[0] for each in comparison.links[0].unmatched] == ["上年数（表中或文字中）"]


def changes(before: str, after: str) -> dict[str, Change]:
    return {change.name: change for change in compare_examples((before, "2023"), (after, "2024")).links[0].changes}


def test_a_change_has_difference_and_rate() -> None:
    change = changes(LAST, THIS)["本年支出 · 201 一般公共服务支出"]
    assert (change.difference, change.rate) == (Decimal("10.00"), Decimal("16.67"))
    assert (change.value_before, change.value_after, change.unit) == (Decimal("60.00"), Decimal("70.00"), "万元")


def test_a_line_that_one_year_does_not_list_changed_from_or_to_nothing() -> None:
    new = changes(LAST, THIS + "210 卫生健康支出 | | 6.00\n")["本年支出 · 210 卫生健康支出"]
    assert (new.before, new.value_before, new.difference, new.rate) == (None, None, Decimal("6.00"), None)


def test_units_of_money_may_differ_between_years() -> None:
    after = THIS.replace("万元", "元").replace(".00", "0000.00")
    change = changes(LAST, after)["本年支出"]
    assert (change.unit, change.value_before, change.difference) == ("元", Decimal("720000.00"), Decimal("110000.00"))


def test_a_rate_that_is_not_quite_nothing_is_not_printed_as_nothing() -> None:
    change = changes(LAST.replace("72.00", "999999.00"), THIS.replace("83.00", "999999.01"))["本年支出"]
    assert change.rate == Decimal("0.000001")


def test_figures_that_differ_within_one_file_are_listed_and_not_compared() -> None:
    torn = LAST + LAST.replace("60.00", "61.00")
    comparison = compare_examples((torn, "2023"), (THIS, "2024"))
    assert "本年支出 · 201 一般公共服务支出" not in {change.name for change in comparison.links[0].changes}
    assert any(each.reason[0].startswith("不知以哪个为准") for each in comparison.links[0].unmatched)


def test_a_fund_that_is_all_the_money_is_told_once() -> None:
    whole = LAST.replace("合计\n合计 | 72.00", "合计 | 一般公共预算 fund=general\n合计 | 72.00 | 72.00")
    told = without_echoes(tuple(changes(whole, whole.replace("2023", "2024")).values()))
    assert [change.name for change in told if is_main(change) and change.view == "total"] == ["本年支出"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("208 社会保障和就业支出", "208 社会保障支出", "renamed 208→208"),
        ("208 社会保障和就业支出", "209 社会保障和就业支出", "moved 208→209"),
        ("208 社会保障和就业支出", "208 社会保障和就业", None),
    ],
)
def test_renamed_and_moved_items_are_told(old: str, new: str, told: str | None) -> None:
    comparison = compare_examples((LAST, "2023"), (LAST.replace("2023", "2024").replace(old, new), "2024"))
    names = [f"{each.change} {each.code_before}→{each.code_after}" for each in comparison.links[0].names]
    assert names == ([told] if told else [])
    assert [line.split()[:2] for line in tell(comparison.findings)] == [["notice", "ACR06"]] * len(names)


def test_a_name_under_several_codes_says_nothing_of_a_move() -> None:
    rows = "2010301 行政运行 | 1.00\n2011301 行政运行 | 2.00\n"
    after = LAST.replace("2023", "2024") + "2010301 行政运行 | 1.00\n2012301 行政运行 | 2.00\n"
    assert compare_examples((LAST + rows, "2023"), (after, "2024")).links[0].names == ()
