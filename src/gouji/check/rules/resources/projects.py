"""The projects of a document: their names, their money, and what their goal forms say they are for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gouji.check.lookup import fixing
from gouji.check.rules.quotes import quote_field, quote_goal
from gouji.check.rules.resources.ledger import year_and_stage
from gouji.check.same import once
from gouji.model.amount import MONEY_UNITS, fold
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Quote
from gouji.model.goal import Goal
from gouji.model.point import Dimension

_PLAIN = frozenset(
    {
        Dimension.FLOW,
        Dimension.STAGE,
        Dimension.YEAR,
        Dimension.VINTAGE,
        Dimension.NATURE,
        Dimension.PROJECT,
        Dimension.ENTITY,
        Dimension.FUNCTION,
    }
)
_CODE = re.compile(r"^[0-9A-Z]{10,}[-—－]")
"""A code in front of a project's name."""


@dataclass(slots=True)
class Project:
    """One project by its name: the prints of its budget (of all funds, the first table's first), and its goals."""

    name: str
    figures: list[Claim] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)

    @property
    def amount(self) -> Decimal:
        """Its budget in 元, as the first print has it; 0 where none is known."""
        return (self.figures[0].amount.yuan or Decimal(0)) if self.figures else Decimal(0)


@once
def projects_of(claims: ClaimSet) -> Mapping[str, Project]:
    """The projects of the budget year by folded name, in the order in which the document names them."""
    year, stage = year_and_stage(claims)
    units = {"", *map(fold, {point[Dimension.ENTITY] for _, point in fixing(claims, Dimension.ENTITY)})}
    found: dict[str, Project] = {}
    for claim, point in fixing(claims, Dimension.PROJECT):
        if not _PLAIN.issuperset(point.fixed):
            continue
        project = point[Dimension.PROJECT]
        name = fold(project)
        if claim.amount.unit not in MONEY_UNITS or claim.doubt is not None or name in units or name.isdigit():
            continue
        if point.get(Dimension.YEAR, year) == year and point.get(Dimension.STAGE, stage) == stage:
            found.setdefault(name, Project(project)).figures.append(claim)
    for goal in claims.goals:
        if goal.scope == "project" and goal.name:
            name = _CODE.sub("", fold(goal.name))
            found.setdefault(name, Project(_CODE.sub("", goal.name))).goals.append(goal)
    return found


def sum_of(projects: Sequence[Project]) -> Decimal:
    """What projects cost together in 元; 0 where two have one budget: they may be one project by two names."""
    amounts = [project.amount for project in projects if project.amount]
    return sum(amounts, Decimal(0)) if len(set(amounts)) == len(amounts) else Decimal(0)


def quote_purpose(claims: ClaimSet, goal: Goal) -> Quote:
    """The purpose of a goal's money, where its form prints it; the goal where it prints none."""
    path = next((path for path, text in goal.fields.items() if text and text == goal.purpose), "")
    return quote_field(claims, goal, path) if path else quote_goal(claims, goal, goal.purpose)
