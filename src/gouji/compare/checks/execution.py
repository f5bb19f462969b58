"""Final account against budget: travel abroad, vehicles and receptions stay within their budget.

What it checks:
    Each 三公 item of the final account against the published budget's same item.
Why:
    These items are capped by the budget; one that exceeds it must be explained in the account.
Not applicable when:
    1. One of the documents does not print the item, or prints it with figures that do not agree.
    2. The account exceeds the budget by less than the coarser figure's last digit.
Source:
    《党政机关厉行节约反对浪费条例》: these expenses are kept within their budget.

Examples:
    >>> from gouji.compare.example import compared
    >>> budget = '''
    ... 三公经费表 | 万元 | flow=expenditure year=2023 stage=budget
    ... 项目 | 公务接待费 item=three_public.reception
    ... 合计 | 6.00'''
    >>> account = budget.replace("stage=budget", "stage=final").replace("6.00", "7.50")
    >>> compared((budget, "2023"), (account, "2023", "final_account"))
    ['warning ACR07 7.50 > 6.00']
    >>> compared((budget, "2023"), (account.replace("7.50", "5.00"), "2023", "final_account"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.check.figures import Figure
from gouji.check.wording import print_amount, print_figure, with_unit
from gouji.compare.model import Kind
from gouji.compare.study import Study, Tried
from gouji.compare.words import place_of, told
from gouji.model.finding import Finding, Identity, Outcome, Severity, Term, Verdict, Witness
from gouji.model.point import Dimension

CODE = "ACR07"
NAME = "across.execution"
SOURCE = "《党政机关厉行节约反对浪费条例》关于“三公”经费预算控制的要求"
KINDS = (Kind.FINAL,)

CHINESE = """
“三公”经费决算数不应超过预算数。

查什么
    决算的每项“三公”经费与已公开预算的同一项核对。
为什么
    “三公”经费受预算控制，超出的应在决算中说明。
不适用的情形
    1. 一方没有列示该项，或所列各数不一致。
    2. 超出部分小于较粗一方的末位。
依据
    《党政机关厉行节约反对浪费条例》：“三公”经费应控制在预算之内。
示例
    公务接待费预算 6.00，决算 7.50：列为疑点。
"""


def check(study: Study) -> Tried:
    """Every 三公 item that both documents print."""
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    for budget, final in _items(study):
        exceeds = final.value - budget.value >= max(budget.quantum, final.quantum)
        identity = Identity(CODE, budget.key, (Term(final.key),), relation=">=", why="预算数 ≥ 决算数")
        outcomes.append(Outcome(identity, Verdict.FAIL if exceeds else Verdict.PASS))
        if exceeds:
            findings.append(_finding(study, budget, final))
    return Tried(tuple(outcomes), tuple(findings))


def _items(study: Study) -> Iterator[tuple[Figure, Figure]]:
    for point, final in study.after.figures.items():
        item = point.get(Dimension.ITEM) or ""
        budget = study.before.find(point)
        if item.startswith("three_public") and budget is not None and Dimension.MEASURE not in point.fixed:
            yield budget, final


def _finding(study: Study, budget: Figure, final: Figure) -> Finding:
    library = study.library
    chinese, english = place_of(library.book, library.sides, final)
    other = told(library.book, library.sides, budget)
    over = with_unit(print_amount(final.value - budget.value, final), final)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if budget.certain and final.certain else Severity.NOTICE,
        message=(
            f"{chinese}为 {print_figure(final)}，超过预算 {over}；{other[0]}",
            f"{english} states {print_figure(final)}, {over} above the budget; {other[1]}",
        ),
        witnesses=(Witness(final.key, "culprit"), Witness(budget.key, "witness")),
        stated=print_figure(final),
        expected=f"≤ {with_unit(print_amount(budget.value, final), final)}",
        difference=over,
        arithmetic=f"{print_amount(final.value, final)} > {print_amount(budget.value, final)}",
        suggestion=("核对预算和决算，超出的说明原因", "check both; if it was exceeded, the account should say why"),
        source=SOURCE,
    )
