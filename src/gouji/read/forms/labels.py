"""Words of a form that no list names, known by where they stand: before a number, with a colon, at the edge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gouji.law.goal_forms import field_group
from gouji.model.amount import fold, parse_number
from gouji.read.forms.pieces import Line, Piece

_LONGEST = 10  # characters: a longer cell is text, not a word of the form
_SENTENCE_MARKS = frozenset("。，；！？,;0123456789≥≤%")
_MONEY = re.compile(r".*(?:总额|总预算|资金|金额|拨款|补助|收入|支出|结转|预算数|经费)(?:\([^()]*\))?:?")


def mark_words(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of key-value fields with the unknown words marked as words."""
    edge = _word_column(lines)
    return tuple(_marked(line, edge) for line in lines)


def _word_column(lines: Sequence[Line]) -> int | None:
    """The leftmost column where at least two known words begin: what begins a line there is a word, known or not."""
    columns = [piece.column for line in lines for piece in line.pieces if piece.is_field]
    return min((column for column in columns if columns.count(column) >= 2), default=None)


def _marked(line: Line, edge: int | None) -> Line:
    pieces = list(line.pieces)
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index else None
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if not piece.is_field and following is not None and _is_word(piece, before, following, edge):
            pieces[index] = replace(piece, marked=True)
    return replace(line, pieces=tuple(pieces))


def _is_word(piece: Piece, before: Piece | None, following: Piece, edge: int | None) -> bool:
    """Whether an unknown piece is a word for the piece that follows it, and no value of the word before it."""
    word = fold(piece.text)
    if len(word) > _LONGEST + 2 or _SENTENCE_MARKS & set(word) or following.is_field:
        return False
    if _MONEY.fullmatch(word) and parse_number(following.text) is not None:
        return True
    if word.endswith(":"):
        return before is None or not before.is_field or field_group(before.text) == "section"
    return before is None and piece.column == edge and len(word) <= _LONGEST
