"""Checks across documents have pages like all others: both languages, the same headings, examples that run."""

from __future__ import annotations

import re

import pytest

from gouji.check.registry import CHINESE_HEADINGS, HEADINGS, Check
from gouji.compare.checks import ACROSS
from gouji.compare.registry import CHECKS, check_of

PAGES = pytest.mark.parametrize("check", [CHECKS[module.CODE] for module in ACROSS], ids=lambda check: check.code)


@PAGES
def test_both_pages_have_their_headings_in_order(check: Check) -> None:
    english = [line.removesuffix(":") for line in check.english.splitlines() if re.fullmatch(r"[A-Z][\w ]+:", line)]
    chinese = [line for line in check.chinese.splitlines() if line in CHINESE_HEADINGS]
    assert (english, chinese) == (list(HEADINGS), list(CHINESE_HEADINGS))


@PAGES
def test_exceptions_are_numbered_alike_and_examples_run(check: Check) -> None:
    numbers = [re.findall(r"^ {4}(\d)\. ", page, re.MULTILINE) for page in (check.english, check.chinese)]
    assert numbers[0] == numbers[1] == [str(number) for number in range(1, len(numbers[0]) + 1)]
    assert ">>> " in check.english.split("Examples:")[1]


def test_codes_and_names_are_unique_and_both_find_the_check() -> None:
    assert [check_of(check.name) for check in CHECKS.values()] == [check_of(code) for code in CHECKS]
    assert {module.CODE for module in ACROSS} <= set(CHECKS)
    assert all(re.fullmatch(r"ACR\d\d", module.CODE) for module in ACROSS)
