"""Tables have the same titles in the contents and over themselves.

What it checks:
    Each table that the contents announce, against the titles in the document: where none is the same, but one differs
    by a word like 预算, 情况 or 申报, the two titles are told. All of a document are one finding.
Why:
    A table is cited by its title; under two it is looked for in vain.
Not applicable when:
    1. The title is printed somewhere as announced, with or without the department's name and the year.
    2. The titles differ by more than such a word, or the contents announce the other too: then the table is another,
       of which DIS02 tells.
    3. The document has no contents.
Source:
    《地方预决算公开操作规程》(财预〔2016〕143号): the list of tables.

Examples:
    >>> added_word("政府采购预算表", "政府采购预算情况表"), added_word("部门收入总表", "部门支出总表")
    ('情况', None)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.rules.disclosure.layout import Entry, key_of, layouts_of, names_of
from gouji.check.rules.disclosure.published import printed_titles
from gouji.check.rules.quotes import quote_words
from gouji.law.disclosure import disclosure_law
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity

CODE = "NAM09"
NAME = "names.titles"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）"

CHINESE = """
表名在目录和表上一致。

查什么
    目录所列各表与正文表名核对：没有同名的表，却有只差“预算”“情况”“申报”等字的，列出两个表名。一份文件合为一条。
为什么
    引用表靠表名；两个名称就查不到。
不适用的情形
    1. 正文某处印有同样的表名（带不带部门名称、年份均可）。
    2. 相差更多，或目录另列有那张表的，是另一张表，见 DIS02。
    3. 没有目录。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）：公开目录。
示例
    目录“政府采购预算情况表”，表名“政府采购预算表”：列为提示。
"""

_WORD = re.compile(r"(?:预算|情况|支出|收支|申报|汇总|明细|总体|部门|单位|总|安排|财政拨款)+")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """At most one finding, with the two titles of each table."""
    names = names_of(claims)
    titles = {key: quote for key, quote in printed_titles(claims).items() if key.endswith(("表", "预算"))}
    pairs: list[tuple[Entry, Quote]] = []
    announced = {key_of(entry.text, names) for layout in layouts_of(claims) for entry in layout.entries}
    for entry in (entry for layout in layouts_of(claims) for entry in layout.entries if entry.level > 0):
        key = key_of(entry.text, names)
        if not key.endswith("表") or not disclosure_law().marks_of(key) or any(key in title for title in titles):
            continue  # (1)
        near = [
            quote for title, quote in titles.items() if title not in announced and added_word(title, key) is not None
        ]
        if len(near) == 1:  # (2)
            pairs.append((entry, near[0]))
    if pairs:
        yield _finding(pairs)


def added_word(one: str, other: str) -> str | None:
    """The word that the longer of two titles has more than the shorter; None where they differ otherwise."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return None
    at = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    word = long[at : at + len(long) - len(short)]
    return word if short[:at] + word + short[at:] == long and _WORD.fullmatch(word) else None


def _finding(pairs: list[tuple[Entry, Quote]]) -> Finding:
    told = "；".join(f"目录“{entry.text}”，表名“{title.text}”" for entry, title in pairs)
    english = "; ".join(f"{entry.text} / {title.text}" for entry, title in pairs)
    quotes = [quote_words(entry.passage, entry.start, entry.start + len(entry.text)) for entry, _ in pairs]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(f"表名不一致：{told}", f"titles in the contents and over the tables differ: {english}"),
        quotes=(*quotes, *(title for _, title in pairs)),
        suggestion=("统一表名", "use one title"),
        source=SOURCE,
    )
