"""Quantity × price = amount in every line of the procurement table.

What it checks:
    Lines that print a quantity, a unit price and an amount: the product is the amount, as far as the printed digits of
    the price allow. Another product is a warning; where 元 and 万元 were mixed up, the message says so.
Why:
    The three figures are typed one by one; a price in 元 under a header in 万元 is the usual slip.
Not applicable when:
    1. One of the three is missing or nothing.
    2. The line sums others (a project, a unit) or is a total.
    3. Most lines of the table do not hold: its columns mean something else.
    4. The amount is not the sum of its funds: that sum tells of it.
Source:
    The forms' procurement table (数量, 单价, 金额); arithmetic.

Examples:
    >>> from gouji.check.example import failures_of
    >>> table = '''
    ... 政府采购预算表 | 万元 | flow=expenditure
    ... 项目 | 数量 measure=count | 单价 measure=unit_price | 金额
    ... 空调机组 item=procurement/空调机组 | 4 | 1.50 | 6.00
    ... 自助终端 item=procurement/自助终端 | 5 | 2.40 | 21.00'''
    >>> failures_of(table)
    ['PRO01 自助终端@金额: 5 × 2.40 = 12.00 ≠ 21.00']
    >>> failures_of(table.replace("21.00", "12.00"))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gouji.check.lookup import fixing
from gouji.check.rules.resources.ledger import row_label
from gouji.law.dimensions import is_within
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "PRO01"
NAME = "procurement.quantity_price"
SOURCE = "政府采购预算表样；算术关系"

CHINESE = """
政府采购表每一行：数量 × 单价 = 金额。

查什么
    同时列有数量、单价、金额的行：乘积应等于金额，在单价所印位数允许的范围内；不等的为警告，元、万元混用的予以指明。
为什么
    三个数是分别填写的，常见的错误是把元填在万元栏下。
不适用的情形
    1. 三个数缺一个，或其中有零。
    2. 该行是其他行的小计或合计。
    3. 表中多数行不成立：各栏另有含义。
    4. 金额不等于各项资金之和：由该行的求和来报。
依据
    政府采购预算表样（数量、单价、金额）；算术关系。
示例
    数量 5，单价 2.40，金额 21.00：应为 12.00。
"""

_SLIPS = (Decimal(10_000), Decimal(1) / Decimal(10_000))


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its quantity, price and amount."""

    quantity: Claim
    price: Claim
    amount: Claim
    funds: Decimal = Decimal(0)
    """What the line's funds add up to in 元; 0 where it prints none."""

    @property
    def product(self) -> Decimal:
        """Quantity × price in 元."""
        return self.quantity.amount.value * (self.price.amount.yuan or Decimal(0))

    def holds(self, factor: Decimal = Decimal(1)) -> bool:
        """Whether the amount is the product (times a factor), within the printed digits of price and amount."""
        room = abs(self.quantity.amount.value) * (self.price.amount.quantum_yuan or Decimal(0)) * factor
        room = (room + (self.amount.amount.quantum_yuan or Decimal(0))) / 2
        return abs(self.product * factor - (self.amount.amount.yuan or Decimal(0))) <= room

    @property
    def is_told(self) -> bool:
        """Whether the amount is not what its funds add up to: the sum of the line tells of it."""
        room = self.amount.amount.quantum_yuan or Decimal(0)
        return bool(self.funds) and abs(self.funds - (self.amount.amount.yuan or Decimal(0))) > room


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each line that does not hold, in tables where some do."""
    tables: dict[int | None, list[_Line]] = defaultdict(list)
    for line in _lines(claims):
        tables[line.amount.table].append(line)
    for lines in tables.values():
        holding = [line for line in lines if line.holds()]
        if not holding or 2 * len(holding) < len(lines):
            continue  # (3)
        yield from (_finding(claims, line) for line in lines if not line.holds() and not line.is_told)


def _lines(claims: ClaimSet) -> Iterator[_Line]:
    rows: dict[tuple[int | None, int | None], dict[str, Claim]] = defaultdict(dict)
    funds: dict[tuple[int | None, int | None], dict[str, Decimal]] = defaultdict(dict)
    for claim, point in fixing(claims, Dimension.ITEM):
        if "/" not in point[Dimension.ITEM] or claim.kind != "cell" or claim.doubt is not None:
            continue  # (2)
        fund = point.get(Dimension.FUND)
        if fund is not None:
            funds[claim.table, claim.row][fund] = claim.amount.yuan or Decimal(0)
        elif claim.amount.value > 0:
            rows[claim.table, claim.row].setdefault(point.get(Dimension.MEASURE) or "amount", claim)
    parents = {(number, row.parent) for number, table in enumerate(claims.tables) for row in table.rows}
    for place, figures in rows.items():
        if place not in parents and _is_complete(figures):
            yield _Line(figures["count"], figures["unit_price"], figures["amount"], _sum_of(funds[place]))


def _sum_of(funds: Mapping[str, Decimal]) -> Decimal:
    """The funds of a line together, those that are parts of another left out."""
    outer = [
        amount
        for fund, amount in funds.items()
        if not any(other != fund and is_within(Dimension.FUND, fund, other) for other in funds)
    ]
    return sum(outer, Decimal(0))


def _is_complete(figures: Mapping[str, Claim]) -> bool:
    return {"count", "unit_price", "amount"} <= figures.keys() and all(
        figures[measure].amount.unit in MONEY_UNITS for measure in ("unit_price", "amount")
    )


def _finding(claims: ClaimSet, line: _Line) -> Finding:
    unit = MONEY_UNITS[line.amount.amount.unit or "元"]
    product, price = line.product / unit, (line.price.amount.yuan or Decimal(0)) / unit
    slip = any(line.holds(factor) for factor in _SLIPS)
    label, shown = row_label(claims, line.amount), f"{product:.2f}{line.amount.amount.unit}"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"“{label}”：数量 × 单价 = {shown}，金额为 {line.amount.source.text}"
            + ("，差一万倍：元与万元混用" if slip else ""),
            f"“{label}”: quantity × price = {shown}, the amount is {line.amount.source.text}"
            + (", ten thousand times off: 元 and 万元 were mixed up" if slip else ""),
        ),
        witnesses=(
            Witness(line.amount.id, "culprit"),
            Witness(line.quantity.id, "witness"),
            Witness(line.price.id, "witness"),
        ),
        stated=line.amount.source.text,
        expected=shown,
        arithmetic=f"{line.quantity.amount.value:f} × {price:.2f} = {product:.2f} ≠ {line.amount.source.text}",
        suggestion=("核对数量、单价和金额", "check quantity, price and amount"),
        source=SOURCE,
    )
