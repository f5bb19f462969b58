"""Indicator lists: each line an indicator with its levels filled down, its target, unit, basis, weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gouji.law.goal_forms import first_level_of, is_first_level, is_kind
from gouji.model.amount import fold
from gouji.read.forms.align import align_lines
from gouji.read.forms.heads import Head, HeadColumn
from gouji.read.forms.pieces import Line, Piece, join_text, joined
from gouji.read.forms.target import parse_target

_LEVELS = ("level1", "level2")
_GARBLED = re.compile(r"[^\u4e00-\u9fff()/、]")  # a level in Latin letters, kana or digits
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
    """What is filled down while reading: the levels standing, by column; and the project cell that stands."""

    levels: dict[str, Piece] = field(default_factory=dict)
    identity: Cells = ()  # code and name of a project that may stand for several lines


def read_indicators(head: Head, lines: Sequence[Line]) -> tuple[Indicator | ProjectLine, ...]:
    """The indicators (and, in tables of many projects, the projects) below a head, in order."""
    lines = align_lines(head, lines)
    state = _State()
    first_levels = _first_levels_met(lines)
    uses_kinds = bool(first_levels) and _second_kinds_met(lines) > 1
    rows: list[Indicator | ProjectLine] = []
    for line in lines:
        cells = _cells(head, line)
        if uses_kinds:
            cells = _without_garbled_levels(cells, head, state)
        project = tuple((column, piece) for column, piece in cells if column.role in _PROJECT)
        if head.holds_projects and project:
            _add_project(rows, project, line, state)
        listed = [(column, piece) for column, piece in cells if column.role not in _PROJECT]
        if not listed:
            continue
        if line.begins_grid and _continues(listed) and rows and isinstance(rows[-1], Indicator):
            rows[-1] = _continued(rows[-1], listed)
            continue
        rows.extend(_indicators(listed, head, state, first_levels))
    return tuple(rows)


def _cells(head: Head, line: Line) -> list[tuple[HeadColumn, Piece]]:
    """The pieces of a line by column; several in one column are one cell that was cut."""
    found: dict[HeadColumn, list[Piece]] = {}
    for piece in line.pieces:
        column = head.column_of(piece)
        if column is not None:
            found.setdefault(column, []).append(piece)
    _place_target(found, head)
    return [(column, joined(pieces)) for column, pieces in found.items()]


def _place_target(found: dict[HeadColumn, list[Piece]], head: Head) -> None:
    """Give the only target column the target that slid to the end of the cell before it."""
    values = [column for column in head.columns if column.role == "value"]
    if len(values) != 1 or values[0] in found:
        return
    for column, pieces in found.items():
        if column.role in {"level3", "description"} and len(pieces) > 1 and parse_target(pieces[-1].text) is not None:
            found[values[0]] = [pieces.pop()]
            return


def _without_garbled_levels(
    cells: Sequence[tuple[HeadColumn, Piece]], head: Head, state: _State
) -> list[tuple[HeadColumn, Piece]]:
    """The cells without levels that the conversion could not read, in a list whose levels are the known kinds.

    An unknown word under the second level, where the third is empty, is the third that slid one column to the left.
    Which second level holds from there on is not known.
    """
    third = next((column for column in head.columns if column.role == "level3"), None)
    kept: list[tuple[HeadColumn, Piece]] = []
    for column, piece in cells:
        if column.role not in _LEVELS or is_kind(piece.text):
            kept.append((column, piece))
        elif _GARBLED.search(fold(piece.text)):
            if column.role == "level2":
                state.levels.pop("level2", None)
        elif column.role == "level2" and third is not None and all(other.role != "level3" for other, _ in cells):
            state.levels.pop("level2", None)
            kept.append((third, piece))
        else:
            kept.append((column, piece))
    return kept


def _first_levels_met(lines: Iterable[Line]) -> frozenset[str]:
    """The first-level kinds that this list prints."""
    return frozenset(fold(piece.text) for line in lines for piece in line.pieces if is_first_level(piece.text))


def _second_kinds_met(lines: Iterable[Line]) -> int:
    """How many second-level kinds this list prints."""
    return len({fold(piece.text) for line in lines for piece in line.pieces if first_level_of(piece.text)})


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
    state.levels.clear()


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


def _indicators(
    cells: Sequence[tuple[HeadColumn, Piece]], head: Head, state: _State, first_levels: frozenset[str]
) -> list[Indicator]:
    """The indicators of one line: one, or one for each pair of third level and target side by side."""
    thirds = [column for column in head.columns if column.role == "level3"]
    if len(thirds) > 1:
        return _side_by_side(cells, thirds)
    levels = _fill_levels(cells, head, state, first_levels)
    content = [(column, piece) for column, piece in cells if column.role not in _LEVELS]
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


def _fill_levels(
    cells: Sequence[tuple[HeadColumn, Piece]], head: Head, state: _State, first_levels: frozenset[str]
) -> list[tuple[HeadColumn, Piece]]:
    """The first and second level of a line: printed, or the last ones printed above."""
    printed = {column.role: piece for column, piece in cells if column.role in _LEVELS}
    standing = state.levels.get("level1")
    if "level1" in printed and (standing is None or fold(printed["level1"].text) != fold(standing.text)):
        state.levels.pop("level2", None)
    state.levels.update(printed)
    _correct_first_level(state.levels, first_levels, "level1" in printed)
    by_role = {column.role: column for column in head.columns}
    return [(by_role[role], state.levels[role]) for role in _LEVELS if role in state.levels and role in by_role]


def _correct_first_level(levels: dict[str, Piece], first_levels: frozenset[str], is_printed: bool) -> None:
    """Take the first level that the second demands, where the one filled down cannot be right or is not readable.

    Labels centred in their merged cell come with a middle line of the group in text conversions.
    """
    second = levels.get("level2")
    if second is None:
        return
    possible = [first for first in first_level_of(second.text) if first in first_levels]
    standing = fold(levels["level1"].text) if "level1" in levels else ""
    if len(possible) != 1 or standing in first_level_of(second.text):
        return
    if is_printed and is_first_level(standing):
        return
    levels["level1"] = replace(second, text=possible[0], doubt="一级指标按二级指标推定")
