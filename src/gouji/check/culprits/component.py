"""Failing equations that hang together by their figures, and the facts whose change may make them true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gouji.check.culprits.repair import Moves, Prints, would_hold
from gouji.check.figures import Figure
from gouji.check.prove import Trial
from gouji.model.point import Point

Places = Mapping[str, Sequence[Trial]]
"""The equations that each figure stands in, by the figure's key."""


@dataclass(frozen=True)
class Component:
    """Failing equations connected by their figures. `holding_at` gives what holds now and must go on to hold.

    `facts` are what may be changed: each figure of a failing equation alone, and each fact with all its equal prints.
    """

    failing: tuple[Trial, ...]
    holding_at: Places
    facts: tuple[Prints, ...]

    def broken_by(self, moves: Moves) -> Iterator[Trial]:
        """The equations that hold now and would not with these changes."""
        touched = {id(trial): trial for figure in moves for trial in self.holding_at.get(figure.key, ())}
        return (trial for trial in touched.values() if not would_hold(trial, moves))

    def left_by(self, moves: Moves) -> Iterator[Trial]:
        """The failing equations that would fail with these changes too."""
        return (trial for trial in self.failing if not would_hold(trial, moves))


def gather_components(failing: Iterable[Trial]) -> list[list[Trial]]:
    """The failing equations gathered so that no two gatherings have a figure in common, each in the order given."""
    trials = list(failing)
    first_at: dict[str, int] = {}
    leader = list(range(len(trials)))

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    for number, trial in enumerate(trials):
        for figure in trial.equation.figures:
            one, other = lead(first_at.setdefault(figure.claim.id, number)), lead(number)
            leader[max(one, other)] = min(one, other)
    gathered: dict[int, list[Trial]] = defaultdict(list)
    for number, trial in enumerate(trials):
        gathered[lead(number)].append(trial)
    return list(gathered.values())


def places_of(trials: Iterable[Trial], keys: Collection[str] | None = None) -> Places:
    """The equations by the figures that stand in them; only of the figures with these keys, where they are given."""
    places: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        for key in dict.fromkeys([figure.claim.id for figure in trial.equation.figures]):
            if keys is None or key in keys:
                places[key].append(trial)
    return places


def facts_of(failing: Iterable[Trial], holding: Iterable[Trial]) -> Iterator[Prints]:
    """Every figure of a failing equation alone, and every fact of one with all its equal prints."""
    suspects = {figure.key: figure for trial in failing for figure in trial.equation.figures}
    values = {figure.value for figure in suspects.values()}
    facts: dict[tuple[Point | None, int], dict[str, Figure]] = {
        (figure.point, figure.value): {} for figure in suspects.values() if figure.point is not None
    }
    for trial in (*failing, *holding):
        for figure in trial.equation.figures:
            if figure.value in values and (prints := facts.get((figure.claim.point, figure.value))) is not None:
                prints[figure.claim.id] = figure
    yield from ((figure,) for figure in suspects.values())
    yield from (tuple(prints.values()) for prints in facts.values() if len(prints) > 1)
