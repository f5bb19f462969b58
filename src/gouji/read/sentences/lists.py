"""The lists of a sentence: where they begin, what they are lists of, where they end, and what their parts make up."""

from __future__ import annotations

import re

from gouji.model.statement import Statement
from gouji.read.bind.partial import Partial
from gouji.read.sentences.comparisons import Told
from gouji.read.sentences.mentions import Mention
from gouji.read.sentences.state import OpenList, State, Subject, opens_list
from gouji.read.sentences.within import goes_on_listing

_NOT_ALL = re.compile(r"主要|例如|不含|用于")
_SIDE = re.compile(r"(收入|支出)(?:主要|具体)?(?:包括|包含|分别)[^。;]*$")
_SIDES = {"收入": "in", "支出": "out"}
_ENDING = re.compile(r"[。;]")


def begin_list(between: str, state: State) -> OpenList | None:
    """The list that the words between two figures open of the amount before them, if they do.

    Behind a mark that has ended a list it may be the list of what that was the list of: a second cut of it.
    """
    last, former = state.last, state.former
    if last is None or last.amount is None or not opens_list(between):
        return None
    in_bracket = "(" in between and ")" not in between.rpartition("(")[2]
    other = former if former is not None and former.amount is not last.amount and _ENDING.search(between) else None
    return OpenList(last.amount, between, _on_side(last.partial, between), in_bracket, other=other)


def _on_side(partial: Partial, words: str) -> Partial:
    """What a list is the list of, only what comes in or goes out of it where its words say so (收入包括, 支出包括)."""
    side = _SIDE.search(words)
    return partial if side is None else partial.without("flow", "total").having(side=_SIDES[side.group(1)])


def settle_list(told: Told, subject: Partial | None, state: State) -> None:
    """Settles by its first part which of two amounts the innermost list is the list of."""
    listed = state.lists[-1] if state.lists else None
    if listed is None or listed.other is None or listed.parts:
        return
    other, listed.other = listed.other, None
    whole = listed.whole.point
    if subject is None or other.amount is None:
        return
    if whole is not None and told.resolver.belongs(subject, listed.subject, whole):
        return
    listed.whole, listed.subject = other.amount, _on_side(other.partial, listed.words)
    if len(state.lists) > 1 and state.lists[-2].whole is other.amount:
        say_parts(told, state.lists.pop(-2))


def end_lists(told: Told, between: str, mention: Mention | None, state: State) -> None:
    """Ends the lists that the marks between two figures end: brackets their own, 。 all, ； those inside a list."""
    depth = len(state.brackets)
    for mark in between:
        depth += (mark == "(") - (mark == ")")
        if mark == "。" and depth <= 0:
            outermost = state.lists[1 if state.carried else 0 :][:1]
            state.former = _listed(outermost[0]) if outermost else None
            close_lists(told, state, keep=1 if state.carried else 0)
        elif mark == ")" and state.lists and state.lists[-1].in_bracket:
            close_lists(told, state, keep=len(state.lists) - 1)
        elif mark == ";":
            state.former = _listed(state.lists[-1]) if state.lists else None
            if state.is_nested and not (mention is not None and _goes_on(told, mention, state)):
                close_lists(told, state, keep=len(state.lists) - 1)


def _goes_on(told: Told, mention: Mention, state: State) -> bool:
    return goes_on_listing(mention.words, told.resolver.subject_of(mention.words), state, mention.value)


def _listed(listed: OpenList) -> Subject:
    return Subject(listed.subject, listed.whole.point, listed.whole)


def close_lists(told: Told, state: State, keep: int = 0) -> None:
    """Ends the lists that are open but the outermost few: each says that its parts make up its whole."""
    while len(state.lists) > keep:
        say_parts(told, state.lists.pop())


def say_parts(told: Told, ended: OpenList) -> None:
    """Says of a list that has ended that its parts make up its whole, or are some of it."""
    if not ended.parts:
        return
    whole = len(ended.parts) > 1 and not _NOT_ALL.search(ended.words)
    parts = tuple(part.id for part in ended.parts)
    told.statements.append(Statement("parts", ended.whole.id, parts, whole=whole, words=ended.words))
