"""The glossary explains terms as the tables print them.

What it checks:
    Each term that the glossary explains: where the document uses it nowhere else, but a column or row of its tables
    has a name with one character other, the two are told.
Why:
    Readers look up the words of the tables; a term under another name explains nothing.
Not applicable when:
    1. The term is used elsewhere in the document.
    2. No column or row has a name that near, the term is shorter than five characters, or the names differ by 和 or
       的, or name two things (年初, 年末).
    3. The document has no glossary or no tables.
Source:
    财预〔2016〕143号: 专业名词解释.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 上解上级支出
    ... 合计 | 30.00
    ...
    ... 正文
    ... 八、名词解释
    ... 1、上缴上级支出:指下级单位上缴上级的支出。
    ... '''))]
    ['名词解释中的“上缴上级支出”，表中写作“上解上级支出”']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gouji.check.rules.disclosure.layout import layouts_of
from gouji.check.rules.disclosure.pieces import words_of
from gouji.check.rules.quotes import quote_words
from gouji.law.vocabulary import strip_numbering
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.passage import Passage

CODE = "NAM06"
NAME = "names.glossary"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）"

CHINESE = """
名词解释用的是表中的名称。

查什么
    名词解释的每个名词：文件其他地方没有用到，而表的栏目或科目有只差一字的名称的。
为什么
    读者按表中的名称查释义；名称不同就查不到。
不适用的情形
    1. 该名词在文件其他地方用到。
    2. 没有只差一字的栏目或科目，或名词不足五字，或只差“和”“的”，或是两件事（年初、年末）。
    3. 没有名词解释或没有表。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）：专业名词解释。
示例
    名词解释“上缴上级支出”，支出总表栏目为“上解上级支出”：列为提示。
"""

_HEADING = re.compile(r"名词|名称解释|术语")
_TERM = re.compile(r"^(?:[-—*]*)(?P<term>[^:：,，。;]{5,20}?)[\"”*]*[:：](?:是?指|反映|包括|主要|纳入|\S)")
_PARTICLES = "和及与的、"
"""上年结转和结余 and 上年结转结余 are one name."""
_OPPOSITES = ({"初", "末"}, {"收", "支"}, {"上", "下"}, {"类", "款"}, {"款", "项"}, {"内", "外"})
"""年初结转和结余 and 年末结转和结余 are two names, both right."""
_QUOTES = "“”\"'‘’*-"


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each term that the tables print otherwise."""
    terms = [
        (term, passage)
        for layout in layouts_of(claims)
        for passage in layout.body
        if passage.certain and _explains(passage.headings)
        for term in _term(passage)
    ]
    if not terms or not claims.tables:
        return  # (3)
    labels = _labels(claims)
    text = words_of(claims).text
    for term, passage in terms:
        if text.count(term) > passage.text.count(term):
            continue  # (1)
        near = [label for label in labels if _is_one_off(term, label)]
        if near:
            yield _finding(claims, term, near[0], passage)


@lru_cache(maxsize=1024)
def _explains(headings: tuple[str, ...]) -> bool:
    return any(_HEADING.search(heading) for heading in headings)


def _term(passage: Passage) -> Iterator[str]:
    match = _TERM.match(strip_numbering(passage.text))
    if match is not None:
        yield match["term"].strip(_QUOTES)


def _labels(claims: ClaimSet) -> frozenset[str]:
    heads = {part for table in claims.tables for column in table.columns for part in column.path}
    rows = {row.label for table in claims.tables for row in table.rows}
    return frozenset(strip_numbering(label) for label in heads | rows if len(label) >= 4)


def _is_one_off(term: str, label: str) -> bool:
    """Whether two names differ by one inner character: another, one more or one less."""
    if term == label or abs(len(term) - len(label)) > 1 or term[0] != label[0] or term[-1] != label[-1]:
        return False
    if len(term) == len(label):
        other = [{a, b} for a, b in zip(term, label, strict=True) if a != b]
        return len(other) == 1 and other[0] not in _OPPOSITES
    long, short = max(term, label, key=len), min(term, label, key=len)
    return any(long[:at] + long[at + 1 :] == short and long[at] not in _PARTICLES for at in range(1, len(long) - 1))


def _finding(claims: ClaimSet, term: str, label: str, passage: Passage) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"名词解释中的“{term}”，表中写作“{label}”",
            f"the glossary explains {term}; the tables print {label}",
        ),
        quotes=(quote_words(passage, 0, passage.text.find(term) + len(term)), *_label_quote(claims, label)),
        stated=term,
        expected=label,
        suggestion=("统一名称", "use one name"),
        source=SOURCE,
    )


def _label_quote(claims: ClaimSet, label: str) -> Iterator[Quote]:
    words = words_of(claims)
    at = words.text.find(label)
    if at >= 0:
        yield words.quote(at, at + len(fold(label)), witness=True)
