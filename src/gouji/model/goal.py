"""Performance goals: what a project (or the whole department) must reach, as a form prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a goal: "≥95%" is comparator "≥", value "95", unit "%"; a target in words has only a value.

    `kind` is the first level (产出指标…), `group` the second (数量指标…), `name` the third. `weight` is "" where the
    form has none; `previous` are the values of the years before, the oldest first; `period` is "year" or "term" (长期).
    """

    kind: str
    group: str
    name: str
    value: str
    comparator: str = ""
    unit: str = ""
    description: str = ""
    basis: str = ""
    weight: str = ""
    previous: tuple[str, ...] = ()
    period: str = "year"

    @property
    def target(self) -> str:
        """The target as a form prints it in one cell: ≥95%."""
        return f"{self.comparator}{self.value}{self.unit}"


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal as read: whose it is, its money as printed, its text, its payment plan and its indicators.

    `table` and `row` index into `ClaimSet.tables` and `Table.rows`: the row that begins it. `fields` holds every field
    of the form by its header path joined with "/"; `plan` what is to be spent by the end of a month, as printed:
    (month, text). `rows` are the rows of the indicators, in their order, `claims` the ids of their targets' claims
    ("" where a target is no number).
    """

    scope: Literal["project", "department"]
    name: str
    code: str
    table: int
    row: int
    fields: Mapping[str, str] = field(default_factory=dict)
    purpose: str = ""
    goal: str = ""
    term_goal: str = ""
    plan: tuple[tuple[int, str], ...] = ()
    indicators: tuple[Indicator, ...] = ()
    rows: tuple[int, ...] = ()
    claims: tuple[str, ...] = ()
