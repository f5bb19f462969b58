"""Lines of goal forms that print the indicators of several kinds side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from gouji.model.budget import Project
from gouji.model.goal import Indicator


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One line of a project: of each kind an indicator, or None; `span` lines belong to it (0 after its first)."""

    project: Project
    span: int
    cells: Mapping[str, Indicator | None]


def goal_lines(project: Project, kinds: Sequence[str]) -> list[GoalLine]:
    """The lines of a project: as many as it has indicators of one kind, one at least.

    >>> one = Indicator("产出指标", "数量指标", "件数", "150")
    >>> lines = goal_lines(Project("P1", "某项目", "001", indicators=(one, one)), ["产出指标", "效益指标"])
    >>> [(line.span, [cell and cell.name for cell in line.cells.values()]) for line in lines]
    [(2, ['件数', None]), (0, ['件数', None])]
    """
    columns = [[one for one in project.indicators if one.kind == kind] for kind in kinds]
    lines = list(zip_longest(*columns)) or [(None,) * len(kinds)]
    return [
        GoalLine(project, 0 if number else len(lines), dict(zip(kinds, line, strict=True)))
        for number, line in enumerate(lines)
    ]
