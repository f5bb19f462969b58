"""What a subject may mean besides what its words say: this year's money or all of it, and the funds of such items."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.read.bind.partial import Partial


def outer_part(partial: Partial) -> Partial:
    """What stands over a subject, without what was said of that place only."""
    return partial.without("total", "list", "unit", "part", "measure")


def with_flows(subject: Partial, outer: Partial) -> Iterator[Partial]:
    """The subject as this year's money, and as all there is with what was brought in or is carried on."""
    own = subject.without("total", "list", "unit", "part")
    side = own.get("side") or (None if own.get("flow") else outer.get("side"))
    if own.get("flow") or side not in ("in", "out", "both"):
        yield own
        return
    flows = {"in": ("income", "sources"), "out": ("expenditure", "uses"), "both": ("sources", "income", "uses")}[side]
    for flow in flows:
        yield own.without("side").having(flow=flow)


def with_funds(subject: Partial, outer: Partial) -> Iterator[Partial]:
    """The subject as it is, and of the funds that such items are usually of."""
    yield subject
    if subject.get("fund") is None and outer.get("fund") is None and subject.get("item") is not None:
        yield subject.having(fund="general")
        yield subject.having(fund="fiscal")
