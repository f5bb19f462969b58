"""Changes that the running text tells: what changed, which way, by how much, and the reason that is given."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from gouji.law.narrative import narrative_words
from gouji.law.vocabulary import strip_numbering
from gouji.model.claim import ClaimSet
from gouji.model.passage import UNNUMBERED, Passage, level_of

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
MONEY = r"(?:亿元|万元|千元|元)"
_SINCE = r"(?:较|比|与|同|和)(?:(?:19|20)\d\d年?|上年|去年|本?年初|上年度)[^,;。:]{0,16}?"
_COMPARED = re.compile(rf"(?:{_SINCE})?(?:相比|同比|各|均|共|净|保持|基本|分别)*$")
_COMPARES = re.compile(rf"(?:{_SINCE}|年初预算|相比|保持)(?:预算数?|相比|基本|保持|大体|,)*$")
_SUBJECT_MARKS = re.compile(r"[,;。:、(]|[\d.]+(?:万元|亿元|元|%)")
_FIGURE = re.compile(rf"{NUMBER}{MONEY}")
_CITED = re.compile(r"(?:主要)?(?:原因|是由于|由于|因为|系因)|主要(?:为|是|系|因)")
_LEAD = re.compile(
    r"[,。;:)]*(?:(?:其|该项)?(?:收支|收入|支出|预算)*"
    r"(?:增减(?:变化|变动)?|增加|减少|增长|下降|变动|变化|不可比|持平)*(?:\((?:增加|减少|增长|下降)\))?(?:幅度)?(?:较大)?的?"
    r"(?:主要)?原因(?:说明)?(?:是|为|系|在于|如下)*[:,]?(?:是|为)?"
    r"|主要(?:为|是由于|是因为|是|系|因|由于)(?!用于)[:,]?|(?:是由于|由于|因为|系因))"
)
_LISTED = re.compile(r"(?:一是|1\.|1、|\(1\)|①)")
_NEXT = re.compile(r"[。;](?:[二三四五六]是|[2-9][.、]|\([2-9]\)|[②-⑨])")
_LEADS_OFF = re.compile(r"^(?:其中:?|包括|具体为:?|同时|另外?|其(?!他)|主要|分别|支出包括)+")
_YEARS = re.compile(r"(?:19|20)\d\d年(?:度|初)?|本年度?|当年")
_OURS = re.compile(r"(?:本|我)(?:部门|单位|局|委|办|校|院|厅|中心|街道|区|市|县)|部门")
_AT_END = re.compile(
    r"(?:共计|合计|总计|安排|预算数?|决算数|总额|金额|为|是|共|约|计|达|(?:财政拨款)?(?:支出)?预算支出|年初预算|的|总)+$"
)
_SECTION = 1
"""The depth of numbering (一、) at which a section begins."""
_TITLE_END = re.compile(r"(?:支出)?(?:预算)?(?:总体|安排|增减变化)*(?:情况|说明|原因|及)+$")
_SHORT_SENTENCE = 30  # characters; 公务接待费。2026年预算数1.65万元


@dataclass(frozen=True, slots=True)
class Change:
    """One change told: `text[start:end]` are its words with their figures, `reason_start:reason_end` its reason.

    `way` is "up", "down" or "same"; `amount` is in `unit`, None where only a rate or no figure is told. `either` says
    that the text left both ways standing (增加（减少）). `rate_way` and `rate` belong to a rate beside the amount.
    """

    passage: Passage
    start: int
    end: int
    subject: str
    way: str
    words: str
    amount: Decimal | None = None
    unit: str = ""
    negative: bool = False
    either: bool = False
    rate: Decimal | None = None
    rate_way: str = ""
    reason_start: int = 0
    reason_end: int = 0

    @property
    def reason(self) -> str:
        """The words of the reason; empty where none is given."""
        return self.passage.text[self.reason_start : self.reason_end]

    @property
    def is_zero(self) -> bool:
        """Whether nothing changed."""
        told = [figure for figure in (self.amount, self.rate) if figure is not None]
        return self.way == "same" or (bool(told) and not any(told))


def running_text(claims: ClaimSet) -> Iterator[Passage]:
    """The passages that are sentences: no headings alone, no lines of a table of contents."""
    return (passage for passage in claims.passages if not passage.is_contents)


def sections_of(claims: ClaimSet) -> Iterator[Sequence[Passage]]:
    """The passages of each section, in order: those under the same heading 一、 (or 第一部分 where there is none)."""
    found: dict[tuple[int, tuple[str, ...]], list[Passage]] = defaultdict(list)
    for passage in running_text(claims):
        over = _headings_of_section(passage.headings)
        own = (passage.text[:40],) if passage.level <= _SECTION else ()
        found[passage.document, over + own].append(passage)
    yield from found.values()


@lru_cache(maxsize=4096)
def _headings_of_section(headings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(heading for heading in headings if _level_of(heading) <= _SECTION)


_level_of = lru_cache(maxsize=4096)(level_of)


def find_changes(claims: ClaimSet) -> Iterator[Change]:
    """All changes that the running text tells, in order."""
    for passage in running_text(claims):
        yield from changes_of(passage)


def changes_of(passage: Passage) -> tuple[Change, ...]:
    """The changes that one passage tells, in order; those inside the reason of another are part of that reason."""
    return _changes(passage) if _mentions_change(passage.text) else ()


@lru_cache(maxsize=4096)
def _mentions_change(text: str) -> bool:
    return _pattern().search(text) is not None


@lru_cache(maxsize=4096)
def _changes(passage: Passage) -> tuple[Change, ...]:
    found = []
    text, position = passage.text, 0
    while (match := _pattern().search(text, position)) is not None:
        position = match.end()
        if match["same"] and not _COMPARES.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        change = _change(passage, match)
        if change is None:
            continue
        found.append(change)
        position = max(change.end, change.reason_end)
    return tuple(found)


@cache
def _pattern() -> re.Pattern[str]:
    words = narrative_words()
    moved = "|".join((*words.up, *words.down))
    same = "|".join(sorted(words.same, key=len, reverse=True))
    first = "".join(sorted({word[0] for word in (*words.up, *words.down, *words.same)}))
    return re.compile(
        rf"(?=[{first}])(?:(?P<way>{moved})(?:(?P<either>\((?:{moved})\))?(?:了|额|数|金额|幅度|率)*(?:约|为|共|到)*"
        rf"(?P<minus>-)?(?P<number>{NUMBER})(?P<unit>{MONEY}|%)|(?=的?(?:主要)?原因)(?!原因分析))|(?P<same>{same}))"
    )


@cache
def _rate_pattern() -> re.Pattern[str]:
    words = narrative_words()
    up, down = "|".join(words.up), "|".join(words.down)
    return re.compile(
        rf"[,(、]?(?:同比)?(?P<way>{up}|{down}|增幅|涨幅|升幅|增长率|降幅|减幅|下降率|变动率)?(?:\((?:{up}|{down})\))?"
        rf"(?:比例|幅度|率|了)*(?:约|为|达)*(?P<number>{NUMBER})%\)?"
    )


def _change(passage: Passage, match: re.Match[str]) -> Change | None:
    """The change at a match, with the rate and the reason that follow it."""
    text = passage.text
    words = narrative_words()
    if match["same"]:
        way, number, unit = "same", None, ""
    elif match["number"] is None:
        way, number, unit = ("up" if match["way"] in words.up else "down"), None, ""
    else:
        way = "up" if match["way"] in words.up else "down"
        number, unit = Decimal(match["number"].replace(",", "")), match["unit"]
    end, rate, rate_way = match.end(), None, ""
    if unit == "%":
        rate, rate_way, number = number, way, None
    elif number is not None and (beside := _rate_pattern().match(text, end)):
        rate, end = Decimal(beside["number"].replace(",", "")), beside.end()
        rate_way = _way_of_rate(beside["way"])
    subject, start = _subject(passage, match.start())
    reason_start, reason_end = _reason(text, end)
    return Change(
        passage,
        start,
        end,
        subject,
        way,
        match["same"] or match["way"],
        number,
        unit if unit != "%" else "",
        bool(match["minus"]),
        bool(match["either"]),
        rate,
        rate_way,
        reason_start,
        reason_end,
    )


def _way_of_rate(word: str | None) -> str:
    if word is None:
        return ""
    words = narrative_words()
    if word in words.up or word in ("增幅", "涨幅", "升幅", "增长率"):
        return "up"
    return "down" if word in words.down or word in ("降幅", "减幅", "下降率") else ""


def _reason(text: str, end: int) -> tuple[int, int]:
    """Where the reason after a change begins and ends; both are `end` where none is given."""
    lead = _LEAD.match(text, end)
    if lead is None:
        return end, end
    begin = lead.end()
    listed = bool(_LISTED.match(text, begin))
    stop, depth = begin, 0
    while stop < len(text) and (depth > 0 or text[stop] not in "。;" or (listed and _NEXT.match(text, stop))):
        depth += {"(": 1, ")": -1}.get(text[stop], 0)
        if depth < 0:
            break
        stop += 1
    return begin, stop


def _subject(passage: Passage, end: int) -> tuple[str, int]:
    """What changed: the words before the change, else those before the amount that it is the change of, else the first
    sentence, else the heading; and where its words begin.
    """
    text = passage.text
    own = _phrase(text, _before_comparison(text, end))
    if own[0]:
        return own
    sentence = text.rfind("。", 0, end) + 1
    figures = [match for match in _FIGURE.finditer(text, sentence, end) if not _told_change(text, match.start())]
    start = sentence
    if figures:
        named = _phrase(text, figures[-1].start())
        if named[0]:
            return named
        start = min(start, figures[-1].start())
    earlier = text[:sentence].rstrip("。").rpartition("。")[2]
    if earlier and len(earlier) <= _SHORT_SENTENCE and not _FIGURE.search(earlier):
        return bare_subject(earlier), start
    first = _FIGURE.search(text, 0, sentence)
    if first is not None and _phrase(text, first.start())[0]:
        return _phrase(text, first.start())[0], start
    heading = next((one for one in reversed(passage.headings)), "")
    named_by_figure = _FIGURE.search(heading)
    title = heading[: named_by_figure.start()] if named_by_figure else heading
    return _TITLE_END.sub("", bare_subject(title)), start


def _before_comparison(text: str, end: int) -> int:
    """Where the words 比上年, 同比 before a change begin."""
    match = _COMPARED.search(text[max(0, end - 40) : end])
    return end - len(match.group()) if match else end


def _told_change(text: str, start: int) -> bool:
    words = narrative_words()
    return text[max(0, start - 4) : start].endswith((*words.up, *words.down))


def _phrase(text: str, end: int) -> tuple[str, int]:
    """The phrase that ends at an offset, bare, and where it begins."""
    marks = list(_SUBJECT_MARKS.finditer(text, max(0, end - 80), end))
    begin = marks[-1].end() if marks else max(0, end - 80)
    if marks and marks[-1].group() == "(" and ")" in text[begin:end]:  # 因公出国(境)费
        begin = next((mark.end() for mark in reversed(marks) if mark.group() != "("), max(0, end - 80))
    return bare_subject(text[begin:end]), begin


def bare_subject(words: str) -> str:
    """A subject without numbering, years, the words that lead to it, and those between it and its figure.

    >>> bare_subject("其中：2024年我部门公务接待费预算安排"), bare_subject("（一）基本支出")
    ('公务接待费', '基本支出')
    """
    bare = _YEARS.sub("", strip_numbering(words))
    bare = _LEADS_OFF.sub("", _OURS.sub("", bare)).strip(",:、 ")
    return _AT_END.sub("", bare)


def cites_reason(text: str) -> bool:
    """Whether words give a reason for anything."""
    return bool(_CITED.search(text))


def is_sentence(passage: Passage) -> bool:
    """Whether a passage is more than a heading."""
    return not passage.is_heading or passage.level == UNNUMBERED
