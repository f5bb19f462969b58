"""Satisfaction: of whom, how much, and asked of those who are served.

What it checks:
    An indicator of satisfaction says whose it is, does not promise that everyone is content, and is not only that of
    the department's own staff.
Why:
    "Satisfaction 100 %" without an object cannot be surveyed; staff who rate what is bought for them grade themselves.
Not applicable when:
    1. The indicator is not about satisfaction.
    2. The project has another indicator of satisfaction, that of people who are served.
    All findings are notices: a form may leave the object to its instructions.
Source:
    财预〔2015〕88号; 财预〔2021〕101号 (满意度指标).

Examples:
    >>> from gouji.check.example import parse_example
    >>> example = '''
    ... 目标 | 现场踏勘服务
    ... 满意度指标/服务对象满意度指标 | 满意度 | ≥95%'''
    >>> [finding.message[0] for finding in check(parse_example(example))]
    ['满意度指标“满意度 ≥95%”没有写明是谁的满意度']
    >>> list(check(parse_example(example.replace("| 满意度 ", "| 办事群众满意度 "))))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gouji.check.rules.goals.seats import Seat, gather, goal_seats, places, quote_seats, told
from gouji.law.goal_indicators import says
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity

CODE = "GOA05"
NAME = "goals.satisfaction"
SOURCE = "财预〔2015〕88号；财预〔2021〕101号"

CHINESE = """
满意度指标应写明是谁的满意度，指标值应当可行。

查什么
    满意度指标是否写明对象，是否要求人人满意（100%），是否只由本单位人员自评。
为什么
    没有对象的满意度无法调查，“100%”难以实现，本单位人员给自己用的项目打分等于自评。
不适用的情形
    1. 与满意度无关的指标。
    2. 同一项目另有服务对象的满意度指标。
    本项一律只作提示。
依据
    财预〔2015〕88号；财预〔2021〕101号。
示例
    “办事群众满意度 ≥95%”：可行。“满意度 ≥95%”“群众满意度 100%”“职工满意度 ≥95%”：提示。
"""

_HUNDRED = Decimal(100)
_MESSAGES: Mapping[str, tuple[str, str]] = {
    "whose": ("满意度指标{}没有写明是谁的满意度", "the indicator {} does not say whose satisfaction it is"),
    "all": (
        "满意度指标{}要求人人满意，难以实现",
        "the indicator {} asks that everyone be content, which nobody reaches",
    ),
    "own": (
        "满意度指标{}只问本单位人员，等于自评",
        "the indicator {} asks the department's own staff: it grades itself",
    ),
}


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for each of the three, with every place."""
    found = (slip for goal in claims.goals for slip in _slips(list(goal_seats(goal))))
    for kind, same in gather(found).items():
        chinese, english = _MESSAGES[kind]
        where = places(same)
        words = f"{told(same[0])}等" if len({seat.name for seat in same}) > 1 else told(same[0])
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.NOTICE,
            message=(chinese.format(words) + where[0], english.format(told(same[0])) + where[1]),
            quotes=quote_seats(claims, same),
            stated=same[0].indicator.target,
            source=SOURCE,
        )


def _slips(own: list[Seat]) -> Iterator[tuple[str, Seat]]:
    content = [seat for seat in own if "满意" in seat.name or seat.drawer == "satisfaction"]
    served = [seat for seat in content if not says("own_people", seat.name)]
    for seat in content:
        if seat.unit == "%" and seat.value == _HUNDRED and "满意" in seat.name:
            yield "all", seat
        elif says("no_object", seat.name) and seat.drawer in ("satisfaction", ""):
            if not _described(seat):
                yield "whose", seat
            elif says("own_people", _words(seat)) and len(content) == 1:
                yield "own", seat
        elif says("own_people", seat.name) and not served:
            yield "own", seat


def _described(seat: Seat) -> bool:
    """Whether the description names the object that the name leaves out."""
    words = _words(seat)
    return "满意" in words and not says("no_object", words)


def _words(seat: Seat) -> str:
    return fold(seat.indicator.description or seat.indicator.basis).rstrip("。;")
