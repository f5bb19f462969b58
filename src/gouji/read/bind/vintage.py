"""This year's money or all money: what tables show where balances were carried over, told by their totals.

The title 一般公共预算支出表 does not say whether expenditure out of last year's balances is inside: in the central form
it is not, in others it is. The table holds this year's money alone where its total is the income of the fund, and not
what goes out in the summary of appropriations. A table of basic expenditure alone (一般公共预算基本支出表) is never the
whole of a fund: it holds this year's money where its totals are those that such a table prints.

A table 支出总表 whose columns are the sources (… 上年结转, 上年实户资金余额) may hold money that is carried on:
its total then is all that goes out, and not the expenditure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal

from gouji.model.claim import Claim
from gouji.model.point import Dimension

_FUNDS = ("general", "government_fund", "state_capital")
_BASIC = frozenset({"basic", "personnel", "public_use"})
_TIME = frozenset({Dimension.YEAR, Dimension.STAGE})

Key = tuple[str | None, str | None]  # flow and fund
Totals = Mapping[Key, Mapping[int | None, set[Decimal]]]
"""Amounts printed for a flow (and fund) as a whole, by table."""
Natures = Mapping[str, set[Decimal]]
"""Amounts printed for a fund's expenditure as a whole ("") and by nature."""


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
        for table in both_sided:  # where it is all that is spent too, nothing tells which of the two it prints
            out |= totals.get(("expenditure", fund), {}).get(table, set())
        current[fund] = {
            table
            for table, sums in totals.get(("expenditure", fund), {}).items()
            if table not in both_sided and sums <= income and any(sums) and not sums & out
        }
        current[fund] |= _basic_tables(_by_nature(claims, fund), current[fund])
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


def _basic_tables(printed: Mapping[int | None, Natures], current: Set[int | None]) -> set[int | None]:
    """The tables of basic expenditure alone whose totals are those of the fund's tables of this year's money.

    A table whose total stands in one of all money too is none: nothing tells then which of the two it prints.
    """
    alone = {table for table, natures in printed.items() if natures.keys() <= _BASIC}
    this_year = _together(printed.get(table, {}) for table in current)
    all_money = _together(natures for table, natures in printed.items() if table not in alone | current)
    return {
        table
        for table in alone
        if any(sums & this_year[nature] for nature, sums in printed[table].items())
        and all(sums <= this_year[nature] for nature, sums in printed[table].items() if this_year[nature])
        and not any(sums & all_money[nature] for nature, sums in printed[table].items())
    }


def _by_nature(claims: Sequence[Claim], fund: str) -> Mapping[int | None, Natures]:
    """What each table prints of a fund's expenditure as a whole and by nature; nothing (0) is left out."""
    found: dict[int | None, dict[str, set[Decimal]]] = defaultdict(lambda: defaultdict(set))
    for claim, amount in _latest(claims):
        members = {name: member for name, member in claim.point or () if name not in _TIME}
        nature = members.pop(Dimension.NATURE, "")
        if amount and members == {Dimension.FLOW: "expenditure", Dimension.FUND: fund}:
            found[claim.table][nature].add(amount)
    return found


def _together(tables: Iterable[Natures]) -> defaultdict[str, set[Decimal]]:
    found: defaultdict[str, set[Decimal]] = defaultdict(set)
    for natures in tables:
        for nature, sums in natures.items():
            found[nature] |= sums
    return found


def _totals(claims: Sequence[Claim]) -> Totals:
    found: dict[Key, dict[int | None, set[Decimal]]] = defaultdict(lambda: defaultdict(set))
    for claim, amount in _latest(claims):
        rest = {name for name, _ in claim.point or () if name not in _TIME}
        if rest <= {Dimension.FLOW, Dimension.FUND}:
            found[_fixed(claim, Dimension.FLOW), _fixed(claim, Dimension.FUND)][claim.table].add(amount)
    return found


def _latest(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Decimal]]:
    """The bound figures of the year that the document is about, with their amounts in 元."""
    latest = max((year for claim in claims if (year := _fixed(claim, Dimension.YEAR))), default=None)
    for claim in claims:
        amount = claim.amount.yuan
        if claim.point is not None and amount is not None and _fixed(claim, Dimension.YEAR) == latest:
            yield claim, amount


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
