"""The header of a table, drawn from the header paths of its columns: equal levels side by side become one cell."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.model.edition import EditionCell

Path = tuple[str, ...]


def draw_head(paths: Sequence[Path]) -> tuple[tuple[EditionCell, ...], ...]:
    """Rows of header cells: a path that ends early spans the rows below it.

    >>> head = draw_head([("序号",), ("收入", "项目"), ("收入", "预算数")])
    >>> [[(cell.text, cell.rows, cell.columns) for cell in row] for row in head]
    [[('序号', 2, 1), ('收入', 1, 2)], [('项目', 1, 1), ('预算数', 1, 1)]]
    """
    depth = max(map(len, paths), default=0)
    rows: list[tuple[EditionCell, ...]] = []
    for level in range(depth):
        cells: list[EditionCell] = []
        column = 0
        while column < len(paths):
            path = paths[column]
            if level >= len(path):
                column += 1
                continue
            last = level == len(path) - 1
            width = 1 if last else _width(paths, column, level)
            cells.append(
                EditionCell(path[level], rows=depth - level if last else 1, columns=width, align="center", head=True)
            )
            column += width
        rows.append(tuple(cells))
    return tuple(rows)


def _width(paths: Sequence[Path], column: int, level: int) -> int:
    """How many columns from this one on share the path down to this level, and go deeper."""
    shared = paths[column][: level + 1]
    width = 1
    for path in paths[column + 1 :]:
        if len(path) <= level + 1 or path[: level + 1] != shared:
            break
        width += 1
    return width
