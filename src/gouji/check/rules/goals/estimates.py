"""The lines of a project's estimate add up to its money.

What it checks:
    The amounts of 支出明细测算 in a project's goal form against the project's money, as its own form or another table
    prints it; and lines that carry the name of another project. A notice for each.
Why:
    The estimate is what the money was asked for. Lines that make another sum, or that belong to another project, are
    left from a former form.
Not applicable when:
    1. The form has no estimate, or several projects have its name.
    2. The project's money is not printed, or is printed as the sum of the lines anywhere.
    3. The difference is within rounding.
    4. A line names a project of the same money: one project may have two names.
Source:
    项目绩效目标申报表样 (项目支出明细测算); 财预〔2015〕88号.

Examples:
    >>> from gouji.check.example import parse_example
    >>> example = '''
    ... 项目绩效目标申报表 | 万元 | flow=expenditure project=信息化服务
    ... 项目活动 | 支出明细测算/金额
    ... 线路租赁 | 85.00
    ... 设备维护 | 15.00
    ...
    ... 目标 | 信息化服务 | 预算数=505.68万元
    ... 产出指标/数量指标 | 线路数量 | ≥6条'''
    >>> [finding.arithmetic for finding in check(parse_example(example))]
    ['85.00 + 15.00 = 100.00 ≠ 505.68']
    >>> list(check(parse_example(example.replace("505.68", "100.00"))))
    []
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gouji.check.lookup import fixing
from gouji.check.rules.goals.cost import budget_of
from gouji.check.rules.quotes import quote_goal
from gouji.model.amount import MONEY_UNITS, fold
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.goal import Goal
from gouji.model.point import Dimension, Point

CODE = "GOA17"
NAME = "goals.estimates"
SOURCE = "项目绩效目标申报表样；财预〔2015〕88号"

CHINESE = """
项目支出明细测算之和应等于项目预算。

查什么
    项目绩效目标表的“支出明细测算”各行之和，与该项目的预算（本表或他表所印）核对；明细中出现别的项目名称的，也作提示。
为什么
    预算是按测算安排的。合不上，或写着别的项目，说明是从旧表或别的项目表复制来的。
不适用的情形
    1. 没有明细测算，或几个项目同名。
    2. 项目预算没有印出，或某处所印恰为各行之和。
    3. 差额在四舍五入之内。
    4. 明细所写的项目与本项目金额相同：可能是同一项目的两个名称。
依据
    项目绩效目标申报表样（项目支出明细测算）；财预〔2015〕88号。
示例
    项目预算505.68万元，明细只有一行85万元：提示。
"""

_ESTIMATE = ("测算", "支出明细")
_NOT_ESTIMATE = ("采购", "指标")
_TAILS = ("经费", "项目", "资金")
_LEAST = 4
"""Characters of a project's name."""
_MOST_NAMED = 6


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A finding for each estimate that makes another sum, and for each that names another project."""
    estimates, printed = _amounts(claims)
    projects = [goal for goal in claims.goals if goal.scope == "project" and goal.name] if estimates else []
    names = Counter(fold(goal.name) for goal in projects)
    for goal in projects:
        lines = estimates.get(fold(goal.name), ())
        if not lines or names[fold(goal.name)] > 1:
            continue  # (1)
        total = sum((claim.amount.yuan or Decimal(0) for claim in lines), Decimal(0))
        slack = sum((claim.amount.quantum_yuan or Decimal(0) for claim in lines), Decimal(0))
        own, told = budget_of(claims, goal), printed.get(_bare(goal.name), set())
        money = own.yuan if own is not None else max(told, default=None)
        if money is not None and all(abs(total - amount) > slack for amount in {money, *told}):  # (2), (3)
            yield _sum_finding(goal, lines, total, money)
        yield from _named_otherwise(claims, goal, lines, projects)


def _amounts(claims: ClaimSet) -> tuple[Mapping[str, Sequence[Claim]], Mapping[str, set[Decimal]]]:
    """The lines of each project's estimate, by its name, and what else is printed of each, by its bare name."""
    estimates: dict[str, list[Claim]] = defaultdict(list)
    printed: dict[str, set[Decimal]] = defaultdict(set)
    for claim, point in fixing(claims, Dimension.PROJECT):
        if claim.table is None or not claim.amount.value or claim.amount.unit not in MONEY_UNITS:
            continue
        project = point[Dimension.PROJECT]
        row = claims.tables[claim.table].rows[claim.row or 0]
        if not _is_estimate(claim.column):
            item = (claim.point or Point()).get(Dimension.ITEM)
            if claim.amount.yuan and item is None:
                printed[_bare(project)].add(claim.amount.yuan)
        elif row.role == "item":
            estimates[fold(project)].append(claim)
    return estimates, printed


def _is_estimate(column: Sequence[str]) -> bool:
    """Whether a column holds the amounts of an estimate: 支出明细测算 / 金额."""
    return (
        len(column) > 1
        and column[-1].startswith("金额")
        and any(word in column[0] for word in _ESTIMATE)
        and not any(word in column[0] for word in _NOT_ESTIMATE)
    )


def _bare(name: str) -> str:
    """A project's name without the words that any project's may end in."""
    bare = fold(name)
    for tail in _TAILS:
        bare = bare.removesuffix(tail)
    return bare


def _named_otherwise(
    claims: ClaimSet, goal: Goal, lines: Sequence[Claim], projects: Sequence[Goal]
) -> Iterator[Finding]:
    """A finding where a line of the estimate bears the whole name of another project."""
    others = {fold(other.name): other for other in projects if len(other.name) >= _LEAST}
    for claim in lines:
        label = claims.tables[claim.table or 0].rows[claim.row or 0].label
        other = others.get(fold(label))
        if other is None or _bare(other.name) == _bare(goal.name):
            continue
        money, own = budget_of(claims, other), budget_of(claims, goal)
        if money is not None and own is not None and money.yuan == own.yuan:
            continue  # (4)
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.NOTICE,
            message=(
                f"“{goal.name}”的支出明细测算写着另一项目“{other.name}”，疑为复制后未改",
                f"the estimate of “{goal.name}” names another project, “{other.name}”: copied and not changed?",
            ),
            witnesses=(Witness(claim.id, "culprit"),),
            quotes=(quote_goal(claims, goal, role="witness"),),
            stated=other.name,
            suggestion=("改为本项目的活动内容", "name what this project does"),
            source=SOURCE,
        )


def _sum_finding(goal: Goal, lines: Sequence[Claim], total: Decimal, money: Decimal) -> Finding:
    named = " + ".join(claim.source.text for claim in lines[:_MOST_NAMED]) + (
        " + …" if len(lines) > _MOST_NAMED else ""
    )
    stated, expected = f"{total / 10_000:.2f}", f"{money / 10_000:.2f}"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"“{goal.name}”支出明细测算合计 {stated}万元，而项目预算为 {expected}万元",
            f"the estimate of “{goal.name}” adds up to {stated} 万元, its money is {expected} 万元",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in lines),
        stated=f"{stated}万元",
        expected=f"{expected}万元",
        arithmetic=f"{named} = {stated} ≠ {expected}" if len(lines) > 1 else f"{stated} ≠ {expected}",
        suggestion=("核对明细测算与项目预算", "check the estimate against the project's money"),
        source=SOURCE,
    )
