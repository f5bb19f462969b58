"""This year's money or all money: what tables of one fund show where balances were carried over.

The title 一般公共预算支出表 does not say whether expenditure out of last year's balances is inside: in the central form
it is not, in others it is. The totals say so: the table holds this year's money alone where its total is the income of
the fund, and not what goes out in the summary of appropriations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.model.claim import Claim
from gouji.model.point import Dimension, Point
from gouji.model.table import Table

_FUNDS = ("general", "government_fund", "state_capital")


def tell_vintage(tables: Sequence[Table], claims: Sequence[Claim]) -> list[Claim]:
    """The claims; expenditure of a fund is vintage=current in tables whose total shows that they leave balances out."""
    told = list(claims)
    for fund in _FUNDS:
        income = _amounts(claims, {"flow": "income", "fund": fund})
        opening = _amounts(claims, {"flow": "opening", "fund": fund}) | _amounts(
            claims, {"flow": "opening", "fund": "fiscal"}
        )
        if not income or not any(opening):
            continue
        current = {
            index
            for index in range(len(tables))
            if (totals := _totals(claims, index, fund)) and totals <= income and not totals & _all_money(claims, fund)
        }
        told = [_current(claim, fund) if claim.table in current else claim for claim in told]
    return told


def tell_uses(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; totals of expenditure by source of money are all that goes out where the summary says so.

    A table 支出总表 whose columns are the sources (… 上年结转, 上年实户资金余额) may hold money that is carried on.
    """
    sums: dict[int | None, set[Decimal]] = defaultdict(set)
    mixed: set[int | None] = set()
    for claim in claims:
        if claim.point is None or claim.amount.yuan is None:
            continue
        if _bare(claim.point) == Point.of(flow="expenditure"):
            sums[claim.table].add(claim.amount.yuan)
        if claim.point.get(Dimension.VINTAGE) == "carried" or claim.point.get(Dimension.FLOW) == "account_balance":
            mixed.add(claim.table)
    uses = _amounts(claims, {"flow": "uses"})
    wider = {
        table
        for table in mixed
        if sums[table]
        and sums[table] <= uses
        and not any(sums[table] & sums[other] for other in sums if other != table)
    }
    return [_all_that_goes_out(claim) if claim.table in wider else claim for claim in claims]


def _all_that_goes_out(claim: Claim) -> Claim:
    point = claim.point
    if point is None or point.get(Dimension.FLOW) != "expenditure" or point.get(Dimension.VINTAGE) is not None:
        return claim
    return replace(claim, point=point.having(Dimension.FLOW, "uses"))


def _amounts(claims: Iterable[Claim], sets: dict[str, str]) -> set[Decimal]:
    """The amounts printed at a point (any year and stage but last year's measures)."""
    return {
        claim.amount.yuan
        for claim in claims
        if claim.point is not None and claim.amount.yuan is not None and _bare(claim.point) == Point.of(**sets)
    }


def _bare(point: Point) -> Point:
    return point.without(Dimension.YEAR, Dimension.STAGE)


def _totals(claims: Iterable[Claim], index: int, fund: str) -> set[Decimal]:
    """The totals of expenditure of a fund in one table that shows no income: its own grand total."""
    own = [claim for claim in claims if claim.table == index and claim.point is not None]
    if any(claim.point is not None and claim.point.get(Dimension.FLOW) != "expenditure" for claim in own):
        return set()
    latest = max((claim.point.get(Dimension.YEAR) or "" for claim in own if claim.point is not None), default="")
    return _amounts(
        (claim for claim in own if claim.point is not None and claim.point.get(Dimension.YEAR) in (latest, None)),
        {"flow": "expenditure", "fund": fund},
    )


def _all_money(claims: Iterable[Claim], fund: str) -> set[Decimal]:
    """What goes out of a fund in all: in tables that show both sides."""
    return _amounts(claims, {"flow": "uses", "fund": fund})


def _current(claim: Claim, fund: str) -> Claim:
    point = claim.point
    if point is None or point.get(Dimension.FUND) != fund or point.get(Dimension.VINTAGE) is not None:
        return claim
    return replace(claim, point=point.having(Dimension.VINTAGE, "current"))
