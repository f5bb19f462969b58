"""Mentions: each figure of a passage with its unit, the words before it, and the kind of statement that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gouji.law.vocabulary import strip_numbering
from gouji.read.sentences.phrases import phrase_before

Kind = Literal["amount", "base", "change", "rate", "share", "count", "other"]

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MONEY = ("亿元", "万元", "千元", "元")
_COUNTS = (
    "平方米",
    "台件套",
    "台(件、套)",
    "台(套)",
    "台(件)",
    "台套",
    "个团组",
    "批次",
    "人次",
    "辆",
    "台",
    "套",
    "人",
    "名",
    "个",
    "家",
    "项",
    "次",
    "件",
    "批",
    "分",
    "小时",
    "天",
    "亩",
    "册",
)
_UNITS = "|".join(map(re.escape, (*_MONEY, "个百分点", "%", *_COUNTS)))
_FIGURE = re.compile(rf"(?<![\d.,〔\[第])(?P<minus>-)?(?P<number>{_NUMBER})(?P<unit>{_UNITS})(?P<per>/)?")
_UP = "增加|增长|增收|增支|上升|提高|上涨|扩大|调增|多|净增"
_DOWN = "减少|下降|降低|减支|减收|缩减|压减|压缩|调减|核减|下调|少"
_CHANGE = re.compile(
    rf"(?P<way>{_UP}|{_DOWN}|持平)(?:\((?:{_UP}|{_DOWN})\))?(?:了|额|数|金额|幅度|比例|率)*(?:约|为|是|达|到)*$"
)
_RATE = re.compile(
    r"(?P<way>增幅|增长率|增减率|涨幅|升幅|降幅|减幅|下降率|降低率|变动率|变动幅度|增减幅度)(?:约|为|是|达)*$"
)
_SHARE = re.compile(
    r"(?:约?占|占比|所占比例|比重|比例)(?P<of>[^,;。:]{0,24}?)(?:的比例|的比重|比重|比例)?(?:约|为|是|达|的)*$"
)
_COMPARED = re.compile(
    r"(?:较|比|与|同)(?P<base>(?:(?:19|20)\d\d年度?|上年度?|去年|前年)[^,;。:]{0,14}|年初预算[^,;。:]{0,6})$"
)
_TO = re.compile(r"(?:增加|增长|减少|下降|提高|降低)(?:至|到)(?:约)?$")
_JUST_AFTER = ("(", ",", ",即", "(即")
"""What stands between a change and its rate where no word does: 增加5.44万元(36.78%)."""
_PRICE = re.compile(r"单价|单位价值|单台价值|人均")
_THRESHOLD = re.compile(r"(?:\(含\))?(?:及)?以[上下]")
_LONGEST_TITLE = 80  # characters
_LESS = frozenset([*_DOWN.split("|"), "降幅", "减幅", "下降率", "降低率"])


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure of a passage: where it stands in the text, its value and unit, and what kind of statement it makes.

    `words` are those between the figure or mark before it and itself; `sign` is −1 where they say that it fell. `of` is
    what a share is of, where the words say so.
    """

    start: int
    end: int
    text: str
    value: Decimal
    decimals: int
    unit: str
    words: str
    kind: Kind
    sign: int = 1
    of: str = ""
    base: str = ""


def find_mentions(text: str) -> Iterator[Mention]:
    """The figures of a folded text that have a unit, in order.

    >>> [(m.kind, str(m.value), m.unit, m.sign) for m in find_mentions("支出12.50万元,较上年减少1.5万元,下降10.71%")]
    [('amount', '12.50', '万元', 1), ('change', '1.5', '万元', -1), ('rate', '10.71', '%', -1)]
    """
    end, last, last_sign = 0, "", 1
    for match in _FIGURE.finditer(text):
        if match["per"]:
            end = match.end()
            continue
        words = phrase_before(text, end, match.start())
        kind, sign, of, base = _kind(match["unit"], words)
        if match["unit"] == "%" and last == "change" and text[end : match.start()] in _JUST_AFTER:
            kind, sign = "rate", last_sign
        if _PRICE.search(words) or _THRESHOLD.match(text, match.end()):
            kind = "other"
        last, last_sign = kind, sign
        number = match["number"].replace(",", "")
        value = Decimal(number) * (-1 if match["minus"] else 1)
        yield Mention(
            start=match.start(),
            end=match.end(),
            text=match.group(),
            value=value,
            decimals=len(number.partition(".")[2]),
            unit=match["unit"],
            words=words,
            kind=kind,
            sign=sign,
            of=of,
            base=base,
        )
        end = match.end()


def _kind(unit: str, words: str) -> tuple[Kind, int, str, str]:
    """What kind of statement a figure makes by its unit and the words before it, its sign, and what it is of."""
    if _TO.search(words):
        return ("amount" if unit in _MONEY else "other"), 1, "", ""
    change = _CHANGE.search(words)
    rate = _RATE.search(words)
    if unit == "%":
        found = rate or change
        if found:
            return "rate", -1 if found["way"] in _LESS else 1, "", ""
        share = _SHARE.search(words)
        return ("share", 1, share["of"], "") if share else ("other", 1, "", "")
    if unit in _MONEY:
        if change and change["way"] != "持平":
            return "change", -1 if change["way"] in _LESS else 1, "", ""
        compared = _COMPARED.search(words)
        return ("base", 1, "", compared["base"]) if compared else ("amount", 1, "", "")
    return ("count" if unit in _COUNTS and not change else "other"), 1, "", ""


def title_of(text: str, mention: Mention) -> str:
    """The sentence without figures that a passage begins with, as its title, where a figure stands in a later one."""
    title, mark, _ = text.partition("。")
    figures = any(True for _ in find_mentions(title))
    return "" if not mark or figures or len(title) > _LONGEST_TITLE or mention.start < len(title) else title


def words_before_figures(heading: str) -> str:
    """A heading without its number and what follows its first sentence, colon or figure.

    >>> words_before_figures("(一)基本支出1191.58万元,比2022年预算增加21.53万元")
    '基本支出'
    """
    first = next(find_mentions(heading), None)
    words = heading if first is None else heading[: first.start]
    return strip_numbering(words).partition("。")[0].partition(":")[0]


def is_line(text: str) -> bool:
    """Whether an unnumbered passage is a line of a list: an amount near its beginning."""
    first = next(find_mentions(text), None)
    return first is not None and first.kind == "amount" and first.start <= _LONGEST_TITLE // 2


def is_bare(words: str) -> bool:
    """Whether a phrase says no more than that money comes in or goes out."""
    return words in ("收入", "支出", "预算", "资金")


def sentence_around(text: str, mention: Mention) -> str:
    """The sentence that holds a figure."""
    begin = text.rfind("。", 0, mention.start) + 1
    end = text.find("。", mention.end)
    return text[begin : end + 1 if end >= 0 else len(text)]


def sentence_before(text: str, mention: Mention) -> str:
    """The words of a figure's sentence that stand before it."""
    return text[text.rfind("。", 0, mention.start) + 1 : mention.start]


def clause_of(text: str, mention: Mention) -> str:
    """The clause that ends in a figure."""
    begin = max(text.rfind(mark, 0, mention.start) for mark in ",;。:") + 1
    return text[begin : mention.end]
