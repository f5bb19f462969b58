"""A department and its units: the department's figures are the sums of its units', less what they hand to each other.

What it checks:
    Each amount of the department against the sum of its units at the same point; subsidies to units, remittances from
    units and to superiors (上级补助, 附属单位上缴, 对附属单位补助) are taken off where they are counted twice.
Why:
    A department's budget is put together from its units'. A unit left out or counted twice shows nowhere else.
Not applicable when:
    1. A unit prints no figures of that sort: its share is not known; listed as not matched.
    2. Most sums fall short: units are missing here; then only what exceeds the department's figure is told.
    3. Rounding explains what is left.
Source:
    预算法 §8 (a department's budget consists of its units' budgets).

Examples:
    >>> from gouji.compare.example import compared_units
    >>> table = '''
    ... 支出预算表 | 万元 | flow=expenditure year=2024 stage=budget
    ... 科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
    ... 201 一般公共服务支出 | 60.00 | 40.00 | 20.00
    ... 208 社会保障和就业支出 | 12.00 | 11.00 | 1.00
    ... 210 卫生健康支出 | 6.00 | 5.50 | 0.50'''
    >>> compared_units(table, table.replace("11.00", "11.50"))
    ['error ACR03 11.00 ≠ 11.50']
    >>> compared_units(table, table)
    []
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.compare.changes import name_points
from gouji.compare.model import Kind, Unmatched
from gouji.compare.study import Study, Tried
from gouji.compare.ties import Telling, Tie, sort_ties, tie_finding
from gouji.compare.units import Units, add_up
from gouji.model.finding import Finding, Outcome, Severity, Verdict

CODE = "ACR03"
NAME = "across.units"
SOURCE = "《预算法》第八条"
KINDS = (Kind.UNITS,)

CHINESE = """
部门的数应为所属各单位之和减去单位间往来。

查什么
    部门的每个金额与各单位同一含义金额之和核对；上级补助、附属单位上缴、对附属单位补助等重复计算的部分予以扣除。
为什么
    部门预算由本部门及所属各单位预算组成；漏汇或重复汇总一个单位，在单份文件中看不出来。
不适用的情形
    1. 某单位没有这类数字：其份额不明，列入未匹配。
    2. 多数合计不足：此处单位不全，只提示单位之和大于部门的数。
    3. 差额可由四舍五入解释。
依据
    《预算法》第八条：各部门预算由本部门及其所属各单位预算组成。
示例
    部门社会保障支出的基本支出 11.50，唯一单位为 11.00：不成立。
"""
_TELLING = Telling(
    CODE,
    NAME,
    SOURCE,
    remedy=(
        "核对部门与单位的数，检查汇总是否漏汇、重复",
        "check department and units: was one left out or added twice?",
    ),
)


def check(study: Study) -> Tried:
    """The sums of all points of the department."""
    shelves = [study.library.own(number) for number in study.bond.before]
    units = add_up(study.library, shelves, study.after)
    if units.is_complete:
        done = sort_ties(CODE, units.known)
        findings = [_finding(study, ties, Severity.ERROR) for ties in done.failing]
        return Tried(done.outcomes, tuple(findings), _lacking(study, units))
    return _incomplete(study, units)


def _incomplete(study: Study, units: Units) -> Tried:
    """Units are missing, or the scopes differ: what exceeds the department's figure cannot be."""
    over = [
        tie
        for tie in units.known
        if not tie.grade.possible and tie.residue < 0 and tie.published is not None and tie.published.value >= 0
    ]
    short = [tie for tie in units.known if not tie.grade.possible and tie.residue > 0]
    outcomes: list[Outcome] = []
    for tie in units.known:
        (outcome,) = sort_ties(CODE, (tie,)).outcomes
        outcomes.append(_not_checkable(outcome) if tie in short else outcome)
    findings = [_finding(study, (tie,), Severity.WARNING) for tie in over]
    return Tried(tuple(outcomes), tuple(findings), (*_lacking(study, units), *_short(study, short)))


def _not_checkable(outcome: Outcome) -> Outcome:
    reason = "各单位之和小于部门：单位可能不全"
    return Outcome(outcome.identity, Verdict.NOT_CHECKABLE, outcome.residue, outcome.likelihood, reason)


def _finding(study: Study, ties: Sequence[Tie], severity: Severity) -> Finding:
    return tie_finding(study.library, _TELLING, ties, severity)


def _short(study: Study, ties: Sequence[Tie]) -> tuple[Unmatched, ...]:
    if not ties:
        return ()
    names = name_points(study.library, [tie.published for tie in ties if tie.published is not None])
    what = ("部门大于各单位之和的数字", "figures of the department above the sum of these units")
    reason = ("此处的单位可能不全", "some units may not be among these files")
    return (Unmatched(study.later.number, what, reason, len(ties), names),)


def _lacking(study: Study, units: Units) -> tuple[Unmatched, ...]:
    sums = [each for each in units.sums if each.lacking]
    if not sums:
        return ()
    names = name_points(study.library, [each.tie.published for each in sums if each.tie.published is not None])
    what = ("部门的数字", "figures of the department")
    reason = (
        "有单位没有这类数字或所印各数不一致，无法汇总",
        "a unit prints none of that sort, or prints that disagree: no sum",
    )
    return (Unmatched(study.later.number, what, reason, len(sums), names),)
