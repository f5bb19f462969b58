"""What a table's columns say: each header path read level by level, and what the columns beside it make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from gouji.law.classifications import codes_named, dimension_of_code
from gouji.law.dimensions import is_within
from gouji.law.vocabulary import COLUMN, Reading, read_label, strip_numbering
from gouji.model.point import Dimension
from gouji.model.table import Column, Table
from gouji.read.bind.names import resolve_name
from gouji.read.bind.partial import Partial, from_reading, join_all

_LISTS = {"economic": Dimension.ECONOMIC, "government_economic": Dimension.GOVERNMENT_ECONOMIC}
_CLASS = 3  # digits of an economic class
_REMAINDER = {"own": "other", "business": "other", "operating": "other", "special_account": "own"}


@dataclass(frozen=True, slots=True)
class _Classes:
    """The classification that a table's headers name classes of, and whether its title says so."""

    dimension: Dimension | None
    told: bool

    def may_name(self, reading: Reading, above: str | None) -> bool:
        """Whether a header is no word of the forms; among classes, items (培训费) are classes too."""
        return not reading.understood or ((above is not None or self.told) and "item" in reading.sets)

    def find(self, level: str, above: str | None, innermost: bool) -> tuple[Dimension, str] | None:
        """The classification and code that a header names below another; what stands above others is a whole class."""
        for dimension in (self.dimension, Dimension.ECONOMIC) if self.dimension else ():
            code = resolve_name(dimension, level, _above(dimension, above), None)
            if code is not None and (innermost or len(code) == _CLASS):
                return dimension, code
        return None


def _above(dimension: Dimension, code: str | None) -> str | None:
    return code if code is not None and dimension_of_code(code) is dimension else None


def read_columns(table: Table, title: Partial) -> Mapping[tuple[str, ...], Partial]:
    """A partial for every column path of a table."""
    two_sided = title.get("side") == "both" and any(row.list_name for row in table.rows)
    dimension = _classification(table.columns, title)
    classes = _Classes(dimension, title.get("item") is None and bool(title.get("list") or title.get("economic")))
    partials = {column.path: _read_path(column, two_sided, classes) for column in table.columns}
    return _with_neighbours(partials)


def _classification(columns: Sequence[Column], title: Partial) -> Dimension | None:
    """The economic classification that headers name classes of: the title's, else the one that lists more of them."""
    listed = _LISTS.get(str(title.get("list")))
    heads = {strip_numbering(column.path[-1]) for column in columns if column.path}
    counts = {dimension: sum(bool(codes_named(dimension, head)) for head in heads) for dimension in _LISTS.values()}
    most = max(counts, key=lambda dimension: counts[dimension])
    return listed if listed and counts[listed] else most if counts[most] else None


def _read_path(column: Column, two_sided: bool, classes: _Classes) -> Partial:
    levels = _read_levels(column.path, classes)
    if two_sided and levels and levels[0].get("side"):
        levels[0] = levels[0].without("flow", "vintage")
    whole = join_all(levels)
    if levels and levels[-1].get("total"):
        whole = whole.having(total="yes")
    if whole.get("balance") and whole.get("flow") is None:
        whole = whole.having(flow="opening")
    if any(level.get("list") for level in levels[-1:]):
        whole = whole.having(list=str(levels[-1].get("list")))
    unit = next((level.get("unit") for level in reversed(levels) if level.get("unit")), None)
    return whole if unit in (None, "line") else whole.having(unit=str(unit))


def _read_levels(path: Sequence[str], classes: _Classes) -> list[Partial]:
    """Each level's words; a level that only a classification names (办公费 below 商品和服务支出) is its code.

    Groups that only gather some classes (工资津补贴) say nothing of their own above a class.
    """
    levels: list[Partial] = []
    above: str | None = None
    for depth, level in enumerate(path, 1):
        reading = read_label(level, COLUMN)
        named = classes.find(level, above, depth == len(path)) if classes.may_name(reading, above) else None
        if named is None:
            levels.append(from_reading(reading, "列头", level))
            continue
        dimension, above = named
        if len(above) > _CLASS:
            levels = [Partial(outer.sets) if outer.reason else outer for outer in levels]
        levels.append(Partial({dimension.value: above}))
    return levels


def _with_neighbours(partials: Mapping[tuple[str, ...], Partial]) -> dict[tuple[str, ...], Partial]:
    """其他资金 is what is not named beside it; beside money carried over, the funds are this year's alone.

    Where the money carried over is of named funds (财政拨款结转), the others' may be of any year: 单位资金 beside it.
    """
    named = {partial.get("fund") for partial in partials.values()}
    carried = {partial.get("fund") for partial in partials.values() if partial.get("flow") == "opening"}
    told = {}
    for path, partial in partials.items():
        if partial.get("fund") == "rest":
            partial = _remainder(partial, named)
        told[path] = partial.having(beside_opening="yes") if _meets(partial.get("fund"), carried) else partial
    return told


def _meets(fund: str | None, carried: Set[str | None]) -> bool:
    """Whether a fund is, is part of, or holds one of those carried over; what names no fund is of all of them."""
    if not carried or fund is None or None in carried:
        return bool(carried)
    return any(
        is_within(Dimension.FUND, *pair) for other in carried if other for pair in ((fund, other), (other, fund))
    )


def _remainder(partial: Partial, named: set[str | None]) -> Partial:
    if named & {"business", "operating", "superior", "affiliate"}:
        return partial.having(fund="other")
    if "special_account" in named:
        return partial.having(fund="own")
    if "fiscal" in named or {"general", "government_fund"} <= named:
        return partial.having(fund="non_fiscal")
    return partial


def has_flow(partials: Sequence[Partial], *flows: str) -> bool:
    """Whether one of the partials names one of these flows."""
    return any(partial.get("flow") in flows for partial in partials)
