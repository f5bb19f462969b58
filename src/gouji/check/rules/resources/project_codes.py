"""Codes of projects name the place and a year that has come.

What it checks:
    Project codes that begin with an administrative division (6 digits) and a year (2 digits): the year is not after the
    budget's, and the division is that of the other codes. A later year is a warning (a notice where all codes have
    one), another division a notice.
Why:
    The code is given when a project enters the project library: a project of next year's library cannot be in this
    year's budget, and one of another division belongs to another department.
Not applicable when:
    1. The code has another form, or the year of the budget is not known.
    2. There are fewer than three codes, or they have no division in common.
    3. The document was read by OCR: a code is a row of characters without proof.
Source:
    预算管理一体化规范 (项目编码), as met in published budgets.

Examples:
    >>> from gouji.check.example import parse_example
    >>> goal = '''
    ... 目标 | 现场踏勘 | 编码=13099925P000418000011
    ... 产出指标/数量指标 | 踏勘件数 | ≥150件'''
    >>> [finding.stated for finding in check(parse_example(goal))]
    ['13099925P000418000011']
    >>> list(check(parse_example(goal.replace("13099925", "13099923"))))
    []
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gouji.check.rules.quotes import quote_goal
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.goal import Goal

CODE = "CLS10"
NAME = "classification.project_codes"
SOURCE = "预算管理一体化规范（项目编码）"

CHINESE = """
项目编码中的区划应一致，年份不应晚于预算年度。

查什么
    以六位区划代码和两位年份开头的项目编码：年份不晚于预算年度，区划与其他项目相同。
    年份晚于预算年度的为警告（全部编码如此的为提示，超过三个的合为一条），区划不同的作提示。
为什么
    编码在项目入库时产生：以后年度入库的项目不会在今年的预算里，其他区划的项目属于别的部门。
不适用的情形
    1. 编码不是这种形式，或不知道预算年度。
    2. 编码不足三个，或没有共同的区划。
    3. 由 OCR 识别的文件：编码无从验证。
依据
    预算管理一体化规范（项目编码），据已公开的预算归纳。
示例
    2024 年预算，项目编码 13099925P000418000011：年份为 2025，不成立。
"""

_CODE = re.compile(r"(?P<division>[1-6]\d{5})(?P<year>[12]\d)[A-Z0-9]{8,16}")
_FEWEST = 3
_APART = 3  # codes of a later year that are each a finding; more are told as one
_MOST = 3  # of four codes that agree on their division, one may differ


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each code of a later year, one for those of other divisions."""
    year = claims.facts.year
    if year is None or not year.value.isdigit() or not all(passage.certain for passage in claims.passages):
        return  # (1), (3)
    goals = [
        (goal, match)
        for goal in claims.goals
        if goal.scope == "project" and (match := _CODE.fullmatch(goal.code)) is not None
    ]
    later = [(goal, match) for goal, match in goals if 2000 + int(match["year"]) > int(year.value)]
    for goal, match in later if len(later) <= _APART else ():
        yield _finding(
            claims, goal, f"年份 20{match['year']} 晚于预算年度 {year.value}", "a later year", Severity.WARNING
        )
    if len(later) > _APART:
        yield _together(claims, [goal for goal, _ in later], year.value, all_of_them=len(later) == len(goals))
    divisions = Counter(match["division"] for _, match in goals)
    if len(goals) < _FEWEST or len(divisions) < 2:
        return  # (2)
    own, times = divisions.most_common(1)[0]
    for goal, match in goals:
        if match["division"] != own and times >= _MOST * (len(goals) - times):
            words = f"区划 {match['division']} 与其他项目（{own}）不同"
            yield _finding(claims, goal, words, "another division", Severity.NOTICE)


def _together(claims: ClaimSet, goals: Sequence[Goal], year: str, *, all_of_them: bool) -> Finding:
    """Many codes of a later year as one finding; where all are, the year read may be wrong: a notice."""
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE if all_of_them else Severity.WARNING,
        message=(
            f"{len(goals)} 个项目的编码年份晚于预算年度 {year}（如“{goals[0].name}”{goals[0].code}）",
            f"{len(goals)} project codes have a later year than the budget's, {year} (like {goals[0].code})",
        ),
        quotes=tuple(quote_goal(claims, goal, goal.code) for goal in goals),
        stated=goals[0].code,
        suggestion=("按项目库核对项目编码和预算年度", "check the codes and the budget year"),
        source=SOURCE,
    )


def _finding(claims: ClaimSet, goal: Goal, chinese: str, english: str, severity: Severity) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=(f"项目“{goal.name}”的编码 {goal.code}：{chinese}", f"code {goal.code} of “{goal.name}” has {english}"),
        quotes=(quote_goal(claims, goal, goal.code),),
        stated=goal.code,
        suggestion=("按项目库核对项目编码", "check the code against the project library"),
        source=SOURCE,
    )
