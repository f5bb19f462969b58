"""Direction of a target: what must not grow has an upper bound, what is to be reached a lower one.

What it checks:
    The comparator fits what the indicator measures: a cost and a time limit are at most (≤), so is what nobody wants
    (complaints, faults, accidents); an output, and a rate of what is wanted, are at least (≥). A quantity times its
    unit cost that is exactly the project's money shows both to be planned values, and a wrong sign of either is sure.
    The sign of a cost is that which the same cost has, with the same figure, in the other projects of the document.
    More than three slips of one kind in a document are told as one, with every place.
Why:
    "Unit cost ≥ 8800 元" is met by wasting, "≤ 150 cases" by doing nothing: such a goal cannot fail.
Not applicable when:
    1. The target is words, or is exact (=). Costs without a comparator among others that have one: a notice.
    2. A cost indicator is a rate, a saving, or a subsidy that is to be paid in full.
    3. What nobody wants is being reduced or dealt with (fault repair rate, complaints answered).
    4. An output is a limit by its nature (staff, journeys abroad, vehicles); others are told as a notice, as is a rate
       above a standard that is at least nothing.
Source:
    财预〔2021〕101号 (what the kinds of indicator are for).

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 目标 | 现场踏勘服务
    ... 产出指标/成本指标 | 踏勘单价 | ≥8800元'''
    >>> failures_of(example)
    ['GOA01 踏勘单价 ≥8800元: 成本指标“踏勘单价 ≥8800元”以“≥”设为下限，花得越多越达标，应为上限']
    >>> failures_of(example.replace("≥", "≤"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gouji.check.rules.goals.cost import Product, budget_of, in_ten_thousands, products
from gouji.check.rules.goals.seats import (
    Seat,
    bundle,
    gather,
    named,
    places,
    quote_groups,
    quote_seats,
    seats,
    told,
)
from gouji.law.goal_indicators import says
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity

CODE = "GOA01"
NAME = "goals.direction"
SOURCE = "财预〔2021〕101号"

CHINESE = """
指标值的方向应与所衡量的内容相符。

查什么
    比较符号是否符合指标含义：成本、办理时限以及投诉、故障、事故等应为上限（≤），产出和合格率等应为下限（≥）。
    数量乘以单位成本恰为本项目预算的，两者都是计划值，符号写反即可确定。
    同名、同值的成本指标，个别项目的符号是否与其他项目相反。
    一份文件同类问题超过三处的，合为一条，附全部位置。
为什么
    “单价≥8800元”花得越多越达标，“≤150件”什么都不做也达标，这样的目标无法考核。
不适用的情形
    1. 指标值为文字，或写为等于；多数成本指标有比较符号而个别没有的，只作提示。
    2. 成本类中的比率、节约额以及应足额发放的补助。
    3. 对坏事的处理（故障修复率、投诉办结率）或减少。
    4. 本身即为限额的数量（人数、出国、车辆等）；其余只作提示，控制率“≥0%”也只作提示。
依据
    财预〔2021〕101号。
示例
    “单价 ≤8800元”“投诉率 ≤1%”：相符。“单价 ≥8800元”“故障率 ≥5%”：不符。
"""

_SAID = re.compile("不超|控制|以内|上限")  # names that say themselves that the cost is a limit
_FEWEST_OTHERS = 6  # rows of an indicator for each one that is written otherwise
_HALF, _HUNDRED = Decimal(50), Decimal(100)
_Slip = tuple[str, Severity, str, str]


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each target with the wrong direction, however many projects it was copied into."""
    yield from _unsigned(claims)
    odd = list(_odd_ones(claims))
    yield from (_odd_finding(claims, seats_of_one) for seats_of_one in odd)
    known = {id(seat.indicator) for same in odd for seat in same}
    proofs = _proofs(claims)
    found = (
        (slip, seat)
        for seat in seats(claims)
        if id(seat.indicator) not in known and (slip := _slip(seat, proofs)) is not None
    )
    for (kind, severity, _, _), groups in bundle(gather(found), lambda slip: slip[:2]):
        same = [seat for group in groups for seat in group]
        proof = proofs.get((id(same[0].goal), same[0].number)) if len(groups) == 1 else None
        told_chinese, told_english = _MESSAGES[kind]
        where, words = places(same), named(groups)
        is_sure = len(groups) == 1 and kind != "percent" and severity is not Severity.NOTICE
        yield Finding(
            code=CODE,
            name=NAME,
            severity=severity,
            message=(told_chinese.format(words[0]) + where[0], told_english.format(words[1]) + where[1]),
            quotes=quote_groups(claims, groups),
            stated=same[0].indicator.target,
            expected=_turned(same[0]) if is_sure else None,
            arithmetic=_arithmetic(proof) if proof is not None else None,
            suggestion=_REMEDIES[kind],
            source=SOURCE,
        )


def _unsigned(claims: ClaimSet) -> Iterator[Finding]:
    """A notice about costs without a comparator where most of the document's costs have one."""
    costs = [seat for seat in seats(claims) if seat.drawer == "cost" and seat.yuan is not None]
    bare = [seat for seat in costs if not seat.indicator.comparator and not _SAID.search(seat.name)]
    if bare and len(bare) * 2 < len(costs):
        where = places(bare)
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.NOTICE,
            message=(
                f"成本指标{told(bare[0])}没有比较符号，其他成本指标都有{where[0]}",
                f"the cost {told(bare[0])} has no comparator, while the other costs have{where[1]}",
            ),
            quotes=quote_seats(claims, bare),
            stated=bare[0].indicator.target,
            suggestion=_REMEDIES["cost"],
            source=SOURCE,
        )


def _odd_ones(claims: ClaimSet) -> Iterator[list[Seat]]:
    """Costs whose sign is the reverse of that of the same indicator, with the same figure, in all other projects."""
    costs = [seat for seat in seats(claims) if seat.drawer == "cost" and seat.at_least != seat.at_most]
    for same in gather(((seat.name, seat.value, seat.unit), seat) for seat in costs).values():
        odd = [seat for seat in same if seat.at_least]
        if odd and len(odd) * _FEWEST_OTHERS <= len(same) and _kind(odd[0]) in (None, "floor"):
            yield odd


def _odd_finding(claims: ClaimSet, odd: Sequence[Seat]) -> Finding:
    where = places(odd)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"{told(odd[0])}与其他项目的同一指标符号相反，其他都是“≤”{where[0]}",
            f"{told(odd[0])} has the reverse of the sign that it has in other projects, which is ≤{where[1]}",
        ),
        quotes=quote_seats(claims, odd),
        stated=odd[0].indicator.target,
        expected=_turned(odd[0]),
        suggestion=_REMEDIES["cost"],
        source=SOURCE,
    )


_MESSAGES: Mapping[str, tuple[str, str]] = {
    "cost": (
        "成本指标{}以“≥”设为下限，花得越多越达标，应为上限",
        "the cost {} has a lower bound: the more is spent, the better it is met; it should be an upper bound",
    ),
    "percent": (
        "成本指标{}以百分比设下限，既不是金额，方向也反了",
        "the cost {} is given as a percentage with a lower bound: neither money nor the right direction",
    ),
    "floor": (
        "成本指标{}以“≥0”为下限，没有超支与超支都能达标，请核对方向",
        "the cost {} has nothing for a lower bound, which any spending meets: please check the direction",
    ),
    "bad": (
        "{}：不希望发生的事以“≥”设为下限，发生得越多越达标",
        "{}: something unwanted has a lower bound: the more of it, the better it is met",
    ),
    "time": (
        "办理时限{}以“≥”设为下限，越慢越达标",
        "the time limit {} has a lower bound: the slower, the better it is met",
    ),
    "good": (
        "{}：希望提高的比率以“≤”设为上限，做得越差越达标",
        "{}: a rate that should be high has an upper bound: the worse, the better it is met",
    ),
    "output": (
        "产出数量{}以“≤”设为上限，不做事也能达标",
        "the output {} has an upper bound: doing nothing meets it",
    ),
}
_REMEDIES: Mapping[str, tuple[str, str]] = {
    "cost": ("改为“≤”", "turn it into ≤"),
    "floor": ("改为“≤”，或说明计算方法", "turn it into ≤, or say how it is counted"),
    "percent": ("改为金额上限（≤…元）", "give an amount as an upper bound (≤ … 元)"),
    "bad": ("改为“≤”，或改写为防范、处置的比率", "turn it into ≤, or name the rate of prevention or of handling"),
    "time": ("改为“≤”", "turn it into ≤"),
    "good": ("改为“≥”", "turn it into ≥"),
    "output": ("改为“≥”或“=”", "turn it into ≥ or ="),
}


def _slip(seat: Seat, proofs: Mapping[tuple[int, int], Product]) -> _Slip | None:
    """What is wrong with the direction of a target: kind, severity, and what makes it the same slip elsewhere."""
    kind = _kind(seat)
    if kind is None:
        return None
    severity = Severity.WARNING
    if kind in ("cost", "percent") and says("sure_cost", seat.name):
        severity = Severity.ERROR
    if kind == "floor" or (kind == "output" and (id(seat.goal), seat.number) not in proofs):
        severity = Severity.NOTICE
    return kind, severity, seat.name, seat.indicator.target


def _kind(seat: Seat) -> str | None:
    name = seat.name
    if seat.drawer == "cost" and seat.at_least and seat.value == 0 and says("above_standard", name):
        return "floor"
    if seat.drawer == "cost" and seat.at_least and not says("not_a_cost", name):
        if seat.yuan is not None:
            return "cost"
        return "percent" if seat.unit == "%" and says("amount_of_cost", name) else None
    if seat.at_least and seat.value and _is_bad(seat):
        return "bad"
    if seat.at_least and says("unit_of_time", seat.unit) and says("time_limit", name) and "/" not in seat.unit:
        return "time"
    if seat.at_most and seat.unit == "%" and seat.value and _HALF <= seat.value < _HUNDRED:
        return "good" if says("bounded", name) and not says("failure", name) else None
    if seat.at_most and seat.unit == "%" and seat.value == _HUNDRED and says("done", name):
        return None if says("failure", name) else "good"
    counted = bool(seat.unit) and seat.unit != "%" and seat.yuan is None
    if seat.drawer == "quantity" and seat.at_most and counted:
        return None if says("limit", name) or says("unit_of_time", seat.unit) else "output"
    return None


def _is_bad(seat: Seat) -> bool:
    """Whether an indicator counts what nobody wants, and not how it is dealt with or made less."""
    if says("bad_rate", seat.name) and not says("good_of_bad", seat.name):
        return True
    event = says("bad_event", seat.name) and not says("less_of_bad", seat.name)
    used_up = says("consumption", seat.name)
    return event or (used_up and not says("less_of_bad", seat.name + fold(seat.indicator.description)))


def _proofs(claims: ClaimSet) -> Mapping[tuple[int, int], Product]:
    """The products that are exactly a project's money, by the indicators that make them up."""
    proofs: dict[tuple[int, int], Product] = {}
    for goal in claims.goals:
        money = None
        for product in products(goal):
            money = money or budget_of(claims, goal)
            if money is not None and abs(product.yuan - money.yuan) <= money.half:
                proofs[id(goal), product.quantity.number] = product
                proofs[id(goal), product.cost.number] = product
    return proofs


def _arithmetic(product: Product) -> str:
    quantity, cost = product.quantity.indicator, product.cost.indicator
    return f"{quantity.value}{quantity.unit} × {cost.value}{cost.unit} = {in_ten_thousands(product.yuan)} = 预算数"


def _turned(seat: Seat) -> str:
    turned = "≤" if seat.at_least else "≥"
    return f"{turned}{seat.indicator.value}{seat.indicator.unit}"
