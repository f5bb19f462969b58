"""A budget and its final account: the budget that the account prints, and how far it was executed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.compare.example import compare_examples, compared

BUDGET = """
支出预算表 | 万元 | flow=expenditure year=2023 stage=budget
科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
201 一般公共服务支出 | 60.00 | 40.00 | 20.00
208 社会保障和就业支出 | 12.00 | 11.00 | 1.00
210 卫生健康支出 | 6.00 | 5.50 | 0.50

三公经费表 | 万元 | flow=expenditure year=2023 stage=budget
项目 | 公务接待费 item=three_public.reception
合计 | 6.00
"""
ACCOUNT = """
支出决算表 | 万元 | flow=expenditure year=2023 stage=budget
科目 | 年初预算数 | 年初基本支出 nature=basic | 年初项目支出 nature=project
201 一般公共服务支出 | 60.00 | 40.00 | 20.00
208 社会保障和就业支出 | 12.00 | 11.00 | 1.00
210 卫生健康支出 | 6.00 | 5.50 | 0.50

支出决算总表 | 万元 | flow=expenditure year=2023 stage=final
科目 | 合计
201 一般公共服务支出 | 45.00
208 社会保障和就业支出 | 12.00

三公经费决算表 | 万元 | flow=expenditure year=2023 stage=final
项目 | 公务接待费 item=three_public.reception
合计 | 5.10
"""


def found(account: str) -> list[str]:
    return compared((BUDGET, "2023"), (account, "2023", "final_account"))


def test_an_account_with_the_published_budget_has_no_findings() -> None:
    assert found(ACCOUNT) == []


def test_where_the_other_figures_tie_another_budget_is_an_error() -> None:
    assert found(ACCOUNT.replace("40.00", "44.00")) == ["error ACR02 44.00 ≠ 40.00"]


def test_where_little_else_ties_it_is_a_warning() -> None:
    account = ACCOUNT.replace("208 社会保障和就业支出 | 12.00 | 11.00 | 1.00\n", "").replace("40.00", "44.00")
    assert found(account) == ["warning ACR02 44.00 ≠ 40.00"]


@pytest.mark.parametrize(("final", "finding"), [("6.00", []), ("6.01", ["warning ACR07 6.01 > 6.00"]), ("6", [])])
def test_receptions_stay_within_their_budget(final: str, finding: list[str]) -> None:
    assert found(ACCOUNT.replace("5.10", final)) == finding


def test_the_rate_is_what_was_executed_of_the_budget() -> None:
    comparison = compare_examples((BUDGET, "2023"), (ACCOUNT, "2023", "final_account"))
    rates = {change.name: change.rate for change in comparison.links[0].changes}
    assert rates["本年支出 · 201 一般公共服务支出"] == Decimal("75.00")
    assert rates["本年支出 · 公务接待费"] == Decimal("85.00")


def test_an_account_without_budget_columns_is_said_to_have_none() -> None:
    account = ACCOUNT[ACCOUNT.index("支出决算总表") :]
    comparison = compare_examples((BUDGET, "2023"), (account, "2023", "final_account"))
    assert [each.what[0] for each in comparison.links[0].unmatched][:1] == ["年初预算数（表中或文字中）"]
