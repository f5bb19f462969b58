"""How a final account tells what was spent against what was budgeted.

Its sentences name both of one thing: 支出预算为7.00万元,支出决算为5.60万元,完成预算的80%; 完成年初预算7.00万元的80%;
较预算减少1.40万元.
"""

from __future__ import annotations

import re

from gouji.model.point import Dimension, Point

_ASIDE = re.compile(r"完成了?(?:(?:19|20)\d\d年度?)?(?P<which>当年|年初|全年|调整)?预算(?:数|安排)?(?:的|为)?$")
_BUDGETED = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算(?:数|安排)?(?:为|是|共)?$")
_AGAINST = re.compile(
    r"(?:较|比|与)(?:(?:当年|年初|全年|调整)?预算)(?:数|安排)?(?:相比)?[,，]?(?:增|减|下|降|上|提|超|节)"
)
_BEFORE = ("budget", "adjusted")


def is_aside(words: str) -> bool:
    """Whether words introduce the budget that was carried out, beside what was spent.

    >>> is_aside("完成年初预算"), is_aside("年初预算")
    (True, False)
    """
    return _ASIDE.search(words) is not None


def budget_of(point: Point | None, words: str) -> Point | None:
    """The point of the budget that was carried out: that of what was spent, at its stage."""
    match = _ASIDE.search(words)
    if point is None or match is None:
        return None
    return point.having(Dimension.STAGE, "adjusted" if match["which"] in ("全年", "调整") else "budget")


def is_budgeted(words: str) -> bool:
    """Whether words of a final account end in 预算 as what was planned, and not as a budget's name (公共预算).

    >>> is_budgeted("“三公”经费财政拨款支出预算为"), is_budgeted("一般公共预算")
    (True, False)
    """
    return _BUDGETED.search(words) is not None


def is_outcome(first: Point | None, other: Point | None) -> bool:
    """Whether one amount is the outcome of the other: a comparison that follows is of the outcome."""
    if first is None or other is None or first.get(Dimension.STAGE) not in _BEFORE:
        return False
    loose = (Dimension.STAGE, Dimension.YEAR)
    return other.get(Dimension.STAGE) == "final" and first.without(*loose) == other.without(*loose)


def is_against_budget(words: str) -> bool:
    """Whether a change is measured from the same year's budget, not from last year.

    >>> is_against_budget("较预算减少"), is_against_budget("较上年预算减少")
    (True, False)
    """
    return _AGAINST.search(words) is not None
