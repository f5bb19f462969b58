"""Whether a grid is a goal form, and whether it goes on with the form of the grids before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.law.goal_forms import field_group, first_level_of, is_first_level
from gouji.model.amount import fold
from gouji.model.document import Grid
from gouji.read.forms.heads import is_head_line
from gouji.read.forms.pieces import Line, grids_to_lines

_TITLE = re.compile(r".{0,60}绩效(?:目标|自评|指标).{0,12}表(?:\(.*\))?")


def is_goal_form(grid: Grid, captions: Sequence[str] = ()) -> bool:
    """Whether the grid is a goal form (or its beginning): it has an indicator head, or field words and such a title."""
    lines = grids_to_lines([grid])
    if any(is_head_line(line) for line in lines):
        return True
    groups = _side_groups(lines)
    if not any(_TITLE.fullmatch(fold(caption)) for caption in captions):
        return "identity" in groups and "goal" in groups
    return "identity" in groups or "goal" in groups


def continues_goal_form(form: Sequence[Grid], grid: Grid) -> bool:
    """Whether a grid that follows without a title of its own goes on with the form begun by the earlier grids.

    A grid that names a project in its first lines begins another form, unless the form lists many projects.
    """
    lines = grids_to_lines([grid])
    if not lines or not form:
        return False
    if _names_project(lines[:3]):
        return False
    if any(is_head_line(line) for line in lines[:4]):
        return True
    if any(is_first_level(piece.text) or first_level_of(piece.text) for line in lines for piece in line.pieces):
        return True
    return abs(form[-1].column_count - grid.column_count) <= 1 or bool(_side_groups(lines) & {"goal", "section"})


def _side_groups(lines: Sequence[Line]) -> set[str]:
    """The groups of the field words that begin a line."""
    groups = {field_group(line.pieces[0].text) for line in lines if line.pieces}
    return {group for group in groups if group is not None}


def _names_project(lines: Sequence[Line]) -> bool:
    """Whether an identity word stands before a value."""
    for line in lines:
        for piece, after in zip(line.pieces, line.pieces[1:], strict=False):
            if field_group(piece.text) == "identity" and not (after.is_field or after.is_head):
                return True
    return False
