"""A comparison: the files, what they are to each other, what changed, what must tie and does not, what has no match."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from gouji.model.claim import ClaimSet, Facts
from gouji.model.finding import Coverage, Finding, Outcome
from gouji.model.point import Point

Words = tuple[str, str]
"""A text in Chinese and in English."""


class Kind(StrEnum):
    """What documents are to each other."""

    YEARS = "years"  # one department's budgets (or final accounts) of two years, or an account and the next budget
    FINAL = "final"  # a budget and its final account
    UNITS = "units"  # a department and its units
    VERSIONS = "versions"  # a draft and the published file, or two editions of one publication


@dataclass(frozen=True, slots=True)
class Side:
    """One input of a comparison: its name as given, what it says of itself, and how reports call it.

    `number` counts from 0 in the order given; `documents` are its indexes in the comparison's documents (several where
    a folder of files makes up one budget).
    """

    number: int
    name: str
    facts: Facts
    documents: tuple[int, ...]
    label: Words

    @property
    def year(self) -> str | None:
        """The document's year in four digits, where it says one."""
        return self.facts.year.value if self.facts.year is not None else None

    @property
    def stage(self) -> str:
        """The stage of its own figures: "budget" or "final"; a draft's are budget figures."""
        if self.facts.kind.value == "final_account":
            return "final"
        stage = self.facts.stage.value if self.facts.stage is not None else "budget"
        return "budget" if stage == "draft" else stage

    @property
    def entity(self) -> str | None:
        """The department's (or unit's) name, where it says one."""
        return self.facts.entity.value if self.facts.entity is not None else None


@dataclass(frozen=True, slots=True)
class Bond:
    """Sides that belong together: what they are to each other and the words that show it.

    `before` and `after` are numbers of sides: the earlier year and the later, the budget and the account, the draft and
    the published file; for units, `before` are the units and `after` is the department.
    """

    kind: Kind
    before: tuple[int, ...]
    after: int
    evidence: Words


View = Literal["total", "item", "function", "economic", "project", "other"]


@dataclass(frozen=True, slots=True)
class Change:
    """One point of the budget on both sides: ids of the claims (None where a side does not list it), amounts, change.

    `difference` is after − before in the unit of the figures; `rate` is in % of `before` (of years: the change; of an
    account: what was executed), None where there is none. `name` is the line in the words of the document.
    """

    point: Point
    view: View
    name: str
    before: str | None
    after: str | None
    unit: str
    value_before: Decimal | None
    value_after: Decimal | None
    difference: Decimal
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class NameChange:
    """An item whose code stayed and whose name changed ("renamed"), or whose name stayed and whose code did ("moved").

    `kind` says what sort of code it is: "function", "economic" or "project".
    """

    change: Literal["renamed", "moved"]
    kind: str
    code_before: str
    code_after: str
    name_before: str
    name_after: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProjectFate:
    """What became of a project: it goes on, ended, began, or cannot be told (several of one name).

    `matched` says by what it was found again: "code", "name" or "". Amounts are in `unit` ("" where none is printed),
    `before` and `after` the ids of their claims.
    """

    fate: Literal["continues", "ends", "begins", "unclear"]
    name: str
    code: str
    matched: str
    before: str | None
    after: str | None
    unit: str
    value_before: Decimal | None
    value_after: Decimal | None
    was: str = ""
    """The project's name in the earlier document, where it was another."""


@dataclass(frozen=True, slots=True)
class GoalChange:
    """What became of an indicator of a project that goes on. Targets are as printed; claims where they are numbers."""

    change: Literal["lower", "raised", "vanished", "new", "reworded"]
    project: str
    indicator: str
    target_before: str
    target_after: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Figures of one side that have no counterpart, and why; `examples` are the first few."""

    side: int
    what: Words
    reason: Words
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A bond worked out: what changed from one side to the other, and what found no counterpart."""

    bond: Bond
    changes: tuple[Change, ...] = ()
    names: tuple[NameChange, ...] = ()
    projects: tuple[ProjectFate, ...] = ()
    goals: tuple[GoalChange, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole result. `claims` holds the figures of all sides, ids as "side:id" (sides from 1).

    `strangers` are sides that have no bond with any other, with the reason.
    """

    claims: ClaimSet
    sides: tuple[Side, ...]
    links: tuple[Link, ...]
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
    strangers: tuple[tuple[int, Words], ...] = ()
