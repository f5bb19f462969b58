"""Days of rest are those that the State Council's notices name, and weekends that no notice makes working days."""

from __future__ import annotations

from datetime import date

import pytest

from gouji.law.holidays import is_rest, roll_forward, special_days, years_known


@pytest.mark.parametrize(
    ("day", "rest"),
    [
        (date(2026, 1, 1), True),  # a Thursday, New Year
        (date(2026, 2, 14), False),  # a Saturday that is worked for the Spring Festival
        (date(2026, 2, 23), True),  # the last day of the Spring Festival, a Monday
        (date(2026, 2, 24), False),
        (date(2024, 10, 12), False),  # a Saturday that is worked for the National Day
        (date(2027, 10, 1), False),  # a Friday of a year that no notice tells of: only weekends are known
        (date(2027, 10, 2), True),
    ],
)
def test_a_day_is_one_of_rest(day: date, rest: bool) -> None:
    assert is_rest(day) is rest


def test_a_day_of_rest_rolls_to_the_next_working_day() -> None:
    assert roll_forward(date(2026, 10, 1)) == date(2026, 10, 8)
    assert roll_forward(date(2026, 10, 8)) == date(2026, 10, 8)


def test_every_day_names_its_holiday_and_its_notice() -> None:
    assert all(day.holiday and str(date_.year) in day.source for date_, day in special_days().items())


def test_a_worked_day_is_always_at_a_weekend_and_no_year_is_left_out() -> None:
    assert all(day.rest or date_.weekday() >= 5 for date_, day in special_days().items())
    assert years_known() == frozenset(range(min(years_known()), max(years_known()) + 1))
