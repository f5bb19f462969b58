"""Weights: those of a goal's indicators make up 90 or 100.

What it checks:
    Where every indicator of a project has a weight, they sum up to 90 (10 are left for how the money is spent) or to
    100. Other weights of the first-level kinds than those given in principle are told as a notice.
Why:
    The score at the end of the year is counted with them: other sums cannot be scored.
Not applicable when:
    1. The form has no weights, or not for every indicator of the goal.
    2. The form says itself what they make up (分值(80分)).
Source:
    财预〔2020〕10号; 财预〔2021〕101号.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 目标 | 现场踏勘服务
    ... 产出指标/数量指标 | 踏勘件数 | ≥150件 | 权重=50
    ... 效益指标/社会效益指标 | 政策知晓率 | ≥80% | 权重=30
    ... 满意度指标/服务对象满意度指标 | 申请人满意度 | ≥95% | 权重=15'''
    >>> failures_of(example)
    ['GOA13 踏勘件数 ≥150件: 50 + 30 + 15 = 95']
    >>> failures_of(example.replace("权重=15", "权重=10"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.check.rules.goals.seats import Seat, goal_seats, quote_seats
from gouji.law.goal_forms import head_role
from gouji.model.amount import fold, parse_number
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.goal import Goal

CODE = "GOA13"
NAME = "goals.weights"
SOURCE = "财预〔2020〕10号；财预〔2021〕101号"

CHINESE = """
指标权重之和应为90或100。

查什么
    每条指标都有权重的，合计是否为90（另10分为预算执行率）或100；一级指标权重与原则上的不同时作提示。
为什么
    年底按权重打分，合计不对就无法计分。
不适用的情形
    1. 表中没有权重，或有的指标没有权重。
    2. 表头另写明满分（如分值(80分)）。
依据
    财预〔2020〕10号；财预〔2021〕101号。
示例
    50、30、10 合计90：相符。50、30、15 合计95：不符。
"""

_WHOLES = frozenset({Decimal(90), Decimal(100)})
_FEWEST = 3
_OUTPUT, _EFFECT, _CONTENT, _COST = "产出指标", "效益指标", "满意度指标", "成本指标"
_BANDED = frozenset({_OUTPUT, _EFFECT, _CONTENT, _COST})
_BANDS = tuple(
    dict(zip((_COST, _OUTPUT, _EFFECT, _CONTENT), map(Decimal, shares), strict=True))
    for shares in (
        (0, 50, 30, 10),
        (20, 40, 20, 10),
        (0, 50, 40, 0),
        (20, 40, 30, 0),
        (0, 60, 30, 10),
        (0, 50, 30, 20),
        (0, 50, 40, 10),
        (20, 50, 20, 10),
        (20, 40, 30, 10),
    )
)
"""Cost, output, effect and satisfaction, of 90 and of 100; without satisfaction its weight goes to the effects."""
_POINTS = re.compile(r"\(?(\d{2,3})分?\)")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each goal whose weights do not make up the whole."""
    for goal in claims.goals:
        for period in ("year", "term"):
            own = [seat for seat in goal_seats(goal) if seat.indicator.period == period]
            weights = [number.value for seat in own if (number := parse_number(seat.indicator.weight)) is not None]
            if len(own) < _FEWEST or len(weights) < len(own) or len(own) < _of_period(goal, period):
                continue
            total = sum(weights, Decimal(0))
            if total in _WHOLES and not _said_other(own) and not _fits(own, weights):
                yield _bands(claims, goal, own, weights)
            if total not in (_said(claims, goal) or _WHOLES) and total != 1:
                yield _finding(claims, goal, own, weights, total)


def _by_kind(own: Sequence[Seat], weights: Sequence[Decimal]) -> dict[str, Decimal]:
    """The weights of the first-level kinds."""
    sums: dict[str, Decimal] = {}
    for seat, weight in zip(own, weights, strict=True):
        kind = fold(seat.indicator.kind)
        sums[kind] = sums.get(kind, Decimal(0)) + weight
    return sums


def _fits(own: Sequence[Seat], weights: Sequence[Decimal]) -> bool:
    """Whether the weights of the first-level kinds are those that the ministry gives in principle."""
    sums = _by_kind(own, weights)
    return any(all(sums.get(kind, Decimal(0)) == share for kind, share in band.items()) for band in _BANDS)


def _said_other(own: Sequence[Seat]) -> bool:
    """Whether the goal has kinds that the ministry's bands do not know."""
    return not {fold(seat.indicator.kind) for seat in own} <= _BANDED


def _bands(claims: ClaimSet, goal: Goal, own: Sequence[Seat], weights: Sequence[Decimal]) -> Finding:
    sums = "、".join(f"{kind}{weight}" for kind, weight in _by_kind(own, weights).items())
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"{goal.name}：一级指标权重为{sums}，与原则上的权重（产出50、效益30、满意度10等）不同",
            f"{goal.name}: the weights of the kinds, {sums}, are not those given in principle (50, 30, 10 …)",
        ),
        quotes=quote_seats(claims, own),
        stated=sums,
        source=SOURCE,
    )


def _of_period(goal: Goal, period: str) -> int:
    """How many lines of the form there are for the period: an empty one may have its weight too."""
    return sum(indicator.period == period and bool(indicator.weight) for indicator in goal.indicators)


def _said(claims: ClaimSet, goal: Goal) -> frozenset[Decimal]:
    """What the head of the weights says that they make up."""
    heads = [column.path[-1] for column in claims.tables[goal.table].columns if column.path]
    matches = [_POINTS.search(fold(head)) for head in heads if head_role(head) == "weight"]
    return frozenset(Decimal(match[1]) for match in matches if match is not None)


def _finding(claims: ClaimSet, goal: Goal, own: Sequence[Seat], weights: Sequence[Decimal], total: Decimal) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"{goal.name}：指标权重合计 {total}，应为 90 或 100",
            f"{goal.name}: the weights make up {total}, and should make up 90 or 100",
        ),
        quotes=quote_seats(claims, own),
        stated=str(total),
        arithmetic=f"{' + '.join(map(str, weights))} = {total}",
        source=SOURCE,
    )
