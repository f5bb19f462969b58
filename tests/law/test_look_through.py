"""The words of uses find what they stand for, and the items of contributions are those of the classifications."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any  # TOML gives untyped data

import pytest

from gouji.law.classifications import lookup
from gouji.law.look_through import Use, look_through
from gouji.law.pay_items import PayItem, pay_items
from gouji.model.amount import fold
from gouji.model.point import Dimension

DATA: dict[str, Any] = tomllib.loads(files("gouji.law.data").joinpath("look_through.toml").read_text("utf-8"))
USES = look_through()
WORDS = [
    *[(USES.running, word) for word in DATA["running"]["names"]],
    *[(USES.purposes, word) for word in DATA["running"]["purposes"]],
    *[(USES.pay, word) for word in DATA["pay"]["words"]],
    *[(USES.procured, word) for word in DATA["procured"]["words"]],
    *[(USES.tasks, word) for word in DATA["tasks"]["words"]],
    *[(use, word) for use, row in zip(USES.three_public, DATA["three_public"], strict=True) for word in row["words"]],
]


@pytest.mark.parametrize(("use", "word"), WORDS, ids=[word for _, word in WORDS])
def test_a_word_shows_its_use(use: Use, word: str) -> None:
    match = use.find(f"某某{word}某某")
    assert match is not None
    assert match.group() in word


@pytest.mark.parametrize("word", [word for _, word in WORDS])
def test_words_are_written_as_texts_are_compared(word: str) -> None:
    assert fold(word) == word


@pytest.mark.parametrize(
    ("use", "text"),
    [
        (USES.running, "政务平台运行日常运行维护"),
        (USES.pay, "专家劳务费"),
        (USES.procured, "工程评审"),
        (USES.tasks, "机关文明建设经费"),
        (USES.three_public[1], "来访接待经费"),
    ],
)
def test_a_word_beside_an_exception_means_something_else(use: Use, text: str) -> None:
    assert use.find(text) is None


@pytest.mark.parametrize("item", pay_items(), ids=lambda item: item.economic)
def test_contributions_have_listed_codes(item: PayItem) -> None:
    assert lookup(Dimension.ECONOMIC, item.economic) is not None
    assert all(lookup(Dimension.FUNCTION, code) is not None for code in item.functions)
    assert {code[:5] for code in item.functions} == {item.group}
