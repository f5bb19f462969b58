"""How many lines a paragraph takes as Word, WPS and LibreOffice set Chinese text: the contents need page numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import category, east_asian_width

from gouji.build.render.layout import text_width

_PIECE = re.compile(r"[!-~]+|.")
_HANGS = frozenset("，。、；：！？．")  # what may stand beyond the margin (允许标点溢出边界, on unless switched off)
_CLOSES = frozenset("）》」』】〕”’％…—") | _HANGS  # what no line begins with
_OPENS = frozenset("（《「『【〔“‘")  # what no line ends with
_NARROW = frozenset(".,:;'! |ijlt/")
_LATIN, _THIN = 0.5, 0.25  # ems: digits, and most letters; points and the narrow letters of Times
_GAP = 0.2  # ems, between Chinese characters and Latin letters or digits, as LibreOffice sets them


@lru_cache(maxsize=4096)
def prose_lines(text: str, width: float) -> int:
    """How many lines a paragraph takes in a measure of `width` ems, its own line breaks kept.

    >>> prose_lines("负责大厅的管理。", 7), prose_lines("负责大厅的管理事项", 7), prose_lines("", 7)
    (1, 2, 1)
    """
    return sum(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: float) -> int:
    lines, used, last = 1, 0.0, ""
    for word in _words(line):
        gap = _GAP if used and _is_gap(last, word[0]) else 0.0
        size = _size(word)
        held = size - (1.0 if word[-1] in _HANGS else 0.0)
        if used and used + gap + held > width + 1e-6:
            lines, used, gap = lines + 1, 0.0, 0.0
        if size > width + 1.0:  # longer than a line: broken after all
            more = int(size // width)
            lines, size = lines + more, size - more * width
        used += gap + size
        last = word[-1]
    return lines


def _words(line: str) -> list[str]:
    """What stands together on one line: a Latin word, a character, each with the marks that must not leave it."""
    words: list[str] = []
    for piece in _PIECE.findall(line):
        if words and (piece in _CLOSES or words[-1][-1] in _OPENS):
            words[-1] += piece
        else:
            words.append(piece)
    return words


def _size(word: str) -> float:
    gaps = sum(_is_gap(left, right) for left, right in pairwise(word))
    narrow = sum(character in _NARROW for character in word)
    return text_width(word) - narrow * (_LATIN - _THIN) + _GAP * gaps


def _is_gap(left: str, right: str) -> bool:
    """Whether two characters are a Chinese one and a Latin letter or digit, in either order."""
    return (_is_chinese(left) and _is_latin(right)) or (_is_latin(left) and _is_chinese(right))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_chinese(character: str) -> bool:
    return east_asian_width(character) == "W" and category(character) == "Lo"
