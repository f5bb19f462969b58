"""What changed from one side to the other, point by point, and what has no counterpart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gouji.check.figures import Figure
from gouji.check.wording import scaled_to_unit
from gouji.compare.model import Change, Unmatched, View, Words
from gouji.compare.shelves import Library, Shelf, shape_of
from gouji.compare.words import name_line
from gouji.model.point import Dimension, Point

_VIEWS: tuple[View, ...] = ("total", "item", "function", "economic", "project", "other")
_TOTALS = frozenset({Dimension.FLOW, Dimension.FUND, Dimension.NATURE, Dimension.VINTAGE})
_LINES: tuple[tuple[Dimension, View], ...] = (
    (Dimension.PROJECT, "project"),
    (Dimension.ITEM, "item"),
    (Dimension.FUNCTION, "function"),
    (Dimension.ECONOMIC, "economic"),
)
_SORTS: Mapping[View, Words] = {
    "total": ("总额及按资金、性质的数字", "totals, by fund and by nature"),
    "item": ("专项数字（三公、采购、资产等）", "figures that cut across (三公, procurement, assets…)"),
    "function": ("按功能科目的数字", "figures by function"),
    "economic": ("按经济科目的数字", "figures by economic class"),
    "project": ("项目的数字", "figures of projects"),
    "other": ("按单位等的数字", "figures by unit and the like"),
}
_EXAMPLES = 5
_NOTHING, _WHOLE = Decimal(0), Decimal(100)


def view_of(point: Point) -> View:
    """In which list of changes a point stands."""
    named = {dimension for dimension, _ in point}
    if named <= _TOTALS:
        return "total"
    if Dimension.ENTITY in named:
        return "other"
    return next((view for dimension, view in _LINES if dimension in named), "other")


def find_changes(library: Library, before: Shelf, after: Shelf, *, executed: bool = False) -> tuple[Change, ...]:
    """Every point that both sides print, or that one prints while the other lists its like; most telling lists first.

    With `executed` the rate is after ÷ before (what was executed of the budget), else the change over before.
    """
    found: dict[Point, Change] = {}
    for point in dict.fromkeys((*before.figures, *after.figures)):
        one, other = before.find(point), after.find(point)
        if (one is None and not before.lists(point)) or (other is None and not after.lists(point)):
            continue
        if one is not None and other is not None and one.kind != other.kind:
            continue
        if (one is None or not one.value) and (other is None or not other.value):
            continue
        found[point] = _change(library, point, one, other, executed=executed)
    return tuple(sorted(found.values(), key=_order))


def _order(change: Change) -> tuple[int, str]:
    """Lists in their order; those by code in the order of codes, the others as the documents have them."""
    codes = [change.point.get(dimension) or "" for dimension, view in _LINES if view == change.view]
    coded = change.view in ("function", "economic")
    return _VIEWS.index(change.view), "".join(codes) if coded else ""


def _change(library: Library, point: Point, one: Figure | None, other: Figure | None, *, executed: bool) -> Change:
    shown = other or one
    assert shown is not None
    unit = shown.claim.amount.unit or ""
    decimals = max(figure.claim.amount.decimals for figure in (one, other) if figure is not None)
    values = [None if figure is None else in_unit(figure, unit, decimals) for figure in (one, other)]
    start, end = (value or _NOTHING.quantize(Decimal(1).scaleb(-decimals)) for value in values)
    difference = end - start
    rate = None
    if start:
        rate = (end if executed else difference) * 100 / abs(start)
    return Change(
        point=point,
        view=view_of(point),
        name=name_line(point, shown.claim, library.claims.tables),
        before=one.key if one is not None else None,
        after=other.key if other is not None else None,
        unit=unit,
        value_before=values[0],
        value_after=values[1],
        difference=difference,
        rate=None if rate is None else _round_rate(rate),
    )


def _round_rate(rate: Decimal) -> Decimal:
    """Two decimals, or as many more as a rate needs that is not quite 0 or 100."""
    for places in range(2, 8):
        rounded = rate.quantize(Decimal(1).scaleb(-places))
        if rounded == rate or rounded not in (_NOTHING, _WHOLE):
            return rounded
    return rounded


def in_unit(figure: Figure, unit: str, decimals: int) -> Decimal:
    """A figure's amount in a unit, with so many decimals or as many more as it needs."""
    value = scaled_to_unit(figure.value, unit)
    places = max(decimals, -int(value.normalize().as_tuple().exponent))
    return value.quantize(Decimal(1).scaleb(-places))


def without_echoes(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes but those that say the same again: of the one fund that is all the money, of income by function."""
    said: set[tuple[object, ...]] = set()
    kept: list[Change] = []
    for change in sorted(changes, key=lambda change: len(change.point.members)):
        bare = change.point.without(Dimension.FUND, Dimension.VINTAGE)
        if Dimension.FUNCTION in bare.fixed and bare.get(Dimension.FLOW) in ("income", "sources"):
            bare = bare.having(Dimension.FLOW, "expenditure")
        key = (bare, change.value_before, change.value_after, change.unit)
        if key not in said:
            said.add(key)
            kept.append(change)
    order = {id(change): place for place, change in enumerate(changes)}
    return tuple(sorted(kept, key=lambda change: order[id(change)]))


def is_main(change: Change) -> bool:
    """Whether a change is one that a short report tells: totals, what cuts across, and functions by class (类)."""
    point = change.point
    if change.view == "function":
        named = {dimension for dimension, _ in point}
        return named == {Dimension.FLOW, Dimension.FUNCTION} and len(point[Dimension.FUNCTION]) == 3
    return change.view == "total" or (change.view == "item" and "/" not in (point.get(Dimension.ITEM) or ""))


def find_unmatched(library: Library, before: Shelf, after: Shelf) -> Iterator[Unmatched]:
    """Sorts of figures that only one side prints, and points whose own prints do not agree."""
    for shelf, other in ((before, after), (after, before)):
        yield from _lonely(library, shelf, other)
        if shelf.torn:
            yield Unmatched(
                shelf.side,
                ("同一含义印有几个不同的数", "figures of one meaning that differ within the file"),
                ("不知以哪个为准，未作比较", "which of them counts is not known: not compared"),
                len(shelf.torn),
                _examples(library, {point: figures[0] for point, figures in shelf.torn.items()}),
            )


def _lonely(library: Library, shelf: Shelf, other: Shelf) -> Iterator[Unmatched]:
    by_view: dict[View, dict[Point, Figure]] = defaultdict(dict)
    for point, figure in shelf.figures.items():
        if figure.value and other.find(point) is None and not other.lists(point) and not other.is_torn(point):
            by_view[view_of(point)][point] = figure
    for view, figures in by_view.items():
        first = {shape_of(point): (point, figure) for point, figure in reversed(figures.items())}
        yield Unmatched(
            shelf.side,
            _SORTS[view],
            ("另一份文件没有这类数字", "the other file prints no figures of that sort"),
            len(figures),
            _examples(library, dict(reversed(first.values()))),
        )


def name_points(library: Library, figures: Sequence[Figure]) -> tuple[str, ...]:
    """The lines of the first few figures, in the words of the document."""
    return _examples(library, {figure.point: figure for figure in figures if figure.point is not None})


def _examples(library: Library, figures: Mapping[Point, Figure]) -> tuple[str, ...]:
    first: Sequence[tuple[Point, Figure]] = list(figures.items())[:_EXAMPLES]
    return tuple(name_line(point, figure.claim, library.claims.tables) for point, figure in first)
