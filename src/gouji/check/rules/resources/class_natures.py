"""Pay stands in the column of 人员经费, goods and services in that of 公用经费.

What it checks:
    Basic expenditure by economic class in columns by nature: 301 and 303 in 人员经费; 302, 307, 309 to 313 and 399 in
    公用经费. A class in the other column is a warning; 303 among running costs, traffic allowances (30239) among pay,
    a 类 as a whole, and more than two classes (a place's way of counting) are notices.
Why:
    The row still adds up when a figure slips into the next column; only the class tells where it belongs.
Not applicable when:
    1. The table does not divide basic expenditure, or prints no classes.
    2. The row is a 类 one of whose 款 in the same column is told already.
Source:
    政府收支分类科目 (部门预算支出经济分类); the forms of basic expenditure (人员经费, 公用经费).

Examples:
    >>> from gouji.check.example import failures_of
    >>> table = '''
    ... 基本支出表 | 万元 | flow=expenditure fund=general
    ... 科目 | 合计 nature=basic | 人员经费 nature=personnel | 公用经费 nature=public_use
    ... 30101 基本工资 | 213.77 | 213.77 |
    ... 30201 办公费 | 3.64 | 3.64 |'''
    >>> failures_of(table)
    ['CLS11 办公费@人员经费: 30201 → 人员经费 3.64万元']
    >>> failures_of(table.replace("3.64 | 3.64 |", "3.64 | | 3.64"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.check.lookup import fixing
from gouji.check.rules.resources.ledger import CLASS_DIGITS, money, row_label, year_and_stage
from gouji.law.dimensions import chinese_name
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "CLS11"
NAME = "classification.class_natures"
SOURCE = "财政部年度《政府收支分类科目》（部门预算支出经济分类）"

CHINESE = """
工资福利列人员经费栏，商品和服务列公用经费栏。

查什么
    按经济分类列示的基本支出：301、303 应在人员经费栏，302、307、309 至 313、399 应在公用经费栏；填在另一栏的为警告。
    303 填在公用经费栏、公务交通补贴（30239）填在人员经费栏的，只有类级的，以及超过两个科目如此（当地口径）的，作提示。
为什么
    填错一栏，该行合计仍然相等，只有科目能说明它应在哪一栏。
不适用的情形
    1. 表中没有区分人员经费和公用经费，或没有经济科目。
    2. 类级科目，且同一栏的款级科目已报。
依据
    财政部年度《政府收支分类科目》（部门预算支出经济分类）；基本支出表样。
示例
    30201 办公费 3.64 填在人员经费栏：不成立。
"""

_PERSONNEL, _PUBLIC_USE = "personnel", "public_use"
_PAY = frozenset({"301", "303"})
_GOODS = frozenset({"302", "307", "309", "310", "311", "312", "313", "399"})
_ALLOWED = frozenset({"30239"})
"""公务交通补贴, which some places pay out with wages."""
_TO_PERSONS = "303"
_SLIPS = 2  # classes in the wrong column; more of them are a place's way of counting


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each class that stands in the wrong column, wherever it does."""
    year, stage = year_and_stage(claims)
    wrong: dict[tuple[str, str], list[Claim]] = {}
    for claim, point in fixing(claims, Dimension.ECONOMIC):
        if claim.kind != "cell" or claim.doubt is not None:
            continue
        nature, code = point.get(Dimension.NATURE) or "", point[Dimension.ECONOMIC]
        if nature not in (_PERSONNEL, _PUBLIC_USE) or Dimension.FUNCTION in point.fixed:
            continue  # (1)
        if code[:3] not in (_GOODS if nature == _PERSONNEL else _PAY) or claim.amount.unit not in MONEY_UNITS:
            continue
        if (
            point.get(Dimension.YEAR, year) == year
            and point.get(Dimension.STAGE, stage) == stage
            and claim.amount.value
        ):
            wrong.setdefault((code, nature), []).append(claim)
    lowest = {
        (code, nature): figures
        for (code, nature), figures in wrong.items()
        if not any(other != code and other.startswith(code) and its == nature for other, its in wrong)  # (2)
    }
    is_habit = len(lowest) > _SLIPS
    for (code, nature), figures in lowest.items():
        yield _finding(claims, code, nature, figures, is_habit=is_habit)


def _finding(claims: ClaimSet, code: str, nature: str, figures: Sequence[Claim], *, is_habit: bool) -> Finding:
    is_usual = is_habit or len(code) < CLASS_DIGITS or code[:CLASS_DIGITS] in _ALLOWED or code[:3] == _TO_PERSONS
    held, right = (chinese_name(Dimension.NATURE, name) for name in (nature, _other(nature)))
    amount, name = money(figures[0].amount.yuan or figures[0].amount.value), row_label(claims, figures[0])
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE if is_usual else Severity.WARNING,
        message=(
            f"{code}（{name}）{amount} 填在“{held}”栏，应在“{right}”栏",
            f"{code} ({name}), {amount}, stands in the column of {held}; it belongs to {right}",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in figures),
        stated=held,
        expected=right,
        arithmetic=f"{code} → {held} {amount}",
        suggestion=(f"移到“{right}”栏，并核对两栏合计", f"move it to {right}, and check the totals of both columns"),
        source=SOURCE,
    )


def _other(nature: str) -> str:
    return _PUBLIC_USE if nature == _PERSONNEL else _PERSONNEL
