"""What an amount of a sentence is of: its own words, an earlier clause, the list that it stands in, or its heading."""

from __future__ import annotations

import re
from dataclasses import replace

from gouji.model.amount import fold
from gouji.model.claim import Claim
from gouji.model.passage import Passage
from gouji.model.point import Dimension, Point
from gouji.read.bind.partial import Partial
from gouji.read.sentences.accounts import budget_of, is_aside, is_outcome
from gouji.read.sentences.comparisons import NO_SUBJECT, Told, bound_to
from gouji.read.sentences.lists import begin_list, settle_list
from gouji.read.sentences.mentions import Mention, is_bare, is_line, sentence_before, title_of
from gouji.read.sentences.phrases import clauses_before, longer_phrase
from gouji.read.sentences.resolver import names_thing
from gouji.read.sentences.state import State, Subject
from gouji.read.sentences.subjects import line_of
from gouji.read.sentences.within import is_line_of_running_costs, of_the_same_fund, part_by_vintage

_OF_A_YEAR = re.compile(r"(?:19|20)\d\d年|上年|执行数|决算数|年初预算")
"""A phrase of no more than a year or stage speaks of what the passage began with."""
_STAND_ALONE = frozenset({"operating_cost", "asset_purchase"})
"""Items that a document tells once, whatever its heading calls the section."""
_NOTHING_SAID = re.compile(
    r"^(?:(?:19|20)\d\d年度?|[，,]|本年度?|当年|全年|年初|预算|决算|执行|安排|数|为|共|计|约|达|总额|金额|资金|经费|费用|费)*$"
)
_OF_GOALS = re.compile(r"涉及|绩效")
"""What a sentence tells of goals is the money that has goals, which need not be all there is."""
_ONLY_A_STAGE = re.compile(r"(?:支出|收入)?(?:决算|执行|(?:全年|年初|调整)预算)数?(?:为|是)?")
"""Behind an amount, the same thing at another stage: 年初预算为500万元，支出决算为520万元."""
_OF_THE_YEAR = re.compile(r"本年|当年")
_UNCLEAR = "可指预算中不同的数，表中各不相同"


def read_amount(told: Told, claim: Claim, passage: Passage, mention: Mention, begin: int, state: State) -> Claim:
    """An amount with its point, or unbound with the reason; takes note of what was spoken of."""
    between, last = passage.text[begin : mention.start], state.last
    is_final = told.resolver.frame.stage == "final"
    if is_final and last is not None and is_aside(mention.words):
        return bound_to(claim, budget_of(last.point, mention.words))
    opened = begin_list(between, state)
    if opened is not None:
        state.lists.append(opened)
    subject, said = _subject(told, passage, mention, begin, state)
    settle_list(told, subject, state)
    subject, name, only_agreeing = _named_otherwise(told, subject, claim, passage, mention, begin, state)
    point = part_by_vintage(mention.words, state.lists[-1] if state.lists else None)
    if point is None and subject is not None:
        said = _UNCLEAR
        strict = (
            only_agreeing
            or state.unit is not None
            or (state.strict and subject.get("item") not in _STAND_ALONE)
            or any(listed.whole.point is None for listed in state.lists)
            or bool(_OF_GOALS.search(sentence_before(passage.text, mention)))
            or is_bare(mention.words)
        )
        subject = of_the_same_fund(subject, between, passage.text[:begin], last.partial if last else None)
        point = told.resolver.choose(subject, claim.amount, state, name, strict=strict)
        point = _no_part_of_itself(point, mention, state)
    bound = replace(claim, point=point, unbound=None if point is not None else said)
    spoken = Subject(_with_fund(subject or Partial(), point), point, bound)
    state.last, state.change, state.base = spoken, None, None
    if subject is not None:
        is_better = state.first is None or (is_final and is_outcome(state.first.point, point))
        state.first = spoken if is_better else state.first
    if state.lists and (not state.is_line or _is_the_line(passage, begin, state, is_bound=point is not None)):
        state.lists[-1].parts.append(bound)
    return bound


def _is_the_line(passage: Passage, begin: int, state: State, *, is_bound: bool) -> bool:
    """Whether an amount is that of its passage as a line of a list: the first, near its beginning where not known."""
    return begin == 0 and not state.is_below and (is_bound or is_line(passage.text))


def _named_otherwise(
    told: Told, subject: Partial | None, claim: Claim, passage: Passage, mention: Mention, begin: int, state: State
) -> tuple[Partial | None, str, bool]:
    """The subject, or where its words were not understood what they may name; the name that it has as a line of a list;
    and whether only a figure that agrees speaks for it.
    """
    strict = False
    if subject is None and "的" in mention.words:
        behind = told.resolver.subject_of(mention.words.rpartition("的")[2])
        if behind is not None and told.resolver.agrees(behind, claim.amount, state):
            subject, strict = behind, True
    name = mention.words
    if subject is None:
        name = longer_phrase(passage.text, begin, mention.start)
        subject = told.resolver.alike(mention.words, claim.amount, state)
        if subject is None and line_of(name, state.whole) is None:
            name = mention.words
        subject = subject or line_of(name, state.whole)
    if subject is not None and is_line_of_running_costs(subject, state.whole):
        subject = line_of(mention.words, state.whole) or subject
    return subject, name, strict


def _no_part_of_itself(point: Point | None, mention: Mention, state: State) -> Point | None:
    """The point, but not where it is that of its whole: only 本年收入 is less than the 收入 that it is listed in."""
    if not state.lists or point is None or point != state.lists[-1].whole.point:
        return point
    return point if _OF_THE_YEAR.search(mention.words) and state.lists[-1].whole.amount.value else None


def _with_fund(subject: Partial, point: Point | None) -> Partial:
    """The subject with the fund that it was found to be of: what is told of it next is of that fund too."""
    fund = point.get(Dimension.FUND) if point is not None else None
    return subject.having(fund=fund) if fund is not None and subject.get("fund") is None else subject


def _same_thing(told: Told, passage: Passage, mention: Mention, state: State) -> Partial | None:
    """What a sentence has told of, or what stands before it as its title."""
    if state.last is not None and state.last.partial.sets and not state.begun:
        return state.last.partial
    title = title_of(passage.text, mention)
    named = told.resolver.subject_of(title) if title else None
    return named if names_thing(named) else None


def _subject(told: Told, passage: Passage, mention: Mention, begin: int, state: State) -> tuple[Partial | None, str]:
    """What an amount is of: its own phrase, an earlier clause, the passage's first words, or its heading."""
    resolver, phrase = told.resolver, mention.words
    own = resolver.subject_of(phrase)
    if _ONLY_A_STAGE.fullmatch(fold(phrase)):
        same = _same_thing(told, passage, mention, state)
        if same is not None:
            return resolver.dated(same.without("stage"), phrase), ""
    if own is not None and names_thing(own):
        return resolver.at_stage(own, phrase), ""
    if not _NOTHING_SAID.match(fold(phrase)):
        longer = longer_phrase(passage.text, begin, mention.start)
        own = resolver.subject_of(longer) if longer != phrase else None
        return own, f"“{phrase[-24:]}”未识别"
    for clause in clauses_before(passage.text, begin, mention.start)[1:]:
        earlier = resolver.subject_of(clause)
        if earlier is not None and names_thing(earlier):
            return resolver.dated(earlier, phrase), ""
    title = title_of(passage.text, mention)
    if title:
        named = resolver.subject_of(title)
        return (None, NO_SUBJECT) if named is None else (resolver.dated(named, phrase), "")
    if state.first is not None and _OF_A_YEAR.search(phrase):
        return resolver.dated(state.first.partial, phrase), ""
    if begin == 0 and state.context.sets:
        return resolver.dated(state.context, phrase), ""
    return None, NO_SUBJECT
