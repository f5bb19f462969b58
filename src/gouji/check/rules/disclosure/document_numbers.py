"""Numbers of official documents are whole.

What it checks:
    Years in the brackets of a document's number (〔2019〕): the issuer's sign stands before, and a number with 号
    after it. All broken numbers of a document are one finding.
Why:
    A reader cannot look up a document by half a number; the rest was lost when it was typed or copied.
Not applicable when:
    1. The number is whole: 冀政办字〔2019〕61号, also with 第 before the number.
    2. The bracket stands at the end of a line that a page break may have cut, or in a table's cell.
    3. The text was read by OCR or is in doubt.
Source:
    《党政机关公文格式》(GB/T 9704—2012) 7.2.5: 发文机关代字、年份、发文顺序号.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 正文
    ... 贯彻落实提升审批服务效能实施方案(〔2019〕—94)有关情况。
    ... 贯彻落实审批便民化意见(冀办字〔2018〕55号)有关情况。
    ... '''))]
    ['文号“〔2019〕—94”不完整']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.rules.disclosure.pieces import words_of
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity

CODE = "NAM08"
NAME = "names.documents"
SOURCE = "《党政机关公文格式》（GB/T 9704—2012）7.2.5"

CHINESE = """
文号完整。

查什么
    文号中带六角括号的年份（〔2019〕）：前面有发文机关代字，后面有“××号”。不完整的合为一条，附全部位置。
为什么
    文号不全，读者查不到文件；缺的部分多半是录入、复制时丢了。
不适用的情形
    1. 文号完整，包括“第××号”。
    2. 括号在行末，可能被换页截断，或在表格单元格内。
    3. 文字识别所得或存疑的文本。
依据
    《党政机关公文格式》（GB/T 9704—2012）7.2.5：发文机关代字、年份、发文顺序号。
示例
    “（〔2019〕—94）”：缺代字和“号”，列为提示。
"""

_BRACKET = re.compile(r"〔(?:19|20)\d\d年?〕(?P<rest>[^,。;\n)）》〔]{0,8})")
_WHOLE = re.compile(r"(?:第|特第)?\d{1,5}(?:-\d+)?(?:号|、|和|-)|[\u4e00-\u9fff]?第?\d{1,5}号")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """At most one finding, with all broken numbers."""
    words = words_of(claims)
    found = [match for match in _BRACKET.finditer(words.text) if _is_broken(words.text, match)]
    found = [match for match in found if words.find(match.start())[0].passage is not None]  # (2)
    if not found:
        return
    stated = "、".join(dict.fromkeys(f"“{match[0]}”" for match in found))
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(f"文号{stated}不完整", f"the document numbers {stated} are not whole"),
        quotes=tuple(words.quote_around(*match.span()) for match in found),
        stated=stated,
        suggestion=("补全发文机关代字、年份和顺序号，如“×政办〔2019〕94号”", "complete issuer, year and number"),
        source=SOURCE,
    )


def _is_broken(text: str, match: re.Match[str]) -> bool:
    """Whether the sign before or the number after is missing."""
    if text[match.end() : match.end() + 1] == "\n" and not match["rest"]:
        return False  # (2)
    before = text[max(0, match.start() - 1) : match.start()]
    return before in ("(", "（", "《", ",", "。", "\n", "") or _WHOLE.match(match["rest"]) is None
