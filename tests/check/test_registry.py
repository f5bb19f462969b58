"""Every check has a page in both languages, with the same headings in the same order."""

from __future__ import annotations

import re

import pytest

from gouji.check.registry import CHECKS, CHINESE_HEADINGS, HEADINGS, Check, check_of

PAGES = pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.code)


@PAGES
def test_the_english_page_has_its_headings_in_order(check: Check) -> None:
    found = [line.removesuffix(":") for line in check.english.splitlines() if re.fullmatch(r"[A-Z][\w ]+:", line)]
    assert found == list(HEADINGS)


@PAGES
def test_the_chinese_page_has_its_headings_in_order(check: Check) -> None:
    assert [line for line in check.chinese.splitlines() if line in CHINESE_HEADINGS] == list(CHINESE_HEADINGS)


@PAGES
def test_exceptions_are_numbered_alike_in_both_languages(check: Check) -> None:
    numbers = [re.findall(r"^ {4}(\d)\. ", page, re.MULTILINE) for page in (check.english, check.chinese)]
    assert numbers[0] == numbers[1] == [str(number) for number in range(1, len(numbers[0]) + 1)]


@PAGES
def test_the_examples_run(check: Check) -> None:
    assert ">>> " in check.english.split("Examples:")[1]


def test_codes_and_names_are_unique_and_both_find_the_check() -> None:
    names = [check.name for check in CHECKS.values()]
    assert len(set(names)) == len(names)
    assert [check_of(check.name) for check in CHECKS.values()] == [check_of(code) for code in CHECKS]
    assert all(re.fullmatch(r"[A-Z]{3}\d\d", code) for code in CHECKS)
