"""Repeats: inside one project an indicator stands once, and says one thing.

What it checks:
    No indicator of a project stands in two drawers or twice in one; no indicator has two targets for the same period;
    two spans of time of the same thing (a lease of at most 365 days, rent for 2 years) agree.
Why:
    A copied row fills a drawer and measures nothing; of two targets nobody knows which holds.
Not applicable when:
    1. One row is of the year and the other of the whole term, or they stand in different goals of one form.
    2. The names are alike only in part: told as a notice.
    3. A form gathers several units under one project, each with its own row in the same drawer: told as a notice.
Source:
    财预〔2015〕88号 (指标科学).

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 目标 | 审批服务
    ... 产出指标/成本指标 | 工资发放标准 | ≤5000元
    ... 效益指标/经济效益指标 | 工资发放标准 | ≤5000元'''
    >>> failures_of(example)
    ['GOA09 工资发放标准 ≤5000元: 同一指标“工资发放标准”重复列在成本指标、经济效益指标']
    >>> failures_of(example.replace("经济效益指标 | 工资发放标准 | ≤5000元", "经济效益指标 | 带动就业增收 | ≥10万元"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from gouji.check.rules.goals.seats import Seat, gather, goal_seats, places, quote_seats, title_of, told
from gouji.law.goal_indicators import says, unit_in_name
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity

CODE = "GOA09"
NAME = "goals.repeats"
SOURCE = "财预〔2015〕88号"

CHINESE = """
同一项目内，一个指标只列一次，只有一个指标值。

查什么
    同一指标是否列在几个二级指标下，或在同一二级指标下重复；同一期间是否有两个不同的指标值；
    同一事项的两个期限（租期不超过365天，支付租金2年）是否一致。
为什么
    复制来的一行占了位置却没有衡量什么；两个指标值不知以哪个为准。
不适用的情形
    1. 一行为年度、一行为长期，或属于表内不同的目标。
    2. 名称只是部分相同：只作提示。
    3. 一个项目汇总几个单位、在同一二级指标下各列一行：只作提示。
依据
    财预〔2015〕88号。
示例
    成本指标与经济效益指标都列“工资发放标准”：重复。年度与长期各列一次：不重复。
"""

_NEAR_LENGTH = 3  # characters that one of two like names has more
_SHORTEST = 5  # characters of names that can be alike by more than chance
_DAYS = {"年": 365, "个月": 30, "月": 30, "周": 7, "天": 1, "日": 1}
_SPAN = re.compile(r"(?P<about>租|工期|服务期|合同|质保|保修|建设期).{0,6}(?:期限|期|年限|年数|时间|时长|周期|天数)?")
_SLACK = Decimal("1.5")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each name in several drawers, one notice for all rows that stand twice in one drawer."""
    copied: list[tuple[str, list[Seat]]] = []
    twice: list[Seat] = []
    for goal in claims.goals:
        own = [seat for seat in goal_seats(goal) if seat.indicator.value]
        for same in gather((_identity(seat), seat) for seat in own).values():
            if len({seat.drawer for seat in same}) > 1 and all(seat.drawer for seat in same):
                copied += [(seats[0].name, seats) for seats in _with_one_target(same)]
            elif len(same) > 1 and goal.scope == "project" and same[0].drawer:
                twice += same
        yield from _near(claims, own)
        yield from _spans(claims, own)
    for several in gather(copied).values():
        yield _copied_finding(claims, several)
    if twice:
        yield _twice_finding(claims, twice)


def _identity(seat: Seat) -> tuple[str, str, str]:
    """What makes a row the same indicator: its name with what the brackets say, and its period."""
    return seat.name, unit_in_name(seat.indicator.name), seat.indicator.period


def _with_one_target(same: Sequence[Seat]) -> Iterator[list[Seat]]:
    """Those of the rows of one name that have one target in several drawers; an activity may be counted and graded."""
    for seats in gather((seat.indicator.target, seat) for seat in same).values():
        if len({seat.drawer for seat in seats}) > 1:
            yield seats


def _copied_finding(claims: ClaimSet, several: Sequence[list[Seat]]) -> Finding:
    first = several[0]
    where = places([seats[0] for seats in several])
    titles = [title_of(drawer) for drawer in dict.fromkeys(seat.drawer for seat in first)]
    name = f"“{first[0].name}”"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"同一指标{name}重复列在{'、'.join(title for title, _ in titles)}{where[0]}",
            f"the indicator {name} is repeated under {', '.join(title for _, title in titles)}{where[1]}",
        ),
        quotes=quote_seats(claims, [seat for seats in several for seat in seats]),
        stated=first[0].indicator.target,
        suggestion=("删去重复的一行，或改为实际要衡量的内容", "take the copy out, or put what is really measured"),
        source=SOURCE,
    )


def _twice_finding(claims: ClaimSet, twice: Sequence[Seat]) -> Finding:
    names = list(dict.fromkeys(seat.name for seat in twice))
    first = f"“{names[0][:40]}”{'等' if len(names) > 1 else ''}"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"同一项目的同一二级指标下有重名指标：{first}，请核对",
            f"indicators of one name in one drawer of a project: “{names[0][:40]}”; please check",
        ),
        quotes=quote_seats(claims, twice),
        source=SOURCE,
    )


def _near(claims: ClaimSet, own: Sequence[Seat]) -> Iterator[Finding]:
    """Notices about rows of one drawer whose names differ by a word and whose targets are the same."""
    for one, other in combinations(own, 2):
        alike = one.drawer == other.drawer and one.indicator.period == other.indicator.period
        if not alike or one.indicator.target != other.indicator.target or one.name == other.name:
            continue
        shorter, longer = sorted((one.name, other.name), key=len)
        if len(shorter) >= _SHORTEST and len(longer) - len(shorter) <= _NEAR_LENGTH and longer.endswith(shorter):
            yield Finding(
                code=CODE,
                name=NAME,
                severity=Severity.NOTICE,
                message=(
                    f"{told(one)}与“{other.name}”近乎相同，指标值也相同",
                    f"{told(one)} and “{other.name}” are nearly the same, with the same target",
                ),
                quotes=quote_seats(claims, (one, other)),
                suggestion=("合并或删去其一", "merge the two, or take one out"),
                source=SOURCE,
            )


def _spans(claims: ClaimSet, own: Sequence[Seat]) -> Iterator[Finding]:
    """Notices about two spans of time of the same thing that cannot both be."""
    spans = [
        (match["about"], days, seat) for seat in own if (days := _days(seat)) and (match := _SPAN.search(seat.name))
    ]
    for (about, days, one), (other_about, other_days, other) in combinations(spans, 2):
        if about != other_about or one.indicator.period != other.indicator.period or one.name == other.name:
            continue
        shorter, longer = sorted(((days, one), (other_days, other)), key=lambda pair: pair[0])
        if shorter[1].at_least or longer[1].at_most or longer[0] < shorter[0] * _SLACK:
            continue
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.NOTICE,
            message=(
                f"{told(shorter[1])}与{told(longer[1])}不一致，请核对",
                f"{told(shorter[1])} and {told(longer[1])} do not agree: please check",
            ),
            quotes=quote_seats(claims, (one, other)),
            source=SOURCE,
        )


def _days(seat: Seat) -> Decimal | None:
    """A target that is a span of time, in days."""
    factor = _DAYS.get(seat.unit)
    if factor is None or seat.value is None or says("rate", seat.name):
        return None
    return seat.value * factor
