"""The figures of one side by point: what a document prints of one year and stage, where it prints it clearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gouji.check.derive.sole_fund import find_sole_funds
from gouji.check.figures import Book, Figure, open_book
from gouji.check.tolerance import grade_copy
from gouji.compare.merge import side_of
from gouji.compare.model import Side
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import ClaimSet
from gouji.model.point import Dimension, Point

WHEN = (Dimension.YEAR, Dimension.STAGE)
_CODES = (Dimension.FUNCTION, Dimension.ECONOMIC, Dimension.GOVERNMENT_ECONOMIC)
_MEASURES = (None, "count", "area")
"""Measures whose figures are compared: amounts, numbers of things, areas; not rates, scores and targets."""


@dataclass(frozen=True)
class Shelf:
    """One side's figures of one year and stage, by point without year and stage.

    `figures` holds points whose prints agree (the finest print of a table, else of a sentence), `torn` the others.
    """

    side: int
    figures: Mapping[Point, Figure]
    torn: Mapping[Point, tuple[Figure, ...]]
    sole: frozenset[str] = frozenset()
    """Funds that are all the money of the side."""

    @cached_property
    def shapes(self) -> frozenset[Point]:
        """Points without the line they are of: what sorts of figures the side prints line by line."""
        return frozenset(shape_of(point) for point in (*self.figures, *self.torn))

    def find(self, point: Point) -> Figure | None:
        """The figure at a point, or at one that is the same because one fund is all the money."""
        for same in self._same(point):
            if same in self.figures:
                return self.figures[same]
        return None

    def lists(self, point: Point) -> bool:
        """Whether the side lists figures of that sort, so that a line it does not print means nothing there."""
        return any(shape_of(same) in self.shapes for same in self._same(point)) and not self.is_torn(point)

    def is_torn(self, point: Point) -> bool:
        """Whether the side prints the point with figures that do not agree."""
        return any(same in self.torn for same in self._same(point))

    def _same(self, point: Point) -> Iterator[Point]:
        yield point
        if not self.sole:
            return
        if point.get(Dimension.FUND) in self.sole:
            yield point.without(Dimension.FUND)
        if point.get(Dimension.FUND) in (None, *self.sole):
            yield from (point.having(Dimension.FUND, fund) for fund in sorted(self.sole))


def shape_of(point: Point) -> Point:
    """The point with every line of a list alike: codes of one length, projects, things bought.

    >>> one, other = Point.of(flow="expenditure", function="201"), Point.of(flow="expenditure", function="208")
    >>> shape_of(one) == shape_of(other), shape_of(one) == shape_of(Point.of(flow="expenditure", function="20805"))
    (True, False)
    """
    return Point(tuple(sorted((name, _sort_of(name, member)) for name, member in point)))


def _sort_of(dimension: Dimension, member: str) -> str:
    """What a list's members have in common; other members stand for themselves."""
    if dimension in _CODES:
        return str(len(member))
    if dimension is Dimension.PROJECT:
        return ""
    return f"{member.partition('/')[0]}/" if dimension is Dimension.ITEM and "/" in member else member


@dataclass(frozen=True)
class Library:
    """All figures of a comparison, and the shelves of its sides."""

    claims: ClaimSet
    sides: Sequence[Side]

    @cached_property
    def book(self) -> Book:
        """Every figure, for exact arithmetic."""
        return open_book(self.claims)

    @cached_property
    def by_side(self) -> Mapping[int, tuple[Figure, ...]]:
        """Every figure of each side, in reading order."""
        found: dict[int, list[Figure]] = {side.number: [] for side in self.sides}
        for figure in self.book.figures:
            found[side_of(figure.key)].append(figure)
        return {number: tuple(figures) for number, figures in found.items()}

    @cached_property
    def sole(self) -> frozenset[Point]:
        """Funds that are all the money of a side, as points of (fund, year, stage) with the side as entity."""
        found: set[Point] = set()
        for side in self.sides:
            book = Book(self.claims, self.by_side[side.number], ())
            found.update(
                point.having(Dimension.ENTITY, str(side.number))
                for point in find_sole_funds(book)
                if point.get(Dimension.ENTITY) is None
            )
        return frozenset(found)

    def own(self, number: int) -> Shelf:
        """What a side prints of its own year and stage."""
        side = self.sides[number]
        return self.shelf(number, side.year, side.stage)

    def shelf(self, number: int, year: str | None, stage: str) -> Shelf:
        """What a side prints of a year (None: where it says no year) and a stage."""
        prints: dict[Point, list[Figure]] = defaultdict(list)
        for figure in self.by_side[number]:
            if is_of(figure, year, stage):
                assert figure.point is not None
                prints[figure.point.without(*WHEN)].append(figure)
        figures: dict[Point, Figure] = {}
        torn: dict[Point, tuple[Figure, ...]] = {}
        for point, same in prints.items():
            best = clearest(same)
            if best is None:
                torn[point] = tuple(same)
            else:
                figures[point] = best
        funds = (
            point[Dimension.FUND]
            for point in self.sole
            if point[Dimension.ENTITY] == str(number) and point.get(Dimension.YEAR) == year
        )
        return Shelf(number, figures, torn, frozenset(funds))


def is_of(figure: Figure, year: str | None, stage: str) -> bool:
    """Whether a figure is an amount (or a number of things) of that year and stage."""
    point = figure.point
    return (
        point is not None
        and figure.claim.kind != "target"
        and point.get(Dimension.YEAR) == year
        and (point.get(Dimension.STAGE) or "budget") == stage
        and point.get(Dimension.MEASURE) in _MEASURES
        and figure.kind != "%"
    )


def clearest(prints: Iterable[Figure]) -> Figure | None:
    """The finest print of a fact, one of a table before one of a sentence; None where the prints do not agree."""
    ordered = sorted(prints, key=lambda figure: (figure.claim.kind != "cell", not figure.certain, figure.quantum))
    best = ordered[0]
    cells = [figure for figure in ordered if figure.claim.kind == best.claim.kind]
    agree = all(
        figure.kind == best.kind and grade_copy(figure.value - best.value, best.quantum, figure.quantum).possible
        for figure in cells
    )
    return best if agree else None


def is_money(figure: Figure) -> bool:
    """Whether a figure is an amount of money."""
    return (figure.claim.amount.unit or "") in MONEY_UNITS
