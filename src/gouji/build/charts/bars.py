"""Last year and this year as pairs of bars, with the change in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.build.charts.data import print_change, print_rate, print_wan
from gouji.build.charts.model import Change
from gouji.build.charts.svg import GREY, PALETTE, element, picture, ratio, shorten, text_width, title, words

_SIZE = 13.0
_ROW = 56.0  # px of one pair with its words
_MOST = 10
_KEY = 26.0


def draw_bars(id: str, name: str, description: str, changes: Sequence[Change], width: int) -> str:  # noqa: A002 the attribute's name
    """The pairs as SVG, this year above last year; the smallest beyond ten are drawn as one."""
    drawn = _merged(changes)
    most = max((max(one.before, one.after) for one in drawn), default=Decimal(0))
    shapes = [*_key()]
    for place, one in enumerate(drawn):
        shapes.append(_pair(one, _KEY + place * _ROW, width, most))
    return picture(id, name, description, width, _KEY + len(drawn) * _ROW, *shapes)


def _merged(changes: Sequence[Change]) -> list[Change]:
    if len(changes) <= _MOST:
        return list(changes)
    shown, rest = changes[: _MOST - 1], changes[_MOST - 1 :]
    before = sum((one.before for one in rest), Decimal(0))
    return [*shown, Change(f"其他{len(rest)}类", before, sum((one.after for one in rest), Decimal(0)))]


def _key() -> Iterator[str]:
    """What the two bars are; by place and height too, not by colour alone."""
    yield element("rect", x=0, y=4, width=18, height=12, rx=2, fill=PALETTE[0])
    yield words("本年", 24, 15, _SIZE)
    yield element("rect", x=70, y=7, width=18, height=6, rx=2, fill=GREY)
    yield words("上年", 94, 15, _SIZE)


def _pair(one: Change, top: float, width: int, most: Decimal) -> str:
    told = _told(one)
    told_width = text_width(told, _SIZE)
    name = shorten(one.name, width - told_width - 12, _SIZE)
    says = title(f"{one.name}：上年 {print_wan(one.before)} 万元，本年 {print_wan(one.after)} 万元，{told}")
    return element(
        "g",
        says,
        words(name, 0, top + 16, _SIZE),
        words(told, width, top + 16, _SIZE, anchor="end"),
        element("rect", x=0, y=top + 23, width=_length(one.after, most, width), height=13, rx=2, fill=PALETTE[0]),
        element("rect", x=0, y=top + 38, width=_length(one.before, most, width), height=6, rx=2, fill=GREY),
    )


def _length(amount: Decimal, most: Decimal, width: int) -> float:
    return max(width * ratio(amount, most), 1.0) if amount > 0 else 0.0


def _told(one: Change) -> str:
    change = one.after - one.before
    if not one.before:
        return f"{print_change(change)}（上年没有）" if change else "持平"
    return (
        f"{print_change(change)}（{'+' if change > 0 else ''}{print_rate(change, one.before)}%）" if change else "持平"
    )
