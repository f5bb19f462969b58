"""What a budget has at a point: the sum of its entries that lie within it, exact, in 元.

Every entry fixes all the dimensions that it knows. A point asks for some of them and sums over the rest; what cannot be
summed (flow, year, stage, item, measure) must be asked for, or is what nobody says: this year's budget, an amount.

Income by function is not entered: it is what the function spends and carries on, out of the same money.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gouji.law.dimensions import adds_to, is_within
from gouji.model.amount import fold
from gouji.model.budget import Budget, Line, Receipt
from gouji.model.point import Dimension, Point

_UNSAID = {Dimension.ITEM, Dimension.MEASURE}
"""Dimensions in which an entry that says something is no part of a point that says nothing."""

_OF_SPENDING = frozenset(
    {Dimension.FUNCTION, Dimension.ECONOMIC, Dimension.GOVERNMENT_ECONOMIC, Dimension.NATURE, Dimension.PROJECT}
)
_OF_MONEY = frozenset({Dimension.FLOW, Dimension.FUND, Dimension.NATURE, Dimension.PROJECT})
"""What decides whether a form shows this year's money alone: not the row or the column."""
_TOGETHER = {  # members that law lists as made of others across the tree
    (Dimension.NATURE, "running"): ("public_use", "other_operations"),
    (Dimension.NATURE, "project_and_other"): ("project", "operating", "remit_up", "subsidy_down"),
    (Dimension.NATURE, "project.department"): ("other_operations", "specific", "project.department"),
}
_CONSTRUCTION = ("309", "311")
"""资本性支出（基本建设）、对企业补助（基本建设）: the classes that capital construction is paid from."""
_PLAIN = {(Dimension.FUND, "general"): "general.quota"}
"""Where a form prints the parts of a fund, money of the fund without a word is of its plain part."""
_SOURCE_OF = {"current": "income", "carried": "opening", "surplus": "surplus_use"}


@dataclass(frozen=True, slots=True)
class _Entry:
    members: Mapping[Dimension, str]
    amount: Decimal
    by_function: bool = False


class Ledger:
    """A budget's entries, ready to be asked for any point; it answers the same question once only."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._entries = tuple(_entries(budget))
        self._masks: dict[tuple[Dimension, str], int] = {}
        self._answers: dict[tuple[tuple[Dimension, str], ...], Decimal] = {}

    def at(self, point: Point) -> Decimal:
        """The sum at a point, in 元 (a count or an area for those measures). Nothing entered is 0."""
        answer = self._answers.get(point.members)
        if answer is None:
            answer = self._answers[point.members] = self._sum(point)
        return answer

    def parts(self, point: Point) -> tuple[Decimal, ...]:
        """The amounts of the entries that make up the sum at a point, in the order of the budget."""
        return tuple(entry.amount for entry in self._within(point))

    def has(self, point: Point) -> bool:
        """Whether any entry that is not zero lies within the point, even where they sum to nothing."""
        return any(entry.amount for entry in self._within(point))

    def members_of(self, dimension: Dimension, point: Point) -> tuple[str, ...]:
        """The leaf members of a dimension among the entries within a point that are not zero, sorted."""
        within = self._within(point, by_function=dimension in _OF_SPENDING)
        found = {entry.members[dimension] for entry in within if entry.amount and dimension in entry.members}
        return tuple(sorted(found))

    def settle(self, members: Mapping[Dimension, str], least: Decimal = Decimal(0)) -> dict[Dimension, str]:
        """Members whose vintage is "new" (this year's money, where the form does not say so in words), made plain.

        "current" where money at them is carried over, else nothing: all is this year's then. Of a fund, and of its
        basic expenditure, it is "current" where any appropriation was left over: the fund's income then is not what
        goes out by the summary. "new_of_fund" looks at what is spent of the fund alone: the summary says what goes out
        of each. Of a project it is "current" where any of its money is carried over. Less than `least` (元) is printed
        as nothing, and shows nobody that there is money.
        """
        word = members.get(Dimension.VINTAGE)
        if word not in ("new", "new_of_fund"):
            return dict(members)
        plain: dict[Dimension, str] = {name: held for name, held in members.items() if name != Dimension.VINTAGE}
        here = {name: held for name, held in plain.items() if name in _OF_MONEY}
        if Dimension.PROJECT in here:  # its balance stands in a line of its own, also where the fund has nothing else
            shows = self._shows({**_without(here, Dimension.FUND), Dimension.VINTAGE: "carried"}, least)
            return {**plain, Dimension.VINTAGE: "current"} if shows else plain
        here = _without(here, Dimension.NATURE)
        if word == "new_of_fund":
            balance = {**here, Dimension.VINTAGE: "carried"}
        else:
            balance = {Dimension.FLOW: "opening", Dimension.FUND: "fiscal"}
        shows = self._shows({**here, Dimension.VINTAGE: "current"}, least) and self._shows(balance, least)
        return {**plain, Dimension.VINTAGE: "current"} if shows else plain

    def _shows(self, members: Mapping[Dimension, str], least: Decimal) -> bool:
        """Whether the money at a point is printed as anything but nothing."""
        amount = abs(self.at(Point.of(members)))
        return bool(amount) and amount >= least

    def _sum(self, point: Point) -> Decimal:
        return sum((entry.amount for entry in self._within(point)), Decimal(0))

    def _within(self, point: Point, *, by_function: bool = False) -> Iterator[_Entry]:
        mask = self._mask_of(point, by_function=by_function)
        while mask:
            lowest = mask & -mask
            yield self._entries[lowest.bit_length() - 1]
            mask ^= lowest

    def _mask_of(self, point: Point, *, by_function: bool) -> int:
        """The entries within a point, as the bits of a number; `by_function` takes income by what it is spent on."""
        asked = dict(point.fixed)
        asked.setdefault(Dimension.YEAR, str(self.budget.year))
        asked.setdefault(Dimension.STAGE, "budget")
        if asked.get(Dimension.ENTITY) == self.budget.code:
            del asked[Dimension.ENTITY]
        flow = asked.get(Dimension.FLOW, "expenditure")
        asked[Dimension.FLOW] = flow
        mask = -1
        for dimension, member in asked.items():
            mask &= self._mask(dimension, member)
        for dimension in _UNSAID - asked.keys():
            mask &= self._without[dimension]
        if flow in ("income", "opening", "surplus_use", "sources"):
            mask &= self._by_function if by_function or _OF_SPENDING & asked.keys() else ~self._by_function
        return mask & ((1 << len(self._entries)) - 1)

    def _mask(self, dimension: Dimension, member: str) -> int:
        key = (dimension, member)
        mask = self._masks.get(key)
        if mask is None:
            wanted = _TOGETHER.get(key, (member,))
            mask = 0
            for number, entry in enumerate(self._entries):
                held = entry.members.get(dimension)
                if held is not None and any(lies_in(dimension, held, one) for one in wanted):
                    mask |= 1 << number
            self._masks[key] = mask
        return mask

    @cached_property
    def _without(self) -> Mapping[Dimension, int]:
        return {
            dimension: sum(1 << number for number, entry in enumerate(self._entries) if dimension not in entry.members)
            for dimension in _UNSAID
        }

    @cached_property
    def _by_function(self) -> int:
        return sum(1 << number for number, entry in enumerate(self._entries) if entry.by_function)


def _entries(budget: Budget) -> Iterator[_Entry]:
    now = {Dimension.YEAR: str(budget.year), Dimension.STAGE: "budget"}
    names = {project.code: fold(project.name) for project in budget.projects}
    yield from _money(budget.receipts, budget.lines, now, names)
    for closing in budget.closings:
        members = {
            Dimension.ENTITY: closing.unit,
            Dimension.FUND: closing.fund,
            Dimension.FUNCTION: closing.function,
            Dimension.VINTAGE: closing.vintage,
            **now,
        }
        yield _Entry({**members, Dimension.FLOW: "closing"}, closing.amount)
        yield _Entry(_source(members, closing.vintage), closing.amount, by_function=True)
    for extra in budget.extras:
        yield _Entry(_named(extra.unit, extra.item, extra.fund, now), extra.amount)
    yield from _purchases(budget, now, names)
    for asset in budget.assets:
        named = {Dimension.ITEM: asset.item, Dimension.FLOW: "expenditure", **now}
        yield _Entry(named, asset.value)
        if asset.quantity is not None:
            yield _Entry({**named, Dimension.MEASURE: "count"}, asset.quantity)
    for project in budget.projects:
        for month, amount in project.plan:
            members = {Dimension.PROJECT: fold(project.name), Dimension.MEASURE: f"plan/{month:02d}"}
            yield _Entry({**members, Dimension.FLOW: "expenditure", **now}, amount)
    for previous in budget.previous:
        then = {Dimension.YEAR: str(budget.year - 1), Dimension.STAGE: previous.stage}
        yield from _money(previous.receipts, previous.lines, then, names)
        for extra in previous.extras:
            yield _Entry(_named(extra.unit, extra.item, extra.fund, then), extra.amount)


def _money(
    receipts: Iterable[Receipt], lines: Iterable[Line], when: Mapping[Dimension, str], names: Mapping[str, str]
) -> Iterator[_Entry]:
    for receipt in receipts:
        members = {Dimension.ENTITY: receipt.unit, Dimension.FUND: receipt.fund, Dimension.FLOW: receipt.flow}
        yield _Entry({**members, **when}, receipt.amount)
    for line in lines:
        known = {
            Dimension.ENTITY: line.unit,
            Dimension.FUND: line.fund,
            Dimension.VINTAGE: line.vintage,
            Dimension.NATURE: line.nature,
            Dimension.FUNCTION: line.function,
            Dimension.ECONOMIC: line.economic,
            Dimension.GOVERNMENT_ECONOMIC: line.government_economic,
            Dimension.PROJECT: names.get(line.project, line.project),
            **when,
        }
        members = {dimension: member for dimension, member in known.items() if member}
        yield _Entry({**members, Dimension.FLOW: "expenditure"}, line.amount)
        if not line.economic.startswith(_CONSTRUCTION):
            rest = {Dimension.FLOW: "expenditure", Dimension.ITEM: "without_construction"}
            yield _Entry({**members, **rest}, line.amount)
        yield _Entry(_source(members, line.vintage), line.amount, by_function=True)


def lies_in(dimension: Dimension, member: str, whole: str) -> bool:
    """Whether an entry at a member counts at the whole. What cuts across is entered again for each "of which" of it."""
    member = _PLAIN.get((dimension, member), member)
    return adds_to(dimension, member, whole) if dimension is Dimension.ITEM else is_within(dimension, member, whole)


def _without(members: Mapping[Dimension, str], dimension: Dimension) -> dict[Dimension, str]:
    return {name: held for name, held in members.items() if name != dimension}


def _source(members: Mapping[Dimension, str], vintage: str) -> dict[Dimension, str]:
    """Where the money of an entry comes from."""
    return {**members, Dimension.FLOW: _SOURCE_OF[vintage]}


def _named(unit: str, item: str, fund: str, when: Mapping[Dimension, str]) -> dict[Dimension, str]:
    named = {Dimension.ENTITY: unit, Dimension.FUND: fund, Dimension.ITEM: item, Dimension.FLOW: "expenditure"}
    return {**named, **when}


def _purchases(budget: Budget, now: Mapping[Dimension, str], names: Mapping[str, str]) -> Iterator[_Entry]:
    for purchase in budget.purchases:
        named = _named(purchase.unit, f"procurement.{purchase.kind}", purchase.fund, now)
        if purchase.project:
            named[Dimension.PROJECT] = names.get(purchase.project, purchase.project)
        yield _Entry(named, purchase.amount)
        yield _Entry({**named, Dimension.MEASURE: "count"}, purchase.quantity)
        if purchase.reserved:
            yield _Entry({**named, Dimension.ITEM: "procurement.reserved"}, purchase.reserved)
        if purchase.service:
            yield _Entry({**named, Dimension.ITEM: "purchased_services"}, purchase.amount)
