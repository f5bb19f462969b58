"""Wordings that are wrong wherever a departmental budget prints them.

The data are in `data/wordings.toml`, with its sources.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from gouji.model.passage import sentence_at

_SENTENCE = "。;\n"


@dataclass(frozen=True, slots=True)
class Wording:
    """A wrong wording: how it is found, what must stand near it, what is right, and why (中文, English).

    `rights` tells what is right by what is printed, where one pattern finds many words. A text without any of the
    `hints` (where there are some) prints it nowhere.
    """

    pattern: re.Pattern[str]
    near: re.Pattern[str] | None
    right: str
    why: tuple[str, str]
    severity: str
    rights: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[str, ...] = ()

    def right_of(self, printed: str) -> str:
        """What should stand for what is printed: its own word, where the wording names several."""
        return self.rights.get(printed, self.right)

    def found_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Offsets of begin and end of each place where a text prints it.

        >>> [place for wording in wordings() for place in wording.found_in("财政批复后20个工作日内公开预算")]
        [(5, 11)]
        """
        if self.hints and not any(hint in text for hint in self.hints):
            return
        for match in self.pattern.finditer(text):
            if self.near is None or self.near.search(text[slice(*sentence_at(text, *match.span(), _SENTENCE))]):
                yield match.span()


@cache
def wordings() -> tuple[Wording, ...]:
    """The wordings, in the order of the data."""
    data = tomllib.loads(files("gouji.law.data").joinpath("wordings.toml").read_text(encoding="utf-8"))
    return tuple(
        Wording(
            pattern=re.compile(wording["pattern"]),
            near=re.compile(wording["near"]) if wording["near"] else None,
            right=wording["right"],
            why=(wording["why"][0], wording["why"][1]),
            severity=wording["severity"],
            rights=wording.get("rights", {}),
            hints=tuple(wording.get("hints", ())),
        )
        for wording in data["wordings"]
    )
