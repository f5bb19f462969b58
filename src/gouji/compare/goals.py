"""Goals of projects that go on: indicators whose target fell, rose, was reworded, vanished or is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from gouji.compare.model import GoalChange
from gouji.compare.projects import Project
from gouji.model.amount import fold, parse_number
from gouji.model.goal import Goal, Indicator

_AT_LEAST = frozenset({"≥", ">", "＞", "大于", "不低于"})
_AT_MOST = frozenset({"≤", "<", "＜", "小于", "不高于"})

Moved = Literal["lower", "raised", "reworded"]

Placed = tuple[Indicator, str]
"""An indicator with the id of its target's claim, "" where the target is no number."""


def find_goal_changes(pairs: Sequence[tuple[Project, Project, str]]) -> Iterator[GoalChange]:
    """What became of every indicator of the projects that both sides have goals for."""
    for one, other, _ in pairs:
        if one.goals and other.goals:
            yield from _compare(other.name, one.goals, other.goals)


def _compare(project: str, before: Sequence[Goal], after: Sequence[Goal]) -> Iterator[GoalChange]:
    ours, theirs = _by_name(before), _by_name(after)
    for name, (indicator, claim) in ours.items():
        twin = theirs.get(name)
        if twin is None:
            yield GoalChange("vanished", project, indicator.name, indicator.target, "", claim, "")
            continue
        if (change := _change(indicator, twin[0])) is not None:
            yield GoalChange(change, project, indicator.name, indicator.target, twin[0].target, claim, twin[1])
    for name, (indicator, claim) in theirs.items():
        if name not in ours:
            yield GoalChange("new", project, indicator.name, "", indicator.target, "", claim)


def _by_name(goals: Sequence[Goal]) -> Mapping[str, Placed]:
    """The indicators by name; those that share one are told apart by their group, then by what they demand."""
    listed = [pair for goal in goals for pair in zip(goal.indicators, goal.claims, strict=True)]
    names: dict[str, list[Placed]] = {}
    for indicator, claim in listed:
        names.setdefault(fold(indicator.name), []).append((indicator, claim))
    found: dict[str, Placed] = {}
    for name, same in names.items():
        for indicator, claim in same:
            key = name if len(same) == 1 else f"{name}/{fold(indicator.group)}/{fold(indicator.description)}"
            found.setdefault(key, (indicator, claim))
    return found


def _change(one: Indicator, other: Indicator) -> Moved | None:
    """How a target moved; None where it asks for the same."""
    values = _number(one), _number(other)
    if values[0] is None or values[1] is None or fold(one.unit) != fold(other.unit):
        return None if fold(one.target) == fold(other.target) else "reworded"
    direction = _direction(one), _direction(other)
    if direction[0] != direction[1]:
        return "reworded"
    if values[0] == values[1]:
        return None
    if not direction[0]:
        return "reworded"  # no comparator: whether more is better is not said
    return "lower" if (values[1] < values[0]) == (direction[0] > 0) else "raised"


def _direction(indicator: Indicator) -> int:
    return (indicator.comparator in _AT_LEAST) - (indicator.comparator in _AT_MOST)


def _number(indicator: Indicator) -> Decimal | None:
    number = parse_number(indicator.value)
    return None if number is None else number.value
