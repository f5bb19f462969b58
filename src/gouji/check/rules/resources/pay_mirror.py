"""Contributions are booked in the functional items made for them: pension, medical insurance, housing.

What it checks:
    Basic expenditure by economic class against basic expenditure by function: 公务员医疗补助缴费 that stands in
    行政(事业)单位医疗, as the amounts prove; contributions whose 款 the document does not know at all; classes that are
    more than their items hold. Notices: some places book them so throughout.
Why:
    The functional classification has items of their own for these contributions, so that what is spent on social
    security and housing can be added up over all departments.
Not applicable when:
    1. The document does not print basic expenditure of one fund both by class and by 项.
    2. The two tables do not have the same total: they do not print the same money.
    3. The item holds more than the class: other money (of retired or contracted persons) belongs there too.
Source:
    政府收支分类科目: 20805, 21011, 22102. That the two sides agree is custom of booking, no identity.

Examples:
    >>> from gouji.check.example import parse_example
    >>> tables = '''
    ... 一般公共预算支出表 | 万元 | flow=expenditure fund=general
    ... 科目 | 基本支出 nature=basic
    ... 2010301 行政运行 | 693.02
    ... 2101101 行政单位医疗 | 41.11
    ...
    ... 基本支出表 | 万元 | flow=expenditure fund=general nature=basic
    ... 科目 | 合计
    ... 30101 基本工资 | 693.02
    ... 30110 职工基本医疗保险缴费 | 32.11
    ... 30111 公务员医疗补助缴费 | 9.00'''
    >>> [finding.arithmetic for finding in check(parse_example(tables))]
    ['32.11 + 9.00 = 41.11']
    >>> list(check(parse_example(tables.replace("41.11", "32.11").replace("693.02", "702.02", 1))))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gouji.check.lookup import fixing
from gouji.check.rules.resources.ledger import (
    ClassLine,
    FunctionLine,
    class_lines,
    function_lines,
    money,
    prints_of,
)
from gouji.law.pay_items import PayItem, pay_items
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "CLS05"
NAME = "classification.contributions"
SOURCE = "财政部年度《政府收支分类科目》"

CHINESE = """
社会保险缴费、住房公积金应列在相应的功能科目。

查什么
    基本支出按经济分类与按功能分类相互核对。
    公务员医疗补助缴费并入行政（事业）单位医疗（金额相加恰好相等）；某项缴费的功能款在全文中不存在；
    经济科目的金额大于功能科目。都作提示：有的地方一直如此列报。
为什么
    功能分类为这些缴费单设科目，全社会用于社会保障和住房保障的支出才能汇总。
不适用的情形
    1. 没有同一资金的基本支出同时列到经济款级和功能项级。
    2. 两表合计不同：不是同一笔钱。
    3. 功能科目大于经济科目：离退休、聘用人员等支出也列在该功能科目。
依据
    财政部年度《政府收支分类科目》20805、21011、22102。两边相等是列报惯例，不是恒等式。
示例
    30110 32.11 + 30111 9.00 = 2101101 41.11，没有 2101103：公务员医疗补助列错了科目。
"""

_SUBSIDY, _INSURANCE = "30111", "30110"
_OBLIGATORY = frozenset({"20805", "22102"})
"""款 without which no pay is paid; medical insurance is booked elsewhere in some provinces."""
_ROUNDING = Decimal(200)  # 元: two last digits of 0.01 万元
_CLOSE = Decimal("0.005")

_Items = Mapping[str, Sequence[FunctionLine]]


def check(claims: ClaimSet) -> Iterator[Finding]:
    """The contributions that are not where the classification has them."""
    classes = class_lines(claims)
    fund = next((_fund(claim) for line in classes.values() for claim in line.figures), "")
    items: dict[str, list[FunctionLine]] = defaultdict(list)
    for line in function_lines(claims, fund):
        items[line.function].append(line)
    told = sum((line.amount for line in classes.values()), Decimal(0))
    spent = sum((line.amount("basic") for lines in items.values() for line in lines), Decimal(0))
    if not told or abs(told - spent) > _CLOSE * told:
        return  # (1), (2)
    listed = {item.economic: item for item in pay_items()}
    merged = list(_merged(claims, classes, items, listed))
    yield from merged
    groups = {code[:5] for code in _codes(claims)}
    short: list[tuple[PayItem, ClassLine]] = []
    for item in listed.values():
        paid = classes.get(item.economic)
        if paid is None or paid.amount <= 0 or (merged and item.economic in (_SUBSIDY, _INSURANCE)):
            continue
        if item.group not in groups and item.group in _OBLIGATORY:
            yield _missing(item, paid)
        elif (held := _held(items, item.functions)) and paid.amount - held > _ROUNDING:
            short.append((item, paid))
    if short:
        yield _short(short, items)


def _fund(claim: Claim) -> str:
    return (claim.point.get(Dimension.FUND) if claim.point is not None else None) or ""


def _codes(claims: ClaimSet) -> Iterator[str]:
    """The function codes of all figures that are not zero."""
    return (point[Dimension.FUNCTION] for claim, point in fixing(claims, Dimension.FUNCTION) if claim.amount.value)


def _held(items: _Items, codes: Sequence[str]) -> Decimal:
    return sum((line.amount("basic") for code in codes for line in items.get(code, ())), Decimal(0))


def _witnesses(items: _Items, codes: Sequence[str], lines: Sequence[ClassLine]) -> Iterator[Witness]:
    """The figures of the items, then those of the classes."""
    for code in codes:
        for line in items.get(code, ()):
            yield from (Witness(claim.id, "culprit") for claim in line.claims_of("basic"))
    for told in lines:
        yield from (Witness(claim.id, "witness") for claim in told.figures)


def _merged(
    claims: ClaimSet, classes: Mapping[str, ClassLine], items: _Items, listed: Mapping[str, PayItem]
) -> Iterator[Finding]:
    """公务员医疗补助 that stands in 行政(事业)单位医疗, where the amounts prove it."""
    insurance, subsidy = classes.get(_INSURANCE), classes.get(_SUBSIDY)
    if insurance is None or subsidy is None or subsidy.amount <= _ROUNDING or insurance.amount <= 0:
        return
    codes = listed[_INSURANCE].functions
    held, own = _held(items, codes), _held(items, listed[_SUBSIDY].functions)
    if own or abs(held - insurance.amount - subsidy.amount) > _ROUNDING:
        return
    amount = money(subsidy.amount)
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"公务员医疗补助缴费 {amount} 并入行政（事业）单位医疗（{money(held)}），没有列 2101103 公务员医疗补助",
            f"公务员医疗补助缴费 of {amount} is booked in 行政(事业)单位医疗 ({money(held)}), not in 2101103",
        ),
        witnesses=(
            *(
                Witness(other.id, "culprit")
                for code in codes
                for line in items.get(code, ())
                for claim in line.claims_of("basic")
                for other in prints_of(claims, claim)
            ),
            *_witnesses(items, (), (insurance, subsidy)),
        ),
        stated=money(held),
        expected=f"{money(insurance.amount)}；2101103 {amount}",
        arithmetic=f"{insurance.amount / 10_000:.2f} + {subsidy.amount / 10_000:.2f} = {held / 10_000:.2f}",
        suggestion=(
            f"将 {amount} 改列 2101103 公务员医疗补助；当地没有单列这一科目的，请核对",
            f"book {amount} in 2101103, unless the place does not use that item",
        ),
        source=SOURCE,
    )


def _missing(item: PayItem, line: ClassLine) -> Finding:
    amount = money(line.amount)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"基本支出有{item.name} {amount}（{item.economic}），而支出的功能分类中没有 {item.group} 款",
            f"basic expenditure has {amount} of {item.name} ({item.economic}), but no function {item.group} is printed",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in line.figures),
        stated=f"{item.economic} {amount}",
        expected=f"{item.functions[0]} {amount}",
        suggestion=(
            f"{item.name}列功能科目 {item.functions[0]}，相应减少现在列支的科目",
            f"book it in {item.functions[0]}, and less in the item that holds it now",
        ),
        source=SOURCE,
    )


def _short(short: Sequence[tuple[PayItem, ClassLine]], items: _Items) -> Finding:
    """One notice for all items that hold less than their class."""
    told = [
        (f"{item.name}（{item.economic}）{money(line.amount)}", f"{'、'.join(item.functions)} {money(held)}")
        for item, line in short
        for held in (_held(items, item.functions),)
    ]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            "基本支出的缴费大于相应的功能科目：" + "；".join(f"{paid}，{held}" for paid, held in told),
            "contributions exceed their functional items: " + "; ".join(f"{paid} > {held}" for paid, held in told),
        ),
        witnesses=tuple(witness for item, line in short for witness in _witnesses(items, item.functions, (line,))),
        arithmetic="；".join(
            f"{line.amount / 10_000:.2f} − {_held(items, item.functions) / 10_000:.2f}"
            f" = {(line.amount - _held(items, item.functions)) / 10_000:.2f}"
            for item, line in short
        ),
        suggestion=("核对差额列在哪个功能科目", "find the item in which the difference is booked"),
        source=SOURCE,
    )
