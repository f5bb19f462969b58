"""Goals of the department: its sub-goals can be measured, and its money stands under one of them.

What it checks:
    The sub-goals that the text sets for the whole department (分项绩效目标) name figures to be reached, and are goals
    rather than a scheme of marks for others; the overall goal names a figure or the year; projects with most of the
    money have a sub-goal that speaks of them.
Why:
    Sub-goals in general words are met whatever happens; money outside every sub-goal serves no stated end.
Not applicable when:
    1. The text has no such sections (the goals stand in forms, which the other rules read).
    2. There are fewer than three sub-goals to compare the projects with, or the projects print no money.
    3. The overall goal without figures, and projects under none of the tasks of a form, are told as notices.
Source:
    财预〔2015〕88号 (细化量化、相应匹配).

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 正文
    ... (一)分项绩效目标
    ... 1、网络运行更有保障
    ... 绩效指标:提升网上可办率,减少故障。
    ... 2、踏勘服务更高效
    ... 绩效指标:提供真实数据,提高踏勘效率。'''
    >>> failures_of(example)
    ['GOA15 (一)分项绩效目标: 2 项分项绩效目标都没有可衡量的数值']
    >>> failures_of(example.replace("提升网上可办率", "网上可办率达到90%以上"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gouji.check.rules.goals.cost import budget_of
from gouji.check.rules.goals.seats import quote_forms
from gouji.check.rules.goals.tasks import tasks_of
from gouji.check.rules.quotes import quote_words
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.goal import Goal
from gouji.model.passage import Passage

CODE = "GOA15"
NAME = "goals.department"
SOURCE = "财预〔2015〕88号"

CHINESE = """
部门整体的分项目标应可衡量，主要资金应有对应的分项目标。

查什么
    文字所列的分项绩效目标是否有要达到的数值，是否只是对他人的考核办法；总体目标是否有数值或年度；
    占大部分资金的项目是否有分项目标与之对应。
为什么
    空泛的分项目标怎样都算完成；不在任何分项目标之内的资金，没有说明用途。
不适用的情形
    1. 正文没有这些部分（目标列在表中，由其他规则检查）。
    2. 可供对照的分项目标不足三项，或项目没有金额。
    3. 总体目标没有数值的、项目不在表列主要任务之内的，只作提示。
依据
    财预〔2015〕88号。
示例
    “网上可办率达到90%以上”：可衡量。“提升网上可办率，减少故障”：没有数值。
"""

_SUB_GOALS = re.compile(r"分项(?:绩效)?目标$|分项目标及指标$")
_OVERALL = re.compile(r"总体(?:绩效)?目标$")
_FIGURE = re.compile(
    r"\d[\d,.]*(?:%|‰|个百分点|余?[万千百]?(?:件|次|个|项|人|户|家|场|期|份|篇|条|座|亩|公里|平方米|万元|亿元|套|台|名|批|处|所))"
    r"|(?:≥|≤|不低于|不少于|不超过|控制在|达到|达)\D{0,4}\d|\d+(?:个)?(?:小时|工作日|天|分钟|月底|月末)(?:前|内|以内|之内)"
    r"|百分之|全覆盖|零[投事]"
)
_MARKS = re.compile(r"考核(?:实施方案|办法|细则|采用百分制)|百分制|每次扣\d|最多加\d")
_YEAR = re.compile(r"20\d\d")
_GENERAL = re.compile(
    r"项目|经费|费用|资金|专项|专用|补助|工作|业务|其他|等|[的和与及或、，,。“”\"'()（）\-—\d]+|^\w?\d+[-_]|费$"
)
_FEWEST_BLOCKS, _FEWEST_PROJECTS = 3, 2
_COVERED = Decimal("0.4")  # of the pairs of characters of a project's name
_MOST = Decimal("0.5")  # of the money
_SHORTEST_OVERALL = 10


@dataclass(frozen=True, slots=True)
class _Block:
    """One sub-goal: its heading and the paragraphs below it."""

    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        return "".join(passage.text for passage in self.passages)


def check(claims: ClaimSet) -> Iterator[Finding]:
    """At most one finding of each kind."""
    heading, overall = _heading(claims, _SUB_GOALS), _heading(claims, _OVERALL)
    if overall is not None:
        yield from _overall(overall, _under(claims, overall))
    if heading is None:
        yield from _under_no_task(claims)
        return
    below = _under(claims, heading)
    blocks = _blocks(below)
    text = "".join(passage.text for passage in below)
    if _MARKS.search(text):
        yield _scheme(heading, below)
    elif below and not _FIGURE.search(text):
        yield _without_figures(heading, below, len(blocks))
    if len(blocks) >= _FEWEST_BLOCKS:
        yield from _uncovered(claims, heading, blocks)


def _heading(claims: ClaimSet, pattern: re.Pattern[str]) -> Passage | None:
    """The last heading of that kind: those before it may be the lines of a table of contents."""
    found = [each for each in claims.passages if each.is_heading and not each.is_contents and pattern.search(each.text)]
    return found[-1] if found else None


def _under(claims: ClaimSet, heading: Passage) -> tuple[Passage, ...]:
    """The passages from a heading to the next of its level or a higher one."""
    below: list[Passage] = []
    started = False
    for passage in claims.passages:
        if passage is heading:
            started = True
        elif started:
            if passage.level <= heading.level and passage.is_heading and not _begins_inside(passage, below):
                break
            below.append(passage)
    return tuple(below)


def _begins_inside(passage: Passage, below: Sequence[Passage]) -> bool:
    """Whether a heading of a higher level still belongs to the section: a pasted text with a numbering of its own."""
    return bool(below) and bool(_MARKS.search("".join(each.text for each in below))) and "保障措施" not in passage.text


def _blocks(below: Sequence[Passage]) -> tuple[_Block, ...]:
    """The sub-goals under the heading: each begins with a heading of the highest level there."""
    headings = [passage for passage in below if passage.is_heading]
    if not headings:
        return (_Block(tuple(below)),) if below else ()
    top = min(passage.level for passage in headings)
    blocks: list[list[Passage]] = []
    for passage in below:
        if passage.is_heading and passage.level == top:
            blocks.append([passage])
        elif blocks:
            blocks[-1].append(passage)
    return tuple(_Block(tuple(block)) for block in blocks)


def _overall(heading: Passage, below: Sequence[Passage]) -> Iterator[Finding]:
    own = [passage for passage in below if not passage.is_heading]
    text = "".join(passage.text for passage in own)
    if len(text) < _SHORTEST_OVERALL or _FIGURE.search(text) or _YEAR.search(_without_numbers(text)):
        return
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            "总体绩效目标没有数值，也没有年度，无法衡量",
            "the overall goal names neither a figure nor a year and cannot be measured",
        ),
        quotes=(quote_words(heading), *(quote_words(passage) for passage in own)),
        suggestion=("写明本年度要达到的主要数值", "name the main figures to be reached this year"),
        source=SOURCE,
    )


def _without_numbers(text: str) -> str:
    """A text without the numbers of documents: 〔2018〕 is no year of the goal."""
    return re.sub(r"[〔\[(（]20\d\d[〕\])）]", "", text)


def _scheme(heading: Passage, below: Sequence[Passage]) -> Finding:
    marks = [passage for passage in below if _MARKS.search(passage.text)]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            "分项绩效目标写的是考核办法（分值、加减分），没有本部门的目标和指标值",
            "the sub-goals are a scheme of marks for an assessment: no goal or target of the department",
        ),
        quotes=(quote_words(heading), *(quote_words(passage) for passage in marks)),
        suggestion=("改为本部门的分项目标、指标和指标值", "put the department's own sub-goals, indicators and targets"),
        source=SOURCE,
    )


def _without_figures(heading: Passage, below: Sequence[Passage], blocks: int) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"{blocks} 项分项绩效目标都没有可衡量的数值",
            f"none of the {blocks} sub-goals names a figure to be reached",
        ),
        quotes=(quote_words(heading), *_indicator_words(below)),
        suggestion=("为每项目标写明指标和指标值", "give each an indicator and a target"),
        source=SOURCE,
    )


def _indicator_words(below: Sequence[Passage]) -> Iterator[Quote]:
    for passage in below:
        if "指标" in passage.text[:6]:
            yield quote_words(passage)


def _under_no_task(claims: ClaimSet) -> Iterator[Finding]:
    """A notice where the projects of most of the money stand under no task of the department's form."""
    tasks = [task for goal in claims.goals if goal.scope == "department" for task in tasks_of(claims, goal)]
    bare, share = _bare(claims, [task.name + task.content for task in tasks])
    if len(tasks) < _FEWEST_BLOCKS or not bare:
        return
    names = "、".join(goal.name for goal in bare[:5])
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"占项目资金 {share} 的项目不在部门的主要任务之内：{names}",
            f"projects with {share} of the money stand under none of the department's tasks: {names}",
        ),
        quotes=(*quote_forms(claims, bare), *(replace(task.quote, role="witness") for task in tasks)),
        stated=share,
        source=SOURCE,
    )


def _bare(claims: ClaimSet, texts: Sequence[str]) -> tuple[list[Goal], str]:
    """The projects that none of the texts speaks of where they have most of the money, and their share of it."""
    priced = [
        (goal, money.yuan)
        for goal in claims.goals
        if goal.scope == "project" and goal.indicators and (money := budget_of(claims, goal)) is not None
    ]
    whole = sum((yuan for _, yuan in priced), Decimal(0))
    bare = [(goal, yuan) for goal, yuan in priced if not any(_speaks_of(text, goal) for text in texts)]
    part = sum((yuan for _, yuan in bare), Decimal(0))
    if len(priced) < _FEWEST_PROJECTS or not bare or part < whole * _MOST:
        return [], ""
    return [goal for goal, _ in bare], f"{part / whole * 100:.1f}%"


def _uncovered(claims: ClaimSet, heading: Passage, blocks: Sequence[_Block]) -> Iterator[Finding]:
    """A finding where the projects of most of the money have no sub-goal that speaks of them."""
    bare, share = _bare(claims, [block.text for block in blocks])
    if not bare:
        return
    names = "、".join(goal.name for goal in bare[:5])
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"占项目资金 {share} 的项目没有对应的分项绩效目标：{names}",
            f"projects with {share} of the money have no sub-goal that speaks of them: {names}",
        ),
        quotes=(
            *quote_forms(claims, bare),
            quote_words(heading, role="witness"),
            *(quote_words(block.passages[0], role="witness") for block in blocks),
        ),
        stated=share,
        suggestion=("补充相应的分项目标", "add a sub-goal for them"),
        source=SOURCE,
    )


def _speaks_of(text: str, goal: Goal) -> bool:
    """Whether a sub-goal or task has enough of the words of a project's name, or of what its money is for."""
    name = _GENERAL.sub(" ", fold(goal.name))
    pairs = {word[start : start + 2] for word in name.split() for start in range(len(word) - 1)}
    if not pairs:
        return True  # a name of general words only says nothing
    return Decimal(sum(pair in text for pair in pairs)) >= _COVERED * len(pairs)
