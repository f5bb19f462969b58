"""Payment plan: cumulative, never falling, and all of the money by the end of the year.

What it checks:
    The plan of payments of a goal form (资金支出计划) does not fall from month to month and ends at 100 % (or at the
    project's money); figures under a heading in per cent are per cent, not 万元; a plan that other forms of the
    document fill in is not left blank.
    All plans that give money under % are told as one.
Why:
    Progress is measured against it each quarter; amounts under (%) are read as shares.
Not applicable when:
    1. The form has no plan, or the last month is not printed.
    2. The plan is blank in every form, or the project has no money.
Source:
    省级项目绩效目标表样 (资金支出计划); 财预〔2015〕88号.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 目标 | 现场踏勘服务 | 预算数=132.00万元 | 资金支出计划(%)/6月底=66.00 | 计划=6:66.00 12:132.00'''
    >>> failures_of(example)
    ['GOA08 66.00、132.00: 132.00 = 预算数 132.00万元']
    >>> failures_of(example.replace("6:66.00 12:132.00", "6:50% 12:100%"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, takewhile

from gouji.check.rules.goals.cost import Money, budget_of
from gouji.check.rules.quotes import quote_field, quote_goal
from gouji.model.amount import MONEY_UNITS, Number, fold, parse_number
from gouji.model.claim import ClaimSet
from gouji.model.document import Grid
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.goal import Goal

CODE = "GOA08"
NAME = "goals.plans"
SOURCE = "省级项目绩效目标表样；财预〔2015〕88号"

CHINESE = """
资金支出计划应逐期累计，年底为100%。

查什么
    资金支出计划不逐期减少，年底为100%（或等于项目预算）；标明“%”的栏目下填的是百分比而不是万元；
    其他项目都填了计划的，本项目不空白。
    “%”栏下填金额的，各项目合为一条。
为什么
    执行进度按计划考核；“%”栏下的金额会被当作比例。
不适用的情形
    1. 表中没有支出计划，或没有年底数。
    2. 各项目均未填写，或项目没有预算。
依据
    省级项目绩效目标表样（资金支出计划）；财预〔2015〕88号。
示例
    25%、50%、75%、100%：相符。“资金支出计划（%）”下填33.00、66.00、99.00、132.00：不符。
"""

_HUNDRED = Decimal(100)
_DECEMBER = 12
_PLAN = re.compile(r"^资金支出|支出计划|^计划\(")
_INDICATORS = re.compile(r"一级指标|绩效指标")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each project whose plan is wrong, one for all whose plan is money under %."""
    planned = [goal for goal in claims.goals if goal.plan]
    in_money: list[Finding] = []
    for goal in planned:
        numbers = [number for _, text in goal.plan if (number := parse_number(text)) is not None]
        if len(numbers) == len(goal.plan):
            found = list(_plan(claims, goal, numbers))
            in_money += (finding for finding in found if finding.severity is Severity.ERROR)
            yield from (finding for finding in found if finding.severity is not Severity.ERROR)
    if in_money:
        yield _together(in_money)
    if len(planned) > 1 and len(planned) * 2 > len(claims.goals):
        yield from _blank(claims, planned)


def _plan(claims: ClaimSet, goal: Goal, numbers: Sequence[Number]) -> Iterator[Finding]:
    values = [number.value for number in numbers]
    printed = "、".join(text for _, text in goal.plan)
    in_percent = any(number.percent for number in numbers) or "%" in fold(_head(goal))
    budget = budget_of(claims, goal)
    money = _in_money(values[-1], budget)
    if any(later < sooner for sooner, later in pairwise(values)):
        chinese, english = f"资金支出计划逐期累计，却有减少：{printed}", f"the plan of payments falls: {printed}"
        yield _finding(claims, goal, Severity.WARNING, (chinese, english), printed, _steps(values))
    elif goal.plan[-1][0] != _DECEMBER:
        return  # (1)
    elif in_percent and values[-1] != _HUNDRED and money and budget is not None:
        chinese = f"“资金支出计划（%）”下填的是金额（{printed}），应为百分比"
        english = f"the plan of payments is headed % and gives amounts ({printed})"
        share = f"{values[-1]} = 预算数 {budget.words}"
        yield _finding(claims, goal, Severity.ERROR, (chinese, english), printed, _shares(values), share)
    elif values[-1] != _HUNDRED and not money and (in_percent or budget is not None):
        chinese = f"资金支出计划年底为 {goal.plan[-1][1]}，既不是100%，也不等于项目预算"
        english = f"the plan of payments ends at {goal.plan[-1][1]}: neither 100 % nor the project's money"
        yield _finding(claims, goal, Severity.WARNING, (chinese, english), printed)


def _together(found: Sequence[Finding]) -> Finding:
    """Plans that give money under %, of all projects that do: the form was filled in wrong once."""
    if len(found) == 1:
        return found[0]
    stated = "；".join(finding.stated or "" for finding in found)
    return replace(
        found[0],
        message=(
            f"{len(found)} 个项目的“资金支出计划（%）”下填的是金额（{stated}），应为百分比",
            f"the plans of payments of {len(found)} projects are headed % and give amounts ({stated})",
        ),
        quotes=tuple(quote for finding in found for quote in finding.quotes),
        stated=stated,
        expected="；".join(finding.expected or "" for finding in found),
        arithmetic="；".join(finding.arithmetic or "" for finding in found),
    )


def _head(goal: Goal) -> str:
    """The heading over the months of a plan."""
    return next((path for path in goal.fields if "计划" in path and path.rpartition("/")[2][:1].isdigit()), "")


def _in_money(last: Decimal, budget: Money | None) -> bool:
    """Whether the last figure of a plan is the project's money, in whichever unit."""
    return budget is not None and any(abs(last * unit - budget.yuan) <= budget.half for unit in MONEY_UNITS.values())


def _shares(values: Sequence[Decimal]) -> str:
    return "、".join(f"{value / values[-1] * _HUNDRED:.2f}%" for value in values)


def _steps(values: Sequence[Decimal]) -> str | None:
    """What the plan would be if its figures were those of the months alone, where they make up the whole."""
    total = sum(values)
    if total != _HUNDRED:
        return None
    sums = [sum(values[: end + 1]) for end in range(len(values))]
    return "、".join(f"{value}%" for value in sums)


def _finding(
    claims: ClaimSet,
    goal: Goal,
    severity: Severity,
    message: tuple[str, str],
    printed: str,
    expected: str | None = None,
    arithmetic: str | None = None,
) -> Finding:
    paths = [path for path in goal.fields if "计划" in path and path.rpartition("/")[2][:1].isdigit()]
    quotes = [quote_field(claims, goal, path) for path in paths[:1]] or [quote_goal(claims, goal)]
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=(f"{goal.name}：{message[0]}", f"{goal.name}: {message[1]}"),
        quotes=tuple(replace(quote, text=printed) for quote in quotes),
        stated=printed,
        expected=expected,
        arithmetic=arithmetic,
        source=SOURCE,
    )


def _has_money(claims: ClaimSet, goal: Goal) -> bool:
    """Whether a form prints an amount that is not nothing, whatever its unit."""
    if budget_of(claims, goal) is not None:
        return True
    texts = [text for path, text in goal.fields.items() if "预算" in path or "资金" in path]
    return any((number := parse_number(text)) is not None and number.value > 0 for text in texts)


def _blank(claims: ClaimSet, planned: Sequence[Goal]) -> Iterator[Finding]:
    """A notice about projects with money whose plan is blank while most others have one."""
    blank = [
        goal
        for goal in claims.goals
        if goal.scope == "project" and not goal.plan and goal.indicators and _has_money(claims, goal)
    ]
    if not blank:
        return
    names = "、".join(goal.name for goal in blank[:6])
    quotes = tuple(quote for goal in blank for quote in _heads(claims, goal) or [quote_goal(claims, goal)])
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"资金支出计划没有填写：{names}（其他 {len(planned)} 个项目均已填写）",
            f"the plan of payments is blank: {names} ({len(planned)} other projects have one)",
        ),
        quotes=quotes,
        suggestion=("补填资金支出计划", "fill in the plan of payments"),
        source=SOURCE,
    )


def _heads(claims: ClaimSet, goal: Goal) -> list[Quote]:
    """The heads of a form's plan with nothing below them; none where the form cannot be found among the grids."""
    table = claims.tables[goal.table]
    first = next((place for entry in table.rows[goal.row].entries for place in entry.places), None)
    for block in claims.documents[table.document].blocks if first is not None else ():
        if not isinstance(block, Grid):
            continue
        cells = iter(block.cells)
        if any(cell.place == first for cell in cells):  # goes on from there
            form = takewhile(lambda cell: not _INDICATORS.match(fold(cell.text)), cells)
            heads = (cell for cell in form if _PLAN.search(fold(cell.text)))
            return [Quote(cell.text, cell.place, "culprit", table.document, goal.table, goal.row) for cell in heads]
    return []
