"""A heading has something under it.

What it checks:
    Headings of the text (第二部分, 九、, (三)) after which the next heading of the same or a higher level follows at
    once, or the document ends: no sentence, no list, no table.
Why:
    A section without content needs at least the sentence that there is nothing; a bare heading looks forgotten.
Not applicable when:
    1. It is a line of the contents, or an item of a list (a unit, a project, an amount) rather than a heading.
    2. Most headings beside it are as bare: then they are a list.
    3. The text goes on in another file (it is about tables, and the document has none), or a page could not be read.
Source:
    《地方预决算公开操作规程》(财预〔2016〕143号): what does not apply is said to be so.

Examples:
    >>> from gouji.check.example import failures_of
    >>> failures_of('''
    ... 正文
    ... 一、机关运行经费情况
    ... 机关运行经费39.52万元。
    ... 二、政府采购情况
    ... 政府采购预算5.00万元。
    ... 三、其他需要说明的事项
    ... ''')[0][:17]
    'DIS06 三、其他需要说明的事项'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gouji.check.rules.disclosure.layout import Layout, layouts_of, numbered
from gouji.check.rules.quotes import quote_words
from gouji.model.claim import ClaimSet
from gouji.model.document import Document, Grid
from gouji.model.finding import Finding, Severity
from gouji.model.passage import Passage

CODE = "DIS06"
NAME = "disclosure.bare_headings"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）"

CHINESE = """
标题下面有内容。

查什么
    正文标题（第二部分、九、、（三））之后紧接同级或上级标题，或文档就此结束，没有文字、列举或表格的。
为什么
    没有内容的部分至少应说明“无”；空标题像是漏写。
不适用的情形
    1. 是目录的一行，或是列举的一项（单位、项目、金额），不是标题。
    2. 同级标题大多也没有内容，那是列举。
    3. 内容在别的文件中（说的是表而文件没有表），或有页面未能读取。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）：不涉及的事项应予说明。
示例
    “十、其他需要说明的事项”后再无文字：列为警告。
"""

_NO_HEADING = re.compile(r"\d(?:万元|元|%|个|人|辆|家)|[,，、:：;；=]$|无|不涉及|没有")
_LONGEST = 40
_LEAST = 4  # characters of a heading, number included
_LEAST_TABLES = 3  # of a document that holds its tables itself
_FURNITURE = 3  # times a line is printed to be a page's head or foot
_SAME_HEIGHT = 8.0  # points
_LISTED = 0.5  # share of bare headings among those beside it from which they are a list
_FIRST = frozenset({"一", "(一", "（一", "第一", "1", "(1"})
_SURE = 1  # levels (第…部分, 一、) at which a bare heading is surely one


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each bare heading."""
    if any(page.unread for document in claims.documents for page in document.pages):
        return  # (3)
    tables = sum(table.kind == "money" for table in claims.tables) >= _LEAST_TABLES
    for layout in layouts_of(claims):
        yield from _check(claims.documents[layout.document], layout, tables=tables)


def _check(document: Document, layout: Layout, *, tables: bool) -> Iterator[Finding]:
    furniture = _furniture(layout)
    body = [passage for passage in layout.body if numbered(passage) or passage.text not in furniture]
    bare = [at for at, passage in enumerate(body) if _is_heading(passage) and _is_bare(document, body, at)]
    empty = {id(body[at]) for at in bare}
    for at in bare:
        heading = body[at]
        beside = [
            passage for passage in body if passage.level == heading.level and passage.headings == heading.headings
        ]
        if heading.level > 0 and len(beside) > 1 and sum(id(one) in empty for one in beside) > _LISTED * len(beside):
            continue  # (2)
        if not tables and "表" in heading.text:
            continue  # (3)
        yield _finding(heading, last=at == len(body) - 1)


def _furniture(layout: Layout) -> frozenset[str]:
    """The lines that stand at the same height of page after page."""
    lines: Counter[tuple[str, int]] = Counter()
    for passage in layout.body:
        box = passage.places[0].box
        if box is not None:
            lines[passage.text, round(box.y0 / _SAME_HEIGHT)] += 1
    return frozenset(text for (text, _), times in lines.items() if times >= _FURNITURE)


def _is_heading(passage: Passage) -> bool:
    """Whether a passage is a heading and no item of a list (1)."""
    text = passage.text
    if not numbered(passage) or passage.is_contents or not passage.certain or not passage.is_heading:
        return False
    return _LEAST < len(text) <= _LONGEST and _NO_HEADING.search(text) is None


def _is_bare(document: Document, body: Sequence[Passage], at: int) -> bool:
    """Whether nothing stands between a heading and the next of its level, or the end."""
    heading = body[at]
    below = body[at + 1] if at + 1 < len(body) else None
    end = below.block if below is not None else len(document.blocks)
    if any(isinstance(block, Grid) for block in document.blocks[heading.block + 1 : end]):
        return False
    if below is None:
        return True
    return numbered(below) and below.level <= heading.level and not below.is_contents and _follows(heading, below)


def _follows(heading: Passage, below: Passage) -> bool:
    """Whether the heading below goes on with the numbers: not printed again, and no list of its own that begins."""
    if below.level == heading.level and _number(below.text) == _number(heading.text):
        return False
    return _number(below.text) not in _FIRST


def _number(text: str) -> str:
    return re.split(r"[、.．)）部章节]", text)[0]


def _finding(heading: Passage, *, last: bool) -> Finding:
    where = (
        ("文档至此结束", "the document ends there") if last else ("紧接下一个标题", "the next heading follows at once")
    )
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if heading.level <= _SURE else Severity.NOTICE,
        message=(
            f"“{heading.text}”下面没有内容，{where[0]}",
            f"nothing stands under “{heading.text}”: {where[1]}",
        ),
        quotes=(quote_words(heading),),
        stated=heading.text,
        suggestion=("补上内容；没有的，写明“无”或“不涉及”", "add its content, or the sentence that there is none"),
        source=SOURCE,
    )
