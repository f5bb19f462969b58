"""One numbering of columns for all pages of a form: pages draw the same lines but divide them by other cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.model.document import Grid

_SAME_LINE = 4.0  # points: two vertical lines nearer than this are one line of the form
_FEWEST_LINES = 4  # that two tables share only where they are parts of one


def common_columns(grids: Sequence[Grid]) -> list[Mapping[int, int]]:
    """For each grid, its column edges by number → the edge's number in the whole form.

    Empty mappings (columns stay as they are) where there is one grid only, or a grid has no boxes to compare.
    """
    edges = [_edges(grid) for grid in grids]
    if len(grids) < 2 or not all(edges):
        return [{} for _ in grids]
    shifted = [_moved_to(edges[0], own) for own in edges]
    lines: list[float] = []
    for x in sorted(x for own in shifted for x in own.values()):
        if not lines or x - lines[-1] > _SAME_LINE:
            lines.append(x)
    return [{edge: _nearest(lines, x) for edge, x in own.items()} for own in shifted]


def stands_in_columns(form: Sequence[Grid], grid: Grid) -> bool:
    """Whether every vertical line of a grid is one of the form's, though the grid may lack some of its columns.

    A page whose last cells are all blank shows fewer columns than the page with the heads.
    """
    lines = [x for one in form for x in _edges(one).values()]
    own = _edges(grid).values()
    return len(own) >= _FEWEST_LINES and all(any(abs(x - line) <= _SAME_LINE for line in lines) for x in own)


def _edges(grid: Grid) -> dict[int, float]:
    """The x of each column edge that a cell of the grid shows; empty where cells disagree or have no box."""
    found: dict[int, float] = {}
    for cell in grid.cells:
        box = cell.place.box
        if box is None:
            return {}
        for edge, x in ((cell.column, box.x0), (cell.column + cell.column_span, box.x1)):
            if abs(found.setdefault(edge, x) - x) > _SAME_LINE:
                return {}
    return found


def _moved_to(first: Mapping[int, float], own: Mapping[int, float]) -> dict[int, float]:
    """The edges of a page moved onto the first page's, where the form is as wide but stands further left or right."""
    same_width = abs(_width(first) - _width(own)) <= _SAME_LINE
    offset = min(first.values()) - min(own.values()) if same_width else 0.0
    return {edge: x + offset for edge, x in own.items()}


def _width(edges: Mapping[int, float]) -> float:
    return max(edges.values()) - min(edges.values())


def _nearest(lines: Sequence[float], x: float) -> int:
    return min(range(len(lines)), key=lambda number: abs(lines[number] - x))
