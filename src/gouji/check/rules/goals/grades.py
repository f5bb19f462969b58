"""Grades of self-evaluation in the text: how many projects there were, how many of each grade, their average score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.check.rules.quotes import quote_words
from gouji.model.finding import Quote
from gouji.model.passage import Passage

_GRADE = re.compile(
    r"[“\"「]?(?P<grade>不合格|合格|良好|优秀|一般|较差|优|良|(?<!其)中|(?<!偏)差)[”\"」]?(?:等次|等级|档|级)?"
    r"(?:的)?(?:预算)?(?:项目)?(?:支出)?(?:有|共|共有|为|:)?(?P<count>\d{1,4})个"
)
_ALL = re.compile(
    r"自评[^,。;:()]{0,16}?项目(?:支出)?(?:共|有|共计|合计)?(?P<after>\d{1,4})个"
    r"|(?P<before>\d{1,4})个(?:预算|支出|一级|二级|部门预算)?项目(?:支出)?[^,。;:()]{0,16}?自评"
)
_AVERAGE = re.compile(r"平均(?:得分|分|分数)(?:为)?(?P<score>\d{1,3}(?:\.\d+)?)分")
_BANDS = (
    (("优秀", "优"), Decimal(90), Decimal(100)),
    (("良好", "良"), Decimal(75), Decimal(90)),
    (("合格", "一般", "中"), Decimal(60), Decimal(80)),
    (("不合格", "较差", "差"), Decimal(0), Decimal(60)),
)
"""The bands of scores by grade of 财预〔2020〕10号; 良 begins at 75 where a place has 合格 below it, not 中."""
_FEWEST = 3

Told = tuple[tuple[str, str], str, Quote]


def grades_in_text(passages: Sequence[Passage]) -> Iterator[Told]:
    """What does not hold in each passage that gives grades: the words (中文, English), the arithmetic, the place."""
    for passage in passages:
        if "自评" in passage.text and not passage.is_contents:
            yield from _of_passage(passage)


def _of_passage(passage: Passage) -> Iterator[Told]:
    grades = list(_GRADE.finditer(passage.text))
    names = [match["grade"] for match in grades]
    wholes = {match["after"] or match["before"] for match in _ALL.finditer(passage.text)}
    if len(grades) < _FEWEST or len(set(names)) < len(names) or len(wholes) != 1:
        return
    whole = int(wholes.pop())
    made = sum(int(match["count"]) for match in grades)
    quote = quote_words(passage, grades[0].start(), grades[-1].end())
    if made != whole:
        listed = " + ".join(match["count"] for match in grades)
        words = (
            f"各评级的项目合计 {made} 个，开展自评的项目为 {whole} 个",
            f"the projects by grade are {made}, and {whole} were evaluated",
        )
        yield words, f"{listed} = {made} ≠ {whole}", quote
        return
    average = _AVERAGE.search(passage.text)
    if average is None or not whole:
        return
    least, most = _reach(grades, whole)
    score = Decimal(average["score"])
    if not least <= score <= most:
        words = (
            f"自评平均得分 {score} 分，按各评级的个数应在 {least:.2f} 至 {most:.2f} 分之间",
            f"the average score is {score}; by the grades it lies between {least:.2f} and {most:.2f}",
        )
        yield words, f"{least:.2f} ≤ {most:.2f}, {score}", quote_words(passage, average.start(), average.end())


def _reach(grades: Sequence[re.Match[str]], whole: int) -> tuple[Decimal, Decimal]:
    """The least and the most that the average can be, with the projects of each grade within its band."""
    bands = {name: (least, most) for names, least, most in _BANDS for name in names}
    least = sum((bands[match["grade"]][0] * int(match["count"]) for match in grades), Decimal(0))
    most = sum((bands[match["grade"]][1] * int(match["count"]) for match in grades), Decimal(0))
    return least / whole, most / whole
