"""What documents are to each other, from what they say of themselves; and where they are silent, from their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from gouji.compare.model import Bond, Kind, Side, Words
from gouji.compare.shelves import Library
from gouji.model.amount import fold
from gouji.model.document import Paragraph

_OWN_OFFICE = re.compile(r"[（(](?:本级|机关|本部)[)）]|(?:本级|机关本部)$")
_FEWEST_SHARED = 8
"""Figures that two files must share before figures alone may say that they belong together."""

STRANGER: Words = (
    "与其他文件既非同一单位的两个年度、预算与决算、两个版本，也不是部门与其单位；如确有关系，请用 --relation 指明",
    "it is no other year, account, edition or unit of another file here; if it is, say so with --relation",
)


def relate(library: Library, forced: Kind | None = None) -> tuple[Bond, ...]:
    """What the sides are to each other. Where `forced` is given, every two neighbours are taken to be that."""
    if forced is not None:
        return tuple(_forced(library.sides, forced))
    pairs = [
        bond for one, other in combinations(library.sides, 2) if (bond := _relate_pair(library, one, other)) is not None
    ]
    return tuple(_join_units(list(_nearest_years(pairs, library.sides))))


def _forced(sides: Sequence[Side], kind: Kind) -> Iterator[Bond]:
    said: Words = ("按 --relation 指定", "as --relation says")
    if kind is Kind.UNITS:
        department, units = sides[0], sides[1:]  # the department is named first
        yield Bond(kind, tuple(unit.number for unit in units), department.number, said)
        return
    ordered = sorted(sides, key=lambda side: (side.year or "", side.stage)) if kind is not Kind.VERSIONS else sides
    for one, other in pairwise(ordered):
        yield Bond(kind, (one.number,), other.number, said)


def _relate_pair(library: Library, one: Side, other: Side) -> Bond | None:
    if "not_a_budget" in (one.facts.kind.value, other.facts.kind.value):
        return None
    same = _same_entity(library, one, other)
    if same is None:
        return _relate_nameless(library, one, other) if None in (one.entity, other.entity) else None
    if one.year is None or other.year is None:
        return _as_versions(library, one, other)
    if one.year != other.year:
        return _as_years(one, other, same)
    if one.stage != other.stage:
        return _as_final(one, other, same)
    if _scope(one) != _scope(other) or same == "unit":
        return _as_units(library, one, other)
    return _as_versions(library, one, other)


def _relate_nameless(library: Library, one: Side, other: Side) -> Bond | None:
    """Files one of which names nobody: they belong together where many figures are the same."""
    if one.year is not None and one.year == other.year and one.stage == other.stage:
        return _as_versions(library, one, other)
    return None


def _as_years(one: Side, other: Side, same: str) -> Bond | None:
    before, after = sorted((one, other), key=lambda side: side.year or "")
    if same == "unit" or _scope(before) != _scope(after):
        return None
    if before.stage == "budget" and after.stage == "final":
        return None  # a budget and a later year's account say nothing of each other
    evidence = (
        f"同一单位“{after.entity}”，{before.year}年与{after.year}年",
        f"the same entity “{after.entity}”, {before.year} and {after.year}",
    )
    return Bond(Kind.YEARS, (before.number,), after.number, evidence)


def _as_final(one: Side, other: Side, same: str) -> Bond | None:
    before, after = sorted((one, other), key=lambda side: side.stage != "budget")
    if same == "unit" or _scope(before) != _scope(after):
        return None
    evidence = (
        f"同一单位“{after.entity}”{after.year}年的预算和决算",
        f"budget and final account of “{after.entity}”, {after.year}",
    )
    return Bond(Kind.FINAL, (before.number,), after.number, evidence)


def _as_units(library: Library, one: Side, other: Side) -> Bond | None:
    """The department is the one that says it is one; where names differ, it must name the unit."""
    unit, department = (one, other) if _scope(one) == "unit" else (other, one)
    if _scope(department) == "unit":
        return None
    if _plain(unit.entity) == _plain(department.entity):
        evidence = (
            f"同为“{department.entity}”{department.year}年，一份为部门，一份为单位",
            f"both of “{department.entity}”, {department.year}: one the department's, one a unit's",
        )
    else:
        evidence = (
            f"“{department.entity}”的文件列有单位“{unit.entity}”",
            f"the file of “{department.entity}” names the unit “{unit.entity}”",
        )
    return Bond(Kind.UNITS, (unit.number,), department.number, evidence)


def _as_versions(library: Library, one: Side, other: Side) -> Bond | None:
    """Two editions: of the two, the draft is the earlier one, else the one given first."""
    shared, fewer = _shared_figures(library, one, other)
    if shared < _FEWEST_SHARED or 2 * shared < fewer:
        return None
    draft = [side for side in (one, other) if side.facts.stage is not None and side.facts.stage.value == "draft"]
    before = draft[0] if len(draft) == 1 else one
    after = other if before is one else one
    evidence = (
        f"同一年度同类文件，{fewer} 个数字中 {shared} 个相同" + ("，前者为草案" if len(draft) == 1 else ""),
        f"same year and kind; {shared} of {fewer} figures are equal" + (", the first a draft" if draft else ""),
    )
    return Bond(Kind.VERSIONS, (before.number,), after.number, evidence)


def _shared_figures(library: Library, one: Side, other: Side) -> tuple[int, int]:
    """How many points both print alike and not as nothing, and how many the shorter of the two prints."""
    first, second = library.own(one.number), library.own(other.number)
    shared = sum(
        1
        for point, figure in first.figures.items()
        if figure.value and (twin := second.figures.get(point)) is not None and twin.value == figure.value
    )
    sizes = [sum(1 for figure in shelf.figures.values() if figure.value) for shelf in (first, second)]
    return shared, min(sizes)


def _same_entity(library: Library, one: Side, other: Side) -> str | None:
    """Whether two files are of one entity ("same"), or one names the other's entity as its unit ("unit"); else None."""
    names = _plain(one.entity), _plain(other.entity)
    if not all(names):
        return None
    if names[0] == names[1]:
        return "same"
    if _scope(one) != _scope(other) and one.year == other.year and one.stage == other.stage:
        unit, department = (one, other) if _scope(one) == "unit" else (other, one)
        if _names(library, department, _plain(unit.entity)):
            return "unit"
    return None


def _names(library: Library, side: Side, name: str) -> bool:
    """Whether a file prints a name, in its text or as a row of a table."""
    claims = library.claims
    for number in side.documents:
        for block in claims.documents[number].blocks:
            if isinstance(block, Paragraph) and name in fold(block.text):
                return True
    tables = (table for table in claims.tables if table.document in side.documents)
    return any(name in fold(row.label) for table in tables for row in table.rows)


def _plain(name: str | None) -> str:
    return _OWN_OFFICE.sub("", fold(name or ""))


def _scope(side: Side) -> str:
    return side.facts.scope.value if side.facts.scope is not None else "department"


def _nearest_years(bonds: Sequence[Bond], sides: Sequence[Side]) -> Iterator[Bond]:
    """Of the earlier years of one file, only the last of each stage: 2025 is held against 2024, not against 2023."""
    latest: dict[tuple[int, str], str] = {}
    for bond in bonds:
        if bond.kind is Kind.YEARS:
            key, year = _year_key(bond, sides)
            latest[key] = max(latest.get(key, ""), year)
    for bond in bonds:
        if bond.kind is not Kind.YEARS:
            yield bond
            continue
        key, year = _year_key(bond, sides)
        if latest[key] == year:
            yield bond


def _year_key(bond: Bond, sides: Sequence[Side]) -> tuple[tuple[int, str], str]:
    before = sides[bond.before[0]]
    return (bond.after, before.stage), before.year or ""


def _join_units(bonds: Sequence[Bond]) -> Iterator[Bond]:
    """The bonds; those between one department and its units are one."""
    units: dict[int, list[Bond]] = {}
    for bond in bonds:
        if bond.kind is Kind.UNITS:
            units.setdefault(bond.after, []).append(bond)
        else:
            yield bond
    for department, joined in units.items():
        yield Bond(
            Kind.UNITS,
            tuple(number for bond in joined for number in bond.before),
            department,
            ("；".join(bond.evidence[0] for bond in joined), "; ".join(bond.evidence[1] for bond in joined)),
        )


def find_strangers(sides: Sequence[Side], bonds: Sequence[Bond]) -> Mapping[int, Words]:
    """Sides without any bond, each with the reason."""
    bound = {number for bond in bonds for number in (*bond.before, bond.after)}
    return {side.number: _why_stranger(side) for side in sides if side.number not in bound}


def _why_stranger(side: Side) -> Words:
    if side.facts.kind.value == "not_a_budget":
        return "内容不像部门预算或决算", "its content is no departmental budget or final account"
    missing = [
        words
        for fact, words in ((side.facts.entity, ("单位", "entity")), (side.facts.year, ("年度", "year")))
        if fact is None
    ]
    if missing:
        chinese, english = "、".join(word for word, _ in missing), ", ".join(word for _, word in missing)
        return f"没有读到{chinese}；{STRANGER[0]}", f"no {english} was read in it; {STRANGER[1]}"
    return STRANGER
