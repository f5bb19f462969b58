r"""Clones: projects that differ have goals that differ.

What it checks:
    No two projects of other names share the same list of indicators and targets (five or more, nine in ten alike), and
    no goal's words serve several projects.
Why:
    A list that fits every project measures none of them: it was copied to fill in the form.
Not applicable when:
    1. The goals are of one project (the same but for the unit, district or years), or of the whole department.
    2. There are fewer than five indicators, or the targets differ in more than one of ten.
    3. The goal's words are short, or differ at all.
    4. Projects that share three in four names with other targets are told as one notice a document, but not those
       already told to be copies.
    5. The words of a goal serve projects whose indicators are told to be copies: they are told with these.
Source:
    财预〔2015〕88号 (相关性).

Examples:
    >>> from gouji.check.example import failures_of
    >>> rows = '''
    ... 产出指标/数量指标 | 开展活动次数 | ≥3次
    ... 产出指标/质量指标 | 验收合格率 | ≥95%
    ... 产出指标/时效指标 | 按时完成率 | ≥95%
    ... 效益指标/社会效益指标 | 政策知晓率 | ≥80%
    ... 满意度指标/服务对象满意度指标 | 办事群众满意度 | ≥95%
    ... '''
    >>> failures_of(f"目标 | 档案整理 | 编码=P1{rows}\n目标 | 车辆租赁 | 编码=P2{rows}")
    ['GOA06 档案整理绩效目标表: 2 个不同项目的绩效指标完全相同：档案整理、车辆租赁']
    >>> failures_of(f"目标 | 档案整理 | 编码=P1{rows}\n目标 | 档案整理 | 编码=P2{rows}")
    []
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gouji.check.rules.goals.seats import goal_seats, quote_forms
from gouji.check.rules.quotes import quote_goal
from gouji.check.same import once
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.goal import Goal

CODE = "GOA06"
NAME = "goals.clones"
SOURCE = "财预〔2015〕88号"

CHINESE = """
不同的项目应有不同的绩效目标。

查什么
    不同名称的项目，其绩效指标和指标值（五条以上）是否全部或九成以上相同；绩效目标的文字是否用于几个不同项目。
为什么
    放到哪个项目都适用的指标，衡量不了任何一个项目，只是为填表而复制。
不适用的情形
    1. 同一项目（仅单位、地区或年度不同），或部门整体目标。
    2. 指标不足五条，或一成以上不同。
    3. 目标文字须完全相同才提出。
    4. 四分之三以上指标同名而指标值不同的，全文合为一条提示；指标已指为雷同的项目不再列入。
    5. 指标已指为雷同的项目，目标文字也相同的，一并指出，不另列一条。
依据
    财预〔2015〕88号。
示例
    “档案整理”与“车辆租赁”五条指标全部相同：提出。名称相同的项目指标相同：不提出。
"""

_FEWEST = 5  # indicators; shorter lists can be alike by chance
_ALIKE = 9, 10  # of the indicators of both
_MOST = 6  # of ten: names the same to the letter, and targets
_NEAR = 75  # per cent of the characters of two names
_SHORTEST = 6  # characters of a goal's words
_BRACKETS = re.compile(r"\([^()]*\)")
_YEARS = re.compile(r"20\d\d(?:[-—–~至]20\d\d)?(?:年度|年)?|^[\w]*\d{6,}-")
_UNIT = re.compile(r"^.*(?:局|站|中心|支队|大队|所|院|学校|处|区|县|镇|街道)(?=.{4,})")
_PLACEHOLDER = re.compile(r"^(?:\d+[.、])?目标内容\d*")


@dataclass(frozen=True, slots=True)
class _Listed:
    """A project's indicators: their names, how often each, and their names with targets."""

    goal: Goal
    names: Counter[str]
    targets: Counter[tuple[str, str]]
    length: int


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each group of projects that share their indicators, one for each goal that serves several."""
    projects = [goal for goal in claims.goals if goal.scope == "project"]
    copied = _copies(claims)
    for goals, same in copied:
        yield _finding(claims, goals, same)
    copies = {id(goal) for goals, _ in copied for goal in goals}
    partly = [(one, other) for one, other in _partly(_lists(claims)) if not {id(one), id(other)} <= copies]
    if partly:
        yield _partly_finding(claims, partly)
    told = {_words(goals[0]) for goals, _ in copied if _share_words(goals)}
    words: dict[str, list[Goal]] = defaultdict(list)
    for goal in projects:
        words[_words(goal)].append(goal)
    for text, goals in words.items():
        with_copies = text in told and all(id(goal) in copies for goal in goals)  # (5)
        if len(text) >= _SHORTEST and len({_project(goal) for goal in goals}) > 1 and not with_copies:
            yield _shared_words(claims, text, goals)


def _words(goal: Goal) -> str:
    """A goal's words, without those of an empty form."""
    return _PLACEHOLDER.sub("", fold(goal.goal))


def _share_words(goals: Sequence[Goal]) -> bool:
    """Whether one text of some length serves all of the goals."""
    return len({_words(goal) for goal in goals}) == 1 and len(_words(goals[0])) >= _SHORTEST


def copied_goals(claims: ClaimSet) -> Iterator[list[Goal]]:
    """The groups of projects that share their indicators."""
    return (goals for goals, _ in _copies(claims))


@once
def _copies(claims: ClaimSet) -> tuple[tuple[list[Goal], bool], ...]:
    return tuple(_copied(_lists(claims)))


@once
def _lists(claims: ClaimSet) -> tuple[_Listed, ...]:
    return tuple(_listed(goal) for goal in claims.goals if goal.scope == "project")


def _copied(projects: Sequence[_Listed]) -> Iterator[tuple[list[Goal], bool]]:
    """Groups of projects with the same indicators, and whether they are the same to the last."""
    groups: list[list[_Listed]] = []
    with_name: dict[str, list[int]] = defaultdict(list)
    for listed in projects:
        if listed.length < _FEWEST:
            continue
        shared = Counter(number for name in listed.names for number in with_name[name])
        group = next(
            (groups[number] for number in _likely(shared, listed) if _are_alike(listed, groups[number][0])), None
        )
        if group is not None:
            group.append(listed)
            continue
        for name in listed.names:
            with_name[name].append(len(groups))
        groups.append([listed])
    for members in groups:
        if len({_project(listed.goal) for listed in members}) > 1:
            exact = all(listed.targets == members[0].targets for listed in members)
            yield [listed.goal for listed in members], exact


def _partly(projects: Sequence[_Listed]) -> list[tuple[Goal, Goal]]:
    """Pairs of different projects of which one has most of the other's indicators, but is no whole copy."""
    pairs: list[tuple[Goal, Goal]] = []
    with_name: dict[str, list[_Listed]] = defaultdict(list)
    for listed in projects:
        shared = Counter(id(other) for name in listed.names for other in with_name[name])
        others = {id(other): other for name in listed.names for other in with_name[name]}
        for key, names in shared.items():
            other = others[key]
            most = names >= _FEWEST and names * 100 >= _NEAR * min(len(listed.names), len(other.names))
            if most and _project(listed.goal) != _project(other.goal) and not _are_alike(listed, other):
                pairs.append((other.goal, listed.goal))
        for name in listed.names:
            with_name[name].append(listed)
    return pairs


def _likely(shared: Counter[int], listed: _Listed) -> list[int]:
    """The groups that share enough names to be worth comparing, the first first."""
    return sorted(number for number, names in shared.items() if names * 3 >= len(listed.names))


def _listed(goal: Goal) -> _Listed:
    found = goal_seats(goal)
    names = Counter(seat.name for seat in found)
    return _Listed(goal, names, Counter((seat.name, seat.indicator.target) for seat in found), len(found))


def _are_alike(one: _Listed, other: _Listed) -> bool:
    """Whether two lists were copied: nine in ten names the same or nearly so, most of them with the same target."""
    part, whole = _ALIKE
    longer = max(one.length, other.length)
    same = (one.names & other.names).total()
    if same * whole < longer * _MOST:
        return False
    same += _nearly(list((one.names - other.names).elements()), list((other.names - one.names).elements()))
    return same * whole >= longer * part and (one.targets & other.targets).total() * whole >= longer * _MOST


def _nearly(names: list[str], others: list[str]) -> int:
    """How many of the names are those of the others with a word more or less."""
    count = 0
    for name in names:
        near = next((other for other in others if _ratio(name, other) >= _NEAR), None)
        if near is not None:
            others.remove(near)
            count += 1
    return count


def _ratio(one: str, other: str) -> int:
    """The characters in common, in per cent of all."""
    common = (Counter(one) & Counter(other)).total()
    return 200 * common // (len(one) + len(other))


def _finding(claims: ClaimSet, goals: Sequence[Goal], same: bool) -> Finding:
    names = _names(goals)
    chinese, english = ("完全相同", "the same") if same else ("几乎全部相同", "nearly the same")
    if _share_words(goals):
        chinese, english = f"{chinese}，绩效目标也相同", f"{english} goals and"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"{len(goals)} 个不同项目的绩效指标{chinese}：{names}",
            f"{len(goals)} different projects have {english} indicators: {names}",
        ),
        quotes=quote_forms(claims, goals),
        suggestion=("按各项目的内容分别设定指标", "set the indicators by what each project does"),
        source=SOURCE,
    )


def _partly_finding(claims: ClaimSet, pairs: Sequence[tuple[Goal, Goal]]) -> Finding:
    listed = "；".join(f"{one.name}与{other.name}" for one, other in pairs[:3])
    english = "; ".join(f"{one.name}, {other.name}" for one, other in pairs[:3])
    goals = {id(goal): goal for pair in pairs for goal in pair}
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"{len(pairs)} 对不同项目的绩效指标大部分同名：{listed}",
            f"{len(pairs)} pairs of different projects share most names of indicators: {english}",
        ),
        quotes=quote_forms(claims, list(goals.values())),
        suggestion=("核对是否抄自其他项目", "check whether they were copied from another project"),
        source=SOURCE,
    )


def _shared_words(claims: ClaimSet, text: str, goals: Sequence[Goal]) -> Finding:
    names = _names(goals)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"{len(goals)} 个不同项目的绩效目标都是“{text[:30]}”：{names}",
            f"{len(goals)} different projects have the same goal, “{text[:30]}”: {names}",
        ),
        quotes=tuple(quote_goal(claims, goal, goal.goal) for goal in goals),
        stated=text[:60],
        suggestion=("写明各项目自己的目标", "say what each project is to reach"),
        source=SOURCE,
    )


def _project(goal: Goal) -> str:
    """A project's name without what sets apart the same project of other units, districts and years."""
    name = _YEARS.sub("", _BRACKETS.sub("", fold(goal.name)))
    return _UNIT.sub("", name) or name


def _names(goals: Sequence[Goal]) -> str:
    names = list(dict.fromkeys(goal.name for goal in goals))
    return "、".join(names[:6]) + ("等" if len(names) > 6 else "")
