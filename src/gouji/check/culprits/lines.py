"""The figures beside a figure: those that an eye may slip to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Literal

from gouji.check.figures import Book, Figure
from gouji.model.point import Dimension

Side = Literal["above", "below", "left", "right"]
Line = Sequence[Figure]


class Lines:
    """The rows and columns of a book's tables; built when first asked for, as clean documents never ask."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @cached_property
    def columns(self) -> Mapping[tuple[object, ...], Line]:
        """The figures of each column from the top, by table and header."""
        return self._gather(across=False)

    @cached_property
    def rows(self) -> Mapping[tuple[object, ...], Line]:
        """The figures of each row from the left, by table and row."""
        return self._gather(across=True)

    def line_of(self, figure: Figure, *, across: bool) -> Line:
        """The row (across) or column that a figure stands in; only itself where it is in no table."""
        lines = self.rows if across else self.columns
        return lines.get(_place(figure, across=across), (figure,))

    def beside(self, figure: Figure) -> Mapping[Side, Figure]:
        """The nearest figures of the same kind in the row and column of a figure."""
        found: dict[Side, Figure] = {}
        for across, before, after in _SIDES:
            line = self.line_of(figure, across=across)
            place = next((number for number, other in enumerate(line) if other is figure), 0)
            if place > 0 and line[place - 1].kind == figure.kind:
                found[before] = line[place - 1]
            if place + 1 < len(line) and line[place + 1].kind == figure.kind:
                found[after] = line[place + 1]
        return found

    def same_but(self, figure: Figure, dimension: Dimension) -> Sequence[Figure]:
        """The figures that mean the same but for one dimension (another year, another fund)."""
        if figure.point is None:
            return ()
        point, by_point = figure.point, self._book.by_point
        near = [point.without(dimension), *(point.having(dimension, member) for member in self._members(dimension))]
        others = (other for one in near if one != point for other in by_point.get(one, ()))
        return [other for other in others if other.kind == figure.kind]

    def _members(self, dimension: Dimension) -> Collection[str]:
        """The members of a dimension that points of the book fix, in the order of their first figures."""
        if dimension not in self._known:
            members = (point.get(dimension) for point in self._book.by_point)
            self._known[dimension] = dict.fromkeys([member for member in members if member is not None])
        return self._known[dimension]

    @cached_property
    def _known(self) -> dict[Dimension, Collection[str]]:
        return {}

    def _gather(self, *, across: bool) -> Mapping[tuple[object, ...], Line]:
        lines: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for figure in self._book.figures:
            if figure.claim.kind == "cell" and figure.claim.row is not None:
                lines[_place(figure, across=across)].append(figure)
        return lines


_SIDES: tuple[tuple[bool, Side, Side], ...] = ((False, "above", "below"), (True, "left", "right"))


def _place(figure: Figure, *, across: bool) -> tuple[object, ...]:
    claim = figure.claim
    return (claim.table, claim.row) if across else (claim.table, claim.column)
