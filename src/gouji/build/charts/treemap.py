"""A whole as a rectangle, its parts as rectangles inside, grouped: areas are amounts. Layout by squarify."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.build.charts.data import print_rate, print_wan
from gouji.build.charts.model import Leaf
from gouji.build.charts.svg import (
    GREY,
    LINE,
    PALETTE,
    element,
    ink_on,
    picture,
    ratio,
    shorten,
    text_width,
    title,
    words,
    wrap,
)

_GAP = 1.5  # px around a rectangle
_HEAD = 20.0  # px of a group's name above its parts
_SIZE = 13.0
_SMALL = 11.0
_PAD = 5.0


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    height: float


def draw_treemap(id: str, name: str, description: str, leaves: Sequence[Leaf], width: int) -> str:  # noqa: A002 the attribute's name
    """The parts as SVG, the groups in the order of their size. A label that has no room is cut or left out."""
    parts = [leaf for leaf in leaves if leaf.amount > 0]
    total = sum((leaf.amount for leaf in parts), Decimal(0))
    groups: dict[str, list[Leaf]] = {}
    for leaf in parts:
        groups.setdefault(leaf.group, []).append(leaf)
    sums = {group: sum((leaf.amount for leaf in inside), Decimal(0)) for group, inside in groups.items()}
    ordered = sorted(groups, key=lambda group: -sums[group])
    height = 380.0 if width >= 600 else 440.0
    shapes: list[str] = []
    boxes = _layout([ratio(sums[group], total) for group in ordered], _Box(0, 0, width, height))
    for place, (group, box) in enumerate(zip(ordered, boxes, strict=True)):
        colour = PALETTE[place] if place < len(PALETTE) else GREY
        shapes += _group(group, sums[group], groups[group], box, colour, total)
    return picture(id, name, description, width, height, *shapes)


def _layout(sizes: Sequence[float], box: _Box) -> list[_Box]:
    from squarify import normalize_sizes, squarify

    if not sizes:
        return []
    least = max(sizes) / 10_000  # squarify divides by sizes; nothing is drawn smaller than this
    normal = normalize_sizes([max(size, least) for size in sizes], box.width, box.height)
    return [
        _Box(one["x"], one["y"], one["dx"], one["dy"]) for one in squarify(normal, box.x, box.y, box.width, box.height)
    ]


def _group(
    group: str, amount: Decimal, leaves: Sequence[Leaf], box: _Box, colour: str, total: Decimal
) -> Iterator[str]:
    label = _head(group, amount, box, total)
    inner = box
    if label:
        says = title(f"{group}：{print_wan(amount)} 万元，占 {print_rate(amount, total)}%")
        text = words(label, box.x + _GAP + 1, box.y + _HEAD - 6, _SIZE)
        yield element("g", says, text)
        inner = _Box(box.x, box.y + _HEAD, box.width, box.height - _HEAD)
    ordered = sorted(leaves, key=lambda leaf: -leaf.amount)
    sizes = [ratio(leaf.amount, amount) for leaf in ordered]
    for leaf, place in zip(ordered, _layout(sizes, inner), strict=True):
        yield _leaf(leaf, place, colour, total)


def _head(group: str, amount: Decimal, box: _Box, total: Decimal) -> str:
    """The line above a group: name and share; "" where the group is too small for one."""
    if box.height < 2 * _HEAD:
        return ""
    room = box.width - 2 * _GAP - 2
    whole = f"{group} {print_rate(amount, total)}%"
    return whole if text_width(whole, _SIZE) <= room else shorten(group, room, _SIZE)


def _leaf(leaf: Leaf, box: _Box, colour: str, total: Decimal) -> str:
    width, height = max(box.width - 2 * _GAP, 0.5), max(box.height - 2 * _GAP, 0.5)
    code = f"{leaf.code} " if leaf.code else ""
    says = title(
        f"{leaf.group} / {code}{leaf.name}：{print_wan(leaf.amount)} 万元，占 {print_rate(leaf.amount, total)}%"
    )
    shape = element("rect", x=box.x + _GAP, y=box.y + _GAP, width=width, height=height, rx=2, fill=colour)
    return element("g", says, shape, *_label(leaf, _Box(box.x + _GAP, box.y + _GAP, width, height), ink_on(colour)))


def _label(leaf: Leaf, box: _Box, ink: str) -> Iterator[str]:
    """The name in as many lines as have room, then the amount."""
    room = box.width - 2 * _PAD
    fits = int((box.height - 2 * _PAD) / (_SIZE * LINE))
    size = _SIZE if room >= 5 * _SIZE else _SMALL
    lines = wrap(leaf.name, room, size, min(fits, 4)) if fits > 0 else []
    for place, line in enumerate(lines):
        yield words(line, box.x + _PAD, box.y + _PAD + size + place * size * LINE, size, ink)
    amount = print_wan(leaf.amount)
    if lines and len(lines) < fits and text_width(amount, _SMALL) <= room:
        yield words(amount, box.x + _PAD, box.y + _PAD + size + len(lines) * size * LINE, _SMALL, ink)
