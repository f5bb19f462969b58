"""Which columns of a continued section are which of the first: by place on the page, else by position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji.read.tables.lines import Line, Slot
from gouji.read.tables.sections import Section

_ASIDE = 18.0  # points: a figure stands on the right of its column, a name on the left


Extent = tuple[float, float]
"""Where a column begins and ends on the page, in points."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """For each column of a later section, the first section's columns that it stands under (several where merged)."""

    columns: tuple[tuple[int, ...], ...]

    def apply(self, line: Line, width: int) -> Line | None:
        """The line on the first section's columns, or None where two cells would share one or one would have none."""
        moved: list[Slot | None] = [None] * width
        for column, slot in enumerate(line):
            if slot is None or slot.column != column:
                continue
            targets = [under for part in range(column, column + slot.column_span) for under in self._under(part)]
            if not _is_run(targets) or targets[-1] >= width or any(moved[target] is not None for target in targets):
                return None
            for target in targets:
                moved[target] = replace(slot, column=targets[0], column_span=len(targets))
        return tuple(moved)

    def _under(self, column: int) -> tuple[int, ...]:
        return self.columns[column]


def _is_run(targets: Sequence[int]) -> bool:
    """Whether columns follow each other without a gap."""
    return list(targets) == list(range(targets[0], targets[0] + len(targets)))


def move_lines(first: Section, section: Section) -> tuple[Line, ...] | None:
    """A later section's lines on the first section's columns; None where the pages do not tell which is which."""
    columns = column_map(first, section)
    moved = [columns.apply(line, first.width) for line in section.lines] if columns is not None else [None]
    return None if any(line is None for line in moved) else tuple(line for line in moved if line is not None)


def column_map(first: Section, section: Section) -> ColumnMap | None:
    """How the columns of a later section with another number of columns map onto the first section's, if they do."""
    left, right = _extents(first), _extents(section)
    found = _columns_under(left, right) if len(left) > 1 and right else None
    if found is None:
        return None
    return ColumnMap(
        tuple(found[column] if column in found else (min(column, first.width - 1),) for column in range(section.width))
    )


def is_aligned(first: Section, section: Section) -> bool:
    """Whether every column of a later section stands under one of the first (or several), no two under the same one."""
    left, right = _extents(first), _extents(section)
    if not left or not right:
        return abs(first.width - section.width) <= 1
    found = _columns_under(left, right)
    return found is not None and all(
        len(under) > 1 or abs(_middle(left[under[0]]) - _middle(right[column])) < _ASIDE
        for column, under in found.items()
    )


def _columns_under(left: dict[int, Extent], right: dict[int, Extent]) -> dict[int, tuple[int, ...]] | None:
    """For each later column the columns whose middles it covers, else the nearest; None where two would share one."""
    places = sorted((_middle(extent), column) for column, extent in left.items())
    covering = {
        column: tuple(sorted(number for x, number in places if extent[0] <= x <= extent[1]))
        or (_nearest(places, _middle(extent)),)
        for column, extent in right.items()
    }
    nearest: dict[int, tuple[int, ...]] = {
        column: (_nearest(places, _middle(extent)),) for column, extent in right.items()
    }
    for found in (covering, nearest):
        taken = [number for under in found.values() for number in under]
        if len(set(taken)) == len(taken):
            return found
    return None


def _extents(section: Section) -> dict[int, Extent]:
    """Where each column stands on the page, from the cells that stand in one column only."""
    found: dict[int, list[Extent]] = {}
    for line in section.lines:
        for column, slot in enumerate(line):
            if slot is not None and slot.column_span == 1 and slot.places and (box := slot.places[0].box) is not None:
                found.setdefault(column, []).append((box.x0, box.x1))
    return {column: sorted(extents, key=_middle)[len(extents) // 2] for column, extents in found.items()}


def _middle(extent: Extent) -> float:
    return (extent[0] + extent[1]) / 2


def _nearest(places: list[tuple[float, int]], x: float) -> int:
    index = bisect_left(places, (x, -1))
    near = places[max(index - 1, 0) : index + 1]
    return min(near, key=lambda place: abs(place[0] - x))[1]
