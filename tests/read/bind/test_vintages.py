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


FUNDS = """财政拨款收支总表
单位：万元
项目 | 预算数
政府性基金预算拨款收入 | {0}
上年结转 | 7.00
政府性基金预算支出表
单位：万元
科目编码 | 科目名称 | 合计
2120803 | 农村基础设施建设支出 | {0}
 | 合计 | {0}"""


@pytest.mark.parametrize(("amount", "told"), [("5.00", True), ("0.00", False)])
def test_only_money_that_is_printed_tells_that_a_table_leaves_balances_out(
    bound: Bound, amount: str, *, told: bool
) -> None:
    assert ("vintage=current" in bound(FUNDS.format(amount))[-1]) == told
