"""Lines of a text conversion whose cells slid sideways, put back under their heads where the contents prove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from gouji.law.goal_forms import is_first_level
from gouji.model.amount import fold, parse_number
from gouji.model.target import parse_target
from gouji.read.forms.heads import TOTALS, Head
from gouji.read.forms.pieces import Line, Piece

_SHIFTS = (0, 1, -1, 2, -2)  # nearest first: of equal scores the first wins
_REFUTED = -1000
_SHIFTED = "行首缺格，按列数右移"
_SHORT, _LONG = 6, 15  # characters: a qualitative target (规范) and an explanation of how it is judged


def align_lines(head: Head, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with every piece under its head; lines of pages and sheets stand where they are drawn and stay."""
    if not all(piece.is_converted for line in lines for piece in line.pieces):
        return tuple(lines)
    aligned: list[Line] = []
    for _, group in groupby(lines, key=lambda line: line.grid):
        page = list(group)
        shift = max(_SHIFTS, key=lambda shift: sum(_score(line, head, shift) for line in page))
        moved = [_moved(line, head, shift) if shift else line for line in page]
        aligned.extend(_completed(line, head, moved) for line in moved)
    return tuple(aligned)


def _score(line: Line, head: Head, shift: int) -> int:
    """How well the contents fit their heads: targets under targets, numbers under amounts, never the reverse."""
    total = 0
    for piece in _moved(line, head, shift).pieces:
        column = head.column_of(piece)
        role = column.role if column is not None and piece.column < head.columns[-1].end else None
        is_target = parse_target(piece.text) is not None
        if fold(piece.text) in TOTALS:
            continue  # stands at the edge of the form, left of the list
        if role is None or (role == "money" and parse_number(piece.text) is None):
            total += _REFUTED
        elif role == "value":
            total += is_target
        elif role == "level3":
            total -= is_target
    return total


def _moved(line: Line, head: Head, shift: int) -> Line:
    """The line with its indicator cells moved; codes, names and amounts of a project stay."""
    pieces = list(line.pieces)
    fixed = 0
    while fixed < len(pieces) and _is_project_cell(pieces[fixed], head):
        fixed += 1
    return replace(line, pieces=(*pieces[:fixed], *(_slid(piece, shift) for piece in pieces[fixed:])))


def _is_project_cell(piece: Piece, head: Head) -> bool:
    column = head.column_of(piece)
    role = column.role if column is not None else None
    return role == "identity" or (role == "money" and parse_number(piece.text) is not None)


def _slid(piece: Piece, shift: int) -> Piece:
    return replace(piece, column=piece.column + shift, end=piece.end + shift)


def _completed(line: Line, head: Head, lines: Sequence[Line]) -> Line:
    """A line that lost its empty level cells (it begins with its third level in the first column), moved right."""
    roles = [column.role for column in head.columns]
    if "level3" not in roles or "basis" not in roles[-1:] or roles.count("level3") > 1:
        return line
    missing = roles.index("level3")
    pieces = line.pieces
    if len(pieces) != len(roles) - missing or [piece.column for piece in pieces] != list(range(len(pieces))):
        return line
    first, second, *_, last = pieces
    is_known = is_first_level(first.text) or sum(first.text == other.pieces[0].text for other in lines) > 1
    if missing == 0 or is_known or len(fold(second.text)) > _SHORT or len(fold(last.text)) < _LONG:
        return line
    return replace(line, pieces=tuple(replace(_slid(piece, missing), doubt=_SHIFTED) for piece in pieces))
