"""Words that betray a text taken over from another level of government.

The data are in `data/levels.toml`, with its source.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_CLAUSE = "。;,:、!?\n"
_BEFORE = 14  # characters of the clause before a word that say what is done


@dataclass(frozen=True, slots=True)
class LevelWord:
    """Words of another level, for departments of a rank whose place is called so; `duty` = only after a duty's verb."""

    rank: re.Pattern[str]
    word: re.Pattern[str]
    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    after: re.Pattern[str] | None
    duty: bool
    severity: str
    right: str
    not_if: re.Pattern[str] | None = None

    def is_about(self, rank: str, own: str, name: str, text: str) -> bool:
        """Whether a department of that rank and word, by its name and its text, may be told of this word.

        Where 我区 may be the autonomous region, and 本市 the municipality, they are not of another level.
        """
        if not self.rank.search(rank) or not self.word.search(own):
            return False
        return self.not_if is None or self.not_if.search(f"{name}\n{text}") is None


@dataclass(frozen=True, slots=True)
class LevelWords:
    """All words, the verbs of duty, and what makes a word of another level innocent."""

    words: tuple[LevelWord, ...]
    duties: re.Pattern[str]
    unless: re.Pattern[str]

    def found_in(self, text: str, word: LevelWord) -> Iterator[tuple[int, int]]:
        """Where a text uses a word of another level of its own duties: offsets of begin and end.

        >>> words = level_words()
        >>> [list(words.found_in(text, words.words[0])) for text in ("推动全市信用体系建设", "走在全市前列")]
        [[(2, 4)], []]
        """
        if not any(hint in text for hint in word.hints):
            return
        for match in word.pattern.finditer(text):
            start = max(text.rfind(mark, 0, match.start()) for mark in _CLAUSE) + 1
            before = text[max(start, match.start() - _BEFORE) : match.start()]
            after = text[match.end() : match.end() + _BEFORE]
            if self.unless.search(before) or (word.after is not None and word.after.search(after)):
                continue
            if not word.duty or self.duties.search(before):
                yield match.span()


@cache
def level_words() -> LevelWords:
    """The data, read once."""
    data = tomllib.loads(files("gouji.law.data").joinpath("levels.toml").read_text(encoding="utf-8"))
    return LevelWords(
        words=tuple(
            LevelWord(
                rank=re.compile(word["rank"]),
                word=re.compile(word["word"]),
                pattern=re.compile(word["pattern"]),
                hints=tuple(word["hints"]),
                after=re.compile(word["after"]) if word["after"] else None,
                duty=word["duty"],
                severity=word["severity"],
                right=word["right"],
                not_if=re.compile(word["not_if"]) if "not_if" in word else None,
            )
            for word in data["words"]
        ),
        duties=re.compile(data["duties"]),
        unless=re.compile(data["unless"]),
    )
