"""Lines outside tables → paragraphs: a full line runs on, an indented or short one ends or begins a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.model.document import Paragraph, Place
from gouji.read.pdf.geometry import Frame
from gouji.read.pdf.lines import Line

_NEW_SIZE = 0.15  # change of letter height that begins a new paragraph
_LARGEST_LEADING = 1.6  # of the letter height, white between lines of one paragraph
_FULL = 2.2  # letters that may lack at the right end of a full line
_INDENT = 1.2  # letters
_HEADING_GROWTH = 1.12  # times the page's usual letter height


def lines_to_paragraphs(lines: Sequence[Line], page: int, frame: Frame) -> list[Paragraph]:
    """The paragraphs of lines that stand one below the other on one page."""
    if not lines:
        return []
    left = min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    usual = _usual_height(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _runs_on(groups[-1][-1], line, left, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, page, frame, usual) for group in groups]


def _runs_on(last: Line, line: Line, left: float, right: float) -> bool:
    size = last.height
    if abs(line.height - size) > _NEW_SIZE * size or line.y0 - last.y1 > _LARGEST_LEADING * size:
        return False
    return last.x1 >= right - _FULL * size and line.x0 <= left + _INDENT * size


def _usual_height(lines: Sequence[Line]) -> float:
    heights = sorted(line.height for line in lines for _ in line.text)
    return heights[len(heights) // 2]


def _paragraph(lines: Sequence[Line], page: int, frame: Frame, usual: float) -> Paragraph:
    box = frame.box(
        min(line.x0 for line in lines),
        min(line.y0 for line in lines),
        max(line.x1 for line in lines),
        max(line.y1 for line in lines),
    )
    heading = lines[0].height >= _HEADING_GROWTH * usual
    return Paragraph("".join(line.text for line in lines), Place(page=page, box=box), heading)
