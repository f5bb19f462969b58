"""Years of a goal: the year is not more than the term, and not below what was reached.

What it checks:
    The target of the year for a count is not more than that of the whole term; a target is not far below the value of
    the year before that the same row prints; it is not to be reached before the budget's year begins.
Why:
    A year above the term is a slip of one of the two; a goal that goes down without a word is set to be met.
Not applicable when:
    1. The form has one period only, or prints no values of former years.
    2. The indicator is a cost, a limit, a share, or its target is words.
    3. A fall against the year before, a term whose indicators are all those of the year, and a stage of a plan that was
       over before the year are told as notices.
Source:
    项目绩效目标申报表样 (长期目标与年度目标、近两年指标值); 财预〔2015〕88号.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 目标 | 现场踏勘服务
    ... 产出指标/数量指标 | 踏勘件数 | ≥150件 | 期间=term
    ... 产出指标/数量指标 | 踏勘件数 | ≥200件'''
    >>> failures_of(example)
    ['GOA14 踏勘件数 ≥200件: 200件 > 150件']
    >>> failures_of(example.replace("200", "50"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.check.rules.goals.seats import Seat, gather, goal_seats, quote_forms, quote_seats, seats, told
from gouji.law.goal_indicators import says
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.goal import Goal
from gouji.model.target import Target, parse_target

CODE = "GOA14"
NAME = "goals.years"
SOURCE = "项目绩效目标申报表样；财预〔2015〕88号"

CHINESE = """
年度指标值不超过长期指标值，也不应明显低于上年。

查什么
    数量类指标的年度值是否大于长期值；指标值是否明显低于同一行所印的上年值；完成时间是否早于预算年度。
为什么
    年度大于长期，必有一处填错；目标无故降低，是为了容易完成。
不适用的情形
    1. 表中只有一个期间，或没有前两年的值。
    2. 成本、限额、比率，或指标值为文字。
    3. 低于上年的、长期与年度完全相同的，以及分阶段计划中上年已完成的阶段，只作提示。
依据
    项目绩效目标申报表样（长期目标与年度目标、近两年指标值）；财预〔2015〕88号。
示例
    长期≥150件、年度≥50件：相符。长期≥150件、年度≥200件：不符。
"""

_YEAR = re.compile(r"(20\d\d)年")
_MONTH = r"\d{1,2}月(?:\d{1,2}日)?"
_DUE = re.compile(rf"20\d\d年(?:{_MONTH})?(?:年?底|末|内|以?前|之前|完成|$)")
_STAGE = re.compile(rf"20\d\d年{_MONTH}[-—~至到](?:20\d\d年)?{_MONTH}(?:底|末|完成)?")
_SINCE = re.compile(r"[比较自从]20\d\d年|20\d\d年(?:以来|起|标准|版)|上年|尾款|结转")
_FEWEST = 3  # indicators of the term; shorter lists can be the same for good reason
_OTHERWISE = 5  # indicators for each whose name may be written otherwise
_FAR = Decimal("0.8")  # a target below this part of the year before is told


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each indicator whose year is more than its term; one notice for each fall."""
    same = [goal for goal in claims.goals if _is_term_again(goal)]
    if same:
        yield _term_again(claims, same)
    yield from _stale(claims)
    for goal in claims.goals:
        yield from _above_term(claims, goal)
    fallen = ((seat, before) for goal in claims.goals for seat in goal_seats(goal) if (before := _before(seat)))
    for (_, _, last), rows in gather(
        ((seat.name, seat.indicator.target, _told(before)), seat) for seat, before in fallen
    ).items():
        yield _fall(claims, rows, last)


def _stale(claims: ClaimSet) -> Iterator[Finding]:
    """A finding about targets that are to be reached in a year before the budget's."""
    facts = claims.facts
    if facts.year is None or not facts.year.value.isdigit() or facts.kind.value not in ("budget", "goals"):
        return
    budget = int(facts.year.value)
    late = [seat for seat in seats(claims) if (year := _due(seat)) and year < budget]
    stages = [seat for seat in late if _is_stage(seat)]
    late = [seat for seat in late if not _is_stage(seat)]
    if stages:
        yield _done(claims, stages, budget)
    if late:
        words = f"“{late[0].name[:30]} {late[0].indicator.target}”"
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.WARNING,
            message=(
                f"{words}要求在 {budget} 年以前完成，疑为上年文字未改（{len(late)} 处）",
                f"{words} is to be reached before {budget}: last year's words may have been left ({len(late)} rows)",
            ),
            quotes=quote_seats(claims, late),
            stated=late[0].indicator.target or late[0].name,
            expected=f"{budget}年",
            source=SOURCE,
        )


def _done(claims: ClaimSet, stages: Sequence[Seat], budget: int) -> Finding:
    """A notice of stages of a plan, from month to month, that were over before the year."""
    first = stages[0]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"{told(first)}在 {budget} 年以前已经完成，不是本年的目标（{len(stages)} 处）",
            f"{told(first)} was over before {budget} and is no goal of the year ({len(stages)} rows)",
        ),
        quotes=quote_seats(claims, stages),
        stated=first.indicator.target,
        source=SOURCE,
    )


def _due(seat: Seat) -> int | None:
    """The last year that a target in words names as the time by which it is reached, or None."""
    if seat.value is not None or seat.indicator.period != "year":
        return None
    text = fold(f"{seat.indicator.value}")
    if not (_DUE.search(text) or _is_stage(seat)) or _SINCE.search(text):
        return None
    return max(int(year) for year in _YEAR.findall(text))


def _is_stage(seat: Seat) -> bool:
    """Whether a target is a span of months (2022年1月-6月): the time of one step of a plan."""
    return _STAGE.fullmatch(fold(seat.indicator.value)) is not None


def _is_term_again(goal: Goal) -> bool:
    """Whether the indicators of the year are those of the term, every one with the same target.

    Their order is free; where it is the same, a name may be cut short, and one in five be written otherwise.
    """
    listed: dict[str, list[tuple[str, str]]] = {"year": [], "term": []}
    for seat in goal_seats(goal):
        listed.setdefault(seat.indicator.period, []).append((seat.name, seat.indicator.target))
    year, term = listed["year"], listed["term"]
    if len(term) < _FEWEST:
        return False
    if set(term) == set(year):
        return True
    if [target for _, target in term] != [target for _, target in year]:
        return False
    names = [(one, other) for (one, _), (other, _) in zip(term, year, strict=True)]
    unlike = sum(not one.startswith(other) and not other.startswith(one) for one, other in names)
    return _OTHERWISE * unlike <= len(names)


def _term_again(claims: ClaimSet, goals: Sequence[Goal]) -> Finding:
    names = "、".join(goal.name for goal in goals[:6])
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"长期指标与年度指标完全相同，没有分出年度目标：{names}",
            f"the indicators of the term are those of the year, to the last: {names}",
        ),
        quotes=quote_forms(claims, goals),
        source=SOURCE,
    )


def _above_term(claims: ClaimSet, goal: Goal) -> Iterator[Finding]:
    own = [seat for seat in goal_seats(goal) if _is_count(seat)]
    terms = {(seat.drawer, seat.name): seat for seat in own if seat.indicator.period == "term"}
    for seat in own:
        term = terms.get((seat.drawer, seat.name))
        if seat.indicator.period != "year" or term is None or seat.value is None or term.value is None:
            continue
        if seat.unit == term.unit and seat.value > term.value:
            amounts = f"{seat.indicator.value}{seat.unit} > {term.indicator.value}{term.unit}"
            yield Finding(
                code=CODE,
                name=NAME,
                severity=Severity.WARNING,
                message=(
                    f"年度指标值{told(seat)}大于长期指标值 {term.indicator.target}",
                    f"the target of the year, {told(seat)}, is more than that of the term, {term.indicator.target}",
                ),
                quotes=(*quote_seats(claims, [seat]), *quote_seats(claims, [term])),
                stated=seat.indicator.target,
                arithmetic=amounts,
                source=SOURCE,
            )


def _is_count(seat: Seat) -> bool:
    return seat.drawer == "quantity" and seat.value is not None and seat.unit not in ("", "%") and not seat.at_most


def _before(seat: Seat) -> Target | None:
    """The value of the year before, where the target is far below it; None where it is not, or cannot be compared."""
    previous = [target for text in seat.indicator.previous if (target := parse_target(text)) is not None]
    if not previous or not _is_count(seat) or says("limit", seat.name) or seat.value is None:
        return None
    last = previous[-1]
    same = (last.unit or "") == seat.unit and last.comparator not in ("≤", "<")
    return last if same and seat.value < last.value * _FAR else None


def _told(target: Target) -> str:
    return f"{target.value}{target.unit or ''}"


def _fall(claims: ClaimSet, rows: Sequence[Seat], last: str) -> Finding:
    """A notice of one fall, with every form that prints it (a project's, and the department's that repeats it)."""
    seat = rows[0]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"指标值{told(seat)}明显低于上年的 {last}，请核对或说明原因",
            f"the target {told(seat)} is far below last year's {last}: please check, or say why",
        ),
        quotes=quote_seats(claims, rows),
        stated=seat.indicator.target,
        source=SOURCE,
    )
