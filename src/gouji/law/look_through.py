"""Words that show what expenditure is really for: running costs, pay, vehicles, wherever they are booked.

The data are in `data/look_through.toml`, with its sources.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Use:
    """A use of money: words that show it, and words beside which they mean something else."""

    words: re.Pattern[str]
    exceptions: re.Pattern[str]
    item: str = ""
    name: str = ""

    def find(self, text: str) -> re.Match[str] | None:
        """Where a folded text shows the use; None where it does not, or means something else.

        >>> look_through().pay.find("窗口聘用人员经费").group(), look_through().pay.find("专家劳务费")
        ('聘用人员', None)
        """
        match = self.words.search(text)
        return None if match is None or self.exceptions.search(text) else match


@dataclass(frozen=True, slots=True)
class Uses:
    """The uses that rules look for: names and purposes of running costs, pay, purchases, and “三公” items."""

    running: Use
    purposes: Use
    pay: Use
    procured: Use
    tasks: Use
    three_public: tuple[Use, ...]


@cache
def look_through() -> Uses:
    """The words, read once."""
    data = tomllib.loads(files("gouji.law.data").joinpath("look_through.toml").read_text(encoding="utf-8"))
    running, pay, procured = data["running"], data["pay"], data["procured"]
    return Uses(
        running=_use(running["names"], running["exceptions"]),
        purposes=_use(running["purposes"], running["exceptions"]),
        pay=_use(pay["words"], pay["exceptions"]),
        procured=_use(procured["words"], procured["exceptions"]),
        tasks=_use(data["tasks"]["words"], data["tasks"]["exceptions"]),
        three_public=tuple(
            _use(row["words"], row["exceptions"], row["item"], row["name"]) for row in data["three_public"]
        ),
    )


def _use(words: Sequence[str], exceptions: Sequence[str], item: str = "", name: str = "") -> Use:
    return Use(_any_of(words), _any_of(exceptions), item, name)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
