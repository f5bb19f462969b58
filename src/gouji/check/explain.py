"""Which figure is the wrong one: the smallest change of printed figures that makes the failing equations true.

One mistake breaks every equation that its figure stands in, and may have been copied into several tables: the prints of
one fact (same point, same value) are weighed one by one and together, and so are figures that changed places. A change
explains failures where it repairs them; it is the likelier the fewer equations that hold now would break by it, and of
equally good ones the one that undoes a common slip. What no one change settles is tried with two, then by the solver.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from gouji.check.culprits.component import Component, Places, facts_of, gather_components, places_of
from gouji.check.culprits.lines import Lines
from gouji.check.culprits.misprints import ANY_VALUE, UNKNOWN, Misprint, explain_value, one_slip_away
from gouji.check.culprits.moved import find_moved
from gouji.check.culprits.near_misses import find_near_misses
from gouji.check.culprits.outvoted import find_outvoted
from gouji.check.culprits.pairs import Pair, find_pairs
from gouji.check.culprits.patterns import MOST_PATTERNS, Pattern, find_patterns
from gouji.check.culprits.repair import Prints, Repair, correction_of, would_hold
from gouji.check.explanation import Explanation
from gouji.check.figures import Figure
from gouji.check.prove import Proof, Trial

MOST_SEARCHES = 60
"""After so many mistakes in one document the rest are told one by one, without looking for the figure."""

CLEAR_LEAD = 4
"""So many bits likelier than its rivals, a suspect is told as the likely one (the rivals are told too)."""

TYPED_OVER = ANY_VALUE - 2
"""A total typed over: likelier than an addend that no slip explains."""

MISCOUNTED = 6
"""A total that leaves out one of its parts, or counts it twice."""

SOLVER_SECONDS = 1
MOST_SOLVED = 4
"""Components given to the solver, and for how long: a document in which everything is broken ends in time."""


def explain_failures(
    failing: Sequence[Trial], holding: Sequence[Trial], lines: Lines | None = None
) -> list[Explanation]:
    """The mistakes behind failing equations, those that explain most first; each failing equation is in one of them.

    `lines` gives the figures beside a figure; without it slips of the eye are not known.
    """
    if not failing:
        return []
    search = _Search(failing, [trial for trial in holding if trial.weight], lines)
    found: list[Explanation] = []
    while search.is_left and len(found) < MOST_SEARCHES:
        found.extend(search.next_explanations())
    found.extend(replace(_unexplained(trial), given_up=True) for trial in search.rest())
    return list(_join_shortfalls(found))


def explain_doubted(
    doubted: Sequence[Trial],
    holding: Sequence[Trial],
    proofs: Mapping[int, Proof],
    told: Iterable[Explanation],
    lines: Lines,
) -> Iterator[Explanation]:
    """The mistakes that prove doubted equations right by what they are, each figure once.

    Figures that changed places are still all there (see `moved`); one figure may be at odds with several families that
    agree (see `outvoted`); some slips are too telling for chance (see `near_misses`). `proofs` gives the proof of each
    trial by its id; `told` are the mistakes known already: their figures are not told again.
    """
    known = {figure for explanation in told for figure in explanation.culprits}
    weighty = [trial for trial in holding if trial.weight]
    for repair in chain(
        find_moved(doubted, weighty, lines),
        find_outvoted(doubted, weighty, proofs, lines),
    ):
        if known.isdisjoint(repair.figures):
            known.update(repair.figures)
            yield _put_right(repair)
    for trial, figure, change, slip in find_near_misses(lines.book, doubted):
        if known.isdisjoint(trial.equation.figures):
            known.add(figure)
            yield Explanation((figure,), change, (trial,), (), 1, ((figure, change),), slip, leads=True)


def _put_right(repair: Repair) -> Explanation:
    return Explanation(
        repair.figures,
        repair.moves[0][1],
        repair.repaired,
        (),
        repair.score,
        repair.moves,
        repair.slip,
        leads=True,
        doubted=True,
    )


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


def _unexplained(trial: Trial) -> Explanation:
    return Explanation(trial.equation.figures[:1], None, (trial,))


class _Search:
    """The failing equations not yet explained, and for each fact in them its best correction."""

    def __init__(self, failing: Sequence[Trial], holding: Sequence[Trial], lines: Lines | None) -> None:
        self._left = {id(trial): trial for trial in failing}
        self._lines = lines
        self._failing_at = places_of(failing)
        self._facts = list(facts_of(failing, holding))
        self._holding_at = places_of(holding, {figure.key for prints in self._facts for figure in prints})
        self._candidates: dict[str, list[Prints | int]] = defaultdict(list)
        self._repairs: dict[Prints | int, Repair] = {}
        self._idle: set[Prints | int] = set()
        self._solved = 0
        for prints in self._facts:
            for figure in prints:
                self._candidates[figure.key].append(prints)
        self._patterns = list(islice(self._find_patterns(failing), MOST_PATTERNS + 1))
        for number, (moves, _) in enumerate(self._patterns):
            for figure in moves:
                self._candidates[figure.key].append(number)
        self._weigh(self._failing_at)

    @property
    def is_left(self) -> bool:
        return bool(self._left)

    def rest(self) -> Iterable[Trial]:
        """The failing equations that no explanation covers yet."""
        return self._left.values()

    def next_explanations(self) -> list[Explanation]:
        """What settles the equations that hang together with those that the best correction repairs.

        That correction, where it repairs all and breaks nothing; else two corrections, or the solver's; else again the
        one that repairs most and breaks least.
        """
        best = self._best()
        if best is None:
            found = [_unexplained(next(iter(self._left.values())))]
        else:
            alone = self._explain(best)
            repaired = {id(trial) for trial in best.repaired}
            gathered = gather_components(self._left.values())
            together = [trial for one in gathered if any(id(other) in repaired for other in one) for trial in one]
            settled = len(together) == len(best.repaired) and not best.broken
            found = [alone] if settled or alone.lacks_rows else self._settle(together, alone)
        self._take_off([trial for explanation in found for trial in explanation.trials])
        return found

    def _best(self) -> Repair | None:
        """The correction that repairs most and breaks least; of several the one that undoes the likeliest slip."""
        most = max((repair.score for repair in self._repairs.values()), default=0)
        tied = [repair for repair in self._repairs.values() if repair.score == most]
        return min((self._with_cost(repair) for repair in tied), key=lambda repair: repair.cost, default=None)

    def _with_cost(self, repair: Repair) -> Repair:
        """The repair with how unlikely the slips are that it undoes."""
        if repair.slip is not UNKNOWN:
            return repair
        figure, change = repair.moves[0]
        slip = explain_value(figure, figure.value + change, self._lines)
        cost = slip.cost
        sums = [trial for trial in repair.repaired if trial.equation.total is figure and len(trial.equation.parts) > 1]
        if sums:
            miscounted = any(abs(part.value) == abs(change) for trial in sums for part, _ in trial.equation.parts)
            cost = min(cost, MISCOUNTED if miscounted else TYPED_OVER)
        return replace(repair, slip=slip, cost=cost + len(repair.moves) - 1)

    def _explain(self, best: Repair) -> Explanation:
        told = {id(trial) for trial in best.repaired}
        others = sorted(
            (
                self._with_cost(repair)
                for repair in self._repairs.values()
                if repair.score == best.score and any(id(trial) in told for trial in repair.repaired)
            ),
            key=lambda repair: repair.cost,
        )
        own = set(best.figures)
        rivals = {figure.key: repair for repair in reversed(others) for figure in repair.figures if figure not in own}
        named = dict.fromkeys(figure for repair in others for figure in repair.figures if figure not in own)
        lead = min((repair.cost for repair in rivals.values()), default=best.cost) - best.cost
        misprinted = () if named else tuple(self._misprinted_parts(best))
        return Explanation(
            best.figures,
            best.moves[0][1],
            best.repaired,
            (*named, *misprinted),
            best.score,
            best.moves,
            best.slip,
            leads=best.score > 0 and (lead >= CLEAR_LEAD or bool(misprinted)),
        )

    def _misprinted_parts(self, best: Repair) -> Iterator[Figure]:
        """The amounts whose rate is wrong and which, one slip undone, would make it true and break nothing.

        A rate is worked out from its amounts, so it is suspected first; but it may be right, and the amount misprinted.
        (Not its base: of a large figure some slip comes near enough to any rate.)
        """
        rates = [
            trial
            for trial in best.repaired
            if trial.equation.relation == "rate" and trial.equation.total in best.figures
        ]
        amounts = [part for trial in rates for part, _ in trial.equation.parts[: -trial.equation.bases]]
        for figure in dict.fromkeys(amounts):
            at_stake = (*best.repaired, *self._holding_at.get(figure.key, ()))
            for meant in one_slip_away(figure):
                moves = {figure: meant - figure.value}
                if all(would_hold(trial, moves) for trial in at_stake):
                    yield figure
                    break

    def _settle(self, together: Sequence[Trial], alone: Explanation) -> list[Explanation]:
        """The corrections of several facts that make all of these equations true; where none is known, that of one."""
        keys = {figure.key for trial in together for figure in trial.equation.figures}
        facts = tuple(prints for prints in self._facts if any(figure.key in keys for figure in prints))
        component = Component(tuple(together), self._holding_at, facts)
        pairs = find_pairs(component)
        if pairs:
            ranked = sorted(pairs, key=self._cost_of_pair)
            return _split(ranked[0], component, ranked[1:], self._slips(ranked[0]))
        if self._solved >= MOST_SOLVED or len(self._patterns) > MOST_PATTERNS:
            return [replace(alone, unsettled=True)]
        from gouji.check.culprits.solver import solve_component  # heavy, and seldom needed

        self._solved += 1
        changes = solve_component(component, [self._weight(prints) for prints in facts], SOLVER_SECONDS)
        return [alone] if not changes else _split(changes, component, (), self._slips(changes))

    def _weight(self, prints: Prints) -> int:
        repair = self._repairs.get(prints)
        return ANY_VALUE + len(prints) - 1 if repair is None else self._with_cost(repair).cost

    def _slips(self, changes: Sequence[tuple[Prints, int]]) -> list[Misprint]:
        return [explain_value(prints[0], prints[0].value + change, self._lines) for prints, change in changes]

    def _cost_of_pair(self, pair: Pair) -> int:
        return sum(slip.cost for slip in self._slips(pair)) + sum(len(prints) for prints, _ in pair)

    def _find_patterns(self, failing: Sequence[Trial]) -> Iterator[Pattern]:
        if self._lines is not None and len(failing) > 1:
            suspects = dict.fromkeys(figure for trial in failing for figure in trial.equation.figures)
            yield from find_patterns(suspects.keys(), self._failing_at, self._lines)

    def _take_off(self, trials: Iterable[Trial]) -> None:
        touched: set[str] = set()
        for trial in trials:
            self._left.pop(id(trial), None)
            touched.update(figure.key for figure in trial.equation.figures)
        self._weigh(touched)

    def _weigh(self, keys: Iterable[str]) -> None:
        for candidate in dict.fromkeys(candidate for key in keys for candidate in self._candidates[key]):
            if candidate in self._idle:
                continue
            repair = self._moved(candidate) if isinstance(candidate, int) else self._best_repair(candidate)
            if repair is None:
                self._repairs.pop(candidate, None)
                self._idle.add(candidate)  # with fewer equations left it repairs no more
            else:
                self._repairs[candidate] = repair

    def _best_repair(self, prints: Prints) -> Repair | None:
        trials = [trial for trial in self._at(self._failing_at, prints) if id(trial) in self._left]
        held = self._at(self._holding_at, prints)
        best: Repair | None = None
        for change in dict.fromkeys(change for trial in trials if (change := correction_of(trial, prints))):
            moves = dict.fromkeys(prints, change)
            repaired = tuple(trial for trial in trials if would_hold(trial, moves))
            broken = sum(1 for trial in held if not would_hold(trial, moves))
            if repaired and (best is None or len(repaired) - broken > best.score):
                best = Repair(tuple(moves.items()), repaired, broken, ANY_VALUE)
        return best

    def _moved(self, number: int) -> Repair | None:
        """What a pattern repairs: two equations or more, and it breaks none, or chance may have made it."""
        moves, slip = self._patterns[number]
        figures = tuple(moves)
        trials = self._at(self._failing_at, figures)
        repaired = tuple([trial for trial in trials if id(trial) in self._left and would_hold(trial, moves)])
        if len(repaired) < 2:
            return None
        held = (trial for figure in figures for trial in self._holding_at.get(figure.key, ()))
        if any(not would_hold(trial, moves) for trial in held):
            return None
        return Repair(tuple(moves.items()), repaired, 0, slip.cost, slip)

    @staticmethod
    def _at(places: Places, prints: Prints) -> Iterable[Trial]:
        if len(prints) == 1:
            return places.get(prints[0].key, ())
        return {id(trial): trial for figure in prints for trial in places.get(figure.key, ())}.values()


def _split(
    changes: Sequence[tuple[Prints, int]], component: Component, others: Sequence[Pair], slips: Sequence[Misprint]
) -> list[Explanation]:
    """One explanation a changed fact, with the equations that it breaks; facts that break none alone join the first.

    `others` are other sets of changes that would do as well: their figures are the rivals.
    """
    left = list(component.failing)
    found: list[Explanation] = []
    own = {figure for prints, _ in changes for figure in prints}
    rivals = tuple(
        dict.fromkeys(
            figure
            for pair in others
            for prints, _ in pair
            if len(prints) == 1
            for figure in prints
            if figure not in own
        )
    )
    for (prints, change), slip in sorted(zip(changes, slips, strict=True), key=lambda pair: pair[1].cost):
        mine = tuple(trial for trial in left if any(figure in prints for figure in trial.equation.figures))
        left = [trial for trial in left if trial not in mine]
        moves = tuple((figure, change) for figure in prints)
        if mine:
            near = {figure for trial in mine for figure in trial.equation.figures}
            beside = tuple(figure for figure in rivals if figure in near)
            found.append(
                Explanation(
                    prints,
                    change,
                    mine,
                    beside,
                    len(mine),
                    moves,
                    slip,
                    leads=slip.cost < ANY_VALUE,
                    joint=len(changes),
                )
            )
        elif found:
            found[0] = replace(found[0], culprits=found[0].culprits + prints, moves=found[0].moves + moves)
    return found
