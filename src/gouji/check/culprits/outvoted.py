"""Figures that families of doubted equations, each true but for it, want to print one and the same other value.

Where only a drawing suggests a family, one failure of a few says nothing: the row may belong elsewhere. Where another
family, over other rows, fails at the same figure alone and asks for the same value, that is no chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gouji.check.culprits.component import places_of
from gouji.check.culprits.lines import Lines
from gouji.check.culprits.misprints import explain_value
from gouji.check.culprits.repair import Repair, correction_of, would_hold
from gouji.check.figures import Figure
from gouji.check.prove import Proof, Trial

FEWEST_VOTES = 2
"""Families that must ask for the same value, with other figures each."""

LEAST_STRENGTH = 2
"""What holds in each of them, weighed: two copies, or a sum of several amounts."""


def find_outvoted(
    doubted: Sequence[Trial], holding: Sequence[Trial], proofs: Mapping[int, Proof], lines: Lines
) -> Iterator[Repair]:
    """The figures so wanted, where all that holds now would go on to hold. `proofs` gives each trial's, by its id."""
    votes = [trial for trial in doubted if _is_vote(trial, proofs[id(trial)])]
    if len(votes) < FEWEST_VOTES:
        return
    places = places_of(votes)
    for figure in dict.fromkeys(figure for trial in votes for figure in trial.equation.figures):
        own = places[figure.key]
        changes = {correction_of(trial, (figure,)) for trial in own}
        change = changes.pop() if len(changes) == 1 else None
        if not change or not _are_independent(figure, own, proofs):
            continue
        moves = {figure: change}
        held = (trial for trial in holding if figure in trial.equation.figures)
        if all(would_hold(trial, moves) for trial in held):
            slip = explain_value(figure, figure.value + change, lines)
            yield Repair(((figure, change),), tuple(own), 0, slip.cost, slip)


def _is_vote(trial: Trial, proof: Proof) -> bool:
    """Whether an equation alone of its family fails, and the rest of it says enough."""
    return (
        all(other.holds or other is trial for other in proof.trials)
        and not trial.holds
        and trial.equation.total is not None
        and trial.equation.relation == "="
        and proof.strength >= LEAST_STRENGTH
        and all(figure.certain for figure in trial.equation.figures)
    )


def _are_independent(figure: Figure, trials: Sequence[Trial], proofs: Mapping[int, Proof]) -> bool:
    """Whether the equations are of several families, and two of them have nothing else on one line."""
    lines = {
        frozenset((other.claim.table, other.claim.row) for other in trial.equation.figures if other is not figure)
        for trial in trials
    }
    return len({id(proofs[id(trial)]) for trial in trials}) >= FEWEST_VOTES and any(
        one.isdisjoint(other) for one in lines for other in lines
    )
