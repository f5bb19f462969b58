"""Damage that a conversion to text did inside one cell or sentence, undone where only one reading is possible.

Conversions wrap cells ("41.1 1", "2101 101"), put blanks after marks ("5, 456. 16"), and print markup for underlined,
bold or listed text ("<u>12.30</u>", "__12.30__", "**合计**"). What stays ambiguous is left as printed.
"""

from __future__ import annotations

import re
import unicodedata

from gouji.model.amount import fold, parse_number

_TAG = re.compile(r"</?(?:b|u|i|p|em|strong|sub|sup|span|div)\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_UNDERLINE = re.compile(r"_+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’"
_WRAP = re.compile(rf"(?<=[{_WIDE}])[ \u3000]+(?=[{_WIDE}])")
_VARIANTS = str.maketrans("単単専級財預項転納業務員際總計會經費", "单单专级财预项转纳业务员际总计会经费")
"""Character variants that a recognition trained on Japanese or traditional Chinese prints for simplified ones."""
_CODE = re.compile(r"\d{3,}")
_DECIMAL_COMMA = re.compile(r"(-?\d{1,3}(?:,\d{3})+),(\d{2})")
_SPACED_NUMBER = re.compile(
    r"(?<![\d.,])\d{1,3}(?:, ?\d{3})+(?:\. ?\d{1,6})?(?![\d.,]\d)|(?<![\d.,])\d+\. \d{1,6}(?=\s*(?:[万亿千]?元|[%％]))"
)


def strip_markup(text: str) -> str:
    """The text without HTML tags and bold marks of a conversion; a line break tag becomes a line break.

    >>> strip_markup("<b>**合计**</b> 12.30")
    '合计 12.30'
    """
    return _BOLD.sub(r"\1", _TAG.sub("", _BREAK.sub("\n", text))).replace("**", "")


def repair_cell(text: str) -> str:
    r"""What one cell says: without markup; a number, code or wrapped label without the blanks of the conversion.

    >>> repair_cell("5, 456. 16"), repair_cell("2101 101"), repair_cell("行政 单位 医疗"), repair_cell("12 件")
    ('5,456.16', '2101101', '行政单位医疗', '12 件')
    """
    bare = strip_markup(text).strip(" \u3000\r").translate(_VARIANTS)
    folded = fold(bare)
    if _CODE.fullmatch(folded) or parse_number(bare) is not None:
        return folded
    return _WRAP.sub("", bare)


def repair_decimal_comma(text: str) -> str | None:
    """A number whose decimal point was read as a comma (4,461,66 for 4461.66), or None where it is not that.

    The thousands marks show it: a last group of two digits can only be the decimals.

    >>> repair_decimal_comma("4, 461, 66"), repair_decimal_comma("4,461.66")
    ('4,461.66', None)
    """
    match = _DECIMAL_COMMA.fullmatch(fold(text))
    return None if match is None else f"{match[1]}.{match[2]}"


def repair_sentence(text: str) -> str:
    """A paragraph without markup, list dashes and blanks inside its numbers.

    >>> repair_sentence("- 支出<u>1191.58</u>万元，收入__5, 456. 16__万元")
    '支出1191.58万元，收入5,456.16万元'
    """
    bare = re.sub(r"^\s*[-*+•]\s+", "", strip_markup(text))
    bare = _UNDERLINE.sub(_without_underline, bare)
    bare = _SPACED_NUMBER.sub(lambda match: match[0].replace(" ", ""), bare)
    return _WRAP.sub("", bare).strip()


def _without_underline(match: re.Match[str]) -> str:
    """What a run of underscores stands for: a blank between two digits, itself inside a name like a_1, else nothing."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    if before.isdigit() and after.isdigit():
        return " "
    return match[0] if _is_latin(before) and (_is_latin(after) or after.isdigit()) else ""


def _is_latin(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] == "L" and ord(character) < 0x250
