"""Procurement is no more than the money that there is for buying.

What it checks:
    The procurement budget against expenditure without pay (人员经费), and the procurement of each project against the
    project's budget. More is a warning.
Why:
    What is bought is paid out of goods and services and capital expenditure; nothing can be bought with wages.
Not applicable when:
    1. The document prints no total of expenditure, or no procurement; for projects: no budget of the project.
    2. Money carried over is left out of expenditure while the document names such money.
    3. The project's name stands for several budgets.
Source:
    政府采购法 §33 (procurement stands in the departmental budget); arithmetic.

Examples:
    >>> from gouji.check.example import failures_of
    >>> tables = '''
    ... 项目支出表 | 万元 | flow=expenditure nature=project
    ... 项目 | 合计
    ... 窗口服务外包 project=窗口服务外包 | 28.00
    ...
    ... 政府采购预算表 | 万元 | flow=expenditure item=procurement
    ... 项目 | 金额
    ... 综合窗口服务 project=窗口服务外包 item=procurement/综合窗口服务 | 82.00'''
    >>> failures_of(tables)
    ['PRO02 综合窗口服务@金额: 82.00 > 28.00']
    >>> failures_of(tables.replace("82.00", "28.00"))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from gouji.check.lookup import carried_over, fixing
from gouji.check.rules.resources.ledger import money, most_of, totals_of, year_and_stage
from gouji.model.amount import MONEY_UNITS, fold
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "PRO02"
NAME = "procurement.bounds"
SOURCE = "《政府采购法》第三十三条；算术关系"

CHINESE = """
政府采购不应大于可用于采购的资金。

查什么
    政府采购预算与支出合计减人员经费；每个项目的采购金额与该项目的预算。前者大于后者的为警告。
为什么
    采购用商品服务支出和资本性支出付款，工资不能用来采购。
不适用的情形
    1. 没有支出合计或政府采购金额；按项目核对时，没有该项目的预算。
    2. 支出合计不含上年结转，而文中有结转资金。
    3. 同名项目有几个预算数。
依据
    《政府采购法》第三十三条；算术关系。
示例
    窗口服务外包项目 28.00，其采购 82.00：不成立。
"""

_ROUNDING = Decimal(100)  # 元: one last digit of 0.01 万元
_PROCURED = "procurement"


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for the whole, one for each project that buys for more than it has."""
    yield from _whole(claims)
    budgets, bought = _by_project(claims)
    for project, figures in bought.items():
        amounts = {claim.amount.yuan for claim in budgets.get(project, ())}
        if len(amounts) != 1:
            continue  # (1), (3)
        limit = most_of(tuple(budgets[project])) or Decimal(0)
        total = sum((claim.amount.yuan or Decimal(0) for claim in figures), Decimal(0))
        if limit and total > limit + _ROUNDING:
            yield _finding(project, total, limit, figures, budgets[project][:2])


def _whole(claims: ClaimSet) -> Iterator[Finding]:
    told = totals_of(claims, _PROCURED)
    spent = totals_of(claims)
    bought, limit = most_of(told), most_of(spent)
    pay = most_of(totals_of(claims, nature="personnel")) or Decimal(0)
    if bought is None or not limit or bought <= limit - pay + _ROUNDING or _carries(claims):
        return  # (1), (2)
    largest = [claim for claim in told if claim.amount.yuan == bought]
    yield _finding("", bought, limit - pay, largest, [claim for claim in spent if claim.amount.yuan == limit][:2])


def _carries(claims: ClaimSet) -> bool:
    return any(claim.amount.value for claim, _ in carried_over(claims))


def _by_project(claims: ClaimSet) -> tuple[Mapping[str, list[Claim]], Mapping[str, list[Claim]]]:
    """By name of the project: its budgets, and the lines of what is bought for it (one column of one table)."""
    year, stage = year_and_stage(claims)
    budgets: dict[str, list[Claim]] = defaultdict(list)
    bought: dict[str, list[Claim]] = defaultdict(list)
    columns: dict[str, tuple[int | None, tuple[str, ...]]] = {}
    for claim, point in fixing(claims, Dimension.PROJECT):
        if claim.amount.unit not in MONEY_UNITS or claim.doubt is not None:
            continue
        if point.get(Dimension.MEASURE) or point.get(Dimension.FUND) or point.get(Dimension.YEAR, year) != year:
            continue
        if point.get(Dimension.STAGE, stage) != stage or point.get(Dimension.VINTAGE):
            continue
        name = fold(point[Dimension.PROJECT])
        item = point.get(Dimension.ITEM)
        if item is None:
            budgets[name].append(claim)
        elif item.startswith(_PROCURED) and columns.setdefault(name, (claim.table, claim.column)) == (
            claim.table,
            claim.column,
        ):
            bought[name].append(claim)
    return budgets, bought


def _finding(project: str, total: Decimal, limit: Decimal, figures: list[Claim], bounds: list[Claim]) -> Finding:
    chinese = (f"项目“{project}”的政府采购", "该项目的预算") if project else ("政府采购预算", "支出合计减人员经费")
    english = (f"procurement of “{project}”", "its budget") if project else ("procurement", "expenditure without pay")
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"{chinese[0]} {money(total)}，大于{chinese[1]} {money(limit)}",
            f"{english[0]}, {money(total)}, exceeds {english[1]}, {money(limit)}",
        ),
        witnesses=(
            *(Witness(claim.id, "culprit") for claim in figures),
            *(Witness(claim.id, "witness") for claim in bounds),
        ),
        stated=money(total),
        expected=f"≤ {money(limit)}",
        difference=money(total - limit),
        arithmetic=f"{total / 10_000:.2f} > {limit / 10_000:.2f}",
        suggestion=("核对采购金额、单位和项目预算", "check the amounts bought, their unit, and the project's budget"),
        source=SOURCE,
    )
