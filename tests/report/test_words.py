from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.finding import Severity, Verdict
from gouji.model.report import Disposition
from gouji.report.words import WORDS, choose, page_ranges, say, share

FIELD = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_something_with_the_same_values(key: str) -> None:
    chinese, english = WORDS[key]
    assert chinese
    assert english
    assert set(FIELD.findall(chinese)) == set(FIELD.findall(english))


@pytest.mark.parametrize("member", [*Severity, *Verdict])
def test_every_level_and_verdict_has_a_word(member: str) -> None:
    assert say(member, "zh") != say(member, "en")


@pytest.mark.parametrize("disposition", Disposition)
def test_every_disposition_has_a_word(disposition: Disposition) -> None:
    assert disposition.value in WORDS


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_share_is_100_percent_only_where_nothing_is_missing(part: int, rest: int) -> None:
    assert (share(part, part + rest) == "100%") == (rest == 0 and part > 0)


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_a_share_is_0_percent_only_where_there_is_nothing(part: int, rest: int) -> None:
    assert share(part, part + rest) not in {"0%", "—"}


@given(st.sets(st.integers(1, 60)))
def test_page_ranges_name_every_page_once(pages: set[int]) -> None:
    named: list[int] = []
    for run in filter(None, page_ranges(sorted(pages)).split(", ")):
        first, _, last = run.partition("–")
        named.extend(range(int(first), int(last or first) + 1))
    assert named == sorted(pages)


def test_the_other_language_stands_in_for_an_empty_text() -> None:
    assert choose(("", "only English"), "zh") == "only English"
