"""What the contents announce stands in the document.

What it checks:
    Each line of the table of contents: a table of the same kind, or a heading of the same words, follows.
Why:
    Contents are carried over from last year or from a form; what they announce and nobody prints is missing.
Not applicable when:
    1. The document has no contents, or the line is one of the statutory tables (DIS01 asks for these).
    2. The line has too few words to be told from others, or a page could not be read.
    3. Most of a document's announced parts are in other files, or it has no tables and the line is about these.
    4. The line is one for every project (项目经费情况说明), and the text has a section of that kind for each.
Source:
    《地方预决算公开操作规程》(财预〔2016〕143号).

Examples:
    >>> from gouji.check.example import parse_example
    >>> text = '''
    ... 正文
    ... 目录
    ... 一、部门职责……1
    ... 二、国有资产占用情况……2
    ... 三、名词解释……3
    ... 一、部门职责
    ... 负责全县行政审批工作。
    ... 三、名词解释
    ... 基本支出:指为保障机构正常运转而发生的支出。
    ... '''
    >>> [found.message[0] for found in check(parse_example(text))]
    ['目录列有“二、国有资产占用情况”，正文中没有找到这一部分']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from gouji.check.rules.disclosure.layout import (
    Entry,
    Layout,
    key_of,
    layouts_of,
    likeness,
    names_of,
    pairs_of,
    words_alone,
)
from gouji.check.rules.disclosure.published import printed_titles
from gouji.check.rules.quotes import quote_words
from gouji.law.disclosure import disclosure_law
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity

CODE = "DIS02"
NAME = "disclosure.contents"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）"

CHINESE = """
目录列出的内容正文都有。

查什么
    目录的每一行：正文中是否有同类的表或同名的标题。
为什么
    目录常沿用上年或样本；目录上有而正文没有的，就是缺漏。
不适用的情形
    1. 没有目录，或该行是法定的表（由 DIS01 检查）。
    2. 该行字数太少，或有页面未能读取。
    3. 目录所列大部分在别的文件中；或文件没有表，而该行说的是表。
    4. “项目经费情况说明”这样的一行，正文按各个项目分别写明“……经费情况说明”。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）。
示例
    目录列有“支出经济分类汇总表”，正文没有：列为警告。
"""

_TABLE = re.compile(r"表(?:元|万元|[按分含不].{2,14})?$")
_GENERAL = re.compile(r"(?:情况)?(?:的)?(?:说明|介绍)|情况|部门|单位|预算|年度|公开|的|信息|报?表$|总体?|安排")
_EACH = "项目"
_ALIKE = 0.5
_LEAST_TABLES = 3  # of a document that holds its tables itself
_LEAST = 2  # characters of a line, without general words
_MOST_MISSING = 0.4  # of the lines; with more the rest is in another file


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each line of the contents to which nothing answers."""
    if any(page.unread for document in claims.documents for page in document.pages):
        return  # (2)
    layouts = layouts_of(claims)
    titles = {key: pairs_of(key) for key in printed_titles(claims)}
    prose = words_alone("\n".join(passage.text for layout in layouts for passage in layout.body))
    for layout in layouts:
        missing = list(_missing(claims, layout, titles, prose))
        if len(missing) <= _MOST_MISSING * len(layout.entries):  # (3)
            yield from missing


def _missing(claims: ClaimSet, layout: Layout, titles: Mapping[str, frozenset[str]], prose: str) -> Iterator[Finding]:
    names = names_of(claims)
    tables = sum(table.kind == "money" for table in claims.tables) >= _LEAST_TABLES
    announced = {key_of(entry.text, names) for entry in layout.entries}
    for entry in layout.entries:
        key = key_of(entry.text, names)
        statutory = any(table.is_named_by(key) for table in disclosure_law().tables)
        if _TABLE.search(key) and entry.level > 0:
            if tables and not statutory and not _is_printed_table(key, titles, announced):
                yield _finding(entry, table=True)
        elif "表" in key and not tables:
            continue  # (3)
        elif not key.endswith("表") and not _is_printed_heading(key, titles, prose):
            yield _finding(entry, table=False)


def _is_printed_table(key: str, titles: Mapping[str, frozenset[str]], announced: Set[str] = frozenset()) -> bool:
    """Whether a title has the word that says what the table is (and is no other line of the contents); or the same
    telling words, or more and is alike.
    """
    marks, words, strong = disclosure_law().marks_of(key), pairs_of(key), disclosure_law().strong_marks_of(key)
    if not marks:
        return True  # (2) it gathers tables: 部门预算公开表
    for title, pairs in titles.items():
        is_table = "表" in title or title.endswith("预算")
        if is_table and strong and strong <= disclosure_law().strong_marks_of(title) and title not in announced:
            return True
        if key in title or (title in key and "表" in title and len(title) > len(key) / 2):
            return True
        if "表" not in title and not title.endswith("预算"):
            continue
        others = disclosure_law().marks_of(title)
        if others == marks and marks:
            return True
        if (marks <= others or others <= marks) and likeness(words, pairs) >= _ALIKE:
            return True
    return False


def _is_printed_heading(key: str, titles: Mapping[str, frozenset[str]], prose: str) -> bool:
    """Whether the words of a line stand in the text: whole, or the greater part of them in one heading."""
    bare = _GENERAL.sub("", key)
    if len(bare) < _LEAST or bare in prose:
        return True  # (2)
    if _EACH in key and len(tail := key.replace(_EACH, "")) > len(_EACH) + 1 and tail in prose:
        return True  # (4)
    words = pairs_of(bare)
    if any(likeness(words, pairs_of(_GENERAL.sub("", title))) >= _ALIKE for title in titles):
        return True
    return all(part in prose for part in re.split(r"[及和与、]", bare) if part)


def _finding(entry: Entry, *, table: bool) -> Finding:
    what = ("这张表", "table") if table else ("这一部分", "section")
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if table else Severity.NOTICE,
        message=(
            f"目录列有“{entry.text}”，正文中没有找到{what[0]}",
            f"the contents announce “{entry.text}”, but the document has no such {what[1]}",
        ),
        quotes=(quote_words(entry.passage, entry.start, entry.start + len(entry.text)),),
        stated=entry.text,
        suggestion=("补上该内容，或从目录中删去", "add it, or take it out of the contents"),
        source=SOURCE,
    )
