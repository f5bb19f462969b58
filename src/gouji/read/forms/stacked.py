"""Words that stand above their values: 资金支出计划 by month, goals side by side, lists of tasks with a head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji.law.goal_forms import field_group
from gouji.model.amount import fold, parse_number
from gouji.read.forms.heads import is_head_line
from gouji.read.forms.pieces import Line, Piece, joined, printed_word

_WORD = re.compile(r"[\u4e00-\u9fff]")  # a head of anything else is dirt: what stands below it cannot be told
_REPAIRED = "一格被拆成两格，重叠的字符只计一次"


@dataclass(frozen=True, slots=True)
class Stack:
    """A head of words with lines of values below: the values by path; `end` is the index of the line after it.

    `is_list` says that the lines are rows of a list (tasks, purchases), each named by its first value; `margin` is the
    column of the section's word.
    """

    prefix: tuple[str, ...]
    rows: tuple[tuple[tuple[tuple[str, ...], Piece], ...], ...]
    is_list: bool
    end: int
    margin: int | None = None


def find_stack(lines: Sequence[Line], index: int) -> Stack | None:
    """The stack whose head begins at the line, or None where the line is not such a head."""
    head = [_mended(lines[index].pieces)]
    if not _is_head(head[0]):
        return None
    body = index + 1
    while body < len(lines) and _divides(lines[body].pieces, head):
        head.append(list(lines[body].pieces))
        body += 1
    if body >= len(lines):
        return None
    section = _section_of(head[0], lines[body].pieces)
    words = [piece for piece in _widened(head) if piece is not section]
    if len(words) < 2:
        return None
    rows = []
    end = body
    while end < len(lines) and (row := _values(lines, end, words, section)):
        rows.append(row)
        end += 1
    if not rows:
        return None
    section = section or _side_section(lines[body:end], words)
    prefix = (printed_word(section),) if section else ()
    is_list = _row_word(lines[body].pieces, words)[0] is None and _is_list(rows, words)
    return Stack(prefix, tuple(rows), is_list, end, section.column if section else None)


def _is_list(rows: Sequence[object], words: Sequence[Piece]) -> bool:
    """Whether the lines are rows of a list: its head names rows, or several stand below heads other than goals."""
    groups = {field_group(word.text) for word in words}
    return "list" in groups or (len(rows) > 1 and groups != {"goal"})


def _is_head(pieces: Sequence[Piece]) -> bool:
    """Whether the pieces are words only; beside the head of a list other short words may stand."""
    if len(pieces) < 2:
        return False
    if any(field_group(piece.text) == "list" for piece in pieces[:2]):
        return all(len(fold(piece.text)) <= 12 and _WORD.search(piece.text) for piece in pieces)
    return all(piece.is_field or piece.is_head for piece in pieces)


def _divides(pieces: Sequence[Piece], head: Sequence[Sequence[Piece]]) -> bool:
    """Whether the line only has words, and they divide words of the head that do not reach down to it."""
    above = [piece for line in head for piece in line]
    if not pieces or not all(piece.is_field for piece in pieces):
        return False
    over = [_word_over(piece, above) for piece in pieces]
    divided = [word for word in over if word is not None and word.bottom <= pieces[0].line]
    return len(divided) == len(pieces) and len({word.column for word in divided}) < len(pieces)


def _word_over(piece: Piece, words: Sequence[Piece]) -> Piece | None:
    """The lowest word over a piece; where the lines drawn leave it bare, the word that begins left of it."""
    over = [word for word in words if word.overlaps(piece)]
    return over[-1] if over else next((word for word in reversed(words) if word.column <= piece.column), None)


def _widened(head: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The words of the head, each as wide as the words that divide it."""
    words: list[Piece] = []
    for line in head:
        for piece in line:
            upper = _word_over(piece, words)
            if upper is not None and upper.end < piece.end:
                words[words.index(upper)] = replace(upper, end=piece.end)
        words.extend(line)
    return words


def _section_of(head: Sequence[Piece], values: Sequence[Piece]) -> Piece | None:
    """The first word of the head, where no value stands in its columns: it is the section of the others."""
    first = head[0]
    if all(not first.overlaps(value) and value.column >= first.end for value in values):
        return first
    return None


def _values(
    lines: Sequence[Line], index: int, words: Sequence[Piece], section: Piece | None
) -> tuple[tuple[tuple[str, ...], Piece], ...]:
    """The values of a line under the words, or nothing where the line belongs to something else."""
    line = lines[index]
    if is_head_line(line):
        return ()
    if section is not None and line.pieces[0].column < section.end:
        return ()
    listed = [piece for piece in line.pieces if not _is_side_section(piece, words)]
    row_word, pieces = _row_word(listed[1:] if _is_margin_dirt(listed, words) else listed, words)
    found: dict[tuple[str, ...], list[Piece]] = {}
    names_rows = any(field_group(word.text) == "list" for word in words)
    for piece in pieces:
        over = _words_over(piece, words)
        is_word = piece.is_field and not (piece.marked and names_rows)  # in a list a word only by its place is a name
        if not over or (is_word and not any(field_group(word.text) == "list" for word in over)):
            return ()
        path = tuple(printed_word(word) for word in sorted(over, key=lambda word: word.line))
        found.setdefault((*((printed_word(row_word),) if row_word else ()), *path), []).append(piece)
    _place_last_number(found, words[-1])
    return tuple((path, _joined_value(cell)) for path, cell in found.items())


def _words_over(piece: Piece, words: Sequence[Piece]) -> list[Piece]:
    """The words that stand over a value; in conversions a value may stand a little to the right of its word."""
    over = [word for word in words if word.overlaps(piece)]
    if len({word.line for word in over}) != len(over):
        return over[:1]
    if not over and piece.is_converted:
        over = [word for word in words if word.column <= piece.column][-1:]
    return over


def _place_last_number(found: dict[tuple[str, ...], list[Piece]], last: Piece) -> None:
    """Give the last word (金额) the number that slid to the end of the cell before it."""
    paths = list(found)
    if not paths or field_group(last.text) != "money" or printed_word(last) in (path[-1] for path in paths):
        return
    before = found[paths[-1]]
    if len(before) > 1 and parse_number(before[-1].text) is not None:
        found[(*paths[-1][:-1], printed_word(last))] = [before.pop()]


def _is_side_section(piece: Piece, words: Sequence[Piece]) -> bool:
    """Whether the piece is a section's word in the margin, beside some middle line of its values."""
    return field_group(piece.text) == "section" and piece.end <= min(word.column for word in words)


def _is_margin_dirt(pieces: Sequence[Piece], words: Sequence[Piece]) -> bool:
    """Whether a line of a conversion begins, left of all words, with a section's word that it could not read."""
    if len(pieces) < 3 or not pieces[0].is_converted or pieces[0].is_field:
        return False
    return pieces[0].end <= min(word.column for word in words) and field_group(pieces[1].text) == "money"


def _side_section(lines: Sequence[Line], words: Sequence[Piece]) -> Piece | None:
    return next((piece for line in lines for piece in line.pieces if _is_side_section(piece, words)), None)


def _row_word(pieces: Sequence[Piece], words: Sequence[Piece]) -> tuple[Piece | None, Sequence[Piece]]:
    """The word that names the line, where it stands left of all words above; and the pieces after it."""
    first = pieces[0] if pieces else None
    if (
        first is not None
        and field_group(first.text) == "money"
        and not any(word.overlaps(first) for word in words)
        and len(pieces) > 1
    ):
        return first, pieces[1:]
    return None, pieces


def _mended(pieces: Sequence[Piece]) -> list[Piece]:
    """The words of a line, with months that a wrong column line cut (3, | 月底; 1 | 2月底) put together."""
    mended: list[Piece] = []
    for piece in pieces:
        left = fold(mended[-1].text).strip(" ,.、") if mended else ""
        if left.isdigit() and field_group(left + fold(piece.text)) == "month":
            mended[-1] = replace(
                mended[-1], end=piece.end, text=left + piece.text, places=mended[-1].places + piece.places
            )
        elif left.isdigit() and field_group(left + "月底") == "month" and fold(piece.text) == "月底":
            mended[-1] = replace(mended[-1], end=piece.end, text=left + "月底", places=mended[-1].places + piece.places)
        else:
            mended.append(piece)
    return mended


def _joined_value(pieces: Sequence[Piece]) -> Piece:
    """One value from the pieces of its cell; a number cut in two is put together where only one way gives a number."""
    if len(pieces) != 2:
        return joined(pieces)
    left, right = fold(pieces[0].text), fold(pieces[1].text)
    whole = replace(pieces[0], end=pieces[1].end, places=pieces[0].places + pieces[1].places)
    if _is_share(left + right):
        return replace(whole, text=left + right)
    if left[-1:] == right[:1] and _is_share(left + right[1:]):
        return replace(whole, text=left + right[1:], doubt=_REPAIRED)
    return joined(pieces)


def _is_share(text: str) -> bool:
    """Whether the text is a percentage from 0 to 100."""
    number = parse_number(text)
    return number is not None and number.percent and 0 <= number.value <= 100
