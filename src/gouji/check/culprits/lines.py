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
        self.book = book

    def line_of(self, figure: Figure, *, across: bool) -> Line:
        """The row (across, from the left) or column (from the top) that a figure stands in; only itself in no table."""
        place = figure.claim.table, across
        if place not in self._gathered:
            self._gathered[place] = self._gather(figure.claim.table, across=across)
        return self._gathered[place].get(_place(figure, across=across), (figure,))

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
        point, by_point = figure.point, self.book.by_point
        near = [point.without(dimension), *(point.having(dimension, member) for member in self._members(dimension))]
        others = (other for one in near if one != point for other in by_point.get(one, ()))
        return [other for other in others if other.kind == figure.kind]

    def _members(self, dimension: Dimension) -> Collection[str]:
        """The members of a dimension that points of the book fix, in the order of their first figures."""
        if dimension not in self._known:
            members = (point.get(dimension) for point in self.book.by_point)
            self._known[dimension] = dict.fromkeys([member for member in members if member is not None])
        return self._known[dimension]

    @cached_property
    def _known(self) -> dict[Dimension, Collection[str]]:
        return {}

    @cached_property
    def _gathered(self) -> dict[tuple[int | None, bool], Mapping[object, Line]]:
        return {}

    @cached_property
    def _tables(self) -> Mapping[int | None, Sequence[Figure]]:
        tables: dict[int | None, list[Figure]] = defaultdict(list)
        for figure in self.book.figures:
            tables[figure.claim.table].append(figure)
        return tables

    def _gather(self, table: int | None, *, across: bool) -> Mapping[object, Line]:
        """The rows or columns of a table, by row or header."""
        lines: dict[object, list[Figure]] = defaultdict(list)
        for figure in self._tables.get(table, ()):
            if figure.claim.kind == "cell" and figure.claim.row is not None:
                lines[_place(figure, across=across)].append(figure)
        return lines


_SIDES: tuple[tuple[bool, Side, Side], ...] = ((False, "above", "below"), (True, "left", "right"))


def _place(figure: Figure, *, across: bool) -> object:
    return figure.claim.row if across else figure.claim.column
