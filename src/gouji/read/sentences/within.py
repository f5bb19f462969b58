"""What a figure means by standing within a list or behind another figure: lines of running costs, this year's part."""

from __future__ import annotations

import re
from decimal import Decimal

from gouji.model.point import Dimension, Point
from gouji.read.bind.partial import Partial
from gouji.read.sentences.mentions import words_before_figures
from gouji.read.sentences.state import OpenList, State
from gouji.read.sentences.subjects import line_of

_ABOUT = re.compile(r"^(?:关于|有关)|(?:19|20)\d\d年度?")
_TITLE_WORDS = re.compile(
    r"(?:预算)?(?:安排|增减变化|变动|收支|有关|总体|具体使用|具体|规模|结构)*(?:的)?(?:情况|说明|及|原因|变化|总体|增减)+$"
)
_COMPARING = re.compile(r"(?:比|较|与|同)(?:上年度?|去年|(?:19|20)\d\d年度?)(?:预算数?)?(?:相比)?")
_LEADS = re.compile(r"^(.{2,30}?)(?:的|安排|主要|具体|内容|情况|用途|用于|包括|如下|以下|方面)+:$")
_DEFINES = re.compile(r"[:,](?:主要|是)?指|是指")
_NO_CLASS = re.compile(r"其[他它](?:重要|相关|有关|需要|事项|情况|说明|的)*")
_CURRENT = re.compile(r"(?:其中:?)?(?:当年|本年度?)(?:预算|安排|预算安排|财政拨款)*(?:支出)?")
_CARRIED = re.compile(r"(?:其中:?)?(?:使用)?(?:上年(?:度)?)?结转(?:结余|资金|安排)*(?:支出)?")
_OF_THIS_YEAR = re.compile(r"(?:本年|当年)[^,;。:、]{0,8}(?:收入|拨款)")


def heading_subject(heading: str) -> str:
    """What a heading speaks of, without 关于…情况说明 and the year it compares with; "" for 其他情况 and definitions.

    >>> heading_subject("(二)比上年增减情况"), heading_subject("(八)机关运行经费:指行政单位的公用经费")
    ('', '')
    >>> heading_subject("三、基本支出情况说明"), heading_subject("五、其他重要事项情况说明")
    ('基本支出', '')
    """
    if _DEFINES.search(heading):
        return ""
    bare = _TITLE_WORDS.sub("", _ABOUT.sub("", words_before_figures(heading)))
    return "" if _NO_CLASS.fullmatch(bare) else _COMPARING.sub("", bare)


def lead_subject(text: str) -> str:
    """What a line that leads to those below it speaks of; "" where a line does not.

    >>> lead_subject("财政拨款支出主要内容如下:"), lead_subject("其中:")
    ('财政拨款支出', '')
    """
    match = _LEADS.match(text)
    return match.group(1) if match else ""


def part_by_vintage(words: str, listed: OpenList | None) -> Point | None:
    """The part of an expenditure that a list calls 当年预算 or 上年结转, if the list tells of nothing else."""
    whole = listed.whole.point if listed is not None else None
    if listed is None or whole is None or whole.get(Dimension.FLOW) not in ("expenditure", "uses"):
        return None
    if whole.get(Dimension.VINTAGE) is not None or whole.get(Dimension.MEASURE) is not None:
        return None
    if any(part.point is None or part.point.without(Dimension.VINTAGE) != whole for part in listed.parts):
        return None
    if _CURRENT.fullmatch(words):
        return whole.having(Dimension.VINTAGE, "current")
    return whole.having(Dimension.VINTAGE, "carried") if _CARRIED.fullmatch(words) else None


def of_the_same_fund(subject: Partial, between: str, before: str, last: Partial | None) -> Partial:
    """上年结转 right behind this year's income of a fund is of that fund (一般公共预算本年收入…、上年结转…).

    `between` are the words between the two figures, `before` those before the first.
    """
    fund = last.get("fund") if last is not None else None
    if fund is None or subject.get("fund") is not None or subject.get("flow") != "opening":
        return subject
    return subject.having(fund=fund) if between.startswith("、") and _OF_THIS_YEAR.search(before) else subject


def goes_on_listing(words: str, subject: Partial | None, state: State, amount: Decimal) -> bool:
    """Whether a list of projects goes on behind a semicolon: with another project, not with another kind of money.

    So does, in a passage that is one line of a list, what its project consists of, as long as there is money left.
    """
    whole = state.whole
    if whole is None or line_of(words, whole) is None:
        return False
    if whole.get(Dimension.NATURE) == "project":
        return subject is None or subject.get("project") is not None
    listed = state.lists[-1]
    left = listed.whole.amount.value - sum((part.amount.value for part in listed.parts), Decimal(0))
    return state.carried and len(state.lists) == 2 and whole.get(Dimension.PROJECT) is not None and amount <= left


def is_line_of_running_costs(subject: Partial, whole: Point | None) -> bool:
    """Whether what a list of running costs names is the item within them (its 培训费), not the item as such."""
    if whole is None or whole.get(Dimension.ITEM) != "operating_cost" or whole.get(Dimension.MEASURE) is not None:
        return False
    return not (subject.get("item") or "operating_cost").startswith("operating_cost")
