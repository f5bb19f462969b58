"""The page of a check says all that its docstring says, as Markdown; the index by source holds every check."""

from __future__ import annotations

import re

import pytest

from gouji.check.registry import CHINESE_HEADINGS, HEADINGS, Check
from gouji.compare.registry import CHECKS
from gouji.report.check_page import check_to_page, page_body
from gouji.report.check_sources import checks_by_source, citations

PAGES = pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.code)
SMALL = Check(
    "TST01",
    "test.small",
    "一句。\n\n查什么\n    第一行\n    第二行。\n不适用的情形\n    1. 甲。\n    2. 乙，\n       续。",
    "A line.\n\nWhat it checks:\n    One\n    two.\n\nExamples:\n    >>> 1 +\n    ... 1\n    2\n    >>> 3\n    3",
    "《预算法》第四条；财预〔2016〕143号",
)


def test_lines_are_joined_items_stay_apart_examples_stay_as_they_are() -> None:
    assert (
        page_body(SMALL, "zh") == "一句。\n\n## 查什么\n\n第一行第二行。\n\n## 不适用的情形\n\n1. 甲。\n2. 乙，续。\n"
    )
    assert page_body(SMALL, "en", 3) == (
        "A line.\n\n### What it checks\n\nOne two.\n\n### Examples\n\n```pycon\n>>> 1 +\n... 1\n2\n>>> 3\n3\n```\n"
    )


@PAGES
def test_no_word_of_the_docstring_is_lost(check: Check) -> None:
    for language, text in (("zh", check.chinese), ("en", check.english)):
        page = check_to_page(check, language)
        wanted = re.sub(r"[\s:]", "", text)
        found = re.sub(r"```(?:pycon)?|^# .*$|^#+ |[\s:]", "", page, flags=re.MULTILINE)
        assert found == wanted


@PAGES
def test_every_heading_of_the_page_is_a_heading_of_markdown(check: Check) -> None:
    for language, headings in (("zh", CHINESE_HEADINGS), ("en", HEADINGS)):
        found = re.findall(r"^## (.+)$", check_to_page(check, language), re.MULTILINE)
        assert found == list(headings)


@PAGES
def test_nothing_of_the_page_is_taken_for_html(check: Check) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "", page_body(check, "zh") + page_body(check, "en"), flags=re.DOTALL)
    assert re.findall(r"<[A-Za-z/!]", prose) == []


def test_sources_are_cited_by_title_number_and_article() -> None:
    assert [
        (each.title, each.number, each.article) for each in citations("《中华人民共和国预算法》第四条、第十三条")
    ] == [
        ("预算法", "", "第四条"),
        ("预算法", "", "第十三条"),
    ]
    (rules,) = citations("《地方预决算公开操作规程》（财预〔2016〕143号）关于说明的要求")
    assert (rules.title, rules.number, rules.is_law) == ("地方预决算公开操作规程", "财预〔2016〕143号", True)
    assert [each.is_law for each in citations("财预〔2016〕143号；算术关系")] == [True, False]


def test_a_rule_cited_by_title_or_by_number_is_one_ground() -> None:
    titled = Check(
        "TST02", "test.titled", "", "", "《地方预决算公开操作规程》（财预〔2016〕143号）；《地方预决算公开操作规程》"
    )
    grounds = checks_by_source([SMALL, titled])
    assert [(ground.title, ground.number, ground.checks) for ground in grounds] == [
        ("地方预决算公开操作规程", "财预〔2016〕143号", (("", ("TST01", "TST02")),)),
        ("预算法", "", (("第四条", ("TST01",)),)),
    ]


def test_every_check_rests_on_something() -> None:
    named = {code for ground in checks_by_source(CHECKS.values()) for _, codes in ground.checks for code in codes}
    assert named == set(CHECKS)
