"""Figures that changed places in equations that are doubted: back in their places they make all of them true.

Where most equations of a column fail, the column may be misread, and nothing is said of it. But figures that are all
still there, one place off, and fit where they belong, are no misreading that chance makes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from gouji.check.culprits.component import Places, places_of
from gouji.check.culprits.lines import Lines
from gouji.check.culprits.patterns import MOST_PATTERNS, find_patterns
from gouji.check.culprits.repair import Moves, Repair, would_hold
from gouji.check.prove import Trial

FEWEST_PUT_RIGHT = 2
"""Doubted equations that figures back in their places must make true; of a slid run, one more gives its last figure."""


def find_moved(doubted: Sequence[Trial], holding: Sequence[Trial], lines: Lines) -> Iterator[Repair]:
    """The swaps and slides that make all doubted equations of their figures true and break none, the best first."""
    failing = [
        trial
        for trial in doubted
        if trial.equation.total is not None and all(figure.certain for figure in trial.equation.figures)
    ]
    if len(failing) < FEWEST_PUT_RIGHT:
        return
    places = places_of(failing)
    suspects = dict.fromkeys(figure for trial in failing for figure in trial.equation.figures)
    found: list[Repair] = []
    for moves, slip in islice(find_patterns(suspects.keys(), places, lines), MOST_PATTERNS):
        concerned = _put_right(moves, places)
        is_swap = not sum(moves.values())
        if len(concerned) >= (FEWEST_PUT_RIGHT if is_swap else FEWEST_PUT_RIGHT + 1):
            found.append(Repair(tuple(moves.items()), concerned, 0, slip.cost, slip))
    held = places_of(holding, {figure.key for repair in found for figure in repair.figures}) if found else {}
    for repair in sorted(found, key=lambda one: (-len(one.repaired), one.cost, len(one.moves))):
        moves = dict(repair.moves)
        if all(would_hold(trial, moves) for figure in moves for trial in held.get(figure.key, ())):
            yield repair


def _put_right(moves: Moves, places: Places) -> tuple[Trial, ...]:
    """The doubted equations of moved figures, where all of them would hold; else none (mostly the first fails)."""
    concerned: dict[int, Trial] = {}
    for figure in moves:
        for trial in places.get(figure.key, ()):
            if id(trial) not in concerned and not would_hold(trial, moves):
                return ()
            concerned[id(trial)] = trial
    return tuple(concerned.values())
