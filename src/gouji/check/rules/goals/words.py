"""Words of a goal: they say more than the names that stand beside them.

What it checks:
    The goal of a project is neither its name again nor half a sentence, and does not end with a comma; the description
    of an indicator is not its name again; a name says of what it is (not 完成率 alone, nor the name of a kind); not
    every indicator of the document has the same general basis.
Why:
    Words that repeat the name say nothing of what is to be reached, how it is measured and on what ground.
Not applicable when:
    1. The form has no goal in words, no description or no basis.
    2. Descriptions repeat names in less than half of the rows, or in fewer than three.
    3. The basis names a document, a standard with its number, or a contract.
    All but the goal that is the project's name are notices.
Source:
    财预〔2015〕88号 (明确清晰).

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 目标 | 现场踏勘专项经费
    ... 年度目标 1.现场踏勘专项经费
    ... 产出指标/数量指标 | 踏勘件数 | ≥150件'''
    >>> failures_of(example)
    ['GOA11 1.现场踏勘专项经费: 绩效目标只是重复项目名称：现场踏勘专项经费']
    >>> failures_of(example.replace("1.现场踏勘专项经费", "完成踏勘150件以上"))
    []
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gouji.check.rules.goals.seats import Seat, quote_seats, seats
from gouji.check.rules.quotes import quote_goal
from gouji.law.goal_indicators import drawer_of, plain_name, says
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.goal import Goal

CODE = "GOA11"
NAME = "goals.words"
SOURCE = "财预〔2015〕88号"

CHINESE = """
绩效目标、指标说明和依据应言之有物。

查什么
    绩效目标是否只是重复项目名称，是否缺半句或以逗号结尾；
    指标描述是否只是重复指标名称；指标名称是否只写“完成率”“成本”或二级指标的名称，而不写是什么的；全部指标的依据是否都是同一句泛泛之词。
为什么
    重复名称的文字没有说明要达到什么、怎样衡量、根据是什么。
不适用的情形
    1. 表中没有目标文字、说明或依据。
    2. 重复名称的说明不到一半，或不足三处。
    3. 依据是文件、带编号的标准或合同。
    除“目标即项目名称”外，一律只作提示。
依据
    财预〔2015〕88号。
示例
    “完成踏勘150件以上”：言之有物。“现场踏勘专项经费”作为该项目的目标：重复名称。
"""

_PLACEHOLDER = re.compile(r"目标内容\d{0,2}(?!的)")
_NUMBER = re.compile(r"^\d{1,2}[.、]")
_MARKS = re.compile(r"[\s，,。；;、:：（）()“”\"'《》]")
_MONEY_WORDS = re.compile(r"(?:专项|工作|业务|补助)?(?:经费|资金|费用|费)$|绩效目标表?$|项目$")
_HALF_SENTENCE = re.compile(r"^(?:推动|推进|促进).{2,16}(?:水平|能力|质量|效率|满意度|环境)$")
_GENERAL = re.compile(r"^(?:年度|本年|单位|部门|年度)?(?:工作)?(?:计划|安排|要求|总结|标准|需要|实际)(?:标准)?$")
_FEWEST, _FEWEST_BASES = 3, 10
_GOES_ON = (",", "、")
_SHOWN = 16  # characters of a goal's end in a message


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each kind of empty words, with every place."""
    yield from _goal_words(claims)
    every = list(seats(claims))
    described = [seat for seat in every if seat.indicator.description]
    repeated = [seat for seat in described if plain_name(seat.indicator.description) == seat.name]
    if len(repeated) >= _FEWEST and len(repeated) * 2 >= len(described):
        yield _notice(
            f"{len(repeated)} 条指标的描述只是重复指标名称（共 {len(described)} 条有描述）",
            f"{len(repeated)} descriptions repeat the name of their indicator (of {len(described)})",
            quote_seats(claims, repeated),
        )
    bare = [seat for seat in every if _is_bare(seat) and not _is_described(seat)]
    if bare:
        names = "、".join(dict.fromkeys(seat.name for seat in bare))
        yield _notice(
            f"指标名称没有写明是什么的：{names}（{len(bare)} 处）",
            f"names of indicators that do not say of what: {names} ({len(bare)} rows)",
            quote_seats(claims, bare),
        )
    yield from _bases(claims, every)


def _goal_words(claims: ClaimSet) -> Iterator[Finding]:
    projects = [goal for goal in claims.goals if goal.scope == "project" and goal.goal]
    named = [goal for goal in projects if _is_name(goal)]
    if named:
        names = "、".join(goal.name for goal in named[:6])
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.WARNING,
            message=(f"绩效目标只是重复项目名称：{names}", f"the goal only repeats the project's name: {names}"),
            quotes=_quotes(claims, named),
            suggestion=("写明要达到的结果", "say what is to be reached"),
            source=SOURCE,
        )
    half = [goal for goal in projects if _HALF_SENTENCE.search(_bare(goal.goal))]
    if half:
        yield _notice(
            f"绩效目标“{_bare(half[0].goal)}”句子不完整",
            f"the goal “{_bare(half[0].goal)}” is half a sentence",
            _quotes(claims, half),
        )
    cut = [goal for goal in projects if fold(goal.goal).endswith(_GOES_ON)]
    if cut:
        yield _notice(
            f"绩效目标“…{fold(cut[0].goal)[-_SHOWN:]}”没有写完",
            f"the goal “…{fold(cut[0].goal)[-_SHOWN:]}” is not written to its end",
            _quotes(claims, cut),
        )


def _bare(text: str) -> str:
    """A goal's words without its number, the form's own words and marks at the end."""
    return _PLACEHOLDER.sub("", _NUMBER.sub("", fold(text))).strip("。;,.、:")


def _is_name(goal: Goal) -> bool:
    return bool(_plain(goal.name)) and _plain(_bare(goal.goal)) == _plain(goal.name)


def _plain(text: str) -> str:
    return _MONEY_WORDS.sub("", _MARKS.sub("", fold(text)))


def _is_bare(seat: Seat) -> bool:
    """Whether a name says nothing of what it measures, or is the name of a kind other than the indicator's own.

    Its own kind stands there where a conversion lost the name.
    """
    if says("kind_name", seat.name):
        return bool(seat.drawer) and drawer_of(seat.name, "") != seat.drawer
    return says("bare_name", seat.name)


def _is_described(seat: Seat) -> bool:
    """Whether a description says more than the name."""
    return len(plain_name(seat.indicator.description)) > len(seat.name) + 2


def _bases(claims: ClaimSet, every: Sequence[Seat]) -> Iterator[Finding]:
    """A notice where one general basis serves (nearly) all indicators."""
    bases = Counter(fold(seat.indicator.basis) for seat in every if seat.indicator.basis)
    if not bases:
        return
    [(basis, times)] = bases.most_common(1)
    if times < _FEWEST_BASES or times * 10 < bases.total() * 9 or not _GENERAL.search(basis):
        return
    same = [seat for seat in every if fold(seat.indicator.basis) == basis]
    yield _notice(
        f"{bases.total()} 条指标中 {times} 条的依据都是“{basis}”，没有说明指标值从何而来",
        f"{times} of {bases.total()} indicators have the same basis, “{basis}”, which says nothing of the target",
        quote_seats(claims, same),
    )


def _quotes(claims: ClaimSet, goals: Sequence[Goal]) -> tuple[Quote, ...]:
    return tuple(quote_goal(claims, goal, goal.goal) for goal in goals)


def _notice(chinese: str, english: str, quotes: tuple[Quote, ...]) -> Finding:
    return Finding(
        code=CODE, name=NAME, severity=Severity.NOTICE, message=(chinese, english), quotes=quotes, source=SOURCE
    )
