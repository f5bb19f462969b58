"""How an exact amount becomes a printed figure: rounded once, half up, from the exact value; a total never from parts.

So printed parts may differ from their printed total in the last digit. That is said where it happens (see `residues`),
and every cell stays the nearest printed value of what it stands for.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from gouji.model.amount import MONEY_UNITS, Amount


def round_half_up(value: Decimal | Fraction, decimals: int) -> Decimal:
    """A value at so many decimals, halves away from zero: exactly, for fractions too.

    >>> round_half_up(Decimal("0.125"), 2), round_half_up(Decimal("-0.125"), 2), round_half_up(Fraction(1, 3), 2)
    (Decimal('0.13'), Decimal('-0.13'), Decimal('0.33'))
    """
    if isinstance(value, Fraction):
        scaled = abs(value) * 10**decimals
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return Decimal((int(value < 0 < whole), tuple(map(int, str(whole))), -decimals))  # exact at any length
    with localcontext(prec=60):
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def amount_of(value: Decimal, unit: str, decimals: int) -> Amount:
    """An amount of 元 in a unit of money, rounded; a count or area (a unit that is not money) as it is.

    >>> amount_of(Decimal("68900"), "万元", 2).value
    Decimal('6.89')
    """
    factor = MONEY_UNITS.get(unit, Decimal(1))
    return Amount(round_half_up(Fraction(value) / Fraction(factor), decimals), decimals, unit or None)


def least_printed(unit: str, decimals: int) -> Decimal:
    """The smallest amount, in 元, that a unit of money with so many decimals prints as anything but nothing.

    >>> least_printed("万元", 2)
    Decimal('50.00')
    """
    return MONEY_UNITS.get(unit, Decimal(1)).scaleb(-decimals) / 2


def count_of(value: Decimal, unit: str) -> Amount:
    """A count or an area as an amount, with the decimals that it is printed with.

    >>> count_of(Decimal("12.50"), "平方米")
    Amount(value=Decimal('12.5'), decimals=1, unit='平方米')
    """
    printed = Decimal(print_count(value))
    return Amount(printed, max(-int(printed.as_tuple().exponent), 0), unit or None)


def print_number(value: Decimal, *, thousands: bool = False) -> str:
    """A rounded value as it is printed.

    >>> print_number(Decimal("1042.50"), thousands=True), print_number(Decimal("-0.00"))
    ('1,042.50', '0.00')
    """
    if not value:
        value = abs(value)
    return f"{value:,f}" if thousands else f"{value:f}"


def print_count(value: Decimal) -> str:
    """A count or an area with the decimals that it has.

    >>> print_count(Decimal("3260.00")), print_count(Decimal("12.50"))
    ('3260', '12.5')
    """
    plain = value.normalize()
    return f"{plain:f}"
