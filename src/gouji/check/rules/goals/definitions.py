"""Definitions: the description of an indicator is its own.

What it checks:
    A formula in the description (or basis) of an indicator defines this indicator and not another of the list; two
    indicators do not share one formula; a description speaks of what its indicator names; the contents of tasks of a
    department stand beside their names.
Why:
    Under another's definition the indicator is measured wrongly, or not at all.
Not applicable when:
    1. There is no description, or it repeats the name (see GOA11).
    2. The formula defines a part of what the name says, or names no other indicator: nothing is told.
    3. A description without a word of the name is told as a notice only.
Source:
    财预〔2015〕88号 (指标科学); 财预〔2020〕10号.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 整体目标 | 本部门
    ... 投入管理指标/绩效管理 | 目标编制完成率 | 100% | 说明=绩效监控完成率=已监控项目数/项目总数
    ... 投入管理指标/绩效管理 | 绩效监控完成率 | 100% | 说明=绩效监控完成率=已监控项目数/项目总数'''
    >>> failures_of(example)
    ['GOA10 目标编制完成率 100%: “目标编制完成率”的说明是“绩效监控完成率”的定义']
    >>> failures_of(example.replace("说明=绩效监控完成率=已监控", "说明=目标编制完成率=已编制", 1))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji.check.rules.goals.seats import Seat, goal_seats, quote_seats
from gouji.check.rules.goals.tasks import Task, swapped_tasks, tasks_of
from gouji.law.goal_indicators import plain_name
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity

CODE = "GOA10"
NAME = "goals.definitions"
SOURCE = "财预〔2015〕88号；财预〔2020〕10号"

CHINESE = """
指标说明应是本指标的定义。

查什么
    说明（或依据）中的公式定义的是不是本指标；两个指标是否共用一个公式；说明与名称是否说的是一回事；
    部门主要任务的内容是否与任务名称对应。
为什么
    照别的指标的定义去衡量，结果不是本指标的结果。
不适用的情形
    1. 没有说明，或说明只是重复名称（见 GOA11）。
    2. 公式定义的是名称的一部分，或不是表中的其他指标：不提出。
    3. 说明与名称没有一个字相同：只作提示。
依据
    财预〔2015〕88号；财预〔2020〕10号。
示例
    “目标编制完成率”的说明为“目标编制完成率=……”：相符。为“绩效监控完成率=……”：不符。
"""

_FORMULA = re.compile(
    r"(?P<name>[^\s=。；;，,、（()）：:]{3,20}(?:率|度|比例|比重|占比))(?:\([^()]*\))?(?:=|是指|指的是|为:)"
)
_SHARED = re.compile(r"[=÷/]|占.{1,20}(?:比例|比重|比率|百分比)")
_LONG = 15  # characters; shorter descriptions are alike by chance
_FEWEST = 3  # characters of a description that can be compared with the name
_EMPTY_WORDS = re.compile(
    r"[的和与及或对为在按照全年年度本各等、，,。；;（）()\d%]|完成|情况|工作|项目|指标|比例|比率|数量|程度|达到"
)


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each indicator with another's definition; one notice for descriptions beside the point."""
    strange: list[Seat] = []
    for goal in claims.goals:
        own = goal_seats(goal)
        accused: set[int] = set()
        for seat in own:
            other = _defined_instead(seat, own)
            if other is not None:
                accused.add(seat.number)
                yield _finding(claims, seat, other)
            elif _is_beside_the_point(seat):
                strange.append(seat)
        yield from _shared(claims, own, accused)
        if goal.scope == "department":
            for task, exchanged in swapped_tasks(list(tasks_of(claims, goal))):
                yield _swapped(task, exchanged)
    if strange:
        yield _notice(claims, strange)


def _texts(seat: Seat) -> tuple[str, ...]:
    return tuple(fold(text) for text in (seat.indicator.description, seat.indicator.basis) if text)


def _defined_instead(seat: Seat, own: Sequence[Seat]) -> Seat | None:
    """The other indicator of the goal that the formulas of an indicator's description define, or None."""
    defined = [plain_name(match["name"]) for text in _texts(seat) for match in _FORMULA.finditer(text)]
    if not defined or any(_is_same(name, seat.name) for name in defined):
        return None
    others = (other for other in own if other.name != seat.name)
    return next((other for other in others if any(_is_same(name, other.name) for name in defined)), None)


def _is_same(one: str, other: str) -> bool:
    """Whether two names are the same but for words in front: 部门绩效监控完成率, 绩效监控完成率."""
    return one.endswith(other) or other.endswith(one)


def _shared(claims: ClaimSet, own: Sequence[Seat], accused: set[int]) -> Iterator[Finding]:
    """Indicators of other names that share one formula, and of which none is accused already."""
    by_text: dict[str, list[Seat]] = {}
    for seat in own:
        text = fold(seat.indicator.description)
        if len(text) >= _LONG and _SHARED.search(text):
            by_text.setdefault(text, []).append(seat)
    for same in by_text.values():
        names = {seat.name for seat in same}
        if len(names) > 1 and not any(seat.number in accused for seat in same):
            yield _finding(claims, same[0], same[1])


def _swapped(one: Task, other: Task) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"任务“{one.name}”与“{other.name}”的主要内容互换了位置",
            f"the contents of the tasks “{one.name}” and “{other.name}” stand in each other's row",
        ),
        quotes=(one.quote, other.quote),
        suggestion=("把两项内容互换回来", "swap the two contents back"),
        source=SOURCE,
    )


def _is_beside_the_point(seat: Seat) -> bool:
    """Whether a description has no character of the name, empty words left out."""
    text = _EMPTY_WORDS.sub("", fold(seat.indicator.description))
    name = _EMPTY_WORDS.sub("", seat.name)
    return len(text) >= _FEWEST and len(name) >= _FEWEST and not set(text) & set(name)


def _finding(claims: ClaimSet, seat: Seat, other: Seat) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"“{seat.name}”的说明是“{other.name}”的定义",
            f"the description of “{seat.name}” is the definition of “{other.name}”",
        ),
        quotes=(*quote_seats(claims, [seat]), *quote_seats(claims, [other], role="witness")),
        stated="；".join(_texts(seat))[:120],
        suggestion=("写入本指标自己的定义", "give the indicator its own definition"),
        source=SOURCE,
    )


def _notice(claims: ClaimSet, strange: Sequence[Seat]) -> Finding:
    first = strange[0]
    described = f"“{first.name}”的说明“{first.indicator.description[:30]}”"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"{described}{'等' if len(strange) > 1 else ''}与名称不相干，请核对（{len(strange)} 处）",
            f"“{first.indicator.description[:30]}” does not speak of “{first.name}” ({len(strange)} rows)",
        ),
        quotes=quote_seats(claims, strange),
        source=SOURCE,
    )
