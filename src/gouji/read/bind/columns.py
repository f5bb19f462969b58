"""What a table's columns say: each header path read level by level, and what the columns beside it make of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from gouji.law.classifications import codes_named, dimension_of_code
from gouji.law.dimensions import is_within
from gouji.law.vocabulary import COLUMN, Reading, read_label, strip_numbering
from gouji.model.amount import parse_number
from gouji.model.point import Dimension
from gouji.model.table import Column, Table
from gouji.read.bind.names import resolve_name
from gouji.read.bind.partial import Partial, from_reading, join_all, settle_grants

_LISTS = {"economic": Dimension.ECONOMIC, "government_economic": Dimension.GOVERNMENT_ECONOMIC}
_CLASS = 3  # digits of an economic class
_PAID = frozenset({"business", "superior", "affiliate", "operating"})
_OWN_LEVEL = re.compile(r"^[省市县区州](?:本)?级(?=.)")
_FROM_ABOVE = re.compile(r"中央|上级|提前")
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
    sources = _spent_sources(table.columns)
    level = _own_level(table)
    partials: dict[tuple[str, ...], Partial] = {}
    for column in table.columns:
        told = replace(column, path=tuple(level.sub("", head) or head for head in column.path)) if level else column
        partials[column.path] = _read_path(told, two_sided, classes, of_rest=column.path[:-1] in sources)
    lists = {path[:1] for path in partials} if two_sided else {()}
    whole: dict[tuple[str, ...], Partial] = {}
    for one in lists:
        whole |= _with_neighbours({path: told for path, told in partials.items() if path[: len(one)] == one})
    return whole


def _spent_sources(columns: Sequence[Column]) -> Set[tuple[str, ...]]:
    """The heads below which expenditure stands by what pays for it (事业支出, 上级补助支出, 其他支出)."""
    return {
        column.path[:-1]
        for column in columns
        if column.path
        and (said := read_label(column.path[-1], COLUMN)).get("fund") in _PAID
        and said.get("side") == "out"
    }


def _own_level(table: Table) -> re.Pattern[str] | None:
    """The words for the department's own level (省级当年财政拨款), where no money of another level stands beside."""
    from_above = {column.path for column in table.columns if any(_FROM_ABOVE.search(head) for head in column.path)}
    for row in table.rows:
        for entry in row.entries:
            number = parse_number(entry.text) if entry.column.path in from_above else None
            if number is not None and number.value:
                return None
    return _OWN_LEVEL


def _classification(columns: Sequence[Column], title: Partial) -> Dimension | None:
    """The economic classification that headers name classes of: the title's, else the one that lists more of them."""
    listed = _LISTS.get(str(title.get("list")))
    heads = {strip_numbering(column.path[-1]) for column in columns if column.path}
    counts = {dimension: sum(bool(codes_named(dimension, head)) for head in heads) for dimension in _LISTS.values()}
    most = max(counts, key=lambda dimension: counts[dimension])
    return listed if listed and counts[listed] else most if counts[most] else None


def _read_path(column: Column, two_sided: bool, classes: _Classes, *, of_rest: bool) -> Partial:
    levels = _read_levels(column.path, classes)
    if of_rest and strip_numbering(column.path[-1]) == "其他支出":
        levels[-1] = Partial({"fund": "other", "side": "out"})
    spent = False
    if two_sided and levels and levels[0].get("side"):
        levels[0] = levels[0].without("flow", "vintage")
        spent = levels[0].get("side") == "out"
    whole = join_all(levels)
    if spent and whole.get("flow") == "opening":  # what is spent out of last year's balances
        whole = whole.without("flow").having(vintage="carried")
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
    partials = settle_grants(partials)
    named = {partial.get("fund") for partial in partials.values()}
    carried = {
        partial.get("fund")
        for partial in partials.values()
        if partial.get("flow") == "opening" or (partial.get("vintage") == "carried" and partial.get("side") == "out")
    }
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
