"""What a project costs: its own budget, its unit costs, and the quantities that they multiply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.check.rules.goals.seats import Seat, goal_seats
from gouji.law.goal_forms import plain_word
from gouji.model.amount import MONEY_UNITS, fold, parse_number
from gouji.model.claim import ClaimSet
from gouji.model.goal import Goal

_YEAR_MONEY = (
    "年度预算数",
    "本年预算数",
    "当年预算数",
    "当年预算",
    "项目当年预算",
    "本年预算",
    "年度资金总额",
    "年度预算资金总额",
    "年度资金申请总额",
    "年度金额",
    "当年金额",
    "预算数",
    "预算金额",
    "项目金额",
    "资金总额",
    "项目资金",
    "项目资金总额",
    "项目总额",
    "总额",
    "金额",
    "总计",
)
_TOTALS = frozenset({*_YEAR_MONEY, "实施期资金总额", "项目总预算", "预算总额", "合计"})
_PARTS = frozenset(
    {
        "财政资金",
        "财政拨款",
        "当年财政拨款",
        "本年财政拨款",
        "上年结转",
        "上年结转资金",
        "结转资金",
        "其他资金",
        "单位资金",
    }
)
_UNIT = re.compile(r"(?P<unit>亿元|百万元|万元|千元|元)")
_BY_PIECE = re.compile(
    r"单价|单位成本|单月|月均|每月|单日|单次|单个|单件|单套|人均|次均|户均|均价|每[^年月季].{0,4}?(?:成本|费用|价)|平均"
)
_SAME_PIECES = frozenset({"件", "次", "项", "个", "份", "笔", "宗", "人次", "组次"})
"""Words for pieces that a form mixes: 5000 件 at 88 元/次."""


@dataclass(frozen=True, slots=True)
class Product:
    """A quantity and the unit cost that it is multiplied by: what they make in 元, and what rounding hides of it."""

    quantity: Seat
    cost: Seat
    yuan: Decimal
    half: Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """A project's own money as its form prints it: in 元, the half of its last digit, its words, its field."""

    yuan: Decimal
    half: Decimal
    words: str
    field: str


def budget_of(claims: ClaimSet, goal: Goal) -> Money | None:
    """The money that a goal's form prints for the year, None where it prints none or does not say in which unit."""
    named = {plain_word(path.rpartition("/")[2]): path for path in reversed(list(goal.fields))}
    return next((money for word in _YEAR_MONEY if word in named and (money := _money(claims, goal, named[word]))), None)


def parts_above_the_whole(claims: ClaimSet, goal: Goal) -> tuple[Money, tuple[Money, ...]] | None:
    """The largest total that a form prints, and its parts (财政拨款, 上年结转…) that are more; None where none is."""
    words = [(plain_word(path.rpartition("/")[2]), path) for path in goal.fields]
    amounts = [(word, _money(claims, goal, path)) for word, path in words if word in _TOTALS or word in _PARTS]
    totals = [money for word, money in amounts if money is not None and word in _TOTALS]
    whole = max(totals, key=lambda money: money.yuan, default=None)
    if whole is None:
        return None
    parts = tuple(
        money
        for word, money in amounts
        if money is not None and word in _PARTS and money.yuan > whole.yuan + whole.half + money.half
    )
    return (whole, parts) if parts else None


def _money(claims: ClaimSet, goal: Goal, path: str) -> Money | None:
    """The amount that a field prints, None where it prints none or does not say in which unit."""
    text = fold(goal.fields[path])
    unit = _UNIT.search(text) or _UNIT.search(fold(path)) or _UNIT.search(claims.tables[goal.table].unit or "")
    number = parse_number(_UNIT.sub("", text))
    if number is None or unit is None or not number.value:
        return None
    factor = MONEY_UNITS[unit["unit"]]
    words = f"{number.value:.{number.decimals}f}{unit['unit']}"
    return Money(number.value * factor, number.quantum * factor / 2, words, path)


def is_unit_cost(seat: Seat) -> bool:
    """Whether an indicator of cost is the cost of one piece: 元/次, 单价, 人均."""
    if seat.drawer != "cost" or seat.yuan is None:
        return False
    return "/" in seat.unit or bool(_BY_PIECE.search(seat.name + fold(seat.indicator.description)))


def products(goal: Goal) -> Iterator[Product]:
    """Each unit cost with the one quantity that it can multiply; nothing where more than one could be meant."""
    found = [seat for seat in goal_seats(goal) if seat.indicator.period == "year"]
    quantities = [seat for seat in found if _is_quantity(seat)]
    for cost in found:
        if is_unit_cost(cost) and cost.yuan is not None:
            quantity = _quantity_of(cost, quantities)
            if quantity is not None and quantity.value is not None:
                number = parse_number(cost.indicator.value)
                last_digit = number.quantum / number.value if number is not None and number.value else Decimal(0)
                made = quantity.value * cost.yuan
                yield Product(quantity, cost, made, made * last_digit / 2 if last_digit < 1 else Decimal(0))


def _is_quantity(seat: Seat) -> bool:
    return seat.drawer == "quantity" and seat.value is not None and bool(seat.unit) and "%" not in seat.unit


def _quantity_of(cost: Seat, quantities: Sequence[Seat]) -> Seat | None:
    """The quantity of a unit cost's piece: the only one of that unit, or the only one at all of a like word."""
    _, _, piece = cost.unit.partition("/")
    same = [seat for seat in quantities if piece and seat.unit == piece]
    if not same and len(quantities) == 1:
        mixed = piece in _SAME_PIECES and quantities[0].unit in _SAME_PIECES
        same = list(quantities) if mixed or not piece else []
    return same[0] if len(same) == 1 else None


def in_ten_thousands(yuan: Decimal) -> str:
    """An amount of 元 as a message gives it: 1320000 → 132万元, 64 → 64元."""
    if abs(yuan) < MONEY_UNITS["万元"]:
        return f"{_plain(yuan)}元"
    return f"{_plain(yuan / MONEY_UNITS['万元'])}万元"


def _plain(number: Decimal) -> str:
    text = f"{number.quantize(Decimal('0.01')):f}"
    return text.rstrip("0").rstrip(".")
