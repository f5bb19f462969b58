"""Which figure is the wrong one: the change of one fact that makes the most failing equations true.

One mistake breaks every equation that its figure stands in, and may have been copied into several tables: the prints of
one fact (same point, same value) are weighed one by one and together. A fact explains failures where one and the same
correction repairs them; it is the likelier culprit the fewer equations that hold now would break by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gouji.check.figures import Figure
from gouji.check.prove import Trial, may_be_left, try_equation
from gouji.model.point import Point

MOST_SEARCHES = 60
"""After so many mistakes in one document the rest are told one by one, without looking for the figure."""

Prints = tuple[Figure, ...]
"""The figures that print one fact."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One mistake: the prints that are wrong, what they lack (scaled), and the equations that this breaks.

    `rivals` are other figures whose correction would do just as well: then nobody knows which is wrong. `change` is
    None where no single correction is known.
    """

    culprits: Prints
    change: int | None
    trials: tuple[Trial, ...]
    rivals: Prints = ()
    score: int = 0

    @property
    def is_sure(self) -> bool:
        """Whether the figures themselves tell which of them is wrong: one alone, that repairs more than it breaks."""
        return self.change is not None and not self.rivals and self.score > 0

    @property
    def lacks_rows(self) -> bool:
        """Whether rows are less than a total that the rest of the document bears out: some were not printed."""
        return self.score <= 0 and all(_falls_short(trial) for trial in self.trials)


def explain_failures(failing: Sequence[Trial], holding: Sequence[Trial]) -> list[Explanation]:
    """The mistakes behind failing equations, those that explain most first; each failing equation is in one of them."""
    if not failing:
        return []
    search = _Search(failing, holding)
    found: list[Explanation] = []
    while search.is_left and len(found) < MOST_SEARCHES:
        found.append(search.next_explanation())
    found.extend(_unexplained(trial) for trial in search.rest())
    return list(_join_shortfalls(found))


def _falls_short(trial: Trial) -> bool:
    """Whether rows add up to less than their total."""
    total = trial.equation.total
    return trial.equation.code == "SUM01" and total is not None and trial.residue * total.value > 0


def _join_shortfalls(found: Iterable[Explanation]) -> Iterator[Explanation]:
    """The explanations, those joined that lack the same amount: the same rows are left out of several tables."""
    lacking: dict[int, Explanation] = {}
    for explanation in found:
        if not explanation.lacks_rows:
            yield explanation
            continue
        residue = explanation.trials[0].residue
        known = lacking.get(residue)
        lacking[residue] = explanation if known is None else replace(known, trials=known.trials + explanation.trials)
    yield from lacking.values()


def would_hold(trial: Trial, prints: Collection[Figure], change: int) -> bool:
    """Whether an equation would hold with these figures changed alike."""
    equation = trial.equation
    if equation.relation == "=":
        moved = sum(sign for part, sign in equation.parts if part in prints)
        return may_be_left(equation, trial.residue + change * ((equation.total in prints) - moved))
    total = _changed(equation.total, prints, change) if equation.total is not None else None
    parts = tuple((_changed(part, prints, change), sign) for part, sign in equation.parts)
    return try_equation(replace(equation, total=total, parts=parts)).holds


def _changed(figure: Figure, prints: Collection[Figure], change: int) -> Figure:
    return replace(figure, value=figure.value + change) if figure in prints else figure


def _unexplained(trial: Trial) -> Explanation:
    return Explanation(trial.equation.figures[:1], None, (trial,))


@dataclass(frozen=True, slots=True)
class _Repair:
    """The best correction of one fact: what it repairs, less what it would break."""

    score: int
    prints: Prints
    change: int
    repaired: tuple[Trial, ...]


class _Search:
    """The failing equations not yet explained, and for each fact in them its best correction."""

    def __init__(self, failing: Sequence[Trial], holding: Sequence[Trial]) -> None:
        self._left = {id(trial): trial for trial in failing}
        self._failing_at = _by_figure(failing)
        self._holding_at = _by_figure(trial for trial in holding if trial.weight)
        self._candidates: dict[str, list[Prints]] = defaultdict(list)
        self._repairs: dict[Prints, _Repair] = {}
        for prints in _candidates(failing, holding):
            for figure in prints:
                self._candidates[figure.key].append(prints)
        self._weigh(self._failing_at)

    @property
    def is_left(self) -> bool:
        return bool(self._left)

    def rest(self) -> Iterable[Trial]:
        """The failing equations that no explanation covers yet."""
        return self._left.values()

    def next_explanation(self) -> Explanation:
        """The correction that repairs most and breaks least, with all figures of which one does so equally well."""
        best = max(self._repairs.values(), key=lambda repair: (repair.score, -len(repair.prints)), default=None)
        if best is None:
            explanation = _unexplained(next(iter(self._left.values())))
        else:
            explanation = Explanation(best.prints, best.change, best.repaired, self._rivals(best), best.score)
        self._take_off(explanation.trials)
        return explanation

    def _rivals(self, best: _Repair) -> Prints:
        told = {id(trial) for trial in best.repaired}
        others = (
            repair.prints
            for repair in self._repairs.values()
            if repair.score == best.score and any(id(trial) in told for trial in repair.repaired)
        )
        named = {figure.key: figure for prints in others for figure in prints if figure not in best.prints}
        return tuple(named.values())

    def _take_off(self, trials: Iterable[Trial]) -> None:
        touched: set[str] = set()
        for trial in trials:
            del self._left[id(trial)]
            touched.update(figure.key for figure in trial.equation.figures)
        self._weigh(touched)

    def _weigh(self, keys: Iterable[str]) -> None:
        for prints in dict.fromkeys(prints for key in keys for prints in self._candidates[key]):
            repair = self._best_repair(prints)
            if repair is None:
                self._repairs.pop(prints, None)
            else:
                self._repairs[prints] = repair

    def _best_repair(self, prints: Prints) -> _Repair | None:
        trials = [trial for trial in self._at(self._failing_at, prints) if id(trial) in self._left]
        held = self._at(self._holding_at, prints)
        best: _Repair | None = None
        for change in dict.fromkeys(change for trial in trials if (change := _correction(trial, prints))):
            repaired = tuple(trial for trial in trials if would_hold(trial, prints, change))
            broken = sum(1 for trial in held if not would_hold(trial, prints, change))
            if repaired and (best is None or len(repaired) - broken > best.score):
                best = _Repair(len(repaired) - broken, prints, change, repaired)
        return best

    @staticmethod
    def _at(places: Mapping[str, Sequence[Trial]], prints: Prints) -> Iterable[Trial]:
        if len(prints) == 1:
            return places.get(prints[0].key, ())
        return {id(trial): trial for figure in prints for trial in places.get(figure.key, ())}.values()


def _candidates(failing: Iterable[Trial], holding: Iterable[Trial]) -> Iterator[Prints]:
    """Every figure of a failing equation alone, and every fact of one with all its equal prints."""
    suspects = {figure.key: figure for trial in failing for figure in trial.equation.figures}
    facts: dict[tuple[Point, int], dict[str, Figure]] = defaultdict(dict)
    for trial in (*failing, *holding):
        for figure in trial.equation.figures:
            if figure.point is not None:
                facts[figure.point, figure.value][figure.key] = figure
    yield from ((figure,) for figure in suspects.values())
    for prints in facts.values():
        if len(prints) > 1 and any(key in suspects for key in prints):
            yield tuple(prints.values())


def _by_figure(trials: Iterable[Trial]) -> Mapping[str, list[Trial]]:
    places: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        for figure in dict.fromkeys(trial.equation.figures):
            places[figure.key].append(trial)
    return places


def _correction(trial: Trial, prints: Prints) -> int | None:
    """How much must be added to the prints to make the equation true; None where no one amount follows."""
    equation = trial.equation
    if equation.relation == "rate":
        return -trial.residue if equation.total in prints else None
    moved = (equation.total in prints) - sum(sign for part, sign in equation.parts if part in prints)
    return -trial.residue // moved if moved in (1, -1) else None
