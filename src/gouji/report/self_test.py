"""The self-test in words: how many slips were planted in the document, and how many of them checking caught."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import ceil
from typing import Any, TypeAlias

from rich.cells import cell_len, set_cell_size

from gouji.model.self_test import KindTried, SelfTest
from gouji.report.words import Language, choose, share

HEADS = (("差错", "slip"), ("种入", "planted"), ("查出", "caught"), ("首位命中", "first"), ("前三命中", "first three"))
"""Kind, planted, caught; of those caught: the figure first among the suspects, and among the first three."""

HEADING = ("自检", "Self-test")
BY_KIND = ("各类差错", "By kind of slip")

Row: TypeAlias = tuple[str, ...]


def self_test_sentences(told: SelfTest, language: Language) -> tuple[str, ...]:
    """What was done and what came out, a sentence each."""
    if not told.total.planted:
        return (choose(("自检：没有可以种入差错的数字", "self-test: no figure to plant a slip at"), language),)
    sentences = [_caught_words(told), _covered_words(told.total)]
    if sum(kind.planted for kind in told.in_words):
        sentences.append(_names_words(told.in_words))
    if not told.complete:
        chinese = f"时间已到：原计划种入 {told.wanted:,} 处，只试了这些"
        sentences.append((chinese, f"the time was over: {told.wanted:,} were planned, only these were tried"))
    return tuple(choose(sentence, language) for sentence in sentences)


def _caught_words(told: SelfTest) -> tuple[str, str]:
    total, margin = told.total, ceil(told.margin * 100)
    kinds = sum(1 for kind in told.kinds if kind.planted)
    rate = share(total.caught, total.planted)
    chinese = (
        f"自检：在全部 {told.figures:,} 个数字中随机种入 {total.planted:,} 处差错（{kinds} 类），"
        f"查出 {total.caught:,} 处（{rate}，抽样误差 ±{margin} 个百分点）"
    )
    english = (
        f"self-test: {total.planted:,} slips of {kinds} kinds planted at random among all {told.figures:,} figures; "
        f"{total.caught:,} caught ({rate}, ±{margin} points by sampling)"
    )
    return chinese, english


def _covered_words(total: KindTried) -> tuple[str, str]:
    known = share(total.covered_caught, total.covered)
    first, three = share(total.first, total.caught), share(total.three, total.caught)
    chinese = (
        f"其中 {total.covered:,} 处落在有勾稽关系约束的数字上，查出 {total.covered_caught:,} 处（{known}）；"
        f"查出的，错数列在首位的占 {first}，列在前三位的占 {three}"
    )
    english = (
        f"{total.covered:,} of them at figures that a relation covers: {total.covered_caught:,} caught ({known}); "
        f"where caught, the wrong figure came first in {first}, among the first three in {three}"
    )
    return chinese, english


def _names_words(kinds: Sequence[KindTried]) -> tuple[str, str]:
    planted, caught = sum(kind.planted for kind in kinds), sum(kind.caught for kind in kinds)
    rate, tried = share(caught, planted), sum(1 for kind in kinds if kind.planted)
    return (
        f"另在名称和年份中种入 {planted:,} 处差错（{tried} 类），查出 {caught:,} 处（{rate}）",
        f"{planted:,} slips of {tried} kinds planted in names and years; {caught:,} caught ({rate})",
    )


def self_test_rows(told: SelfTest, language: Language) -> Iterator[Row]:
    """The table: heads, a row a kind that could be planted, the sums; then kinds of names and years, never suspects."""
    yield tuple(choose(head, language) for head in HEADS)
    for kind in (*told.kinds, told.total):
        if kind.planted:
            yield _row(kind, language)
    for kind in told.in_words:
        if kind.planted:
            yield (*_row(kind, language)[:3], "", "")


def _row(kind: KindTried, language: Language) -> Row:
    return (
        choose(kind.words, language),
        f"{kind.planted:,}",
        share(kind.caught, kind.planted),
        share(kind.first, kind.caught),
        share(kind.three, kind.caught),
    )


def self_test_lines(told: SelfTest | None, language: Language) -> Iterator[str]:
    """All that the terminal says of it; nothing where there was none."""
    if told is None:
        return
    yield from self_test_sentences(told, language)
    rows = list(self_test_rows(told, language))
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows if len(rows) > 1 else ():
        numbers = (" " * (width - cell_len(text)) + text for text, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join(("   " + set_cell_size(row[0], widths[0]), *numbers))


def self_test_record(told: SelfTest | None) -> dict[str, Any] | None:
    """The self-test as JSON values; `record_to_self_test` is the way back."""
    if told is None:
        return None
    return {
        **asdict(told),
        "kinds": [_kind_record(kind) for kind in told.kinds],
        "in_words": [_kind_record(kind) for kind in told.in_words],
        "total": _kind_record(told.total),
    }


def _kind_record(kind: KindTried) -> dict[str, Any]:
    return {**asdict(kind), "words": list(kind.words)}


def record_to_self_test(record: dict[str, Any] | None) -> SelfTest | None:
    """The self-test of JSON values."""
    if record is None:
        return None
    kinds, in_words = (
        tuple(KindTried(**{**kind, "words": tuple(kind["words"])}) for kind in record[listed])
        for listed in ("kinds", "in_words")
    )
    return SelfTest(record["seed"], record["figures"], record["wanted"], record["complete"], kinds, in_words)
