"""What a unit holds is worth something plausible: per square metre, per vehicle, per piece of equipment, in all.

What it checks:
    Value against area of houses, value against number of vehicles, value against number of pieces "单价20万元以上", and
    the total of assets against the expenditure of the year. A total beyond all measure is a warning, else a notice.
Why:
    A value in 元 under a header in 万元, or a figure in the line above or below, shows here and nowhere else: nothing
    adds up to it.
Not applicable when:
    1. The document prints the value or the number only, or one of them is nothing.
    2. Values are book values: old houses and vehicles may be worth little, so that a notice asks to look.
Source:
    Plausibility: 100 to 100 000 元 a square metre, 10 000 to 2 000 000 元 a vehicle; what costs 200 000 元 and more.

Examples:
    >>> from gouji.check.example import parse_example
    >>> table = '''
    ... 固定资产占用情况表 | 万元 |
    ... 项目 | 数量 measure=count | 价值
    ... 办公用房（平方米） item=assets.houses.offices | 452 | 2.11'''
    >>> [finding.arithmetic for finding in check(parse_example(table))]
    ['21100 ÷ 452 = 46.7 元/平方米']
    >>> list(check(parse_example(table.replace("2.11", "211.00"))))
    []
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from gouji.check.lookup import fixing
from gouji.check.rules.resources.ledger import most_of, row_label, totals_of
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "AST02"
NAME = "assets.values"
SOURCE = "常理（单位价值）"

CHINESE = """
资产的单位价值应当合乎常理。

查什么
    房屋价值与面积，车辆价值与数量，“单价20万元以上的设备”的价值与数量，资产总额与当年支出规模。
    资产总额大得离谱的为警告，其余为提示。
为什么
    把元填在万元栏下，或填错了行，只在这里看得出来：没有别的数与它相加。
不适用的情形
    1. 只列价值或只列数量，或其中之一为零。
    2. 价值是账面价值，旧房旧车可能很低，因此只作提示。
依据
    常理：房屋每平方米 100 元至 10 万元，车辆每辆 1 万元至 200 万元；单价 20 万元以上的设备每台不低于 20 万元。
示例
    办公用房 452 平方米，2.11 万元：每平方米 46.7 元。
"""

_AREA, _VEHICLE = (Decimal(100), Decimal(100_000)), (Decimal(10_000), Decimal(2_000_000))
_PER_PIECE = re.compile(r"单[位价][价值]*(?P<threshold>\d+)万元(?:\(含\))?以上")
_HUGE, _TIMES = Decimal(10**12), 1000
"""Assets of a million million 元 and a thousand times the year's expenditure are printed in the wrong unit."""

_COUNTS, _VALUES = ("count", "area"), (None, "value")
_Row = tuple[int | None, int | None]


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each row whose value is implausible, and for a total that is."""
    counts: dict[_Row, Claim] = {}
    values: dict[_Row, list[Claim]] = defaultdict(list)
    for claim, point in fixing(claims, Dimension.ITEM):
        if not point[Dimension.ITEM].startswith("assets") or claim.doubt is not None or not claim.amount.value:
            continue
        measure = point.get(Dimension.MEASURE)
        if measure in _COUNTS and claim.kind == "cell":
            counts.setdefault((claim.table, claim.row), claim)
        elif measure in _VALUES and claim.amount.unit in MONEY_UNITS:
            values[claim.table, claim.row].append(claim)
    for place, count in counts.items():
        for value in values.get(place, ())[:1]:
            yield from _piece(claims, value, count)
    yield from _total(claims, [claim for figures in values.values() for claim in figures])


def _piece(claims: ClaimSet, value: Claim, count: Claim) -> Iterator[Finding]:
    """A finding where what one of a row is worth is out of bounds."""
    item = (value.point.get(Dimension.ITEM) if value.point is not None else None) or ""
    label = row_label(claims, value)
    each = (value.amount.yuan or Decimal(0)) / count.amount.value
    threshold = _PER_PIECE.search(label)
    if item.startswith("assets.houses") and ("平方米" in label or count.amount.unit in ("平方米", "㎡")):
        (low, high), unit = _AREA, "平方米"
    elif item == "assets.vehicles":
        (low, high), unit = _VEHICLE, "辆"
    elif item.startswith("assets.equipment") and threshold:
        (low, high), unit = (Decimal(threshold["threshold"]) * 10_000, Decimal("Infinity")), "台"
    else:
        return
    if low <= each <= high or each <= 0:
        return
    arithmetic = f"{value.amount.yuan or 0:f} ÷ {count.amount.value:f} = {each:.1f} 元/{unit}"
    arithmetic = re.sub(r"^(\d+)\.0+ ", r"\1 ", arithmetic)
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"“{label}”平均每{unit} {each:.1f} 元，不合常理",
            f"“{label}” is worth {each:.1f} 元 a {unit} on average, which is not plausible",
        ),
        witnesses=(Witness(value.id, "culprit"), Witness(count.id, "culprit")),
        stated=f"{value.source.text} / {count.source.text}",
        arithmetic=arithmetic,
        suggestion=("核对价值的单位（元、万元）和所在的行", "check the unit of the value (元, 万元), and its row"),
        source=SOURCE,
    )


def _total(claims: ClaimSet, values: list[Claim]) -> Iterator[Finding]:
    """A finding where assets are a thousand times what is spent, and more than any unit holds."""
    spent = most_of(totals_of(claims))
    for claim in values:
        amount = claim.amount.yuan or Decimal(0)
        if claim.amount.unit != "万元" or amount < _HUGE or not spent or amount < _TIMES * spent:
            continue
        unit, smaller = claim.amount.unit, f"{amount / 10**8:.2f} 万元"  # read in 元, it would be this
        printed, times = f"{claim.amount.value:,}{unit}", f"{amount / spent:.0f}"
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.WARNING,
            message=(
                f"资产为 {printed}，是当年支出的 {times} 倍，单位似应为元（即 {smaller}）",
                f"assets of {printed} are {times} times the year's expenditure: the unit seems to be 元 ({smaller})",
            ),
            witnesses=(Witness(claim.id, "culprit"),),
            stated=printed,
            expected=smaller,
            suggestion=("改正单位", "correct the unit"),
            source=SOURCE,
        )
        return
