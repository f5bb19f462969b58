"""Relevance: the indicators of a project speak of what it does.

What it checks:
    At least one indicator of a project, by its name or description, has a word of the project's name, its purpose or
    its goal.
Why:
    Indicators that never mention the project's own work were taken from another project or from a common list.
Not applicable when:
    1. The project has fewer than five indicators, or a name of general words only (专项经费).
    2. The indicators are a copy of another project's: told once, by GOA06.
    All findings are one notice a document.
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
from collections.abc import Iterator

from gouji.check.rules.goals.clones import copied_goals
from gouji.check.rules.goals.seats import goal_seats, quote_forms
from gouji.law.goal_indicators import indicator_words
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.goal import Goal

CODE = "GOA16"
NAME = "goals.relevance"
SOURCE = "财预〔2015〕88号"

CHINESE = """
绩效指标应与项目内容相关。

查什么
    项目的绩效指标（名称或描述）是否至少有一条提到项目名称、用途或目标中的内容。
为什么
    没有一条提到本项目的工作，指标多半是从别的项目或通用模板搬来的。
不适用的情形
    1. 指标不足五条，或项目名称只有泛称（专项经费）。
    2. 指标与其他项目雷同的，已由 GOA06 提出。
    本项全文合为一条提示。
依据
    财预〔2015〕88号。
示例
    “道路挖掘修复”有“修复道路长度”：相关。只有“综合事务合格率”“任务及时率”：提示。
"""

_FEWEST = 5
_MARKS = re.compile(r"[^\u4e00-\u9fff]+|[的和与及或等对为在]")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for all projects whose indicators never mention them."""
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


def _is_strange(goal: Goal) -> bool:
    if goal.scope != "project":
        return False
    own = list(goal_seats(goal))
    wanted = _pairs(f"{goal.name} {goal.purpose} {goal.goal}")
    if len(own) < _FEWEST or not _pairs(goal.name):
        return False
    told = _pairs(" ".join(f"{seat.name} {seat.indicator.description}" for seat in own))
    return not wanted & told


def _pairs(text: str) -> set[str]:
    """The pairs of characters of a text's words, without those that stand in any goal."""
    words = _MARKS.split(fold(text))
    pairs = {word[start : start + 2] for word in words for start in range(len(word) - 1)}
    return pairs - indicator_words().general_pairs
