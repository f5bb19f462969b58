"""Last year's money is the same in the goal form of the whole department and in the text.

What it checks:
    Forms of the whole department that print what it received or spent in the year before, against what the text says
    by an increase or decrease of the whole budget (this year's amount less the change). A difference of up to a tenth
    is a notice.
Why:
    Both tell of one year. Where they differ, the increase that the text explains is not the one that the form shows.
Not applicable when:
    1. The form prints no total of the year before, or the text no change of the whole budget.
    2. One change of the text leads to the form's amount.
    3. A larger difference: the form counts something else (money executed, the department without its units).
    4. The difference is within rounding.
Source:
    财预〔2016〕143号 (changes against the year before are told); arithmetic.

Examples:
    >>> from gouji.check.example import parse_example
    >>> example = '''
    ... 部门整体支出绩效目标申报表 | 万元
    ... 项目 | 当年金额 | 近两年收支金额/2023年
    ... 合计 | 5456.16 | 5390.62
    ...
    ... 文字 | 万元 | flow=uses year=2024
    ... 总预算 5456.16
    ... 增加额 95.54 measure=change
    ... 增加 增加额 = 总预算'''
    >>> [finding.arithmetic for finding in check(parse_example(example))]
    ['5456.16 − 95.54 = 5360.62 ≠ 5390.62（差 30.00）']
    >>> list(check(parse_example(example.replace("95.54", "65.54"))))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.check.lookup import of_table, told_in_text
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "TIE05"
NAME = "ties.last_year_in_goal"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）；算术关系"

CHINESE = """
部门整体绩效目标表与文字所说的上年数应一致。

查什么
    部门整体绩效目标表列有上年收支总额的，与文字按“比上年增加（减少）”推得的上年总预算核对；相差在一成以内的作提示。
为什么
    两处说的是同一年。数字不同，文字所解释的增减就不是表上的增减。
不适用的情形
    1. 目标表没有上年总额，或文字没有总预算的增减额。
    2. 文字中有一处推得的上年数与目标表相同。
    3. 相差更多：口径不同（执行数，或只含部门本级）。
    4. 差额在四舍五入之内。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）；算术关系。
示例
    总预算5456.16，比上年增加95.54，推得上年5360.62；目标表上年合计5390.62：相差30.00。
"""

_WHOLE = "整体"
_TOTALS = ("合计", "总计", "总额")
_CLOSE = Decimal("0.1")
_FRAME = frozenset({Dimension.FLOW, Dimension.YEAR, Dimension.STAGE})
_FLOWS = ("expenditure", "uses", "income", "sources")

_Told = tuple[Claim, Claim, int]
"""This year's amount of the whole budget, its change, and the sign of the change."""


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding where no change of the text leads to the form's amount of last year."""
    year = claims.facts.year.value if claims.facts.year is not None else ""
    forms = _form_totals(claims, f"{int(year) - 1}年") if year.isdigit() else []
    told = list(_told(claims, year)) if forms else []
    if not told:
        return  # (1)
    pairs = [(_gap(form, one), form, one) for form in forms for one in told]
    least = min(pairs, key=lambda pair: abs(pair[0]))
    gap, form, one = least
    if abs(gap) > _slack(form, one) and abs(gap) <= _CLOSE * (form.amount.yuan or Decimal(0)):  # (2), (3), (4)
        yield _finding(gap, [other for other in forms if other.amount.yuan == form.amount.yuan], one)


def _form_totals(claims: ClaimSet, last: str) -> list[Claim]:
    """The totals that forms of the whole department print for a year."""
    tables = {goal.table for goal in claims.goals if goal.scope == "department"}
    tables |= {number for number, table in enumerate(claims.tables) if _WHOLE in table.title}
    return [
        claim
        for table in sorted(tables)
        for claim in of_table(claims, table)
        if claim.row is not None
        and claim.doubt is None
        and claim.amount.value
        and claim.amount.unit in MONEY_UNITS
        and any(level.endswith(last) for level in claim.column)
        and claims.tables[table].rows[claim.row].label.endswith(_TOTALS)
    ]


def _told(claims: ClaimSet, year: str) -> Iterator[_Told]:
    """What the text says of changes of the whole budget."""
    by_id = {claim.id: claim for claim in told_in_text(claims)}
    for statement in claims.statements:
        if statement.kind != "change" or not statement.parts:
            continue
        this, change = by_id.get(statement.parts[0]), by_id.get(statement.total)
        if this is not None and change is not None and _is_whole(this, year) and change.amount.unit in MONEY_UNITS:
            yield this, change, statement.sign


def _is_whole(claim: Claim, year: str) -> bool:
    point = claim.point
    return (
        point is not None
        and _FRAME.issuperset(point.fixed)
        and point.get(Dimension.FLOW) in _FLOWS
        and point.get(Dimension.YEAR) == year
        and point.get(Dimension.STAGE, "budget") == "budget"
        and claim.amount.unit in MONEY_UNITS
    )


def _before(one: _Told) -> Decimal:
    """Last year's amount in 元 by the text."""
    this, change, sign = one
    return (this.amount.yuan or Decimal(0)) - sign * (change.amount.yuan or Decimal(0))


def _gap(form: Claim, one: _Told) -> Decimal:
    return (form.amount.yuan or Decimal(0)) - _before(one)


def _slack(form: Claim, one: _Told) -> Decimal:
    steps = [claim.amount.quantum_yuan or Decimal(0) for claim in (form, *one[:2])]
    return sum(steps, Decimal(0))


def _finding(gap: Decimal, forms: Sequence[Claim], one: _Told) -> Finding:
    this, change, sign = one
    stated, before, size = forms[0].source.text, f"{_before(one) / 10_000:.2f}", f"{abs(gap) / 10_000:.2f}"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"上年数两处不一致：部门整体绩效目标表为 {stated}，按文字的增减推得 {before}万元，相差 {size}万元",
            f"last year's total is {stated} in the goal form, {before} 万元 by the change that the text tells",
        ),
        witnesses=(
            *(Witness(claim.id, "culprit") for claim in (*forms, change)),
            Witness(this.id, "witness"),
        ),
        stated=stated,
        expected=f"{before}万元",
        arithmetic=(
            f"{this.amount.value:f} {'−' if sign > 0 else '+'} {change.amount.value:f} = {before} "
            f"≠ {(forms[0].amount.yuan or Decimal(0)) / 10_000:.2f}（差 {size}）"
        ),
        suggestion=(
            "核对上年预算数，改正目标表或文字的增减额；口径不同的，予以说明",
            "look up last year's budget and correct the form or the change, or say what one of them leaves out",
        ),
        source=SOURCE,
    )
