"""Amounts as printed: a decimal number, its number of decimals, and its unit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

MONEY_UNITS = MappingProxyType(
    {
        "元": Decimal(1),
        "千元": Decimal(1000),
        "万元": Decimal(10_000),
        "百万元": Decimal(1_000_000),
        "亿元": Decimal(100_000_000),
    }
)
"""Money units and how many 元 one of each is."""

_MINUS = str.maketrans({"−": "-", "–": "-", "﹣": "-"})
_DASHES = frozenset("-—–―−─﹣－")
_SHORT = 128  # characters of a label; every stage folds the same labels, paragraphs it does not
_REMEMBERED = 8192  # labels
_NUMBER = re.compile(
    r"""(?P<open>\()? (?P<sign>[+-])? ¥?
        (?P<digits> \d{1,3}(?:,\d{3})+ | \d+ | (?=\.\d) ) (?P<fraction>\.\d+)?
        (?P<close>\))? (?P<percent>%)?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: its value and how many decimals were printed (12.30 has two)."""

    value: Decimal
    decimals: int
    percent: bool = False

    @property
    def quantum(self) -> Decimal:
        """One unit of the last printed digit: 0.01 for 12.30."""
        return Decimal(1).scaleb(-self.decimals)


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed number with its unit; the unit of money is one of MONEY_UNITS, of a count e.g. 辆, else None."""

    value: Decimal
    decimals: int
    unit: str | None = None

    @property
    def yuan(self) -> Decimal | None:
        """The amount in 元, exactly; None where the unit is not money."""
        factor = MONEY_UNITS.get(self.unit or "")
        return None if factor is None else self.value * factor

    @property
    def quantum(self) -> Decimal:
        """One unit of the last printed digit, in the amount's own unit."""
        return Decimal(1).scaleb(-self.decimals)

    @property
    def quantum_yuan(self) -> Decimal | None:
        """One unit of the last printed digit in 元; None where the unit is not money."""
        factor = MONEY_UNITS.get(self.unit or "")
        return None if factor is None else self.quantum * factor


def fold(text: str) -> str:
    """Text in NFKC without any white space: how labels and numbers are compared.

    >>> fold("５，４５６． １６")
    '5,456.16'
    """
    return _fold_label(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    return "".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).split())


_fold_label = lru_cache(_REMEMBERED)(_fold)


def is_dash(text: str) -> bool:
    """Whether a cell holds only a dash, which people print for "nothing here".

    >>> is_dash("—"), is_dash("-1")
    (True, False)
    """
    stripped = "".join(text.split())
    return bool(stripped) and len(stripped) <= 2 and all(character in _DASHES for character in stripped)


@lru_cache(maxsize=16384)
def parse_number(text: str) -> Number | None:
    """The number that a whole cell prints, or None where the cell is not just one number.

    Full-width digits, inner blanks, thousands marks, brackets for negatives and a trailing % are read as people
    mean them. Thousands marks in the wrong place are no number: better "not read" than a guess.

    >>> parse_number("1,042.58")
    Number(value=Decimal('1042.58'), decimals=2, percent=False)
    >>> parse_number("（3.50）").value
    Decimal('-3.50')
    >>> parse_number("1,0425.8") is None
    True
    """
    match = _NUMBER.fullmatch(fold(text).translate(_MINUS))
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    if match["open"] and match["sign"] == "-":
        return None
    fraction = match["fraction"] or ""
    value = Decimal((match["digits"] or "0").replace(",", "") + fraction)
    if match["open"] or match["sign"] == "-":
        value = -value
    return Number(value, max(len(fraction) - 1, 0), bool(match["percent"]))
