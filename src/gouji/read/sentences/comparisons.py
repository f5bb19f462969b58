"""What a figure is compared with: changes against last year, their rates, and shares of a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from gouji.model.claim import Claim
from gouji.model.point import Dimension, Point
from gouji.model.statement import Statement
from gouji.read.sentences.accounts import is_against_budget
from gouji.read.sentences.differences import changed_thing, changes_point, last_years_point, shared_thing
from gouji.read.sentences.mentions import Mention, clause_of
from gouji.read.sentences.resolver import Resolver, names_thing
from gouji.read.sentences.state import State, Subject

_FROM_BUDGET = "与当年预算数比较的增减，表中没有这一项"
NO_SUBJECT = "没有读到这个数字说的是什么"
_LEFT_OVER = re.compile(
    r"(?:其|均|各|共|将|约|净|略|有所|同口径|总体|同期|相比|对比|比较|主要|预计|计划|安排|预算|决算|执行|支出|收入|经费|资金|金额|"
    r"总额|总量|总计|合计|共计|规模|口径|数|额|为|是|了|的|年|度|初|由此|因此|[(),、:])*"
)
"""Words before a change that name nothing: it is of what was last spoken of."""


@dataclass(slots=True)
class Told:
    """What the words of a document mean, and all that its sentences have told so far."""

    resolver: Resolver
    claims: list[Claim] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def read_difference(told: Told, claim: Claim, text: str, mention: Mention, state: State) -> Claim:
    """A change (or the base that it is measured from): of the subject its own words name, else of the last amount's.

    A new sentence that names none goes on about what the passage spoke of first.
    """
    if told.resolver.frame.stage == "final" and is_against_budget(mention.words):
        state.last = state.first if state.begun else state.last
        state.change, state.base = (replace(claim, unbound=_FROM_BUDGET), mention.sign), None
        return state.change[0]
    spoken, said = _spoken_of(told, changed_thing(mention.words), state)
    if spoken is None or (spoken.point is None and state.begun):
        state.last, state.change = (state.last, state.change) if said == NO_SUBJECT else (None, None)
        return replace(claim, unbound=said)
    state.last = spoken
    if mention.kind == "base":
        state.base = bound_to(claim, last_years_point(spoken.point, mention, told.resolver.frame.year))
        return state.base
    bound = bound_to(claim, changes_point(spoken.point, claim.amount, mention, told.resolver.values))
    state.change = bound, mention.sign
    if spoken.amount is not None:
        parts = (spoken.amount.id, state.base.id) if state.base is not None else (spoken.amount.id,)
        told.statements.append(Statement("change", bound.id, parts, mention.sign, words=clause_of(text, mention)))
    return bound


def read_rate(told: Told, claim: Claim, mention: Mention, state: State) -> Claim:
    """A rate: of the change told before it, else of what its own words name, else of the last amount's subject."""
    words = changed_thing(mention.words)
    named = told.resolver.subject_of(words) if words else None
    if names_thing(named) or not _LEFT_OVER.fullmatch(words):
        spoken, said = _spoken_of(told, words, state)
        state.last, state.change, state.base = spoken, None, None
        if spoken is None:
            return replace(claim, unbound=said)
    if state.last is None:
        return replace(claim, unbound=NO_SUBJECT)
    if state.change is None:
        return bound_to(claim, _measured(state.last.point, "rate", executed="执行" in mention.words))
    change, sign = state.change
    of = change.point.get(Dimension.MEASURE) if change.point is not None else None
    bound = bound_to(claim, _measured(change.point, "rate", executed=of == "change_from_executed"))
    if state.last.amount is not None and change.amount.value:
        parts = (change.id, state.last.amount.id, *((state.base.id,) if state.base is not None else ()))
        told.statements.append(Statement("rate", bound.id, parts, sign, words=mention.words))
    return bound


def read_share(told: Told, claim: Claim, mention: Mention, state: State) -> Claim:
    """A share: of what its own words name, else of the last amount, in the amount or list that it is said to be of."""
    words = shared_thing(mention.words)
    last = state.last if _LEFT_OVER.fullmatch(words) else _spoken_of(told, words, state)[0]
    if last is None or last.point is None or last.amount is None:
        return replace(claim, unbound=NO_SUBJECT)
    bound = replace(claim, point=last.point.having(Dimension.MEASURE, "share"))
    whole = _share_of(told, mention, state)
    if whole is not None and whole.id != last.amount.id:
        told.statements.append(Statement("share", bound.id, (last.amount.id, whole.id), words=mention.words))
    return bound


def bound_to(claim: Claim, point: Point | None) -> Claim:
    """The claim at a point, or unbound where there is none."""
    return replace(claim, point=point) if point is not None else replace(claim, unbound=NO_SUBJECT)


def _spoken_of(told: Told, words: str, state: State) -> tuple[Subject | None, str]:
    """What a comparison is of, and what to say where that is not known."""
    own = told.resolver.subject_of(words) if words else None
    if own is not None and names_thing(own):
        point, amount = told.resolver.told_point(own, state, told.claims)
        if point is None and words.endswith("收入"):
            point, amount = told.resolver.told_point(own.having(side="in"), state, told.claims)
        return Subject(own, None if state.strict and amount is None else point, amount), NO_SUBJECT
    if not _LEFT_OVER.fullmatch(words):
        return None, f"“{words[-24:]}”未识别"
    return (state.first if state.begun else state.last), NO_SUBJECT


def _measured(point: Point | None, measure: str, *, executed: bool) -> Point | None:
    name = f"{measure}_from_executed" if executed else measure
    return point.having(Dimension.MEASURE, name) if point is not None else None


def _share_of(told: Told, mention: Mention, state: State) -> Claim | None:
    """The amount that a share is of: the one that its words name, told before, else the open list's."""
    if not mention.of:
        return state.lists[-1].whole if state.lists else None
    named = told.resolver.subject_of(mention.of)
    groups = told.resolver.meanings(named, state) if named is not None else []
    points = [point for group in groups for point in group]
    own = state.last.point if state.last is not None else None
    first = (state.first.amount,) if state.first is not None and state.first.amount is not None else ()
    before = (*first, *(listed.whole for listed in state.lists), *reversed(told.claims))
    return next((claim for point in points if point != own for claim in before if claim.point == point), None)
