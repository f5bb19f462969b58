"""绩效工资 is pay of public institutions, not of offices.

What it checks:
    A department whose table of units lists offices (行政, 参公) only, and whose basic expenditure has 绩效工资 (30107).
    A notice: an office may have staff of institutional status.
Why:
    Either the table of units leaves an institution out, or the pay of civil servants is booked in the wrong class.
Not applicable when:
    1. The document has no table of units, or it lists an institution.
    2. Basic expenditure is not printed by economic class, or 30107 is nothing.
Source:
    政府收支分类科目: 30107 绩效工资 is pay of institutions' staff, 30103 奖金 holds the bonus of offices' staff.

Examples:
    >>> from gouji.check.example import parse_example
    >>> tables = '''
    ... 基本支出表 | 万元 | flow=expenditure fund=general nature=basic
    ... 科目 | 合计
    ... 30107 绩效工资 | 96.19
    ...
    ... 机构
    ... 青石县行政审批局本级 | 行政'''
    >>> [finding.stated for finding in check(parse_example(tables))]
    ['30107 96.19万元']
    >>> list(check(parse_example(tables.replace("| 行政", "| 事业"))))
    []
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.check.rules.resources.ledger import class_lines, money, unit_natures
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity, Witness

CODE = "CLS06"
NAME = "classification.performance_pay"
SOURCE = "财政部年度《政府收支分类科目》"

CHINESE = """
绩效工资是事业单位人员的工资，不是行政单位的。

查什么
    机构设置情况表只列有行政（参公）单位，而基本支出中有绩效工资（30107）。作提示：机关也可能有事业编制人员。
为什么
    或者机构表漏列了事业单位，或者公务员的奖金列错了科目。
不适用的情形
    1. 没有机构设置情况表，或表中列有事业单位。
    2. 基本支出没有列到经济款级，或 30107 为零。
依据
    财政部年度《政府收支分类科目》：30107 绩效工资反映事业单位工作人员的绩效工资，机关人员的奖金列 30103。
示例
    机构表只有一个行政单位，30107 绩效工资 96.19：请核对。
"""

_PERFORMANCE_PAY = "30107"
_OFFICES = ("行政", "参公", "参照公务员", "机关")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A notice where only offices are listed, and performance pay is paid."""
    units = unit_natures(claims)
    if not units or not all(nature.startswith(_OFFICES) for _, nature in units):
        return  # (1)
    paid = class_lines(claims).get(_PERFORMANCE_PAY)
    if paid is None or paid.amount <= 0:
        return  # (2)
    amount = money(paid.amount)
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"机构表所列 {len(units)} 个单位都是行政单位，基本支出却有绩效工资 {amount}",
            f"all {len(units)} units listed are offices, yet basic expenditure has performance pay of {amount}",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in paid.figures),
        stated=f"{_PERFORMANCE_PAY} {amount}",
        suggestion=(
            "核对机构表是否漏列事业单位；公务员的奖金列 30103",
            "see whether an institution is missing from the table of units; bonuses of civil servants go to 30103",
        ),
        source=SOURCE,
    )
