"""Claims: printed figures, each bound to a point of the budget space or unbound with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from gouji.model.amount import Amount
from gouji.model.document import Document, Place
from gouji.model.goal import Goal
from gouji.model.passage import Passage
from gouji.model.point import Point
from gouji.model.statement import Statement
from gouji.model.table import Table

ClaimKind = Literal["cell", "sentence", "target"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was printed: file hash, place(s), and the text as printed. No figure is without one."""

    sha256: str
    places: tuple[Place, ...]
    text: str

    @property
    def place(self) -> Place:
        """The first printed piece's place."""
        return self.places[0] if self.places else Place()


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed figure.

    `table` and `row` index into `ClaimSet.tables` and `Table.rows` (None for sentences); `column` is the header path.
    Exactly one of `point` and `unbound` is set. `doubt` says why the figure is not certain (OCR, guessed column).
    """

    id: str
    kind: ClaimKind
    amount: Amount
    source: Source
    table: int | None = None
    row: int | None = None
    column: tuple[str, ...] = ()
    point: Point | None = None
    unbound: str | None = None
    doubt: str | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the content says of the whole document, with the words that say it and where they stand."""

    value: str
    evidence: str
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the content says of the document; None where it does not say.

    `kind`: "budget", "final_account", "goals", "not_a_budget". `stage`: "budget", "final", "draft".
    `scope`: "department" or "unit". The file name is never evidence.
    """

    kind: Fact
    year: Fact | None = None
    stage: Fact | None = None
    entity: Fact | None = None
    scope: Fact | None = None
    unit: Fact | None = None


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """Everything read from one document (or several that make up one budget).

    `passages` are the running text, `statements` what its sentences say of their figures, `goals` what goal forms ask
    for.
    """

    documents: tuple[Document, ...]
    facts: Facts
    tables: tuple[Table, ...]
    claims: tuple[Claim, ...]
    goals: tuple[Goal, ...] = ()
    statements: tuple[Statement, ...] = ()
    passages: tuple[Passage, ...] = ()
