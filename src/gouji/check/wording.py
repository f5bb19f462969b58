"""How figures, places and arithmetic are put into words, in Chinese and English."""

from __future__ import annotations

from decimal import Decimal

from gouji.check.equation import Equation
from gouji.check.figures import SCALE, Book, Figure
from gouji.model.amount import MONEY_UNITS
from gouji.model.document import Place

MOST_TERMS = 16
"""Longer sums are printed with their first addends only."""

_LONGEST_QUOTE = 24  # characters before a figure of a sentence

Words = tuple[str, str]
"""A text in Chinese and in English."""


def scaled_to_unit(value: int, unit: str | None) -> Decimal:
    """A scaled value in a unit.

    >>> scaled_to_unit(7_463_300 * 10**8, "万元") == Decimal("746.33")
    True
    """
    amount = Decimal(value).scaleb(-SCALE) / MONEY_UNITS.get(unit or "", Decimal(1))
    return Decimal(0) if amount == 0 else amount


def print_amount(value: int, figure: Figure) -> str:
    """A scaled value written as a figure is: in its unit, with its decimals or as many more as the value needs."""
    amount = scaled_to_unit(value, figure.claim.amount.unit)
    decimals = max(figure.claim.amount.decimals, -int(amount.normalize().as_tuple().exponent))
    return f"{amount:.{min(decimals, 8)}f}"


def with_unit(text: str, figure: Figure) -> str:
    """An amount's text followed by its unit."""
    unit = figure.claim.amount.unit or ""
    return text + unit if unit == "%" else f"{text} {unit}".strip()


def print_figure(figure: Figure) -> str:
    """A figure as printed, with its unit: 746.33 万元."""
    return with_unit(print_amount(figure.value, figure), figure)


def print_arithmetic(equation: Equation) -> str:
    """Both sides worked out in one unit: 694.23 + 19.91 = 714.14 ≠ 746.33."""
    scale = equation.total or equation.parts[0][0]
    stated = "空" if equation.total is None else print_amount(equation.total.value, scale)
    if equation.relation == "rate":
        return f"{_rate_terms(equation)} ≠ {with_unit(stated, scale)}"
    worked = sum(sign * figure.value for figure, sign in equation.parts)
    listed = [f" {'+' if sign > 0 else '−'} {print_amount(figure.value, scale)}" for figure, sign in equation.parts]
    if len(listed) > MOST_TERMS:
        listed = [*listed[: MOST_TERMS - 1], f" + …（共 {len(listed)} 项）"]
    terms = "".join(listed).removeprefix(" + ").strip() or "0"
    left = terms if len(equation.parts) < 2 else f"{terms} = {print_amount(worked, scale)}"
    return f"{left} {'>' if equation.relation == '>=' else '≠'} {stated}"


def _rate_terms(equation: Equation) -> str:
    numerator, bases = equation.parts[: -equation.bases], equation.parts[-equation.bases :]
    top = sum(sign * figure.value for figure, sign in numerator)
    base = sum(sign * figure.value for figure, sign in bases)
    scale = bases[0][0]
    rate = Decimal(top * 100) / Decimal(base)
    return f"{print_amount(top, scale)} ÷ {print_amount(base, scale)} = {rate:.2f}%"


def name_place(book: Book, figure: Figure) -> Words:
    """Where a figure stands: table, page (or line, or cell), row and column."""
    claim = figure.claim
    table = book.claims.tables[claim.table] if claim.table is not None else None
    row = table.rows[claim.row].label or table.rows[claim.row].code if table and claim.row is not None else None
    if claim.sentence is not None and table is None:
        around = _around(claim.sentence, claim.source.text)
        chinese_place, english_place = _locate(claim.source.place)
        return f"文字{chinese_place}“{around}”", ", ".join(filter(None, ("text", english_place, f"“{around}”")))
    column = "/".join(claim.column)
    chinese = [f"表{table.number}《{table.title}》" if table else "", _locate(claim.source.place)[0]]
    english = [f"table {table.number} “{table.title}”" if table else "", _locate(claim.source.place)[1]]
    if row:
        chinese.append(f"“{row}”行")
        english.append(f"row “{row}”")
    if column:
        chinese.append(f"“{column}”栏")
        english.append(f"column “{column}”")
    return "".join(chinese), ", ".join(part for part in english if part)


def _around(sentence: str, text: str) -> str:
    """The words before a figure of a sentence, back to a mark, and the figure."""
    begin = max(sentence.find(text), 0)
    words = sentence[:begin]
    start = max((words.rfind(mark) for mark in ",，;；。:："), default=-1) + 1
    return f"{words[start:][-_LONGEST_QUOTE:]}{text}"


def _locate(place: Place) -> Words:
    if place.page is not None:
        return f"（第{place.page}页）", f"page {place.page}"
    if place.line is not None:
        return f"（第{place.line}行）", f"line {place.line}"
    if place.sheet is not None or place.cell is not None:
        return f"（{place.sheet or ''}!{place.cell or ''}）", f"{place.sheet or ''}!{place.cell or ''}"
    return "", ""
