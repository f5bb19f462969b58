"""Which figure is the wrong one: the change of one figure that makes the most failing equations true.

One mistake breaks every equation that its figure stands in. A figure explains failures where one and the same
correction repairs them; it is the likelier culprit the fewer equations that hold now would break by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gouji.check.figures import Figure
from gouji.check.prove import Trial, try_equation

MOST_SEARCHES = 60
"""After so many mistakes in one document the rest are told one by one, without looking for the figure."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One mistake: the figures of which one (any, where several) is wrong, by how much, and the equations it breaks.

    `change` is what the first suspect lacks (scaled); None where no single correction is known.
    """

    suspects: tuple[Figure, ...]
    change: int | None
    trials: tuple[Trial, ...]


def explain_failures(failing: Sequence[Trial], holding: Sequence[Trial]) -> list[Explanation]:
    """The mistakes behind failing equations, those that explain most first; each failing equation is in one of them."""
    support = _by_figure(holding)
    left = list(failing)
    found: list[Explanation] = []
    while left and len(found) < MOST_SEARCHES:
        explanation = _best(left, support)
        found.append(explanation)
        told = {id(trial) for trial in explanation.trials}
        left = [trial for trial in left if id(trial) not in told]
    found.extend(Explanation(trial.equation.figures[:1], None, (trial,)) for trial in left)
    return _join_copies(found)


def with_change(trial: Trial, figure: Figure, change: int) -> Trial:
    """The same equation tried with one figure changed."""
    new = replace(figure, value=figure.value + change)
    equation = trial.equation
    total = new if equation.total is figure else equation.total
    parts = tuple((new if part is figure else part, sign) for part, sign in equation.parts)
    return try_equation(replace(equation, total=total, parts=parts))


def _by_figure(trials: Iterable[Trial]) -> Mapping[str, list[Trial]]:
    places: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        if trial.weight:
            for figure in trial.equation.figures:
                places[figure.key].append(trial)
    return places


def _best(failing: Sequence[Trial], support: Mapping[str, list[Trial]]) -> Explanation:
    """The figure and correction that repair most and break least; all figures that do so equally well are suspects."""
    places = _by_failing_figure(failing)
    scored: list[tuple[int, Figure, int, tuple[Trial, ...]]] = []
    for figure, trials in places.values():
        for change in dict.fromkeys(change for trial in trials if (change := _correction(trial, figure)) is not None):
            repaired = tuple(trial for trial in trials if with_change(trial, figure, change).holds)
            if repaired:
                broken = sum(1 for trial in support.get(figure.key, ()) if not with_change(trial, figure, change).holds)
                scored.append((len(repaired) - broken, figure, change, repaired))
    if not scored:
        return Explanation(failing[0].equation.figures[:1], None, (failing[0],))
    best = max(score for score, *_ in scored)
    _, figure, change, repaired = next(entry for entry in scored if entry[0] == best)
    told = {id(trial) for trial in repaired}
    rivals = [other for points, other, _, trials in scored if points == best and told & {id(trial) for trial in trials}]
    suspects = tuple({rival.key: rival for rival in (figure, *rivals)}.values())
    return Explanation(suspects, change, repaired)


def _by_failing_figure(failing: Sequence[Trial]) -> Mapping[str, tuple[Figure, list[Trial]]]:
    places: dict[str, tuple[Figure, list[Trial]]] = {}
    for trial in failing:
        for figure in trial.equation.figures:
            places.setdefault(figure.key, (figure, []))[1].append(trial)
    return places


def _correction(trial: Trial, figure: Figure) -> int | None:
    """How much must be added to a figure to make the equation true; None where no one amount follows."""
    equation = trial.equation
    if equation.total is figure:
        return -trial.residue
    if equation.relation == "rate":
        return None
    sign = sum(sign for part, sign in equation.parts if part is figure)
    return trial.residue // sign if sign in (1, -1) else None


def _join_copies(found: Sequence[Explanation]) -> list[Explanation]:
    """Explanations joined where the same wrong figure was copied into several tables: one mistake."""
    joined: dict[object, Explanation] = {}
    for explanation in found:
        first = explanation.suspects[0]
        alone = len(explanation.suspects) == 1 and first.point is not None and explanation.change is not None
        key = (first.point, first.value, explanation.change) if alone else id(explanation)
        known = joined.get(key)
        if known is None:
            joined[key] = explanation
        else:
            joined[key] = Explanation(known.suspects, known.change, known.trials + explanation.trials)
    return list(joined.values())
