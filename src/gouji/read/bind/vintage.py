"""This year's money or all money: what tables show where balances were carried over, told by their totals.

The title 一般公共预算支出表 does not say whether expenditure out of last year's balances is inside: in the central form
it is not, in others it is. The table holds this year's money alone where its total is the income of the fund, and not
what goes out in the summary of appropriations. Likewise a table 支出总表 whose columns are the sources (… 上年结转,
上年实户资金余额) may hold money that is carried on: its total then is all that goes out, and not the expenditure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.model.claim import Claim
from gouji.model.point import Dimension

_FUNDS = ("general", "government_fund", "state_capital")
_TIME = frozenset({Dimension.YEAR, Dimension.STAGE})

Key = tuple[str | None, str | None]  # flow and fund
Totals = Mapping[Key, Mapping[int | None, set[Decimal]]]
"""Amounts printed for a flow (and fund) as a whole, by table."""


def tell_vintage(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; expenditure of a fund is vintage=current in tables whose total shows that they leave balances out."""
    totals = _totals(claims)
    both_sided = {claim.table for claim in claims if _fixed(claim, Dimension.FLOW) not in ("expenditure", None)}
    current: dict[str, set[int | None]] = {}
    for fund in _FUNDS:
        income = _all(totals, ("income", fund))
        if not income or not any(_all(totals, ("opening", fund)) | _all(totals, ("opening", "fiscal"))):
            continue
        out = _all(totals, ("uses", fund))
        current[fund] = {
            table
            for table, sums in totals.get(("expenditure", fund), {}).items()
            if table not in both_sided and sums <= income and not sums & out
        }
    return [_at_current(claim) if claim.table in current.get(_fund(claim), ()) else claim for claim in claims]


def tell_uses(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; totals of expenditure by source are all that goes out where the summary says so."""
    totals = _totals(claims)
    spent, uses = totals.get(("expenditure", None), {}), _all(totals, ("uses", None))
    mixed = {
        claim.table
        for claim in claims
        if _fixed(claim, Dimension.VINTAGE) == "carried" or _fixed(claim, Dimension.FLOW) == "account_balance"
    }
    wider = {
        table
        for table, sums in spent.items()
        if table in mixed
        and sums <= uses
        and not any(sums & others for other, others in spent.items() if other != table)
    }
    return [_at_uses(claim) if claim.table in wider else claim for claim in claims]


def _totals(claims: Sequence[Claim]) -> Totals:
    found: dict[Key, dict[int | None, set[Decimal]]] = defaultdict(lambda: defaultdict(set))
    latest = max((year for claim in claims if (year := _fixed(claim, Dimension.YEAR))), default=None)
    for claim in claims:
        amount = claim.amount.yuan
        if claim.point is None or amount is None or _fixed(claim, Dimension.YEAR) != latest:
            continue
        rest = [name for name, _ in claim.point if name not in _TIME]
        if set(rest) <= {Dimension.FLOW, Dimension.FUND}:
            found[claim.point.get(Dimension.FLOW), claim.point.get(Dimension.FUND)][claim.table].add(amount)
    return found


def _all(totals: Totals, key: Key) -> set[Decimal]:
    return set().union(*totals.get(key, {}).values())


def _fixed(claim: Claim, dimension: Dimension) -> str | None:
    return claim.point.get(dimension) if claim.point is not None else None


def _fund(claim: Claim) -> str:
    return _fixed(claim, Dimension.FUND) or ""


def _at_current(claim: Claim) -> Claim:
    if claim.point is None or _fixed(claim, Dimension.VINTAGE) is not None:
        return claim
    return replace(claim, point=claim.point.having(Dimension.VINTAGE, "current"))


def _at_uses(claim: Claim) -> Claim:
    point = claim.point
    if point is None or _fixed(claim, Dimension.FLOW) != "expenditure" or _fixed(claim, Dimension.VINTAGE) is not None:
        return claim
    return replace(claim, point=point.having(Dimension.FLOW, "uses"))
