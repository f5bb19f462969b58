"""How far printed figures may be apart before somebody made a mistake: always from the printed digits, never chosen.

Values are whole numbers of a common small unit (see `gouji.check.figures`), so that all arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from math import comb, factorial

PLAUSIBLE = Fraction(5, 100)
"""From this likelihood on, honest rounding explains a residue and nobody need be told (RULES 1.0)."""


@dataclass(frozen=True, slots=True)
class Grade:
    """What a residue means: its hard bound, and how likely honest rounding makes one at least as large.

    `likelihood` is 1 for an exact sum and 0 beyond the bound.
    """

    bound: Fraction
    likelihood: Fraction

    @property
    def probability(self) -> float:
        """The likelihood as an ordinary number: a chance, not money."""
        return self.likelihood.numerator / self.likelihood.denominator

    @property
    def possible(self) -> bool:
        """Whether honest rounding can explain the residue at all."""
        return bool(self.likelihood)

    @property
    def plausible(self) -> bool:
        """Whether honest rounding explains the residue well."""
        return self.likelihood >= PLAUSIBLE


_BARELY = Fraction(1, 10**12)
"""A residue right at the hard bound: possible, though its likelihood is nil."""

EXACT = Grade(Fraction(0), Fraction(1))
"""The grade of a sum or copy that leaves nothing."""

_NO_COPY = Grade(Fraction(0), Fraction(0))


@cache
def rounding_tail(addends: int, distance: Fraction) -> Fraction:
    """P(|sum of the addends' rounding errors| ≥ distance), each error even over ±½ (Irwin–Hall), exactly.

    >>> rounding_tail(2, Fraction(1, 2)), rounding_tail(3, Fraction(1, 2))
    (Fraction(1, 4), Fraction(1, 3))
    """
    if distance <= 0:
        return Fraction(1)
    reach = Fraction(addends, 2) - distance
    if reach <= 0:
        return Fraction(0)
    numerator, denominator = reach.numerator, reach.denominator
    tail = sum(
        (-1) ** skipped * comb(addends, skipped) * (numerator - skipped * denominator) ** addends
        for skipped in range(int(reach) + 1)
    )
    return Fraction(2 * tail, factorial(addends) * denominator**addends)


def likelihood_of_residue(addends: int, quanta: int) -> Fraction:
    """P(|total − Σ addends| ≥ so many quanta) where total and addends were each rounded honestly (RULES 1.0 table).

    >>> float(likelihood_of_residue(28, 2)) > 0.32
    True
    """
    return rounding_tail(addends, Fraction(2 * quanta - 1, 2)) if quanta > 0 else Fraction(1)


def grade_sum(residue: int, total_quantum: int, part_quanta: Sequence[int]) -> Grade:
    """Grade of total − Σ parts, for a total and parts printed to these quanta.

    One part is a copy and leaves no room. Parts printed finer than the coarsest figure only add their half quantum.
    """
    if residue == 0:
        return EXACT
    if len(part_quanta) <= 1:
        return grade_copy(residue, total_quantum, part_quanta[0] if part_quanta else total_quantum)
    room = total_quantum + sum(part_quanta)
    size = abs(residue)
    if 2 * size > room:
        return _too_far(room)
    coarsest = max(total_quantum, *part_quanta)
    coarse_parts = sum(1 for quantum in part_quanta if quantum == coarsest)
    slack = Fraction(total_quantum + sum(quantum for quantum in part_quanta if quantum < coarsest), 2)
    distance = (size - slack) / coarsest
    tail = rounding_tail(coarse_parts, distance) if coarse_parts else Fraction(1)
    return Grade(Fraction(room, 2), max(tail, _BARELY))


@lru_cache(maxsize=4096)
def _too_far(room: int) -> Grade:
    """The grade of a residue beyond its hard bound, which is half the room."""
    return Grade(Fraction(room, 2), Fraction(0))


def grade_copy(residue: int, quantum: int, other_quantum: int) -> Grade:
    """Grade of the same fact printed twice: no room to the same quantum, else half the coarser one (RULES 1.0 UNIT)."""
    if residue == 0:
        return EXACT
    if quantum == other_quantum:
        return _NO_COPY
    bound = Fraction(max(quantum, other_quantum), 2)
    return Grade(bound, Fraction(int(abs(residue) <= bound)))


def rate_interval(
    numerator: int, quantum: int, base: int, base_quantum: int
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The lowest and highest numerator ÷ base that the printed digits allow; None where the base may be nothing.

    Each is (over, under) in whole numbers, with `under` above zero: comparing them needs no fractions.

    >>> rate_interval(1, 2, 10, 2)  # 0…2 over 9…11
    ((0, 22), (4, 18))
    """
    if 2 * abs(base) <= base_quantum:
        return None
    if base < 0:
        numerator, base = -numerator, -base
    least, most = 2 * numerator - quantum, 2 * numerator + quantum
    narrow, wide = 2 * base - base_quantum, 2 * base + base_quantum
    return (least, wide if least >= 0 else narrow), (most, narrow if most >= 0 else wide)
