"""The self-test in words: shares, sampling margin, an end before its time; and JSON there and back."""

from __future__ import annotations

import json
from typing import Any  # JSON gives untyped data

import pytest

from gouji.model.self_test import KindTried, SelfTest
from gouji.report.html.self_test import self_test_section
from gouji.report.self_test import (
    record_to_self_test,
    self_test_lines,
    self_test_record,
    self_test_rows,
    self_test_sentences,
)

TRANSPOSED = KindTried("transposed", ("相邻两位数字颠倒", "two digits transposed"), 100, 90, 80, 82, 80, 78, 81)
STALE = KindTried("stale", ("沿用另一年度的数字", "another year's figure"), 20, 20, 20, 20, 20, 18, 20)
NOWHERE = KindTried("wrong_base", ("比率用错基数", "a rate worked out on a wrong base"), 0, 0, 0, 0, 0, 0, 0)
COVERED = (
    "其中 100 处落在有勾稽关系约束的数字上，查出 100 处（100%）；查出的，错数列在首位的占 94.1%，列在前三位的占 99%"
)
TOLD = SelfTest(1, 437, 140, True, (TRANSPOSED, STALE, NOWHERE))


def test_sentences_tell_what_was_planted_caught_and_named() -> None:
    assert self_test_sentences(TOLD, "zh") == (
        "自检：在全部 437 个数字中随机种入 120 处差错（2 类），查出 102 处（85%，抽样误差 ±7 个百分点）",
        COVERED,
    )
    assert "102 caught (85%, ±7 points by sampling)" in self_test_sentences(TOLD, "en")[0]


def test_a_test_that_ran_out_of_time_says_so() -> None:
    stopped = SelfTest(1, 437, 600, False, (TRANSPOSED,))
    assert self_test_sentences(stopped, "zh")[-1] == "时间已到：原计划种入 600 处，只试了这些"
    assert "the time was over" in self_test_sentences(stopped, "en")[-1]


def test_rows_leave_out_kinds_that_could_not_be_planted_and_end_with_the_sums() -> None:
    rows = list(self_test_rows(TOLD, "en"))
    assert [row[0] for row in rows] == ["slip", "two digits transposed", "another year's figure", "all kinds"]
    assert rows[-1] == ("all kinds", "120", "85%", "94.1%", "99%")


def test_nothing_is_said_of_a_test_that_was_not_made() -> None:
    assert list(self_test_lines(None, "zh")) == []
    assert self_test_section(None, "zh") is None
    assert self_test_record(None) is None


def test_where_no_slip_could_be_planted_nothing_is_claimed() -> None:
    empty = SelfTest(1, 0, 60, True, (NOWHERE,))
    assert list(self_test_lines(empty, "zh")) == ["自检：没有可以种入差错的数字"]
    assert "<details>" not in str(self_test_section(empty, "zh"))


@pytest.mark.parametrize("told", [TOLD, None])
def test_json_leads_back(told: SelfTest | None) -> None:
    record: dict[str, Any] | None = json.loads(json.dumps(self_test_record(told)))
    assert record_to_self_test(record) == told


@pytest.mark.parametrize(("planted", "caught", "margin"), [(600, 600, 0.005), (600, 510, 0.029), (100, 50, 0.097)])
def test_the_margin_is_that_of_a_sample(planted: int, caught: int, margin: float) -> None:
    kind = KindTried("x", ("x", "x"), planted, planted, planted, caught, caught, caught, caught)
    assert SelfTest(1, 10, planted, True, (kind,)).margin == pytest.approx(margin, abs=0.001)
