"""What the whole text prints right after a name: evidence for where a figure of a flattened table belongs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

_AMOUNT = r"(\d{1,3}(?:, ?\d{3})+\. ?\d{2}|\d+\. ?\d{2})(?!\d)"
_BETWEEN = r"[^\d\n一-鿿]{0,12}(?:\d{3,5}\s)?[^\d\n一-鿿]{0,4}"
_CODE_ROW = re.compile(rf"^\s*(\d{{3,7}})\s[^\d\n]{{2,30}}\s{_AMOUNT}", re.MULTILINE)


class Evidence:
    """The amounts (in hundredths) that a text prints after names and codes; made once a file, asked by name or code."""

    def __init__(self, text: str) -> None:
        self._text = unicodedata.normalize("NFKC", text)
        self._by_name: dict[str, frozenset[int]] = {}

    def amounts_after(self, name: str) -> frozenset[int]:
        """The amounts printed next after this name anywhere.

        >>> sorted(Evidence("商品和服务支出 302 186. 28").amounts_after("商品和服务"))
        [18628]
        """
        if name not in self._by_name:
            found = re.finditer(rf"{re.escape(name)}(?:支出|性支出|的补助|补助支出)*{_BETWEEN}{_AMOUNT}", self._text)
            self._by_name[name] = frozenset(_hundredths(match[1]) for match in found)
        return self._by_name[name]

    @cached_property
    def amounts_by_code(self) -> Mapping[str, frozenset[int]]:
        """The first amounts of lines that begin with a classification code and its name, by code."""
        amounts: dict[str, set[int]] = {}
        for match in _CODE_ROW.finditer(self._text):
            amounts.setdefault(match[1], set()).add(_hundredths(match[2]))
        return {code: frozenset(values) for code, values in amounts.items()}

    def count_known(self, pairs: Iterable[tuple[str, int]]) -> float:
        """How many (name, amount) pairs the text prints; a name that it prints with another amount counts a tenth."""
        total = 0.0
        for name, amount in pairs:
            known = self.amounts_after(name)
            total += 1.0 if amount in known else 0.1 if known else 0.0
        return total


def _hundredths(text: str) -> int:
    return int(Decimal(text.replace(",", "").replace(" ", "")) * 100)
