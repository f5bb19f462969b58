"""Terms of the field stand in their right wording.

What it checks:
    Terms of the law and of the forms (政府性基金, 国有资本经营预算, 机关运行经费…) printed with one character wrong,
    missing or doubled; the word 栏次 over a table's column numbers. The same slip is one finding, with all its
    places.
Why:
    The wrong word names other money, or none; it is copied from form to form until somebody says so.
Not applicable when:
    1. The words are another wording in use (机构运行经费), or differ by a link like 的 or 和.
    2. The character is the first or last of the term: a line or page may have cut it.
    3. The text was read by OCR or is in doubt.
Source:
    《预算法》第五条; 政府收支分类科目; the published forms.

Examples:
    >>> from gouji.law.terms import slips_in
    >>> [slip.text for slip in slips_in("国有资产经营预算拨款收入")]
    ['国有资产经营预算']
    >>> [slip.text for slip in slips_in("国有资本经营预算拨款收入")]
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gouji.check.rules.disclosure.pieces import words_of
from gouji.law.terms import Slip, slips_in
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.document import Cell, Grid
from gouji.model.finding import Finding, Quote, Severity

CODE = "NAM04"
NAME = "names.terms"
SOURCE = "《预算法》第五条；《政府收支分类科目》；部门预算公开表样"

CHINESE = """
专有名词用字规范。

查什么
    法律和表样中的专有名词（政府性基金、国有资本经营预算、机关运行经费……）错一字、漏一字、重一字；表头列号行的“栏次”二字。
    同一错处列为一条，附全部位置。
为什么
    错一字就成了另一种资金，或什么也不是；这类错字随模板年年照抄。
不适用的情形
    1. 另有通行说法（机构运行经费），或只差“的”“和”等连接字。
    2. 差的是首尾字，可能是换行、换页截断。
    3. 文字识别所得或存疑的文本。
依据
    《预算法》第五条；《政府收支分类科目》；部门预算公开表样。
示例
    “国有资产经营预算”应为“国有资本经营预算”；“政府基金预算”应为“政府性基金预算”。
"""

_COLUMN_WORDS = ("栏次", "行次")
_LEAST_NUMBERS = 3  # column numbers in a row, from 1 on


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each wrong wording, with all its places."""
    words = words_of(claims)  # (3)
    found: dict[tuple[str, str], list[Slip]] = defaultdict(list)
    for slip in slips_in(words.text):
        found[slip.text, slip.term.text].append(slip)
    for (stated, expected), places in found.items():
        quotes = tuple(words.quote_around(slip.start, slip.end) for slip in places)
        dropped = len(stated) < len(expected)
        yield _finding(stated, expected, quotes, Severity.NOTICE if dropped else Severity.WARNING)
    yield from _column_words(claims)


def _column_words(claims: ClaimSet) -> Iterator[Finding]:
    """A row of column numbers whose word is one character away from the word that other such rows have."""
    rows = list(_number_rows(claims))
    for word in _COLUMN_WORDS:
        others = [place for place in rows if _is_near(fold(place[1].text), word)]
        if others and any(fold(cell.text) == word for _, cell in rows):
            quotes = tuple(Quote(fold(cell.text), cell.place, "culprit", index) for index, cell in others)
            yield _finding(quotes[0].text, word, quotes, Severity.WARNING)


def _number_rows(claims: ClaimSet) -> Iterator[tuple[int, Cell]]:
    """The first cell of each row that goes on 1, 2, 3…, with the number of its document."""
    for index, document in enumerate(claims.documents):
        for block in document.blocks:
            if not isinstance(block, Grid):
                continue
            for row in sorted({cell.row for cell in block.cells if cell.text.strip() == "1"}):
                cells = [cell for cell in block.cells if cell.row == row]
                numbers = [cell.text.strip() for cell in cells[1:]]
                if len(numbers) >= _LEAST_NUMBERS and numbers == [str(at + 1) for at in range(len(numbers))]:
                    yield index, cells[0]


def _is_near(text: str, word: str) -> bool:
    return len(text) == len(word) and text not in _COLUMN_WORDS and any(a == b for a, b in zip(text, word, strict=True))


def _finding(stated: str, expected: str, quotes: tuple[Quote, ...], severity: Severity) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=(
            f"“{stated}”应为“{expected}”" + (f"，共{len(quotes)}处" if len(quotes) > 1 else ""),
            f"“{stated}” should read “{expected}”" + (f" ({len(quotes)} places)" if len(quotes) > 1 else ""),
        ),
        quotes=quotes,
        stated=stated,
        expected=expected,
        suggestion=(f"改为“{expected}”", f"write “{expected}”"),
        source=SOURCE,
    )
