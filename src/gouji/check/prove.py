"""Try every equation, and believe a family only so far as its figures prove that it was read right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from gouji.check.equation import LAYOUT_ODDS, Equation, Family
from gouji.check.figures import SCALE
from gouji.check.tolerance import EXACT, Grade, grade_copy, grade_sum, rate_interval
from gouji.model.finding import Outcome, Verdict

BEYOND_DOUBT = 20
"""What must hold, of a sum of columns, for each failure that is off by one of its own parts: then it is a mistake, not
a column that belongs elsewhere. (How rows are drawn proves nothing for the next row.)"""

UNPROVEN = "仅由版式推断，表内数字未能证实这一读法"
SUSPECT = "同类等式多数不成立，疑为读取有误，未作判断"
_NOTHING = Decimal(0).scaleb(-SCALE)

BLANK = "合计一方的单元格为空，未作判断"


@dataclass(frozen=True, slots=True)
class Trial:
    """One equation tried: what is left over (total − Σ parts, scaled), and what honest rounding makes of it."""

    equation: Equation
    residue: int
    grade: Grade
    weight: int
    """How much a holding equation proves: 0 for 0 = 0, 1 for one addend (a copy), 2 for a true sum."""

    @property
    def holds(self) -> bool:
        return self.grade is EXACT or self.grade.possible

    @property
    def is_nothing(self) -> bool:
        """Whether it says 0 = 0 of nothing but one printed zero."""
        total, parts = self.equation.total, self.equation.parts
        return len(parts) + (total is not None) < 2 and not any(figure.value for figure in self.equation.figures)


@dataclass(frozen=True, slots=True)
class Proof:
    """A family with its trials, and why it is not believed where it is not. `strength` weighs what holds."""

    family: Family
    trials: tuple[Trial, ...]
    doubt: str
    strength: int
    misread: frozenset[tuple[str, ...]] = frozenset()
    """Columns in which most sums fail, though the family holds elsewhere: they were misread sooner than miswritten."""

    @property
    def is_strong(self) -> bool:
        """Whether a failure in it is beyond doubt: its meaning is certain, or many sums prove how its columns are read.

        How rows are drawn proves nothing for the next row: each stands for itself.
        """
        return self.family.certain or (self.strength >= 10 and self.family.odds < LAYOUT_ODDS)

    def outcomes(self) -> Iterator[tuple[Trial, Outcome]]:
        """What came out of each trial; a doubted family's failures are not checkable, what holds still holds."""
        for trial in self.trials:
            yield trial, self._outcome(trial)

    def verdicts(self) -> Iterator[tuple[Trial, Verdict]]:
        """The verdicts alone: what is needed to look for mistakes."""
        for trial in self.trials:
            yield trial, self._verdict(trial)[0]

    def _outcome(self, trial: Trial) -> Outcome:
        verdict, reason = self._verdict(trial)
        identity = trial.equation.to_identity(self.family.name)
        residue = Decimal(trial.residue).scaleb(-SCALE) if trial.residue else _NOTHING
        return Outcome(identity, verdict, residue, trial.grade.probability, reason)

    def _verdict(self, trial: Trial) -> tuple[Verdict, str]:
        """The verdict, with its reason where it has one."""
        if trial.holds:
            is_rounded = trial.residue != 0 and trial.equation.relation == "="
            return Verdict.PASS, "差额在四舍五入范围内" if is_rounded else ""
        unstated = trial.equation.total is None and trial.equation.relation == "="
        is_misread = trial.equation.total is not None and trial.equation.total.claim.column in self.misread
        doubt = self.doubt or (BLANK if unstated else SUSPECT if is_misread else "")
        return Verdict.NOT_CHECKABLE if doubt else Verdict.FAIL, doubt


def _weigh(equation: Equation) -> int:
    if equation.total is None or not equation.total.value:
        return 0
    moved = 0
    for figure, _ in equation.parts:
        moved += figure.value != 0
        if moved == 2:
            break
    return moved


def try_equation(equation: Equation) -> Trial:
    """The equation's residue and grade, by its own tolerance (COPY, SUM, PCT or INEQ)."""
    total = equation.total
    if equation.relation == "rate":
        return _try_rate(equation)
    value = 0 if total is None else total.value
    quanta = [figure.quantum for figure, _ in equation.parts]
    quantum = total.quantum if total is not None else max(quanta, default=0)
    residue = value - sum([sign * figure.value for figure, sign in equation.terms])
    if equation.relation == ">=" and residue >= 0:
        residue = 0
    if equation.copies and len(quanta) == 1:
        return Trial(equation, residue, grade_copy(residue, quantum, quanta[0]), _weigh(equation))
    return Trial(equation, residue, grade_sum(residue, quantum, quanta), _weigh(equation))


def may_be_left(equation: Equation, residue: int) -> bool:
    """Whether an equality may leave this much by rounding: the hard bound alone, without its likelihood."""
    if residue == 0:
        return True
    parts, quantum, others = _quanta(equation)
    if parts > 1:
        return 2 * abs(residue) <= quantum + others
    return parts == 1 and grade_copy(residue, quantum, others).possible


@lru_cache(maxsize=4096)
def _quanta(equation: Equation) -> tuple[int, int, int]:
    """How many parts an equation has, the quantum of its total, and the sum of its parts' quanta."""
    quanta = [figure.quantum for figure, _ in equation.parts]
    quantum = equation.total.quantum if equation.total is not None else max(quanta, default=0)
    return len(quanta), quantum, sum(quanta)


def _try_rate(equation: Equation) -> Trial:
    numerator, bases = equation.parts[: -equation.bases], equation.parts[-equation.bases :]
    stated = equation.total
    if stated is None:
        return Trial(equation, 0, Grade(Fraction(0), Fraction(0)), 0)
    interval = rate_interval(
        sum(sign * figure.value for figure, sign in numerator),
        sum(figure.quantum for figure, _ in numerator),
        sum(sign * figure.value for figure, sign in bases),
        sum(figure.quantum for figure, _ in bases),
    )
    if interval is None:
        return Trial(equation, 0, EXACT, 0)
    (low, low_base), (high, high_base) = interval
    percent = 100 * 10**SCALE
    lowest, highest = 2 * stated.value - stated.quantum, 2 * stated.value + stated.quantum
    if 2 * percent * low <= highest * low_base and lowest * high_base <= 2 * percent * high:
        return Trial(equation, 0, EXACT, _weigh(equation))
    middle = (Fraction(low, low_base) + Fraction(high, high_base)) / 2
    return Trial(
        equation,
        round(stated.value - percent * middle),
        Grade(Fraction(stated.quantum, 2), Fraction(0)),
        _weigh(equation),
    )


def prove_families(families: Iterable[Family]) -> list[Proof]:
    """The proofs of each slot's best way: of several ways to read the same lines, the one that its figures prove."""
    slots: dict[str, dict[str, list[Proof]]] = defaultdict(lambda: defaultdict(list))
    for family in families:
        proof = prove_family(family)
        if proof.trials:
            slots[family.slot][family.way].append(proof)
    best = (_choose_way(list(ways.values())) for ways in slots.values())
    return [proof for proofs in best for proof in proofs if not (proof.doubt and proof.family.offered)]


def _choose_way(ways: Sequence[Sequence[Proof]]) -> Sequence[Proof]:
    """The way that the figures prove best; but one equal figure proves none against a way that meaning forces.

    Where a total is wrong, some other row often prints what the wrong way asks for: in a budget with one source all do.
    Of several ways that meaning allows the likeliest, which is offered first, is meant.
    """
    best = max(ways, key=_rank)
    if len(ways) > 1 and sum(proof.strength for proof in best) <= 1:
        return next((way for way in ways if all(proof.family.certain and not proof.doubt for proof in way)), best)
    return best


def _rank(proofs: Sequence[Proof]) -> tuple[bool, bool, int, bool]:
    """A way to read is better the fewer of its trials fail for what holds; of equals the first offered is taken."""
    fails = sum(1 for proof in proofs for trial in proof.trials if not trial.holds)
    strength = sum(proof.strength for proof in proofs)
    return not any(proof.doubt for proof in proofs), not fails, strength - 3 * fails if fails else 0, strength > 0


def prove_family(family: Family) -> Proof:
    """The family's equations tried, and whether they are believed."""
    trials = tuple(trial for trial in map(try_equation, family.equations) if not trial.is_nothing)
    failing = [trial for trial in trials if not trial.holds]
    strength = sum(trial.weight for trial in trials) - sum(trial.weight for trial in failing)
    doubt = _doubt(family, trials, strength, sum(1 for trial in failing if trial.equation.total is not None))
    misread = _misread_columns(trials) if len(failing) >= 3 else frozenset()
    return Proof(family, trials, doubt, strength, misread)


def _misread_columns(trials: Sequence[Trial]) -> frozenset[tuple[str, ...]]:
    """The columns of totals where three or more sums fail, and more than hold; sentences stand in none."""
    fails: Counter[tuple[str, ...]] = Counter()
    several: Counter[tuple[str, ...]] = Counter()
    for trial in trials:
        column = trial.equation.total.claim.column if trial.equation.total is not None else ()
        if column and (trial.weight or not trial.holds):
            fails[column] += -1 if trial.holds else 1
        if column and not trial.holds:
            several[column] += 1
    return frozenset(column for column, excess in fails.items() if excess > 0 and several[column] >= 3)


def _doubt(family: Family, trials: Sequence[Trial], strength: int, fails: int) -> str:
    """Why the family is not to be believed.

    Where meaning forces it, three failures that outnumber what holds are our misreading sooner than the author's. Where
    only the layout suggests it, at least two true sums (or four copies) must hold, and many times as many as fail.
    """
    if family.certain:
        holding = sum(1 for trial in trials if trial.holds and trial.weight)
        return SUSPECT if fails >= 3 and fails > holding else ""
    if fails and strength < max(4, family.odds * fails):
        return UNPROVEN
    proved = family.odds < LAYOUT_ODDS and strength >= BEYOND_DOUBT * fails
    if fails and not proved and any(_counts_twice(trial) for trial in trials):
        return UNPROVEN
    return ""


def _counts_twice(trial: Trial) -> bool:
    """Whether a failing sum is off by just one of its parts: that part belongs elsewhere sooner than it is wrong."""
    parts = {abs(figure.value) for figure, _ in trial.equation.parts if figure.value}
    return not trial.holds and len(trial.equation.parts) > 1 and abs(trial.residue) in parts
