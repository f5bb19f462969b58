"""Units of targets: a count has pieces, a rate has per cent, and no rate of a whole is over 100 %.

What it checks:
    The unit of a target fits what its indicator counts: numbers of people or cases, spans of time and amounts of money
    are not given in per cent, rates not in pieces; the unit in the name's brackets is the target's; a part of a whole
    is not over 100 %, and "≤ 100 %" bounds nothing; a unit is a unit, not words.
    More than three slips of one kind in a document are told as one, with every place.
Why:
    A target whose unit does not fit cannot be measured at the end of the year.
Not applicable when:
    1. The target is no number.
    2. The name does not say whether it is a count, a rate or a span of time.
    3. "≥ 100 %", 百分比 written out, several units for one count, a rate of 0 pieces, and a unit unusual for the name:
       told as notices.
Source:
    财预〔2015〕88号 (细化量化); 财预〔2021〕101号.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 目标 | 现场踏勘服务
    ... 产出指标/数量指标 | 踏勘人数 | ≥95%'''
    >>> failures_of(example)
    ['GOA02 踏勘人数 ≥95%: “踏勘人数 ≥95%”是数量，却以百分比为单位']
    >>> failures_of(example.replace("%", "人"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gouji.check.rules.goals.seats import (
    Seat,
    bundle,
    gather,
    named,
    places,
    printed_target,
    quote_groups,
    seats,
)
from gouji.law.goal_indicators import indicator_words, says, unit_in_name
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity

CODE = "GOA02"
NAME = "goals.units"
SOURCE = "财预〔2015〕88号；财预〔2021〕101号"

CHINESE = """
指标值的单位应与指标相符。

查什么
    人数、件数、期限和金额不以百分比计，比率不以件、次计；名称括号内的单位与指标值一致；
    合格率、满意度等不超过100%，“≤100%”没有约束；单位应是单位，不是一句话。
    一份文件同类问题超过三处的，合为一条，附全部位置。
为什么
    单位不符的指标值年底无法衡量。
不适用的情形
    1. 指标值不是数字。
    2. 名称看不出是数量、比率还是时间。
    3. “≥100%”、写成“百分比”、一个数量多个单位、比率为0件（起、次）、单位与名称不常见搭配：只作提示。
依据
    财预〔2015〕88号；财预〔2021〕101号。
示例
    “人数 ≥95人”“及时率 ≥95%”：相符。“人数 ≥95%”“及时率 ≤100%”“满意度 ≥200%”：不符。
"""

_HUNDRED = Decimal(100)
_MESSAGES: Mapping[str, tuple[Severity, str, str]] = {
    "count": (Severity.WARNING, "{}是数量，却以百分比为单位", "{} is a count, and its unit is per cent"),
    "bracket": (Severity.WARNING, "{}：单位与名称括号内的单位不同", "{}: its unit is not that of its name's brackets"),
    "time": (Severity.WARNING, "{}是时间，却以百分比为单位", "{} is a span of time, and its unit is per cent"),
    "money": (Severity.WARNING, "{}是金额，却以百分比为单位", "{} is an amount of money, and its unit is per cent"),
    "rate": (Severity.WARNING, "{}是比率，却以件数为单位", "{} is a rate, and its unit is pieces"),
    "nil": (Severity.NOTICE, "{}是比率，却以件数为单位", "{} is a rate, and its unit is pieces"),
    "over": (Severity.WARNING, "{}超过100%，部分不会大于全部", "{} is over 100 %: a part is never more than its whole"),
    "void": (Severity.WARNING, "{}没有约束：比率本来就不会超过100%", "{} bounds nothing: the rate is never over 100 %"),
    "words": (Severity.WARNING, "{}以一句话作单位，无法衡量", "{} has words for a unit and cannot be measured"),
    "least": (Severity.NOTICE, "{}：比率至多为100%，宜写“=100%”", "{}: a rate is at most 100 %, better = 100 %"),
    "written": (Severity.NOTICE, "指标值写作“百分比”，如{}，宜写“%”", "百分比 is written out, as in {}; better %"),
    "two": (Severity.NOTICE, "{}一个数量用了多个单位", "{} has several units for one count"),
    "noun": (Severity.NOTICE, "{}的单位与名称不相配，请核对", "{}: an unusual unit for this name, please check it"),
    "bare": (Severity.NOTICE, "{}是数量，没有写单位", "{} is a count without a unit"),
    "short": (Severity.NOTICE, "{}的单位不完整，应为“万元”", "the unit of {} is cut short: 万元"),
    "none": (Severity.NOTICE, "{}是比率，未写单位“%”", "{} is a rate without its %"),
}
_ONCE = frozenset({"least", "written", "bare", "none"})
"""Slips of habit: told once a document, whatever the indicator."""


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each slip, however many projects it was copied into."""
    found = ((_key(kind, seat), seat) for seat in seats(claims) if (kind := _kind(claims, seat)) is not None)
    for (kind, _, _), groups in bundle(gather(found), lambda key: key[0]):
        severity, chinese, english = _MESSAGES[kind]
        same = [seat for group in groups for seat in group]
        where = places(same)
        more = "等" if len(groups) == 1 and len({seat.name for seat in same}) > 1 else ""
        printed = f"“{same[0].name} {printed_target(claims, same[0])}”"
        words, in_english = named(groups) if kind != "written" else (printed, printed)
        yield Finding(
            code=CODE,
            name=NAME,
            severity=severity,
            message=(chinese.format(words + more) + where[0], english.format(in_english) + where[1]),
            quotes=quote_groups(claims, groups),
            stated=same[0].indicator.target,
            source=SOURCE,
        )


def _key(kind: str, seat: Seat) -> tuple[str, str, str]:
    return (kind, "", "") if kind in _ONCE else (kind, seat.name, seat.indicator.target)


def _kind(claims: ClaimSet, seat: Seat) -> str | None:
    if seat.value is None:
        return None
    if seat.unit != "%":
        return _kind_of_pieces(seat)
    wrong = _kind_of_percent(seat)
    return wrong or ("written" if "百分比" in printed_target(claims, seat) else None)


def _kind_of_percent(seat: Seat) -> str | None:
    """What is wrong with a target in per cent."""
    if unit_in_name(seat.indicator.name) not in ("", "%") and says("count", seat.name):
        return "bracket"
    if says("count", seat.name):
        return "count"
    if seat.drawer in ("timeliness", "lasting") and says("duration", seat.name):
        return "time"
    if seat.drawer == "cost" and says("money", seat.name) and not seat.at_least:
        return "money"  # at least a part of it: a slip of direction too (GOA01)
    if not says("bounded", seat.name) or seat.value is None:
        return "least" if seat.value == _HUNDRED and seat.at_least else None
    if seat.value > _HUNDRED:
        return "over"
    if seat.value == _HUNDRED and seat.at_most:
        return "void"
    return "least" if seat.value == _HUNDRED and seat.at_least else None


def _kind_of_pieces(seat: Seat) -> str | None:
    """What is wrong with a target whose unit is not per cent."""
    if seat.indicator.comparator and len(seat.unit) > 3 and says("unit_of_words", seat.unit):
        return None if says("unit_of_time", seat.unit) else "words"
    if says("rate", seat.name):
        if not seat.unit:
            return "none" if seat.value and unit_in_name(seat.indicator.name) != "%" else None
        pieces = not says("unit_of_time", seat.unit) and "/" not in seat.unit and "‰" not in seat.unit
        return ("rate" if seat.value else "nil") if pieces else None  # none is none in any unit
    if not seat.unit and says("count", seat.name) and not unit_in_name(seat.indicator.name):
        return "bare"
    if seat.unit in ("万", "亿") and seat.drawer == "cost":
        return "short"
    if "、" in fold(seat.unit):
        return "two"
    if seat.unit and any(
        name.search(seat.name) and not unit.search(seat.unit) for name, unit in indicator_words().nouns
    ):
        return "noun"
    return None
