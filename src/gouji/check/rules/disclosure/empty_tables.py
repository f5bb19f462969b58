"""A table without figures has its sentence, and the sentence speaks of this table.

What it checks:
    Each table without a figure: a note at the table or a sentence of the text says that there is none of this money.
    And notes and sections that deny other money than their table or heading is about; notes 空表 on a table with
    figures.
Why:
    Whoever publishes an empty table must say that it is empty on purpose; a note copied from the table before says it
    of the wrong money.
Not applicable when:
    1. The table has a figure; it prints 0 in it. Where its note denies the money by name, NAR09 tells.
    2. The table is a goal form or a list, or has no title that says which money it is about.
    3. A page could not be read, or the document has tables only or begins in the middle: its text, with the sentence,
       is in another file.
Source:
    财预〔2016〕143号: 没有数据的表格应当列出空表并说明.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 国有资本经营预算支出表 | 万元 |
    ... 科目 | 合计
    ...
    ... 正文
    ... 一、国有资本经营预算支出情况
    ... 本部门没有政府性基金预算支出。
    ... '''))]
    ['“一、国有资本经营预算支出情况”下写的是没有政府性基金预算']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji.check.rules.disclosure.layout import layouts_of, numbered
from gouji.check.rules.disclosure.pieces import pieces_of
from gouji.check.rules.disclosure.published import begins, sections_told
from gouji.check.rules.quotes import quote_table, quote_words
from gouji.law.disclosure import Subject, disclosure_law
from gouji.model.amount import fold, parse_number
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.passage import Passage
from gouji.model.table import Table

CODE = "DIS04"
NAME = "disclosure.empty_tables"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）：没有数据的表格应当列出空表并说明"

CHINESE = """
空表有说明，说明说的就是这张表。

查什么
    没有一个数的表，表下注释或正文是否说明没有这项资金；注释或章节否定的是不是本表、本标题的资金；有数的表是否注了“空表”。
为什么
    公开空表要说明是确无数据；从上一张表抄来的注释，说的是别的资金。
不适用的情形
    1. 表中有数，包括印 0 的；注释点名否定而表中有数的，由 NAR09 报告。
    2. 绩效目标表、清单，或表名看不出是哪项资金。
    3. 有页面未能读取，或文件只有表、只是后一部分，文字说明在别的文件中。
依据
    财预〔2016〕143号：没有数据的表格应当列出空表并说明。
示例
    国有资本经营预算支出表下注“无政府性基金预算”：列为警告。
"""

_DENIAL = re.compile(r"(?:没有|无|未安排|未使用|不涉及)([^,。;]{2,30})")
_SAYS_EMPTY = re.compile(r"(?:空表列示|此表为空|为空表|本表无数据|本表(?:本年)?无发生额)")
_LEAST_SECTIONS = 5  # of the text that must be published: with fewer it is in another file
_NOTE = re.compile(r"^[(（]?(?:注|备注|说明)|本表|此表|空表")
_CONDITION = re.compile(r"如|若|的,|时,")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each table without its sentence, and each sentence about the wrong money."""
    if any(page.unread for document in claims.documents for page in document.pages):
        return  # (3)
    passages = [passage for layout in layouts_of(claims) for passage in layout.body]
    for index, table in enumerate(claims.tables):
        if table.kind == "money" and table.title:
            yield from _wrong_note(claims, index, table)
    yield from _wrong_section(passages)
    if sections_told(claims) < _LEAST_SECTIONS or not begins(claims):
        return  # (3)
    denials = _denials(claims, passages)
    for index, table in enumerate(claims.tables):
        subjects = _subjects(fold(table.title))
        if table.kind == "money" and subjects and _is_empty(table) and not _is_told(table, subjects, passages, denials):
            yield _unexplained(claims, index, table)


def _is_empty(table: Table) -> bool:
    return not any(parse_number(entry.text) is not None for row in table.rows for entry in row.entries)


def _subjects(text: str) -> list[Subject]:
    return [subject for subject in disclosure_law().subjects if subject.word.search(text)]


def _denials(claims: ClaimSet, passages: Sequence[Passage]) -> list[tuple[str, tuple[str, ...]]]:
    """Everything that says there is none of something: sentences with the heading over them, and cells."""
    nothing = disclosure_law().nothing
    told = [(passage.text, passage.headings[-1:]) for passage in passages if nothing.search(passage.text)]
    cells = (piece.text for piece in pieces_of(claims, least=4) if piece.passage is None)
    return [*told, *((text, ()) for text in cells if nothing.search(text))]


def _is_told(
    table: Table,
    subjects: list[Subject],
    passages: Sequence[Passage],
    denials: Sequence[tuple[str, tuple[str, ...]]],
) -> bool:
    """Whether a note, a cell or a sentence says that there is none of this money."""
    nothing = disclosure_law().nothing
    own = [*table.below, *table.above, *(row.label for row in table.rows)]
    own += [text for row in table.rows for _, text in row.labels] + [e.text for row in table.rows for e in row.entries]
    if any(nothing.search(fold(text)) for text in own):
        return True
    if any(
        passage.places[0].page in table.pages and _NOTE.search(passage.text) and nothing.search(passage.text)
        for passage in passages
    ):
        return True
    return any(subject.word.search("".join((text, *headings))) for text, headings in denials for subject in subjects)


def _wrong_note(claims: ClaimSet, index: int, table: Table) -> Iterator[Finding]:
    about = _subjects(fold(table.title))
    for note in map(fold, table.below):
        denied = _denied(note)
        if about and denied and not {one.name for one in about} & {one.name for one in denied}:
            yield _finding(
                f"“{fold(table.title)}”的注释写的是没有{denied[0].name}",
                f"the note on {fold(table.title)} denies other money: {denied[0].name}",
                (_note_quote(claims, index, note), quote_table(claims, index, role="witness")),
                Severity.WARNING,
            )
        if _SAYS_EMPTY.search(note) and not denied and not _CONDITION.search(note) and _has_money(table):
            yield _finding(
                f"“{fold(table.title)}”注明是空表，表中却有数",
                f"the note on {fold(table.title)} says that it is empty, but it has figures",
                (_note_quote(claims, index, note), quote_table(claims, index, role="witness")),
                Severity.WARNING,
            )


def _denied(text: str) -> list[Subject]:
    """The money that a sentence denies."""
    return [subject for match in _DENIAL.finditer(text) for subject in _subjects(match[1])]


def _has_money(table: Table) -> bool:
    numbers = (parse_number(entry.text) for row in table.rows for entry in row.entries)
    return any(number is not None and number.value != 0 for number in numbers)


def _note_quote(claims: ClaimSet, index: int, note: str) -> Quote:
    """The note where it is printed: the passage of its words nearest to the table."""
    table = claims.tables[index]
    found = [passage for passage in claims.passages if passage.text == note and passage.document == table.document]
    near = [passage for passage in found if passage.places[0].page in table.pages]
    line = table.place.line or 0
    after = sorted(found, key=lambda passage: abs((passage.places[0].line or 0) - line))
    best = near or after
    return quote_words(best[0]) if best else quote_table(claims, index)


def _wrong_section(passages: Sequence[Passage]) -> Iterator[Finding]:
    """A heading about one money, and under it a sentence that denies another and says nothing of this one."""
    for at, heading in enumerate(passages[:-1]):
        about = _subjects(heading.text) if heading.is_heading and numbered(heading) else []
        below = passages[at + 1]
        if len(about) != 1 or below.is_heading or numbered(below):
            continue
        denied = _denied(below.text)
        if denied and not about[0].word.search(below.text) and below.headings[-1:] == (heading.text,):
            yield _finding(
                f"“{heading.text}”下写的是没有{denied[0].name}",
                f"under “{heading.text}” the text denies other money: {denied[0].name}",
                (quote_words(below), quote_words(heading, role="witness")),
                Severity.WARNING,
            )


def _unexplained(claims: ClaimSet, index: int, table: Table) -> Finding:
    return _finding(
        f"“{fold(table.title)}”没有数据，也没有说明",
        f"{fold(table.title)} has no figures, and no sentence says so",
        (quote_table(claims, index),),
        Severity.WARNING,
    )


def _finding(chinese: str, english: str, quotes: tuple[Quote, ...], severity: Severity) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=(chinese, english),
        quotes=quotes,
        suggestion=(
            "空表应注明“无××预算，空表列示”，××为本表的资金",
            "an empty table says in a note that there is none of the money it is about",
        ),
        source=SOURCE,
    )
