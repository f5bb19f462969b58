"""Where printed parts do not add to their printed total, because each figure was rounded once from its exact value.

Parts and totals are told by their points: of two figures of a table that say the same but for one dimension, the one
inside the other is a part of it. Nothing is said where the exact parts do not make up the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from gouji.law.dimensions import adds_to, is_summable, lineage
from gouji.model.edition import Expected, Figure
from gouji.model.point import Dimension, Point

NOTE = "注：部分数据因四舍五入，分项之和与合计可能存在尾差。"

_SUMMED = tuple(axis for axis in Dimension if axis not in (Dimension.YEAR, Dimension.STAGE, Dimension.MEASURE))


def residues(claims: Iterable[Expected]) -> Iterator[tuple[Figure, Decimal]]:
    """Every total of a table that its printed parts miss: the total's figure, and by how much in its own unit."""
    figures = {claim.figure.point: claim.figure for claim in claims if claim.figure.point and claim.figure.exact}
    for axis in _SUMMED:
        for group in _alike(figures, axis):
            for whole in group:
                parts = [figures[part] for part in _parts(whole, group, axis)]
                gap = _gap(figures[whole], parts)
                if gap:
                    yield figures[whole], gap


def _alike(figures: Iterable[Point | None], axis: Dimension) -> Iterator[list[Point]]:
    """The points that differ in one dimension only, together."""
    groups: dict[Point, list[Point]] = defaultdict(list)
    for point in figures:
        if point is not None:
            groups[point.without(axis)].append(point)
    yield from (group for group in groups.values() if len(group) > 2)


def _parts(whole: Point, group: Sequence[Point], axis: Dimension) -> list[Point]:
    """The largest points of a group that are inside one of them."""
    inside = {point[axis]: point for point in group if _is_inside(point.get(axis), whole.get(axis), axis)}
    return [
        point for member, point in inside.items() if not any(above in inside for above in lineage(axis, member)[1:])
    ]


def _is_inside(member: str | None, whole: str | None, axis: Dimension) -> bool:
    if member is None or member == whole:
        return False
    return is_summable(axis) if whole is None else adds_to(axis, member, whole)


def _gap(whole: Figure, parts: Sequence[Figure]) -> Decimal:
    """By how much printed parts miss the printed whole that they exactly make up; 0 where they do not make it up."""
    if len(parts) < 2 or any(part.amount.unit != whole.amount.unit for part in parts):
        return Decimal(0)
    if sum(Decimal(part.exact) for part in parts) != Decimal(whole.exact):
        return Decimal(0)
    return sum((part.amount.value for part in parts), Decimal(0)) - whole.amount.value
