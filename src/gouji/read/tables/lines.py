"""A grid as lines of slots: every place of a line knows the cell that covers it, so that pages can be joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gouji.model.amount import fold, parse_number
from gouji.model.document import Cell, Grid, Place
from gouji.read.tables.words import is_year


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as one line meets it. `continued` is True on lines below the one on which a merged cell begins.

    `doubt` says why its text or its column is not certain, where joining pages left that open.
    """

    text: str
    places: tuple[Place, ...]
    column: int
    column_span: int = 1
    continued: bool = False
    indent: int = 0
    certain: bool = True
    doubt: str | None = None

    def joined(self, other: Slot) -> Slot:
        """This slot with the text of its continuation on the next page."""
        return replace(
            self,
            text=self.text + other.text,
            places=self.places + other.places,
            certain=self.certain and other.certain,
            doubt=self.doubt or other.doubt,
        )


Line = tuple[Slot | None, ...]
"""One line of a table: for each column the slot that covers it, or None where nothing is printed."""


def grid_to_lines(grid: Grid) -> list[Line]:
    """The lines of a grid, all equally wide; cells without text are left out."""
    width = grid.column_count
    lines: list[list[Slot | None]] = [[None] * width for _ in range(grid.row_count)]
    for cell in grid.cells:
        if not cell.text or cell.text.isspace():
            continue
        slot = _slot_of(cell)
        columns = slice(cell.column, cell.column + cell.column_span)
        lines[cell.row][columns] = [slot] * cell.column_span
        for row in range(cell.row + 1, cell.row + cell.row_span):
            lines[row][columns] = [replace(slot, continued=True)] * cell.column_span
    return [tuple(line) for line in lines]


def _slot_of(cell: Cell) -> Slot:
    leading = cell.text[: len(cell.text) - len(cell.text.lstrip())].replace("\n", "")
    wide = sum(1.0 if character == "\u3000" else 0.5 for character in leading)
    return Slot(
        cell.text.strip(), (cell.place,), cell.column, cell.column_span, False, cell.indent + int(wide), cell.certain
    )


def own_slots(line: Line) -> Iterator[Slot]:
    """The slots that begin on this line, each once, from left to right."""
    for column, slot in enumerate(line):
        if slot is not None and slot.column == column and not slot.continued:
            yield slot


def is_blank(line: Line) -> bool:
    """Whether nothing begins on this line."""
    return next(own_slots(line), None) is None


def line_key(line: Line) -> tuple[str, ...]:
    """The line's own texts in the form in which a repeated header line compares equal."""
    return tuple(fold(slot.text) for slot in own_slots(line))


def is_figure(text: str) -> bool:
    """Whether a cell prints one number that is not a year.

    >>> is_figure("1,042.58"), is_figure("2026"), is_figure("预算数")
    (True, False, False)
    """
    return text[-1:] in _FIGURE_ENDS and parse_number(text) is not None and not is_year(text)


_FIGURE_ENDS = frozenset("0123456789０１２３４５６７８９)）%％")


def doubted(line: Line, why: str) -> Line:
    """The line with this doubt about every cell that has none yet."""
    return tuple(slot if slot is None or slot.doubt else replace(slot, doubt=why) for slot in line)


def widened(line: Line, width: int) -> Line:
    """The line with blank places added on the right up to a width."""
    return line + (None,) * (width - len(line))
