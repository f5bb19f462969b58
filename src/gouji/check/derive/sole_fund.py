"""Where one fund is all the money there is, what is said of the fund is said of the whole (RULES X08).

T3 = T5 is no identity: it holds only in a department without money of its own. Where the summary says that a fund's
income and balances are all the income and balances, nothing is left for other funds, and every line must agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from gouji.check.figures import Book, Figure
from gouji.check.same import once
from gouji.law.dimensions import members
from gouji.model.point import Dimension, Point

_FRAME = frozenset({Dimension.FUND, Dimension.YEAR, Dimension.STAGE, Dimension.ENTITY})


@once
def find_sole_funds(book: Book) -> frozenset[Point]:
    """Points of (fund, year, stage, entity) for each fund that is all the money of its year, stage and entity."""
    frames = dict.fromkeys(
        frame_of(point)
        for point in book.by_point
        if point.get(Dimension.FLOW) in ("income", "sources")
        and point.get(Dimension.FUND) is not None
        and len(point.members) <= 5
    )
    return frozenset(frame for frame in frames if _is_sole(book, frame))


@lru_cache(maxsize=4096)
def frame_of(point: Point) -> Point:
    """The fund, year, stage and entity of a point."""
    return Point(tuple([pair for pair in point.members if pair[0] in _FRAME]))


def without_sole_fund(point: Point, sole: frozenset[Point]) -> Point:
    """The point without its fund, where that fund is all the money."""
    return point.without(Dimension.FUND) if sole and frame_of(point) in sole else point


def _is_sole(book: Book, frame: Point) -> bool:
    whole = frame.without(Dimension.FUND)
    both = [(_agreed(book, whole, flow), _agreed(book, frame, flow)) for flow in ("income", "opening", "sources")]
    if any(figure is not None and figure.value < 0 for pair in both for figure in pair):
        return False
    income, opening, sources = both
    if sources[0] is not None and sources[1] is not None:
        return sources[0].value == sources[1].value != 0
    nothing_more = opening[0] is None or not opening[0].value or _same(*opening)
    return _same(*income) and nothing_more and not _has_other_opening(book, frame)


def _same(one: Figure | None, other: Figure | None) -> bool:
    return one is not None and other is not None and one.value == other.value != 0


def _agreed(book: Book, base: Point, flow: str) -> Figure | None:
    """The figure of a flow, where all tables print it alike."""
    figures = book.by_point.get(base.having(Dimension.FLOW, flow), ())
    return figures[0] if len({figure.value for figure in figures}) == 1 else None


def _has_other_opening(book: Book, frame: Point) -> bool:
    """Whether money was brought forward in any fund that is not printed as a total of its own."""
    own = frame[Dimension.FUND]
    funds: Mapping[tuple[Dimension, str], object] = members()
    return any(
        figure.value
        for dimension, fund in funds
        if dimension is Dimension.FUND and fund != own
        for figure in book.by_point.get(frame.having(Dimension.FUND, fund).having(Dimension.FLOW, "opening"), ())
    )
