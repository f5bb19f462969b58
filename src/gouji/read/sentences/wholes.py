"""Wholes that turn out to be more than this year's money: 收入预算 that lists 上年结转 as a part is all there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.law.dimensions import is_within
from gouji.model.claim import Claim
from gouji.model.point import Dimension, Point
from gouji.model.statement import Statement
from gouji.read.sentences.values import TableValues

_ALL = {"income": "sources", "expenditure": "uses"}
_BALANCES = {"income": ("opening", "surplus_use"), "expenditure": ("closing",)}
_CUT = {"income": Dimension.FUND, "expenditure": Dimension.NATURE}
_UNCLEAR = "分不清是否包括结转结余"


def with_balances(claims: Sequence[Claim], statements: Sequence[Statement], values: TableValues) -> tuple[Claim, ...]:
    """The claims; income and expenditure that no table prints as all there is, where the text's own list says so, or
    where its parts make them up only with what was left; unbound where the text leaves that open.

    With them goes what is said of them: their changes, rates and last year's amounts.
    """
    by_id = {claim.id: claim for claim in claims}
    told: dict[str, Claim] = {}
    for statement in statements:
        whole = by_id[statement.total]
        flow = whole.point.get(Dimension.FLOW) if whole.point is not None else None
        if statement.kind != "parts" or whole.point is None or flow not in _ALL:
            continue
        if _has_balances(whole.point, flow, [by_id[part] for part in statement.parts]) and not values.prints(
            whole.point, whole.amount
        ):
            told.update(_moved(whole, flow, _ALL[flow], statements, by_id))
    for claim in claims:
        flow = claim.point.get(Dimension.FLOW) if claim.point is not None else None
        if flow in _ALL and claim.id not in told and _is_open(claim, flow, claims, values):
            told.update(_moved(claim, flow, _flow_told(claim, flow, claims), statements, by_id))
    return tuple(told.get(claim.id, claim) for claim in claims)


def _has_balances(whole: Point, flow: str, parts: Sequence[Claim]) -> bool:
    """Whether a list names what was left of former years, or this year's money itself, beside other parts."""
    points = [part.point for part in parts if part.point is not None]
    return any(point.get(Dimension.FLOW) in _BALANCES[flow] or point == whole for point in points)


def _is_open(claim: Claim, flow: str, claims: Sequence[Claim], values: TableValues) -> bool:
    """Whether a total may be with or without what the text says was left, and no table prints either."""
    point = claim.point
    if point is None or not {axis for axis, _ in point} <= {Dimension.FLOW, Dimension.YEAR, Dimension.STAGE}:
        return False
    if values.at(point) or values.at(point.having(Dimension.FLOW, _ALL[flow])):
        return False
    return _balance(point, flow, claims) > 0


def _balance(point: Point, flow: str, claims: Iterable[Claim]) -> Decimal:
    """What the text says was left in all, in 元; 0 where it says nothing."""
    left = {point.having(Dimension.FLOW, balance) for balance in _BALANCES[flow]}
    return sum({claim.point: _yuan(claim) for claim in claims if claim.point in left}.values(), Decimal(0))


def _yuan(claim: Claim) -> Decimal:
    return claim.amount.yuan or Decimal(0)


def _flow_told(claim: Claim, flow: str, claims: Sequence[Claim]) -> str | None:
    """Whether a total is this year's or all there is, by the parts that the text tells; None where they do not say."""
    point, axis = claim.point, _CUT[flow]
    if point is None:
        return None
    told = {
        other.point: _yuan(other)
        for other in claims
        if other.point is not None and other.point.get(axis) is not None and other.point.without(axis) == point
    }
    leaves = [one for one in told if not any(_is_below(other, one, axis) for other in told)]
    made_up = sum((told[leaf] for leaf in leaves), Decimal(0))
    if made_up == _yuan(claim):
        return flow
    return _ALL[flow] if made_up and made_up + _balance(point, flow, claims) == _yuan(claim) else None


def _is_below(one: Point, other: Point, axis: Dimension) -> bool:
    return one != other and is_within(axis, one[axis], other[axis])


def _moved(
    whole: Claim, flow: str, other: str | None, statements: Sequence[Statement], by_id: Mapping[str, Claim]
) -> dict[str, Claim]:
    """The claims of a whole, its change, rate and last year's amount, each in another flow, or unbound."""
    found = {whole.id: whole}
    for statement in statements:
        if statement.kind in ("change", "rate") and found.keys() & set(statement.parts):
            others = (by_id[name] for name in (statement.total, *statement.parts))
            found.update((claim.id, claim) for claim in others if _is_of(claim.point, flow))
    return {
        name: replace(claim, point=None, unbound=_UNCLEAR)
        if other is None
        else replace(claim, point=claim.point.having(Dimension.FLOW, other))
        for name, claim in found.items()
        if claim.point is not None
    }


def _is_of(point: Point | None, flow: str) -> bool:
    return point is not None and point.get(Dimension.FLOW) == flow
