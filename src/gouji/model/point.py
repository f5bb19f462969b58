"""Points of the budget space: some dimensions fixed, the rest summed over (DESIGN: the one idea)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache


class Dimension(StrEnum):
    """The axes of the budget space. Members are strings; their hierarchies are data in `gouji.law.dimensions`."""

    FLOW = "flow"  # sources 收入总计 = income 本年收入 + opening 上年结转; uses 支出总计 = expenditure + closing
    ENTITY = "entity"  # absent: the whole document's department; else a unit's code or name
    YEAR = "year"  # four digits
    STAGE = "stage"  # budget 预算, adjusted 调整预算, final 决算, executed 执行数
    FUND = "fund"  # fiscal = general + government_fund + state_capital; special_account; own = business + …
    VINTAGE = "vintage"  # current 当年安排, carried 上年结转安排
    FUNCTION = "function"  # 支出功能分类, 3, 5 or 7 digits
    ECONOMIC = "economic"  # 部门预算支出经济分类, 3 or 5 digits
    GOVERNMENT_ECONOMIC = "government_economic"  # 政府预算支出经济分类, 3 or 5 digits
    NATURE = "nature"  # basic = personnel + public_use; project = other_operations + specific; operating; …
    PROJECT = "project"  # code or name
    ITEM = "item"  # what cuts across: three_public…, operating_cost, procurement…, purchased_services, assets…
    MEASURE = "measure"  # absent: an amount; else change, rate, share, count, unit_price, area


@dataclass(frozen=True, slots=True)
class Point:
    """An immutable, hashable set of fixed dimensions; a dimension not named is summed over.

    >>> point = Point.of(flow="expenditure", function="201")
    >>> point["function"], point.without(Dimension.FUNCTION) == Point.of(flow="expenditure")
    ('201', True)
    """

    members: tuple[tuple[Dimension, str], ...] = ()
    fixed: Mapping[Dimension, str] = field(init=False, repr=False, compare=False)
    """The members by dimension: points are asked for them, and looked up by their hash, far more than they are made."""
    get: Callable[..., str | None] = field(init=False, repr=False, compare=False)
    """`point.get(dimension, default=None)`: the member fixed in a dimension, or `default` where it sums over it."""
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        fixed = dict(self.members)
        object.__setattr__(self, "fixed", fixed)
        object.__setattr__(self, "get", fixed.get)
        object.__setattr__(self, "_hash", hash(self.members))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Point], tuple[tuple[tuple[Dimension, str], ...]]]:
        return Point, (self.members,)  # the hash of a text differs from one process to the next

    @classmethod
    def of(cls, members: Mapping[Dimension, str] | None = None, /, **named: str) -> Point:
        """A point from a mapping, or from keyword arguments named as the dimensions are."""
        fixed = dict(members or {})
        fixed.update((Dimension(name), member) for name, member in named.items())
        return cls(tuple(sorted(fixed.items())))

    def __iter__(self) -> Iterator[tuple[Dimension, str]]:
        return iter(self.members)

    def __getitem__(self, dimension: Dimension) -> str:
        return self.fixed[dimension]

    def having(self, dimension: Dimension, member: str) -> Point:
        """The same point with one dimension fixed (anew)."""
        return _having(self, dimension, member)

    def without(self, *dimensions: Dimension) -> Point:
        """The same point summed over these dimensions too."""
        return Point(tuple([pair for pair in self.members if pair[0] not in dimensions]))


@lru_cache(maxsize=16_384)  # the same few neighbours of a document's points are asked for by one equation after another
def _having(point: Point, dimension: Dimension, member: str) -> Point:
    return Point(tuple(sorted({**point.fixed, dimension: member}.items())))
