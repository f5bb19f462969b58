"""Flattened summary tables (收支总表): two or three lists side by side, printed row by row in one run.

Inside a row a figure may be printed before or after its label and after its neighbours', so each figure has a few
labels to choose from, one or two in each list. The choice is made by distance, by what the rest of the text prints
beside the same names, and above all by sums: parts, totals, and the balance of both sides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gouji.read.text.flat.evidence import Evidence
from gouji.read.text.flat.labels import Label, Side, Sum, SumBook, find_labels, find_sums
from gouji.read.text.flat.tokens import Token

_BEAM = 150
_BROKEN_SUM = 6.0
_EXACT_EVIDENCE, _KNOWN_NAME, _UNKNOWN_CODE = 2.0, 0.6, 1.0
_AFTER = 0.5
_FARTHEST = 4
_SEEN_TWICE = 1.0
_MARGIN = 0.9
_MOST_AMOUNTS = 90  # a summary table has three lists of some thirty items, few of them with amounts
_FIRST_LABEL = re.compile(r"一、")
_LIST_NAMES: dict[Side, str] = {"income": "收入", "economic": "支出", "function": "支出"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list: label as printed, rank from 0 down, its amount where one could be placed."""

    label: str
    rank: int
    amount: Token | None


@dataclass(frozen=True, slots=True)
class NamedList:
    """One list of the table under its side (收入 or 支出)."""

    name: str
    label_head: str
    amount_head: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ListedTable:
    """A flattened summary table read; `unplaced` amounts were not."""

    lists: tuple[NamedList, ...]
    unplaced: int


@dataclass(frozen=True, slots=True)
class _State:
    """A partial choice: for each amount so far the index of its label, and what it costs."""

    cost: float
    chosen: tuple[int, ...]
    broken: tuple[int, ...] = ()


def read_listed_table(tokens: Sequence[Token], evidence: Evidence) -> ListedTable | None:
    """The lists of which these are the tokens, or None where it is no summary table of income and expenditure."""
    start = next((index for index, token in enumerate(tokens) if _FIRST_LABEL.match(token.text)), None)
    if start is None:
        return None
    labels, amounts = find_labels(tokens[start:])
    sides = {label.side for label in labels}
    if not {"income", "function"} <= sides and not {"income", "economic"} <= sides:
        return None
    if len(amounts) > _MOST_AMOUNTS:
        return None
    sums = find_sums(labels)
    states = _search(labels, amounts, sums, evidence)
    if not states:
        return None
    placed = _agreed(states, amounts, sums)
    by_label = {label: token for label, (_, token) in zip(placed, amounts, strict=True) if label is not None}
    words = [token.text for token in tokens[:start]]
    lists = tuple(
        _named_list(side, labels, by_label, words) for side in ("income", "economic", "function") if side in sides
    )
    return ListedTable(lists, len(amounts) - len(by_label))


def _named_list(side: Side, labels: Sequence[Label], amounts: dict[int, Token], words: Sequence[str]) -> NamedList:
    head = "".join(words)
    amount_head = next((word for word in ("预算数", "决算数", "金额") if word in head), "金额")
    kind = {"income": "", "economic": "(按经济分类)", "function": "(按功能分类)"}[side]
    entries = (
        Entry(label.text, label.rank, amounts.get(index)) for index, label in enumerate(labels) if label.side == side
    )
    return NamedList(_LIST_NAMES[side], f"项目{kind if kind in head else ''}", amount_head, tuple(entries))


def _search(
    labels: Sequence[Label], amounts: Sequence[tuple[int, Token]], sums: Sequence[Sum], evidence: Evidence
) -> list[_State]:
    """The best ways found to give every amount a label of its own, cheapest first."""
    candidates = [_candidates(labels, position, token, evidence) for position, token in amounts]
    book = SumBook(sums)
    closing = _closing(candidates, book)
    beam = [_State(0.0, ())]
    for number, choices in enumerate(candidates):
        reached = [
            _close(_State(state.cost + cost, (*state.chosen, label), state.broken), amounts, book, closing[number])
            for state in beam
            for label, cost in choices
            if label not in state.chosen
        ]
        beam = _cheapest(reached, amounts)
    return beam


def _cheapest(states: Sequence[_State], amounts: Sequence[tuple[int, Token]]) -> list[_State]:
    """The cheapest states, one of those that give the same labels equal amounts."""
    distinct: dict[frozenset[tuple[int, int]], _State] = {}
    for state in sorted(states, key=lambda state: state.cost):
        key = frozenset((label, amounts[number][1].value) for number, label in enumerate(state.chosen))
        if key not in distinct:
            distinct[key] = state
            if len(distinct) == _BEAM:
                break
    return list(distinct.values())


def _candidates(labels: Sequence[Label], position: int, token: Token, evidence: Evidence) -> list[tuple[int, float]]:
    """The labels that an amount can belong to, with their costs: in each list the nearest ones before and after it."""
    before: dict[Side, list[int]] = defaultdict(list)
    after: dict[Side, list[int]] = defaultdict(list)
    for index, label in enumerate(labels):
        (before if label.position < position else after)[label.side].append(index)
    found: list[tuple[int, float]] = []
    first_after = next((index for index, label in enumerate(labels) if label.position > position), len(labels))
    for side in before.keys() | after.keys():
        found.extend((index, float(first_after - 1 - index)) for index in before[side][-2:])
        found.extend((index, index - first_after + _AFTER) for index in after[side][:1])
    return [(index, cost - _support(labels[index], token, evidence)) for index, cost in found if cost <= _FARTHEST]


def _support(label: Label, token: Token, evidence: Evidence) -> float:
    """How much the rest of the text speaks for this amount beside this label; negative where it speaks against it."""
    if label.code:
        known = evidence.amounts_by_code.get(label.code, frozenset())
        if token.value in known:
            return _EXACT_EVIDENCE
        return _KNOWN_NAME if known else -_UNKNOWN_CODE if evidence.amounts_by_code else 0.0
    if label.is_sum:
        return 0.0
    amounts = evidence.amounts_after(label.name)
    seen_elsewhere = amounts.get(token.value, 0) > 1  # once is this very line
    return (_KNOWN_NAME if amounts else 0.0) + (_SEEN_TWICE if seen_elsewhere else 0.0)


def _closing(candidates: Sequence[Sequence[tuple[int, float]]], book: SumBook) -> list[list[int]]:
    """For each amount the sums that no later amount can touch."""
    closing: list[list[int]] = [[] for _ in candidates]
    for index, one in enumerate(book.sums):
        members = {one.total, *one.parts, *book.below(one.total), *book.below(*one.parts)}
        touching = [
            number for number, choices in enumerate(candidates) if any(label in members for label, _ in choices)
        ]
        if touching:
            closing[touching[-1]].append(index)
    return closing


def _close(state: _State, amounts: Sequence[tuple[int, Token]], sums: SumBook, closed: Sequence[int]) -> _State:
    """The state with the cost of those sums that are now complete and do not hold."""
    if not closed:
        return state
    values = {label: amounts[number][1].value for number, label in enumerate(state.chosen)}
    broken = tuple(index for index in closed if not sums.holds(sums.sums[index], values))
    return _State(state.cost + _BROKEN_SUM * len(broken), state.chosen, state.broken + broken)


def _agreed(states: Sequence[_State], amounts: Sequence[tuple[int, Token]], sums: Sequence[Sum]) -> list[int | None]:
    """For each amount its label, or None where another choice is as good or a sum over the label does not hold."""
    best = states[0]
    doubtful = {member for index in best.broken for member in (sums[index].total, *sums[index].parts)}
    rivals = [state for state in states if state.cost <= best.cost + _MARGIN]
    placed = [{label: amounts[number][1].value for number, label in enumerate(rival.chosen)} for rival in rivals]
    return [
        label
        if label not in doubtful and all(rival.get(label) == amounts[number][1].value for rival in placed)
        else None
        for number, label in enumerate(best.chosen)
    ]
