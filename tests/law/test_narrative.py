"""The vocabulary of the narrative: its codes exist, its words do not contradict each other."""

from __future__ import annotations

import pytest

from gouji.law.classifications import listings
from gouji.law.dimensions import members
from gouji.law.narrative import codes_of_use, narrative_words
from gouji.model.point import Dimension


def test_every_use_means_economic_subjects_that_exist() -> None:
    known = listings(Dimension.ECONOMIC)
    named = {code for codes in narrative_words().uses.values() for code in codes}
    assert {code for code in named if code not in known} == set()


def test_everything_that_a_sentence_may_deny_has_a_member() -> None:
    known = members()
    assert [thing for thing in narrative_words().things if (thing.dimension, thing.member) not in known] == []


def test_no_word_says_both_ways() -> None:
    words = narrative_words()
    ways = [*words.up, *words.down, *words.same]
    assert len(ways) == len(set(ways))


def test_lists_that_leave_nothing_out_name_known_parts() -> None:
    assert [one for one in narrative_words().consists for full in one.complete if not full <= one.parts] == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("办公费", ("30201",)),
        ("办公用房取暖费", ("30208",)),
        ("日常维修", ("30213",)),
        ("工会经费等支出", ("30228",)),
        ("编外人员工作餐", ()),
    ],
)
def test_a_use_is_known_by_its_name_or_another(name: str, codes: tuple[str, ...]) -> None:
    assert codes_of_use(name) == codes
