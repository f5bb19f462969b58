import pytest

from gouji.law.goal_forms import field_group, first_level_of, goal_words, head_role, is_first_level, plain_word


def test_every_word_is_found_by_what_it_prints():
    words = goal_words()

    assert [word for word in words.heads if head_role(f" {word}： ") is None] == []
    assert [word for word in words.fields if field_group(f"{word}（万元）") is None] == []


def test_every_second_kind_belongs_to_a_first():
    assert all(is_first_level(first) for second in goal_words().kinds for first in first_level_of(second))


def test_every_meaning_of_a_rest_belongs_to_a_section():
    assert [section for section in goal_words().rest if field_group(section) != "section"] == []


@pytest.mark.parametrize("text", ["用于会议", "12.00", "≥95%", "产出指标", "某某局"])
def test_values_are_no_field_words(text):
    assert field_group(text) is None


def test_months_are_words_of_the_spending_plan():
    assert [field_group(month) for month in ("3月底", "10 月底", "13月底")] == ["month", "month", None]


def test_a_bracket_alone_is_not_taken_away():
    assert plain_word("（万元）") == "(万元)"
