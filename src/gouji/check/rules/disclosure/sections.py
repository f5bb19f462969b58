"""The text tells of everything that it must tell of.

What it checks:
    A department's whole budget tells of its duties, its units, changes, running costs, 三公, procurement, assets,
    goals and explains its terms; and the sections on procurement, running costs and 三公 say how much, where they
    only print a table.
Why:
    Without its text a budget's tables cannot be understood; the rules of publication name what the text must say.
Not applicable when:
    1. The document is not a department's whole budget (see DIS01).
    2. The words stand anywhere in the text or its headings.
Source:
    《预算法》第十四条; 财预〔2016〕143号.

Examples:
    >>> from gouji.law.disclosure import disclosure_law
    >>> "政府采购" in disclosure_law().sections
    True
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.rules.disclosure.layout import Layout, layouts_of, numbered
from gouji.check.rules.disclosure.published import is_whole_budget
from gouji.check.rules.quotes import quote_words
from gouji.law.disclosure import disclosure_law
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.passage import Passage

CODE = "DIS03"
NAME = "disclosure.sections"
SOURCE = "《预算法》第十四条；《地方预决算公开操作规程》（财预〔2016〕143号）"

CHINESE = """
情况说明包括应当说明的内容。

查什么
    部门整本预算的文字是否说到部门职责、机构设置、收支增减变化、机关运行经费、“三公”经费、政府采购、国有资产占用、
    预算绩效和名词解释；政府采购、机关运行经费、“三公”经费部分只有表没有文字的，提示补写金额。
为什么
    没有文字说明，表格难以看懂；公开规程列明了应当说明的事项。
不适用的情形
    1. 不是部门的整本预算（见 DIS01）。
    2. 标题或正文任何一处已说到。
依据
    《预算法》第十四条；财预〔2016〕143号。
示例
    全文没有提到政府采购：列为警告。“七、政府采购预算情况”只有一张空表：列为提示。
"""

_AMOUNTS = re.compile(
    r"(?:政府采购|机关运行经费|“?三公”?经费)(?:支出|预算|安排)*(?:的?(?:总体|增减变化)?情况)?(?:及增减变化原因)?(?:的?说明)?$"
)
_TELLS = re.compile(r"\d(?:万|亿)?元|无|没有|未|不涉及|零")
_CAPTION = re.compile(r"^(?:单位[:：]|注[:：]|附?表\d*$|备注)|^\d{3,}(?![\d年])")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each subject on which the text is silent, and for a procurement section without a sentence."""
    if not is_whole_budget(claims):
        return  # (1)
    layouts = layouts_of(claims)
    text = "\n".join(passage.text for layout in layouts for passage in layout.body)
    for subject, words in disclosure_law().sections.items():
        if not words.search(text):
            yield _missing(subject, layouts)
    for layout in layouts:
        for at, passage in enumerate(layout.body):
            if _is_section(passage) and not any(map(_is_told, _under(layout, at))):
                yield _silent(passage)


def _is_section(passage: Passage) -> bool:
    return numbered(passage) and passage.is_heading and _AMOUNTS.search(passage.text) is not None and passage.certain


def _under(layout: Layout, at: int) -> Iterator[Passage]:
    heading = layout.body[at]
    for passage in layout.body[at + 1 :]:
        if numbered(passage) and passage.level <= heading.level and passage.is_heading:
            return
        yield passage


def _is_told(passage: Passage) -> bool:
    """Whether a passage is a sentence that tells an amount, or that there is none; captions and notes are not."""
    return _CAPTION.match(passage.text) is None and _TELLS.search(passage.text) is not None


def _missing(subject: str, layouts: tuple[Layout, ...]) -> Finding:
    first = next(passage for layout in layouts for passage in layout.body)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(f"情况说明没有说到“{subject}”", f"the text says nothing of {subject}"),
        quotes=(quote_words(first),),
        expected=subject,
        suggestion=("补写这一部分；没有的，写明没有", "add this part, or say that there is nothing"),
        source=SOURCE,
    )


def _silent(heading: Passage) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"“{heading.text}”没有文字说明金额（没有的也应说明）",
            f"no sentence under “{heading.text}” says how much it is, or that there is nothing",
        ),
        quotes=(quote_words(heading),),
        stated=heading.text,
        suggestion=(
            "写明政府采购预算总额及货物、工程、服务各多少",
            "say the total and how much for goods, works and services",
        ),
        source=SOURCE,
    )
