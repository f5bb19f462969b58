"""What a table's columns say: each header path read level by level, and what the columns beside it make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.law.classifications import codes_named
from gouji.law.vocabulary import COLUMN, read_label, strip_numbering
from gouji.model.point import Dimension
from gouji.model.table import Column, Table
from gouji.read.bind.partial import Partial, from_reading, join_all

_CLASS = 3  # digits of an economic class
_REMAINDER = {"own": "other", "business": "other", "operating": "other", "special_account": "own"}


def read_columns(table: Table, title: Partial) -> Mapping[tuple[str, ...], Partial]:
    """A partial for every column path of a table."""
    two_sided = title.get("side") == "both"
    partials = {column.path: _read_path(column, two_sided) for column in table.columns}
    return _with_neighbours(partials)


def _read_path(column: Column, two_sided: bool) -> Partial:
    levels = [_read_level(level) for level in column.path]
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


def _read_level(level: str) -> Partial:
    """A header cell: words of the vocabulary, else the name of an economic class (工资福利支出)."""
    reading = read_label(level, COLUMN)
    if not reading.understood:
        classes = [code for code in codes_named(Dimension.ECONOMIC, strip_numbering(level)) if len(code) == _CLASS]
        if len(classes) == 1:
            return Partial({Dimension.ECONOMIC.value: classes[0]})
    return from_reading(reading, "列头", level)


def _with_neighbours(partials: Mapping[tuple[str, ...], Partial]) -> dict[tuple[str, ...], Partial]:
    """其他资金 is what is not named beside it; beside money carried over, the funds are this year's alone."""
    named = {partial.get("fund") for partial in partials.values()}
    carried = any(partial.get("flow") == "opening" for partial in partials.values())
    told = {}
    for path, partial in partials.items():
        if partial.get("fund") == "rest":
            partial = _remainder(partial, named)
        told[path] = partial.having(beside_opening="yes") if carried else partial
    return told


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
