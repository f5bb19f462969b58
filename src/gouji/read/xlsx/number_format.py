"""A stored number and its number format → the text that a spreadsheet shows: printed digits are what is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from types import MappingProxyType

from gouji.read.xlsx.dates import format_date

BUILT_IN = MappingProxyType(
    {
        0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
        5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0', 7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00',
        9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
        14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
        18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
        27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
        32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
        35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
        37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
        41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
        43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
        44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
        45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
        50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
        55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
    }
)  # fmt: skip
"""The formats that a file names by number alone, as a Chinese system shows them (ECMA-376 part 1, 18.8.30)."""

_SIGNIFICANT = Context(prec=15, rounding=ROUND_HALF_UP)
"""Spreadsheets show no more than 15 significant digits; the 16th is the noise of binary fractions."""

_GENERAL_DECIMALS = 6
"""Decimals that "General" keeps whatever the width: 元 in 万元 need six. Longer fractions are cut to 11 characters."""

_GENERAL_WIDTH = 11
_LARGEST = 30
"""Powers of ten beyond which a number is shown as stored: no budget has it, and expanding it could fill the memory."""

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?) | [\\!](?P<escaped>.) | (?P<blank>[_*].?) | (?P<bracket>\[[^\]]*\])
    | (?P<general>General|G/通用格式) | (?P<half>AM/PM|A/P|上午/下午) | (?P<exponent>[Ee][+-]) | (?P<digit>[0#?])
    | (?P<mark>[.,%@/]) | (?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[eE]+|[aA]{3,4}|[gG]+) | (?P<literal>.)""",
    re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")


@dataclass(frozen=True, slots=True)
class Section:
    """One of a format's sections: its tokens as (kind, text), and the condition on the number, if it names one."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None

    @property
    def is_date(self) -> bool:
        """Whether it shows a date or time."""
        return any(kind in {"date", "half", "elapsed"} for kind, _ in self.tokens)


def format_number(value: Decimal, code: str, *, from_1904: bool = False) -> str:
    """The text shown for a stored number under a format code.

    >>> format_number(Decimal("746.3"), "0.00"), format_number(Decimal("-1234.5"), "#,##0.00_);(#,##0.00)")
    ('746.30', '(1,234.50)')
    >>> format_number(Decimal("0.30000000000000004"), "General"), format_number(Decimal("0.125"), "0.0%")
    ('0.3', '12.5%')
    """
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST:
        return str(value)
    sections = parse_format(code)
    index = _choose_section(sections, value)
    section = sections[index]
    if not section.tokens and len(sections) > 1:
        return ""  # an empty section hides its numbers
    if section.is_date:
        return format_date(value, section.tokens, from_1904=from_1904) or format_general(value)
    shows_sign = index == 1 and section.condition is None
    return _fill(section, abs(value) if shows_sign else value).strip()


def format_general(value: Decimal) -> str:
    """A number as "General" shows it in a column that is wide enough.

    >>> format_general(Decimal("1234567.891")), format_general(Decimal(1) / 3)
    ('1234567.891', '0.333333333')
    """
    rounded = _SIGNIFICANT.plus(value)
    if -int(rounded.as_tuple().exponent) > _GENERAL_DECIMALS:
        whole = len(str(int(abs(rounded))))
        decimals = max(_GENERAL_WIDTH - 1 - whole, 0)
        rounded = _round(rounded, decimals)
    text = f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


@lru_cache(maxsize=512)
def parse_format(code: str) -> tuple[Section, ...]:
    """A format code's sections (at least one)."""
    sections: list[Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "literal" and text == ";":
            sections.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket":
            named = _CONDITION.fullmatch(text)
            condition = (named[1], Decimal(named[2])) if named else condition
            tokens.extend(_read_bracket(text))
        elif kind == "quoted":
            tokens.append(("literal", text.strip('"')))
        elif kind == "blank":
            tokens.append(("literal", " " if text[0] == "_" else ""))
        else:
            tokens.append(("literal" if kind == "escaped" else kind, text))
    sections.append(Section(tuple(tokens), condition))
    return tuple(sections)


def _read_bracket(text: str) -> list[tuple[str, str]]:
    if re.fullmatch(r"\[(?:h+|m+|s+)\]", text, re.IGNORECASE):
        return [("elapsed", text[1:-1].lower())]
    currency = _CURRENCY.fullmatch(text)
    return [("literal", currency[1])] if currency and currency[1] else []


def _choose_section(sections: tuple[Section, ...], value: Decimal) -> int:
    numeric = [index for index, section in enumerate(sections[:3]) if not _is_for_text(section, len(sections))]
    for index in numeric:
        condition = sections[index].condition
        if condition is not None and _holds(value, *condition):
            return index
    if any(sections[index].condition for index in numeric):
        return next((index for index in reversed(numeric) if sections[index].condition is None), 0)
    if value < 0 and len(numeric) > 1:
        return 1
    return 2 if value == 0 and len(numeric) > 2 else 0


def _is_for_text(section: Section, count: int) -> bool:
    return count > 1 and ("mark", "@") in section.tokens


def _holds(value: Decimal, relation: str, bound: Decimal) -> bool:
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[relation]


def _round(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, Context(prec=80))


def _fill(section: Section, value: Decimal) -> str:
    tokens = section.tokens
    kinds = [kind for kind, _ in tokens]
    if "general" in kinds or ("mark", "@") in tokens or not tokens:
        shown = format_general(value)
        return "".join(shown if kind == "general" or text == "@" else text for kind, text in tokens) or shown
    if "digit" not in kinds:
        return ("-" if value < 0 else "") + "".join(text for kind, text in tokens if kind == "literal" or text == "%")
    if "exponent" in kinds:
        decimals = sum(1 for kind, _ in tokens[_point(tokens) : kinds.index("exponent")] if kind == "digit")
        return f"{_SIGNIFICANT.plus(value):.{decimals}E}"
    if ("mark", "/") in tokens:
        return format_general(value)
    return _fill_digits(tokens, value)


def _point(tokens: tuple[tuple[str, str], ...]) -> int:
    return tokens.index(("mark", ".")) if ("mark", ".") in tokens else len(tokens)


def _fill_digits(tokens: tuple[tuple[str, str], ...], value: Decimal) -> str:
    """The digits of a number laid into its placeholders, from the point to the left and to the right."""
    point = _point(tokens)
    digits = [index for index, (kind, _) in enumerate(tokens[:point]) if kind == "digit"]
    last = max(index for index, (kind, _) in enumerate(tokens) if kind == "digit")
    commas = [index for index, token in enumerate(tokens) if token == ("mark", ",")]
    thousands = sum(1 for index in commas if index > last or (digits and digits[-1] < index < point))
    grouped = any(digits[0] < index < digits[-1] for index in commas) if digits else False
    percents = tokens.count(("mark", "%"))
    decimals = [text for kind, text in tokens[point:] if kind == "digit"]
    scaled = _SIGNIFICANT.plus(value).scaleb(2 * percents - 3 * thousands)
    rounded = _round(scaled, len(decimals))
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    sign = "-" if value < 0 else ""
    return (
        sign
        + _lay_whole(tokens[:point], "" if whole == "0" else whole, grouped)
        + _lay_fraction(tokens[point:], fraction)
    )


def _lay_whole(tokens: tuple[tuple[str, str], ...], digits: str, grouped: bool) -> str:
    laid: list[str] = []
    left = list(digits)
    places = sum(1 for kind, _ in tokens if kind == "digit")
    written = 0

    def write(digit: str) -> None:
        nonlocal written
        if grouped and written and written % 3 == 0:
            laid.append(",")
        laid.append(digit)
        written += 1

    for kind, text in reversed(tokens):
        if kind == "digit":
            places -= 1
            if left or text == "0":
                write(left.pop() if left else "0")
            while left and not places:
                write(left.pop())
        elif text != ",":
            laid.append(text[::-1])
    while left:
        write(left.pop())
    return "".join(laid)[::-1]


def _lay_fraction(tokens: tuple[tuple[str, str], ...], digits: str) -> str:
    kept = len(digits)
    optional = [text != "0" for kind, text in tokens if kind == "digit"]
    while kept and optional[kept - 1] and digits[kept - 1] == "0":
        kept -= 1
    left = list(digits[:kept])
    laid: list[str] = []
    for kind, text in tokens:
        if kind == "digit":
            laid.append(left.pop(0) if left else "")
        elif (kind, text) != ("mark", ".") or kept:
            laid.append(text if text != "," else "")
    return "".join(laid)
