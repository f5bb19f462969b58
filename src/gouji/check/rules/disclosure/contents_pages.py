"""The contents name the pages on which their sections begin.

What it checks:
    The page after each line of the contents against the page on which its heading stands. Most lines tell by how many
    pages the printed numbers are off the file's (a cover is not counted); a line that is off by another number is
    told.
Why:
    Pages shift when a table grows; who follows the contents then looks in the wrong place.
Not applicable when:
    1. The file has no pages (text, web page, workbook), or the contents name none.
    2. Fewer than five headings are found again, or most of them do not agree by how much they are off.
    3. A heading that is printed on several pages.
Source:
    《党政机关公文格式》(GB/T 9704—2012): page numbers.

Examples:
    >>> offset_of([(1, 3), (2, 4), (5, 7), (6, 8), (9, 14)])
    2
    >>> offset_of([(1, 3), (2, 5), (5, 9)]) is None
    True
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from gouji.check.rules.disclosure.layout import Entry, Layout, is_title, key_of, layouts_of, names_of
from gouji.check.rules.quotes import quote_words
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.passage import Passage

CODE = "DIS15"
NAME = "disclosure.contents_pages"
SOURCE = "《党政机关公文格式》（GB/T 9704—2012）"

CHINESE = """
目录页码与正文一致。

查什么
    目录每行的页码与该标题所在页。多数行说明页码比文件页次少几页（封面不计）；与此不同的行列出。
为什么
    表格变长，页码就会移动；照目录去找就找错地方。
不适用的情形
    1. 文件没有页（文本、网页、工作簿），或目录没有页码。
    2. 找到的标题不足五个，或多数行的差距并不一致。
    3. 在多页重复出现的标题。
依据
    《党政机关公文格式》（GB/T 9704—2012）页码。
示例
    目录“四、名词解释……14”，标题在第12页（其余各行都相符）：列为提示。
"""

_LEAST = 5  # headings found again
_AGREED = 0.6  # of them are off by the same number
_MOST = 8  # lines named


def check(claims: ClaimSet) -> Iterator[Finding]:
    """At most one finding for each document, with all lines that name another page."""
    names = names_of(claims)
    for layout in layouts_of(claims):
        found = list(_found(layout, names))
        offset = offset_of([(entry.page or 0, page) for entry, page, _ in found])
        if offset is None:
            continue  # (2)
        wrong = [
            (entry, page - offset, heading) for entry, page, heading in found if page - (entry.page or 0) != offset
        ]
        if wrong:
            yield _finding(wrong)


def offset_of(pages: Sequence[tuple[int, int]]) -> int | None:
    """By how much the pages of a file are more than those its contents print; None where they do not agree."""
    if len(pages) < _LEAST:
        return None
    offset, times = Counter(page - printed for printed, page in pages).most_common(1)[0]
    return offset if times >= _AGREED * len(pages) else None


def _found(layout: Layout, names: Sequence[str]) -> Iterator[tuple[Entry, int, Passage]]:
    """Each line with a page whose heading stands on one page only, with that page and heading."""
    headings: dict[str, list[Passage]] = defaultdict(list)
    for passage in layout.body:
        if is_title(passage) and passage.places[0].page is not None:
            headings[key_of(passage.text, names)].append(passage)
    for entry in layout.entries:
        same = headings.get(key_of(entry.text, names), [])
        if entry.page is not None and len({passage.places[0].page for passage in same}) == 1:
            yield entry, same[0].places[0].page or 0, same[0]


def _finding(wrong: list[tuple[Entry, int, Passage]]) -> Finding:
    told = "；".join(f"“{entry.text}”目录作第{entry.page}页，实为第{page}页" for entry, page, _ in wrong[:_MOST])
    english = "; ".join(f"{entry.text}: {entry.page} for {page}" for entry, page, _ in wrong[:_MOST])
    quotes = [quote_words(entry.passage, entry.start, entry.start + len(entry.text)) for entry, _, _ in wrong]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(f"目录页码有误：{told}", f"wrong pages in the contents: {english}"),
        quotes=(*quotes, *(quote_words(heading, role="witness") for _, _, heading in wrong[:_MOST])),
        suggestion=("更新目录页码", "update the pages of the contents"),
        source=SOURCE,
    )
