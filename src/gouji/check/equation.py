"""Equations between figures, and the families in which they stand or fall together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from gouji.check.figures import Figure
from gouji.model.finding import Identity, Term

LAYOUT_ODDS = 12
"""What must hold for each failure where only the drawing of rows suggests the equations."""

Relation = Literal["=", "<=", ">=", "rate"]


@dataclass(frozen=True, eq=False)
class Equation:
    """`total` relation Σ ±`parts`, between figures of one kind; `total` is None where its cell is blank (0).

    For the relation "rate", total (in %) = 100 × Σ ±(all parts but the last few) ÷ Σ ±(the last `bases` parts).
    `copies` says that both sides print the same fact, so that no rounding stands between them. `why` says in Chinese
    what is claimed. `noughts` are parts of a sum in rows that print nothing at all: they add nothing and leave no room
    for rounding, but one of them may be what was left out. An equation is equal to itself alone, as figures are.
    """

    code: str
    total: Figure | None
    parts: tuple[tuple[Figure, int], ...]
    relation: Relation = "="
    why: str = ""
    copies: bool = False
    bases: int = 1
    noughts: tuple[Figure, ...] = ()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All printed figures of the equation, the total first."""
        whole = () if self.total is None else (self.total,)
        return (*whole, *[figure for figure, _ in self.parts], *self.noughts)

    @property
    def terms(self) -> tuple[tuple[Figure, int], ...]:
        """All that is added up, each with its sign: the parts, and those that print nothing."""
        return (*self.parts, *[(figure, 1) for figure in self.noughts]) if self.noughts else self.parts

    def to_identity(self, family: str) -> Identity:
        """The equation as the report names it: by claim ids."""
        return Identity(
            code=self.code,
            total="" if self.total is None else self.total.key,
            parts=tuple([Term(figure.claim.id, sign) for figure, sign in self.parts]),
            relation=self.relation,
            why=self.why,
            family=family,
        )


@lru_cache(maxsize=4096)  # the search for culprits asks again and again for the same few
def coefficients_of(equation: Equation) -> Mapping[Figure, int]:
    """By how much total − Σ parts grows where a figure of the equation grows by one."""
    found = {} if equation.total is None else {equation.total: 1}
    for figure, sign in equation.terms:
        found[figure] = found.get(figure, 0) - sign
    return found


@dataclass(frozen=True, slots=True)
class Family:
    """The same equation over the rows or columns of a table.

    `certain` says that the meaning of the figures forces it (codes, points); else only the way the table is drawn
    suggests it, and it must be proved by its own instances. Of the families with the same `slot` those of one `way` to
    read its lines are right: the way that the figures prove best. One that is `offered` claims nothing of its own:
    where the figures do not prove it, nothing is said of it. `odds` is the weight that must hold for each that
    fails, where the figures have to prove it (a true sum weighs two, a copy one).
    """

    name: str
    slot: str
    equations: tuple[Equation, ...]
    certain: bool = False
    way: str = ""
    offered: bool = False
    odds: int = LAYOUT_ODDS
