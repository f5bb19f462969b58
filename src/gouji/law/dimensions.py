"""The hierarchies of the budget space: which members of a dimension make up which.

Members of flow, fund, nature… are listed in `data/dimensions.csv` with Chinese names and sources. Codes (function,
both economic classifications, entity) carry their hierarchy in their digits. `None` as a parent means the dimension
summed over, where summing over it means anything (`is_summable`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

from gouji.model.point import Dimension

CODE_LENGTHS = {
    Dimension.FUNCTION: (3, 5, 7),
    Dimension.ECONOMIC: (3, 5, 7),
    Dimension.GOVERNMENT_ECONOMIC: (3, 5),
}
"""Digits of a code at each level: 类, 款, 项. Some places print a third level of their own below the economic 款."""

_NOT_SUMMABLE = frozenset({Dimension.FLOW, Dimension.YEAR, Dimension.STAGE, Dimension.ITEM, Dimension.MEASURE})


class Cover(StrEnum):
    """How members relate to their would-be parent."""

    EXACT = "exact"  # disjoint, and nothing of the parent is left out
    OPEN = "open"  # disjoint and all of them parts, but others could exist
    NONE = "none"  # overlapping, or not all of them parts of the parent


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a dimension. `part`: "part", "optional" (absent where it has no money),
    "of_which" (inside, but does not exhaust), "alternative" (no sum).
    """

    dimension: Dimension
    name: str
    parent: str | None
    part: str
    chinese: str
    english: str
    source: str


@cache
def members() -> dict[tuple[Dimension, str], Member]:
    """Every listed member by (dimension, name), in the order of the data file."""
    text = resources.files("gouji.law").joinpath("data/dimensions.csv").read_text(encoding="utf-8")
    listed = (
        Member(
            Dimension(row["dimension"]),
            row["member"],
            row["parent"] or None,
            row["part"],
            row["chinese"],
            row["english"],
            row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )
    return {(member.dimension, member.name): member for member in listed}


def is_summable(dimension: Dimension) -> bool:
    """Whether leaving the dimension open means the sum of all its members (fund: yes; year, flow, measure: no)."""
    return dimension not in _NOT_SUMMABLE


def parent(dimension: Dimension, member: str) -> str | None:
    """The member that this one is part of; None at the top. An item may hold lines of its own ("procurement/打印机").

    >>> parent(Dimension.FUND, "general"), parent(Dimension.FUNCTION, "2080505"), parent(Dimension.FUNCTION, "208")
    ('fiscal', '20805', None)
    """
    lengths = CODE_LENGTHS.get(dimension)
    if lengths is not None:
        shorter = [length for length in lengths if length < len(member)]
        return member[: shorter[-1]] if shorter else None
    if dimension is Dimension.ENTITY:
        return member[:-3] if member.isdigit() and len(member) >= 6 and len(member) % 3 == 0 else None
    if "/" in member:
        return member.rpartition("/")[0]
    listed = members().get((dimension, member))
    return None if listed is None else listed.parent


@lru_cache(maxsize=65536)
def lineage(dimension: Dimension, member: str) -> tuple[str, ...]:
    """The member and all that it is part of, from the inside out.

    >>> lineage(Dimension.FUNCTION, "2080505")
    ('2080505', '20805', '208')
    """
    above = parent(dimension, member)
    return (member,) if above is None else (member, *lineage(dimension, above))


@cache
def children(dimension: Dimension, member: str | None) -> tuple[Member, ...]:
    """The listed parts of a member (of the whole for None), in form order; none for dimensions of codes.

    >>> [child.name for child in children(Dimension.NATURE, "basic")]
    ['personnel', 'public_use']
    """
    if member is None and not is_summable(dimension):
        return ()
    return tuple(
        listed
        for listed in members().values()
        if listed.dimension is dimension and listed.parent == member and listed.part in ("part", "optional")
    )


def is_within(dimension: Dimension, member: str, ancestor: str | None) -> bool:
    """Whether a member is the ancestor or a part of it at any depth; None is the whole of a summable dimension.

    >>> is_within(Dimension.FUND, "business", "own"), is_within(Dimension.FUNCTION, "2080505", "201")
    (True, False)
    """
    return is_summable(dimension) if ancestor is None else ancestor in lineage(dimension, member)


@lru_cache(maxsize=65536)
def adds_to(dimension: Dimension, member: str, whole: str) -> bool:
    """Whether a member's amount is counted in the whole's: it is the whole, or a part of it that is no "of which".

    >>> adds_to(Dimension.ITEM, "assets.houses", "assets"), adds_to(Dimension.ITEM, "assets.houses.offices", "assets")
    (True, False)
    """
    for step in lineage(dimension, member):
        if step == whole:
            return True
        listed = members().get((dimension, step))
        if listed is not None and listed.part == "of_which":
            return False
    return False


def are_disjoint(dimension: Dimension, named: Iterable[str]) -> bool:
    """Whether no two of the members overlap.

    >>> are_disjoint(Dimension.FUND, ["general", "own"]), are_disjoint(Dimension.FUND, ["general", "fiscal"])
    (True, False)
    """
    listed = list(named)
    return not any(
        is_within(dimension, one, other)
        for place, one in enumerate(listed)
        for other in listed[:place] + listed[place + 1 :]
    )


def cover(dimension: Dimension, whole: str | None, parts: Iterable[str]) -> Cover:
    """How the parts relate to the whole.

    EXACT where they are disjoint and leave nothing out but optional members: these are left out of forms where they
    have no money. OPEN where they are disjoint parts but others may exist (codes are always open).

    >>> cover(Dimension.NATURE, "basic", ["personnel", "public_use"]).value
    'exact'
    >>> cover(Dimension.FUND, None, ["fiscal", "business", "other"]).value
    'exact'
    >>> cover(Dimension.NATURE, "basic", ["personnel"]).value
    'open'
    """
    listed = list(parts)
    strict = all(is_within(dimension, part, whole) and part != whole for part in listed)
    if not listed or not strict or not are_disjoint(dimension, listed):
        return Cover.NONE
    return Cover.EXACT if _is_covered(dimension, whole, frozenset(listed)) else Cover.OPEN


def is_partition(dimension: Dimension, whole: str | None, parts: Iterable[str]) -> bool:
    """Whether the parts make up the whole exactly (see `cover`)."""
    return cover(dimension, whole, parts) is Cover.EXACT


def chinese_name(dimension: Dimension, member: str) -> str:
    """The member's term in Chinese, or the member itself where it is a code or a name."""
    listed = members().get((dimension, member))
    return member if listed is None else listed.chinese


def _is_covered(dimension: Dimension, whole: str | None, parts: frozenset[str]) -> bool:
    below = children(dimension, whole)
    named = any(is_within(dimension, part, whole) for part in parts)
    return (
        bool(below)
        and named
        and all(
            child.name in parts or child.part == "optional" or _is_covered(dimension, child.name, parts)
            for child in below
        )
    )
