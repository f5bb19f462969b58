"""The words of titles, headers and row labels, and what each says about a figure's point.

The words are lines of `data/vocabulary.csv`: the term (without punctuation), where it may stand (t title, c column
header, r row label) and what it sets. A label is read by cutting it into terms so that nothing is left over, with the
fewest terms; what is left over is handed back as not understood, never skipped. Settings are dimensions, or

    side=in|out|both   the side of the budget, where no explicit flow is named
    total=yes          the sum over what stands beside or below it (合计, 小计)
    part=yes           其中: a part that need not exhaust the whole
    list=…             the column or list runs over a classification, over units, projects or purchases
    unit=…             the unit of the column
    balance=yes        a balance (结转, 结余): brought in on the side of income, carried on on the other
    base=…             what a difference is measured against
    grant=yes          财政拨款（补助）: the general budget's alone where that is not named beside it
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from gouji.law import dimensions
from gouji.model.amount import fold
from gouji.model.point import Dimension

_REMEMBERED = 8192  # labels; forms repeat theirs, and memory stays flat over many files

TITLE, COLUMN, ROW = "t", "c", "r"

_ORDINAL = "一二三四五六七八九十百〇"
_TABLE_NUMBER = re.compile(
    rf"^(?:附?表(?:\d{{1,2}}?(?:[-.]\d{{1,2}}?)*?|[{_ORDINAL}]+(?!般)(?:-\d{{1,2}}?)?)[:.、]?(?=20\d\d年|[^\d\-.:、])"
    r"|(?:公开|预算)\d*(?:-\d+)?表\d*[:.、]?(?=.))"
)
"""A table's number before its title. Neither the 一 of 一般公共预算 nor a year is part of it: 表3一般公共预算支出表."""
_NUMBERING = re.compile(
    rf"^(?:\((?:[{_ORDINAL}]+|\d+)\)|[{_ORDINAL}]+[、.,]|第[{_ORDINAL}]+[部分章节]+|\d{{1,2}}[、.](?!\d)|\d{{1,2}}\)|[①-⑳])+"
)
_PUNCTUATION = re.compile(r"[()\[\]{}〔〕【】<>《》“”\"'‘’、,，.。·:：;；\-—–_/|*\\+=]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:年度|年|(?!\d))")
_COMPARED = re.compile(r"(?:较|比)(?=(?:19|20)\d\d|上年|预算|年初|执行|决算)")
_NESTED = frozenset(
    {Dimension.FLOW, Dimension.FUND, Dimension.NATURE, Dimension.ITEM, Dimension.VINTAGE, *dimensions.CODE_LENGTHS}
)


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the vocabulary."""

    text: str
    where: str
    sets: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a label says: its settings, the words not understood, and the words that contradict each other."""

    sets: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    conflict: str | None = None

    @property
    def understood(self) -> bool:
        """Whether every word was known and none contradicts another."""
        return not self.unknown and self.conflict is None

    def get(self, key: str) -> str | None:
        """A setting, or None."""
        return self.sets.get(key)


@cache
def terms() -> tuple[Term, ...]:
    """Every line of the vocabulary, in file order."""
    text = resources.files("gouji.law").joinpath("data/vocabulary.csv").read_text(encoding="utf-8")
    return tuple(
        Term(
            row["term"],
            row["where"],
            dict(setting.split("=", 1) for setting in row["sets"].split()),
            row["note"] or "",
        )
        for row in csv.DictReader(text.splitlines())
    )


def strip_numbering(label: str) -> str:
    """A label, folded, without the numbering in front of it.

    >>> strip_numbering("（一）一般公共服务支出"), strip_numbering("十二、农林水支出"), strip_numbering("1.事业收入")
    ('一般公共服务支出', '农林水支出', '事业收入')
    """
    folded = _TABLE_NUMBER.sub("", fold(label))
    part, _, rest = folded.rpartition("其中:") if folded.startswith("其中:") else ("", "", folded)
    return part + ("其中:" if rest != folded else "") + (_NUMBERING.sub("", rest) or rest)


@lru_cache(maxsize=_REMEMBERED)
def read_label(label: str, where: str) -> Reading:
    """What a title, header or row label says (see the module).

    >>> read_label("一、一般公共预算财政拨款收入", ROW).sets
    {'fund': 'general', 'side': 'in'}
    >>> read_label("2025年执行数", COLUMN).sets
    {'year': '2025', 'stage': 'executed'}
    >>> read_label("某某支出", COLUMN).unknown
    ('某某',)
    """
    words = strip_numbering(label)
    compared = _COMPARED.search(words)
    if where != ROW and compared and compared.start() > 0:
        return _read_comparison(words[: compared.start()], words[compared.end() :], where)
    return _read_words(words, where)


def terms_of(label: str, where: str) -> tuple[str, ...]:
    """The terms of the vocabulary (and years) that a label is cut into, in order; what is not understood is left out.

    >>> terms_of("一、一般公共预算财政拨款收入", ROW)
    ('一般公共预算财政拨款', '收入')
    """
    words = strip_numbering(label)
    compared = _COMPARED.search(words)
    parts = [words]
    if where != ROW and compared and compared.start() > 0:
        parts = [words[: compared.start()], words[compared.end() :]]
    return tuple(text for part in parts for text, _ in _cut(_PUNCTUATION.sub("", part), where)[0])


def _read_comparison(subject: str, base: str, where: str) -> Reading:
    """「2026年预算数比2025年执行数(扣除…)」: the subject's point, and what it is compared with."""
    left, right = _read_words(subject, where), _read_words(base, where)
    sets = {"measure": "change", **left.sets}
    if "stage" in right.sets:
        sets["base"] = right.sets["stage"]
    for key in ("item", "measure"):
        if key in right.sets:
            sets[key] = right.sets[key]
    return Reading(sets, left.unknown + right.unknown, left.conflict or right.conflict)


def _read_words(words: str, where: str) -> Reading:
    pieces, unknown = _cut(_PUNCTUATION.sub("", words), where)
    sets: dict[str, str] = {}
    conflict = None
    for _, piece in pieces:
        for key, value in piece.items():
            merged = merge_setting(key, sets.get(key), value)
            if merged is None:
                conflict = conflict or f"{sets[key]} / {value}"
            else:
                sets[key] = merged
    if sets.get("list") == "year" and len(pieces) > 1:
        del sets["list"]  # 年度 heads a column of years only where it stands alone
    return Reading(sets, unknown, conflict)


def merge_setting(key: str, outer: str | None, inner: str) -> str | None:
    """One value out of two for the same key: the more specific one; None where they contradict each other.

    >>> merge_setting("fund", "fiscal", "general"), merge_setting("fund", "general", "fiscal")
    ('general', 'general')
    >>> merge_setting("fund", "general", "business") is None
    True
    """
    if outer is None or outer == inner:
        return inner
    if key in ("total", "part", "unit", "list", "base", "balance", "grant"):
        return inner
    if key == "side":
        return "both"
    if key in _NESTED:
        dimension = Dimension(key)
        if dimensions.is_within(dimension, inner, outer):
            return inner
        if dimensions.is_within(dimension, outer, inner):
            return outer
    return None


def _cut(words: str, where: str) -> tuple[list[tuple[str, Mapping[str, str]]], tuple[str, ...]]:
    """The words cut into terms: least left over, then fewest terms; and the pieces left over."""
    size = len(words)
    best: list[tuple[int, int, int, Mapping[str, str] | None]] = [(0, 0, 0, None)] * (size + 1)
    for end in range(1, size + 1):
        left, count, _, _ = best[end - 1]
        best[end] = (left + 1, count, end - 1, None)
        for start, sets in _terms_ending(words, end, where):
            candidate = (best[start][0], best[start][1] + 1, start, sets)
            if candidate[:2] < best[end][:2]:
                best[end] = candidate
    pieces: list[tuple[str, Mapping[str, str]]] = []
    unknown: list[str] = []
    end, follows = size, False
    while end > 0:
        _, _, start, piece = best[end]
        if piece is not None:
            pieces.append((words[start:end], piece))
        elif follows:
            unknown[-1] = words[start:end] + unknown[-1]
        else:
            unknown.append(words[start:end])
        follows = piece is None
        end = start
    return pieces[::-1], tuple(unknown[::-1])


def _terms_ending(words: str, end: int, where: str) -> list[tuple[int, Mapping[str, str]]]:
    index, longest = _index(where)
    starts = range(max(0, end - longest), end)
    named = [(start, index[words[start:end]]) for start in starts if words[start:end] in index]
    years = range(max(0, end - 6), end - 3) if words[end - 1] in "0123456789年度" else ()
    dated = [
        (start, {"year": words[start : start + 4]})
        for start in years
        if (match := _YEAR.match(words, start)) is not None and match.end() == end
    ]
    return [*named, *dated]


@cache
def _index(where: str) -> tuple[dict[str, Mapping[str, str]], int]:
    index = {term.text: term.sets for term in terms() if where in term.where}
    return index, max(map(len, index))
