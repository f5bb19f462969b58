"""How the points of figures lie to each other: which is part of which, and which parts make up a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from gouji.law.dimensions import CODE_LENGTHS, Cover, are_disjoint, cover, is_summable, is_within
from gouji.model.point import Dimension, Point

NO_SUM = ("rate", "share", "execution_rate", "unit_price", "score")
"""Measures whose values never add up to a whole."""

Split = tuple[Dimension, ...]
"""The dimensions in which a part is narrower than its whole."""

_CODED = frozenset(CODE_LENGTHS)


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


def changed_dimensions(inner: Point, outer: Point) -> Split:
    """The dimensions in which a part is narrower than its whole."""
    held = dict(outer.members)
    return tuple(dimension for dimension, member in inner.members if held.get(dimension) != member)


def nearest_parts(whole: Point, candidates: Sequence[Point]) -> tuple[Point, ...]:
    """The parts of a whole among the candidates that are in no other part of it."""
    parts = [point for point in dict.fromkeys(candidates) if is_part(point, whole)]
    return tuple(point for point in parts if not any(is_part(point, other) for other in parts))


def split_by_dimension(whole: Point, parts: Sequence[Point]) -> Mapping[Split, tuple[Point, ...]]:
    """The parts of a whole, gathered by the dimensions in which they split it (by fund, by function…)."""
    gathered: dict[Split, list[Point]] = defaultdict(list)
    for part in parts:
        gathered[changed_dimensions(part, whole)].append(part)
    return {dimensions: tuple(points) for dimensions, points in gathered.items()}


def gather_splits(splits: Sequence[Split]) -> list[tuple[Split, ...]]:
    """Splits that have a dimension in common, gathered: they cut the same whole to different depths.

    >>> [len(splits) for splits in gather_splits([("flow", "fund"), ("flow",), ("entity",)])]
    [2, 1]
    """
    gathered: list[tuple[Split, ...]] = []
    for split in splits:
        joined = [group for group in gathered if any(set(split) & set(other) for other in group)]
        gathered = [group for group in gathered if group not in joined]
        gathered.append((*(other for group in joined for other in group), split))
    return gathered


def do_not_overlap(parts: Sequence[Point]) -> bool:
    """Whether no two parts have anything in common: in some dimension each two are apart."""
    members = [dict(point.members) for point in parts]
    shared = [dimension for dimension in members[0] if all(dimension in other for other in members)] if members else []
    if any(_all_apart(dimension, [held[dimension] for held in members]) for dimension in shared):
        return True
    return all(
        any(dimension in other and not _meet(dimension, member, other[dimension]) for dimension, member in one.items())
        for place, one in enumerate(members)
        for other in members[:place]
    )


def _all_apart(dimension: Dimension, named: Sequence[str]) -> bool:
    """Whether no two members meet. Codes are sorted first: one that begins another stands right before it."""
    if dimension in _CODED:
        ordered = sorted(named)
        return not any(longer.startswith(shorter) for shorter, longer in pairwise(ordered))
    return len(set(named)) == len(named) and are_disjoint(dimension, named)


def exhausts(whole: Point, parts: Sequence[Point], dimension: Dimension) -> bool:
    """Whether law says that nothing of the whole is left beside the parts."""
    return cover(dimension, whole.get(dimension), [point[dimension] for point in parts]) is Cover.EXACT


def _meet(dimension: Dimension, one: str, other: str) -> bool:
    return one == other or is_within(dimension, one, other) or is_within(dimension, other, one)
