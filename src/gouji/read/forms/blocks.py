"""A form cut into its blocks: key-value lines, and indicator lists below their heads, each under its section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gouji.law.goal_forms import field_group, is_numbered_goal
from gouji.model.amount import fold
from gouji.read.forms.heads import Head, find_head, is_head_line
from gouji.read.forms.mend import section_title
from gouji.read.forms.pieces import Line

_NOTES = ("备注:", "注:", "说明:", "填表说明:")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: key-value lines (no head), or the indicators below a head.

    `section` is the title line above (项目采购, 年度绩效目标表); `label` the word at the side of an indicator list.
    """

    head: Head | None
    lines: tuple[Line, ...]
    section: str = ""
    label: str = ""


def lines_to_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of a form in order; a head repeated on a new page goes on with its list."""
    blocks: list[Block] = []
    for section, part in _sections(lines):
        for block in _cut_lists(section, part):
            if blocks and _goes_on(blocks[-1], block):
                begins = replace(block.lines[0], begins_grid=True)
                blocks[-1] = replace(blocks[-1], lines=(*blocks[-1].lines, begins, *block.lines[1:]))
            else:
                blocks.append(block)
    return tuple(blocks)


def _sections(lines: Sequence[Line]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The lines by section: a title line ends the section before it."""
    title, part = "", []
    for line in lines:
        found = section_title(line)
        if found is None:
            part.append(line)
            continue
        if part:
            yield title, tuple(part)
        title, part = found, []
    if part:
        yield title, tuple(part)


def _cut_lists(section: str, lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of one section."""
    heads = _heads(lines)
    begin = 0
    for position, head in enumerate(heads):
        if head.first > begin:
            yield Block(None, tuple(lines[begin : head.first]), section)
        limit = heads[position + 1].first if position + 1 < len(heads) else len(lines)
        end = next((index for index in range(head.last + 1, limit) if _ends_list(lines[index], head)), limit)
        yield Block(head, tuple(lines[head.last + 1 : end]), section, head.label)
        begin = end
    if begin < len(lines):
        yield Block(None, tuple(lines[begin:]), section)


def _heads(lines: Sequence[Line]) -> list[Head]:
    heads: list[Head] = []
    for index, line in enumerate(lines):
        if (not heads or index > heads[-1].last) and is_head_line(line):
            heads.append(find_head(lines, index))
    return heads


def _goes_on(last: Block, block: Block) -> bool:
    """Whether a list on a later page repeats the head of the last one."""
    if last.head is None or block.head is None or not last.lines or not block.lines:
        return False
    same = [(column.start, column.path) for column in last.head.columns] == [
        (column.start, column.path) for column in block.head.columns
    ]
    return same and last.section == block.section and last.lines[-1].grid != block.lines[0].grid


def _ends_list(line: Line, head: Head) -> bool:
    """Whether a line below a list no longer belongs to it: a note, another goal, a field word at the edge."""
    first = line.pieces[0]
    if is_numbered_goal(first.text) or fold(first.text).startswith(_NOTES):
        return True
    start = head.columns[0].start
    if head.holds_projects or first.column > start or field_group(first.text) in (None, "month"):
        return False
    stands_at_side = first.column < start and len(line.pieces) > 2
    return not stands_at_side
