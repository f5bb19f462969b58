"""How the points of figures lie to each other: which is part of which, and which parts make up a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, pairwise, product

from gouji.law.dimensions import CODE_LENGTHS, Cover, are_disjoint, cover, is_summable, is_within, lineage
from gouji.model.point import Dimension, Point

Split = tuple[Dimension, ...]
"""The dimensions in which a part is narrower than its whole."""

_CODED = frozenset(CODE_LENGTHS)


def is_part(inner: Point, outer: Point) -> bool:
    """Whether one point is a proper part of another: fixed in more dimensions, or deeper in the same ones.

    >>> is_part(Point.of(flow="expenditure", function="20103"), Point.of(flow="expenditure", function="201"))
    True
    """
    if len(inner.members) < len(outer.members):
        return False
    own = inner.fixed
    for dimension, member in outer.members:
        held = own.get(dimension)
        if held != member and (held is None or member not in lineage(dimension, held)):
            return False
    if len(own) == len(outer.fixed):
        return inner != outer
    return all(is_summable(dimension) for dimension in own if dimension not in outer.fixed)


def changed_dimensions(inner: Point, outer: Point) -> Split:
    """The dimensions in which a part is narrower than its whole."""
    held = outer.fixed
    return tuple([dimension for dimension, member in inner.members if held.get(dimension) != member])


@lru_cache(maxsize=1024)  # the lines of a list are asked for again and again
def nearest_parts(whole: Point, candidates: tuple[Point, ...]) -> tuple[Point, ...]:
    """The parts of a whole among the candidates that are in no other part of it."""
    parts = {point.members: point for point in candidates if is_part(point, whole)}
    if len(parts) < 2:
        return tuple(parts.values())
    return tuple(point for point in parts.values() if parts.keys().isdisjoint(_members_between(point, whole)))


def _members_between(part: Point, whole: Point) -> Iterator[tuple[tuple[Dimension, str], ...]]:
    """The members of all points that lie inside the whole and hold the part, the part itself not among them."""
    held = whole.fixed
    steps = [_steps(dimension, member, held.get(dimension)) for dimension, member in part.members]
    for members in islice(product(*steps), 1, None):
        yield tuple([pair for pair in members if pair is not None])


def _steps(dimension: Dimension, member: str, outer: str | None) -> list[tuple[Dimension, str] | None]:
    """A member with all above it, up to the one that holds it, or up to None where all are summed."""
    if member == outer:
        return [(dimension, member)]
    above = lineage(dimension, member)
    if outer is None:
        return [*((dimension, step) for step in above), None]
    return [(dimension, step) for step in above[: above.index(outer) + 1]]


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
    return _are_apart([point.fixed for point in parts])


def _are_apart(members: Sequence[Mapping[Dimension, str]]) -> bool:
    """Whether each two are apart: told at once where a dimension parts them, group by group, else two by two."""
    shared = [dimension for dimension in members[0] if all(dimension in other for other in members)] if members else []
    for dimension in shared:
        groups: dict[str, list[Mapping[Dimension, str]]] = defaultdict(list)
        for held in members:
            groups[held[dimension]].append(held)
        if len(groups) > 1 and _all_apart(dimension, list(groups)):
            return all(_are_apart(group) for group in groups.values() if len(group) > 1)
    return all(
        any(dimension in other and not _meet(dimension, member, other[dimension]) for dimension, member in one.items())
        for place, one in enumerate(members)
        for other in members[:place]
    )


def _all_apart(dimension: Dimension, named: Sequence[str]) -> bool:
    """Whether no two different members meet. Codes are sorted first: one that begins another stands right before it."""
    if dimension in _CODED:
        ordered = sorted(named)
        return not any(longer.startswith(shorter) for shorter, longer in pairwise(ordered))
    return are_disjoint(dimension, named)


def exhausts(whole: Point, parts: Sequence[Point], dimension: Dimension) -> bool:
    """Whether law says that nothing of the whole is left beside the parts."""
    return cover(dimension, whole.get(dimension), [point[dimension] for point in parts]) is Cover.EXACT


def _meet(dimension: Dimension, one: str, other: str) -> bool:
    return one == other or is_within(dimension, one, other) or is_within(dimension, other, one)
