"""Rates between two years' amounts, where the tables print this year's amount too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.check.example import parse_example
from gouji.check.rules.narrative import year_rates
from gouji.model.claim import ClaimSet


def claims_of(this_year: str, rate: str, fund: str = "") -> ClaimSet:
    """A table that prints 220.63, and a sentence that prints this year's amount (of a fund) and a rate."""
    claims = parse_example(f"""
一般公共预算支出表 | 万元 | flow=expenditure year=2024
科目 | 合计
2080506 职业年金缴费支出 | 220.63

文字 | 万元 | flow=expenditure year=2024
职业年金缴费支出 {this_year} function=2080506 {fund}

正文
2023年执行数为132.59万元，2024年预算安排{this_year}万元，比2023年执行数增加{rate}，主要因基数提高。
""")
    place = claims.passages[0].places[0]
    source = replace(claims.claims[-1].source, places=(place,), text=f"{this_year}万元")
    return replace(claims, claims=(*claims.claims[:-1], replace(claims.claims[-1], source=source)))


@pytest.mark.parametrize(
    ("this_year", "rate", "expected"),
    [
        ("220.63", "66.40%", []),
        ("441.25", "66.40%", []),
        ("220.63", "60.54%", ["由 132.59 到 220.63万元，增减率应为 66.40%，文字写增加60.54%"]),
        ("441.25", "60.54%", ["由 132.59 到 220.63万元（表中数），增减率应为 66.40%，文字写增加60.54%"]),
    ],
)
def test_the_right_rate_is_that_of_the_tables(this_year: str, rate: str, expected: list[str]) -> None:
    assert [finding.message[0] for finding in year_rates.check(claims_of(this_year, rate))] == expected


@pytest.mark.parametrize("fund", ["", "fund=fiscal"])
def test_a_fund_that_the_tables_do_not_name_is_read_from_its_line(fund: str) -> None:
    (finding,) = year_rates.check(claims_of("441.25", "60.54%", fund))
    assert "220.63万元（表中数）" in finding.message[0]
