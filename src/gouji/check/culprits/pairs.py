"""Two changed facts that together make all equations of a component true: every such pair, by exact search.

Each pair but one has an equation that holds only one of its facts (else one fact alone would do): its change follows
from that equation, the other's from any equation that then still fails.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from gouji.check.culprits.component import Component
from gouji.check.culprits.repair import Prints, correction_of
from gouji.check.figures import Figure
from gouji.check.prove import Trial

MOST_TRIES = 3000
"""First facts tried in one component; beyond it the component is no case of two slips."""

Pair = tuple[tuple[Prints, int], tuple[Prints, int]]
"""Two facts, each with what is to be added to its prints."""


def find_pairs(component: Component) -> list[Pair]:
    """Every pair of changes after which all equations hold; empty where there is none (or too much to try)."""
    facts_at = _facts_by_figure(component.facts)
    reach = Counter(prints for trial in component.failing for prints in _facts_in(trial, facts_at))
    farthest = max(reach.values(), default=0)
    if 2 * farthest < len(component.failing):
        return []  # some equation fails that holds neither fact
    found: dict[frozenset[tuple[str, int]], Pair] = {}
    for tried, (first, change) in enumerate(_first_changes(component, facts_at)):
        if tried >= MOST_TRIES:
            break
        if reach[first] + farthest < len(component.failing):
            continue
        for second, other in _completions(component, facts_at, first, change):
            moves = _moves((first, change), (second, other))
            found.setdefault(
                frozenset((figure.key, by) for figure, by in moves.items()), ((first, change), (second, other))
            )
    return list(found.values())


def _facts_by_figure(facts: Sequence[Prints]) -> Mapping[str, Sequence[Prints]]:
    places: dict[str, list[Prints]] = defaultdict(list)
    for prints in facts:
        for figure in prints:
            places[figure.key].append(prints)
    return places


def _first_changes(component: Component, facts_at: Mapping[str, Sequence[Prints]]) -> Iterator[tuple[Prints, int]]:
    """Each fact with each change that makes one failing equation true; short equations first."""
    told: set[tuple[Prints, int]] = set()
    for trial in sorted(component.failing, key=lambda trial: len(trial.equation.parts)):
        for prints in _facts_in(trial, facts_at):
            change = correction_of(trial, prints)
            if change and (prints, change) not in told:
                told.add((prints, change))
                yield prints, change


def _facts_in(trial: Trial, facts_at: Mapping[str, Sequence[Prints]]) -> list[Prints]:
    return list(dict.fromkeys(prints for figure in trial.equation.figures for prints in facts_at.get(figure.key, ())))


def _completions(
    component: Component, facts_at: Mapping[str, Sequence[Prints]], first: Prints, change: int
) -> Iterator[tuple[Prints, int]]:
    """The changes of a second fact that make true what the first leaves or breaks, and break nothing."""
    moves = dict.fromkeys(first, change)
    rest = [*component.left_by(moves), *component.broken_by(moves)]
    if not rest:
        return
    shared: Counter[Prints] = Counter(prints for trial in rest for prints in _facts_in(trial, facts_at))
    for second, times in shared.items():
        if times < len(rest) or not moves.keys().isdisjoint(second):
            continue
        other = correction_of(rest[0], second, moves)
        both = _moves((first, change), (second, other or 0))
        if other and not any(component.left_by(both)) and not any(component.broken_by(both)):
            yield second, other


def _moves(*changes: tuple[Prints, int]) -> dict[Figure, int]:
    return {figure: change for prints, change in changes for figure in prints}
