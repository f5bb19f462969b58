"""One column prints its amounts in one unit.

What it checks:
    Columns of money whose lines add up to ten thousand times their total, digit by digit: the lines are in 元, the
    total in 万元. One warning for the table.
Why:
    A table has one unit line. A line of 1446000 under 万元 reads as fourteen billion.
Not applicable when:
    1. The lines do not add up so: which unit they are in is then not known.
    2. The column has fewer than two lines, or its total is too small to tell.
Source:
    The forms: one unit line for a table; arithmetic.

Examples:
    >>> from gouji.check.example import parse_example
    >>> table = '''
    ... 政府购买服务预算表 | 万元 | flow=expenditure
    ... 项目 | 金额
    ... 合计 | 174.60
    ... 大数据赋能应用 | 1446000
    ... 办件考核 | 300000'''
    >>> [finding.arithmetic for finding in check(parse_example(table))]
    ['1446000 + 300000 = 1746000 = 174.60 × 10000']
    >>> list(check(parse_example(table.replace("1446000", "144.60").replace("300000", "30.00"))))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness

CODE = "PRO04"
NAME = "procurement.units"
SOURCE = "部门预算表样（一张表一个单位）；算术关系"

CHINESE = """
同一栏的金额应当用同一个单位。

查什么
    金额栏各行之和恰为合计的一万倍：各行是元，合计是万元；每张表报一条警告。
为什么
    一张表只有一个单位。万元栏下的 1446000，读起来就是一百四十多亿元。
不适用的情形
    1. 各行之和不是合计的一万倍：无从判断单位。
    2. 不足两行，或合计太小。
依据
    部门预算表样（一张表一个单位）；算术关系。
示例
    合计 174.60，各行 1446000、300000：各行应为 144.60、30.00。
"""

_FACTOR = 10_000
_SMALLEST = 100
"""Least steps of its last digit that a total must hold to tell a unit."""
_MOST_NAMED = 6
_MOST_WITNESSES = 40


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each table with such columns."""
    columns: dict[tuple[int, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in claims.claims:
        if (
            claim.table is not None
            and claim.kind == "cell"
            and claim.amount.unit in MONEY_UNITS
            and claim.amount.value > 0
        ):
            columns[claim.table, claim.column].append(claim)
    told: set[int] = set()
    for (table, _), figures in columns.items():
        if table not in told and (mixed := _mixed(figures)) is not None:
            told.add(table)
            yield _finding(claims, table, *mixed)


def _mixed(figures: Sequence[Claim]) -> tuple[list[Claim], list[Claim]] | None:
    """The totals of a column and its lines, where the lines are printed in the smaller unit."""
    whole = min(figures, key=lambda claim: claim.amount.value)
    totals = [claim for claim in figures if claim.amount.value == whole.amount.value]
    lines = [claim for claim in figures if claim.amount.value != whole.amount.value]
    step = whole.amount.quantum
    if len(lines) < 2 or whole.amount.value < _SMALLEST * step:
        return None  # (2)
    gap = sum((claim.amount.value for claim in lines), Decimal(0)) - _FACTOR * whole.amount.value
    return (totals, lines) if abs(gap) * 2 <= _FACTOR * step else None  # (1)


def _finding(claims: ClaimSet, table: int, totals: list[Claim], lines: list[Claim]) -> Finding:
    title, total = claims.tables[table].title, totals[0].source.text
    summed = sum((claim.amount.value for claim in lines), Decimal(0))
    named = " + ".join(claim.source.text for claim in lines[:_MOST_NAMED]) + (
        " + …" if len(lines) > _MOST_NAMED else ""
    )
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"“{title}”各行之和为 {summed:f}，恰为合计 {total} 的一万倍：各行是元，合计是万元，同一栏两个单位",
            f"the lines of “{title}” add up to {summed:f}, ten thousand times {total}: 元 under a total in 万元",
        ),
        witnesses=(
            *(Witness(claim.id, "culprit") for claim in lines[:_MOST_WITNESSES]),
            *(Witness(claim.id, "witness") for claim in totals),
        ),
        stated=f"{summed:f}",
        expected=total,
        arithmetic=f"{named} = {summed:f} = {total} × {_FACTOR}",
        suggestion=("各行改为万元，与合计和单位行一致", "print the lines in 万元, as the total and the unit line are"),
        source=SOURCE,
    )
