"""Figures that changed places in a column whose equations then fail together: the one mistake is told, not doubted."""

from __future__ import annotations

import pytest

from gouji.check.example import parse_example
from gouji.check.run import check_claims

INCOME = """
收入总表 | 万元 | flow=income
单位 | 合计 | 一般公共预算 fund=general | 政府性基金预算 fund=government_fund
合计 | 105.35 | 100.35 | 5.00
档案局 entity=档案局 | 60.10 | {0} | 5.00
热线中心 entity=热线中心 | 20.20 | {1} | 0.00
交易中心 entity=交易中心 | 15.03 | {2} | 0.00
服务中心 entity=服务中心 | 10.02 | {3} | 0.00
"""
RIGHT = ("55.10", "20.20", "15.03", "10.02")


@pytest.mark.parametrize(
    ("printed", "slip"),
    [
        (RIGHT, ""),
        (("100.35", "55.10", "20.20", "15.03"), "下移一行"),
        (("20.20", "55.10", "15.03", "10.02"), "对调"),
        (("31.07", "44.61", "72.95", "18.36"), ""),
    ],
    ids=["right", "slid", "swapped", "wrong in all"],
)
def test_figures_one_place_off_are_told_and_figures_that_fit_nowhere_may_be_misread(
    printed: tuple[str, ...], slip: str
) -> None:
    findings = check_claims(parse_example(INCOME.format(*printed))).findings
    told = [finding for finding in findings if slip and finding.explanation and slip in finding.explanation[0]]
    assert len(findings) == len(told) == bool(slip)
