"""Where the text says that there is none of something, the tables have none of it.

What it checks:
    Each sentence that denies government funds, state capital, “三公”经费 or one of its items, running costs,
    procurement, purchased services or meetings (没有使用政府性基金, 无“三公”经费预算, 未安排政府采购): no table of
    this year has money there. And the other way round: where the text gives an amount, its own table is not empty.
Why:
    Notes of last year's empty tables stay behind when the table fills, and the other way round.
Not applicable when:
    1. The sentence speaks of another year, of money carried over, or of one case among others (无新增, 无……的), or of
       expenditure of a fund, of which DIS05 tells.
    2. It explains a term or a form.
    3. The figures against it are not certain.
Source:
    财预〔2016〕143号: tables without data are printed empty, and a sentence says so.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... “三公”经费支出表 | 万元 | flow=expenditure year=2024
    ... 项目 | 合计
    ... “三公”经费 item=three_public | 37.91
    ...
    ... 正文
    ... 注：本部门2024年无“三公”经费预算。'''
    >>> failures_of(example)
    ['NAR09 无“三公”经费预算: 文字说“无“三公”经费预算”，表中却有 37.91万元']
    >>> failures_of(example.replace("37.91", "0.00"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from gouji.check.lookup import fixing, of_table, told_in_text
from gouji.check.rules.narrative.changes import running_text
from gouji.check.rules.quotes import quote_words
from gouji.law.dimensions import is_within
from gouji.law.narrative import Thing, narrative_words
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.passage import Passage
from gouji.model.point import Dimension, Point

CODE = "NAR09"
NAME = "narrative.denials"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）：没有数据的表格应列出空表并说明"

CHINESE = """
文字说没有的，表中也应没有。

查什么
    凡说没有政府性基金、国有资本经营预算、“三公”经费或其某一项、机关运行经费、政府采购、政府购买服务、会议费的句子（没有使用政府性基金、无“三公”经费
    预算、未安排政府采购），本年各表中都不应有金额；反之，文字写有金额的，本项的表不应全空。
为什么
    上年空表的说明常在表中有了数之后仍留着，反之亦然。
不适用的情形
    1. 说的是其他年度、上年结转，或只是一部分（无新增、无……的）；没有某项基金支出的，见 DIS05。
    2. 名词解释、填表说明。
    3. 表中数字不确定。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）。
示例
    注“本部门2024年无“三公”经费预算”，表中“三公”经费 37.91万元：不成立。
"""

_DENIES = (
    r"(?:没有|无|未|不涉及|不存在)(?:当年|本年)?(?:使用|安排|编制|列支|涉及|申请|拨付)?(?:过)?"
    r"(?:财政拨款|一般公共预算)?(?:安排的|资金)?"
)
_NONE = re.compile("[没无未不]")
"""A character without which nothing is denied: most sentences have none, and are not searched for all things."""
_OTHER = re.compile(r"结转|上年|新增|增加|变化|变动|增减")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_EXPLAINS = re.compile(r"名词解释|填表说明|指标解释")
_SHOWN = 8


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A finding for each sentence that denies what a table has, and for each amount whose own tables are empty."""
    told: set[str] = set()
    for passage in running_text(claims):
        if _NONE.search(passage.text) is None:
            continue
        if any(_EXPLAINS.search(heading) for heading in passage.headings):
            continue  # (2)
        for match, thing in _denials(passage.text):
            if thing.member in told or _speaks_of_other(claims, passage, match):
                continue
            against = _money(claims, thing)
            if against:
                told.add(thing.member)
                yield _denied(passage, match, against)
    yield from _empty_tables(claims)


def _denials(text: str) -> Iterator[tuple[re.Match[str], Thing]]:
    for pattern, thing in _patterns():
        for match in pattern.finditer(text):
            is_told_elsewhere = thing.dimension is Dimension.FUND and "支出" in match.group()
            if not is_told_elsewhere and not match.group().endswith("的") and not _OTHER.search(match.group()):
                yield match, thing  # (1)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Thing], ...]:
    found = []
    for thing in narrative_words().things:
        words = "|".join(re.escape(word) for word in thing.words)
        found.append((re.compile(rf"{_DENIES}(?:{words})[^,。;()、和及]{{0,10}}"), thing))
    return tuple(found)


def _speaks_of_other(claims: ClaimSet, passage: Passage, match: re.Match[str]) -> bool:
    """Whether the clause speaks of another year, of money carried over, or gives the reason of a change."""
    begin = max(passage.text.rfind(mark, 0, match.start()) for mark in "。;(") + 1
    clause = passage.text[begin : match.end()]
    years = set(_YEAR.findall(clause))
    year = claims.facts.year.value if claims.facts.year is not None else ""
    return bool(_OTHER.search(clause) or "原因" in clause or (years and f"{year}年" not in years))  # (1)


def _money(claims: ClaimSet, thing: Thing) -> list[Claim]:
    """The certain figures of tables that have this year's money where a sentence says that there is none."""
    figures = fixing(claims, thing.dimension)
    named = {point.fixed[thing.dimension] for _, point in figures}
    own = {member for member in named if is_within(thing.dimension, member, thing.member)}
    return [
        claim
        for claim, point in figures
        if point.fixed[thing.dimension] in own and _is_of_this_year(claims, claim, point)
    ]


def _is_of_this_year(claims: ClaimSet, claim: Claim, point: Point) -> bool:
    """Whether a figure of a table is certain, and this year's own money."""
    year = claims.facts.year.value if claims.facts.year is not None else ""
    return (
        claim.kind == "cell"
        and claim.doubt is None  # (3)
        and bool(claim.amount.value)
        and point.get(Dimension.YEAR) in (year, None)
        and point.get(Dimension.MEASURE) is None
        and point.get(Dimension.VINTAGE) != "carried"
        and point.get(Dimension.FLOW) not in ("opening", "closing")
        and claim.amount.yuan is not None
    )


def _denied(passage: Passage, match: re.Match[str], against: Sequence[Claim]) -> Finding:
    largest = max(against, key=lambda claim: claim.amount.yuan or 0)
    words = match.group()
    figure = f"{largest.source.text}{largest.amount.unit or ''}"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"文字说“{words}”，表中却有 {figure}",
            f"the text says “{words}” (none), while a table has {figure}",
        ),
        quotes=(quote_words(passage, match.start(), match.end()),),
        witnesses=tuple(Witness(one, "witness") for one in dict.fromkeys(claim.id for claim in (largest, *against)))[
            :_SHOWN
        ],
        stated="0.00",
        suggestion=("删去该说明，或核对表中金额", "drop the sentence, or check the table"),
        source=SOURCE,
    )


def _empty_tables(claims: ClaimSet) -> Iterator[Finding]:
    """Amounts of the text whose fund or item has tables of its own, all of them without money."""
    for thing in narrative_words().things:
        own = [number for number, table in enumerate(claims.tables) if any(word in table.title for word in thing.words)]
        if not own or _money(claims, thing):
            continue
        if any(claim.amount.value for table in own for claim in of_table(claims, table)):
            continue  # figures that could not be read for certain
        told = [claim for claim in told_in_text(claims) if _is_of(claim, thing, claims)]
        if told:
            yield _not_in_table(claims, told, own[0])


def _is_of(claim: Claim, thing: Thing, claims: ClaimSet) -> bool:
    point = claim.point
    year = claims.facts.year.value if claims.facts.year is not None else ""
    if point is None or not claim.amount.yuan or point.get(Dimension.MEASURE) is not None or claim.doubt is not None:
        return False
    member = point.get(thing.dimension)
    return member == thing.member and point.get(Dimension.YEAR) in (year, None)


def _not_in_table(claims: ClaimSet, told: Sequence[Claim], table: int) -> Finding:
    first, title = told[0], claims.tables[table].title
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"文字写有 {first.source.text}，而“{title}”是空表",
            f"the text tells {first.source.text}, while the table “{title}” is empty",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in told[:_SHOWN]),
        stated=first.source.text,
        suggestion=("补列该表，或更正文字", "fill the table, or correct the text"),
        source=SOURCE,
    )
