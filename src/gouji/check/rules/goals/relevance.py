"""Relevance: the indicators of a project speak of what it does.

What it checks:
    At least one indicator of a project, by its name, description or target in words, has a word of the project's name,
    its purpose or its goal. A project named after something to be built or bought does not say that its money is for
    the running of the office, without a word of its name.
Why:
    Indicators that never mention the project's own work were taken from another project or from a common list.
Not applicable when:
    1. The project has fewer than five indicators, or a name of general words only (专项经费).
    2. The indicators are a copy of another project's: told once, by GOA06.
    All findings are one notice a document of each of the two kinds.
Source:
    财预〔2015〕88号 (相关性).

Examples:
    >>> from gouji.check.example import parse_example
    >>> example = '''
    ... 目标 | 道路挖掘修复
    ... 产出指标/数量指标 | 综合业务办理量 | ≥95件
    ... 产出指标/质量指标 | 综合事务合格率 | ≥95%
    ... 产出指标/时效指标 | 任务及时率 | ≥95%
    ... 效益指标/社会效益指标 | 政策知晓率 | ≥80%
    ... 满意度指标/服务对象满意度指标 | 群众满意度 | ≥95%'''
    >>> [finding.message[0] for finding in check(parse_example(example))]
    ['1 个项目的绩效指标没有一条提到项目内容：道路挖掘修复']
    >>> list(check(parse_example(example.replace("综合业务办理量", "修复道路长度"))))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache

from gouji.check.rules.goals.clones import copied_goals
from gouji.check.rules.goals.seats import goal_seats, quote_forms
from gouji.check.rules.quotes import quote_field
from gouji.law.goal_indicators import indicator_words
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.goal import Goal

CODE = "GOA16"
NAME = "goals.relevance"
SOURCE = "财预〔2015〕88号"

CHINESE = """
绩效指标应与项目内容相关。

查什么
    项目的绩效指标（名称、描述或文字指标值）是否至少有一条提到项目名称、用途或目标中的内容；名称是建设、购置、改造的项目，
    用途和目标是否只说日常运转，而没有提到名称所说的内容。
为什么
    没有一条提到本项目的工作，指标多半是从别的项目或通用模板搬来的。
不适用的情形
    1. 指标不足五条，或项目名称只有泛称（专项经费）。
    2. 指标与其他项目雷同的，已由 GOA06 提出。
    两种情形全文各合为一条提示。
依据
    财预〔2015〕88号。
示例
    “道路挖掘修复”有“修复道路长度”：相关。只有“综合事务合格率”“任务及时率”：提示。
"""

_FEWEST = 5
_BUILDS = re.compile(r"建设|改造|升级|购置|修缮|新建|修建|开发")
_BUYS = re.compile(r"建设|改造|升级|[购租]|采买|更新|更换|修缮|维修|新建|修建|建成|开发")
_RUNS = re.compile(r"(?:机关|单位|办公|日常|工作)[^,。;]{0,6}(?:运转|运行)|日常(?:办公|工作)|正常(?:办公|工作|运转)")
_SHORTEST = 12  # characters of a purpose and goal that say something
_MARKS = re.compile(r"[^\u4e00-\u9fff]+|[的和与及或等对为在]")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for all projects whose indicators never mention them, one for those whose purpose does not."""
    elsewhere = [goal for goal in claims.goals if _is_for_running(goal)]
    if elsewhere:
        yield _elsewhere(claims, elsewhere)
    copied = {id(goal) for goals in copied_goals(claims) for goal in goals}
    strange = [goal for goal in claims.goals if id(goal) not in copied and _is_strange(goal)]
    if not strange:
        return
    names = "、".join(goal.name for goal in strange[:6])
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"{len(strange)} 个项目的绩效指标没有一条提到项目内容：{names}",
            f"no indicator of {len(strange)} projects speaks of what they do: {names}",
        ),
        quotes=quote_forms(claims, strange),
        suggestion=("按项目内容设定指标", "set indicators of what the project does"),
        source=SOURCE,
    )


def _is_for_running(goal: Goal) -> bool:
    """Whether a project that is to build or buy gives its money to the running of the office, with no word of it."""
    text = fold(f"{goal.purpose}。{goal.goal}")
    if goal.scope != "project" or not _BUILDS.search(goal.name) or len(text) < _SHORTEST or not _RUNS.search(text):
        return False
    own = _pairs(_BUILDS.sub(" ", goal.name))  # 购置经费 names nothing
    return bool(own) and not _BUYS.search(text) and not own & _pairs(text)


def _elsewhere(claims: ClaimSet, found: list[Goal]) -> Finding:
    names = "、".join(goal.name for goal in found[:6])
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"{len(found)} 个项目按名称是建设、购置，用途和目标却只说日常运转：{names}",
            f"{len(found)} project(s) named for something to build or buy are said to run the office: {names}",
        ),
        quotes=tuple(quote for goal in found for quote in _purpose(claims, goal)),
        suggestion=("按项目内容写明用途和目标", "say what the project's money buys and what it is to reach"),
        source=SOURCE,
    )


def _purpose(claims: ClaimSet, goal: Goal) -> Iterator[Quote]:
    """The fields of a form that say what its money is for, and what is to be reached."""
    paths = [path for path, text in goal.fields.items() if text and text in (goal.purpose, goal.goal)]
    return (quote_field(claims, goal, path) for path in paths) if paths else iter(quote_forms(claims, [goal]))


def _is_strange(goal: Goal) -> bool:
    if goal.scope != "project":
        return False
    own = goal_seats(goal)
    if len(own) < _FEWEST or not _pairs(goal.name):
        return False
    wanted = _pairs(f"{goal.name} {goal.purpose} {goal.goal}")
    told = _pairs(" ".join(f"{seat.name} {seat.indicator.description} {seat.indicator.target}" for seat in own))
    if wanted & told:
        return False
    return not (_signs(wanted) & _signs(told)) - _general_signs()  # 聘用 speaks of 聘请, 维修 of 修缮


def _signs(pairs: Set[str]) -> set[str]:
    """The characters of pairs."""
    return {sign for pair in pairs for sign in pair}


@cache
def _general_signs() -> frozenset[str]:
    return frozenset(_signs(indicator_words().general_pairs))


def _pairs(text: str) -> set[str]:
    """The pairs of characters of a text's words, without those that stand in any goal."""
    words = _MARKS.split(fold(text))
    pairs = {word[start : start + 2] for word in words for start in range(len(word) - 1)}
    return pairs - indicator_words().general_pairs
