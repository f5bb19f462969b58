"""Two tables of one fund count the same money.

What it checks:
    Tables that print the whole expenditure of one fund (一般公共预算支出) with totals that differ by just the money
    carried over: a notice with both totals.
Why:
    One of them is the year's appropriation, the other adds what was left of former years; who reads both under one
    name cannot tell which was voted, and money carried over from elsewhere is no money of the fund.
Not applicable when:
    1. The totals are equal, or differ by another amount: then the ties of tables tell (TIE01).
    2. The column itself says which it counts (当年, 结转).
    3. A table prints several totals of the fund.
Source:
    预算法 §4 (all income and expenditure in the budget).

Examples:
    >>> from gouji.check.example import parse_example
    >>> tables = '''
    ... 部门收支总表 | 万元 | stage=budget
    ... 项目 | 预算数
    ... 上年结转 flow=opening | 994.50
    ...
    ... 一般公共预算支出总表 | 万元 | flow=expenditure fund=general
    ... 科目 | 总计
    ... 合计 | 4461.66
    ...
    ... 一般公共预算支出表 | 万元 | flow=expenditure fund=general
    ... 科目 | 合计
    ... 合计 | 5456.16'''
    >>> [finding.arithmetic for finding in check(parse_example(tables))]
    ['5456.16 − 4461.66 = 994.50']
    >>> list(check(parse_example(tables.replace("5456.16", "4461.66"))))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from gouji.check.lookup import carried_over, fixing
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension, Point

CODE = "TIE06"
NAME = "ties.carried_in_one"
SOURCE = "《预算法》第四条"

CHINESE = """
同一资金的两张表口径应一致。

查什么
    印有同一资金（如一般公共预算）支出总计的各表，总计之差恰为上年结转的，作提示，列出两个总计。
为什么
    一张是当年拨款，一张又加上了结转；同一名称下两个口径，读者分不清批复的是哪个数，别处的结转也不是这项资金。
不适用的情形
    1. 总计相等，或差的是别的数：由表间勾稽去查（TIE01）。
    2. 栏目已写明当年、结转。
    3. 一张表印有该资金的几个不同总计。
依据
    《预算法》第四条。
示例
    一般公共预算支出总表总计 4461.66，一般公共预算支出表（功能分类）合计 5456.16，相差恰为结转 994.50。
"""

_FRAME = frozenset({Dimension.FLOW, Dimension.FUND, Dimension.YEAR, Dimension.STAGE})


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each fund whose tables differ by money carried over."""
    totals: dict[Point, dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    carried = {claim.amount.yuan for claim, _ in carried_over(claims) if claim.amount.yuan}
    if not carried:
        return
    for claim, point in fixing(claims, Dimension.FUND):
        if (
            claim.table is not None
            and _FRAME.issuperset(point.fixed)
            and point.get(Dimension.FLOW) == "expenditure"
            and point.get(Dimension.VINTAGE) != "carried"
            and claim.amount.yuan
            and claim.amount.unit in MONEY_UNITS
            and claims.tables[claim.table].kind == "money"
        ):
            totals[point][claim.table].append(claim)
    for tables in totals.values():
        clear = [same[0] for same in tables.values() if len({claim.amount.yuan for claim in same}) == 1]  # (3)
        ordered = sorted(clear, key=lambda claim: claim.amount.yuan or Decimal(0))
        if ordered and (_yuan(ordered[-1]) - _yuan(ordered[0])) in carried:  # (1)
            yield _finding(claims, ordered[0], ordered[-1])


def _yuan(claim: Claim) -> Decimal:
    return claim.amount.yuan or Decimal(0)


def _finding(claims: ClaimSet, less: Claim, more: Claim) -> Finding:
    titles = [claims.tables[claim.table or 0].title for claim in (less, more)]
    gap = f"{(_yuan(more) - _yuan(less)) / 10_000:.2f}"
    amounts = [f"{_yuan(claim) / 10_000:.2f}" for claim in (less, more)]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"同一资金两个口径：“{titles[0]}”{amounts[0]}万元，“{titles[1]}”{amounts[1]}万元，相差恰为结转 {gap}万元",
            f"one fund, two totals: {amounts[0]} in “{titles[0]}”, {amounts[1]} in “{titles[1]}”: {gap} carried over",
        ),
        witnesses=(Witness(more.id, "culprit"), Witness(less.id, "culprit")),
        stated=f"{amounts[1]}万元",
        expected=f"{amounts[0]}万元",
        arithmetic=f"{amounts[1]} − {amounts[0]} = {gap}",
        suggestion=(
            "统一口径，或在表中注明是否含上年结转",
            "count the same in both, or say in the table whether money carried over is in it",
        ),
        source=SOURCE,
    )
