"""Targets of indicators: what 「≥95%」, 「≤8800元/次」 or 「48小时内」 demand, as a comparator, a value and a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from gouji.model.amount import fold

_COMPARATOR_WORDS = {
    "≥": "≥ ≧ ⩾ >= => 不低于 不少于 不小于 大于等于 大于或等于 至少 达到",
    "≤": "≤ ≦ ⩽ <= =< 不高于 不超过 不大于 不多于 小于等于 小于或等于 控制在",
    "=": "= 等于",
    ">": "> 大于 高于 超过 多于",
    "<": "< 小于 低于 少于",
    "≈": "约 约为",
}
_COMPARATORS = {word: sign for sign, words in _COMPARATOR_WORDS.items() for word in words.split()}
_AFTER = {"以上": "≥", "及以上": "≥", "以下": "≤", "及以下": "≤", "以内": "≤", "之内": "≤", "内": "≤"}
_MORE = r"[^\d\s.,;:、。，；：≥≤=<>()]"  # a character of a unit between 、
_UNIT = rf"[^\d\s.,;:、。，；：≥≤=<>()%‰]{{1,8}}(?:/[^\d\s.,;:。，；：≥≤=<>()]{{1,6}}|(?:、{_MORE}{{1,2}}){{1,3}})?"
_TARGET = re.compile(
    rf"""(?P<comparator>{"|".join(sorted(map(re.escape, _COMPARATORS), key=len, reverse=True))})?
        (?P<value>-?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|-?\d+(?:\.\d+)?)
        (?P<percent>\(%\)|%|‰|百分比|个百分点)?
        (?P<unit>\([^()\d]{{1,8}}\)|{_UNIT}(?:\([^()\d]{{1,3}}\))?)?""",
    re.VERBOSE,
)
_DATE = re.compile(r"(?:19|20)\d\d年|\d{1,2}月(?:份|底|末|\d{1,2}日|前|中旬|上旬|下旬|$)|^前\d|第\d")
_ENDINGS = re.compile(rf"(?P<unit>.*?)(?P<after>{'|'.join(sorted(_AFTER, key=len, reverse=True))})(?P<rest>.{{0,4}})")
_TIME = re.compile(r"(?:个)?(?:小时|分钟|秒|天|日|工作日|自然日|个工作日|周|个月|月|年|学时|课时)")


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator demands: value in the unit printed (% for 百分比), and how it is to be compared."""

    comparator: str  # one of ≥ ≤ = > < ≈
    value: Decimal
    unit: str | None
    decimals: int = 0


def parse_target(text: str) -> Target | None:
    """The single number that a target text demands, or None for words, ranges, dates, ranks and sentences.

    >>> parse_target("≥95 百分比")
    Target(comparator='≥', value=Decimal('95'), unit='%', decimals=0)
    >>> parse_target("≤0.5万元/次").unit, parse_target("48小时内处理完毕").comparator, parse_target("27台、件、套").unit
    ('万元/次', '≤', '台、件、套')
    >>> parse_target("10-15项"), parse_target("2022年年底"), parse_target("前10名"), parse_target("明显提升")
    (None, None, None, None)
    """
    folded = fold(text).rstrip("。;,")
    match = _TARGET.fullmatch(folded) or _TARGET.match(folded)
    if match is None or _DATE.search(folded):
        return None
    rest = folded[match.end() :]
    unit, ending = (match["unit"] or "") + rest, "="
    tail = _ENDINGS.fullmatch(unit)
    if tail is not None:
        unit, ending = tail["unit"], _AFTER[tail["after"]]
        if tail["rest"] and not _TIME.fullmatch(unit):
            return None
    elif rest:
        return None
    if match["comparator"] and tail is not None:
        return None
    return _target(match, _bare(unit), ending)


def _bare(unit: str) -> str:
    """A unit without brackets around the whole of it."""
    return unit[1:-1] if unit.startswith("(") and unit.endswith(")") else unit


def _target(match: re.Match[str], unit: str, ending: str) -> Target | None:
    """The target of a match, unless its unit is no unit but a part of a sentence."""
    if match["percent"]:
        percent = "‰" if match["percent"] == "‰" else "%"
        if unit:
            return None
        unit = percent
    comparator = _COMPARATORS[match["comparator"]] if match["comparator"] else ending
    value = Decimal(match["value"].replace(",", ""))
    exponent = value.as_tuple().exponent
    return Target(comparator, value, unit or None, -exponent if isinstance(exponent, int) else 0)
