"""Whether columns hold this year's money or any: told by the money carried over that stands beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Bound = Callable[[str], list[str]]

PROJECTS = """项目支出预算表
单位：万元
项目名称 | 合计 | 一般公共预算 | {} | 单位资金
合计 | 9.00 | 5.00 | 1.00 | 3.00"""


@pytest.mark.parametrize(
    ("carried", "told"),
    [
        ("上年结转", ["vintage=current", "vintage=carried", "vintage=current"]),
        ("财政拨款结转结余", ["vintage=current", "vintage=carried", "fund=own"]),
    ],
)
def test_money_beside_balances_is_this_years_where_the_balances_could_be_its_own(
    bound: Bound, carried: str, told: list[str]
) -> None:
    total, *funds = bound(PROJECTS.format(carried))
    assert "vintage" not in total
    assert all(word in one for word, one in zip(told, funds, strict=True))
    assert sum("vintage" in one for one in funds) == sum("vintage" in word for word in told)
