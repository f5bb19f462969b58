"""Units are listed by the names of public bodies.

What it checks:
    Names in the list of units that put a kind (某某部门) in front of a body's name: 民政部门民政局本级. The name of
    the same body elsewhere in the text says how it should read.
Why:
    The list says whose money the budget holds; a name made up of a system's category and a stub names nobody.
Not applicable when:
    1. The name is a body's name, with its place in front or without.
    2. The document has no list of units.
Source:
    《预算法》第八条; 《预算法实施条例》第五条.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 部门机构设置情况 | |
    ... 单位名称 | 编制
    ... 民政部门民政局本级 | 12
    ...
    ... 正文
    ... 主要为青石县民政局开办费。
    ... '''))]
    ['单位名称“民政部门民政局本级”有误，应为“青石县民政局本级”']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.rules.disclosure.pieces import Words, pieces_of, words_of
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity

CODE = "NAM02"
NAME = "names.units"
SOURCE = "《预算法》第八条；《预算法实施条例》第五条"

CHINESE = """
单位表列的是机关单位的名称。

查什么
    单位表中把类别（某某部门）拼在单位名称前的名称，如“民政部门民政局本级”；正文中同一单位的名称说明应怎样写。
为什么
    单位表说明预算是谁的钱；类别加残缺名称拼成的，不是任何单位。
不适用的情形
    1. 是单位名称本身，前面带不带地名均可。
    2. 没有单位表。
依据
    《预算法》第八条；《预算法实施条例》第五条。
示例
    “民政部门民政局本级”：应为“青石县民政局本级”，列为警告。
"""

_GARBLED = re.compile(
    r"^[\u4e00-\u9fff]{2,12}部门(?P<body>[\u4e00-\u9fff]{2,16}(?:局|委员会|办公室|厅|院|中心|委|办))(?P<own>\(?本级\)?|机关)?$"
)


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each such name."""
    seen: set[str] = set()
    for piece in pieces_of(claims, least=6):
        match = _GARBLED.match(piece.text) if piece.passage is None and piece.certain else None
        if match is None or piece.text in seen:
            continue
        seen.add(piece.text)
        words = words_of(claims)
        full = _full_name(words, match["body"])
        right = f"{words.text[slice(*full)]}{match['own'] or ''}" if full else None
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.WARNING if full else Severity.NOTICE,
            message=(
                f"单位名称“{piece.text}”有误" + (f"，应为“{right}”" if right else ""),
                f"{piece.text} is no body's name" + (f": it should read {right}" if right else ""),
            ),
            quotes=(
                piece.quote(0, len(piece.text)),
                *((words.quote(*full, witness=True),) if full else ()),
            ),
            stated=piece.text,
            expected=right,
            suggestion=("写单位全称", "give the body's full name"),
            source=SOURCE,
        )


def _full_name(words: Words, body: str) -> tuple[int, int] | None:
    """Where the text names the body with its place: 青石县 + 民政局."""
    match = re.search(rf"[\u4e00-\u9fff]{{1,10}}?[省市县区旗]{re.escape(body)}", words.text)
    if match is None:
        return None
    text = match[0]
    places = [at + 1 for at, letter in enumerate(text) if letter in "为由将在对是和与及经"]
    return match.start() + max(places, default=0), match.end()
