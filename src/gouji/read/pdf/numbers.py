"""Which printed tokens read as one number."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"[-+−(（]?[¥￥]?\d{1,3}(?:[,，]\d{3})*(?:[.．]\d*)?[%％)）]?"
    r"|[-+−(（]?[¥￥]?\d+(?:[.．]\d*)?[%％)）]?"
    r"|[-+−]?[.．]\d+[%％]?"
)
_MONEY = re.compile(r"-?\d{1,3}(?:,\d{3})*\.(\d+)|-?\d+\.(\d+)")


def is_number(text: str) -> bool:
    """Whether a token reads as one number.

    >>> [is_number(text) for text in ("1,234.50", "-3.2%", "12.0034.00", "项目", "(5)", "２０．５")]
    [True, True, False, False, True, True]
    """
    return _NUMBER.fullmatch(text) is not None


def decimals(text: str) -> int | None:
    """How many decimals a number prints, None for what has none.

    >>> decimals("1,234.50"), decimals("7"), decimals("1,234.")
    (2, None, None)
    """
    match = _MONEY.fullmatch(text)
    return len(match[1] or match[2]) if match else None
