"""What a figure is, in words: its row and column, the point that it prints, how it was computed, its exact value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gouji.law.classifications import FILES, lookup
from gouji.law.dimensions import chinese_name
from gouji.model.edition import Expected, Figure
from gouji.model.point import Dimension, Point

_ORDER = (
    Dimension.FLOW,
    Dimension.ENTITY,
    Dimension.FUND,
    Dimension.VINTAGE,
    Dimension.FUNCTION,
    Dimension.ECONOMIC,
    Dimension.GOVERNMENT_ECONOMIC,
    Dimension.NATURE,
    Dimension.PROJECT,
    Dimension.ITEM,
    Dimension.MEASURE,
)
_NAMED = {
    Dimension.ENTITY: "单位",
    Dimension.FUNCTION: "功能分类",
    Dimension.ECONOMIC: "部门经济分类",
    Dimension.GOVERNMENT_ECONOMIC: "政府经济分类",
    Dimension.PROJECT: "项目",
}


def describe(figure: Figure, expected: Expected | None = None) -> str:
    """The words, one line each; "" for a figure of which nothing is known."""
    return "\n".join(_lines(figure, expected))


def _lines(figure: Figure, expected: Expected | None) -> Iterator[str]:
    if expected is not None:
        row = f"{expected.code} {expected.label}" if expected.code else expected.label
        yield " · ".join(filter(None, (row, " / ".join(expected.column))))
    if figure.point is not None:
        yield f"口径：{point_words(figure.point)}"
    if figure.formula:
        yield f"算法：{figure.formula}"
    if figure.exact and figure.exact != figure.text:
        yield f"舍入前：{figure.exact} {figure.amount.unit or ''}".rstrip()


@lru_cache(maxsize=8192)
def point_words(point: Point) -> str:
    """A point in the terms of the field.

    >>> point_words(Point.of(flow="expenditure", function="201", year="2027", stage="budget"))
    '2027年初预算数 · 本年支出 · 功能分类 201 一般公共服务支出'
    """
    year, stage = point.get(Dimension.YEAR), point.get(Dimension.STAGE)
    named_stage = chinese_name(Dimension.STAGE, stage) if stage else ""
    when = f"{year}年{named_stage.removeprefix('年')}" if year else named_stage
    named = (_member(dimension, point[dimension], year) for dimension in _ORDER if point.get(dimension))
    return " · ".join(filter(None, (when, *named)))


def _member(dimension: Dimension, member: str, year: str | None) -> str:
    prefix = _NAMED.get(dimension)
    if dimension in FILES:
        listing = lookup(dimension, member, int(year) if year else None) or lookup(dimension, member)
        return f"{prefix} {member} {listing.name}" if listing else f"{prefix} {member}"
    if prefix is not None:
        return f"{prefix} {member}"
    base, _, own = member.partition("/")
    return " ".join(filter(None, (chinese_name(dimension, base), own)))
