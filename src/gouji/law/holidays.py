"""Working days and days of rest, by the State Council's notice of each year: dated data, never a rule.

`data/holidays.csv` lists, for each year that it covers, the days of rest of the notice and the weekend days that it
makes working days. The days were taken from the package chinese-calendar 1.11.0 (MIT), which keeps the notices.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that a notice names: whether it is one of rest, the holiday it belongs to, the notice."""

    rest: bool
    holiday: str
    source: str


@cache
def special_days() -> Mapping[date, SpecialDay]:
    """Every day that a notice makes a day of rest or, though at a weekend, a working day."""
    text = resources.files("gouji.law").joinpath("data/holidays.csv").read_text("utf-8")
    return {
        date.fromisoformat(row["date"]): SpecialDay(row["kind"] == "rest", row["holiday"], row["source"])
        for row in csv.DictReader(text.splitlines())
    }


@cache
def years_known() -> frozenset[int]:
    """The years whose holidays are known.

    >>> 2026 in years_known(), 2014 in years_known()
    (True, False)
    """
    return frozenset(day.year for day in special_days())


def is_rest(day: date) -> bool:
    """Whether a day is one of rest; in a year whose holidays are not known, whether it is at a weekend.

    >>> is_rest(date(2026, 2, 17)), is_rest(date(2026, 2, 14)), is_rest(date(2026, 3, 14))
    (True, False, True)
    """
    named = special_days().get(day)
    return named.rest if named is not None else day.weekday() >= _SATURDAY


def roll_forward(day: date) -> date:
    """The day itself, or where it is one of rest the next that is not.

    >>> roll_forward(date(2026, 2, 15)).isoformat()
    '2026-02-24'
    """
    while is_rest(day):
        day += _ONE_DAY
    return day
