"""Headings are numbered one after the other.

What it checks:
    The numbers of headings of one level under one heading (一、二、三; (一)(二); 第一部分…), and those of the rows of
    a form: none is left out, none stands twice. Among items that each have a number and a name ((5)档案管理:…), none
    is without a number.
Why:
    A jump shows that a section was dropped or moved; references to 第三部分 then lead astray.
Not applicable when:
    1. The numbers are those of items in sentences or of a list in a table, or of the contents.
    2. Fewer than three headings are numbered so.
    3. The text was read by OCR or is in doubt.
    4. They number the parts (第…部分) of a document without tables: one part is in another file.
Source:
    《党政机关公文格式》(GB/T 9704—2012) 7.3.3: the numbering of levels.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 正文
    ... 一、部门职责
    ... 负责全县行政审批工作。
    ... 二、机构设置
    ... 设办公室。
    ... 四、名词解释
    ... 基本支出:指人员支出和公用支出。
    ... '''))]
    ['标题编号从“二”跳到“四”，缺“三”']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from gouji.check.rules.disclosure.layout import layouts_of
from gouji.check.rules.disclosure.pieces import words_of
from gouji.check.rules.quotes import quote_table, quote_words
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.passage import Passage
from gouji.model.table import Table

CODE = "DIS11"
NAME = "disclosure.numbering"
SOURCE = "《党政机关公文格式》（GB/T 9704—2012）"

CHINESE = """
标题编号连续。

查什么
    同一标题下同级标题的编号（一、二、三；（一）（二）；第一部分……）和表内行次的编号：有无跳号、重号；
    各带编号和名称的条目（（5）档案管理：……）中，有无漏编的一条。
为什么
    跳号说明漏了或移走了一节；“见第三部分”之类的指引也会落空。
不适用的情形
    1. 句中、表中列举的编号和目录。
    2. 这样编号的标题不足三个。
    3. 文字识别所得或存疑的文本。
    4. 没有表的文件中“第……部分”的编号：其余部分在别的文件中。
依据
    《党政机关公文格式》（GB/T 9704—2012）结构层次序数。
示例
    一、二、四：缺三，列为提示。
"""

_DIGITS = "零一二三四五六七八九十"
NUMERAL = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
"""A number up to 99 as headings print it, for patterns."""
_NUMBER = re.compile(rf"^(?:第({NUMERAL})部分|({NUMERAL})[、.．]|[（(]({NUMERAL})[)）])")
_ROW = re.compile(rf"^({NUMERAL})、")
_NAME = r"[\u4e00-\u9fff“”、]{2,16}"
_NAMED = re.compile(rf"({_NAME}):")
_ITEM = re.compile(rf"[(（]?(?:(?P<digits>\d{{1,2}})|(?P<words>{NUMERAL}))[)）、.．]{_NAME}:")
_LEAST_ROWS = 10  # of a form that prints all its rows; others leave out what is empty
_MOST_JUMPS = 3
_LEVELS = 3  # numbered in Chinese; below that lists begin
_LEAST = 3  # headings
_LEAST_TABLES = 3  # of a document that holds its tables itself


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each jump or repetition of headings, and one for each list of a table that has some."""
    for table in claims.tables:
        yield from _table_jumps(claims, table)
    parts = sum(table.kind == "money" for table in claims.tables) >= _LEAST_TABLES
    for layout in layouts_of(claims):
        text = {passage.block: passage.text for passage in layout.body}
        series: dict[tuple[int, tuple[str, ...]], list[list[tuple[int, Passage]]]] = {}
        for passage in layout.body:
            number = _number(passage)
            if number is None or (passage.level == 0 and not parts):
                continue  # (4)
            open_lists = series.setdefault((passage.level, passage.headings), [])
            while number > 1 and len(open_lists) > 1 and open_lists[-1][-1][0] + 1 != number:
                if open_lists[-2][-1][0] + 1 != number:
                    break
                yield from _jumps(open_lists.pop(), text)  # a list within a section is over, the sections go on
            if number == 1 or not open_lists:
                open_lists.append([])
            open_lists[-1].append((number, passage))
        for lists in series.values():
            for headings in lists:
                yield from _jumps(headings, text)
        yield from _unnumbered(layout.body)


def _table_jumps(claims: ClaimSet, table: Table) -> Iterator[Finding]:
    """The rows of a form, numbered 一、二、三 from one end to the other, of which few are out of their order."""
    lists: dict[str, list[tuple[int, str]]] = {}
    for row in table.rows if table.kind == "money" else ():
        match = _ROW.match(fold(row.label))
        if match is not None:
            lists.setdefault(row.list_name, []).append((chinese_number(match[1]), fold(row.label)))
    for rows in lists.values():
        pairs = [(one, other) for one, other in pairwise(rows) if other[0] not in (one[0] + 1, 1)]
        if pairs and len(rows) >= _LEAST_ROWS and rows[0][0] == 1 and len(pairs) <= _MOST_JUMPS:
            yield _table_finding(claims, table, pairs)


def _table_finding(claims: ClaimSet, table: Table, pairs: list[tuple[tuple[int, str], tuple[int, str]]]) -> Finding:
    words = words_of(claims)
    jumps = "、".join(f"“{_name(one[0])}”到“{_name(other[0])}”" for one, other in pairs)
    quotes = []
    for _, (_, label) in pairs:
        for match in re.finditer(re.escape(label), words.text):
            piece, _ = words.find(match.start())
            if piece.passage is None and (not table.pages or piece.place.page in table.pages):
                quotes.append(words.quote(*match.span()))
                break
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"“{fold(table.title)}”行次编号不连续：{jumps}",
            f"the rows of {fold(table.title)} are not numbered one after the other: {jumps}",
        ),
        quotes=tuple(quotes) or (quote_table(claims, claims.tables.index(table)),),
        suggestion=("核对是否漏行，并重新编号", "see whether a row is missing, and number anew"),
        source=SOURCE,
    )


def _number(passage: Passage) -> int | None:
    """The number of a heading; None for what is none."""
    match = _NUMBER.match(passage.text)
    if match is None or passage.level >= _LEVELS or not passage.is_heading or not passage.certain:
        return None  # (1), (3)
    return chinese_number(next(group for group in match.groups() if group))


def chinese_number(text: str) -> int:
    """A number up to 99 in Chinese digits.

    >>> chinese_number("十二"), chinese_number("二十"), chinese_number("三")
    (12, 20, 3)
    """
    tens, mark, units = text.rpartition("十")
    return (10 * (_DIGITS.index(tens) if tens else 1) if mark else 0) + (_DIGITS.index(units) if units else 0)


def _jumps(headings: list[tuple[int, Passage]], text: Mapping[int, str]) -> Iterator[Finding]:
    numbers = [number for number, _ in headings]
    if len(headings) < _LEAST or numbers[0] != 1 or sorted(numbers) != numbers:
        return  # (2), or several lists run into each other
    for (before, upper), (after, lower) in pairwise(headings):
        if after == before or (after != before + 1 and not _is_between(upper, lower, before + 1, text)):
            yield _finding(upper, lower, before, after)


def _is_between(upper: Passage, lower: Passage, number: int, text: Mapping[int, str]) -> bool:
    """Whether the number left out stands somewhere between, in a line that was no heading by itself."""
    name = _name(number)
    mark = (f"第{name}部分", f"(?<![一二三四五六七八九十]){name}[、.]", f"[(（]{name}[)）]")[upper.level]
    marks = re.compile(mark)
    return any(marks.search(words) for block, words in text.items() if upper.block <= block < lower.block)


def _unnumbered(body: Sequence[Passage]) -> Iterator[Finding]:
    """Items with a name and no number between two that have both, and whose numbers follow each other."""
    for upper, item, lower in zip(body, body[1:], body[2:], strict=False):
        named = _NAMED.match(item.text) if item.certain else None
        if named is None:
            continue
        one, other = _ITEM.match(upper.text), _ITEM.match(lower.text)
        if one is None or other is None or one.lastgroup != other.lastgroup or upper.level != lower.level:
            continue
        if _value(other.group(other.lastgroup or 0)) != _value(one.group(one.lastgroup or 0)) + 1:
            continue
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.NOTICE,
            message=(
                f"“{named[1]}”没有编号，前后各条都有编号",
                f"“{named[1]}” has no number, and the items before and after it have one",
            ),
            quotes=(quote_words(item, 0, named.end()),),
            stated=named[1],
            suggestion=("补上编号，并重新编号", "give it a number, and number anew"),
            source=SOURCE,
        )


def _value(number: str) -> int:
    return int(number) if number.isdigit() else chinese_number(number)


def _finding(upper: Passage, lower: Passage, before: int, after: int) -> Finding:
    names = [_name(number) for number in (before, after)]
    if after == before:
        message = (f"标题编号“{names[0]}”用了两次", f"the number {names[0]} heads two sections")
    else:
        left = "、".join(_name(number) for number in range(before + 1, after))
        message = (
            f"标题编号从“{names[0]}”跳到“{names[1]}”，缺“{left}”",
            f"the numbers of headings jump from {names[0]} to {names[1]}: {left} is missing",
        )
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=message,
        quotes=(quote_words(lower), quote_words(upper, role="witness")),
        stated=lower.text,
        suggestion=("核对是否缺一节，并重新编号", "see whether a section is missing, and number anew"),
        source=SOURCE,
    )


def _name(number: int) -> str:
    tens, units = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (
        _DIGITS[units] if units or not tens else ""
    )
