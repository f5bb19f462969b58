"""Ruling lines → lattices: where lines meet, the cells between them, and which of them a missing line makes one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from gouji.read.pdf.rules import Rule

_TOUCH = 3.0  # points by which lines may miss each other and still meet
_SAME_LINE = 3.2  # points between the lines of one double line
_WALL = 0.6  # share of a cell's side that must be drawn
_SAME_HEIGHT = 10.0  # points by which the ends of verticals of one table may differ
_FEWEST_OPEN_COLUMNS = 3  # lines without a horizontal that make a table
_OPEN = 7.0  # points that lines must run on past the last crossing line to close the table there


class Slot(NamedTuple):
    """One cell of a lattice: its first row and column and how many it spans."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """The lines of one table: positions of its columns and rows, and its cells; `slots` lists each by unit cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[tuple[Slot, ...], ...]

    def row_at(self, y: float) -> int:
        """The row in which a height lies, the nearest for heights outside."""
        return bisect_right(self.ys, y, 1, len(self.ys) - 1) - 1

    def column_at(self, x: float) -> int:
        """The column in which a position lies, the nearest for positions outside."""
        return bisect_right(self.xs, x, 1, len(self.xs) - 1) - 1

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside the table."""
        return self.xs[0] - _TOUCH <= x <= self.xs[-1] + _TOUCH and self.ys[0] - 1 <= y <= self.ys[-1] + 1


def rules_to_lattices(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> list[Lattice]:
    """The lattices that lines which meet make, from the top down; what makes only one cell is left out.

    Verticals that meet no line (a cell that fills its column from page to page) belong to the table of the same height.
    """
    horizontals, verticals = sorted(horizontals), sorted(verticals)
    lattices = []
    groups = _connected(horizontals, verticals)
    met = {rule for _, down in groups for rule in down}
    lonely = _attach([rule for rule in verticals if rule not in met], groups)
    for across, down in [*groups, *_open_columns(lonely)]:
        lattice = _lattice(across, down)
        if lattice is not None and len({slot for row in lattice.slots for slot in row}) >= 2:
            lattices.append(lattice)
    lattices.sort(key=lambda lattice: (lattice.ys[0], lattice.xs[0]))
    return lattices


def _connected(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of horizontals and verticals that meet, directly or through others."""
    parent = list(range(len(horizontals) + len(verticals)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    heights = [across.at for across in horizontals]
    for number, down in enumerate(verticals, len(horizontals)):
        at = down.at
        for index in range(bisect_left(heights, down.start - _TOUCH), bisect_right(heights, down.end + _TOUCH)):
            across = horizontals[index]
            if across.start - _TOUCH <= at <= across.end + _TOUCH:
                parent[root(index)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*horizontals, *verticals]):
        group = groups.setdefault(root(index), ([], []))
        group[0 if index < len(horizontals) else 1].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _attach(verticals: Sequence[Rule], groups: Sequence[tuple[list[Rule], list[Rule]]]) -> list[Rule]:
    """The verticals that no group took in because none has (nearly) their height."""
    heights = [(down, min(rule.start for rule in down), max(rule.end for rule in down)) for _, down in groups]
    left_over = []
    for rule in verticals:
        for down, top, bottom in heights:
            if abs(rule.start - top) <= _SAME_HEIGHT and abs(rule.end - bottom) <= _SAME_HEIGHT:
                down.append(rule)
                break
        else:
            left_over.append(rule)
    return left_over


def _open_columns(verticals: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of verticals of one height with no horizontal at all: a table open at its top and at its bottom."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for rule in verticals:
        for _, down in groups:
            if abs(rule.start - down[0].start) <= _SAME_HEIGHT and abs(rule.end - down[0].end) <= _SAME_HEIGHT:
                down.append(rule)
                break
        else:
            groups.append(([], [rule]))
    return [group for group in groups if len(group[1]) >= _FEWEST_OPEN_COLUMNS]


def _lattice(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> Lattice | None:
    xs = _positions(verticals)
    ys = _positions(horizontals)
    xs = _with_open_ends(xs, horizontals) if horizontals else xs
    ys = _with_open_ends(ys, verticals)
    if len(xs) < 2 or len(ys) < 2:
        return None
    right_walls = _walls(verticals, xs, ys)
    bottom_walls = _walls(horizontals, ys, xs)
    return Lattice(tuple(xs), tuple(ys), _slots(len(ys) - 1, len(xs) - 1, right_walls, bottom_walls))


def _positions(rules: Sequence[Rule]) -> list[float]:
    """Where lines stand across, lines of a double line counted once."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][0].at <= _SAME_LINE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [sum(r.at * r.length for r in group) / sum(r.length for r in group) for group in groups]


def _with_open_ends(positions: list[float], crossing: Sequence[Rule]) -> list[float]:
    """The positions with an implied closing line where the crossing lines run on past the first or the last one."""
    start = min(rule.start for rule in crossing)
    end = max(rule.end for rule in crossing)
    if not positions:
        return [start, end]
    ends_before = sum(rule.start < positions[0] - _OPEN for rule in crossing)
    ends_after = sum(rule.end > positions[-1] + _OPEN for rule in crossing)
    enough = min(2, len(crossing))
    if ends_before >= enough:
        positions = [start, *positions]
    if ends_after >= enough:
        positions = [*positions, end]
    return positions


def _walls(rules: Sequence[Rule], across: Sequence[float], along: Sequence[float]) -> set[tuple[int, int]]:
    """Which sides are drawn: (index of the line, index of the stretch along it)."""
    covered: dict[tuple[int, int], float] = {}
    middles = [(a + b) / 2 for a, b in pairwise(across)]
    for rule in rules:
        line = bisect_right(middles, rule.at)
        for stretch in range(max(bisect_right(along, rule.start) - 1, 0), len(along) - 1):
            overlap = min(rule.end, along[stretch + 1]) - max(rule.start, along[stretch])
            if overlap <= 0:
                break
            covered[line, stretch] = covered.get((line, stretch), 0.0) + overlap
    return {key for key, length in covered.items() if length >= _WALL * (along[key[1] + 1] - along[key[1]])}


def _slots(
    rows: int, columns: int, right_walls: set[tuple[int, int]], bottom_walls: set[tuple[int, int]]
) -> tuple[tuple[Slot, ...], ...]:
    """The cells: unit cells joined to rectangles as far as no line parts them."""
    taken: list[list[Slot | None]] = [[None] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if taken[row][column] is None:
                _take(taken, row, column, right_walls, bottom_walls)
    return tuple(tuple(slot for slot in line if slot is not None) for line in taken)


def _take(
    taken: list[list[Slot | None]],
    row: int,
    column: int,
    right_walls: set[tuple[int, int]],
    bottom_walls: set[tuple[int, int]],
) -> None:
    rows, columns = len(taken), len(taken[0])
    end = column + 1
    while end < columns and (end, row) not in right_walls and taken[row][end] is None:
        end += 1
    last = row + 1
    while last < rows and _is_open_below(taken[last], last, column, end, right_walls, bottom_walls):
        last += 1
    slot = Slot(row, column, last - row, end - column)
    for r in range(row, last):
        for c in range(column, end):
            taken[r][c] = slot


def _is_open_below(
    line: Sequence[Slot | None],
    row: int,
    column: int,
    end: int,
    right_walls: set[tuple[int, int]],
    bottom_walls: set[tuple[int, int]],
) -> bool:
    """Whether a cell over columns `column` to `end` goes on into this row: no line above it and none inside."""
    if any((row, c) in bottom_walls or line[c] is not None for c in range(column, end)):
        return False
    return not any((c, row) in right_walls for c in range(column + 1, end))
