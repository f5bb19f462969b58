"""Glyphs → tokens: characters that were set one right after the other, in content order, kept whole.

A token holds no white space and is not cut where a column ends: a number wider than its column stays one number.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.read.pdf import native
from gouji.read.pdf.geometry import Frame

_SPACES = frozenset(" \t\r\n\x00\u00a0\u1680\u202f\u205f\u3000") | frozenset(map(chr, range(0x2000, 0x200B)))
_NO_GLYPH = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_HYPHENS = frozenset("\x02\ufffe")  # what PDFium makes of a hyphen that ends a line
_LARGEST_GAP = 0.28  # of the letter height: more than kerning, less than a blank
_LARGEST_OVERLAP = 0.55  # punctuation set close
_DIGITS = frozenset("0123456789.,")
_DIGIT_GAP = 0.06  # digits of one number stand close
_DIGIT_OVERLAP = 0.12
_SAME_LINE = 0.5  # share of the lower letter that must overlap


class Token(NamedTuple):
    """Characters set without a gap. `edges` are the left and right edge of each; all in the reading frame."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    edges: tuple[tuple[float, float], ...]
    source: int  # the text object of its first character
    certain: bool = True
    stroked: bool = False  # drawn with an outline, the usual imitation of bold

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def size(self) -> float:
        """The usual width of one full character in points, for measuring indents."""
        return min(self.height, max((right - left for left, right in self.edges), default=self.height) or self.height)

    def part(self, start: int, end: int) -> Token:
        """Some of its characters as a token of their own."""
        edges = self.edges[start:end]
        return self._replace(text=self.text[start:end], x0=edges[0][0], x1=edges[-1][1], edges=edges)


def reading_turns(text_page: int, glyphs: native.RawGlyphs, frame: Frame) -> int:
    """How many more quarter turns clockwise make the page readable: 0 unless most of its text runs sideways."""
    printed = [index for index, source in enumerate(glyphs.objects) if source and glyphs.text[index] not in _SPACES]
    sample = printed[:: max(1, len(printed) // 24)]
    turns = Counter(round(-native.glyph_angle(text_page, index) / (math.pi / 2)) % 4 for index in sample)
    return (turns.most_common(1)[0][0] - frame.turns) % 4 if turns else 0


def glyphs_to_tokens(glyphs: native.RawGlyphs, rank: Mapping[int, int], frame: Frame) -> list[Token]:
    """The tokens of a page in content order. `rank` says for each text object the how-manieth it was drawn."""
    objects = glyphs.objects
    indices = [index for index, source in enumerate(objects) if source]
    ranks = [rank.get(source, 0) for source in objects]
    if any(ranks[a] > ranks[b] for a, b in pairwise(indices)):
        indices.sort(key=ranks.__getitem__)
    return _group(glyphs, indices, frame)


def _group(glyphs: native.RawGlyphs, indices: Sequence[int], frame: Frame) -> list[Token]:
    text, objects = glyphs.text, glyphs.objects
    lefts, tops, rights, bottoms = frame.edges(glyphs.boxes)
    tokens: list[Token] = []
    held: list[int] = []
    last_digit = False
    x1 = y0 = y1 = 0.0

    def finish() -> None:
        if held:
            tokens.append(_token(held, text, objects[held[0]], (lefts, tops, rights, bottoms), glyphs.unmapped))
            held.clear()

    for index in indices:
        character = text[index]
        if character in _SPACES:
            finish()
            continue
        if character in _NO_GLYPH:
            continue
        digit = character in _DIGITS
        if held:
            height = min(y1 - y0, bottoms[index] - tops[index])
            overlap = min(y1, bottoms[index]) - max(y0, tops[index])
            gap = lefts[index] - x1
            if overlap < _SAME_LINE * height:
                finish()
            elif digit and last_digit:
                if not -_DIGIT_OVERLAP * height <= gap <= _DIGIT_GAP * height:
                    finish()
            elif not -_LARGEST_OVERLAP * height <= gap <= _LARGEST_GAP * height:
                finish()
        held.append(index)
        last_digit = digit
        x1, y0, y1 = rights[index], tops[index], bottoms[index]
    finish()
    return tokens


def _token(
    held: Sequence[int],
    text: str,
    source: int,
    sides: tuple[Sequence[float], Sequence[float], Sequence[float], Sequence[float]],
    unmapped: frozenset[int],
) -> Token:
    lefts, tops, rights, bottoms = sides
    characters = "".join([text[index] for index in held])
    if not _HYPHENS.isdisjoint(characters):
        characters = "".join("-" if character in _HYPHENS else character for character in characters)
    certain = (not unmapped or unmapped.isdisjoint(held)) and (
        characters.isascii() or all(map(is_readable, characters))
    )
    edges = tuple([(lefts[index], rights[index]) for index in held])
    return Token(
        characters,
        lefts[held[0]],
        min([tops[index] for index in held]),
        max([rights[index] for index in held]),
        max([bottoms[index] for index in held]),
        edges,
        source,
        certain and characters.isprintable(),
    )


def is_readable(character: str) -> bool:
    """Whether a character means something: not a private-use, unassigned-replacement or control code."""
    if character < " " or character == "\ufffd":
        return False
    return not ("\ue000" <= character <= "\uf8ff" or character >= "\U000f0000")


def drop_overprints(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without those drawn a second time in (nearly) the same place, the old way to make letters bold."""
    seen: dict[str, list[Token]] = {}
    kept: list[Token] = []
    for token in tokens:
        twins = seen.setdefault(token.text, [])
        if any(abs(twin.x0 - token.x0) + abs(twin.y0 - token.y0) < 0.3 * token.height for twin in twins):
            continue
        twins.append(token)
        kept.append(token)
    return kept
