"""Indicators that are a rate of money of which the budget has none: they cannot be counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from gouji.check.lookup import fixing
from gouji.check.rules.goals.seats import Seat, seats
from gouji.check.rules.resources.ledger import totals_of
from gouji.law.goal_indicators import says
from gouji.model.amount import fold
from gouji.model.claim import Claim, ClaimSet
from gouji.model.point import Dimension

_RATES: Mapping[str, Callable[[str], object]] = {
    "three_public": lambda name: says("rate_of_three_public", name),
    "procurement": lambda name: says("rate_of_procurement", name),
}
_OTHER_BASES = ("上年", "去年", "上一年")
"""A rate of last year's money may be counted where there is none this year."""


def baseless_rates(claims: ClaimSet) -> Iterator[tuple[Seat, tuple[Claim, ...]]]:
    """Each indicator that divides by money of which the budget prints nothing, with the figures that say so."""
    for item, is_rate_of in _RATES.items():
        found = [seat for seat in seats(claims) if seat.unit == "%" and is_rate_of(seat.name)]
        told = totals_of(claims, item) if found else ()
        if not told or any(claim.amount.value for claim in _figures(claims, item)):
            continue
        for seat in found:
            if not any(word in fold(seat.indicator.description) for word in _OTHER_BASES):
                yield seat, told


def _figures(claims: ClaimSet, item: str) -> Iterator[Claim]:
    """Every figure of an item and its parts."""
    return (claim for claim, point in fixing(claims, Dimension.ITEM) if point[Dimension.ITEM].startswith(item))
