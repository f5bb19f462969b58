"""The last day is counted as the Civil Code counts, from the nearest date that is known."""

from __future__ import annotations

from datetime import date

import pytest

from gouji.model.budget import Dates
from gouji.publish.deadline import deadline, deadlines

FINANCE = Dates(finance=date(2026, 3, 2))


def _last(dates: Dates, code: str) -> tuple[str, bool]:
    return next((each.last.isoformat(), each.bound) for each in deadlines(dates) if each.duty.code == code)


@pytest.mark.parametrize(
    ("dates", "code", "last", "bound"),
    [
        (Dates(congress=date(2026, 3, 2)), "L01", "2026-03-23", False),  # the 20th day is a Sunday
        (FINANCE, "L02", "2026-03-17", False),
        (FINANCE, "L03", "2026-03-23", False),
        (Dates(congress=date(2026, 1, 12)), "L03", "2026-02-24", True),  # 40 days end in the Spring Festival
        (Dates(department=date(2026, 3, 10)), "L04", "2026-03-30", False),
        (FINANCE, "L04", "2026-04-07", True),  # 35 days end on the tomb-sweeping holiday
        (Dates(congress=date(2026, 3, 2)), "L04", "2026-04-27", True),  # 55 days end on a Sunday
        (Dates(congress=date(2026, 1, 5), finance=date(2026, 3, 2)), "L03", "2026-03-23", False),
    ],
)
def test_the_last_day(dates: Dates, code: str, last: str, bound: bool) -> None:
    assert _last(dates, code) == (last, bound)


@pytest.mark.parametrize(
    ("published", "today", "status", "left"),
    [
        (None, None, "open", None),
        (None, date(2026, 3, 17), "ahead", 6),
        (None, date(2026, 3, 18), "near", 5),
        (None, date(2026, 3, 23), "near", 0),
        (None, date(2026, 3, 24), "passed", -1),
        (date(2026, 3, 23), date(2026, 5, 1), "met", -39),
        (date(2026, 3, 24), date(2026, 5, 1), "late", -39),
    ],
)
def test_how_the_publication_stands(published: date | None, today: date | None, status: str, left: int | None) -> None:
    found = deadline(Dates(finance=FINANCE.finance, published=published), today)
    assert found is not None
    assert (found.status, found.left) == (status, left)


def test_what_is_told_names_the_days_and_the_article() -> None:
    found = deadline(FINANCE, date(2026, 3, 20))
    assert found is not None
    assert found.told() == (
        "部门公开预算：最迟 2026-03-23（财政部门批复 2026-03-02 起 20 日，2026-03-22 是休息日，顺延；预算法第十四条）。"
        "只剩 3 天！"
    )
    assert found.told(1).endswith("Only 3 days left!")


def test_a_year_without_a_notice_is_said_to_be_unknown() -> None:
    found = deadline(Dates(finance=date(2027, 9, 12)))
    assert found is not None
    assert (found.last, found.known) == (date(2027, 10, 4), False)  # 2 October is a Saturday
    assert "2027 年节假日安排未知，只按周末顺延" in found.told()


def test_nothing_is_counted_from_no_date() -> None:
    assert (deadlines(Dates()), deadline(Dates())) == ((), None)
