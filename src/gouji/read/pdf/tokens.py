"""Glyphs → tokens: characters that were set one right after the other, in content order, kept whole.

A token holds no white space and is not cut where a column ends: a number wider than its column stays one number.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
_SLANT = 0.08  # of a quarter turn
_SAMPLE = 48  # characters looked at to tell which way the text runs
_STRIP = 8.0  # points: how wide the strips are in which a character drawn twice is looked for

Sides = tuple[list[float], list[float], list[float], list[float]]  # left, top, right and bottom of every character


class Token(NamedTuple):
    """Characters set without a gap. `edges` are the left and right edge of each; all in the reading frame.

    `joints` are the places between characters where another text object begins: two cells' texts may touch only there.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    edges: tuple[tuple[float, float], ...]
    source: int  # the text object of its first character
    certain: bool = True
    stroked: bool = False  # drawn with an outline, the usual imitation of bold
    joints: tuple[int, ...] = ()
    shown_at: float | None = None  # the middle of what shows of it, where a clip cuts it: it stands in the row there

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def size(self) -> float:
        """The usual width of one full character in points, for measuring indents."""
        left, right = self.edges[0]
        return max(right - left if self.text[0] > "\u2e80" else 2 * (self.x1 - self.x0) / len(self.text), 1.0)

    def part(self, start: int, end: int) -> Token:
        """Some of its characters as a token of their own."""
        edges = self.edges[start:end]
        joints = tuple(place - start for place in self.joints if start < place < end)
        return self._replace(text=self.text[start:end], x0=edges[0][0], x1=edges[-1][1], edges=edges, joints=joints)


def reading_turns(glyphs: native.RawGlyphs, frame: Frame) -> int:
    """How many more quarter turns clockwise make the page readable: 0 unless most of its text runs sideways."""
    count = len(glyphs.objects)
    sample = [index for index in range(0, count, max(1, count // _SAMPLE)) if glyphs.objects[index]]
    turns = Counter(round(-glyphs.angle(index) / (math.pi / 2)) % 4 for index in sample)
    return (turns.most_common(1)[0][0] - frame.turns) % 4 if turns else 0


def glyphs_to_tokens(glyphs: native.RawGlyphs, rank: Mapping[int, int], frame: Frame) -> tuple[list[Token], list[str]]:
    """The tokens of a page in content order, and its slanted texts (watermarks), which stand in no line.

    `rank` says for each text object the how-manieth it was drawn.
    """
    ranks = [rank.get(source, 0) for source in glyphs.objects]
    indices = [index for index, source in enumerate(glyphs.objects) if source]
    indices.sort(key=ranks.__getitem__)
    sides = frame.edges(glyphs.boxes)
    level, slanted = _sort_by_slant(_group(glyphs.text, indices, sides), glyphs, frame)
    return [_token(held, glyphs, sides) for held in level], slanted


def _sort_by_slant(
    groups: Sequence[list[int]], glyphs: native.RawGlyphs, frame: Frame
) -> tuple[list[list[int]], list[str]]:
    """The groups with the letters of a sideways text joined, and the texts at other slants."""
    level: list[list[int]] = []
    slanted: list[list[int]] = []
    last = 0
    for held in groups:
        turn, slant = _turn(glyphs.angle(held[0]), frame) if len(held) == 1 else (0, False)
        if slant:
            slanted[-1:] = [[*slanted[-1], *held]] if last == -1 else [*slanted[-1:], held]
        elif turn and turn == last:
            level[-1].extend(held)
        else:
            level.append(held)
        last = -1 if slant else turn
    return level, ["".join(glyphs.text[index] for index in held) for held in slanted]


def _turn(angle: float, frame: Frame) -> tuple[int, bool]:
    """By how many quarter turns a letter stands off the reading direction, and whether it is slanted instead."""
    quarters = -angle / (math.pi / 2)
    turn = round(quarters)
    return (turn - frame.turns - frame.reading_turns) % 4, abs(quarters - turn) > _SLANT


def _group(text: str, indices: Sequence[int], sides: Sides) -> list[list[int]]:
    """The indices of the characters of each token."""
    lefts, tops, rights, bottoms = sides
    groups: list[list[int]] = []
    held: list[int] = []
    last_digit = False
    x1 = y0 = y1 = last_middle = 0.0
    for index in indices:
        character = text[index]
        if character in _SPACES:
            held = []
            continue
        if character in _NO_GLYPH:
            continue
        digit = character in _DIGITS
        top, bottom = tops[index], bottoms[index]
        height = bottom - top
        middle = top + height / 2
        if held:
            gap = lefts[index] - x1
            if digit and last_digit:
                follows = -_DIGIT_OVERLAP * height <= gap <= _DIGIT_GAP * height
            else:
                follows = -_LARGEST_OVERLAP * height <= gap <= _LARGEST_GAP * height
            if not follows or not (y0 < middle < y1 or top < last_middle < bottom):
                held = []
        if not held:
            groups.append(held)
        held.append(index)
        last_digit = digit
        x1, y0, y1, last_middle = rights[index], top, bottom, middle
    return groups


def _token(held: Sequence[int], glyphs: native.RawGlyphs, sides: Sides) -> Token:
    lefts, tops, rights, bottoms = sides
    text = "".join([glyphs.text[index] for index in held])
    if not _HYPHENS.isdisjoint(text):
        text = "".join("-" if character in _HYPHENS else character for character in text)
    return Token(
        text,
        lefts[held[0]],
        min([tops[index] for index in held]),
        max([rights[index] for index in held]),
        max([bottoms[index] for index in held]),
        tuple([(lefts[index], rights[index]) for index in held]),
        glyphs.objects[held[0]],
        _is_certain(text, held, glyphs),
        joints=_joints(held, glyphs.objects) if glyphs.objects[held[0]] != glyphs.objects[held[-1]] else (),
    )


def _joints(held: Sequence[int], objects: Sequence[int]) -> tuple[int, ...]:
    """Where among the characters of a token another text object begins."""
    return tuple(place for place in range(1, len(held)) if objects[held[place]] != objects[held[place - 1]])


def _is_certain(text: str, held: Sequence[int], glyphs: native.RawGlyphs) -> bool:
    """Whether its font says what a token prints: asked of the first character and of every digit and Latin letter."""
    if not text.isprintable() or not (text.isascii() or all(map(is_readable, text))):
        return False
    if text.isascii():
        return all(map(glyphs.is_mapped, held))
    latin = [index for index, character in zip(held, text, strict=True) if character < "\x80"]
    return glyphs.is_mapped(held[0]) and all(map(glyphs.is_mapped, latin))


def is_readable(character: str) -> bool:
    """Whether a character means something: not a private-use, unassigned-replacement or control code."""
    if character < " " or character == "\ufffd":
        return False
    return not ("\ue000" <= character <= "\uf8ff" or character >= "\U000f0000")


def drop_overprints(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without those drawn a second time in (nearly) the same place, the old way to make letters bold."""
    seen: dict[tuple[str, int], list[Token]] = {}  # by strips of the page: a contents page prints a thousand dots
    kept: list[Token] = []
    for token in tokens:
        near = 0.3 * token.height
        strips = range(int((token.x0 - near) // _STRIP), int((token.x0 + near) // _STRIP) + 1)
        if any(_is_near(token, seen.get((token.text, strip), ()), near) for strip in strips):
            continue
        seen.setdefault((token.text, int(token.x0 // _STRIP)), []).append(token)
        kept.append(token)
    return kept


def _is_near(token: Token, twins: Iterable[Token], near: float) -> bool:
    """Whether any of its twins stands at most so far from a token; a plain loop, because dots have many."""
    x, y = token.x0, token.y0
    for twin in twins:  # noqa: SIM110 - a generator costs three times as much
        if abs(twin.x0 - x) + abs(twin.y0 - y) < near:
            return True
    return False
