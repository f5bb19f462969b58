"""Read the sentences of documents: their figures as claims, and what they say of each other as statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from gouji.law.classifications import codes_named
from gouji.model.amount import Amount, fold
from gouji.model.claim import Claim, Facts, Source
from gouji.model.document import Document
from gouji.model.passage import UNNUMBERED, Passage
from gouji.model.point import Dimension, Point
from gouji.model.statement import Statement
from gouji.read.bind.partial import Partial, join
from gouji.read.bind.points import Frame, make_point
from gouji.read.sentences.differences import changed_thing, changes_point, last_years_point
from gouji.read.sentences.meanings import loosely, outer_part, with_flows, with_funds
from gouji.read.sentences.mentions import (
    Mention,
    clause_of,
    find_mentions,
    is_bare,
    is_line,
    sentence_around,
    title_of,
)
from gouji.read.sentences.phrases import clauses_before, longer_phrase
from gouji.read.sentences.state import OpenList, State, Subject, opens_list, stands_over
from gouji.read.sentences.subjects import bare_name, learn_words, line_of, projects_alike, read_subject, year_of
from gouji.read.sentences.values import TableValues
from gouji.read.sentences.within import (
    goes_on_listing,
    heading_subject,
    is_line_of_running_costs,
    of_the_same_fund,
    part_by_vintage,
)

_STAGES = {"年初预算": "budget", "全年预算": "adjusted", "调整预算": "adjusted", "决算": "final", "执行数": "executed"}
_OF_MONEY = re.compile(r"拨款|预算|收入|支出|经费|资金|项目|决算|采购|资产")
_CUT_OFF = re.compile(r"[\d,.]+(?:万元|元|%)")
"""A passage that begins with a figure: what it is of stood before it."""
_NOT_ALL = re.compile(r"主要|例如|不含|用于")
_NO_THING = frozenset({"year", "stage", "total", "measure", "base"})
"""Settings that name no thing: a phrase that says nothing else has no subject."""
_GOES_ON = re.compile(r"(?:较|比|与|同)(?:(?:19|20)\d\d年|上年|去年)")
"""A passage that begins with a comparison goes on about what the one before it began with."""
_OF_A_YEAR = re.compile(r"(?:19|20)\d\d年|上年|执行数|决算数|年初预算")
"""A phrase of no more than a year or stage speaks of what the passage began with."""
_STAND_ALONE = frozenset({"operating_cost", "asset_purchase"})
"""Items that a document tells once, whatever its heading calls the section."""
_SHORT = 4  # characters left over that need not be understood
_NOTHING_SAID = re.compile(
    r"^(?:(?:19|20)\d\d年度?|[，,]|本年度?|当年|全年|年初|预算|决算|执行|安排|数|为|共|计|约|达|总额|金额|资金|经费|费用|费)*$"
)
_NO_SUBJECT = "没有读到这个数字说的是什么"
_UNRELATED = "不是预算金额"
_UNCLEAR = "可指预算中不同的数，表中各不相同"


def read_sentences(
    documents: Sequence[Document], passages: Sequence[Passage], cells: Sequence[Claim], facts: Facts
) -> tuple[tuple[Claim, ...], tuple[Statement, ...]]:
    """The figures of all running text, numbered s1, s2…, and what is said of them."""
    reader = _Reader(cells, facts)
    for index, document in enumerate(documents):
        for passage in passages:
            if passage.document == index and not passage.is_contents:
                reader.read(passage, document.sha256)
        reader.finish()
    return tuple(reader.claims), tuple(reader.statements)


class _Reader:
    """One pass over the sentences of a document."""

    def __init__(self, cells: Sequence[Claim], facts: Facts) -> None:
        self.values = TableValues(cells)
        self.lexicon = learn_words(cells, facts)
        self.subject_of = cache(partial(read_subject, lexicon=self.lexicon))
        year = int(facts.year.value) if facts.year is not None else None
        stage = facts.stage.value.replace("draft", "budget") if facts.stage is not None else None
        self.frame = Frame(year, stage)
        self.claims: list[Claim] = []
        self.statements: list[Statement] = []
        self.open: list[tuple[int, OpenList]] = []
        self.spoken: Subject | None = None
        """What the passage before began with."""

    def read(self, passage: Passage, sha256: str) -> None:
        """One passage: its figures in order, each with what stands before it."""
        context, strict = self._context(passage)
        state = State(context, strict or bool(_CUT_OFF.match(passage.text)))
        if _GOES_ON.match(passage.text):
            state.first = state.last = self.spoken
        self._end_open(passage)
        if self.open:
            state.lists, state.carried = [self.open[-1][1]], True
        begin = 0
        for mention in find_mentions(passage.text):
            self._mention(passage, sha256, mention, begin, state)
            begin = mention.end
        if passage.text.endswith(":") and state.last is not None and state.last.amount is not None:
            words = passage.text[begin:]
            self.open.append((passage.level, OpenList(state.last.amount, words, state.last.partial, in_bracket=False)))
        self._close(state, keep=1 if state.carried else 0)
        self.spoken = state.first

    def finish(self) -> None:
        """Ends the lists that the document leaves open."""
        while self.open:
            self._say_parts(self.open.pop()[1])

    def _end_open(self, passage: Passage) -> None:
        """Ends the lists over several passages that a passage is no line of: its number is not below theirs."""
        while self.open:
            level, listed = self.open[-1]
            if passage.level > level or (passage.level == level == UNNUMBERED and is_line(passage.text)):
                return
            self.open.pop()
            self._say_parts(listed)

    def _context(self, passage: Passage) -> tuple[Partial, bool]:
        """What the headings over a passage speak of, the innermost strongest; and whether one that speaks of money does
        not say what of.
        """
        context, strict = Partial(), False
        for heading in passage.headings:
            title = heading_subject(heading)
            named = self.subject_of(title) if title else Partial()
            if named is None:
                strict = strict or bool(_OF_MONEY.search(title))
                continue
            strict = False
            joined = join(context, named)
            context = joined if joined.reason is None else named
        return context, strict

    def _mention(self, passage: Passage, sha256: str, mention: Mention, begin: int, state: State) -> None:
        self._end_lists(passage.text[begin : mention.start], mention.words, state)
        state.begun = state.pass_over(passage.text[begin : mention.start])
        amount = Amount(mention.value, mention.decimals, mention.unit)
        source = Source(sha256, (passage.place_at(mention.start),), mention.text)
        claim = Claim(
            id=f"s{len(self.claims) + 1}",
            kind="sentence",
            amount=amount,
            source=source,
            sentence=sentence_around(passage.text, mention),
            doubt=None if passage.certain else "该段文字识别不确定",
        )
        match mention.kind:
            case "amount":
                claim = self._amount(claim, passage, mention, begin, state)
            case "base":
                claim = self._of_subject(claim, passage, mention, begin, state, "base")
            case "change":
                claim = self._of_subject(claim, passage, mention, begin, state, "change")
            case "rate":
                claim = self._rate(claim, mention, state)
            case "share":
                claim = self._share(claim, mention, state)
            case "count":
                claim = self._count(claim, passage, mention, begin, state)
            case _:
                claim = replace(claim, unbound=_UNRELATED)
        self.claims.append(claim)

    def _end_lists(self, between: str, words: str, state: State) -> None:
        """Ends the lists that the marks between two figures end: brackets their own, 。 all, ； those inside a list."""
        for mark in between:
            if mark == "。":
                self._close(state, keep=1 if state.carried else 0)
            elif (mark == ")" and state.lists and state.lists[-1].in_bracket) or (
                mark == ";" and state.is_nested and not goes_on_listing(words, self.subject_of(words), state.whole)
            ):
                self._close(state, keep=len(state.lists) - 1)

    def _amount(self, claim: Claim, passage: Passage, mention: Mention, begin: int, state: State) -> Claim:
        between = passage.text[begin : mention.start]
        last = state.last
        if last is not None and last.amount is not None and opens_list(between):
            in_bracket = "(" in between and ")" not in between.rpartition("(")[2]
            state.lists.append(OpenList(last.amount, between, last.partial, in_bracket))
        subject, said = self._subject(passage, mention, begin, state)
        strict = False
        if subject is None and "的" in mention.words:
            subject, strict = self.subject_of(mention.words.rpartition("的")[2]), True
            if subject is not None and not self._agrees(subject, claim.amount, state):
                subject = None
        if subject is None:
            subject = self._alike(mention.words, claim.amount, state) or line_of(mention.words, state.whole)
        if subject is not None and is_line_of_running_costs(subject, state.whole):
            subject = line_of(mention.words, state.whole) or subject
        part = part_by_vintage(mention.words, state.lists[-1] if state.lists else None)
        if part is not None:
            bound = replace(claim, point=part)
            state.last, state.change, state.base = Subject(subject or Partial(), part, bound), None, None
        elif subject is None:
            bound = replace(claim, unbound=said)
            state.last, state.change, state.base = Subject(Partial(), None, bound), None, None
        else:
            strict = (
                strict
                or (state.strict and subject.get("item") not in _STAND_ALONE)
                or any(listed.whole.point is None for listed in state.lists)
                or is_bare(mention.words)
            )
            subject = of_the_same_fund(subject, between, passage.text[:begin], last.partial if last else None)
            point = self._choose(subject, claim.amount, state, mention.words, strict=strict)
            if state.lists and point is not None and point == state.lists[-1].whole.point:
                point = None  # no part of itself
            bound = replace(claim, point=point, unbound=None if point is not None else _UNCLEAR)
            state.last, state.change, state.base = Subject(subject, point, bound), None, None
            state.first = state.first or state.last
        if state.lists and not (state.carried and len(state.lists) == 1 and begin):
            state.lists[-1].parts.append(bound)
        return bound

    def _choose(self, subject: Partial, amount: Amount, state: State, words: str, *, strict: bool) -> Point | None:
        """The point that is meant. A project's line may be called as a class is (行政运行): the amount tells."""
        whole = state.whole
        of_project = whole is not None and whole.get(Dimension.PROJECT) is not None
        is_loose = subject.get("function") is not None and len(codes_named(Dimension.FUNCTION, bare_name(words))) > 1
        point = self.values.choose(self._meanings(subject, state), amount, strict=strict or of_project or is_loose)
        line = line_of(words, whole) if point is None and of_project else None
        return point if line is None else self.values.choose(self._meanings(line, state), amount)

    def _subject(self, passage: Passage, mention: Mention, begin: int, state: State) -> tuple[Partial | None, str]:
        """What an amount is of: its own phrase, an earlier clause, the passage's first words, or its heading."""
        phrase = mention.words
        own = self.subject_of(phrase)
        if own is not None and own.sets.keys() - _NO_THING:
            return self._at_stage(own, phrase), ""
        if not _NOTHING_SAID.match(fold(phrase)):
            longer = longer_phrase(passage.text, begin, mention.start)
            own = self.subject_of(longer) if longer != phrase else None
            return own, f"“{phrase[-24:]}”未识别"
        for clause in clauses_before(passage.text, begin, mention.start)[1:]:
            earlier = self.subject_of(clause)
            if earlier is not None and earlier.sets.keys() - _NO_THING:
                return self._dated(earlier, phrase), ""
        title = title_of(passage.text, mention)
        if title:
            named = self.subject_of(title)
            if named is None:
                return None, _NO_SUBJECT
            return self._dated(named, phrase), ""
        if state.first is not None and _OF_A_YEAR.search(phrase):
            return self._dated(state.first.partial, phrase), ""
        if begin == 0 and state.context.sets:
            return self._dated(state.context, phrase), ""
        return None, _NO_SUBJECT

    def _alike(self, words: str, amount: Amount, state: State) -> Partial | None:
        """The one project that is called nearly so and has this amount in the tables."""
        found = [
            partial for partial in projects_alike(fold(words), self.lexicon) if self._agrees(partial, amount, state)
        ]
        return found[0] if len(found) == 1 else None

    def _agrees(self, subject: Partial, amount: Amount, state: State) -> bool:
        """Whether the tables print an amount for a subject that only it speaks for."""
        return (
            bool(amount.value) and self.values.choose(self._meanings(subject, state), amount, strict=True) is not None
        )

    def _dated(self, subject: Partial, phrase: str) -> Partial:
        """The subject in the year that a phrase names, and at its stage."""
        year = year_of(phrase)
        return self._at_stage(subject.having(year=year) if year else subject, phrase)

    def _at_stage(self, subject: Partial, phrase: str) -> Partial:
        """The subject at the stage that a phrase names: 执行数; and of a final account 年初预算, 全年预算, 决算."""
        if subject.get("stage") or (self.frame.stage != "final" and "执行" not in phrase):
            return subject
        stage = next((stage for word, stage in _STAGES.items() if word in phrase), None)
        return subject if stage is None else subject.having(stage=stage)

    def _meanings(self, subject: Partial, state: State) -> list[list[Point]]:
        """The points that a subject may mean, by what may stand over it, the nearest first; last those that only a
        figure which agrees speaks for.
        """
        groups: list[dict[Point, None]] = []
        rarer: dict[Point, None] = {}
        for outer in stands_over(state):
            found: dict[Point, None] = {}
            for flowing in with_flows(subject, outer):
                for joined in with_funds(flowing, outer):
                    self._add(found, joined, outer)
                    for other in loosely(joined, outer):
                        self._add(rarer, other, outer)
            if found:
                groups.append(found)
        return [list(group) for group in (*groups, rarer)] if groups else []

    def _add(self, found: dict[Point, None], subject: Partial, outer: Partial) -> None:
        point = make_point(outer_part(outer), Partial(), subject, self.frame)
        if isinstance(point, Point):
            found.setdefault(point)

    def _of_subject(
        self, claim: Claim, passage: Passage, mention: Mention, begin: int, state: State, kind: str
    ) -> Claim:
        """A change (or the base it is measured from): of the subject its own words name, else of the last amount's.

        A new sentence that names none goes on about what the passage spoke of first.
        """
        words = changed_thing(mention.words)
        own = self.subject_of(words) if words else None
        spoken = state.first if state.begun else state.last
        if own is not None and own.sets.keys() - _NO_THING:
            meanings = self._meanings(own, state)
            spoken = Subject(own, meanings[0][0] if meanings and not state.strict else None, None)
        elif len(words) > _SHORT:
            state.last, state.change = None, None
            return replace(claim, unbound=f"“{words[-24:]}”未识别")
        if spoken is None or (spoken.point is None and state.begun):
            return replace(claim, unbound=_NO_SUBJECT)
        state.last = spoken
        if kind == "base":
            state.base = _bound(claim, last_years_point(spoken.point, mention, self.frame.year))
            return state.base
        bound = _bound(claim, changes_point(spoken.point, claim.amount, mention, self.values))
        state.change = bound, mention.sign
        if spoken.amount is not None:
            parts = (spoken.amount.id, state.base.id) if state.base is not None else (spoken.amount.id,)
            words = clause_of(passage.text, mention)
            self.statements.append(Statement("change", bound.id, parts, mention.sign, words=words))
        return bound

    def _rate(self, claim: Claim, mention: Mention, state: State) -> Claim:
        if state.last is None:
            return replace(claim, unbound=_NO_SUBJECT)
        if state.change is None:
            measure = "rate_from_executed" if "执行" in mention.words else "rate"
            point = state.last.point
            return _bound(claim, point.having(Dimension.MEASURE, measure) if point is not None else None)
        change, sign = state.change
        bound = replace(claim, unbound=_NO_SUBJECT)
        if change.point is not None:
            of = change.point.get(Dimension.MEASURE)
            measure = "rate_from_executed" if of == "change_from_executed" else "rate"
            bound = replace(claim, point=change.point.having(Dimension.MEASURE, measure))
        if state.last.amount is not None and change.amount.value:
            parts = (change.id, state.last.amount.id, *((state.base.id,) if state.base is not None else ()))
            self.statements.append(Statement("rate", bound.id, parts, sign, words=mention.words))
        return bound

    def _share(self, claim: Claim, mention: Mention, state: State) -> Claim:
        last = state.last
        if last is None or last.point is None or last.amount is None:
            return replace(claim, unbound=_NO_SUBJECT)
        bound = replace(claim, point=last.point.having(Dimension.MEASURE, "share"))
        whole = self._share_of(mention, state)
        if whole is not None:
            self.statements.append(Statement("share", bound.id, (last.amount.id, whole.id), words=mention.words))
        return bound

    def _share_of(self, mention: Mention, state: State) -> Claim | None:
        """The amount that a share is of: the one that its words name, told before, else the open list's."""
        if not mention.of:
            return state.lists[-1].whole if state.lists else None
        named = self.subject_of(mention.of)
        points = [point for group in self._meanings(named, state) for point in group] if named is not None else []
        own = state.last.point if state.last is not None else None
        first = (state.first.amount,) if state.first is not None and state.first.amount is not None else ()
        told = (*first, *(listed.whole for listed in state.lists), *reversed(self.claims))
        wholes = (claim for point in points if point != own for claim in told if claim.point == point)
        return next(wholes, None)

    def _count(self, claim: Claim, passage: Passage, mention: Mention, begin: int, state: State) -> Claim:
        own = self.subject_of(mention.words)
        item = own.get("item") if own is not None else None
        if own is None or item is None or not item.startswith("assets"):
            return replace(claim, unbound=_UNRELATED)
        point = make_point(Partial(), Partial(), own.having(measure="count"), self.frame)
        return replace(claim, point=point) if isinstance(point, Point) else replace(claim, unbound=point)

    def _close(self, state: State, keep: int = 0) -> None:
        """Ends the lists that are open but the outermost few: each says that its parts make up its whole."""
        while len(state.lists) > keep:
            self._say_parts(state.lists.pop())

    def _say_parts(self, ended: OpenList) -> None:
        whole = len(ended.parts) > 1 and not _NOT_ALL.search(ended.words)
        if ended.parts:
            parts = tuple(part.id for part in ended.parts)
            self.statements.append(Statement("parts", ended.whole.id, parts, whole=whole, words=ended.words))


def _bound(claim: Claim, point: Point | None) -> Claim:
    return replace(claim, point=point) if point is not None else replace(claim, unbound=_NO_SUBJECT)
