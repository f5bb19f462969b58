"""Words of a form that a text conversion cut at a wrong column line or at a line end, made whole again.

Only pieces of text conversions are touched: what a page or a sheet shows stands where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gouji.law.goal_forms import complete_word, field_group, goal_words, is_kind, plain_word
from gouji.model.amount import fold, parse_number
from gouji.read.forms.pieces import Line, Piece

_NOISE = re.compile(r"[^\u4e00-\u9fff\d≥≤<>=%]{1,4}")
_SECTION = re.compile(r"(?P<word>(?:年度|长期|中长期)绩效目标|项目支出明细(?:测算)?|项目采购|.{0,3}绩效总目标).{0,8}")
_LOST_ENDINGS = {"目标": "表", "明细": "测算"}  # of sections: what a column line cut off
_SOURCES = "来源项目"
_MOST_NOISE = 4  # characters beside a section's word that may be noise of the conversion


def mend_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with cut words whole: within a line, and sections' words broken over two lines (资金支出 / 计划)."""
    whole = [_mended(line) if _is_conversion(line) else line for line in lines]
    for index in range(len(whole) - 1):
        upper, lower = whole[index], whole[index + 1]
        if upper.pieces and lower.pieces and (word := _broken_section(upper, lower)):
            tail = fold(lower.pieces[0].text)
            whole[index] = replace(upper, pieces=(replace(word, text=fold(word.text) + tail), *upper.pieces[1:]))
            whole[index + 1] = replace(lower, pieces=lower.pieces[1:])
    return tuple(line for line in whole if line.pieces)


def section_title(line: Line) -> str | None:
    """The section that a line of its own names (年度绩效目标表, 项目支出明细测算), or None where it is another line.

    In forms made of several tables the section's name stands in a line without anything else.
    """
    if not _is_conversion(line) and (len(line.pieces) > 1 or line.pieces[0].end - line.pieces[0].column < 3):
        return None
    texts = [fold(piece.text) for piece in line.pieces]
    for position, text in enumerate(texts):
        match = _SECTION.fullmatch(text)
        if match is None or position > 1:
            continue
        others = [other for number, other in enumerate(texts) if number != position]
        if any(is_kind(other) for other in others):
            return None  # an indicator beside the word of its section
        if all(len(other) <= _MOST_NOISE or not _has_ideographs(other) for other in others):
            return match["word"] + _LOST_ENDINGS.get(match["word"][-2:], "")
    return None


def _is_conversion(line: Line) -> bool:
    return any(piece.is_converted for piece in line.pieces)


def _has_ideographs(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _broken_section(upper: Line, lower: Line) -> Piece | None:
    """The upper line's first piece, where it and the first of the lower line are the halves of one section's word."""
    first, second = upper.pieces[0], lower.pieces[0]
    halves = (plain_word(first.text), plain_word(second.text))
    known = halves in goal_words().broken and first.column == second.column and len(lower.pieces) > 1
    return first if known else None


def _mended(line: Line) -> Line:
    """The line with the pieces of each cut word put together, without specks."""
    pieces: list[Piece] = []
    for piece in (_without_rules(piece) for piece in line.pieces):
        if pieces and (whole := _joined_word(pieces[-1], piece)):
            pieces[-1] = whole
        else:
            pieces.append(piece)
    pieces = [_completed(piece) for piece in pieces if not _is_speck(piece)]
    return replace(line, pieces=tuple(_with_list_head(pieces)))


def _with_list_head(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces, the first of a damaged head 来源项目 | 金额 made whole."""
    texts = [fold(piece.text) for piece in pieces]
    if len(texts) < 2 or len(texts) > 3 or texts[-1] != "金额" or not texts[0].startswith("来源"):
        return pieces
    if texts[0] == _SOURCES or len("".join(texts[:-1])) > len(_SOURCES) + 2:
        return pieces
    return [_as_one(pieces[0], pieces[-2], _SOURCES), pieces[-1]]


def _without_rules(piece: Piece) -> Piece:
    """A short word without the lines of the form that were read as underscores (上_年)."""
    return replace(piece, text=piece.text.replace("_", "")) if len(piece.text) <= _MOST_NOISE + 2 else piece


def _is_speck(piece: Piece) -> bool:
    """Whether the piece is dirt on the page that was read as a letter or a mark."""
    return len(fold(piece.text)) <= 2 and _NOISE.fullmatch(fold(piece.text)) is not None


def _joined_word(left: Piece, right: Piece) -> Piece | None:
    """The form's word that two pieces make together, with a number that followed it; None where they make none.

    The right half may show a few characters of the left one again or dirt (项目编 | 扁码).
    """
    start, rest = fold(left.text), fold(right.text)
    if field_group(start) is not None or is_kind(start):
        return None
    whole = start + rest
    if field_group(whole) is not None and len(start) <= _MOST_NOISE + 2:
        return _as_one(left, right, whole)
    for word in complete_word(start):
        missing = word[len(start) :]
        if len(start) >= 3 and rest.endswith(missing) and len(rest) <= len(missing) + 1:
            return _as_one(left, right, word)
        if rest.startswith(missing) and parse_number(rest[len(missing) :]) is not None:
            return _as_one(left, right, f"{word}:{rest[len(missing) :]}")
    return None


def _as_one(left: Piece, right: Piece, text: str) -> Piece:
    return replace(left, end=max(left.end, right.end), text=text, places=left.places + right.places)


def _completed(piece: Piece) -> Piece:
    """The piece with the last character of its word, where the conversion lost just that one (三级指 for 三级指标)."""
    text = fold(piece.text)
    if text in {"合讠", "总讠"}:  # the right half of 计 was read as a mark of its own
        return replace(piece, text=text[0] + "计")
    if len(text) < 3 or field_group(text) is not None or is_kind(text):
        return piece
    words = [word for word in complete_word(text) if len(word) == len(text) + 1]
    return replace(piece, text=words[0]) if len(words) == 1 else piece
