"""Which of several points a sentence means: the one whose figure in the tables it prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from gouji.model.amount import Amount
from gouji.model.claim import Claim
from gouji.model.point import Dimension, Point

_MANY = 10_000  # last digits of an amount that another is not likely to come near by chance


class TableValues:
    """The amounts that the tables print at each point, in 元 (or in their own unit where that is not money)."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        found: dict[Point, set[Decimal]] = defaultdict(set)
        for claim in claims:
            if claim.point is not None and claim.kind == "cell":
                value = claim.amount.yuan
                found[claim.point].add(claim.amount.value if value is None else value)
        self._values: Mapping[Point, set[Decimal]] = dict(found)

    def at(self, point: Point) -> set[Decimal]:
        """All amounts printed at a point."""
        return self._values.get(point, set())

    def prints(self, point: Point, amount: Amount) -> bool:
        """Whether a table prints an amount at a point."""
        return any(is_printed_as(value, amount) for value in self.at(point))

    def _nearly(self, point: Point, amount: Amount) -> bool:
        """Whether a table prints an amount of many digits that differs in the last one only."""
        stated, quantum = amount.yuan, amount.quantum_yuan
        if stated is None or quantum is None or stated < _MANY * quantum:
            return False
        return any(2 * abs(value - stated) <= 3 * quantum for value in self.at(point))

    def _of_its_fund(self, point: Point, nearest: Sequence[Point]) -> Point:
        """The point that agrees; of the fund that the words name, where no table prints that fund and all money is as
        much.
        """
        if point.get(Dimension.FUND) is not None or any(self.at(other) for other in nearest):
            return point
        of_fund = (other for other in nearest if other.get(Dimension.FUND) is not None)
        return next((other for other in of_fund if other.without(Dimension.FUND, Dimension.VINTAGE) == point), point)

    def choose(self, meanings: Sequence[Sequence[Point]], amount: Amount, *, strict: bool = False) -> Point | None:
        """The point that is meant; None where that is not clear.

        `meanings` are groups of points, the likeliest group first. The first point that prints the amount is meant.
        Where none does, it is one of the first group: the one that tables print, where they print one amount for it, so
        that whatever is meant the sentence differs from it; else the first. With `strict` (words around the figure were
        not understood) only a point that prints the amount (of many digits, all but the last) will do, and for
        nothing one that prints nothing else.
        """
        for point in (point for group in meanings for point in group):
            agree = [is_printed_as(value, amount) for value in self.at(point)]
            if any(agree) and (amount.value or not strict or all(agree)):
                return self._of_its_fund(point, meanings[0])
        if not meanings or not meanings[0]:
            return None
        printed = [point for point in meanings[0] if self.at(point)]
        if strict:
            if not amount.value and not printed:
                return meanings[0][0]  # nothing, of what no table prints
            near = (point for group in meanings for point in group if self._nearly(point, amount))
            return next(near, None)
        if not printed:
            return meanings[0][0]
        values = {value for point in printed for value in self.at(point)}
        return printed[0] if len(values) == 1 else None


def is_printed_as(value: Decimal, amount: Amount) -> bool:
    """Whether an exact amount (元) is what was printed, to the last printed digit."""
    stated, quantum = amount.yuan, amount.quantum_yuan
    if stated is None or quantum is None:
        return value == amount.value
    return 2 * abs(value - stated) <= quantum
