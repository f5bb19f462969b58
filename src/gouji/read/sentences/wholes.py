"""Wholes that turn out to be more than this year's money: 收入预算 that lists 上年结转 as a part is all there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gouji.model.claim import Claim
from gouji.model.point import Dimension, Point
from gouji.model.statement import Statement
from gouji.read.sentences.values import TableValues

_ALL = {"income": "sources", "expenditure": "uses"}
_BALANCES = {"income": frozenset({"opening", "surplus_use"}), "expenditure": frozenset({"closing"})}


def with_balances(claims: Sequence[Claim], statements: Sequence[Statement], values: TableValues) -> tuple[Claim, ...]:
    """The claims; income and expenditure that no table prints as all there is, where the text's own list says so.

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
            told.update(_lifted(whole, flow, statements, by_id))
    return tuple(told.get(claim.id, claim) for claim in claims)


def _has_balances(whole: Point, flow: str, parts: Sequence[Claim]) -> bool:
    """Whether a list names what was left of former years, or this year's money itself, beside other parts."""
    points = [part.point for part in parts if part.point is not None]
    return any(point.get(Dimension.FLOW) in _BALANCES[flow] or point == whole for point in points)


def _lifted(whole: Claim, flow: str, statements: Sequence[Statement], by_id: Mapping[str, Claim]) -> dict[str, Claim]:
    """The claims of a whole, its change, rate and last year's amount, each as of all there is."""
    found = {whole.id: whole}
    for statement in statements:
        if statement.kind in ("change", "rate") and found.keys() & set(statement.parts):
            others = (by_id[name] for name in (statement.total, *statement.parts))
            found.update((claim.id, claim) for claim in others if _is_of_all(claim.point, flow))
    return {
        name: replace(claim, point=claim.point.having(Dimension.FLOW, _ALL[flow]))
        for name, claim in found.items()
        if claim.point is not None
    }


def _is_of_all(point: Point | None, flow: str) -> bool:
    return point is not None and point.get(Dimension.FLOW) == flow
