"""Money that the text denies is not in the tables.

What it checks:
    Sentences that the department has no spending from government funds, state capital or special accounts, against
    the tables' figures of that money for the year.
Why:
    One of the two is wrong, and it is the first thing a reader of a section relies on.
Not applicable when:
    1. The sentence speaks of a part (三公, a unit, money carried over), or of another year.
    2. The figures are not bound to that money, or are in doubt.
    3. The sentence denies this year's money (当年), and money is carried over, which the figures may hold.
Source:
    财预〔2016〕143号: text and tables agree.

Examples:
    >>> from gouji.check.example import failures_of
    >>> failures_of('''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 政府性基金 fund=government_fund
    ... 合计 | 30.00
    ...
    ... 正文
    ... 本部门2024年没有政府性基金预算支出。
    ... ''')[0]
    'DIS05 本部门2024年没有政府性基金预算支出: 文中称没有政府性基金预算支出，表中却有30.00万元'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.lookup import carried_over, fixing
from gouji.check.rules.disclosure.layout import layouts_of
from gouji.check.rules.quotes import quote_words
from gouji.law.disclosure import Subject, disclosure_law
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.passage import Passage, sentence_at
from gouji.model.point import Dimension, Point

CODE = "DIS05"
NAME = "disclosure.denied"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）"

CHINESE = """
文中说没有的资金，表中也没有。

查什么
    文中称没有政府性基金预算、国有资本经营预算、财政专户管理资金支出的，与各表当年该项资金的数字核对。
为什么
    两处必有一错，而读者首先看到的是这句话。
不适用的情形
    1. 该句说的是其中一部分（“三公”经费、某单位、结转资金），或别的年度。
    2. 表中数字没有确定为该项资金，或存疑。
    3. 该句说的是当年资金，而另有上年结转资金，表中数可能就是结转。
依据
    财预〔2016〕143号：文字与表格一致。
示例
    文中“没有政府性基金预算支出”，支出总表政府性基金栏30.00万元：列为错误。
"""

_DENIES = re.compile(
    r"(?:没有|无|未)(?:使用|安排|编列|有)?(?:当年|本年)?(?P<money>(?:政府性基金|国有资本经营|财政专户管理资金)[^,。;]{0,16}?支出)"
)
_PART = re.compile(r"三公|结转|结余|出国|接待|用车|单位[^,。;]{0,4}无|机关运行|采购|其中|购买服务")
_THIS_YEARS = re.compile(r"当年|本年")
_MOST = 6  # witnesses


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each money that is denied and printed."""
    year = claims.facts.year.value if claims.facts.year is not None else ""
    told: set[str] = set()
    for passage in (passage for layout in layouts_of(claims) for passage in layout.body if passage.certain):
        for match in _DENIES.finditer(passage.text):
            start, end = sentence_at(passage.text, *match.span())
            sentence = passage.text[start:end]
            subject = next(one for one in disclosure_law().subjects if one.fund and one.word.search(match["money"]))
            if _PART.search(sentence) or _is_other_year(sentence, year) or subject.fund in told:
                continue  # (1)
            of_funds = fixing(claims, Dimension.FUND)
            figures = [claim for claim, point in of_funds if _is_spent(claim, point, subject, year)]
            if not figures or (_THIS_YEARS.search(match[0]) and _carries(claims, subject)):
                continue  # (3)
            told.add(subject.fund)
            yield _finding(passage, (start, end), match["money"], figures)


def _carries(claims: ClaimSet, subject: Subject) -> bool:
    """Whether money of that fund, or of one that is not told, is carried over from last year."""
    return any(
        claim.amount.value and point.get(Dimension.FUND) in (None, "fiscal", subject.fund)
        for claim, point in carried_over(claims)
    )


def _is_other_year(sentence: str, year: str) -> bool:
    return any(other != year for other in re.findall(r"20\d\d(?=年)", sentence))


def _is_spent(claim: Claim, point: Point, subject: Subject, year: str) -> bool:
    """Whether a figure of a table is money of that fund spent this year."""
    if claim.doubt is not None or claim.kind != "cell" or not claim.amount.yuan:
        return False
    return (
        point[Dimension.FUND] == subject.fund
        and point.get(Dimension.FLOW) == "expenditure"
        and point.get(Dimension.MEASURE) is None
        and point.get(Dimension.VINTAGE) in (None, "current")
        and point.get(Dimension.YEAR) in (None, year)
    )


def _finding(passage: Passage, place: tuple[int, int], money: str, figures: list[Claim]) -> Finding:
    largest = max(figures, key=lambda claim: claim.amount.yuan or 0)
    amount = f"{largest.source.text}{largest.amount.unit or ''}"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.ERROR,
        message=(
            f"文中称没有{money}，表中却有{amount}",
            f"the text denies {money}, but the tables have {amount}",
        ),
        witnesses=tuple(Witness(claim.id, "witness") for claim in figures[:_MOST]),
        quotes=(quote_words(passage, *place),),
        stated=passage.text[slice(*place)][:60],
        suggestion=("改正文字，或改正表中数字", "correct the sentence, or the table"),
        source=SOURCE,
    )
