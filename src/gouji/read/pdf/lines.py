"""Tokens → lines of text: what stands side by side, from left to right, with blanks where there are gaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.read.pdf.tokens import Token

_SAME_LINE = 0.5
_BLANK = 0.25  # of the letter height
_LATIN_BLANK = 0.16
_WIDE = 2.0


class Line(NamedTuple):
    """Tokens that stand side by side, from left to right."""

    tokens: tuple[Token, ...]
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def text(self) -> str:
        """Its text, with blanks where there are gaps."""
        return tokens_text(self.tokens)


def tokens_text(tokens: Sequence[Token]) -> str:
    """The text of tokens from left to right, with one blank where there is a gap and two where it is wide."""
    if len(tokens) == 1:
        return tokens[0].text
    parts = [tokens[0].text]
    for left, right in pairwise(tokens):
        gap = (right.x0 - left.x1) / max(min(left.height, right.height), 1.0)
        blank = _LATIN_BLANK if left.text[-1].isascii() and right.text[0].isascii() else _BLANK
        parts.append("  " if gap > _WIDE else " " if gap > blank else "")
        parts.append(right.text)
    return "".join(parts)


def tokens_to_lines(tokens: Sequence[Token]) -> list[Line]:
    """The lines of text that tokens make, from the top down."""
    if len(tokens) == 1:
        return [_line(list(tokens))]
    groups: list[list[Token]] = []
    bounds: list[tuple[float, float]] = []
    for token in sorted(tokens, key=lambda token: token.middle):
        if groups:
            top, bottom = bounds[-1]
            overlap = min(bottom, token.y1) - max(top, token.y0)
            if overlap >= _SAME_LINE * min(bottom - top, token.height):
                groups[-1].append(token)
                continue
        groups.append([token])
        bounds.append((token.y0, token.y1))
    return [_line(group) for group in groups]


def _line(tokens: list[Token]) -> Line:
    tokens.sort(key=lambda token: token.x0)
    return Line(
        tuple(tokens),
        tokens[0].x0,
        min(token.y0 for token in tokens),
        max(token.x1 for token in tokens),
        max(token.y1 for token in tokens),
    )


def join_lines(lines: Sequence[Line]) -> str:
    """The text of several lines, one below the other."""
    return "\n".join(line.text for line in lines)
