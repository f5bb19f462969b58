"""Numbers of official documents are complete: issuing code, year in 〔〕, number, 号.

What it checks:
    Each number of a document that the text or a table cites (青办字〔2018〕55号): the code of who issued it stands
    before the year, and 号 behind the number. Other brackets than 〔〕 are told in the same notice.
Why:
    A legal basis that cannot be looked up is none.
Not applicable when:
    1. The number is cut off by the end of its cell or paragraph.
    2. Brackets of plain text: they may have been lost when the document was turned into text.
Source:
    《党政机关公文格式》 (GB/T 9704—2012): issuing code, year in 〔〕, number, without 第.

Examples:
    >>> from gouji.check.example import parse_example
    >>> from gouji.check.run import check_claims
    >>> example = '''
    ... 正文
    ... 根据《关于推进审批服务便民化的通知》（〔2019〕—94）制定。'''
    >>> [finding.message[0] for finding in check_claims(parse_example(example)).findings]
    ['文号不完整：“〔2019〕—94”缺发文机关代字、缺“号”，共 1 处']
    >>> list(check(parse_example(example.replace("〔2019〕—94", "青办字〔2019〕94号"))))
    []
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from gouji.check.rules.narrative.changes import running_text
from gouji.check.rules.quotes import quote_words
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.passage import Passage
from gouji.model.table import Entry

CODE = "NAR09"
NAME = "narrative.document_numbers"
SOURCE = "《党政机关公文格式》（GB/T 9704—2012）"

CHINESE = """
引用的文号应完整：发文机关代字、〔年份〕、序号、号。

查什么
    文字和表中引用的每一个文号（如青办字〔2018〕55号）：年份前应有发文机关代字，序号后应有“号”字。年份不用六角括号〔〕的，一并提示。
为什么
    查不到的依据等于没有依据。
不适用的情形
    1. 文号在单元格或段落末尾被截断。
    2. 纯文本文件的括号：可能在转换时改变。
依据
    《党政机关公文格式》（GB/T 9704—2012）：发文字号由发文机关代字、年份、发文顺序号组成，年份用六角括号。
示例
    “（〔2019〕—94）”：缺发文机关代字和“号”。
"""

_NUMBER = re.compile(
    r"[^,。;:、\d〔\[【(]{0,8}(?P<open>[〔\[【(])(?P<year>(?:19|20)\d\d)年?(?P<close>[〕\]】)])"
    r"(?P<rest>[-—–第\d]{1,6}号?)"
)
_YEAR = re.compile(r"[〔\[【（(［](?:19|20)\d\d年?[〕\]】）)］]")
_ISSUER = re.compile(r"[一-鿿]$")
_RIGHT = re.compile(r"\d{1,5}号")
_SHOWN = 3


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for all incomplete numbers, one for all in other brackets."""
    broken: dict[str, tuple[str, Quote]] = {}
    bracketed: dict[str, Quote] = {}
    for text, quote in _citations(claims):
        for match in _NUMBER.finditer(text):
            words = match.group()
            faults = _faults(text, match)
            if faults:
                broken.setdefault(words, ("、".join(faults), quote(match)))
            elif match["open"] != "〔" and claims.documents[quote(match).document].format != "text":
                bracketed.setdefault(words, quote(match))  # (2)
    if broken:
        words, (lacks, _) = next(iter(broken.items()))
        yield _notice(
            (
                f"文号不完整：“{words}”{lacks}，共 {len(broken)} 处",
                f"{len(broken)} incomplete number(s) of official documents (“{words}”)",
            ),
            [quote for _, quote in broken.values()],
            ("写全发文机关代字、年份、序号和“号”", "write issuing code, year, number and 号"),
        )
    if bracketed:
        shown = "、".join(list(bracketed)[:_SHOWN])
        yield _notice(
            (
                f"文号的年份应用六角括号〔〕：{shown}，共 {len(bracketed)} 处",
                f"{len(bracketed)} number(s) of official documents without 〔〕 round the year ({shown})",
            ),
            list(bracketed.values()),
            ("改用六角括号〔〕", "put the year in 〔〕"),
        )


def _faults(text: str, match: re.Match[str]) -> list[str]:
    """What a number lacks; nothing where its end is cut off, or where it is no number of a document at all."""
    if match.end() == len(text) or (match["open"] == "(" and not _RIGHT.match(match["rest"])):
        return []  # (1), and (2024)3 of anything else
    faults = [] if _ISSUER.search(text[: match.start("open")]) else ["缺发文机关代字"]
    if not _RIGHT.match(match["rest"]):
        faults.append("多“第”字" if match["rest"].startswith("第") and "号" in match["rest"] else "缺“号”")
    return faults


def _citations(claims: ClaimSet) -> Iterator[tuple[str, Callable[[re.Match[str]], Quote]]]:
    """The texts that may cite documents, each with what quotes words of it: running text and cells."""
    for passage in running_text(claims):
        if _YEAR.search(passage.text):
            yield passage.text, partial(_quote_passage, passage)
    for number, table in enumerate(claims.tables):
        for row in table.rows:
            for entry in row.entries:
                if entry.places and _YEAR.search(entry.text):
                    yield fold(entry.text), partial(_quote_cell, entry, table.document, number, row.index)


def _quote_passage(passage: Passage, match: re.Match[str]) -> Quote:
    return quote_words(passage, match.start(), match.end())


def _quote_cell(entry: Entry, document: int, table: int, row: int, match: re.Match[str]) -> Quote:
    return Quote(match.group(), entry.places[0], "culprit", document, table, row)


def _notice(message: tuple[str, str], quotes: list[Quote], suggestion: tuple[str, str]) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=message,
        quotes=tuple(quotes),
        suggestion=suggestion,
        source=SOURCE,
    )
