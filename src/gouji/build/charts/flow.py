"""A flow from sources (left) to uses (right): bars as high as their amounts, bands between them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from gouji.build.charts.data import print_wan
from gouji.build.charts.model import Link
from gouji.build.charts.svg import GREY, LINE, PALETTE, element, number, picture, ratio, text_width, title, words, wrap

_HEIGHT = 300.0  # px of all amounts together
_BAR = 14.0  # px, width of a bar
_GAP = 8.0  # px between bars or their labels
_SIZE = 13.0  # px of the font
_MOST = {"left": 7, "right": 11}
"""Bars on a side; the smallest beyond these are drawn as one."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Bar:
    name: str
    amount: Decimal
    top: float
    height: float
    lines: tuple[str, ...]


def draw_flow(id: str, name: str, description: str, links: Sequence[Link], width: int) -> str:  # noqa: A002 the attribute's name
    """The flow as SVG. Labels have slots of their own, so that they never overlap; the full names stand in titles."""
    drawn = _merged([link for link in links if link.amount > 0])
    total = sum((link.amount for link in drawn), Decimal(0))
    room = width * (0.27 if width >= 600 else 0.28)
    left = _column(_sums((link.source, link.amount) for link in drawn), total, room)
    right = _column(_sums((link.target, link.amount) for link in drawn), total, room)
    height = max(_end(left), _end(right)) + _GAP
    left, right = _centred(left, height), _centred(right, height)
    colours = {bar: GREY if place >= len(PALETTE) else PALETTE[place] for place, bar in enumerate(left)}
    x0, x1 = room + 8, width - room - 8 - _BAR
    shapes = [
        *_bands(drawn, left, right, colours, total, (x0 + _BAR, x1)),
        *(_bar(bar, x0, colours[key], "end", x0 - 8) for key, bar in left.items()),
        *(_bar(bar, x1, GREY, "start", x1 + _BAR + 8) for bar in right.values()),
    ]
    return picture(id, name, description, width, height, *shapes)


def _merged(links: Sequence[Link]) -> list[Link]:
    """The links with the smallest sources and uses together as one, where there are too many to draw."""
    sources = _names(_sums((link.source, link.amount) for link in links), _MOST["left"], "个来源")
    targets = _names(_sums((link.target, link.amount) for link in links), _MOST["right"], "类")
    sums = _sums(((sources[link.source], targets[link.target]), link.amount) for link in links)
    return [Link(source, target, amount) for (source, target), amount in sums.items()]


def _names(sums: Mapping[str, Decimal], most: int, counter: str) -> dict[str, str]:
    ordered = sorted(sums, key=lambda name: (-sums[name], name))
    if len(ordered) <= most:
        return {name: name for name in ordered}
    rest = f"其他{len(ordered) - most + 1}{counter}"
    return {name: name if place < most - 1 else rest for place, name in enumerate(ordered)}


def _sums(pairs: Iterable[tuple[Key, Decimal]]) -> dict[Key, Decimal]:
    sums: dict[Key, Decimal] = {}
    for key, amount in pairs:
        sums[key] = sums.get(key, Decimal(0)) + amount
    return sums


def _column(sums: Mapping[str, Decimal], total: Decimal, room: float) -> dict[str, _Bar]:
    """The bars of a side from the top, each in a slot high enough for its label."""
    bars: dict[str, _Bar] = {}
    top = _GAP
    for name in sorted(sums, key=lambda name: (name.startswith("其他") and name[2:3].isdigit(), -sums[name], name)):
        height = max(_HEIGHT * ratio(sums[name], total), 1.5)
        lines = _label(name, print_wan(sums[name]), room)
        slot = max(height, len(lines) * _SIZE * LINE)
        bars[name] = _Bar(name, sums[name], top + (slot - height) / 2, height, lines)
        top += slot + _GAP
    return bars


def _label(name: str, amount: str, room: float) -> tuple[str, ...]:
    """Name and amount on one line where both have room, else on lines of their own."""
    if text_width(f"{name} {amount}", _SIZE) <= room:
        return (f"{name} {amount}",)
    return (*wrap(name, room, _SIZE, 2), amount)


def _end(bars: Mapping[str, _Bar]) -> float:
    return max((_slot_end(bar) for bar in bars.values()), default=0.0)


def _slot_end(bar: _Bar) -> float:
    return bar.top + bar.height / 2 + max(bar.height, len(bar.lines) * _SIZE * LINE) / 2


def _centred(bars: Mapping[str, _Bar], height: float) -> dict[str, _Bar]:
    down = (height - _GAP - _end(bars)) / 2
    return {key: _Bar(bar.name, bar.amount, bar.top + down, bar.height, bar.lines) for key, bar in bars.items()}


def _bands(
    links: Sequence[Link],
    left: Mapping[str, _Bar],
    right: Mapping[str, _Bar],
    colours: Mapping[str, str],
    total: Decimal,
    between: tuple[float, float],
) -> Iterable[str]:
    order = {name: place for place, name in enumerate(left)}, {name: place for place, name in enumerate(right)}
    ordered = sorted(links, key=lambda link: (order[0][link.source], order[1][link.target]))
    used_left = {name: bar.top for name, bar in left.items()}
    used_right = {name: bar.top for name, bar in right.items()}
    for link in ordered:
        thick = _HEIGHT * ratio(link.amount, total)
        y0, y1 = used_left[link.source], used_right[link.target]
        used_left[link.source] += thick
        used_right[link.target] += thick
        says = title(f"{link.source} → {link.target}：{print_wan(link.amount)} 万元")
        path = _band(between, y0, y1, max(thick, 1.0))
        yield element("path", says, d=path, fill=colours[link.source], fill_opacity="0.42")


def _band(between: tuple[float, float], y0: float, y1: float, thick: float) -> str:
    x0, x1 = between
    middle = number((x0 + x1) / 2)
    a, b, c, d = number(y0), number(y1), number(y0 + thick), number(y1 + thick)
    begin, end = number(x0), number(x1)
    return f"M{begin} {a}C{middle} {a} {middle} {b} {end} {b}V{d}C{middle} {d} {middle} {c} {begin} {c}Z"


def _bar(bar: _Bar, x: float, colour: str, anchor: str, at: float) -> str:
    says = title(f"{bar.name}：{print_wan(bar.amount)} 万元")
    first = bar.top + bar.height / 2 - len(bar.lines) * _SIZE * LINE / 2 + _SIZE
    lines = [
        words(line, at, first + place * _SIZE * LINE, _SIZE, anchor=anchor) for place, line in enumerate(bar.lines)
    ]
    shape = element("rect", x=x, y=bar.top, width=_BAR, height=bar.height, rx=2, fill=colour)
    return element("g", says, shape, *lines)
