"""Read the sentences of documents: their figures as claims, and what they say of each other as statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gouji.model.amount import Amount
from gouji.model.claim import Claim, Facts, Source
from gouji.model.document import Document
from gouji.model.passage import UNNUMBERED, Passage
from gouji.model.statement import Statement
from gouji.read.bind.partial import Partial, join
from gouji.read.sentences.amounts import read_amount
from gouji.read.sentences.comparisons import Told, read_difference, read_rate, read_share
from gouji.read.sentences.counts import UNRELATED, read_count
from gouji.read.sentences.lists import close_lists, end_lists, say_parts
from gouji.read.sentences.mentions import Mention, find_mentions, is_line, sentence_around, sentence_before
from gouji.read.sentences.resolver import Resolver
from gouji.read.sentences.state import OpenList, State, Subject
from gouji.read.sentences.units import Unit
from gouji.read.sentences.wholes import with_balances
from gouji.read.sentences.within import heading_subject, lead_subject

_OF_MONEY = re.compile(r"拨款|预算|收入|支出|经费|资金|项目|决算|采购|资产")
_CUT_OFF = re.compile(r"[\d,.]+(?:万元|元|%)")
"""A passage that begins with a figure: what it is of stood before it."""
_GOES_ON = re.compile(r"(?:较|比|与|同)(?:(?:19|20)\d\d年|上年|去年)")
"""A passage that begins with a comparison goes on about what the one before it began with."""


def read_sentences(
    documents: Sequence[Document], passages: Sequence[Passage], cells: Sequence[Claim], facts: Facts
) -> tuple[tuple[Claim, ...], tuple[Statement, ...]]:
    """The figures of all running text, numbered s1, s2…, and what is said of them."""
    reader = _Reader(Resolver(cells, facts, passages))
    for index, document in enumerate(documents):
        for passage in passages:
            if passage.document == index and not passage.is_contents:
                reader.read(passage, document.sha256)
        reader.finish()
    claims = with_balances(reader.told.claims, reader.told.statements, reader.resolver.values)
    return claims, tuple(reader.told.statements)


class _Reader:
    """One pass over the sentences of a document."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.told = Told(resolver)
        self.open: list[tuple[int, OpenList]] = []
        self.lead: tuple[int, Partial] | None = None
        """What a line that ends in a colon says of the numbered lines below it, with their level."""
        self.spoken: Subject | None = None
        """What the passage before began with."""

    def read(self, passage: Passage, sha256: str) -> None:
        """One passage: its figures in order, each with what stands before it."""
        context, strict = self._context(passage)
        state = State(context, strict or bool(_CUT_OFF.match(passage.text)))
        state.unit = self._unit_over(passage)
        if _GOES_ON.match(passage.text):
            state.first = state.last = self.spoken
        self._end_open(passage)
        if self.open:
            listed = self.open[-1][1]
            state.lists, state.carried = [listed], True
            listed.level = passage.level if listed.level is None else listed.level
            state.is_below = passage.level > listed.level
        begin = 0
        for mention in find_mentions(passage.text):
            self._mention(passage, sha256, mention, begin, state)
            begin = mention.end
        if passage.text.endswith(":") and state.last is not None and state.last.amount is not None:
            end_lists(self.told, passage.text[begin:], None, state)
            words = passage.text[begin:]
            other = state.former if "。" in words or ";" in words else None
            listed = OpenList(state.last.amount, words, state.last.partial, in_bracket=False, other=other)
            self.open.append((passage.level, listed))
        close_lists(self.told, state, keep=1 if state.carried else 0)
        self.spoken = state.first
        self._lead(passage, has_figures=begin > 0)

    def finish(self) -> None:
        """Ends the lists that the document leaves open."""
        self.lead = None
        while self.open:
            say_parts(self.told, self.open.pop()[1])

    def _lead(self, passage: Passage, *, has_figures: bool) -> None:
        """Takes note of a line that leads to those below it (财政拨款支出主要内容如下：), until they end."""
        named = self.resolver.subject_of(lead_subject(passage.text)) if lead_subject(passage.text) else None
        if passage.level == UNNUMBERED and not has_figures and named is not None:
            self.lead = UNNUMBERED, named
        elif self.lead is not None and passage.level == UNNUMBERED:
            self.lead = None

    def _end_open(self, passage: Passage) -> None:
        """Ends the lists over several passages that a passage is no line of: its number is not below theirs."""
        while self.open:
            level, listed = self.open[-1]
            if passage.level > level or (passage.level == level == UNNUMBERED and is_line(passage.text)):
                return
            self.open.pop()
            say_parts(self.told, listed)

    def _context(self, passage: Passage) -> tuple[Partial, bool]:
        """What the headings over a passage speak of, the innermost strongest; and whether one that speaks of money does
        not say what of.
        """
        context, strict = Partial(), False
        for heading in passage.headings:
            title = heading_subject(heading)
            named = self.resolver.subject_of(title) if title else Partial()
            if named is None:
                strict = strict or bool(_OF_MONEY.search(title))
                continue
            strict = False
            joined = join(context, named)
            context = joined if joined.reason is None else named
        if self.lead is not None:
            level, named = self.lead
            if passage.level < level == UNNUMBERED:
                self.lead = level, named = passage.level, named
            joined = join(context, named)
            if passage.level < level:
                self.lead = None
            elif joined.reason is None:
                context = joined
        return context, strict

    def _unit_over(self, passage: Passage) -> Unit | None:
        """The unit whose section a passage stands in: that of the innermost heading that is the name of a body."""
        found = (self.resolver.units.of_heading(heading) for heading in reversed(passage.headings))
        return next((unit for unit in found if unit is not None), None)

    def _mention(self, passage: Passage, sha256: str, mention: Mention, begin: int, state: State) -> None:
        between = passage.text[begin : mention.start]
        end_lists(self.told, between, mention, state)
        state.begun = state.pass_over(between)
        claim = Claim(
            id=f"s{len(self.told.claims) + 1}",
            kind="sentence",
            amount=Amount(mention.value, mention.decimals, mention.unit),
            source=Source(sha256, (passage.place_at(mention.start),), mention.text),
            sentence=sentence_around(passage.text, mention),
            doubt=None if passage.certain else "该段文字识别不确定",
        )
        sentence = sentence_before(passage.text, mention)
        if self.resolver.units.names_own(sentence):
            state.unit = None
        else:
            state.unit = self.resolver.units.of_sentence(sentence) or state.unit
        if state.unit is not None and state.unit.member is None:
            self.told.claims.append(replace(claim, unbound=f"属于“{state.unit.name}”，不是本部门的数字"))
            return
        match mention.kind:
            case "amount":
                claim = read_amount(self.told, claim, passage, mention, begin, state)
            case "base" | "change":
                claim = read_difference(self.told, claim, passage.text, mention, state)
            case "rate":
                claim = read_rate(self.told, claim, mention, state)
            case "share":
                claim = read_share(self.told, claim, mention, state)
            case "count":
                claim = read_count(self.told, claim, passage.text, mention, state)
            case _:
                claim = replace(claim, unbound=UNRELATED)
        self.told.claims.append(claim)
