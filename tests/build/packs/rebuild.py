"""Find a budget that prints what a published document prints: `fit(claims, pack)`, then `differences(claims, edition)`.

A document says sums only, each rounded. Every entry that the sums could be made of becomes an unknown amount; every
printed figure says that its unknowns add up to it within half of its last digit. A linear program finds amounts that
break as few of these as possible (a figure that is published wrong agrees with no amounts). Exact 元 come out of it,
so the engine has to round each figure anew, and the published parts need not add up to their totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

import printed_records

from gouji.build.compose import compose
from gouji.build.evaluate import Ledger
from gouji.law.dimensions import adds_to, members
from gouji.law.packs import Pack
from gouji.model.amount import fold
from gouji.model.budget import Budget, Closing, Extra, Line, Previous, Receipt, Task, Unit
from gouji.model.claim import Claim, ClaimSet
from gouji.model.edition import Edition
from gouji.model.point import Dimension, Point

_STEP = Decimal(1_000_000)  # an unknown's mark: a whole number of 元 that no table rounds away
_MARGIN = 1.0  # 元 between the amounts found and the edge of what rounds to the figure: they are rounded to 分 after
_FLOWS = {"current": "income", "carried": "opening", "surplus": "surplus_use"}
_SPENT = ("personnel", "public_use", "other_operations", "specific", "operating", "remit_up", "subsidy_down")
_PROJECTS = ("other_operations", "specific")

Entry = Line | Extra | Closing


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of a table that is published otherwise than it was built; "" where one side has none there."""

    table: str
    label: str
    column: tuple[str, ...]
    point: Point
    published: str
    built: str


@dataclass(frozen=True, slots=True)
class _Published:
    """What the document says of a point: 元, and half of the last printed digit in 元."""

    point: Point
    yuan: Decimal
    half: Decimal


def fit(claims: ClaimSet, pack: Pack, *, code: str = "", name: str = "", units: Sequence[Unit] = ()) -> Budget:
    """A budget whose editions print the published figures, as far as any budget can.

    `code`, `name` and `units` are the department's, where the document's own words should not be taken.
    """
    told = tuple(claim for claim in claims.claims if claim.kind != "sentence")
    claims = replace(claims, claims=told)  # the tables alone: sentences name what no table lists
    from_years = claims.facts.year
    assert from_years is not None, "the document does not say its year"
    year = int(from_years.value)
    title = claims.facts.entity.value if claims.facts.entity else "部门"
    code = code or printed_records.department_code(claims) or "100"
    units = tuple(units) or printed_records.units(claims, code, name or title)
    empty = Budget(
        pack.name,
        year,
        code,
        name or title,
        units=units,
        projects=tuple(printed_records.projects(claims, units)),
        assets=tuple(printed_records.assets(claims)),
        purchases=tuple(printed_records.purchases(claims, units)),
        tasks=tuple(Task(goal.name, "", goal.indicators) for goal in claims.goals if goal.scope == "department"),
    )
    empty = replace(empty, names=dict(printed_records.names_of_its_own(claims, empty)))
    published = list(_published(claims))
    pack = _as_printed(pack, claims)
    now = [one for one in published if one.point.get(Dimension.YEAR, str(year)) == str(year)]
    budget = _solved(empty, pack, _this_year([one for one in now if _stage(one) == "budget"], empty, pack), now)
    return replace(budget, previous=tuple(_previous(published, empty, pack)))


def differences(claims: ClaimSet, edition: Edition) -> Iterator[Difference]:
    """Where a built edition and the published tables do not say the same, table by table, point by point."""
    for built in edition.tables:
        read = [table for table in claims.tables if _same_title(table.title, built.title)]
        numbers = {table.number for table in read}
        printed = {claim.point: claim for claim in claims.claims if claim.point and _number(claims, claim) in numbers}
        expected = {claim.figure.point: claim for claim in built.claims}
        for point, wanted in expected.items():
            found = printed.get(point) if point else None
            if point and (found is None or found.amount.value != wanted.figure.amount.value):
                text = found.source.text if found else ""
                yield Difference(built.title, wanted.label, wanted.column, point, text, wanted.figure.text)
        for point, claim in printed.items():
            if point not in expected and point is not None and claim.amount.value:
                label = printed_records.row_label(claims, claim)
                yield Difference(built.title, label, claim.column, point, claim.source.text, "")


def _as_printed(pack: Pack, claims: ClaimSet) -> Pack:
    """The pack with only those tables that the document prints: one that it leaves out says nothing of blank cells."""
    titles = {fold(table.title or "") for table in claims.tables}
    year = claims.facts.year.value if claims.facts.year else ""
    printed = tuple(
        one for one in pack.tables if "{{" in one.title or fold(one.title.replace("{year}", year)) in titles
    )
    return replace(pack, tables=printed, document="\n".join(f"@{one.key}" for one in printed))


def _same_title(read: str | None, built: str) -> bool:
    return fold(read or "") == fold(built)


def _number(claims: ClaimSet, claim: Claim) -> int | None:
    return None if claim.table is None else claims.tables[claim.table].number


def _published(claims: ClaimSet) -> Iterator[_Published]:
    for claim in claims.claims:
        yuan, quantum = claim.amount.yuan, claim.amount.quantum_yuan
        if claim.kind != "cell" or claim.point is None or yuan is None or quantum is None:
            continue
        if claim.point.get(Dimension.MEASURE) is None and "/" not in (claim.point.get(Dimension.ITEM) or ""):
            yield _Published(claim.point, yuan, quantum / 2)


def _stage(one: _Published) -> str:
    return one.point.get(Dimension.STAGE) or "budget"


# --- unknowns -----------------------------------------------------------------------------------------------------


def _this_year(published: Sequence[_Published], budget: Budget, pack: Pack) -> list[Entry]:
    """Every entry that this year's figures could be made of."""
    money = [one for one in published if one.yuan]
    entries: list[Entry] = list(_lines(money, budget, pack))
    places = _entities(money, budget)
    for unit, fund, item in product(places, _funds(money, pack), _items(money)):
        entries.append(Extra(unit, item, fund, Decimal(0)))
    if any(one.point.get(Dimension.FLOW) == "closing" for one in money):
        functions = _leaves(money, Dimension.FUNCTION)
        for unit, fund, function in product(places, _funds(money, pack), functions):
            entries.append(Closing(unit, fund, function, Decimal(0)))
    return entries


def _lines(money: Sequence[_Published], budget: Budget, pack: Pack) -> Iterator[Line]:
    plain = [one for one in money if one.point.get(Dimension.ITEM) is None]
    vintages = ["current"]
    if any(one.point.get(Dimension.FLOW) == "opening" or _is(one, Dimension.VINTAGE, "carried") for one in plain):
        vintages.append("carried")
    if any(one.point.get(Dimension.FLOW) == "surplus_use" for one in plain):
        vintages.append("surplus")
    for nature in _natures(plain):
        about = [one for one in plain if _fits(one, Dimension.NATURE, nature)]
        codes = [_leaves(about, dimension) or [""] for dimension in printed_records.CODED]
        projects = [*(project.code for project in budget.projects), ""] if nature in _PROJECTS else [""]
        everything = product(_entities(about, budget), *codes, _funds(plain, pack), vintages, projects)
        for unit, function, economic, government, fund, vintage, project in everything:
            yield Line(unit, function, economic, government, fund, nature, Decimal(0), vintage, project)


def _is(one: _Published, dimension: Dimension, member: str) -> bool:
    return one.point.get(dimension) == member


def _fits(one: _Published, dimension: Dimension, member: str) -> bool:
    held = one.point.get(dimension)
    return held is None or adds_to(dimension, member, held) or held in ("running", "project_and_other")


def _natures(money: Sequence[_Published]) -> list[str]:
    """The leaf natures with money; where a form does not tell the kinds of projects apart, one of them."""
    named = {one.point.get(Dimension.NATURE) for one in money}
    found = [nature for nature in _SPENT if nature in named]
    if "other_operations" not in found and "specific" not in found and ("project" in named or None in named):
        found.append("specific")
    if "basic" in named or None in named:
        found += [nature for nature in ("personnel", "public_use") if nature not in found]
    return found


def _leaves(money: Sequence[_Published], dimension: Dimension) -> list[str]:
    """The codes with money that no longer code stands below."""
    codes = {one.point[dimension] for one in money if one.point.get(dimension)}
    return sorted(code for code in codes if not any(other != code and other.startswith(code) for other in codes))


def _funds(money: Sequence[_Published], pack: Pack) -> list[str]:
    named = {one.point[Dimension.FUND] for one in money if one.point.get(Dimension.FUND)}
    found = [fund for fund in pack.funds if any(adds_to(Dimension.FUND, fund, name) for name in named)]
    return found or [pack.funds[0]]


def _entities(money: Sequence[_Published], budget: Budget) -> list[str]:
    named = {one.point.get(Dimension.ENTITY) for one in money}
    return [unit.code for unit in budget.units if unit.code in named] or [budget.units[0].code]


def _items(money: Sequence[_Published]) -> list[str]:
    """The leaf items with money; assets and procurement have records of their own."""
    named = {one.point[Dimension.ITEM] for one in money if one.point.get(Dimension.ITEM)}
    named = {item for item in named if not item.startswith(("assets", "procurement", "form"))}
    listed = [name for dimension, name in members() if dimension is Dimension.ITEM]
    below = {item for item in named for name in listed if name.startswith(f"{item}.")}
    whole = {name for item in below for name in listed if name.startswith(f"{item}.")}
    leaves = {name for name in whole if not any(other.startswith(f"{name}.") for other in listed)}
    return sorted((named - below) | leaves)


# --- solving ------------------------------------------------------------------------------------------------------


def _solved(budget: Budget, pack: Pack, entries: Sequence[Entry], published: Sequence[_Published]) -> Budget:
    """The budget with amounts for the entries; those in cells that the document leaves blank have none."""
    entries = _without_blank(budget, pack, entries, published)
    ledger = Ledger(_marked(budget, entries))
    rows = [(sorted({_entry_of(part) for part in ledger.parts(one.point)}), one) for one in published]
    amounts = _minimise(len(entries), [row for row in rows if row[0]], _weights(entries))
    return _with(budget, entries, amounts)


def _without_blank(
    budget: Budget, pack: Pack, entries: Sequence[Entry], published: Sequence[_Published]
) -> list[Entry]:
    """The entries that lie in no cell which the document leaves blank, or prints as nothing.

    A blank cell that holds a figure printed elsewhere (a subtotal left out) says nothing.
    """
    said = {one.point for one in published if one.yuan}
    marked = _marked(budget, entries)
    ledger = Ledger(marked)
    held = [frozenset(ledger.parts(point)) for point in said]
    blank: set[int] = set()
    for table in compose(marked, pack).edition.tables:
        for claim in table.claims:
            point = claim.figure.point
            if point is not None and point not in said and point.get(Dimension.MEASURE) is None:
                parts = frozenset(ledger.parts(point))
                blank.update(_entry_of(part) for part in parts if not any(one and one <= parts for one in held))
    for one in published:
        if not one.yuan:
            blank.update(_entry_of(part) for part in ledger.parts(one.point))
    return [entry for number, entry in enumerate(entries) if number not in blank]


def _marked(budget: Budget, entries: Sequence[Entry]) -> Budget:
    """The budget with each unknown's number as its amount, so that a sum's parts say which unknowns they are."""
    projects = tuple(replace(project, plan=()) for project in budget.projects)
    budget = replace(budget, assets=(), purchases=(), projects=projects)
    return _with(budget, entries, [_STEP * number for number in range(1, len(entries) + 1)], together=False)


def _entry_of(part: Decimal) -> int:
    return int(part / _STEP) - 1


def _weights(entries: Sequence[Entry]) -> list[float]:
    """What an 元 of each unknown costs: little, and more where it says less than it could."""
    return [1e-6 if not isinstance(entry, Line) or entry.economic or entry.project else 2e-6 for entry in entries]


def _minimise(
    unknowns: int, rows: Sequence[tuple[Sequence[int], _Published]], weights: Sequence[float]
) -> list[Decimal]:
    """Amounts, in 元 and 分, that leave as little as possible between each sum and what rounds to its figure."""
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    for weight in weights:
        solver.addCol(weight, 0.0, highspy.kHighsInf, 0, [], [])
    for number, (parts, one) in enumerate(rows):
        over, under = unknowns + 2 * number, unknowns + 2 * number + 1
        solver.addCol(1.0, 0.0, highspy.kHighsInf, 0, [], [])
        solver.addCol(1.0, 0.0, highspy.kHighsInf, 0, [], [])
        low, high = float(one.yuan - one.half) + _MARGIN, float(one.yuan + one.half) - _MARGIN
        if low > high:  # figures in 元: nothing was rounded
            low = high = float(one.yuan)
        solver.addRow(low, high, len(parts) + 2, [*parts, over, under], [*[1.0] * len(parts), -1.0, 1.0])
    solver.run()
    return [Decimal(repr(value)).quantize(Decimal("0.01")) for value in solver.getSolution().col_value[:unknowns]]


def _with(budget: Budget, entries: Sequence[Entry], amounts: Sequence[Decimal], *, together: bool = True) -> Budget:
    """The budget with entries of these amounts, and the receipts that pay for them."""
    filled = [replace(entry, amount=amount) for entry, amount in zip(entries, amounts, strict=True) if amount > 0]
    receipts = [
        Receipt(entry.unit, entry.fund, entry.amount, _FLOWS[entry.vintage])
        for entry in filled
        if not isinstance(entry, Extra)
    ]
    return replace(
        budget,
        lines=tuple(entry for entry in filled if isinstance(entry, Line)),
        closings=tuple(entry for entry in filled if isinstance(entry, Closing)),
        extras=tuple(entry for entry in filled if isinstance(entry, Extra)),
        receipts=tuple(_added(receipts) if together else receipts),
    )


def _added(receipts: Sequence[Receipt]) -> Iterator[Receipt]:
    sums: dict[tuple[str, str, str], Decimal] = {}
    for one in receipts:
        key = (one.unit, one.fund, one.flow)
        sums[key] = sums.get(key, Decimal(0)) + one.amount
    yield from (Receipt(unit, fund, amount, flow) for (unit, fund, flow), amount in sums.items())


def _previous(published: Sequence[_Published], budget: Budget, pack: Pack) -> Iterator[Previous]:
    """Last year's entries, for each stage that the document prints of it."""
    last = str(budget.year - 1)
    of_last = [one for one in published if one.point.get(Dimension.YEAR) == last]
    for stage in sorted({_stage(one) for one in of_last}):
        moved = [
            replace(one, point=one.point.having(Dimension.YEAR, str(budget.year)).having(Dimension.STAGE, "budget"))
            for one in of_last
            if _stage(one) == stage
        ]
        bare = replace(budget, projects=(), purchases=(), assets=())
        solved = _solved(bare, pack, _this_year(moved, bare, pack), moved)
        yield Previous(stage, solved.receipts, solved.lines, solved.extras)
