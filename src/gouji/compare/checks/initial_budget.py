"""The budget in a final account: what it prints as the year's budget is the budget that was published.

What it checks:
    Columns 年初预算数 and amounts that sentences call the budget, each against the published budget's same point.
Why:
    The account shows how far the budget was kept; with another budget beside it, it shows nothing.
Not applicable when:
    1. The account prints the adjusted budget (调整预算数, 全年预算数) only.
    2. Most figures of a column differ: it is of another scope; that is told once, as a notice.
    3. One document prints coarser digits and rounding explains what is left.
Source:
    预算法 §75 (a final account gives the budget, the adjusted budget and the outcome); RULES X19.

Examples:
    >>> from gouji.compare.example import compared
    >>> budget = '''
    ... 支出预算表 | 万元 | flow=expenditure year=2023 stage=budget
    ... 科目 | 合计
    ... 201 一般公共服务支出 | 60.00'''
    >>> account = '''
    ... 支出决算表 | 万元 | flow=expenditure year=2023
    ... 科目 | 年初预算数 stage=budget | 决算数 stage=final
    ... 201 一般公共服务支出 | 66.00 | 58.00'''
    >>> compared((budget, "2023"), (account, "2023", "final_account"))
    ['warning ACR02 66.00 ≠ 60.00']
    >>> compared((budget, "2023"), (account.replace("66.00", "60.00"), "2023", "final_account"))
    []
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.compare.model import Kind
from gouji.compare.study import Study, Tried
from gouji.compare.ties import PROVEN, Telling, Tie, find_ties, nothing_told, try_ties
from gouji.model.finding import Severity

CODE = "ACR02"
NAME = "across.initial_budget"
SOURCE = "《预算法》第七十五条"
KINDS = (Kind.FINAL,)
_WHAT = ("年初预算数（表中或文字中）", "figures of the initial budget, in tables or sentences")

CHINESE = """
决算中的年初预算数应是公开的预算数。

查什么
    决算表年初预算数各栏、文字中的年初预算，逐一与已公开预算中含义相同的数核对。
为什么
    决算反映预算执行得如何；所列预算若不是公开的预算，就无从比较。
不适用的情形
    1. 决算只列调整预算数或全年预算数。
    2. 某栏多数数字不同：口径不同，只作一次提示。
    3. 一方位数较粗，差额可由四舍五入解释。
依据
    《预算法》第七十五条：决算按预算数、调整预算数、决算数分别列出。
示例
    预算公开 60.00，决算表年初预算数为 66.00：不成立。
"""


def check(study: Study) -> Tried:
    """Every figure of the account that is of the budget's stage."""
    if study.earlier.year is None:
        return Tried()
    ties = list(find_ties(study.library, study.later, study.before, study.earlier.year, "budget"))
    if not ties:
        return Tried(unmatched=nothing_told(study.later, _WHAT))
    return try_ties(study.library, Telling(CODE, NAME, SOURCE, ("ACR07",)), ties, _severity)


def _severity(ties: Sequence[Tie], holding: int) -> Severity:
    """An error where the other figures prove that both documents mean the same budget."""
    in_table = any(tie.stated.claim.kind == "cell" and tie.published is not None for tie in ties)
    return Severity.ERROR if in_table and holding >= PROVEN else Severity.WARNING
