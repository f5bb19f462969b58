"""Sections of one published table joined over pages: repeated headers dropped, rows split by a page break joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gouji.law.classifications import dimension_of_code
from gouji.model.amount import fold
from gouji.read.tables.columns import column_map, is_aligned
from gouji.read.tables.header import Header, header_length, is_column_number_line, read_header
from gouji.read.tables.lines import Line, Slot, is_blank, is_figure, line_key, own_slots, widened
from gouji.read.tables.sections import Section, same_title
from gouji.read.tables.stacked import split_stacked
from gouji.read.tables.words import is_of_which, is_total, numbering_level, title_key

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
    """Whether a section begins with body lines: a figure or code at once, or none of the first section's heads."""
    if not section.lines or header_length(section.lines) == 0:
        return bool(section.lines)
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
    if not 0 < length <= len(section.lines) or not _is_repeat(heads, section.lines[:length]):
        return 0
    numbers = header[length:]
    counted = section.lines[length : length + len(numbers)]
    return length + len(counted) if counted and _is_repeat(numbers, counted) else length


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
    width = max(section.width for section in sections)
    body: list[Line] = []
    doubtful: set[int] = set()
    for section in sections:
        lines = _body_lines(first, section, header, width)
        if section is not first and lines and body and _completes(body, lines[0], header):
            body[-1] = _joined(body[-1], lines[0])
            lines = lines[1:]
        if not section.grid.certain_columns:
            doubtful.update(range(len(body), len(body) + len(lines)))
        body.extend(lines)
    return Stitched(tuple(sections), header, tuple(body), frozenset(doubtful))


def _body_lines(first: Section, section: Section, header: Header, width: int) -> list[Line]:
    """A section's lines below its header, on the columns of the first section."""
    start = header.length if section is first else _repeated_length(first, section)
    lines = section.lines
    if section is not first and section.width != first.width:
        lines = tuple(column_map(first, section).apply(line, width) for line in lines)
    kept = [widened(line, width) for line in split_stacked(lines[start:]) if not is_column_number_line(line)]
    return [line for line in kept if not is_blank(line) and not _repeats_title(line, first)]


def _repeats_title(line: Line, first: Section) -> bool:
    slots = list(own_slots(line))
    return len(slots) == 1 and bool(first.title) and title_key(slots[0].text) == title_key(first.title)


def _completes(body: Sequence[Line], line: Line, header: Header) -> bool:
    """Whether a page's first line is the rest of the last page's last row.

    It is where a code would be invalid alone and valid together with the one above, where the lines are counted and
    this one is not, or where it prints neither code nor figure in a table whose rows have codes.
    """
    last = body[-1]
    own = list(own_slots(line))
    if not own or any(is_total(slot.text) or is_of_which(slot.text) for slot in own):
        return False
    if _joins_code(last, own):
        return True
    if any(is_figure(slot.text) for slot in own) or any(_stands_alone(slot.text) for slot in own):
        return False
    if not all(last[slot.column] is not None for slot in own):
        return False
    serial = _serial_column(header)
    if serial is not None:
        return line[serial] is None
    return any(_has_code(row) for row in body) and not _has_code(line) and _has_code(last)


def _joins_code(last: Line, own: Sequence[Slot]) -> bool:
    """Whether the first cell of digits only is the rest of a code whose beginning stands right above it."""
    for slot in own:
        upper, right = last[slot.column], fold(slot.text)
        if not right.isdigit():
            continue
        left = "" if upper is None else fold(upper.text)
        if not left.isdigit() or dimension_of_code(right) is not None:
            return False
        return (
            len(left) in {1, 2, 4, 6} and len(left + right) in {3, 5, 7} and dimension_of_code(left + right) is not None
        )
    return False


def _stands_alone(text: str) -> bool:
    return numbering_level(text) is not None or dimension_of_code(fold(text)) is not None


def _has_code(line: Line) -> bool:
    return any(dimension_of_code(fold(slot.text)) is not None for slot in own_slots(line))


def _serial_column(header: Header) -> int | None:
    for number, column in enumerate(header.columns):
        if column.path and column.path[-1] in {"序号", "行次", "栏次"}:
            return number
    return None


def _joined(last: Line, line: Line) -> Line:
    joined = list(last)
    for slot in own_slots(line):
        upper = joined[slot.column]
        whole = slot if upper is None else replace(upper.joined(slot), continued=False)
        for column in range(slot.column, min(slot.column + slot.column_span, len(joined))):
            joined[column] = whole
    return tuple(joined)
