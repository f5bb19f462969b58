"""Which figure is the wrong one: the change of one figure that makes the most failing equations true.

One mistake breaks every equation that its figure stands in. A figure explains failures where one and the same
correction repairs them; it is the likelier culprit the fewer equations that hold now would break by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gouji.check.figures import Figure
from gouji.check.prove import Trial, may_be_left, try_equation

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
    search = _Search(failing, _by_figure(holding) if failing else {})
    found: list[Explanation] = []
    while search.is_left and len(found) < MOST_SEARCHES:
        found.append(search.next_explanation())
    found.extend(Explanation(trial.equation.figures[:1], None, (trial,)) for trial in search.rest())
    return _join_copies(found)


def would_hold(trial: Trial, figure: Figure, change: int) -> bool:
    """Whether an equation would hold with one figure changed."""
    equation = trial.equation
    if equation.relation == "=":
        parts = sum(sign for part, sign in equation.parts if part is figure)
        return may_be_left(equation, trial.residue + change * ((equation.total is figure) - parts))
    new = replace(figure, value=figure.value + change)
    total = new if equation.total is figure else equation.total
    changed = tuple((new if part is figure else part, sign) for part, sign in equation.parts)
    return try_equation(replace(equation, total=total, parts=changed)).holds


@dataclass(frozen=True, slots=True)
class _Repair:
    """The best correction of one figure: what it repairs, less what it would break."""

    score: int
    figure: Figure
    change: int
    repaired: tuple[Trial, ...]


class _Search:
    """The failing equations not yet explained, and for each of their figures its best correction."""

    def __init__(self, failing: Sequence[Trial], support: Mapping[str, Sequence[Trial]]) -> None:
        self._support = support
        self._left = {id(trial): trial for trial in failing}
        self._places: dict[str, list[Trial]] = defaultdict(list)
        self._figures = {figure.key: figure for trial in failing for figure in trial.equation.figures}
        for trial in failing:
            for figure in trial.equation.figures:
                self._places[figure.key].append(trial)
        self._repairs: dict[str, _Repair] = {}
        self._weigh(self._figures)

    @property
    def is_left(self) -> bool:
        return bool(self._left)

    def rest(self) -> Iterable[Trial]:
        """The failing equations that no explanation covers yet."""
        return self._left.values()

    def next_explanation(self) -> Explanation:
        """The figure and correction that repair most and break least; all that do so equally well are suspects."""
        best = max(self._repairs.values(), key=lambda repair: repair.score, default=None)
        if best is None:
            trial = next(iter(self._left.values()))
            explanation = Explanation(trial.equation.figures[:1], None, (trial,))
        else:
            told = {id(trial) for trial in best.repaired}
            rivals = [
                repair.figure
                for repair in self._repairs.values()
                if repair.score == best.score and any(id(trial) in told for trial in repair.repaired)
            ]
            suspects = (best.figure, *(rival for rival in rivals if rival is not best.figure))
            explanation = Explanation(suspects, best.change, best.repaired)
        self._take_off(explanation.trials)
        return explanation

    def _take_off(self, trials: Iterable[Trial]) -> None:
        touched: set[str] = set()
        for trial in trials:
            del self._left[id(trial)]
            touched.update(figure.key for figure in trial.equation.figures)
        self._weigh(touched)

    def _weigh(self, keys: Iterable[str]) -> None:
        for key in keys:
            repair = self._best_repair(self._figures[key])
            if repair is None:
                self._repairs.pop(key, None)
            else:
                self._repairs[key] = repair

    def _best_repair(self, figure: Figure) -> _Repair | None:
        trials = [trial for trial in self._places[figure.key] if id(trial) in self._left]
        changes = dict.fromkeys(change for trial in trials if (change := _correction(trial, figure)))
        best: _Repair | None = None
        for change in changes:
            repaired = tuple(trial for trial in trials if would_hold(trial, figure, change))
            broken = sum(1 for trial in self._support.get(figure.key, ()) if not would_hold(trial, figure, change))
            if repaired and (best is None or len(repaired) - broken > best.score):
                best = _Repair(len(repaired) - broken, figure, change, repaired)
        return best


def _by_figure(trials: Iterable[Trial]) -> Mapping[str, list[Trial]]:
    places: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        if trial.weight:
            for figure in trial.equation.figures:
                places[figure.key].append(trial)
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
