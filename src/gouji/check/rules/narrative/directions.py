"""The words of a change say which way it went: they agree with its sign, its rate and its reason.

What it checks:
    增加 beside a rate that fell (or the other way round), 增加 −5.00, a change of nothing with a rate, a reason
    that says nothing changed where something did, 持平 where last year's figure in the tables is another, and an
    amount after 比上年 that no word calls more or less. 增加0.00万元 (for 持平), a template's 增加（减少） left
    standing, and a reason of having more or less where nothing changed, are told as notices.
Why:
    The direction is what the reader takes away; a template filled by habit gets it wrong.
Not applicable when:
    1. 基本持平 and a difference of no more than one part in twenty.
    2. The amount after 比上年 is last year's own (较上年的7.80万元增加22.12万元).
    3. The tables do not print last year's figure, or print it in two ways.
Source:
    《地方预决算公开操作规程》 (财预〔2016〕143号): the narrative explains changes and their reasons.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 正文
    ... 机关运行经费210.32万元，比上年增加1.43万元，下降0.68%。主要原因是人员增加。'''
    >>> failures_of(example)
    ['NAR07 机关运行经费210.32万元,比上年增加1.43万元,下降0.68%: “增加1.43万元”与“下降0.68%”方向相反']
    >>> failures_of(example.replace("下降0.68%", "增长0.68%"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from gouji.check.rules.narrative.changes import MONEY, NUMBER, Change, changes_of, running_text
from gouji.check.rules.narrative.spoken import Spoken, amounts_before, last_years
from gouji.check.rules.quotes import quote_words
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.passage import Passage

CODE = "NAR07"
NAME = "narrative.directions"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）关于说明增减变化的要求"

CHINESE = """
说增减的话应与正负号、增减率、原因方向一致。

查什么
    “增加”而增减率写下降（或相反）、增加负数、增减额为零而增减率不为零、有增减而原因写无变化、写持平而表中上年数不同、“比上年1.43万元”漏写增加
    或减少。“增加0.00万元”（应写持平）、模板的“增加（减少）”未删去、持平而原因说节约或减少的，列为提示。
为什么
    读者记住的是方向；照模板填写容易写反。
不适用的情形
    1. 写“基本持平”且相差不超过百分之五。
    2. “比上年”后面是上年数本身（较上年的7.80万元增加22.12万元）。
    3. 表中没有上年数，或各表不一致。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）。
示例
    “机关运行经费210.32万元，比上年增加1.43万元，下降0.68%”：方向相反，不成立。
"""

_UNCHANGED = re.compile(
    r"(?:与|和|同|较|比)上年(?:度)?(?:预算)?(?:基本)?(?:持平|一致|相同)|无增减变化|没有变化|保持不变|无变化"
)
_NO_WORD = re.compile(
    rf"(?:比|较)(?:(?:19|20)\d\d年|上年|去年)(?:年初)?(?:预算数?)?(?P<number>{NUMBER})(?P<unit>{MONEY})"
    rf"[,(、](?P<way>增加|增长|减少|下降|降低|提高)(?P<rate>{NUMBER})%"
)
_BOTH = re.compile(r"(?:增加|减少)(?:相比|较|比)[^,。;]{0,12}(?:无变化|持平|一致)")
_SAVED = re.compile(r"节约|压减|压缩|减少|下降|增加")
_NEARLY = Decimal("0.05")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A finding for each contradiction, and one for all changes of nothing that are told as an increase or decrease."""
    spoken = amounts_before(claims)
    before = last_years(claims)
    idle: list[Quote] = []
    saved: list[Quote] = []
    for passage in running_text(claims):
        for change in changes_of(passage):
            yield from _contradictions(change)
            yield from _not_the_same(change, spoken, before)
            if _is_idle(change):
                idle.append(_with_reason(change))
            elif _is_saved(change):
                saved.append(_with_reason(change))
        yield from _wordless(passage)
        idle.extend(quote_words(passage, match.start(), match.end()) for match in _BOTH.finditer(passage.text))
    if idle:
        yield _told_idle(idle)
    if saved:
        yield _told_saved(saved)


def _with_reason(change: Change) -> Quote:
    return quote_words(change.passage, change.start, max(change.end, change.reason_end))


def _contradictions(change: Change) -> Iterator[Finding]:
    text = change.passage.text[change.start : change.end]
    verb = change.words
    if change.negative and change.amount and not change.either:
        yield _finding(
            change,
            Severity.WARNING,
            (
                f"“{verb}”后面是负数：{verb}-{change.amount}{change.unit}",
                f"“{verb}” is followed by a negative amount: -{change.amount}{change.unit}",
            ),
            ("去掉负号，或改用相反的词", "drop the minus, or use the opposite word"),
        )
    is_plain = not change.either and not change.negative
    if change.amount and change.rate and change.rate_way not in ("", change.way) and is_plain:
        rate = re.search(rf"[^\d,，(、]*{NUMBER}%", text[text.rfind(change.unit) + len(change.unit) :])
        told = rate.group().lstrip(",(、") if rate else f"{change.rate}%"
        yield _finding(
            change,
            Severity.ERROR,
            (
                f"“{verb}{change.amount}{change.unit}”与“{told}”方向相反",
                f"“{verb}{change.amount}{change.unit}” and “{told}” go opposite ways",
            ),
            ("核对上年数，统一增减方向", "check last year's figure and make both go the same way"),
        )
    if change.amount == 0 and change.rate:
        yield _finding(
            change,
            Severity.WARNING,
            (
                f"增减额为零，增减率却为 {change.rate}%",
                f"the change is nothing, but its rate is {change.rate}%",
            ),
            ("核对增减额和增减率", "check the change and the rate"),
        )
    if not change.is_zero and change.reason and _UNCHANGED.search(change.reason):
        yield _finding(
            change,
            Severity.WARNING,
            (
                f"写明{verb}{change.amount or ''}{change.unit}，原因却写“{change.reason.strip(',。;')}”",
                f"something changed, but its reason says that nothing did: “{change.reason}”",
            ),
            ("写明变化的原因，或更正增减额", "give the reason of the change, or correct the change"),
        )


def _is_idle(change: Change) -> bool:
    """Whether a change of nothing is told as more or less."""
    return change.way != "same" and change.amount == 0 and not change.rate


def _is_saved(change: Change) -> bool:
    """Whether what stayed the same is explained as a saving, or as more or less."""
    return change.way == "same" and bool(_SAVED.search(change.reason)) and "未" not in change.reason


def _wordless(passage: Passage) -> Iterator[Finding]:
    """比上年1.43万元，增加0.68%: a change without the word that says which way, unless it is last year's amount."""
    for match in _NO_WORD.finditer(passage.text):
        earlier = re.findall(rf"({NUMBER})({MONEY})", passage.text[max(0, match.start() - 40) : match.start()])
        base = Decimal(match["number"].replace(",", ""))
        rate = Decimal(match["rate"]) / 100
        if not earlier or not base:
            continue
        ratio = abs(Decimal(earlier[-1][0].replace(",", "")) / base - 1)
        if abs(ratio - rate) <= _NEARLY * (1 + rate):
            continue  # (2)
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.WARNING,
            message=(
                f"“{match.group()}”漏写增加或减少：{match['number']}{match['unit']}不是上年数",
                f"“{match.group()}” lacks the word for more or less: {match['number']} is not last year's figure",
            ),
            quotes=(quote_words(passage, match.start(), match.end()),),
            suggestion=(
                f"改为“比上年{match['way']}{match['number']}{match['unit']}，{match['way']}{match['rate']}%”",
                "put 增加 or 减少 before the amount",
            ),
            source=SOURCE,
        )


def _not_the_same(
    change: Change, spoken: Mapping[tuple[int, int], list[Spoken]], before: Mapping[object, Decimal | None]
) -> Iterator[Finding]:
    """持平 where the tables print another figure for last year."""
    if change.way != "same":
        return
    told = [one for one in spoken.get((change.passage.document, change.passage.block), ()) if one.end <= change.end]
    if not told or told[-1].start < change.start:
        return
    this = told[-1]
    last = before.get(this.point)
    if last is None or last == this.yuan:
        return  # (3)
    nearly = "基本" in change.passage.text[this.end : change.end]
    if abs(last - this.yuan) <= (_NEARLY * abs(last) if nearly else this.quantum):
        return  # (1)
    yield _finding(
        change,
        Severity.WARNING,
        (
            f"写“{change.words}”，而表中上年数为 {last / 10000:f}万元，本年数为 {this.text}",
            f"“{change.words}”, but the tables print {last / 10000:f}万元 for last year; this year's is {this.text}",
        ),
        ("核对上年数，改写增减额", "check last year's figure and tell the change"),
    )


def _finding(change: Change, severity: Severity, message: tuple[str, str], suggestion: tuple[str, str]) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=message,
        quotes=(quote_words(change.passage, change.start, change.end),),
        suggestion=suggestion,
        source=SOURCE,
    )


def _told_idle(quotes: list[Quote]) -> Finding:
    shown, count = quotes[0].text[-30:], len(quotes)
    return _notice(
        quotes,
        (
            f"没有变化而写成有增减（如“{shown}”），共 {count} 处",
            f"{count} times nothing changed, but an increase or decrease is told (“{shown}”)",
        ),
        ("改写为“与上年持平”，不再写增减原因", "say 与上年持平 and give no reason"),
    )


def _told_saved(quotes: list[Quote]) -> Finding:
    shown, count = quotes[0].text[-30:], len(quotes)
    return _notice(
        quotes,
        (
            f"与上年持平，原因却写增减或节约（如“{shown}”），共 {count} 处",
            f"{count} times nothing changed, and the reason is a saving or change (“{shown}”)",
        ),
        ("持平的写明为何持平，或不写原因", "say why it stayed the same, or give no reason"),
    )


def _notice(quotes: list[Quote], message: tuple[str, str], suggestion: tuple[str, str]) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=message,
        quotes=tuple(quotes),
        suggestion=suggestion,
        source=SOURCE,
    )
