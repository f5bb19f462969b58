"""Pay of persons stands in basic expenditure, not in projects.

What it checks:
    Projects whose name, purpose or indicators speak of pay (工资, 聘用人员, 劳务派遣…). One notice for the document,
    with the cost a head where the form says how many persons. Another where project expenditure by economic class has
    工资福利支出 (301).
Why:
    Pay is published as 人员经费 and held against the establishment. Paid out of projects it is neither; and what a
    person costs, which the figures tell, should be alike from one project to the next.
Not applicable when:
    1. The document names no projects, or the words mean others' pay (experts, retired persons, peasant workers).
    2. The notice asks to look: places do pay persons without establishment out of projects.
Source:
    部门预算管理: 人员经费 is basic expenditure; 政府收支分类科目 301, 30226.

Examples:
    >>> from gouji.check.example import parse_example
    >>> tables = '''
    ... 项目支出表 | 万元 | flow=expenditure nature=project
    ... 项目 | 合计
    ... 窗口服务专项 project=窗口服务专项 | 270.00
    ...
    ... 目标 | 窗口服务专项
    ... 产出指标/数量指标 | 工资发放人数 | ≥21人'''
    >>> [finding.arithmetic for finding in check(parse_example(tables))]
    ['270.00 ÷ 21 = 12.86']
    >>> list(check(parse_example(tables.replace("工资发放人数", "办理事项数"))))
    []
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.lookup import fixing
from gouji.check.rules.quotes import quote_indicator
from gouji.check.rules.resources.ledger import money, year_and_stage
from gouji.check.rules.resources.projects import Project, projects_of, quote_purpose, sum_of
from gouji.law.look_through import look_through
from gouji.model.amount import MONEY_UNITS, fold, parse_number
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity, Witness
from gouji.model.point import Dimension

CODE = "LOK02"
NAME = "look_through.project_pay"
SOURCE = "部门预算管理（人员经费属于基本支出）；财政部年度《政府收支分类科目》"

CHINESE = """
人员工资应列基本支出，不应列项目。

查什么
    名称、用途或指标说的是人员工资（工资、聘用人员、劳务派遣等）的项目；全文合为一条提示，写明人数的列出人均成本。
    按经济分类列示的项目支出中有工资福利支出（301）的，另作一条提示。
为什么
    人员经费公开并与编制对照；由项目支付就看不到。各项目的人均成本还应大体相当。
不适用的情形
    1. 文中没有项目，或说的是他人的报酬（专家、离退休人员、农民工）。
    2. 本提示只请核对：编外人员由项目开支的做法不少。
依据
    部门预算管理：人员经费属于基本支出；财政部年度《政府收支分类科目》301、30226。
示例
    项目 270.00 万元，工资发放人数 21 人：人均 12.86 万元。
"""

_HEADS = ("人", "名")
_PAY, _PROJECTS = "301", frozenset({"project", "other_operations", "specific"})
_MOST_FIGURES = _MOST_NAMED = 12
_MOST_QUOTES = 24
_LONGEST = 40  # characters; a longer name is several indicators run together


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for all projects that pay persons, one for pay among the classes of project expenditure."""
    yield from _by_class(claims)
    found = [
        (project, quotes) for project in projects_of(claims).values() if (quotes := _told(claims, project)) is not None
    ]
    if not found:
        return
    total = sum_of([project for project, _ in found]) if all(project.amount for project, _ in found) else None
    heads = [text for project, _ in found if (text := _cost_a_head(project))]
    named = "、".join(
        f"“{project.name}”{money(project.amount) if project.amount else ''}" for project, _ in found[:_MOST_NAMED]
    )
    named += f"等 {len(found)} 个项目" if len(found) > _MOST_NAMED else ""
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"项目{named}用于人员工资"
            + (f"，合计 {money(total)}" if len(found) > 1 and total else "")
            + "，没有列入人员经费",
            f"{len(found)} projects pay persons" + (f", {money(total)} in all" if total else "") + ", outside 人员经费",
        ),
        witnesses=tuple(Witness(project.figures[0].id, "culprit") for project, _ in found if project.figures),
        quotes=tuple(quote for _, quotes in found for quote in quotes)[:_MOST_QUOTES],
        arithmetic="；".join(heads) or None,
        suggestion=(
            "属于本单位人员的列人员经费；派遣、外包的列劳务费或委托业务费，并说明人数和标准",
            "book pay of own staff in basic expenditure, of dispatched labour as a service; tell number and rate",
        ),
        source=SOURCE,
    )


def _by_class(claims: ClaimSet) -> Iterator[Finding]:
    """A notice where project expenditure by economic class has pay."""
    year, stage = year_and_stage(claims)
    figures = [
        claim
        for claim, point in fixing(claims, Dimension.ECONOMIC)
        if point[Dimension.ECONOMIC].startswith(_PAY)
        and point.get(Dimension.NATURE) in _PROJECTS
        and point.get(Dimension.YEAR, year) == year
        and point.get(Dimension.STAGE, stage) == stage
        and claim.kind == "cell"
        and claim.amount.unit in MONEY_UNITS
        and claim.amount.value > 0
        and claim.doubt is None
    ]
    if not figures:
        return
    amount = max(claim.amount.yuan or Decimal(0) for claim in figures)
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"项目支出中列有工资福利支出 {money(amount)}，人员工资应列基本支出",
            f"project expenditure has pay (301) of {money(amount)}, which belongs to basic expenditure",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in figures[:_MOST_FIGURES]),
        stated=money(amount),
        suggestion=(
            "核对人员范围；属于本单位人员的列人员经费",
            "see whose pay it is; that of own staff is basic expenditure",
        ),
        source=SOURCE,
    )


def _told(claims: ClaimSet, project: Project) -> tuple[Quote, ...] | None:
    """The words that say so (none for the name alone); None where the project says nothing of pay."""
    pay = look_through().pay
    if pay.exceptions.search(fold(project.name)):
        return None
    quotes: list[Quote] = []
    for goal in project.goals:
        if pay.find(fold(goal.purpose)):
            quotes.append(quote_purpose(claims, goal))
        numbers = [
            number
            for number, indicator in enumerate(goal.indicators)
            if len(indicator.name) <= _LONGEST and pay.find(fold(indicator.name))
        ]
        if numbers:
            heads = [number for number, indicator in enumerate(goal.indicators) if indicator.unit in _HEADS]
            quotes += [quote_indicator(claims, goal, number) for number in dict.fromkeys([*heads[:1], *numbers[:1]])]
    return tuple(quotes) if quotes or pay.find(fold(project.name)) else None


def _cost_a_head(project: Project) -> str:
    """The arithmetic of what a person costs in 万元, where one quantity of the forms counts persons."""
    counts = [
        number.value
        for goal in project.goals
        for indicator in goal.indicators
        if indicator.unit in _HEADS and "数量" in indicator.group and (number := parse_number(indicator.value))
    ]
    if not project.amount or len(set(counts)) != 1 or counts[0] <= 0:
        return ""
    amount = project.amount / 10_000
    return f"{amount:.2f} ÷ {counts[0]} = {amount / counts[0]:.2f}"
