"""No blank of the form is left unfilled.

What it checks:
    What a form or a system puts where the department's own words belong: XX, ××, {单位}, 待填写, 目标内容1, ____,
    某某局, an amount that is missing before 万元; a project with money that is named 无 and 单位名称： over a table
    with nothing behind it (notices).
Why:
    A blank left over shows that nobody read the text; often a figure or a name is missing with it.
Not applicable when:
    1. The marks stand for something: a size (5XX), a model number, a secret project named so throughout.
    2. The text was read by OCR or is in doubt.
Source:
    《地方预决算公开操作规程》(财预〔2016〕143号): what is published is complete and true.

Examples:
    >>> from gouji.check.example import failures_of
    >>> failures_of('''
    ... 正文
    ... 本部门XX年收入预算为万元。
    ... ''')[0].split(": ")[1]
    '有未填写的占位文字“XX”'
    >>> failures_of('''
    ... 正文
    ... 本部门2024年收入预算为30.00万元。
    ... ''')
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.lookup import fixing
from gouji.check.rules.disclosure.pieces import Words, words_of
from gouji.check.rules.quotes import quote_table
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "DIS08"
NAME = "disclosure.placeholders"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）"

CHINESE = """
没有未填写的空白。

查什么
    表样或系统留下、本应换成部门自己内容的文字：XX、××、{单位}、待填写、目标内容1、____、某某局，以及“万元”前缺金额。
    有金额而名称写作“无”的项目、表头“单位名称：”后没有填写的，作提示。
为什么
    留有空白说明文本没有人通读；往往连带缺少数字或名称。
不适用的情形
    1. 符号另有含义：型号、规格、因保密通篇隐去的名称。
    2. 文字识别所得或存疑的文本。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）：公开内容应当完整、真实。
示例
    “本部门XX年收入预算为万元”：列为警告。
"""

_KINDS = (
    (
        ("XX", "xx", "Xx", "×", "╳", "○○", "〇〇", "***"),
        re.compile(
            r"[Xx×╳○〇*](?:(?<=[Xx])(?<![A-Za-z0-9].)[Xx]+(?![A-Za-z0-9])"
            r"|(?<=[×╳])[×╳]+|(?<=[○〇])[○〇]{2,}(?!年)|(?<=\*)\*{2,}(?!\d))"
        ),
    ),
    (("{", "<"), re.compile(r"\{\{?[^{}\n]{1,30}\}?\}|<[\u4e00-\u9fff]{2,10}(?:名称|金额|数)>|\$\{[^{}\n]{1,30}\}")),
    (
        ("待填", "待补充", "请填写", "请在此", "此处填写", "填写说明", "目标内容", "TODO"),
        re.compile(r"待填[写列]|待补充|请填写|请在此|此处填写|填写说明|目标内容\d|TODO"),
    ),
    (("根据本",), re.compile(r"根据本(?:部门|单位)(?:使用|实际)[^。;\n]{0,24}(?:补充|填写|解释|修改|调整)")),
    (
        ("根据实际",),
        re.compile(r"\((?:请|可)?(?:各部门|各单位|部门|单位)?根据实际(?:情况)?(?:填写|修改|说明)\)"),
    ),
    (
        ("</", "<p", "<br", "<span", "<div", "&nbsp", "&lt", "&gt", "&amp", "&quot"),
        re.compile(r"</?(?:p|br|span|div|strong|font)\b[^>\n]{0,40}>|&(?:nbsp|lt|gt|amp|quot);"),
    ),
    (
        ("月X", "年X", "月x", "年x", "月×", "年×"),
        re.compile(r"[\d月](?:(?<=\d)\d{3}年[Xx×]{1,2}月|(?<=月)[Xx×]{1,2}日)"),
    ),
    (("___", "某某"), re.compile(r"[_某](?:(?<=_)__+|(?<=某)某(?:局|委|办|单位|部门|县|区|市|项目))")),
)
"""Marks without which a text has no such blank, and the blank: its first letter in front, to be found quickly."""
_BEFORE_AMOUNT = ("预算", "支出", "收入", "经费", "安排", "增加", "减少", "共计", "合计", "总额")
_NO_AMOUNT = re.compile(
    rf"万元(?:(?!\n|$)(?:{'|'.join(f'(?<={word}万元)' for word in _BEFORE_AMOUNT)})|(?<=[^\d]为万元))"
    r"(?!以上|以下|/|每|为单位|\))"  # at the end of a line 预算万元 may be a column's head
)
_NO_NAME = re.compile(r"(?:编制|预算|填报|公开)?(?:单位|部门)(?:名称)?[:：]")
_NO_BODY = re.compile(r"^(?:附?表\s*[\d一二三四五六七八九十]|公开\d*表|(?:金额)?单位[:：](?:万元|元)|\(?万?元\)?$)|表$")
_NO_NAMES = frozenset({"无", "待定", "/", "项目名称", "某项目", "未命名"})
_NAMED = 4  # blanks named in a message
_MASKED = 6  # places: marks that often stand for a name that is kept secret


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each kind of blank, with all its places."""
    words = words_of(claims, contents=False)
    for hints, pattern in _KINDS:
        found = pattern.finditer(words.text) if any(hint in words.text for hint in hints) else ()
        places = [match.span() for match in found]
        if places and not _is_secret(words, places):
            yield _finding(words, places, is_blank=True)
    places = [(match.start() - 2, match.end()) for match in _NO_AMOUNT.finditer(words.text)]
    if places:
        yield _finding(words, places, is_blank=False)
    yield from _nameless(claims)
    yield from _whose(claims)


def _whose(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for all tables over which 单位名称： stands with nothing behind it and no name beside it."""
    found = []
    for index, table in enumerate(claims.tables):
        above = [text for line in table.above if (text := fold(line)) and text != fold(table.title)]
        blank = [text for text in above if _NO_NAME.fullmatch(text)]
        if table.kind == "money" and blank and all(text in blank or _NO_BODY.search(text) for text in above):
            found.append((index, blank[0]))
    if found:
        label = found[0][1]
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.NOTICE,
            message=(
                f"表头“{label}”后没有填写单位名称，共 {len(found)} 张表",
                f"nothing is filled in behind “{label}” over {len(found)} table(s)",
            ),
            quotes=tuple(quote_table(claims, index) for index, _ in found),
            stated=label,
            suggestion=("填写单位名称", "fill in whose table it is"),
            source=SOURCE,
        )


def _nameless(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for projects with money whose name says that there is none."""
    found = [
        claim
        for claim, point in fixing(claims, Dimension.PROJECT)
        if claim.kind == "cell"
        and claim.amount.value
        and claim.doubt is None
        and fold(point[Dimension.PROJECT]) in _NO_NAMES
    ]
    if found:
        name = found[0].point[Dimension.PROJECT] if found[0].point is not None else ""
        amount = f"{found[0].source.text}{found[0].amount.unit or ''}"
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.NOTICE,
            message=(f"项目名称写作“{name}”，却有 {amount}", f"a project of {amount} is named “{name}”"),
            witnesses=tuple(Witness(claim.id, "culprit") for claim in found),
            stated=name,
            suggestion=("写明项目名称；涉密的，说明不予公开", "name the project, or say that it is secret"),
            source=SOURCE,
        )


def _is_secret(words: Words, places: list[tuple[int, int]]) -> bool:
    """Whether the marks stand for names kept secret: many of them, in a text that says so (1)."""
    if len(places) <= _MASKED or re.search(r"涉密|保密", words.text) is None:
        return False
    return {letter for place in places for letter in words.text[slice(*place)]} <= set("XxX×*")


def _finding(words: Words, places: list[tuple[int, int]], *, is_blank: bool) -> Finding:
    texts = list(dict.fromkeys(words.text[slice(*place)] for place in places))
    stated = "、".join(f"“{text}”" for text in texts[:_NAMED])
    if is_blank:
        message = (f"有未填写的占位文字{stated}", f"blanks of the form are left unfilled: {stated}")
    else:
        message = (f"{stated}缺少金额", f"an amount is missing in {stated}")
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=message,
        quotes=tuple(words.quote_around(*place) for place in places),
        stated=stated,
        suggestion=("补上实际内容，或删去", "put in what belongs there, or take it out"),
        source=SOURCE,
    )
