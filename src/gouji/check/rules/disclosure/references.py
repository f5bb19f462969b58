"""Tables to which the text refers are there, and hold what it says.

What it checks:
    Sentences that name a table of the budget (“…基本支出表、项目支出表按经济分类科目编制”): the document has such a
    table. And sentences that send the reader to a table for what is in it (采购品目详见政府采购预算表): that table is
    not empty.
Why:
    A reference to a table that is not there shows a text taken over from a form; so does one to an empty table.
Not applicable when:
    1. The table is named in a law, a notice or in the duties of the department.
    2. The document holds no tables of its own, or a page could not be read.
    3. The sentence itself says that the table is empty, or that there is nothing.
    4. It tells an amount (NAR09) or the purchase of assets (AST01): these hold it against the table.
Source:
    《地方预决算公开操作规程》(财预〔2016〕143号): text and tables agree.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 部门政府采购预算表 | 万元 |
    ... 项目 | 合计
    ...
    ... 正文
    ... 货物、工程、服务的采购品目,详见政府采购预算表。
    ... '''))]
    ['文中称“详见政府采购预算表”，该表却是空表']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from gouji.check.rules.disclosure.layout import Layout, key_of, layouts_of, likeness, names_of, pairs_of
from gouji.check.rules.disclosure.published import printed_titles
from gouji.check.rules.quotes import quote_table, quote_words
from gouji.law.disclosure import disclosure_law
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.passage import Passage, sentence_at
from gouji.model.table import Table

CODE = "DIS07"
NAME = "disclosure.references"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）"

CHINESE = """
文中提到的表都在，且有所说的内容。

查什么
    文中点名的预算表（“……基本支出表、项目支出表按经济分类科目编制”）是否公开；请读者“详见”的表（采购品目详见政府采购预算表）是否空表。
为什么
    提到没有公开的表、指向空表，说明文字照搬模板。
不适用的情形
    1. 表名出现在法规、通知名称或部门职责中。
    2. 文件本身没有表，或有页面未能读取。
    3. 该句自己说明是空表或没有数据。
    4. 该句写有金额（见 NAR09）或购置资产（见 AST01）。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）：文字与表格一致。
示例
    “详见政府采购预算表”，而政府采购预算表为空表：列为警告。
"""

_NAMED = re.compile(
    r"(?:财政拨款|一般公共预算|政府性基金预算|国有资本经营预算|部门)?(?:收支|收入|支出|基本支出|项目支出|政府采购|购买服务|资产配置)"
    r"(?:支出|预算|收支|支出预算)?(?:总体|汇总|明细)?(?:情况)?总?表"
)
_SEE = re.compile(r"(?:详见|见|列入|参见)[^。;,]{0,12}$")
_TOLD_ELSEWHERE = re.compile(r"空表|无|没有|未安排|不涉及|拟购置|固定资产|\d(?:万|亿)?元")
_ELSEWHERE = re.compile(r"《[^》]*$|附表样|表样|会计|决算|统计|台账|系统|办法")
_GOAL_FORM = re.compile(r"(?:详见|见附)[^。;,]{0,12}绩效目标(?:申报|汇总)?表")
_LEAST_TABLES = 5
_IS_SENTENCE = re.compile("[。,、;]")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each table that is named and not there, and for each sentence that leads to an empty one."""
    if sum(table.kind == "money" for table in claims.tables) == 0:
        return  # (2)
    if any(page.unread for document in claims.documents for page in document.pages):
        return  # (2)
    layouts = layouts_of(claims)
    named = list(_sentences(layouts))
    yield from _absent(claims, named)
    yield from _goals(claims, layouts)
    yield from _empty(claims, named)


_Named = tuple[Passage, re.Match[str], int, int]
"""A table named in a sentence: the passage, the name, and the offsets of the sentence."""


def _sentences(layouts: tuple[Layout, ...]) -> Iterator[_Named]:
    for layout in layouts:
        for passage in layout.body:
            if "表" not in passage.text or not passage.certain or not _IS_SENTENCE.search(passage.text):
                continue
            for match in _NAMED.finditer(passage.text):
                start, end = sentence_at(passage.text, *match.span())
                if not _ELSEWHERE.search(passage.text[start : match.start()]):  # (1)
                    yield passage, match, start, end


def _absent(claims: ClaimSet, named: Iterable[_Named]) -> Iterator[Finding]:
    if sum(table.kind == "money" for table in claims.tables) < _LEAST_TABLES:
        return
    titles = {key: disclosure_law().marks_of(key) for key in printed_titles(claims) if _is_title(key)}
    told: set[str] = set()
    for passage, match, _, _ in named:
        key = key_of(match[0], names_of(claims))
        if key not in told and not _is_there(key, titles):
            told.add(key)
            yield Finding(
                code=CODE,
                name=NAME,
                severity=Severity.NOTICE,
                message=(
                    f"文中提到“{match[0]}”，文件中没有这张表",
                    f"the text speaks of the table {match[0]}, which the document does not have",
                ),
                quotes=(quote_words(passage, match.start(), match.end()),),
                stated=match[0],
                suggestion=("公开这张表，或改掉文字", "publish the table, or change the words"),
                source=SOURCE,
            )


def _is_title(key: str) -> bool:
    return key.endswith(("预算", "表")) or "表" in key


def _is_there(key: str, titles: Mapping[str, frozenset[str]]) -> bool:
    marks = disclosure_law().marks_of(key)
    return any(marks <= others or key in title for title, others in titles.items())


def _goals(claims: ClaimSet, layouts: tuple[Layout, ...]) -> Iterator[Finding]:
    """The reader is sent to goal forms, and the document has none."""
    if claims.goals or any("绩效" in table.title for table in claims.tables):
        return
    if any("绩效目标" in key and "表" in key and "见" not in key for key in printed_titles(claims)):
        return
    for passage in (passage for layout in layouts for passage in layout.body if passage.certain):
        match = _GOAL_FORM.search(passage.text)
        if match is not None:
            yield Finding(
                code=CODE,
                name=NAME,
                severity=Severity.NOTICE,
                message=(
                    f"文中称“{match[0]}”，文件中没有绩效目标表",
                    "the text leads to goal forms, which the document does not have",
                ),
                quotes=(quote_words(passage, match.start(), match.end()),),
                stated=match[0],
                suggestion=("附上绩效目标表，或注明公开的位置", "add the goal forms, or say where they are published"),
                source=SOURCE,
            )
            return


def _empty(claims: ClaimSet, named: Iterable[_Named]) -> Iterator[Finding]:
    for passage, match, start, end in named:
        before = passage.text[start : match.start()]
        see = _SEE.search(before)
        if see is None or not before[: see.start()].strip(",") or _TOLD_ELSEWHERE.search(passage.text[start:end]):
            continue  # (3), (4), or a heading that only points to its table
        table = _only_table(claims, match[0])
        if table is not None and not any(row.entries for row in claims.tables[table].rows):
            yield Finding(
                code=CODE,
                name=NAME,
                severity=Severity.WARNING,
                message=(
                    f"文中称“{passage.text[start + see.start() : match.end()]}”，该表却是空表",
                    f"the text leads to the table {match[0]}, which is empty",
                ),
                quotes=(quote_words(passage, start, end), quote_table(claims, table, role="witness")),
                stated=passage.text[start:end][:60],
                suggestion=(
                    "没有安排的，写明没有；有安排的，补列到表中",
                    "say that there is nothing, or list it in the table",
                ),
                source=SOURCE,
            )


def _only_table(claims: ClaimSet, name: str) -> int | None:
    """The one table of that name; None where none or several could be meant."""
    names = names_of(claims)
    key = key_of(name, names)
    marks, words = disclosure_law().marks_of(key), pairs_of(key)
    found = [
        (likeness(words, pairs_of(key_of(table.title, names))), number)
        for number, table in enumerate(claims.tables)
        if _is_money(table) and marks <= disclosure_law().marks_of(key_of(table.title, names))
    ]
    best = max(found, default=None)
    return best[1] if best is not None and sum(alike == best[0] for alike, _ in found) == 1 else None


def _is_money(table: Table) -> bool:
    return table.kind == "money"
