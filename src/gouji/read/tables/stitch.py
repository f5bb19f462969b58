"""Sections of one published table joined over pages: repeated headers dropped, rows split by a page break joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gouji.law.classifications import dimension_of_code
from gouji.model.amount import fold
from gouji.read.tables.columns import is_aligned, move_lines
from gouji.read.tables.cut_rows import completes, doubt_edge, join_lines
from gouji.read.tables.header import Header, counts_columns, header_length, is_column_number_line, read_header
from gouji.read.tables.lines import Line, is_blank, is_figure, line_key, own_slots, widened
from gouji.read.tables.sections import Section, same_title
from gouji.read.tables.stacked import split_stacked
from gouji.read.tables.words import title_key

_HEAD_WORD = re.compile(r"^(?:项目|科目|合计|小计|序号|金额|预算数|单位名称)|编码|科目名称|项目名称|预算数$")
_MOSTLY = 4, 5  # so many of so many header cells must be equal for a header to count as repeated


@dataclass(frozen=True, slots=True)
class Stitched:
    """One published table: its sections, its header, and its body lines from all pages, equally wide.

    `doubtful` are the indices of body lines whose columns the reader guessed.
    """

    sections: tuple[Section, ...]
    header: Header
    body: tuple[Line, ...]
    doubtful: frozenset[int] = frozenset()

    @property
    def first(self) -> Section:
        """The section with which the table begins."""
        return self.sections[0]

    @property
    def unit(self) -> str | None:
        """The unit that the table's captions name, on whichever of its pages."""
        return next((section.unit for section in self.sections if section.unit is not None), None)


def group_sections(sections: Iterable[Section]) -> Iterator[tuple[Section, ...]]:
    """Sections that together are one published table."""
    group: list[Section] = []
    for section in sections:
        if group and not continues(group, section):
            yield tuple(group)
            group = []
        group.append(section)
    if group:
        yield tuple(group)


def continues(group: Sequence[Section], section: Section) -> bool:
    """Whether a section goes on with the table of the sections before it.

    It does not where it has a title, number or department of its own, or where prose parts them; it does with the same
    header, or with none and as many columns.
    """
    first, last = group[0], group[-1]
    if not first.lines:
        return False
    if section.title and not same_title(first, section):
        return False
    if section.number and first.number and section.number != first.number:
        return False
    if section.department and first.department and fold(section.department) != fold(first.department):
        return False
    if section.unit and first.unit and section.unit != first.unit:
        return False
    if repeats_header(first, section):
        return section.joined and (section.page != last.page or not section.title)
    if section.title or not section.joined or section.page == last.page:
        return False
    return _is_headless(first, section) and (section.width == last.width or is_aligned(first, section))


def _is_headless(first: Section, section: Section) -> bool:
    """Whether a section begins with body lines: a figure or code at once, or none of the first section's heads.

    Words above mere figures are heads: the right part of a sheet too wide for its page prints no names.
    """
    length = header_length(section.lines)
    if length == 0:
        return bool(section.lines)
    below = [slot for line in section.lines[length:] for slot in own_slots(line)]
    if below and all(is_figure(slot.text) for slot in below):
        return False
    texts = {fold(slot.text) for slot in own_slots(section.lines[0])}
    if any(is_figure(text) or dimension_of_code(text) for text in texts):
        return True
    heads = {text for line in first.lines[: header_length(first.lines)] for text in line_key(line)}
    return not texts & heads and not any(_HEAD_WORD.search(text) for text in texts)


def repeats_header(first: Section, section: Section) -> bool:
    """Whether a section begins with the first section's header."""
    return _repeated_length(first, section) > 0


def _repeated_length(first: Section, section: Section) -> int:
    """How many lines at a section's beginning repeat the first section's header; column numbers may be left out."""
    header = first.lines[: header_length(first.lines)]
    heads = [line for line in header if not is_column_number_line(line)]
    length = len(heads)
    repeated = section.lines[:length]
    if not heads or len(repeated) < length or any(map(_has_figure, repeated)) or not _is_repeat(heads, repeated):
        return 0
    counted = section.lines[length : len(header)]
    return len(header) if counted and _is_repeat(header[length:], counted) and not _has_amount(counted) else length


def _has_amount(lines: Sequence[Line]) -> bool:
    """Whether lines print a figure that is no number of a column."""
    return any(is_figure(slot.text) and not slot.text.isdigit() for line in lines for slot in own_slots(line))


def _has_figure(line: Line) -> bool:
    return any(is_figure(slot.text) for slot in own_slots(line))


def _is_repeat(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether two runs of header lines print the same, as far as damage lets tell."""
    left = [text for line in lines for text in line_key(line)]
    right = [text for line in others for text in line_key(line)]
    if left == right:
        return bool(left)
    common = sum(1 for text in left if text in right)
    share, whole = _MOSTLY
    return bool(left) and abs(len(left) - len(right)) <= 2 and common * whole >= share * len(left)


def stitch(sections: Sequence[Section]) -> Stitched:
    """The header and all body lines of one table's sections."""
    first = sections[0]
    header = read_header(first.lines)
    serial = _serial_column(header)
    body: list[Line] = []
    doubtful: set[int] = set()
    for section in sections:
        lines, is_certain = _body_lines(first, section, header)
        if section is not first and lines and body:
            _join_first(body, lines, serial)
        if not is_certain:
            doubtful.update(range(len(body), len(body) + len(lines)))
        body.extend(lines)
    width = max([len(header.columns), *map(len, body)])
    return Stitched(
        tuple(sections),
        header.widened(width),
        tuple(widened(line, width) for line in body),
        frozenset(doubtful),
    )


def _join_first(body: list[Line], lines: list[Line], serial: int | None) -> None:
    """Joins a page's first line to the last row where it is the rest of it; doubts it where nothing names it."""
    width = max(len(body[-1]), len(lines[0]))
    last, line = widened(body[-1], width), widened(lines[0], width)
    above = [*(widened(other, width) for other in body[:-1]), last]
    if completes(above, line, serial):
        body[-1] = join_lines(above, line)
        del lines[0]
    else:
        body[-1], lines[0] = doubt_edge(above, line)


def _body_lines(first: Section, section: Section, header: Header) -> tuple[list[Line], bool]:
    """A section's lines below its header, on the columns of the first section, and whether these are certain."""
    start = header.length if section is first else _repeated_length(first, section)
    lines: Sequence[Line] = section.lines
    is_certain = section.grid.certain_columns
    if section is not first and section.width != first.width:
        moved = move_lines(first, section)
        lines, is_certain = (lines, False) if moved is None else (moved, is_certain)
    numbers = {line_key(line) for line in first.lines[: header.length] if is_column_number_line(line)}
    while section is not first and start < len(lines) and is_column_number_line(lines[start]):
        start += 1
    kept = [line for line in split_stacked(lines[start:]) if line_key(line) not in numbers and not counts_columns(line)]
    return [line for line in kept if not is_blank(line) and not _repeats_title(line, first)], is_certain


def _repeats_title(line: Line, first: Section) -> bool:
    slots = list(own_slots(line))
    return len(slots) == 1 and bool(first.title) and title_key(slots[0].text) == title_key(first.title)


def _serial_column(header: Header) -> int | None:
    for number, column in enumerate(header.columns):
        if column.path and column.path[-1] in {"序号", "行次", "栏次"}:
            return number
    return None
