"""What a change of figures does to equations: which it makes true, and which it would break."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gouji.check.culprits.misprints import UNKNOWN, Misprint
from gouji.check.equation import Equation, coefficients_of
from gouji.check.figures import SCALE, Figure
from gouji.check.prove import Trial, may_be_left, try_equation

Prints = tuple[Figure, ...]
"""The figures that print one fact."""

Moves = Mapping[Figure, int]
"""What is to be added to figures (scaled)."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A correction: what it adds to which figures, the failing equations that it makes true, how many it breaks.

    `cost` is how unlikely the slips are that it undoes (see `misprints`), `slip` the one that all or the first share.
    """

    moves: tuple[tuple[Figure, int], ...]
    repaired: tuple[Trial, ...]
    broken: int
    cost: int
    slip: Misprint = UNKNOWN

    @property
    def score(self) -> int:
        """Equations that hold by it, less those that do so no more."""
        return len(self.repaired) - self.broken

    @property
    def figures(self) -> Prints:
        return tuple([figure for figure, _ in self.moves])


def would_hold(trial: Trial, moves: Moves) -> bool:
    """Whether an equation would hold with these figures changed."""
    equation = trial.equation
    if equation.relation == "=":
        by = coefficients_of(equation)
        return may_be_left(equation, trial.residue + sum([by[part] * moves[part] for part in moves if part in by]))
    return _changed_trial(trial, moves).holds


def _changed_trial(trial: Trial, moves: Moves) -> Trial:
    equation = trial.equation
    if not any(figure in moves for figure in equation.figures):
        return trial
    changed = None if equation.total is None else _changed(equation.total, moves)
    parts = tuple((_changed(part, moves), sign) for part, sign in equation.parts)
    noughts = tuple(_changed(figure, moves) for figure in equation.noughts)
    return try_equation(replace(equation, total=changed, parts=parts, noughts=noughts))


def _changed(figure: Figure, moves: Moves) -> Figure:
    return replace(figure, value=figure.value + moves[figure]) if figure in moves else figure


def correction_of(trial: Trial, prints: Prints, moves: Moves | None = None) -> int | None:
    """How much must be added to each of the prints to make the equation true; None where no one amount follows.

    `moves` are changes of other figures that are made already.
    """
    equation = trial.equation
    moves = moves or {}
    if equation.relation == "rate":
        return -_changed_trial(trial, moves).residue if equation.total in prints else None
    by = coefficients_of(equation)
    coefficient = sum([by[part] for part in prints if part in by])
    if coefficient not in (1, -1):
        return None
    made = sum([by[part] * moves[part] for part in moves if part in by])
    return -(trial.residue + made) // coefficient


def room_for_rounding(equation: Equation) -> int:
    """The largest residue (scaled) that rounding may leave in an equation; of a rate, in its numerator."""
    quanta = [figure.quantum for figure, _ in equation.parts]
    quantum = equation.total.quantum if equation.total is not None else max(quanta, default=0)
    if equation.relation == "rate" and equation.total is not None:
        base = sum(sign * figure.value for figure, sign in equation.parts[-equation.bases :])
        return int(abs(base) * quantum // (200 * 10**SCALE)) + sum(quanta)
    if len(quanta) > 1:
        return (quantum + sum(quanta)) // 2
    return 0 if not quanta or quanta[0] == quantum else max(quantum, quanta[0]) // 2
