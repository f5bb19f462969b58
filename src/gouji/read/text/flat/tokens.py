"""A flattened line as tokens: amounts (blanks of the conversion inside), codes, and words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gouji.model.amount import parse_number
from gouji.read.repair import repair_decimal_comma, strip_markup

TokenKind = Literal["amount", "code", "word"]

_TOKEN = re.compile(
    r"""(?P<amount> (?<![\d.,]) -?(?: \d{1,3}(?:,\ ?\d{3})+ (?:[.,]\ ?\d{2})? | \d+\.\ ?\d{2} ) (?![\d.,]*\d) )
      | (?P<code> (?<![\dA-Za-z.,]) \d{3,7} (?![\d.,A-Za-z年月]) )
      | (?P<word> [^\s\d]\S*? (?=\s|\d{3,}|-?\d+[.,]|$) | \S+? (?=\s|$) )""",
    re.VERBOSE,
)
_UNIT_LINE = re.compile(r"^\s*((?:填报|编报|编制|预算)?(?:单位|部门)[:：].*?单位[:：]\s*(?:亿|百万|万|千)?元)\s*")
_FEWEST_AMOUNTS = 6
_LONGEST_SHARE = 60


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the run; `value` is in hundredths of the unit for amounts, else 0."""

    kind: TokenKind
    text: str
    value: int = 0
    certain: bool = True


def split_unit_line(line: str) -> tuple[str, str]:
    """The unit line with which a flattened table begins ("" where it has none), and the rest."""
    match = _UNIT_LINE.match(line)
    return (match[1], line[match.end() :]) if match else ("", line)


def is_flattened(line: str) -> bool:
    """Whether one line of text is a whole table: many amounts among short words, no sentence.

    >>> is_flattened("本年支出 12.30 万元。其中基本支出 10.00 万元。")
    False
    """
    if "。" in line or line.count("，") > 3 or line.count("万元") > 3:
        return False
    amounts = sum(match.lastgroup == "amount" for match in _TOKEN.finditer(unicodedata.normalize("NFKC", line)))
    return amounts >= _FEWEST_AMOUNTS and len(line) < _LONGEST_SHARE * amounts


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a flattened table in printed order.

    >>> [token.text for token in tokenize("30103 奖金 5, 456. 16 201一般公共服务 35. 79")]
    ['30103', '奖金', '5,456.16', '201', '一般公共服务', '35.79']
    """
    return tuple(_tokens(unicodedata.normalize("NFKC", strip_markup(text))))


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "amount":
            yield Token("code" if match.lastgroup == "code" else "word", match[0].strip())
            continue
        repaired = repair_decimal_comma(match[0])
        printed = repaired or match[0].replace(" ", "")
        number = parse_number(printed)
        if number is None or number.decimals > 2:
            yield Token("word", match[0])
        else:
            yield Token("amount", printed, int(number.value * Decimal(100)), repaired is None)
