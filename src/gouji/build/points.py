"""How what a table, its rows and its columns say comes together in the point of a cell."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.law.dimensions import adds_to
from gouji.model.amount import fold
from gouji.model.point import Dimension, Point


def resolve(members: Mapping[str, str], year: int) -> dict[Dimension, str]:
    """A pack's members with "this" and "last" made years; ValueError names a dimension that there is not.

    Names of projects and of what goal forms list are folded, as readers fold them: a full-width comma makes no other.
    """
    years = {"this": str(year), "last": str(year - 1)}
    resolved = {Dimension(name): member for name, member in members.items()}
    if Dimension.YEAR in resolved:
        resolved[Dimension.YEAR] = years.get(resolved[Dimension.YEAR], resolved[Dimension.YEAR])
    if resolved.get(Dimension.ITEM, "").startswith("form/"):
        resolved[Dimension.ITEM] = fold(resolved[Dimension.ITEM])
    if Dimension.PROJECT in resolved:
        resolved[Dimension.PROJECT] = fold(resolved[Dimension.PROJECT])
    return resolved


def narrow(outer: Mapping[Dimension, str], inner: Mapping[Dimension, str]) -> dict[Dimension, str] | None:
    """What both say at once: of two members the one inside the other; None where they have nothing in common.

    >>> narrow({Dimension.FUND: "fiscal"}, {Dimension.FUND: "general"})
    {<Dimension.FUND: 'fund'>: 'general'}
    >>> narrow({Dimension.FUND: "business"}, {Dimension.FUND: "general"}) is None
    True
    """
    both = dict(outer)
    for dimension, member in inner.items():
        held = both.get(dimension)
        if held is None or adds_to(dimension, member, held):
            both[dimension] = member
        elif not adds_to(dimension, held, member):
            return None
    return both


def finish(members: Mapping[Dimension, str], year: int) -> Point:
    """The point of a cell: this year's budget where nothing else is said; "" takes back what rows above said."""
    said = {dimension: member for dimension, member in members.items() if member}
    return Point.of({Dimension.YEAR: str(year), Dimension.STAGE: "budget", **said})
