"""The points of differences: last year's figure that a change is measured from, and the change itself."""

from __future__ import annotations

import re
from dataclasses import replace

from gouji.model.amount import Amount
from gouji.model.point import Dimension, Point
from gouji.read.sentences.mentions import Mention
from gouji.read.sentences.values import TableValues

_SINCE = re.compile(
    r"(?:较|比|与|同)?(?:(?:19|20)\d\d年度?|上年度?|去年)[^,;。]{0,14}?(?=增|减|下|提|降|相|多|少|上|调|压|缩|$)"
)
_CHANGED = re.compile(
    r"(?:增幅|增长率|增减率|涨幅|升幅|降幅|减幅|下降率|降低率|变动率|变动幅度|增减幅度)(?:约|为|是|达)*$|(?:相比|同比|各|均|共|净)*(?:增加|增长|增收|增支|减少|减收|减支|下降|降低|缩减|压减|压缩|调增|调减|核减|提高|上升|上涨|扩大)*(?:\((?:增加|增长|上升|减少|下降)\))?(?:了|额|数|金额|幅度|比例|率|为|约|是|达|到)*$"
)
_SHARED = re.compile(r"(?:约?占|占比|所占比例|比重|比例).*$")


def changed_thing(words: str) -> str:
    """What the words before a change say that it is of; "" where they only compare.

    >>> changed_thing("较2023年预算增加"), changed_thing("基本支出增加")
    ('', '基本支出')
    """
    return _CHANGED.sub("", _SINCE.sub("", words)).removeprefix("相比").removeprefix("对比")


def shared_thing(words: str) -> str:
    """What the words before a share say that it is the share of; "" where they only say of what.

    >>> shared_thing("占本年支出预算"), shared_thing("其中基本支出占")
    ('', '其中基本支出')
    """
    return _SHARED.sub("", words)


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
