"""What the text says of the department's units agrees with their list.

What it checks:
    机关及所属事业单位 in the text, where the list of units names the department alone; a number of units in the text
    (共计4家) against the list.
Why:
    Whose money a budget holds is the first thing a reader must know; the phrase is often left over from a form.
Not applicable when:
    1. The document has no list of its units, or the phrase only explains a term (名词解释) or quotes the law.
    2. The list has more units than one, or gives units in words only.
Source:
    《预算法》第八条、《预算法实施条例》第五条: a department's budget is made up of its own and its units'.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 部门机构设置情况 | |
    ... 单位名称 | 单位性质
    ... 青石县行政审批局本级 | 1
    ...
    ... 正文
    ... 青石县行政审批局机关及所属事业单位的收支包含在部门预算中。
    ... '''))]
    ['文中称“机关及所属事业单位”，机构设置表却只列“青石县行政审批局本级”']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gouji.check.rules.disclosure.layout import layouts_of
from gouji.check.rules.disclosure.numbering import NUMERAL, chinese_number
from gouji.check.rules.quotes import quote_table, quote_words
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.passage import Passage

CODE = "DIS09"
NAME = "disclosure.units"
SOURCE = "《预算法》第八条；《预算法实施条例》第五条"

CHINESE = """
文中所说的所属单位与单位表一致。

查什么
    文中写“机关及所属事业单位”，而机构设置表只列本级一家；文中写“共计4家”，与表列单位数不符。
为什么
    预算包括谁的钱，是读者首先要知道的；这一说法往往是模板留下的。
不适用的情形
    1. 没有机构设置表，或该说法只出现在名词解释、法规引文中。
    2. 表中列有多家单位，或单位只在文字中列举。
依据
    《预算法》第八条、《预算法实施条例》第五条：部门预算由本部门及其所属各单位预算组成。
示例
    机构设置表只列“本级”，文中称“机关及所属事业单位的收支包含在部门预算中”：列为警告。
"""

_UNITS_TABLE = re.compile(r"机构设置|机构情况|单位构成|所属单位|单位名单|预算单位(?:构成|情况|名单|一览)")
_SUBORDINATE = re.compile(
    r"(?:局|部|委|办|会|厅|本级|机关|部门)(?:机关|本级)?(?:及|和|以及|与)(?:其)?(?:所属|下属|直属)(?:\d+[家个])?(?:各)?(?:预算|事业|二级|基层)*单位"
)
_PHRASE = re.compile(r"(?:机关|本级)?(?:及|和|以及|与)(?:其)?(?:所属|下属|直属).*$")
_GLOSSARY = re.compile(r"名词|名称解释|术语")
_COUNTED = re.compile(r"(?:预算单位|单位)(?:共计|共有|共|为|有)(\d{1,3})[家个](?!内设)")
_COUNTED_BELOW = re.compile(
    r"(?:下属|所属|直属)[^,。;]{0,4}?(?:[1-9]\d?|[一二三四五六七八九十]{1,2})[个家][^,。;]{0,6}单位"
    r"|[一二三四五六七八九十]{1,2}个(?:下属|所属|直属)[^,。;]{0,6}单位|(?:下属|所属|直属)[^,。;]{0,6}单位[一二三四五六七八九十\d]{1,2}[个家]"
)
_CODES = (3, 6, 9)  # digits of units' codes
_UPPER_AND_OWN = 2  # rows: the department, and its own unit
_LISTED = re.compile(
    r"(?:下属|所属|二级|预算)?(?:预算|事业)?单位(?:共计|共有|共|有)(\d{1,3}|" + NUMERAL + r")[家个](?:预算单位)?"
    r"(?:[,，]?(?:具体|分别)?(?:包括|为|是)[:：]?(?P<names>[^。;]*))"
)
_JOINED = re.compile(r"和|及|与")
_BELOW_ONLY = re.compile(r"下属|所属|二级")
_BODY = re.compile(r"(?:局|委|委员会|办|办公室|中心|院|校|所|站|馆|队|部|会|厅|处|园|机关|本级|大队|支队|\))$")
_TOTAL = re.compile(r"^(?:合计|总计|小计)$")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """At most one finding for the phrase, and one for the number."""
    passages = [passage for layout in layouts_of(claims) for passage in layout.body if _speaks(passage)]
    yield from _counted(passages)
    listed = next(_lists(claims), None)
    if listed is None:
        yield from _alone(claims, passages)
        return  # (1)
    table, names = listed
    yield from _phrase(claims, table, names, passages)
    yield from _number(claims, table, names, passages)


def _lists(claims: ClaimSet) -> Iterator[tuple[int, list[str]]]:
    """Each list of units: the table's index and the names in it."""
    for index, table in enumerate(claims.tables):
        if _UNITS_TABLE.search(table.title):
            names = [fold(row.label) for row in table.rows if row.label and not _TOTAL.match(fold(row.label))]
            if names:
                yield index, names


def _speaks(passage: Passage) -> bool:
    """Whether a passage tells of the department, and does not explain a term (1)."""
    return passage.certain and not _explains(passage.headings)


@lru_cache(maxsize=1024)
def _explains(headings: tuple[str, ...]) -> bool:
    return any(_GLOSSARY.search(heading) for heading in headings)


def _counted(passages: list[Passage]) -> Iterator[Finding]:
    """A number of units, and another number of names after it: in the sentence, or in a numbered list below it."""
    for at, passage in enumerate(passages):
        match = _LISTED.search(passage.text)
        if match is None:
            continue
        told = _as_number(match[1])
        below = list(_list_below(passages, at))
        inline = [name for name in re.split(r"[,、;]", match["names"] or "") if name.strip()]
        names = len(below) if len(below) > 1 else len(inline)
        slack = 1 if _BELOW_ONLY.search(match[0]) else 0
        joined = 0 if below else len(_JOINED.findall(match["names"] or ""))  # names that 和 joins may be two
        if names > 1 and told and not told - joined <= names <= told + slack and (below or _all_units(inline)):
            yield Finding(
                code=CODE,
                name=NAME,
                severity=Severity.NOTICE,
                message=(
                    f"文中称单位{match[1]}家，随后列出{names}家",
                    f"the text counts {match[1]} units and names {names}",
                ),
                quotes=(quote_words(passage, match.start(), match.start(1) + len(match[1]) + 1),),
                stated=match[1],
                expected=str(names),
                suggestion=("核对单位数和名单", "check the number and the names"),
                source=SOURCE,
            )


def _as_number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text)


def _list_below(passages: list[Passage], at: int) -> Iterator[str]:
    """The items 1. 2. 3. right after a passage."""
    for number, passage in enumerate(passages[at + 1 :], 1):
        if not re.match(rf"{number}[.、．]|[(（]{number}[)）]", passage.text):
            return
        yield passage.text


def _all_units(names: list[str]) -> bool:
    """Whether every name can be a body's."""
    return all(_BODY.search(name.rstrip("。").removesuffix("等")) for name in names)


def _alone(claims: ClaimSet, passages: list[Passage]) -> Iterator[Finding]:
    """A table by units that has the department's own only, beside a text that counts subordinate ones."""
    for index, table in enumerate(claims.tables):
        coded = {
            row.code: fold(row.label)
            for row in table.rows
            if row.code and row.code.isdigit() and len(row.code) in _CODES
        }
        own = [label for label in coded.values() if "本级" in label or "机关" in label]
        if table.kind != "money" or len(coded) != _UPPER_AND_OWN or len(own) != 1:
            continue
        for passage in passages:
            match = _COUNTED_BELOW.search(passage.text)
            if match is not None:
                yield Finding(
                    code=CODE,
                    name=NAME,
                    severity=Severity.NOTICE,
                    message=(
                        f"文中说有“{match[0]}”，分单位的表却只列“{own[0]}”",
                        f"the text counts subordinate units ({match[0]}), the table by units has only {own[0]}",
                    ),
                    quotes=(
                        quote_words(passage, max(0, match.start() - 12), match.end()),
                        quote_table(claims, index, role="witness"),
                    ),
                    stated=match[0],
                    suggestion=(
                        "说明所属单位的收支是否并入本级，或在表中分列",
                        "say whether their money is in the department's own, or list them in the table",
                    ),
                    source=SOURCE,
                )
                return


def _phrase(claims: ClaimSet, table: int, names: list[str], passages: list[Passage]) -> Iterator[Finding]:
    if len(names) > 1:
        return  # (2)
    quotes: list[Quote] = []
    words = ""
    for passage in passages:
        match = _SUBORDINATE.search(passage.text)
        if match is not None and "《" not in passage.text[: match.start()].rpartition("。")[2]:
            phrase = _PHRASE.search(match[0])
            words = words or (phrase[0] if phrase else match[0])
            quotes.append(quote_words(passage, max(0, match.start() - 12), match.end()))
    if quotes:
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.WARNING,
            message=(
                f"文中称“{words}”，机构设置表却只列“{names[0]}”",
                f"the text speaks of “{words}”, but the list of units has only “{names[0]}”",
            ),
            quotes=(*quotes, quote_table(claims, table, role="witness")),
            stated=words,
            suggestion=(
                "有所属单位的，补列到机构设置表；没有的，删去这一说法",
                "list the subordinate units, or take the phrase out where there are none",
            ),
            source=SOURCE,
        )


def _number(claims: ClaimSet, table: int, names: list[str], passages: list[Passage]) -> Iterator[Finding]:
    for passage in passages:
        match = _COUNTED.search(passage.text)
        if match is not None and int(match[1]) != len(names) and int(match[1]) > 0:
            yield Finding(
                code=CODE,
                name=NAME,
                severity=Severity.NOTICE,
                message=(
                    f"文中称单位{match[1]}家，机构设置表列有{len(names)}家",
                    f"the text counts {match[1]} units, the list has {len(names)}",
                ),
                quotes=(quote_words(passage, match.start(), match.end()), quote_table(claims, table, role="witness")),
                stated=match[1],
                expected=str(len(names)),
                suggestion=("核对单位数", "check the number of units"),
                source=SOURCE,
            )
            return
