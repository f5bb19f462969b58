"""What a subject may mean besides what its words say: this year's money or all of it, and the funds of such items."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.read.bind.partial import Partial

_FLOWS = {
    "in": ("income", "sources"),
    "out": ("expenditure", "uses"),
    "both": ("sources", "income", "uses"),
    "all": ("sources", "uses"),
}
"""Flows by side; `all` is a 收支总预算: with what was brought in."""

_OF_THE_YEAR = {"sources": "income", "uses": "expenditure"}
_BALANCES = frozenset({"opening", "closing", "surplus_use", "surplus_distribution"})
_COMING_IN, _GOING_OUT = frozenset({"sources", "income"}), frozenset({"uses", "expenditure"})


def outer_part(partial: Partial) -> Partial:
    """What stands over a subject, without what was said of that place only."""
    return partial.without("total", "list", "unit", "part", "measure")


def under(subject: Partial, outer: Partial) -> Partial:
    """What stands over a subject that says itself that it is income or expenditure: no balance, whatever stood before
    (上年结转123.00万元。其中：本年一般公共预算收入…), and not what comes in where it goes out (收支总预算: 支出包括…);
    nor part of what it names (服务180.00万元；其中一般公共预算政府采购…).
    """
    for key in ("item", "nature"):
        named, above = subject.get(key), outer.get(key)
        if named is not None and above is not None and above.startswith(f"{named}."):
            outer = outer.without(key)
    flow, over = subject.get("flow"), outer.get("flow")
    is_other = over in _BALANCES or (flow in _GOING_OUT and over in _COMING_IN)
    return outer.without("flow") if flow is not None and is_other else outer


def with_flows(subject: Partial, outer: Partial) -> Iterator[Partial]:
    """The subject as this year's money, and as all there is with what was brought in or is carried on."""
    own = subject.without("total", "list", "unit", "part")
    if not own.get("flow") and not own.get("side") and own.get("fund") and outer.get("flow") in _OF_THE_YEAR:
        for flow in (_OF_THE_YEAR[outer.sets["flow"]], outer.sets["flow"]):
            yield own.having(flow=flow)  # a fund within all there is: what came in this year, beside what was left
        return
    side = own.get("side") or (None if own.get("flow") else outer.get("side"))
    if own.get("flow") or side not in ("in", "out", "both"):
        yield own
        return
    flows = _FLOWS["all" if side == "both" and subject.get("total") else side]
    for flow in flows:
        yield own.without("side").having(flow=flow)


def loosely(subject: Partial, outer: Partial) -> Iterator[Partial]:
    """What the subject may mean besides, if the figure agrees: this year's money where neither its words nor those over
    it tell; and the year's income where a text that means it says 收入总计.
    """
    if subject.get("vintage") is None and outer.get("vintage") is None:
        yield subject.having(vintage="current")
    flow = _OF_THE_YEAR.get(subject.get("flow") or "")
    if flow is not None:
        yield subject.having(flow=flow)


def with_funds(subject: Partial, outer: Partial) -> Iterator[Partial]:
    """The subject as it is, and of the funds that such items are usually of."""
    yield subject
    if subject.get("fund") is None and outer.get("fund") is None and subject.get("item") is not None:
        yield subject.having(fund="general")
        yield subject.having(fund="fiscal")
