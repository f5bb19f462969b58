"""The tolerance of sums, copies, units and rates: exact, and equal to the reference table of the rules."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.check.tolerance import grade_copy, grade_sum, likelihood_of_residue, rate_interval, rounding_tail

REFERENCE = {
    2: (25, 0, 0, 0),
    3: (33, 0, 0, 0),
    5: (45, 1.7, 0, 0),
    9: (57, 8.3, 0.28, 0),
    15: (66, 18, 2.5, 0.003),
    28: (75, 33, 10, 0.3),
    40: (79, 41, 17, 1.3),
}
"""RULES 1.0: percent of honest sums of n addends that are off by at least 1, 2, 3 and 5 last digits."""


@pytest.mark.parametrize(("addends", "percents"), REFERENCE.items())
def test_likelihoods_are_those_of_the_reference_table(addends: int, percents: tuple[float, ...]) -> None:
    computed = [100 * likelihood_of_residue(addends, quanta) for quanta in (1, 2, 3, 5)]
    for value, expected in zip(computed, percents, strict=True):
        assert round(float(value), 3) == pytest.approx(expected, abs=0.6 if expected >= 10 else 0.1)


def test_the_tail_agrees_with_counting_every_way_to_round() -> None:
    """A fine lattice of rounding errors, counted one by one, approaches the exact tail."""
    steps = 25
    errors = [Fraction(2 * step + 1, 2 * steps) - Fraction(1, 2) for step in range(steps)]
    far = sum(1 for trial in product(errors, repeat=3) if abs(sum(trial)) >= Fraction(1, 2))
    assert float(Fraction(far, steps**3)) == pytest.approx(float(rounding_tail(3, Fraction(1, 2))), abs=0.01)


@given(st.integers(2, 30), st.integers(1, 15))
def test_a_larger_residue_is_never_likelier(addends: int, quanta: int) -> None:
    assert likelihood_of_residue(addends, quanta + 1) <= likelihood_of_residue(addends, quanta) <= 1


@settings(max_examples=300)
@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=30))
def test_honest_rounding_is_never_beyond_the_bound(exact: list[int]) -> None:
    """Amounts in 元, rounded to 万元 with two decimals, and their total rounded too."""
    rounded = [_to_hundredths_of_ten_thousand(amount) for amount in exact]
    residue = _to_hundredths_of_ten_thousand(sum(exact)) - sum(rounded)
    grade = grade_sum(residue, 1, [1] * len(exact))
    assert grade.possible
    assert abs(residue) <= Fraction(len(exact) + 1, 2)


@given(st.integers(2, 40), st.integers(1, 40))
def test_beyond_the_hard_bound_nothing_is_possible(addends: int, beyond: int) -> None:
    bound = (addends + 1) // 2
    assert not grade_sum(bound + beyond, 1, [1] * addends).possible


def test_grades_follow_the_likelihood() -> None:
    cases = [(0, 3), (1, 3), (2, 5), (3, 5), (4, 5)]
    grades = [grade_sum(residue, 1, [1] * addends) for residue, addends in cases]
    assert [(grade.possible, grade.plausible) for grade in grades] == [
        (True, True),
        (True, True),
        (True, False),
        (True, False),
        (False, False),
    ]


def test_one_part_is_a_copy_without_room() -> None:
    assert not grade_sum(1, 1, [1]).possible
    assert grade_sum(0, 1, [1]).possible


def test_a_copy_between_units_has_half_the_coarser_digit() -> None:
    assert grade_copy(50, 100, 1).possible
    assert not grade_copy(51, 100, 1).possible
    assert not grade_copy(1, 100, 100).possible


def test_addends_printed_finer_than_the_total_leave_half_its_digit() -> None:
    assert grade_sum(50, 100, [1, 1]).plausible
    assert not grade_sum(52, 100, [1, 1]).possible


@given(st.integers(-(10**8), 10**8), st.integers(1, 10**8), st.sampled_from([1, 10, 100]))
def test_the_true_rate_is_in_its_interval(numerator: int, base: int, quantum: int) -> None:
    interval = rate_interval(round(numerator / quantum) * quantum, quantum, base, 1)
    true = Fraction(numerator, base)
    assert interval is None or Fraction(*interval[0]) <= true <= Fraction(*interval[1])


@given(st.integers(-50, 50), st.integers(1, 5), st.integers(-50, 50), st.integers(1, 5))
def test_the_interval_ends_where_the_printed_digits_end(numerator: int, quantum: int, base: int, other: int) -> None:
    interval = rate_interval(numerator, quantum, base, other)
    if interval is not None:
        ratios = [
            Fraction(2 * numerator + step, 2 * base + base_step)
            for step in (-quantum, quantum)
            for base_step in (-other, other)
        ]
        assert [Fraction(*end) for end in interval] == [min(ratios), max(ratios)]


def test_no_rate_stands_on_a_base_that_may_be_nothing() -> None:
    assert rate_interval(5, 1, 0, 1) is None


def _to_hundredths_of_ten_thousand(yuan: int) -> int:
    return int((Decimal(yuan) / 100).quantize(Decimal(1), ROUND_HALF_EVEN))
