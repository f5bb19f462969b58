"""The records that a budget holds as a document prints them: units, names of codes, projects, assets, purchases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gouji.build.rows import code_name
from gouji.model.amount import fold
from gouji.model.budget import Asset, Budget, Project, Purchase, Unit
from gouji.model.claim import Claim, ClaimSet
from gouji.model.point import Dimension

CODED = (Dimension.FUNCTION, Dimension.ECONOMIC, Dimension.GOVERNMENT_ECONOMIC)


def row_label(claims: ClaimSet, claim: Claim) -> str:
    """The label of the row that prints a claim; "" where there is none."""
    return "" if claim.table is None or claim.row is None else claims.tables[claim.table].rows[claim.row].label or ""


def department_code(claims: ClaimSet) -> str:
    """The department's code, as the lines above the tables print it."""
    for line in (line for table in claims.tables for line in table.above):
        first = line.split()[:1]
        if first and first[0].isdigit() and len(first[0]) in (3, 6):
            return first[0]
    return ""


def units(claims: ClaimSet, code: str, name: str) -> tuple[Unit, ...]:
    """The units that the figures name by code, else the department's own office."""
    named: dict[str, str] = {}
    for claim in claims.claims:
        unit = claim.point.get(Dimension.ENTITY) if claim.point else None
        if unit and unit != code:
            named.setdefault(unit, row_label(claims, claim))
    longest = max(map(len, named), default=0)
    found = tuple(Unit(unit, label) for unit, label in named.items() if len(unit) == longest)
    return found or (Unit(f"{code}001", f"{name}本级"),)


def names_of_its_own(claims: ClaimSet, budget: Budget) -> Iterator[tuple[str, str]]:
    """The codes that the document names otherwise than the lists do."""
    seen: dict[str, Counter[str]] = {}
    for table in claims.tables:
        for row in table.rows:
            if row.code and row.label and row.code.isdigit():
                seen.setdefault(row.code, Counter())[row.label] += 1
    for code, labels in seen.items():
        label = labels.most_common(1)[0][0]
        if all(fold(code_name(budget, dimension, code)) != fold(label) for dimension in CODED):
            yield code, label


def projects(claims: ClaimSet, units: Sequence[Unit]) -> Iterator[Project]:
    """The projects that have goal forms, then those that only tables name."""
    known = set()
    for number, goal in enumerate((goal for goal in claims.goals if goal.scope == "project"), start=1):
        known.add(fold(goal.name))
        yield Project(
            goal.code or f"P{number:03d}",
            goal.name,
            units[0].code,
            purpose=goal.purpose,
            goal=goal.goal,
            term_goal=goal.term_goal,
            plan=tuple((month, Decimal(text) * 10_000) for month, text in goal.plan if _is_number(text)),
            indicators=goal.indicators,
        )
    points = [claim.point for claim in claims.claims if claim.point]
    named = dict.fromkeys(point[Dimension.PROJECT] for point in points if point.get(Dimension.PROJECT))
    for number, name in enumerate((name for name in named if fold(name) not in known), start=1):
        yield Project(f"N{number:03d}", name, units[0].code)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _values(claims: ClaimSet, start: str) -> Mapping[str, dict[str, Decimal]]:
    """Of every item that begins so: its figures by measure ("" for its amount in 元)."""
    found: dict[str, dict[str, Decimal]] = {}
    for claim in claims.claims:
        item = claim.point.get(Dimension.ITEM) if claim.point else None
        if claim.point is not None and item and item.startswith(start):
            measure = claim.point.get(Dimension.MEASURE) or ""
            money = claim.amount.yuan
            found.setdefault(item, {})[measure] = claim.amount.value if money is None else money
    return found


def assets(claims: ClaimSet) -> Iterator[Asset]:
    """The assets that the document counts or values."""
    for item, figures in _values(claims, "assets.").items():
        yield Asset(item, figures.get("", Decimal(0)), figures.get("count"))


def purchases(claims: ClaimSet, units: Sequence[Unit]) -> Iterator[Purchase]:
    """The lines of the lists of procurement, all of the first unit."""
    for item, figures in _values(claims, "procurement/").items():
        name, amount = item.partition("/")[2], figures.get("", Decimal(0))
        quantity = figures.get("count", Decimal(1))
        price = figures.get("unit_price", amount / quantity if quantity else amount)
        yield Purchase(units[0].code, "", name, "", "goods", quantity, "", price, amount)
