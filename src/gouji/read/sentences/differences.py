"""The points of differences: last year's figure that a change is measured from, and the change itself."""

from __future__ import annotations

from dataclasses import replace

from gouji.model.amount import Amount
from gouji.model.point import Dimension, Point
from gouji.read.sentences.mentions import Mention
from gouji.read.sentences.values import TableValues


def last_years_point(point: Point | None, mention: Mention, year: int | None) -> Point | None:
    """The point that a change is measured from: last year's budget, or what was executed of it."""
    if point is None or not year:
        return None
    stage = "executed" if "执行" in mention.base else "budget"
    return point.having(Dimension.YEAR, str(year - 1)).having(Dimension.STAGE, stage)


def changes_point(point: Point | None, amount: Amount, mention: Mention, values: TableValues) -> Point | None:
    """The change of a point; the one without construction where the tables print that and the text means it."""
    if point is None:
        return None
    measure = "change_from_executed" if "执行" in mention.words else "change"
    plain = point.having(Dimension.MEASURE, measure)
    signed = replace(amount, value=mention.sign * amount.value)
    other = plain.having(Dimension.ITEM, "without_construction")
    return other if point.get(Dimension.ITEM) is None and values.prints(other, signed) else plain
