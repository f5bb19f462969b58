"""A document's figures by where they stand and what their points fix: rule after rule asks for the same few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gouji.check.same import once
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.point import Dimension, Point

Bound = tuple[Claim, Point]
"""A bound figure with its point."""


def fixing(claims: ClaimSet, dimension: Dimension) -> Sequence[Bound]:
    """The bound figures whose points fix a dimension, in reading order.

    >>> from gouji.check.example import parse_example
    >>> example = parse_example('''
    ... 收支总表 | 万元 | flow=expenditure
    ... 科目 | 合计
    ... 201 一般公共服务支出 | 3.00
    ... 合计 | 3.00
    ... ''')
    >>> [point["function"] for _, point in fixing(example, Dimension.FUNCTION)]
    ['201']
    """
    return _by_dimension(claims).get(dimension, ())


@once
def _by_dimension(claims: ClaimSet) -> Mapping[Dimension, Sequence[Bound]]:
    found: dict[Dimension, list[Bound]] = defaultdict(list)
    for claim in claims.claims:
        if claim.point is not None:
            pair = claim, claim.point
            for dimension in claim.point.fixed:
                found[dimension].append(pair)
    return dict(found)


@once
def told_in_text(claims: ClaimSet) -> Sequence[Claim]:
    """The figures of sentences, in reading order."""
    return [claim for claim in claims.claims if claim.kind == "sentence"]


def of_table(claims: ClaimSet, table: int) -> Sequence[Claim]:
    """The figures of a table (by its index), goal forms' too, in reading order."""
    return _by_table(claims).get(table, ())


@once
def _by_table(claims: ClaimSet) -> Mapping[int, Sequence[Claim]]:
    found: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims.claims:
        if claim.table is not None:
            found[claim.table].append(claim)
    return dict(found)


def is_carried(point: Point) -> bool:
    """Whether a point is of money carried over from last year (上年结转): as income, or as what is spent of it."""
    return point.get(Dimension.FLOW) == "opening" or point.get(Dimension.VINTAGE) == "carried"


@once
def carried_over(claims: ClaimSet) -> Sequence[Bound]:
    """The amounts of money carried over from last year, in reading order."""
    bound = ((claim, claim.point) for claim in claims.claims if claim.point is not None)
    return [(claim, point) for claim, point in bound if is_carried(point) and claim.amount.unit in MONEY_UNITS]
