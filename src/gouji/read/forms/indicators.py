"""Indicator lists: each line an indicator with its levels filled down, its target, unit, basis, weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gouji.model.amount import fold
from gouji.model.target import parse_target
from gouji.read.forms.align import align_lines
from gouji.read.forms.heads import TOTALS, Head, HeadColumn
from gouji.read.forms.levels import LEVELS, Levels, carry_levels_back, levels_of
from gouji.read.forms.pieces import Line, Piece, join_text, joined

_CODE = re.compile(r"[0-9A-Z]{12,}")
_PROJECT = frozenset({"identity", "money", "goal", "text", "section", "list", "month"})


Cells = tuple[tuple[HeadColumn, Piece], ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of an indicator list: label (the third level), the levels above, and its cells by column."""

    label: str
    path: tuple[str, ...]
    cells: Cells


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """The cells of a project in a table of many projects: what stands in its own columns."""

    cells: Cells


@dataclass(slots=True)
class _State:
    """What stands while reading: the levels, and the cells that name a project (they may stand for several lines)."""

    levels: Levels
    identity: Cells = ()


def read_indicators(head: Head, lines: Sequence[Line]) -> tuple[Indicator | ProjectLine, ...]:
    """The indicators (and, in tables of many projects, the projects) below a head, in order."""
    lines = carry_levels_back(head, align_lines(head, lines))
    state = _State(levels_of(lines))
    rows: list[Indicator | ProjectLine] = []
    for line in lines:
        cells = state.levels.readable(_cells(head, line), head)
        project = tuple((column, piece) for column, piece in cells if column.role in _PROJECT)
        if head.holds_projects and project:
            _add_project(rows, project, line, state)
        listed = [(column, piece) for column, piece in cells if column.role not in _PROJECT]
        if not listed:
            continue
        if (total := _total(line, listed)) is not None:
            rows.append(total)
            continue
        if line.begins_grid and _continues(listed) and rows and isinstance(rows[-1], Indicator):
            rows[-1] = _continued(rows[-1], listed)
            continue
        rows.extend(_indicators(listed, head, state.levels))
    return tuple(rows)


def _total(line: Line, cells: Sequence[tuple[HeadColumn, Piece]]) -> Indicator | None:
    """The line that sums up weights and scores (总分 | 100 | 98.50), or None: it has no level, and no target."""
    word = fold(line.pieces[0].text).strip(":")
    summed = tuple((column, piece) for column, piece in cells if column.role in {"weight", "score"})
    if word not in TOTALS or any(column.role == "value" for column, _ in cells) or not summed:
        return None
    return Indicator(word, (), summed)


def _cells(head: Head, line: Line) -> list[tuple[HeadColumn, Piece]]:
    """The pieces of a line by column; several in one column are one cell that was cut."""
    found: dict[HeadColumn, list[Piece]] = {}
    for piece in line.pieces:
        column = head.column_of(piece)
        if column is not None:
            found.setdefault(column, []).append(piece)
    _place_target(found, head)
    return [(column, joined(pieces)) for column, pieces in found.items() if column.role != "unclear"]


def _place_target(found: dict[HeadColumn, list[Piece]], head: Head) -> None:
    """Give the only target column the target that slid to the end of the cell before it."""
    values = [column for column in head.columns if column.role == "value"]
    if len(values) != 1 or values[0] in found:
        return
    for column, pieces in found.items():
        if column.role in {"level3", "description"} and len(pieces) > 1 and parse_target(pieces[-1].text) is not None:
            found[values[0]] = [pieces.pop()]
            return


def _add_project(rows: list[Indicator | ProjectLine], cells: Cells, line: Line, state: _State) -> None:
    """Begin a new project, or complete the one whose cells a page break cut.

    A page break cuts a project's merged cells: name, amounts and goal each stand on the page where their middle falls.
    """
    index = max((number for number, row in enumerate(rows) if isinstance(row, ProjectLine)), default=None)
    if index is not None and line.begins_grid and _completes(rows[index].cells, cells):
        rows[index] = ProjectLine(_joined_cells(rows[index].cells, cells))
        return
    identity = tuple(pair for pair in cells if pair[0].role == "identity")
    if identity:
        state.identity = identity
    elif any(piece.bottom > line.number for _, piece in state.identity):
        cells = (*state.identity, *cells)
    rows.append(ProjectLine(cells))
    state.levels.standing.clear()


def _completes(upper: Cells, lower: Cells) -> bool:
    """Whether a page's first cells are the rest of the last project: no name or amount of its own beside one known."""
    known = {column.role for column, _ in upper}
    given = {column.role for column, _ in lower}
    if "identity" in known & given and "money" not in given:
        return _has_code(upper) and not _has_code(lower)
    return not (known & given & {"identity", "money"})


def _has_code(cells: Cells) -> bool:
    return any(column.role == "identity" and _CODE.match(fold(piece.text)) for column, piece in cells)


def _continues(cells: Sequence[tuple[HeadColumn, Piece]]) -> bool:
    """Whether a page's first line only completes the line before it: no level, no target of its own."""
    roles = {column.role for column, _ in cells}
    return not roles & {"level1", "level2", "value", "comparator", "weight"}


def _continued(indicator: Indicator, cells: Sequence[tuple[HeadColumn, Piece]]) -> Indicator:
    """The indicator with the rest of its cut cells."""
    whole = _joined_cells(indicator.cells, cells)
    label = next((piece.text for column, piece in whole if column.role in {"level3", "indicator"}), indicator.label)
    return Indicator(label, indicator.path, whole)


def _joined_cells(
    upper: Iterable[tuple[HeadColumn, Piece]], lower: Iterable[tuple[HeadColumn, Piece]]
) -> tuple[tuple[HeadColumn, Piece], ...]:
    """Two parts of the same cells put together, by column path."""
    whole = {column.path: (column, piece) for column, piece in upper}
    for column, piece in lower:
        if column.path in whole:
            first, before = whole[column.path]
            text = join_text(before.text, piece.text)
            whole[column.path] = (first, replace(before, text=text, places=before.places + piece.places))
        else:
            whole[column.path] = (column, piece)
    return tuple(whole.values())


def _indicators(cells: Sequence[tuple[HeadColumn, Piece]], head: Head, standing: Levels) -> list[Indicator]:
    """The indicators of one line: one, or one for each pair of third level and target side by side."""
    thirds = [column for column in head.columns if column.role == "level3"]
    if len(thirds) > 1:
        return _side_by_side(cells, thirds)
    levels = standing.fill(cells, head)
    content = [(column, piece) for column, piece in cells if column.role not in LEVELS]
    if not content:
        return []
    named = next((piece.text for column, piece in content if column.role in {"level3", "indicator"}), "")
    label = named or (levels[-1][1].text if levels else "")
    path = tuple(fold(piece.text) for _, piece in levels)
    return [Indicator(label, path, (*levels, *content))]


def _side_by_side(cells: Sequence[tuple[HeadColumn, Piece]], thirds: Sequence[HeadColumn]) -> list[Indicator]:
    """The indicators of a line that has a pair (third level, target) for each first-level kind."""
    found = []
    for number, third in enumerate(thirds):
        end = thirds[number + 1].start if number + 1 < len(thirds) else None
        own = tuple(
            (column, piece)
            for column, piece in cells
            if third.start <= column.start and (end is None or column.start < end)
        )
        if own:
            label = next((piece.text for column, piece in own if column.role == "level3"), "")
            found.append(Indicator(label, third.path[-2:-1], own))
    return found
