"""One bond under study: the figures of its sides, ready for the checks; and what a check gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from gouji.compare.goals import find_goal_changes
from gouji.compare.model import Bond, GoalChange, NameChange, Side, Unmatched
from gouji.compare.names import find_name_changes
from gouji.compare.projects import Project, department_goals, list_projects, match_projects
from gouji.compare.shelves import Library, Shelf
from gouji.model.finding import Finding, Outcome


@dataclass(frozen=True)
class Study:
    """A bond with the shelves of its sides, and what follows from them (worked out once, when asked for)."""

    library: Library
    bond: Bond

    @cached_property
    def earlier(self) -> Side:
        """The side before (the first unit of a department)."""
        return self.library.sides[self.bond.before[0]]

    @cached_property
    def later(self) -> Side:
        """The side after (the department)."""
        return self.library.sides[self.bond.after]

    @cached_property
    def before(self) -> Shelf:
        """The earlier side's own figures."""
        return self.library.own(self.earlier.number)

    @cached_property
    def after(self) -> Shelf:
        """The later side's own figures."""
        return self.library.own(self.later.number)

    @cached_property
    def projects(self) -> tuple[tuple[Project, ...], tuple[Project, ...]]:
        """The projects of both sides."""
        return list_projects(self.library, self.before), list_projects(self.library, self.after)

    @cached_property
    def pairs(self) -> list[tuple[Project, Project, str]]:
        """Projects that both sides have."""
        return match_projects(*self.projects)

    @cached_property
    def goals(self) -> tuple[GoalChange, ...]:
        """What became of the indicators of these projects, and of the whole department's."""
        whole = [department_goals(self.library, side.number) for side in (self.earlier, self.later)]
        pairs = [*self.pairs, (whole[0], whole[1], "name")] if whole[0] and whole[1] else self.pairs
        return tuple(find_goal_changes(pairs))

    @cached_property
    def names(self) -> tuple[NameChange, ...]:
        """Items renamed or moved."""
        return tuple(find_name_changes(self.library, self.earlier.number, self.later.number))


@dataclass(frozen=True, slots=True)
class Tried:
    """What a check gave: identities tried, findings, and what it could not match."""

    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    unmatched: tuple[Unmatched, ...] = field(default=())
