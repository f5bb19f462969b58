"""What a cell means, by the kind of its column: a value of the model, or the trouble with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from gouji.build.validate_faults import Words
from gouji.build.workbook.arrange import LARGEST
from gouji.build.workbook.choices import Choices
from gouji.build.workbook.forms import Column, Kind
from gouji.build.workbook.grids import Given
from gouji.law.classifications import NameVerdict, codes_named, judge_name
from gouji.law.dimensions import CODE_LENGTHS
from gouji.model.amount import fold, is_dash, parse_number

_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))(?:T?\d{1,2}:\d\d(?::\d\d)?)?")
_CODE = re.compile(r"(\d+)(.*)")
_SPLIT_CODE = re.compile(r"(\d{3})([ .\-])(\d\d)\2(\d\d)(?!\d)")  # 201-03-06: class, section and item apart
_OTHER_CODE = re.compile(r"^\.\d|\d{5}")  # after a code: a fraction, or one code more
_LARGE_UNIT = re.compile(r"[百千万亿]")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")  # a comma after the last digit: what is shown is a thousandth
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_DIGITS = {"function": 7, "economic": 5, "government_economic": 5}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a cell has no value: a stable code, cause and remedy. `doubt`: the value is taken all the same."""

    code: str
    cause: Words
    remedy: Words
    doubt: bool = False


Parsed = tuple[Any, Trouble | None]


def text_of(given: Given) -> str:
    """A cell as text, as the clerk sees it: 318001, 95%, 2027-01-18; without white space around it."""
    value = given.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, int | float):
        number = _decimal(value)
        if "%" in given.number_format:
            return f"{_plain(number * 100)}%"
        return _plain(number)
    return str(value).strip()


def parse_cell(column: Column, given: Given, choices: Choices | None, year: int) -> Parsed:
    """The value of a cell that needs no other sheet, and what is wrong or doubtful about it."""
    kind = column.kind
    if isinstance(given.value, str) and given.value.strip() in _ERRORS:
        if kind is Kind.DATE and not given.formula:  # a number too large for a day, in a cell that shows days
            return None, _no_date(given)
        return None, Trouble(
            "formula_error",
            (f"公式的结果是错误值 {given.value}", f"the formula came to {given.value}"),
            ("请改正公式，或直接填写数值", "mend the formula or enter the value itself"),
        )
    if kind is Kind.TEXT:
        return text_of(given), None
    if kind in (Kind.MONEY, Kind.NUMBER):
        return _number(given, money=kind is Kind.MONEY)
    if kind is Kind.COUNT:
        return _count(given)
    if kind is Kind.DATE:
        return _date(given)
    assert choices is not None, kind
    return _code(given, choices, year, loose=column.loose) if kind is Kind.CODE else _choice(given, choices)


def _number(given: Given, *, money: bool) -> Parsed:
    shown = text_of(given)
    number = _number_of(given)
    if number is None:
        remedy = ("请只填数字，不要写单位或文字", "enter digits only, no unit or words")
        if money:
            remedy = (f"{remedy[0]}；金额以元为单位", f"{remedy[1]}; amounts in 元")
        cause = (f"这里应填数，现在是“{shown}”", f"a number belongs here, not {shown!r}")
        return None, Trouble("not_a_number", cause, remedy)
    if money and _LARGE_UNIT.search(given.number_format) and not _SCALED.search(given.number_format):
        return None, Trouble(
            "other_unit",
            (
                f"单元格的格式写着别的单位（{given.number_format}），数却是 {shown}",
                f"the cell's format names another unit ({given.number_format}), the number is {shown}",
            ),
            ("金额以元为单位：请改为元，并把格式设为常规", "amounts are in 元: enter 元 and set the format to General"),
        )
    if number < 0:
        return None, Trouble(
            "negative",
            (f"{shown} 小于 0", f"{shown} is less than 0"),
            ("预算的数不能为负，请核对", "figures of a budget are not negative: check it"),
        )
    if money and number != round(number, 2):
        return None, Trouble(
            "decimals",
            (f"{shown} 多于两位小数", f"{shown} has more than two decimals"),
            ("金额以元为单位，最多到分；公式可用 ROUND(…,2)", "amounts are 元 and 分: round to two decimals"),
        )
    if number >= LARGEST:
        return None, Trouble(
            "too_large",
            (f"{shown} 太大", f"{shown} is too large"),
            ("请核对：金额的单位是元", "check it: amounts are in 元"),
        )
    return number, None


def _number_of(given: Given) -> Decimal | None:
    """The number that a cell holds; a dash is nothing, a percentage is no amount."""
    value = given.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return None if "%" in given.number_format else _decimal(value)
    if not isinstance(value, str):
        return None
    parsed = parse_number("0" if is_dash(value) else _typed(value))
    return None if parsed is None or parsed.percent else parsed.value


def _typed(text: str) -> str:
    """A text without the mark that makes a text of digits, which is left in some cells by pasting: '318001."""
    return text.strip().removeprefix("'")


def _count(given: Given) -> Parsed:
    number, trouble = _number(given, money=False)
    if trouble is not None:
        return None, trouble
    if number != int(number):
        return None, Trouble(
            "not_whole",
            (f"{text_of(given)} 不是整数", f"{text_of(given)} is no whole number"),
            ("请填整数", "enter a whole number"),
        )
    return int(number), None


def _date(given: Given) -> Parsed:
    value = given.value
    if isinstance(value, datetime):
        return value.date(), None
    if isinstance(value, date):
        return value, None
    match = _DATE.fullmatch(fold(str(value)))
    try:
        if match is not None:
            return date(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5])), None
    except ValueError:
        pass  # no such day: told below
    return None, _no_date(given)


def _no_date(given: Given) -> Trouble:
    return Trouble(
        "not_a_date",
        (f"“{text_of(given)}”不是日期", f"{text_of(given)!r} is no date"),
        ("请按 2027-01-18 的样子填写", "write it as 2027-01-18"),
    )


def _choice(given: Given, choices: Choices) -> Parsed:
    text = text_of(given)
    found = choices.find(text)
    if found is not None:
        return found, None
    return None, Trouble(
        "unknown_choice",
        (f"“{text}”不在可选范围内", f"{text!r} is not on the list"),
        (f"请从下拉列表选：{choices.words}", f"choose from the list: {choices.words}"),
    )


def _code(given: Given, choices: Choices, year: int, *, loose: bool) -> Parsed:
    text = text_of(given)
    digits = _DIGITS[choices.name]
    plain = _SPLIT_CODE.sub(r"\1\3\4", unicodedata.normalize("NFKC", _typed(text)))
    match = _CODE.fullmatch(plain)
    if match is not None and len(match[1]) == digits and _OTHER_CODE.search(match[2].strip(" 、,，;；/")):
        return None, Trouble(
            "unknown_code",
            (f"“{text}”不是一个科目代码", f"{text!r} is not one code"),
            ("一行只填一个代码；有几个科目就分几行", "enter one code a row; more codes are more rows"),
        )
    code = match[1] if match else ""
    assert choices.dimension is not None
    lengths = CODE_LENGTHS[choices.dimension] if loose else (digits,)
    if match is None or len(code) not in lengths:
        named = [one for one in codes_named(choices.dimension, text) if len(one) == digits]
        hint = "、".join(choices.show(one) for one in named[:5])
        return None, Trouble(
            "unknown_code",
            (f"“{text}”不是 {digits} 位的科目代码", f"{text!r} is no code of {digits} digits"),
            (
                f"是否为 {hint}？请填代码" if hint else f"请填 {digits} 位代码，或从下拉列表选",
                f"is it {hint}? enter the code" if hint else f"enter {digits} digits, or choose from the list",
            ),
        )
    name = match[2].strip()
    if name and judge_name(choices.dimension, code, name, year).verdict is NameVerdict.OTHER_NAME:
        listed = choices.show(code)
        return code, Trouble(
            "code_name",
            (
                f"代码 {code} 与名称“{name}”不一致，按代码读取",
                f"code {code} has not the name {name!r}; the code was taken",
            ),
            (f"目录中是“{listed}”，请核对", f"the list has {listed!r}: check it"),
            doubt=True,
        )
    return code, None


def _decimal(value: float) -> Decimal:
    """A workbook's number as it is shown: 15 digits are all that it keeps."""
    return Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))


def _plain(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
