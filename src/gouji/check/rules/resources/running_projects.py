"""Daily running costs stand in basic expenditure, not in projects.

What it checks:
    Projects whose name is that of a running cost (水电费, 印刷费, 物业管理…), or whose purpose is the daily running of
    the office. One notice for the document, with the projects and their sum.
Why:
    Basic expenditure is kept within quotas by the number of persons; what is moved to projects escapes them, and the
    running costs that are published are not what running the office costs.
Not applicable when:
    1. The document names no projects.
    2. The notice asks to look, it is no proof: 其他运转类 projects for running public halls are usual.
Source:
    部门预算管理: basic expenditure is for normal operation and daily work, projects are for particular tasks.

Examples:
    >>> from gouji.check.example import parse_example
    >>> table = '''
    ... 项目支出表 | 万元 | flow=expenditure nature=project
    ... 项目 | 合计
    ... 水电费 project=水电费 | 70.00
    ... 印刷费 project=印刷费 | 4.00
    ... 营商环境评估 project=营商环境评估 | 20.00'''
    >>> [finding.arithmetic for finding in check(parse_example(table))]
    ['70.00 + 4.00 = 74.00']
    >>> list(check(parse_example(table.replace("水电费", "平台建设").replace("印刷费", "普法宣传"))))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.check.rules.quotes import quote_goal
from gouji.check.rules.resources.ledger import money
from gouji.check.rules.resources.projects import Project, projects_of, quote_purpose, sum_of
from gouji.law.look_through import look_through
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity, Witness

CODE = "LOK01"
NAME = "look_through.running_projects"
SOURCE = "部门预算管理（基本支出与项目支出的划分）"

CHINESE = """
日常运转支出应列基本支出，不应列项目。

查什么
    名称就是日常公用支出（水电费、印刷费、物业管理等），或用途是机关日常运转的项目；全文合为一条提示，列出项目和合计。
为什么
    基本支出按定员定额管理；移到项目里就脱离了定额，公开的公用经费和机关运行经费也就不是真实的运转成本。
不适用的情形
    1. 文中没有项目。
    2. 本提示只请核对，不作认定：政务大厅等公共场所的运转列其他运转类项目很常见。
依据
    部门预算管理：基本支出保障机构正常运转和日常工作，项目支出用于特定任务。
示例
    项目“水电费” 70.00、“印刷费” 4.00：属于公用经费。
"""

_MOST_NAMED = 12


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for all projects that are running costs."""
    uses = look_through()
    found = [
        project
        for name, project in projects_of(claims).items()
        if uses.running.find(name) or any(uses.purposes.find(fold(goal.purpose)) for goal in project.goals)
    ]
    if not found:
        return
    amounts = [project.amount for project in found if project.amount]
    total = sum_of(found) if len(amounts) > 1 else Decimal(0)
    named = "、".join(f"“{project.name}”{_money_of(project)}" for project in found[:_MOST_NAMED])
    more = f"等 {len(found)} 个项目" if len(found) > _MOST_NAMED else ""
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"{named}{more}看来是日常运转支出，却列为项目" + (f"，合计 {money(total)}" if total else ""),
            f"{len(found)} projects look like daily running costs" + (f", {money(total)} in all" if total else ""),
        ),
        witnesses=tuple(Witness(project.figures[0].id, "culprit") for project in found if project.figures),
        quotes=tuple(_quotes(claims, found)),
        arithmetic=" + ".join(f"{amount / 10_000:.2f}" for amount in amounts) + f" = {total / 10_000:.2f}"
        if total and len(amounts) <= _MOST_NAMED
        else None,
        suggestion=(
            "属于机关日常公用支出的列公用经费；确为项目的，写明特定任务",
            "book running costs in basic expenditure; of a project, say what its task is",
        ),
        source=SOURCE,
    )


def _money_of(project: Project) -> str:
    return money(project.amount) if project.amount else ""


def _quotes(claims: ClaimSet, projects: Sequence[Project]) -> Iterator[Quote]:
    """The goal of each project, by the words that tell its purpose."""
    purposes = look_through().purposes
    for project in projects:
        for goal in project.goals[:1]:
            yield quote_purpose(claims, goal) if purposes.find(fold(goal.purpose)) else quote_goal(claims, goal)
