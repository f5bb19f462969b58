"""Heads over the targets of a text conversion (指标值: 近两年指标值 前年 上年 | 预期当年实现值), put together again.

A conversion prints a merged head in one of its columns, cuts it at a column line or at a line end, or runs two lines of
it together. Heads of pages and sheets have their true widths and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gouji.law.goal_forms import goal_words, head_role, is_kind
from gouji.model.amount import fold, parse_number
from gouji.read.forms.pieces import Line, Piece

_TWO_LINES = re.compile(r"(?P<upper>近两年(?:指标值)?|指标值):?(?P<lower>前年|上年)")
_YEARS = re.compile(r"前年|上年|当年")
_LONGEST_NOISE = 8  # characters: what a recognition made of a word that it could not read


def is_unclear(text: str) -> bool:
    """Whether the heads of several years were run together in one cell: whose column it is, nobody knows.

    >>> is_unclear("前年 上年 预计当年"), is_unclear("预计当年实现值")
    (True, False)
    """
    return len(_YEARS.findall(fold(text))) > 1


def is_garbled_head(upper: Line, head: Line) -> bool:
    """Whether the line above a head prints 指标值 and what was not recognized, each over a column of the head."""
    if upper.grid != head.grid or upper.number + 1 != head.number or not all(p.is_converted for p in upper.pieces):
        return False
    if not any(fold(piece.text) == "指标值" for piece in upper.pieces):
        return False
    return all(
        fold(piece.text) == "指标值" or (_is_noise(piece) and any(word.overlaps(piece) for word in head.pieces))
        for piece in upper.pieces
    )


def mend_value_heads(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a head, those over targets whole and as wide as what they head."""
    if not all(piece.is_converted for piece in pieces):
        return list(pieces)
    whole = _joined_down([part for piece in pieces for part in _split(piece)])
    return [_spread(piece, whole) for piece in whole]


def _is_noise(piece: Piece) -> bool:
    if len(fold(piece.text)) > _LONGEST_NOISE or parse_number(piece.text) is not None:
        return False
    return not (piece.is_field or is_kind(piece.text))


def _split(piece: Piece) -> tuple[Piece, ...]:
    """The two heads that a piece shows one above the other (近两年 前年)."""
    match = _TWO_LINES.fullmatch(fold(piece.text))
    if match is None:
        return (piece,)
    upper = "近两年指标值"  # the years before stand under no other word of these forms
    return replace(piece, text=upper), replace(piece, text=match["lower"])


def _joined_down(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with a head broken over two lines as one (预期当年 | 实现值)."""
    joined: list[Piece] = []
    for piece in pieces:
        above = next((other for other in joined if _is_rest(other, piece)), None)
        if above is None:
            joined.append(piece)
        else:
            text = fold(above.text) + fold(piece.text)
            joined[joined.index(above)] = replace(above, text=text, bottom=piece.bottom)
    return joined


def _is_rest(upper: Piece, lower: Piece) -> bool:
    word = fold(upper.text) + fold(lower.text)
    return lower.line == upper.line + 1 and upper.column == lower.column and goal_words().heads.get(word) == "value"


def _spread(piece: Piece, pieces: Sequence[Piece]) -> Piece:
    """The piece over all columns beside it that hold heads of targets below it, and none of its own line."""
    if head_role(piece.text) != "value":
        return piece
    start, end = piece.column, piece.end
    if not any(piece.line < other.line and other.overlaps(piece) for other in pieces):
        return piece
    while _is_below(end, piece, pieces):
        end += 1
    while start > 0 and _is_below(start - 1, piece, pieces):
        start -= 1
    return replace(piece, column=start, end=end)


def _is_below(column: int, piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a head of targets stands below the piece's line in a column, and nothing in the line itself."""
    beside = any(other.line == piece.line and other.covers(column) for other in pieces)
    below = [other for other in pieces if other.line > piece.line and other.covers(column)]
    return not beside and bool(below) and all(head_role(other.text) == "value" for other in below)
