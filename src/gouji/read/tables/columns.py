"""Which columns of a continued section are which of the first: by place on the page, else by position."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from gouji.read.tables.lines import Line, Slot
from gouji.read.tables.sections import Section

_ASIDE = 18.0  # points: a figure stands on the right of its column, a name on the left


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """For each column of a later section, the first section's column."""

    columns: tuple[int, ...]

    def apply(self, line: Line, width: int) -> Line:
        """The line on the first section's columns."""
        moved: list[Slot | None] = [None] * width
        for column, slot in enumerate(line):
            target = self.columns[column] if column < len(self.columns) else column
            if slot is not None and target < width and moved[target] is None:
                begin = self.columns[slot.column] if slot.column < len(self.columns) else slot.column
                moved[target] = replace(slot, column=begin)
        return tuple(moved)


def column_map(first: Section, section: Section) -> ColumnMap:
    """How the columns of a later section with another number of columns map onto the first section's."""
    left, right = _middles(first), _middles(section)
    if len(left) < 2 or not right:
        return ColumnMap(tuple(range(section.width)))
    places = sorted((x, column) for column, x in left.items())
    found = [
        _nearest(places, right[column]) if column in right else min(column, first.width - 1)
        for column in range(section.width)
    ]
    known = [found[column] for column in right]
    if len(set(known)) < len(known):
        return ColumnMap(tuple(range(section.width)))
    return ColumnMap(tuple(found))


def is_aligned(first: Section, section: Section) -> bool:
    """Whether every column of a later section stands under one of the first, no two under the same one."""
    left, right = _middles(first), _middles(section)
    if not left or not right:
        return abs(first.width - section.width) <= 1
    places = sorted((x, column) for column, x in left.items())
    near = [(_nearest(places, x), x) for x in right.values()]
    return len({column for column, _ in near}) == len(near) and all(
        abs(left[column] - x) < _ASIDE for column, x in near
    )


def _middles(section: Section) -> dict[int, float]:
    """The middle of each column on the page, from the cells that stand in one column only."""
    found: dict[int, list[float]] = {}
    for line in section.lines:
        for column, slot in enumerate(line):
            if slot is not None and slot.column_span == 1 and slot.places and (box := slot.places[0].box) is not None:
                found.setdefault(column, []).append((box.x0 + box.x1) / 2)
    return {column: sorted(xs)[len(xs) // 2] for column, xs in found.items()}


def _nearest(places: list[tuple[float, int]], x: float) -> int:
    index = bisect_left(places, (x, -1))
    near = places[max(index - 1, 0) : index + 1]
    return min(near, key=lambda place: abs(place[0] - x))[1]
