"""No private person's data are published.

What it checks:
    Names of people in charge with their telephone numbers in goal forms, mobile numbers and identity card numbers
    anywhere. What is quoted is masked. All forms of one kind are one finding.
Why:
    A budget tells of money and duties; one public telephone number for questions is enough.
Not applicable when:
    1. The number is the office's number for questions about the publication.
    2. A name stands without a number, or a number without a name.
Source:
    《政府信息公开条例》第十五条: personal privacy; 《个人信息保护法》.

Examples:
    >>> masked("张三丰"), masked("13812345678")
    ('张＊＊', '138＊＊＊＊＊＊＊＊')
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.rules.disclosure.pieces import words_of
from gouji.check.rules.quotes import quote_field
from gouji.law.disclosure import disclosure_law
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.goal import Goal

CODE = "DIS10"
NAME = "disclosure.personal"
SOURCE = "《政府信息公开条例》第十五条"

CHINESE = """
没有公开个人信息。

查什么
    绩效目标表中负责人、填报人、联系人的姓名连同电话；任何地方的手机号码、身份证号码。引文一律遮去。同类表合为一条。
为什么
    预算公开的是资金和职责；留一个公开咨询电话即可。
不适用的情形
    1. 公开咨询用的办公电话。
    2. 只有姓名没有号码，或只有号码没有姓名。
依据
    《政府信息公开条例》第十五条；《个人信息保护法》。
示例
    “项目负责人：张＊＊ 联系电话：138＊＊＊＊＊＊＊＊”：列为警告。
"""

_PERSON = re.compile(r"负责人|填报人|填表人|联系人|经办人|责任人|审核人")
_PHONE_FIELD = re.compile(r"电话|手机|联系方式")
_NAME = re.compile(r"^[\u4e00-\u9fff]{2,4}(?:[、,/;][\u4e00-\u9fff]{2,4})*$")
_OFFICE = re.compile(r"[局处科室部委办院所厅队站股组课乡镇村]$|部门|单位")
_PHONE = re.compile(r"\d{7,}")
_NUMBERS = (
    (re.compile(r"1(?<![\d.A-Za-z]1)[3-9]\d{9}(?![\d.A-Za-z])"), "手机号码", "mobile number"),
    (
        re.compile(r"[1-6](?<![\dA-Za-z].)\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx](?![\dA-Za-z])"),
        "身份证号码",
        "identity number",
    ),
)
_SHOWN = {"手机号码": 3, "身份证号码": 6}


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for all forms with names and numbers, and one for each kind of number in the text."""
    quotes = [quote for goal in claims.goals for quote in _named(claims, goal)]
    if quotes:
        yield _finding("负责人姓名和电话", "names of people in charge with their telephone numbers", tuple(quotes))
    words = words_of(claims)
    for pattern, chinese, english in _NUMBERS:
        found = [match for match in pattern.finditer(words.text) if not _is_code(words.text, match)]
        places = tuple(_mask(words.quote(*match.span())) for match in found)
        if places:
            yield _finding(chinese, english, places)


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Whether a long number is called a code rather than a telephone number."""
    return re.search(r"编码|代码|编号|账号|项目$", text[max(0, match.start() - 8) : match.start()]) is not None


def _named(claims: ClaimSet, goal: Goal) -> Iterator[Quote]:
    """A form's fields with people's names, where another field gives a telephone number."""
    phones = [path for path, text in goal.fields.items() if _PHONE_FIELD.search(path) and _PHONE.search(fold(text))]
    if not phones:
        return  # (2)
    people = [path for path, text in goal.fields.items() if _PERSON.search(path) and _is_person(fold(text))]
    if people:  # (2)
        yield from (_mask(quote_field(claims, goal, path)) for path in (people[0], phones[0]))


def _is_person(text: str) -> bool:
    return _NAME.match(text) is not None and text[0] in disclosure_law().surnames and not _OFFICE.search(text)


def _mask(quote: Quote) -> Quote:
    return Quote(masked(quote.text), quote.place, quote.role, quote.document, quote.table, quote.row)


def masked(text: str) -> str:
    """A name or number of which only the beginning can be read.

    >>> masked("李四、王五"), masked("83251234")
    ('李＊、王＊', '832＊＊＊＊＊')
    """
    if any(letter.isdigit() for letter in text):
        return re.sub(r"\d{7,}X?x?", lambda match: match[0][:3] + "＊" * (len(match[0]) - 3), text)
    return re.sub(r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff]", "＊", text)


def _finding(chinese: str, english: str, quotes: tuple[Quote, ...]) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(f"公开了{chinese}，属个人信息", f"{english} published: personal data"),
        quotes=quotes,
        stated=chinese,
        suggestion=("删去姓名和号码，只留公开咨询电话", "take them out; one public number for questions is enough"),
        source=SOURCE,
    )
