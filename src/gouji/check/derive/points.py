"""How the points of figures lie to each other: which is part of which, and which parts make up a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache

from gouji.law.dimensions import Cover, are_disjoint, cover, is_summable, is_within, parent
from gouji.model.point import Dimension, Point

NO_SUM = frozenset({"rate", "share", "execution_rate", "unit_price", "score"})
"""Measures whose values never add up to a whole."""


@lru_cache(maxsize=65536)
def is_part(inner: Point, outer: Point) -> bool:
    """Whether one point is a proper part of another: fixed in more dimensions, or deeper in the same ones.

    >>> is_part(Point.of(flow="expenditure", function="20103"), Point.of(flow="expenditure", function="201"))
    True
    """
    if inner == outer:
        return False
    own = dict(inner.members)
    for dimension, member in outer.members:
        held = own.pop(dimension, None)
        if held is None or (held != member and not is_within(dimension, held, member)):
            return False
    return all(is_summable(dimension) for dimension in own)


def changed_dimensions(inner: Point, outer: Point) -> tuple[Dimension, ...]:
    """The dimensions in which a part is narrower than its whole."""
    held = dict(outer.members)
    return tuple(dimension for dimension, member in inner.members if held.get(dimension) != member)


def nearest_parts(whole: Point, candidates: Sequence[Point]) -> tuple[Point, ...]:
    """The parts of a whole among the candidates that are in no other part of it."""
    parts = [point for point in dict.fromkeys(candidates) if is_part(point, whole)]
    return tuple(point for point in parts if not any(is_part(point, other) for other in parts))


def split_by_dimension(whole: Point, parts: Sequence[Point]) -> Mapping[tuple[Dimension, ...], tuple[Point, ...]]:
    """The parts of a whole, gathered by the dimensions in which they split it (by fund, by function…)."""
    gathered: dict[tuple[Dimension, ...], list[Point]] = defaultdict(list)
    for part in parts:
        gathered[changed_dimensions(part, whole)].append(part)
    return {dimensions: tuple(points) for dimensions, points in gathered.items()}


def do_not_overlap(parts: Sequence[Point], dimensions: Sequence[Dimension]) -> bool:
    """Whether no two parts, all narrower in these dimensions only, have anything in common."""
    if len(dimensions) == 1:
        return are_disjoint(dimensions[0], [point[dimensions[0]] for point in parts])
    return not any(
        all(_meet(dimension, one[dimension], other[dimension]) for dimension in dimensions)
        for place, one in enumerate(parts)
        for other in parts[:place]
    )


def exhausts(whole: Point, parts: Sequence[Point], dimension: Dimension) -> bool:
    """Whether law says that nothing of the whole is left beside the parts."""
    return cover(dimension, whole.get(dimension), [point[dimension] for point in parts]) is Cover.EXACT


def chain_of(dimension: Dimension, member: str) -> tuple[Hashable, ...]:
    """The member and all that it is part of, from the inside out."""
    chain = [member]
    above = parent(dimension, member)
    while above is not None:
        chain.append(above)
        above = parent(dimension, above)
    return tuple(chain)


def _meet(dimension: Dimension, one: str, other: str) -> bool:
    return one == other or is_within(dimension, one, other) or is_within(dimension, other, one)
