"""A department as the sum of its units: which points add up, less what the units hand to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gouji.check.figures import Figure
from gouji.compare.shelves import Library, Shelf, is_money
from gouji.compare.ties import PROVEN, Tie
from gouji.model.point import Dimension, Point

_INNER_FUNDS = ("superior", "affiliate")
_INNER_NATURES = ("remit_up", "subsidy_down")
_IN_FLOWS = ("income", "sources")
_OUT_FLOWS = ("expenditure", "uses")
_OWN = (None, "own", "non_fiscal")
_PURPOSES = frozenset({Dimension.NATURE, Dimension.ECONOMIC, Dimension.ITEM, Dimension.PROJECT})
"""Points that fix one of these leave out what is handed on, which is a nature of its own."""


@dataclass(frozen=True)
class Sum:
    """One point of the department against its units: the tie, and the figures that are handed on between units."""

    tie: Tie
    lacking: tuple[int, ...]
    """Units that print no figure of that sort, so that their share is not known."""


@dataclass(frozen=True)
class Units:
    """The sums of a department, and whether they show that all its units are there."""

    sums: tuple[Sum, ...]

    @cached_property
    def known(self) -> tuple[Tie, ...]:
        """The ties to which every unit contributes what is known."""
        return tuple(each.tie for each in self.sums if not each.lacking)

    @cached_property
    def is_complete(self) -> bool:
        """Whether the figures show that the units make up the department: far more points add up than do not."""
        about = [tie for tie in self.known if tie.is_about_something]
        holding = sum(1 for tie in about if tie.grade.possible)
        return holding >= PROVEN and 4 * holding >= 3 * len(about)


def add_up(library: Library, units: Sequence[Shelf], department: Shelf) -> Units:
    """Every amount of the department against the sum of its units, less inner transfers."""
    sums = (
        _sum(units, department, point, figure)
        for point, figure in department.figures.items()
        if _adds_up(point, figure)
    )
    torn = _torn(units, department)
    return Units((*(each for each in sums if each is not None), *torn, *_unlisted(units, department)))


def _torn(units: Sequence[Shelf], department: Shelf) -> Iterator[Sum]:
    """Points that the department prints in two ways, one of which is the sum of its units: the other is wrong."""
    for point, figures in department.torn.items():
        sums = [
            each for figure in figures if _adds_up(point, figure) and (each := _sum(units, department, point, figure))
        ]
        if any(each.tie.grade.possible and not each.lacking for each in sums):
            yield from sums


def _adds_up(point: Point, figure: Figure) -> bool:
    return is_money(figure) and Dimension.MEASURE not in point.fixed and not _is_inner(point)


def _unlisted(units: Sequence[Shelf], department: Shelf) -> Iterator[Sum]:
    """Lines of a unit that its department, which lists such lines, does not have."""
    for unit in units:
        for point, figure in unit.figures.items():
            if figure.value and _adds_up(point, figure) and department.find(point) is None and department.lists(point):
                yield Sum(Tie(None, ((figure, 1),), point.get(Dimension.FLOW) or "", "单位所列 = 部门所列"), ())


def _sum(units: Sequence[Shelf], department: Shelf, point: Point, whole: Figure) -> Sum | None:
    terms: list[tuple[Figure, int]] = []
    lacking: list[int] = []
    for unit in units:
        figure = unit.find(point)
        if figure is not None and figure.kind == whole.kind:
            terms.append((figure, 1))
        elif not unit.lists(point):
            lacking.append(unit.side)
    if not terms and (lacking or not whole.value):
        return None
    if not terms:  # every unit lists such lines, and none has this one
        return Sum(Tie(None, ((whole, 1),), point.get(Dimension.FLOW) or "", "部门所列 = 单位所列"), ())
    for inner in _inner_points(point):
        terms += [(figure, -1) for unit in units if (figure := unit.find(inner)) is not None and figure.value]
        kept = department.find(inner)
        if kept is not None and kept.value:
            terms.append((kept, 1))
    flow = point.get(Dimension.FLOW) or ""
    return Sum(Tie(whole, tuple(terms), flow, "各单位之和 − 单位间往来 = 部门"), tuple(lacking))


def _inner_points(point: Point) -> Iterator[Point]:
    """Money that units hand to each other and that the point counts twice."""
    flow = point.get(Dimension.FLOW)
    if flow in _IN_FLOWS and point.get(Dimension.FUND) in _OWN:
        income = point.having(Dimension.FLOW, "income")
        yield from (income.having(Dimension.FUND, fund) for fund in _INNER_FUNDS)
    elif flow in _OUT_FLOWS and not _PURPOSES & point.fixed.keys() and point.get(Dimension.FUND) in _OWN:
        spent = point.having(Dimension.FLOW, "expenditure")
        yield from (spent.having(Dimension.NATURE, nature) for nature in _INNER_NATURES)


def _is_inner(point: Point) -> bool:
    """Whether a point is itself what units hand to each other: a department prints what is left of it."""
    return point.get(Dimension.FUND) in _INNER_FUNDS or point.get(Dimension.NATURE) in _INNER_NATURES
