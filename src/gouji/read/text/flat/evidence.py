"""What the whole text prints right after a name: evidence for where a figure of a flattened table belongs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property

_AMOUNT = r"(\d{1,3}(?:, ?\d{3})+\. ?\d{2}|\d+\. ?\d{2})(?!\d)"
_BETWEEN = r"[^\d\n一-鿿]{0,12}(?:\d{3,5}\s)?[^\d\n一-鿿]{0,4}"
_AFTER_NAME = re.compile(rf"(?:支出|性支出|的补助|补助支出)*{_BETWEEN}{_AMOUNT}")
_REST_OF_NAME = re.compile(r"[一-鿿(][^\s\d]{0,12}")
_CODE_ROW = re.compile(rf"^\s*(\d{{3,7}})\s[^\d\n]{{2,30}}\s{_AMOUNT}", re.MULTILINE)


class Evidence:
    """The amounts (in hundredths) that a text prints after names and codes; made once a file, asked by name or code."""

    def __init__(self, text: str) -> None:
        self._text = unicodedata.normalize("NFKC", text)
        self._by_name: dict[str, Mapping[int, int]] = {}

    def amounts_after(self, name: str) -> Mapping[int, int]:
        """The amounts printed next after this name anywhere, with how often.

        >>> dict(Evidence("商品和服务支出 302 186. 28").amounts_after("商品和服务"))
        {18628: 1}
        """
        if name not in self._by_name:
            found = (_AFTER_NAME.match(self._text, end) for end in self._ends_of(name))
            self._by_name[name] = Counter(_hundredths(match[1]) for match in found if match is not None)
        return self._by_name[name]

    def total_word_before(self, name: str) -> str:
        """The word by which this text names the total before a column of this name, 合计 where it nowhere does."""
        found = Counter(re.findall(rf"(?<!\S)(总计|合计|小计)\s+{re.escape(name)}(?!\S)", self._text))
        return next((word for word, _ in found.most_common(1)), "合计")

    def complete(self, name: str) -> str:
        """The whole of a name that the text prints only cut off, where it prints one that begins so at least twice.

        >>> Evidence("财政指标拨 财政指标拨款(补助) 3.00 财政指标拨款(补助)").complete("财政指标拨")
        '财政指标拨款(补助)'
        """
        ends = [end for end in self._ends_of(name) if self._begins_word(end - len(name))]
        if sum(self._text[end : end + 1].isspace() for end in ends) > 1:
            return name
        rests = (_REST_OF_NAME.match(self._text, end) for end in ends)
        found = Counter(name + match[0] for match in rests if match is not None)
        longer = [whole for whole, count in found.most_common(1) if count > 1]
        return longer[0] if longer else name

    def _begins_word(self, place: int) -> bool:
        return place == 0 or self._text[place - 1].isspace()

    def _ends_of(self, name: str) -> Iterator[int]:
        """Where each print of a name ends."""
        place = self._text.find(name) if name else -1
        while place >= 0:
            yield place + len(name)
            place = self._text.find(name, place + len(name))

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
