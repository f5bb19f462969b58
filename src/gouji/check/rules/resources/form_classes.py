"""人员类 in the goal form of the whole department is pay, not all basic expenditure.

What it checks:
    Goal forms that divide the money of the whole department into 人员类, 运转类 and 特定目标类: 人员类 that is all of
    basic expenditure, although part of that is 公用经费, is a notice.
Why:
    公用经费 belongs to 运转类. With it 人员类 is too large and 运转类 too small by the same amount, and the three
    classes cannot be compared with those of the budget.
Not applicable when:
    1. The form has no 人员类, or the document prints no 公用经费.
    2. 人员类 is another amount than basic expenditure.
Source:
    预算管理一体化规范 (人员类, 运转类 with 公用经费 and 其他运转类, 特定目标类).

Examples:
    >>> from gouji.check.example import parse_example
    >>> tables = '''
    ... 一般公共预算基本支出表 | 万元 | flow=expenditure nature=basic
    ... 科目 | 合计 | 公用经费 nature=public_use
    ... 合计 | 1191.58 | 186.28
    ...
    ... 部门整体支出绩效目标申报表 | 万元
    ... 项目 | 当年金额
    ... 人员类项目支出 | 1191.58
    ... 运转类项目支出 | 4264.58'''
    >>> [finding.arithmetic for finding in check(parse_example(tables))]
    ['1191.58 − 186.28 = 1005.30']
    >>> list(check(parse_example(tables.replace("支出 | 1191.58", "支出 | 1005.30"))))
    []
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.lookup import of_table
from gouji.check.rules.resources.ledger import money, row_label, totals_of
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "CLS12"
NAME = "classification.form_classes"
SOURCE = "预算管理一体化规范"

CHINESE = """
部门整体绩效目标表的“人员类”是人员经费，不是全部基本支出。

查什么
    部门整体绩效目标表把资金分为人员类、运转类、特定目标类的：人员类等于基本支出合计，而基本支出中有公用经费的，作提示。
为什么
    公用经费属于运转类。把它算进人员类，人员类多、运转类少同一金额，与预算的分类对不上。
不适用的情形
    1. 目标表没有人员类，或文件没有印出公用经费。
    2. 人员类不等于基本支出。
依据
    预算管理一体化规范（人员类；运转类，含公用经费和其他运转类；特定目标类）。
示例
    基本支出1191.58，其中公用经费186.28；目标表人员类1191.58：应为1005.30。
"""

_WHOLE = "整体"
_STAFF = "人员类"


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding where 人员类 holds 公用经费."""
    year = claims.facts.year.value if claims.facts.year is not None else None
    tables = {goal.table for goal in claims.goals if goal.scope == "department"}
    tables |= {number for number, table in enumerate(claims.tables) if _WHOLE in table.title}
    staff = [
        claim
        for table in sorted(tables)
        for claim in of_table(claims, table)
        if claim.doubt is None
        and claim.amount.unit in MONEY_UNITS
        and claim.amount.value
        and (claim.point is None or claim.point.get(Dimension.YEAR, year) == year)
        and row_label(claims, claim).startswith(_STAFF)
    ]
    if not staff:
        return  # (1)
    basic, running = totals_of(claims, nature="basic"), totals_of(claims, nature="public_use")
    for claim in staff:
        same = next((other for other in basic if other.amount.yuan == claim.amount.yuan), None)
        part = next((other for other in running if other.amount.value and other.table != claim.table), None)
        if same is not None and part is not None and _yuan(part) < _yuan(claim):
            yield _finding(claim, same, part)
            return


def _yuan(claim: Claim) -> Decimal:
    return claim.amount.yuan or Decimal(0)


def _finding(claim: Claim, basic: Claim, part: Claim) -> Finding:
    rest = money(_yuan(claim) - _yuan(part))
    whole, left_out = _yuan(claim) / 10_000, _yuan(part) / 10_000
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"整体绩效目标表“人员类”{money(_yuan(claim))}是基本支出合计，其中公用经费{money(_yuan(part))}属于运转类",
            f"人员类 of the goal form, {money(_yuan(claim))}, is all basic money; {money(_yuan(part))} is 公用经费",
        ),
        witnesses=(
            Witness(claim.id, "culprit"),
            Witness(basic.id, "witness"),
            Witness(part.id, "witness"),
        ),
        stated=money(_yuan(claim)),
        expected=rest,
        arithmetic=f"{whole:.2f} − {left_out:.2f} = {whole - left_out:.2f}",
        suggestion=(
            f"人员类改为 {rest}，公用经费并入运转类",
            f"state {rest} as 人员类 and add 公用经费 to 运转类",
        ),
        source=SOURCE,
    )
