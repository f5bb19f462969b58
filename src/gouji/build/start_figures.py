"""The figures of a publication that next year's budget is compared with: by point, where all its prints agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from gouji.law.classifications import lookup
from gouji.law.dimensions import CODE_LENGTHS, chinese_name
from gouji.model.claim import Claim, ClaimSet
from gouji.model.point import Dimension, Point

_ZERO = Decimal(0)
_STAGES = {"final_account": ("final", "executed")}
_SHARED = (Dimension.YEAR, Dimension.STAGE, Dimension.VINTAGE)
_ORDER = (Dimension.FUND, Dimension.FUNCTION, Dimension.ECONOMIC, Dimension.NATURE, Dimension.ITEM, Dimension.FLOW)

Print = tuple[Decimal, Decimal]
"""A figure as printed, in 元, and one unit of its last digit."""


class Published:
    """The figures of a publication by point, without what all points of one budget share; `unclear` grows as asked."""

    def __init__(self, claims: ClaimSet) -> None:
        prints: dict[Point, dict[bool, set[Print]]] = defaultdict(lambda: {True: set(), False: set()})
        for claim in _own(claims):
            yuan, quantum = claim.amount.yuan, claim.amount.quantum_yuan
            if claim.point is not None and yuan is not None and quantum is not None:
                whole = claim.point.get(Dimension.VINTAGE) is None
                prints[claim.point.without(*_SHARED)][whole].add((yuan, quantum))
        agreed = {point: _agreed(found[True] or found[False]) for point, found in prints.items()}
        self.values: Mapping[Point, Decimal] = {point: value for point, value in agreed.items() if value is not None}
        self._doubtful = frozenset(point for point, value in agreed.items() if value is None)
        self.unclear: dict[Point, None] = {}

    def at(self, **members: str) -> Decimal:
        """The amount printed at a point, in 元; 0 where none is, or different ones are (which `unclear` then has)."""
        point = Point.of(**members)
        if point in self._doubtful:
            self.unclear[point] = None
        return self.values.get(point, _ZERO)

    def codes(self, dimension: Dimension, length: int, **members: str) -> list[tuple[str, Decimal]]:
        """The codes of a length printed with the other members exactly so, with their amounts."""
        rest = Point.of(**members)
        return sorted(
            (code, value)
            for point, value in self.values.items()
            if (code := point.get(dimension)) and len(code) == length and point.without(dimension) == rest and value
        )


def point_name(point: Point) -> str:
    """A point in words, for a person: 一般公共预算 2010301 行政运行 基本支出."""
    kept = [dimension for dimension in _ORDER if point.get(dimension)]
    if len(kept) > 1:
        kept = [dimension for dimension in kept if dimension is not Dimension.FLOW or point.get(dimension) == "income"]
    named = (_member_name(dimension, point.get(dimension) or "") for dimension in kept)
    return " ".join(named)


def _member_name(dimension: Dimension, member: str) -> str:
    listed = lookup(dimension, member) if dimension in CODE_LENGTHS else None
    return chinese_name(dimension, member) if listed is None else f"{member} {listed.name}"


def _own(claims: ClaimSet) -> Iterator[Claim]:
    """The claims of the publication's own year and stage: not those of the year that it compares with."""
    year = claims.facts.year.value if claims.facts.year is not None else None
    stages = _STAGES.get(claims.facts.kind.value, ("budget",))
    for claim in claims.claims:
        if claim.point is not None and claim.doubt is None:
            said, stage = claim.point.get(Dimension.YEAR), claim.point.get(Dimension.STAGE)
            if (year is None or said in (None, str(year))) and stage in (None, *stages):
                yield claim


def _agreed(prints: set[Print]) -> Decimal | None:
    """The finest print, where every coarser one (万元 in a sentence) is that figure rounded; None where they differ."""
    finest = min(quantum for _, quantum in prints)
    exact = {yuan for yuan, quantum in prints if quantum == finest}
    if len(exact) > 1:
        return None
    value = exact.pop()
    return value if all(abs(yuan - value) <= quantum for yuan, quantum in prints) else None
