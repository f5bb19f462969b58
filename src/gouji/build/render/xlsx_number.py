"""A printed figure → the number to store and the number format that shows it just as it was printed."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_PRINTED = re.compile(
    r"(?P<open>[(（]?)(?P<sign>-?)(?P<digits>\d{1,3}(?:,\d{3})+|0|[1-9]\d*)(?P<fraction>\.\d+)?(?P<percent>%?)"
    r"(?P<close>[)）]?)"
)
_DIGITS = 15
"""Spreadsheets keep no more digits of a number; longer ones stay text."""


@lru_cache(maxsize=8192)
def to_stored(text: str, *, grouped: bool = False) -> tuple[Decimal, str] | None:
    """The number and the format that print `text`; None where no number prints so (an empty cell, a dash, -0.00).

    `grouped` asks for thousands marks in the format of smaller numbers too, so that they show once one is edited.

    >>> to_stored("1,042.58"), to_stored("12.50%"), to_stored("（3.5）"), to_stored("0012")
    ((Decimal('1042.58'), '#,##0.00'), (Decimal('0.1250'), '0.00%'), (Decimal('-3.5'), '0.0;（0.0）'), None)
    >>> to_stored("42.58", grouped=True), to_stored("1042.58", grouped=True)
    ((Decimal('42.58'), '#,##0.00'), (Decimal('1042.58'), '0.00'))
    """
    match = _PRINTED.fullmatch(text)
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["open"] and match["sign"]):
        return None
    digits, fraction = match["digits"], match["fraction"] or ""
    value = Decimal(digits.replace(",", "") + fraction)
    negative = bool(match["open"] or match["sign"])
    if (negative and not value) or len(value.as_tuple().digits) > _DIGITS:
        return None
    has_marks = "," in digits or (grouped and len(digits) <= 3)
    code = ("#,##0" if has_marks else "0") + fraction[:1] + "0" * (len(fraction) - 1 if fraction else 0)
    code += match["percent"]
    if match["open"]:
        code = f"{code};{match['open']}{code}{match['close']}"
    value = value.scaleb(-2) if match["percent"] else value
    return (-value if negative else value), code
