"""Lines outside tables → paragraphs: a full line runs on, an indented or short one ends or begins a paragraph."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.model.amount import fold
from gouji.model.document import Paragraph, Place
from gouji.read.pdf.geometry import Frame
from gouji.read.pdf.lines import Line
from gouji.read.pdf.tokens import Token

_NEW_SIZE = 0.15  # change of letter height that begins a new paragraph, unless the line before is quite full
_NEW_SIZE_IN_FULL_LINE = 0.45
_LARGEST_LEADING = 1.6  # of the letter height, white between lines of one paragraph
_FULL = 2.2  # letters that may lack at the right end of a full line
_QUITE_FULL = 0.6
_FEWEST_BODY_LINES = 3
_NARROWEST = 12.0  # letters: what is narrower has no full lines
_INDENT = 1.2  # letters
_FIRST_INDENT = 5.0  # letters: what starts further in stands at the right or in the middle
_LONGEST_HEADING = 60
_SENTENCE_ENDS = "。；，;,"
_HEADING_GROWTH = 1.12  # times the page's usual letter height
_UNIT_LINE = re.compile(r".{0,30}单位:(?:人民币)?[百千万亿]*元\)?")
"""A line over a table, with the unit of its figures: never the rest of the title above it."""

_ITEM = re.compile(
    r"(?P<chinese>[一二三四五六七八九十]{1,3}[、.．])|(?P<chinese_in_brackets>[（(][一二三四五六七八九十]{1,3}[)）])"
    r"|(?P<digits>\d{1,2}[、.．](?!\d))|(?P<digits_in_brackets>[（(]\d{1,2}[)）])"
)
"""The number with which an item of a list begins; the group says of which kind it is."""
_SAME_EDGE = 1.0  # points: lines of one list begin in one line


class _Margins(NamedTuple):
    """Where full lines start and end, and whether more than the longest line says so."""

    left: float
    right: float
    is_proven: bool


def lines_to_paragraphs(
    lines: Sequence[Line], page: int, frame: Frame, body: Sequence[Line], is_bold: Callable[[Token], bool]
) -> list[Paragraph]:
    """The paragraphs of lines that stand one below the other. `body` are all the page's lines outside tables."""
    usual = _usual_height(body)
    margins = _margins(body, usual, frame.size[0] / 2)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _runs_on(groups[-1][-1], line, margins) and not _is_next_item(groups, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, page, frame, usual, is_bold) for group in groups]


def _margins(lines: Sequence[Line], usual: float, middle: float) -> _Margins:
    """Where full lines of the page's usual letters start and end: running titles and single long lines do not count.

    Captions of a table may happen to be of one length, and a short list ends nowhere near the edge; but full lines
    reach beyond the middle of the page. Where none does, no line is full.
    """
    body = [line for line in lines if abs(line.height - usual) <= _NEW_SIZE * usual]
    if len(body) < _FEWEST_BODY_LINES:
        body = list(lines)
    starts = sorted(line.x0 for line in body)
    ends = sorted((line.x1 for line in body), reverse=True)
    left = next((a for a, b in pairwise(starts) if b - a <= usual), starts[0])
    right = next((a for a, b in pairwise(ends) if a - b <= usual and b > middle), None)
    if right is None:
        return _Margins(left, ends[0] if ends[0] > middle else math.inf, False)
    return _Margins(left, right, True)


def _runs_on(last: Line, line: Line, margins: _Margins) -> bool:
    if _UNIT_LINE.fullmatch(fold(line.text)):
        return False
    left, right, is_proven = margins
    size = last.height
    if size <= 0 or right - left < _NARROWEST * size:
        return False
    missing = (right - last.x1) / size
    allowed = _NEW_SIZE_IN_FULL_LINE if is_proven and missing <= _QUITE_FULL else _NEW_SIZE
    if abs(line.height - size) > allowed * size or line.y0 - last.y1 > _LARGEST_LEADING * size:
        return False
    if last.x0 - line.x0 > _FIRST_INDENT * size:
        return False
    return missing <= _FULL and last.x0 <= left + _FIRST_INDENT * size and line.x0 <= left + _INDENT * size


def _is_next_item(groups: Sequence[Sequence[Line]], line: Line) -> bool:
    """Whether a line begins with a number, right below where a paragraph above begins with another one of its kind."""
    mark = _ITEM.match(line.text)
    if mark is None:
        return False
    firsts = [group[0] for group in groups if abs(group[0].x0 - line.x0) <= _SAME_EDGE]
    others = [other for first in firsts if (other := _ITEM.match(first.text)) is not None]
    return any(other.lastgroup == mark.lastgroup and other[0] != mark[0] for other in others)


def _usual_height(lines: Sequence[Line]) -> float:
    heights = sorted(line.height for line in lines for _ in line.text)
    return heights[len(heights) // 2]


def _paragraph(
    lines: Sequence[Line], page: int, frame: Frame, usual: float, is_bold: Callable[[Token], bool]
) -> Paragraph:
    box = frame.box(
        min(line.x0 for line in lines),
        min(line.y0 for line in lines),
        max(line.x1 for line in lines),
        max(line.y1 for line in lines),
    )
    tokens = [token for line in lines for token in line.tokens]
    text = "".join(line.text for line in lines)
    heading = len(text) <= _LONGEST_HEADING and (
        lines[0].height >= _HEADING_GROWTH * usual or (text[-1] not in _SENTENCE_ENDS and all(map(is_bold, tokens)))
    )
    return Paragraph(text, Place(page=page, box=box), heading, all(token.certain for token in tokens))
