"""Codes for rows that print only names: 海关事务 below 一般公共服务支出 is 20109."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.law.classifications import codes_named, lookup
from gouji.law.dimensions import CODE_LENGTHS, parent
from gouji.law.vocabulary import strip_numbering
from gouji.model.point import Dimension

CLASSIFICATIONS = (Dimension.FUNCTION, Dimension.ECONOMIC, Dimension.GOVERNMENT_ECONOMIC)
_ENOUGH = 0.5  # share of names that must be listed before a list is taken to run over a classification


def classification_of(labels: Sequence[str]) -> Dimension | None:
    """The classification that most of these names belong to, if most do; None for other lists.

    >>> classification_of(["一、一般公共服务支出", "二、外交支出"])
    <Dimension.FUNCTION: 'function'>
    """
    if not labels:
        return None
    counts = {dimension: sum(_is_listed(dimension, label) for label in labels) for dimension in CLASSIFICATIONS}
    best = max(counts, key=lambda dimension: counts[dimension])
    return best if counts[best] > _ENOUGH * len(labels) else None


def told_classification(named: Dimension | None, voted: Dimension | None, labels: Sequence[str]) -> Dimension | None:
    """The classification of a list that its names vote for, unless its header names the other economic one.

    The two share names on different levels (工资福利支出 is a class of one, an item of the other): classes decide.

    >>> economic, government = Dimension.ECONOMIC, Dimension.GOVERNMENT_ECONOMIC
    >>> told_classification(economic, government, ["一、工资福利支出", "二、商品和服务支出", "三、转移性支出"]).value
    'economic'
    """
    if named is voted or named not in CLASSIFICATIONS[1:] or voted not in CLASSIFICATIONS[1:]:
        return voted
    return voted if _count_classes(voted, labels) > _count_classes(named, labels) else named


def _count_classes(dimension: Dimension, labels: Sequence[str]) -> int:
    """How many of the names are those of classes of the highest level."""
    top = CODE_LENGTHS[dimension][0]
    return sum(any(len(code) == top for code in codes_named(dimension, strip_numbering(label))) for label in labels)


def only_classification(label: str) -> Dimension | None:
    """The classification that alone lists this name.

    >>> only_classification("审计事务"), only_classification("会议费") is None
    (<Dimension.FUNCTION: 'function'>, True)
    """
    listed = [dimension for dimension in CLASSIFICATIONS if _is_listed(dimension, label)]
    return listed[0] if len(listed) == 1 else None


def resolve_name(
    dimension: Dimension, label: str, above: str | None, previous: str | None, year: int | None = None
) -> str | None:
    """The code of a name, given the code of the row it is part of (if known) and of the classified row before it.

    A name that several codes carry goes to the one that the order of the form demands; None where that is not certain.

    >>> resolve_name(Dimension.FUNCTION, "行政运行", None, "20108")
    '2010801'
    >>> resolve_name(Dimension.FUNCTION, "行政运行", None, None) is None
    True
    """
    candidates = codes_named(dimension, strip_numbering(label))
    if above is not None:
        return _only(dimension, (code for code in candidates if parent(dimension, code) == above), year)
    top = [code for code in candidates if len(code) == CODE_LENGTHS[dimension][0]]
    scope = previous
    while scope is not None:
        below = _only(dimension, (code for code in candidates if parent(dimension, code) == scope), year)
        if below is not None:
            return below
        scope = parent(dimension, scope)
    return top[0] if len(top) == 1 else _only(dimension, candidates, year)


def _only(dimension: Dimension, candidates: Iterable[str], year: int | None) -> str | None:
    """The one candidate; of several, the one that was listed in the year."""
    listed = list(candidates)
    if len(listed) > 1:
        listed = [code for code in listed if lookup(dimension, code, year) is not None]
    return listed[0] if len(listed) == 1 else None


def _is_listed(dimension: Dimension, label: str) -> bool:
    return bool(codes_named(dimension, strip_numbering(label)))
