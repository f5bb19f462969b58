"""Money of a goal: what its own figures cost is what the project has.

What it checks:
    A quantity times its unit cost is not more than the project's money; neither is the total cost that a goal allows,
    nor the costs of its parts together, nor a fund of the whole; the words on how the budget changed give the same
    amount for the year.
Why:
    A cap above the budget caps nothing; a plan that costs more than the money cannot be carried out.
Not applicable when:
    1. The form prints no money, or not in which unit.
    2. More than one quantity could belong to the unit cost, or the quantity is a limit and not a plan.
    3. The target is that of several years, or of another period than the money.
    4. A total cost below the money is told as a notice, unless its digits are those of the money in another order.
Source:
    财预〔2015〕88号 (资金匹配).

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 目标 | 办件服务 | 预算数=32.00万元
    ... 产出指标/数量指标 | 办件数量 | ≥5000件
    ... 产出指标/成本指标 | 办件单位成本 | ≤88元/件'''
    >>> failures_of(example)
    ['GOA07 办件数量 ≥5000件: 5000件 × 88元/件 = 44万元 > 32万元']
    >>> failures_of(example.replace("88", "64"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.check.rules.goals.cost import (
    Money,
    Product,
    budget_of,
    in_ten_thousands,
    is_unit_cost,
    parts_above_the_whole,
    products,
)
from gouji.check.rules.goals.seats import Seat, goal_seats, quote_seats, told
from gouji.check.rules.quotes import quote_field
from gouji.law.goal_indicators import says
from gouji.model.amount import MONEY_UNITS, fold, parse_number
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.goal import Goal

CODE = "GOA07"
NAME = "goals.money"
SOURCE = "财预〔2015〕88号"

CHINESE = """
目标的数量、成本应与项目预算匹配。

查什么
    数量乘以单位成本不超过项目预算；总成本的上限、各项成本上限之和不超过项目预算；其中的财政拨款等不大于总额；预算变动情况所写的当年金额与预算一致。
为什么
    高于预算的上限没有约束力；按计划做完要花的钱多于预算，计划就无法完成。
不适用的情形
    1. 表中没有预算数，或不知其单位。
    2. 可与单位成本相乘的数量不止一个，或数量本身是上限。
    3. 指标值属于多年或另一期间。
    4. 总成本低于预算的只作提示；仅数字次序不同的，列为警告。
依据
    财预〔2015〕88号。
示例
    预算32.00万元，5000件 × ≤64元/件：匹配。5000件 × ≤88元/件 = 44.00万元：超过预算。
"""

_TENTH = 10
_FEWEST_PARTS = 2
_AMOUNT = r"\d[\d,]*(?:\.\d+)?"
_OTHER_PERIOD = ("总投资", "合同", "概算", "全周期", "三年", "五年", "累计")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each product, and each cap, that is more than the project's money."""
    for goal in claims.goals:
        yield from _other_money(claims, goal)
        above = parts_above_the_whole(claims, goal)
        if above is not None:
            yield _above_finding(claims, goal, *above)
        if not any(seat.drawer == "cost" and seat.yuan is not None for seat in goal_seats(goal)):
            continue
        money = budget_of(claims, goal)
        if money is None:
            continue
        for product in products(goal):
            if _exceeds(product, money):
                yield _product_finding(claims, goal, product, money)
        yield from _parts(claims, goal, money)
        for seat in goal_seats(goal):
            if _is_cap(goal, seat) and seat.yuan is not None and seat.yuan > money.yuan + money.half:
                yield _cap_finding(claims, goal, seat, money)
            elif _is_cap(goal, seat) and _is_total(goal, seat) and seat.yuan is not None and seat.yuan < money.yuan:
                yield _low_finding(claims, goal, seat, money)


def _above_finding(claims: ClaimSet, goal: Goal, whole: Money, parts: Sequence[Money]) -> Finding:
    first = parts[0]
    field = first.field.rpartition("/")[2]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.ERROR,
        message=(
            f"{goal.name}：{field} {first.words} 大于总额 {whole.words}，部分不会大于全部",
            f"{goal.name}: the part {field}, {first.words}, is more than the whole, {whole.words}",
        ),
        quotes=(
            *(quote_field(claims, goal, part.field) for part in parts),
            quote_field(claims, goal, whole.field, role="witness"),
        ),
        stated=first.words,
        arithmetic=f"{first.words} > {whole.words}",
        suggestion=("核对总额与其中项", "check the total and its parts"),
        source=SOURCE,
    )


def _other_money(claims: ClaimSet, goal: Goal) -> Iterator[Finding]:
    """A finding where the words about former budgets give another amount for this year than the form does."""
    path = next((path for path in goal.fields if "前两年预算" in path), None)
    year = claims.facts.year.value if claims.facts.year is not None else ""
    told_of = (
        re.search(rf"{year}年(?:计|预算|为)?({_AMOUNT})万(?:元)?(?![=\d])", fold(goal.fields[path]))
        if path and year
        else None
    )
    money = budget_of(claims, goal) if told_of is not None else None
    if path is None or told_of is None or money is None:
        return
    amount = parse_number(told_of[1])
    if amount is None or abs(amount.value * MONEY_UNITS["万元"] - money.yuan) <= money.half:
        return
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"预算变动情况写 {year} 年 {told_of[1]}万元，而项目预算为 {money.words}",
            f"the words on former budgets give {told_of[1]}万元 for {year}; the form gives {money.words}",
        ),
        quotes=(quote_field(claims, goal, path), quote_field(claims, goal, money.field, role="witness")),
        stated=f"{told_of[1]}万元",
        expected=money.words,
        suggestion=("核对是否抄自其他项目", "check whether it was copied from another project"),
        source=SOURCE,
    )


def _exceeds(product: Product, money: Money) -> bool:
    planned = not product.quantity.at_most and not product.cost.at_least
    return planned and product.yuan - product.half > money.yuan + money.half


def _is_cap(goal: Goal, seat: Seat) -> bool:
    """Whether an indicator is the most that the project may cost this year, or a part of it."""
    if goal.scope != "project" or seat.drawer != "cost" or seat.at_least or seat.indicator.period != "year":
        return False
    text = seat.name + fold(seat.indicator.description)
    return (
        not is_unit_cost(seat) and not says("not_a_cost", seat.name) and not any(word in text for word in _OTHER_PERIOD)
    )


def _parts(claims: ClaimSet, goal: Goal, money: Money) -> Iterator[Finding]:
    """A finding where the caps of the parts of a project make up more than it has; they are made to make it up."""
    parts = [
        (seat, seat.yuan)
        for seat in goal_seats(goal)
        if seat.yuan is not None and seat.yuan < money.yuan and _is_cap(goal, seat) and not _is_total(goal, seat)
    ]
    whole = sum((yuan for _, yuan in parts), Decimal(0))
    if len(parts) < _FEWEST_PARTS or whole <= money.yuan + money.half:
        return
    listed = " + ".join(in_ten_thousands(yuan) for _, yuan in parts)
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"{goal.name}：各项成本上限合计 {in_ten_thousands(whole)}，超过项目预算 {money.words}",
            f"{goal.name}: the caps of its parts make up {in_ten_thousands(whole)}, more than {money.words}",
        ),
        quotes=(
            *quote_seats(claims, [seat for seat, _ in parts]),
            quote_field(claims, goal, money.field, role="witness"),
        ),
        stated=in_ten_thousands(whole),
        arithmetic=f"{listed} = {in_ten_thousands(whole)} > {in_ten_thousands(money.yuan)}",
        suggestion=("核对各项成本与预算", "check the costs of the parts and the money"),
        source=SOURCE,
    )


def _is_total(goal: Goal, seat: Seat) -> bool:
    """Whether an indicator is the cost of the whole project, by its name (总成本, or the project's own name)."""
    own = fold(goal.name)
    return says("total_cost", seat.name.removeprefix(own))


def _low_finding(claims: ClaimSet, goal: Goal, seat: Seat, money: Money) -> Finding:
    """A total cost below the money: a slip where the digits are the same in another order, else worth knowing."""
    swapped = seat.yuan is not None and _digits(str(seat.yuan)) == _digits(str(money.yuan))
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if swapped else Severity.NOTICE,
        message=(
            f"总成本{told(seat)}与项目预算 {money.words} 不一致，请核对",
            f"the total cost {told(seat)} is not the {money.words} budgeted: please check",
        ),
        quotes=(*quote_seats(claims, [seat]), quote_field(claims, goal, money.field, role="witness")),
        stated=seat.indicator.target,
        expected=f"≤{money.words}" if swapped else None,
        source=SOURCE,
    )


def _digits(number: str) -> list[str]:
    """The digits of a number in order of size, noughts left out."""
    return sorted(sign for sign in number if sign.isdigit() and sign != "0")


def _product_finding(claims: ClaimSet, goal: Goal, product: Product, money: Money) -> Finding:
    quantity, cost = product.quantity.indicator, product.cost.indicator
    needed = in_ten_thousands(product.yuan)
    most = in_ten_thousands(money.yuan / product.quantity.value) if product.quantity.value else ""
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"按 {quantity.target} 和 {cost.target} 计算需 {needed}，超过项目预算 {money.words}",
            f"{quantity.target} at {cost.target} cost {needed}, more than the {money.words} budgeted",
        ),
        quotes=(
            *quote_seats(claims, [product.quantity, product.cost]),
            quote_field(claims, goal, money.field, role="witness"),
        ),
        stated=cost.target,
        expected=f"≤{most}" if most else None,
        arithmetic=(
            f"{quantity.value}{quantity.unit} × {cost.value}{cost.unit} = {needed} > {in_ten_thousands(money.yuan)}"
        ),
        suggestion=("核对数量、单位成本和预算", "check the quantity, the unit cost and the money"),
        source=SOURCE,
    )


def _severity(seat: Seat, money: Money) -> Severity:
    """A cap far above the year's money may be that of a contract over years: worth a look, no more.

    The same amount in 元 where 万元 are printed is no contract.
    """
    if seat.yuan is None or abs(seat.yuan / MONEY_UNITS["万元"] - money.yuan) <= money.half:
        return Severity.WARNING
    return Severity.NOTICE if seat.yuan * _TENTH > money.yuan * (_TENTH + 2) else Severity.WARNING


def _cap_finding(claims: ClaimSet, goal: Goal, seat: Seat, money: Money) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=_severity(seat, money),
        message=(
            f"成本上限{told(seat)}高于项目预算 {money.words}，没有约束力",
            f"the cost {told(seat)} is above the {money.words} budgeted and bounds nothing",
        ),
        quotes=(*quote_seats(claims, [seat]), quote_field(claims, goal, money.field, role="witness")),
        stated=seat.indicator.target,
        expected=f"≤{money.words}",
        suggestion=("改为不高于预算", "make it no more than the budget"),
        source=SOURCE,
    )
