"""Whether a grid is a goal form, and whether it goes on with the form of the grids before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gouji.law.goal_forms import field_group, is_kind
from gouji.model.amount import fold
from gouji.model.document import Grid
from gouji.read.forms.columns import stands_in_columns
from gouji.read.forms.heads import is_head_line
from gouji.read.forms.pieces import Line, grids_to_lines

_TITLE = re.compile(r".{0,60}绩效(?:目标|自评|指标).{0,12}表(?:\(.*\))?")
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_MANY = 4  # lines that begin with a word that describes a project


def is_goal_form(grid: Grid, captions: Sequence[str] = ()) -> bool:
    """Whether the grid is a goal form (or its beginning).

    It has an indicator head; or lines that begin with field words, where a title says so or the words are many.
    """
    lines = grids_to_lines([grid])
    if _may_have_head(grid) and any(is_head_line(line) for line in lines):
        return True
    groups = _side_groups(lines)
    if any(_TITLE.fullmatch(fold(caption)) for caption in captions):
        return bool(groups.keys() & {"identity", "goal"}) or len(groups) >= 2
    described = groups["identity"] + groups["text"] + groups["goal"]
    return "identity" in groups and ("goal" in groups or described >= _MANY)


def continues_goal_form(form: Sequence[Grid], grid: Grid) -> bool:
    """Whether a grid that follows goes on with the form begun by the earlier grids.

    The caller has seen that no other title stands between; a title repeated on each page is no other title. A grid
    that names a project in its first lines begins another form.
    """
    lines = grids_to_lines([grid])
    if not lines or not form or _names_project(lines[:3]) or _lists_codes(lines):
        return False
    if any(is_head_line(line) for line in lines[:4]):
        return True
    if any(is_kind(piece.text) for line in lines for piece in line.pieces):
        return True
    similar = abs(form[-1].column_count - grid.column_count) <= 1 or stands_in_columns(form, grid)
    return similar or bool(_side_groups(lines).keys() & {"goal", "section"})


def _may_have_head(grid: Grid) -> bool:
    """Whether any cell can be a level's head (一级指标, 指标内容…): spares tables of amounts the closer look."""
    return any("指" in cell.text and "标" in cell.text for cell in grid.cells)


def _lists_codes(lines: Sequence[Line]) -> bool:
    """Whether the lines begin with classification codes, as those of a table of amounts do."""
    return sum(_CODE.fullmatch(fold(line.pieces[0].text)) is not None for line in lines) >= 2


def _side_groups(lines: Sequence[Line]) -> Counter[str]:
    """How many lines begin with a field word of each group."""
    return Counter(group for line in lines if (group := field_group(line.pieces[0].text)) is not None)


def _names_project(lines: Sequence[Line]) -> bool:
    """Whether an identity word stands before a value."""
    for line in lines:
        for piece, after in zip(line.pieces, line.pieces[1:], strict=False):
            if field_group(piece.text) == "identity" and not (after.is_field or after.is_head):
                return True
    return False
