"""Each figure is rounded once, half up, from its exact value; parts then miss their total by less than rounding can."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gouji.build.figures import amount_of, count_of, print_count, print_number, round_half_up
from gouji.build.residues import residues
from gouji.model.edition import Expected, Figure
from gouji.model.point import Point


@pytest.mark.parametrize(
    ("yuan", "printed"),
    [("50", "0.01"), ("49.99", "0.00"), ("-50", "-0.01"), ("-49.99", "0.00"), ("150", "0.02"), ("68900", "6.89")],
)
def test_half_of_the_last_digit_is_rounded_away_from_zero(yuan: str, printed: str) -> None:
    assert print_number(amount_of(Decimal(yuan), "万元", 2).value) == printed


@given(st.fractions(), st.integers(0, 4))
@example(Fraction(10**28 + 1), 0)
def test_a_rounded_value_is_the_nearest_one(value: Fraction, decimals: int) -> None:
    rounded = round_half_up(value, decimals)
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**decimals)
    assert round_half_up(-value, decimals) == rounded.copy_negate()


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 4))
def test_decimals_are_rounded_as_fractions_are(value: Decimal, decimals: int) -> None:
    assert round_half_up(value, decimals) == round_half_up(Fraction(value), decimals)


@given(st.lists(st.decimals(0, 10**10, places=2), min_size=1, max_size=20))
def test_printed_parts_miss_their_printed_total_by_less_than_rounding_can(parts: list[Decimal]) -> None:
    printed = [amount_of(part, "万元", 2).value for part in parts]
    total = amount_of(sum(parts, Decimal(0)), "万元", 2).value
    assert abs(sum(printed, Decimal(0)) - total) <= Decimal("0.005") * (len(parts) + 1)


def claim(amount: str, **members: str) -> Expected:
    exact = Decimal(amount) / 10_000
    point = Point.of(flow="expenditure", **members)
    figure = Figure("", "", amount_of(Decimal(amount), "万元", 2), point, exact=str(exact))
    return Expected(figure, "", None, ())


def test_a_total_that_its_printed_parts_miss_is_told_with_the_gap() -> None:
    parts = [claim("50", function="201"), claim("50", function="208")]
    assert [(figure.amount.value, gap) for figure, gap in residues([claim("100"), *parts])] == [
        (Decimal("0.01"), Decimal("0.01"))
    ]


def test_nothing_is_told_where_parts_add_up_or_are_not_all_printed() -> None:
    assert list(residues([claim("300"), claim("100", function="201"), claim("200", function="208")])) == []
    assert list(residues([claim("100"), claim("50", function="201"), claim("20", function="208")])) == []


def test_a_part_of_a_part_is_counted_once() -> None:
    tree = [claim("100"), claim("50", function="201"), claim("50", function="20103"), claim("50", function="208")]
    assert [figure.amount.value for figure, _ in residues(tree)] == [Decimal("0.01")]


def test_counts_and_numbers_are_printed_as_people_do() -> None:
    assert [print_count(Decimal(text)) for text in ("3260.00", "12.50", "0", "100")] == ["3260", "12.5", "0", "100"]
    assert (count_of(Decimal("12.50"), "平方米").decimals, count_of(Decimal(100), "").decimals) == (1, 0)
    assert print_number(Decimal("1234567.80"), thousands=True) == "1,234,567.80"
