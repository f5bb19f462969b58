"""Labels as published forms print them, and what each says; every word of the vocabulary is met among them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.law.dimensions import members
from gouji.law.vocabulary import COLUMN, ROW, TITLE, merge_setting, read_label, strip_numbering, terms, terms_of
from gouji.model.point import Dimension

NOT_MET = "not met in the fixture"
with (Path(__file__).parent / "labels.csv").open(encoding="utf-8") as file:
    LABELS = [(row["where"], row["label"], row["sets"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("where", "label", "sets"), LABELS)
def test_a_label_of_the_forms_says_what_it_means(where: str, label: str, sets: str) -> None:
    reading = read_label(label, where)
    assert (" ".join(f"{key}={value}" for key, value in sorted(reading.sets.items())), reading.understood) == (
        sets,
        True,
    )


def test_every_word_is_met_in_a_label_or_says_why_not() -> None:
    met = {(where, term) for where, label, _ in LABELS for term in terms_of(label, where)}
    unmet = [term.text for term in terms() if not any((where, term.text) in met for where in term.where)]
    marked = [term.text for term in terms() if NOT_MET in term.note]
    assert sorted(set(unmet)) == sorted(set(marked))


def test_every_setting_is_a_member_or_a_key_of_the_vocabulary() -> None:
    keys = {"side", "total", "part", "list", "unit", "base", "year", "balance", "grant"}
    relative = {("fund", "education_fees"), ("item", "open")}
    wrong = [
        f"{term.text}: {key}={value}"
        for term in terms()
        for key, value in term.sets.items()
        if key not in keys and (key, value) not in relative and (Dimension(key), value) not in members()
    ]
    assert wrong == []


def test_no_word_stands_twice_in_the_same_place() -> None:
    places = [(term.text, where) for term in terms() for where in term.where]
    assert len(places) == len(set(places))


NUMBERED = [
    ("一、教育支出", "教育支出"), ("12.教育支出", "教育支出"), ("(3)教育支出", "教育支出"),
    ("一般公共预算", "一般公共预算"), ("其中：（一）培训费", "其中:培训费"), ("表3 部门支出总表", "部门支出总表"),
    ("公开05表 支出总表", "支出总表"), ("2.5万元", "2.5万元"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "bare"), NUMBERED)
def test_numbering_in_front_says_nothing(label: str, bare: str) -> None:
    assert strip_numbering(label) == bare


def test_line_breaks_brackets_and_full_width_do_not_matter() -> None:
    assert read_label("因公出国\n（境）费", COLUMN) == read_label("因公出国(境)费", COLUMN)
    assert read_label("２０２６年　预算数", COLUMN) == read_label("2026年预算数", COLUMN)


def test_words_that_contradict_each_other_are_said_to() -> None:
    reading = read_label("基本支出项目支出", COLUMN)
    assert (reading.understood, reading.conflict) == (False, "basic / project")


def test_a_code_is_no_year() -> None:
    assert read_label("2013301", ROW).get("year") is None


@given(st.text(alphabet="预算支出收入财政拨款合计基本项目年度甲乙", max_size=12))
def test_what_is_not_understood_is_never_lost(label: str) -> None:
    reading = read_label(label, TITLE)
    assert sum(map(len, terms_of(label, TITLE))) + sum(map(len, reading.unknown)) == len(strip_numbering(label))


@given(st.sampled_from([name for name in members() if name[0] is Dimension.FUND]))
def test_merging_a_member_with_itself_or_nothing_changes_nothing(member: tuple[Dimension, str]) -> None:
    assert merge_setting("fund", member[1], member[1]) == merge_setting("fund", None, member[1]) == member[1]
