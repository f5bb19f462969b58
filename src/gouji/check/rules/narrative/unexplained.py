"""A change of money is told together with its reason.

What it checks:
    Each section that tells an increase or decrease gives a reason for one of its changes at least: none at all is
    a warning where “三公”经费 or 机关运行经费 changed, a notice elsewhere. Where the items before it each have their
    reason, an item without one is a notice, and so is a changed item of “三公”经费 that has none of its own, and a
    total that fell while all that is explained of it rose (or the other way).
Why:
    The rules of publication ask for the reasons of changes, of “三公”经费 item by item.
Not applicable when:
    1. Nothing changed.
    2. The section gives a reason further on (for a total, those of its items).
Source:
    《地方预决算公开操作规程》 (财预〔2016〕143号): the narrative explains changes and their reasons.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 正文
    ... 四、“三公”经费预算情况
    ... 公务接待费2.00万元，比上年减少1.50万元。'''
    >>> failures_of(example)
    ['NAR06 公务接待费2.00万元,比上年减少1.50万元: “公务接待费”减少1.50万元，本节没有说明原因']
    >>> failures_of(example.replace("1.50万元。", "1.50万元，主要原因是接待批次减少。"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji.check.rules.narrative.changes import Change, changes_of, cites_reason, sections_of
from gouji.check.rules.quotes import quote_words
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.passage import Passage

CODE = "NAR06"
NAME = "narrative.unexplained"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）关于说明增减变化原因的要求"

CHINESE = """
说了增减，就应说明原因。

查什么
    凡说明了增加、减少的一节，至少应写明一处原因：“三公”经费、机关运行经费有增减而全节没有原因的，列为警告，其他列为提示。前面各项都写了原因、
    唯独某一项没有写的，以及“三公”经费某一项有增减而没有写的，列为提示；总数下降而所说明的各项都是增加的（或相反），也列为提示。
为什么
    公开操作规程要求说明增减变化的原因，“三公”经费应逐项说明。
不适用的情形
    1. 没有增减。
    2. 本节后文写明了原因（总数的原因见于各分项）。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）。
示例
    “公务接待费2.00万元，比上年减少1.50万元。”全节没有说明原因：不成立。
"""

_OWED = re.compile(r"三公|公务用车|公务接待|因公出国|机关运行|运转经费")
_ITEM = re.compile(r"公务用车(?:购置|运行)|公务接待|因公出国")
_OTHERWISE = re.compile(r"(?:上|去)年[^,。;]{0,4}(?:未|没有|无)|不再|首次|新增")
_ITEMS_FOLLOW = re.compile(r"[^。]{0,16}(?:如下|其中|分别|包括)[^。]{0,6}[:,]")
"""What may follow a total's change: its items with their reasons."""
_USED = re.compile(r"主要用于|由于|因|根据|按照|落实|压减|厉行")
"""Words that may tell the reason in another way."""


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A finding for each section that explains none of its changes, and one for all items left out among explained."""
    left_out: list[Change] = []
    items: list[Change] = []
    against: list[Change] = []
    for passages in sections_of(claims):
        told = [change for passage in passages for change in changes_of(passage) if not change.is_zero]
        bare = [change for change in told if not change.reason and not change.either]
        if not bare:
            continue  # (1)
        if not any(cites_reason(passage.text) for passage in passages):
            yield _none_given(bare)
        else:
            missing = list(_left_out(passages, told))
            left_out.extend(missing)
            items.extend(change for change in _bare_items(passages, told) if change not in missing)
            against.extend(change for change in _against_its_items(told) if change not in (*missing, *items))
    if left_out:
        yield _told_without(left_out)
    if items:
        yield _items_without(items)
    if against:
        yield _against_finding(against)


def _left_out(passages: Sequence[Passage], told: Sequence[Change]) -> Iterator[Change]:
    """The changes that no reason follows before the next change, after others that have one each."""
    explained = 0
    for number, change in enumerate(told):
        following = told[number + 1] if number + 1 < len(told) else None
        rest = _between(passages, change, following)
        if _ITEMS_FOLLOW.match(rest):
            continue  # (2)
        if change.reason or cites_reason(rest) or _OTHERWISE.search(rest):
            explained += 1
        elif explained > 1 and explained == number and change.amount is not None:
            yield change  # (2)


def _bare_items(passages: Sequence[Passage], told: Sequence[Change]) -> Iterator[Change]:
    """The changed items of “三公”经费 with no reason behind them in their passage or up to the next change."""
    for number, change in enumerate(told):
        if change.reason or change.either or not _ITEM.search(change.subject):
            continue
        following = told[number + 1] if number + 1 < len(told) else None
        rest = change.passage.text[change.end :] + _between(passages, change, following)
        if not cites_reason(rest) and not _USED.search(rest) and not _OTHERWISE.search(rest):
            yield change


def _against_its_items(told: Sequence[Change]) -> Iterator[Change]:
    """The first change of a section where it has no reason and all that have one go the other way."""
    first, explained = told[0], [change for change in told if change.reason]
    if (
        not first.reason
        and not first.either
        and first.amount is not None
        and len(explained) > 1
        and all(change.way != first.way and not change.either for change in (*explained, *told[1:]))
        and not cites_reason(first.passage.text[first.end :])
    ):
        yield first


def _between(passages: Sequence[Passage], change: Change, following: Change | None) -> str:
    """The words from a change to the next one (to the end of the section where there is none)."""
    places = {passage.block: number for number, passage in enumerate(passages)}
    first = places[change.passage.block]
    if following is None:
        return change.passage.text[change.end :] + "".join(one.text for one in passages[first + 1 :])
    if following.passage is change.passage:
        return change.passage.text[change.end : following.start]
    last = places[following.passage.block]
    middle = "".join(one.text for one in passages[first + 1 : last])
    return change.passage.text[change.end :] + middle + following.passage.text[: following.start]


def _words(change: Change) -> str:
    verb = "增加" if change.way == "up" else "减少"
    figure = f"{change.amount}{change.unit}" if change.amount is not None else f"{change.rate or ''}%".lstrip("%")
    return f"“{change.subject}”{verb}{figure}"


def _none_given(bare: Sequence[Change]) -> Finding:
    first = bare[0]
    owed = any(_OWED.search(change.subject + "".join(change.passage.headings[-1:])) for change in bare)
    more = f"等 {len(bare)} 处增减" if len(bare) > 1 else ""
    return _finding(
        bare,
        f"{_words(first)}{more}，本节没有说明原因",
        f"the section tells {len(bare)} change(s), “{first.subject}” first, and gives no reason",
        ("补写增减变化的原因", "add the reason of the change"),
        Severity.WARNING if owed else Severity.NOTICE,
    )


def _against_finding(changes: Sequence[Change]) -> Finding:
    return _finding(
        changes,
        f"{_words(changes[0])}，没有说明原因；本节所说明的各项增减方向都与它相反",
        f"“{changes[0].subject}” changed without a reason; all changes explained beside it go the other way",
        ("补写总数增减的原因", "add the reason of the whole change"),
    )


def _items_without(changes: Sequence[Change]) -> Finding:
    return _finding(
        changes,
        f"{_words(changes[0])}，没有逐项说明原因，共 {len(changes)} 处",
        f"“{changes[0].subject}” changed and has no reason of its own ({len(changes)} in all)",
        ("“三公”经费应逐项说明增减变化的原因", "give the reason item by item"),
    )


def _told_without(changes: Sequence[Change]) -> Finding:
    return _finding(
        changes,
        f"{_words(changes[0])}，没有说明原因，而同节其他各项都有说明，共 {len(changes)} 处",
        f"“{changes[0].subject}” changed without a reason; the items before it have theirs ({len(changes)} in all)",
        ("补写该项增减变化的原因", "add the reason of this item"),
    )


def _finding(
    changes: Sequence[Change],
    chinese: str,
    english: str,
    suggestion: tuple[str, str],
    severity: Severity = Severity.NOTICE,
) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=(chinese, english),
        quotes=tuple(quote_words(change.passage, change.start, change.end) for change in changes),
        suggestion=suggestion,
        source=SOURCE,
    )
