import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.law.disclosure import disclosure_law
from gouji.law.levels import level_words
from gouji.law.terms import slips_in, terms
from gouji.law.wordings import wordings

TITLES = {
    "部门收支总表": "部门收支总表",
    "部门综合预算收入总表": "部门收入总表",
    "支出总体情况表": "部门支出总表",
    "财政拨款收支预算总表": "财政拨款收支总表",
    "一般公共预算支出表功能分类项级": "一般公共预算支出表",
    "部门预算一般公共预算财政拨款基本支出表": "一般公共预算基本支出表",
    "部门三公经费和机关运行经费预算表": "一般公共预算“三公”经费支出表",
    "部门政府性基金收支表": "政府性基金预算支出表",
}


@pytest.mark.parametrize(("title", "name"), TITLES.items())
def test_a_title_names_its_statutory_table_and_no_other_total(title, name):
    named = [table.name for table in disclosure_law().tables if table.is_named_by(title)]

    assert named == [name]


def test_no_right_term_is_taken_for_a_slip_of_another():
    right = ",".join(text for term in terms() for text in (term.text, *term.also))

    assert list(slips_in(right)) == []


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("政府性性基金预算", ["政府性性基金"]),
        ("一般公用预算拨款", ["一般公用预算"]),
        ("国有资本金经营预算", []),  # two terms run into one are no slip of a single character
        ("公务接待费、公务接特费", ["公务接特费"]),
        ("对个人和家庭补助", []),
        ("一般公共预", []),  # cut by a line
    ],
)
def test_one_wrong_missing_or_doubled_character_is_a_slip(text, slips):
    assert [slip.text for slip in slips_in(text)] == slips


def test_every_wording_says_why_in_both_languages_and_how_grave_it_is():
    assert {wording.severity for wording in wordings()} <= {"warning", "notice"}
    assert all(wording.right and all(wording.why) for wording in wordings())


@pytest.mark.parametrize("wording", [wording for wording in wordings() if wording.hints], ids=lambda one: one.right)
@given(data=st.data())
def test_whatever_a_wording_finds_has_one_of_its_hints(wording, data):
    text = data.draw(st.from_regex(wording.pattern))

    assert any(hint in text for hint in wording.hints)


def test_every_word_of_another_level_has_a_hint_in_what_it_finds():
    words = level_words()
    found = {word.pattern.pattern: word.hints for word in words.words}

    assert all(any(hint[-1] in pattern for hint in hints) for pattern, hints in found.items())
    assert {word.severity for word in words.words} <= {"warning", "notice"}
