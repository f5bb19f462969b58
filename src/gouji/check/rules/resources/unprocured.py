"""Projects that buy goods, works or services are in the procurement budget.

What it checks:
    A procurement budget of nothing, beside projects whose names speak of purchases (设备购置, 系统建设, 租赁, 外包…).
    One notice for the document, where a project is of 50 000 元 and more, and all together of 200 000 元.
Why:
    Without a procurement budget nothing may be procured; what such projects buy was left out, or they buy nothing.
Not applicable when:
    1. The procurement budget is more than nothing, or the document says nothing of it.
    2. The notice asks to look: purchases below the local limits need not be in the procurement budget.
Source:
    政府采购法 §33 (procurement stands in the departmental budget), §64 (by the approved procurement budget).

Examples:
    >>> from gouji.check.example import parse_example
    >>> tables = '''
    ... 文字 | 万元 | flow=expenditure
    ... 政府采购预算 0.00 item=procurement
    ...
    ... 项目支出表 | 万元 | flow=expenditure nature=project
    ... 项目 | 合计
    ... 智慧园区建设 project=智慧园区建设 | 800.00
    ... 车辆租赁费 project=车辆租赁费 | 145.00'''
    >>> [finding.arithmetic for finding in check(parse_example(tables))]
    ['800.00 + 145.00 = 945.00']
    >>> list(check(parse_example(tables.replace("0.00 item", "900.00 item", 1))))
    []
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.lookup import fixing
from gouji.check.rules.quotes import quote_goal, quote_table
from gouji.check.rules.resources.ledger import money, totals_of
from gouji.check.rules.resources.projects import projects_of, sum_of
from gouji.law.look_through import look_through
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "PRO05"
NAME = "procurement.left_out"
SOURCE = "《政府采购法》第三十三条、第六十四条"

CHINESE = """
要采购货物、工程、服务的项目，应列入政府采购预算。

查什么
    政府采购预算为零，而项目名称说的是采购（设备购置、系统建设、租赁、外包等）；
    有 5 万元以上的项目且合计 20 万元以上的，全文合为一条提示。
为什么
    没有采购预算就不能采购；这些项目要买的东西，或者漏列，或者并不采购。
不适用的情形
    1. 政府采购预算不为零，或文中没有政府采购的内容。
    2. 本提示只请核对：当地限额标准以下的采购不必列入。
依据
    《政府采购法》第三十三条（采购列入部门预算）、第六十四条（按批准的采购预算执行）。
示例
    政府采购预算 0，项目“智慧园区建设” 800.00、“车辆租赁费” 145.00：请核对。
"""

_EACH, _TOGETHER = Decimal(50_000), Decimal(200_000)
_MOST_NAMED = 12


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for all projects that seem to buy."""
    told = totals_of(claims, "procurement")
    empty = [number for number, table in enumerate(claims.tables) if table.kind != "form" and "政府采购" in table.title]
    if not (told or empty) or _procures(claims):
        return  # (1)
    procured = look_through().procured
    found = [project for name, project in projects_of(claims).items() if procured.find(name) and project.amount]
    total = sum_of(found)
    if total < _TOGETHER or all(project.amount < _EACH for project in found):
        return
    named = "、".join(f"“{project.name}”{money(project.amount)}" for project in found[:_MOST_NAMED])
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"政府采购预算为零，而项目{named}看来需要采购，合计 {money(total)}",
            f"the procurement budget is nothing, while {len(found)} projects seem to buy, {money(total)} in all",
        ),
        witnesses=(
            *(Witness(claim.id, "culprit") for claim in told[:2]),
            *(Witness(project.figures[0].id, "culprit") for project in found),
        ),
        quotes=(
            *(quote_table(claims, number) for number in empty[:1]),
            *(quote_goal(claims, goal, role="witness") for project in found for goal in project.goals[:1]),
        ),
        arithmetic=" + ".join(f"{project.amount / 10_000:.2f}" for project in found) + f" = {total / 10_000:.2f}",
        suggestion=(
            "达到限额标准的采购列入政府采购预算；不采购的，在说明中讲清",
            "enter what is above the limits in the procurement budget, or say that nothing is bought",
        ),
        source=SOURCE,
    )


def _procures(claims: ClaimSet) -> bool:
    """Whether any figure of procurement is more than nothing."""
    return any(
        claim.amount.value and point[Dimension.ITEM].startswith(("procurement", "purchased_services"))
        for claim, point in fixing(claims, Dimension.ITEM)
    )
