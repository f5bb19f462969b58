"""Glyphs → tokens: characters that were set one right after the other, in content order, kept whole.

A token holds no white space and is not cut where a column ends: a number wider than its column stays one number.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji.read.pdf import native
from gouji.read.pdf.geometry import Frame, Rectangle

_SPACES = frozenset(" \t\r\n\x00\u00a0\u1680\u202f\u205f\u3000") | frozenset(map(chr, range(0x2000, 0x200B)))
_NO_GLYPH = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_HYPHENS = frozenset("\x02\ufffe")  # what PDFium makes of a hyphen that ends a line
_LARGEST_GAP = 0.28  # of the letter height: more than kerning, less than a blank
_LARGEST_OVERLAP = 0.55  # punctuation set close
_DIGITS = frozenset("0123456789.,")
_DIGIT_GAP = 0.06  # digits of one number stand close
_DIGIT_OVERLAP = 0.12
_SAME_LINE = 0.5  # share of the lower letter that must overlap


@dataclass(frozen=True, slots=True)
class Token:
    """Characters set without a gap. `edges` are the left and right edge of each; all in the reading frame."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    edges: tuple[tuple[float, float], ...]
    source: int  # the text object of its first character
    certain: bool = True

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
        return replace(self, text=self.text[start:end], x0=edges[0][0], x1=edges[-1][1], edges=edges)


def reading_turns(text_page: int, glyphs: native.RawGlyphs, frame: Frame) -> int:
    """How many more quarter turns clockwise make the page readable: 0 unless most of its text runs sideways."""
    printed = [index for index, source in enumerate(glyphs.objects) if source and glyphs.text[index] not in _SPACES]
    sample = printed[:: max(1, len(printed) // 24)]
    turns = Counter(round(-native.glyph_angle(text_page, index) / (math.pi / 2)) % 4 for index in sample)
    return (turns.most_common(1)[0][0] - frame.turns) % 4 if turns else 0


def glyphs_to_tokens(glyphs: native.RawGlyphs, objects: Sequence[native.Drawn], frame: Frame) -> list[Token]:
    """The tokens of a page in content order. `objects` are all its objects as drawn."""
    rank = {drawn.address: position for position, drawn in enumerate(objects)}
    indices = [index for index, source in enumerate(glyphs.objects) if source]
    indices.sort(key=lambda index: rank.get(glyphs.objects[index], 0))
    return _group(glyphs, indices, frame)


def _group(glyphs: native.RawGlyphs, indices: Sequence[int], frame: Frame) -> list[Token]:
    text, boxes, objects, rectangle = glyphs.text, glyphs.boxes, glyphs.objects, frame.rectangle
    tokens: list[Token] = []
    characters: list[str] = []
    places: list[Rectangle] = []
    first, certain = 0, True
    last: Rectangle = (0.0, 0.0, 0.0, 0.0)
    for index in indices:
        character = text[index]
        if character in _NO_GLYPH:
            continue
        if character in _SPACES:
            if characters:
                tokens.append(_token(characters, places, objects[first], certain))
                characters, places, certain = [], [], True
            continue
        if character in _HYPHENS:
            character = "-"
        start = 4 * index
        place = rectangle(boxes[start], boxes[start + 3], boxes[start + 2], boxes[start + 1])
        if characters and not _follows(last, place, character in _DIGITS and characters[-1] in _DIGITS):
            tokens.append(_token(characters, places, objects[first], certain))
            characters, places, certain = [], [], True
        if not characters:
            first = index
        characters.append(character)
        places.append(place)
        last = place
        if index in glyphs.unmapped or not is_readable(character):
            certain = False
    if characters:
        tokens.append(_token(characters, places, objects[first], certain))
    return tokens


def _follows(last: Rectangle, place: Rectangle, digits: bool) -> bool:
    height = min(last[3] - last[1], place[3] - place[1])
    if min(last[3], place[3]) - max(last[1], place[1]) < _SAME_LINE * height:
        return False
    gap = place[0] - last[2]
    if digits:
        return -_DIGIT_OVERLAP * height <= gap <= _DIGIT_GAP * height
    return -_LARGEST_OVERLAP * height <= gap <= _LARGEST_GAP * height


def _token(characters: list[str], places: list[Rectangle], source: int, certain: bool) -> Token:
    edges = tuple((place[0], place[2]) for place in places)
    return Token(
        "".join(characters),
        edges[0][0],
        min(place[1] for place in places),
        max(edge[1] for edge in edges),
        max(place[3] for place in places),
        edges,
        source,
        certain,
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
