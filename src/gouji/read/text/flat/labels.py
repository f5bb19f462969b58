"""The labels of a flattened summary table: whole again, told apart by list, with their rank and what sums they form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gouji.read.text.flat.tokens import Token

Side = Literal["income", "economic", "function"]

_FIRST = re.compile(r"[一二三四五六七八九十]+、")
_SECOND = re.compile(r"\([一二三四五六七八九十]+\)")
_THIRD = re.compile(r"\d、")
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d、)")
_NUMBER_ONLY = re.compile(r"\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+、|\d、")
_REMARK = re.compile(r"\((?!(?:[一二三四五六七八九十\d]+)\)).+\)")
_SECTIONS = frozenset({"经济分类", "部门经济分类", "部门预算经济分类", "政府经济分类", "政府预算经济分类"})
_NATURES = frozenset({"基本支出", "项目支出"})
_SUM = re.compile(r"合计|总计")


@dataclass(frozen=True, slots=True)
class Label:
    """A row's name: where it stands among labels and amounts, the list it is of, and its rank from 0 down."""

    position: int
    text: str
    side: Side
    rank: int
    code: str = ""

    @property
    def name(self) -> str:
        """The text without its number."""
        return _NUMBER.sub("", self.text)

    @property
    def is_sum(self) -> bool:
        """Whether it names a sum of the list (合计, 总计)."""
        return _SUM.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts, as indices of labels; `balance` for two totals that must agree, printed or not."""

    total: int
    parts: tuple[int, ...]
    balance: bool = False


class SumBook:
    """The sums of a table, and what labels are worth under a choice of amounts (in hundredths, by label)."""

    def __init__(self, sums: Sequence[Sum]) -> None:
        self.sums = sums
        self._parts: dict[int, tuple[int, ...]] = {}
        for one in sums:
            if not one.balance:
                self._parts.setdefault(one.total, one.parts)

    def below(self, *labels: int) -> set[int]:
        """The parts of these labels, their parts, and so on."""
        parts = {part for label in labels for part in self._parts.get(label, ())}
        return parts | self.below(*parts) if parts else parts

    def holds(self, one: Sum, values: Mapping[int, int]) -> bool:
        """Whether a total is the sum of its parts within the bound of rounding; a total not printed asks nothing.

        What balances is asked also of totals that are not printed, as long as their parts are.
        """
        total = self._amount_of(one.total, values) if one.balance else values.get(one.total)
        if total is None:
            return True
        parts = sum(self._amount_of(part, values) for part in one.parts)
        if one.balance and not (total and parts):
            return True
        return 2 * abs(total - parts) <= len(one.parts) + 1

    def _amount_of(self, label: int, values: Mapping[int, int]) -> int:
        """A label's amount, or where it is not printed the sum of its parts."""
        if label in values:
            return values[label]
        return sum(self._amount_of(part, values) for part in self._parts.get(label, ()))


def find_labels(tokens: Sequence[Token]) -> tuple[tuple[Label, ...], tuple[tuple[int, Token], ...]]:
    """The labels, and the amounts with their positions among the labels."""
    labels: list[Label] = []
    amounts: list[tuple[int, Token]] = []
    rank_of_items = 1
    for position, (text, code, token) in enumerate(_pieces(tokens)):
        if token is not None:
            amounts.append((position, token))
            continue
        side = _side_of(text, code)
        if side == "economic" and text in _SECTIONS | _NATURES:
            rank_of_items = 1 if text in _SECTIONS else 2
        labels.append(Label(position, text, side, _rank(text, side, rank_of_items), code))
    return tuple(labels), tuple(amounts)


def find_sums(labels: Sequence[Label]) -> tuple[Sum, ...]:
    """What must add up in the lists: numbered parts, sections, totals, and the grand totals of both sides."""
    sums: list[Sum] = []
    for side in ("income", "economic", "function"):
        own = [index for index, label in enumerate(labels) if label.side == side]
        sums.extend(_nested_sums(labels, own))
        sums.extend(_list_totals(labels, own))
    sections = [index for index, label in enumerate(labels) if label.text in _SECTIONS]
    natures = [index for index, label in enumerate(labels) if label.text in _NATURES]
    if sections and len(natures) == len(_NATURES):
        sums.extend(Sum(section, tuple(natures)) for section in sections)
    grand = [index for index, label in enumerate(labels) if "总计" in label.text]
    sums.extend(Sum(grand[0], (other,), balance=True) for other in grand[1:])
    return tuple(one for one in sums if one.parts)


def _nested_sums(labels: Sequence[Label], own: Sequence[int]) -> Iterator[Sum]:
    """Each item with the deeper items that follow it."""
    for place, index in enumerate(own):
        if labels[index].is_sum:
            continue
        rank = labels[index].rank
        below: list[int] = []
        for other in own[place + 1 :]:
            if labels[other].rank <= rank or labels[other].is_sum:
                break
            below.append(other)
        parts = tuple(other for other in below if labels[other].rank == rank + 1)
        if parts and labels[index].text not in {"政府经济分类", "政府预算经济分类"}:
            yield Sum(index, parts)


def _list_totals(labels: Sequence[Label], own: Sequence[int]) -> Iterator[Sum]:
    """本年合计 of a list: its first-rank items before; 总计: that and the first-rank items after, or all items."""
    this_year: int | None = None
    since: list[int] = []
    for index in own:
        label = labels[index]
        if not label.is_sum:
            is_later_section = label.text in _SECTIONS and (this_year is not None or since)
            if label.rank == 0 and not is_later_section:
                since.append(index)
            continue
        parts = tuple(since) if this_year is None else (this_year, *since)
        yield Sum(index, parts)
        if "合计" in label.text:
            this_year, since = index, []


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[str, str, Token | None]]:
    """(label text, code, None) and ("", "", amount token), labels that blanks cut made whole."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind == "amount":
            yield "", "", token
            index += 1
            continue
        end = _label_end(tokens, index)
        text = "".join(part.text for part in tokens[index:end])
        yield text, token.text if token.kind == "code" else "", None
        index = end


def _label_end(tokens: Sequence[Token], begin: int) -> int:
    """Where the label that begins here ends: a code or number takes the next word, single characters stay together."""
    end = begin + 1

    def word_at(place: int) -> str:
        return tokens[place].text if place < len(tokens) and tokens[place].kind == "word" else ""

    if (tokens[begin].kind == "code" or _NUMBER_ONLY.fullmatch(tokens[begin].text)) and word_at(end):
        end += 1
    while len(tokens[begin].text) == 1 and len(word_at(end)) == 1:
        end += 1
    if _REMARK.fullmatch(word_at(end)):
        end += 1
    return end


def _side_of(text: str, code: str) -> Side:
    if code or "功能" in text:
        return "function"
    if "结转下年" in text or "年末" in text or "年终" in text:
        return "economic"
    is_numbered = any(pattern.match(text) for pattern in (_FIRST, _SECOND, _THIRD))
    return "income" if is_numbered or "收入" in text else "economic"


def _rank(text: str, side: Side, rank_of_items: int) -> int:
    if side == "income":
        return 0 if _FIRST.match(text) else 1 if _SECOND.match(text) else 2 if _THIRD.match(text) else 0
    if side == "function" or text in _SECTIONS or _SUM.search(text) or "结转" in text:
        return 0
    return 1 if text in _NATURES else rank_of_items
