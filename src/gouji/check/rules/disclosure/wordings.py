"""No wording stands there that is wrong in every budget.

What it checks:
    Wordings of a list kept as data: 20个工作日 for the 20 days of publication, 经济分类项级, look-alike characters,
    得 for 地, 截止 with a date, a note on an empty table that puts the table's name where the money's belongs. Each
    wording is one finding, with all its places.
Why:
    They are copied from form to form; some say something the law does not say.
Not applicable when:
    1. The words that make it wrong do not stand in the same sentence (20个工作日 of something else).
    2. The text was read by OCR or is in doubt.
Source:
    《预算法》第十四条、第三十二条; usage.

Examples:
    >>> from gouji.check.example import failures_of
    >>> failures_of('''
    ... 正文
    ... 支出按经济分类项级科目列示。
    ... ''')
    ['NAM07 支出按经济分类项级科目列示: “经济分类项级”用语有误：支出经济分类只有类、款两级']
    >>> failures_of('''
    ... 正文
    ... 支出按经济分类款级科目列示。
    ... ''')
    []
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.check.rules.disclosure.pieces import words_of
from gouji.law.wordings import Wording, wordings
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity

CODE = "NAM07"
NAME = "names.wordings"
SOURCE = "《预算法》第十四条、第三十二条；公文用语规范"

CHINESE = """
没有在任何预算里都错的说法。

查什么
    按错误用语表查：公开时限写成“20个工作日”，“经济分类项级”，形近字，“地”写成“得”，“截止”后带日期，
    空表说明把表名套进句子等。同一用语列为一条，附全部位置。
为什么
    这些说法随模板照抄，有的与法律规定不符。
不适用的情形
    1. 同一句中没有使其成错的字眼（别的事项的20个工作日）。
    2. 文字识别所得或存疑的文本。
依据
    《预算法》第十四条、第三十二条；公文用语规范。
示例
    “支出按经济分类项级科目列示”：经济分类只有类、款两级，列为警告。
"""


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each wrong wording, with all its places."""
    words = words_of(claims, contents=False)
    for wording in wordings():
        found: dict[str, list[tuple[int, int]]] = {}
        for place in wording.found_in(words.text):
            printed = words.text[slice(*place)]
            found.setdefault(wording.rights.get(printed, ""), []).append(place)
        for places in found.values():
            stated = words.text[slice(*places[0])]
            yield _finding(wording, stated, tuple(words.quote_around(*place) for place in places))


def _finding(wording: Wording, stated: str, quotes: tuple[Quote, ...]) -> Finding:
    right = wording.right_of(stated)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if wording.severity == "warning" else Severity.NOTICE,
        message=(
            f"“{stated}”用语有误：{wording.why[0]}",
            f"“{stated}” is wrong: {wording.why[1]}",
        ),
        quotes=quotes,
        stated=stated,
        expected=right,
        suggestion=(f"应为：{right}", f"it should read: {right}"),
        source=SOURCE,
    )
