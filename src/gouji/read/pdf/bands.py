"""Rows that no line parts: a band of a drawn table in which several columns print figures on the same lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from gouji.read.pdf.lattice import Lattice, Slot
from gouji.read.pdf.lines import Line, tokens_to_lines
from gouji.read.pdf.numbers import decimals, is_number
from gouji.read.pdf.tokens import Token

_SAME_LINE = 0.5  # letters between the middles of figures of one row


def part_bands(lattice: Lattice, held: dict[Slot, list[Token]]) -> Lattice:
    """The lattice with its bands cut into the rows that their figures show; the same one where each band is a row."""
    cuts: dict[int, list[float]] = {}
    by_row: defaultdict[int, list[list[Token]]] = defaultdict(list)
    for slot, tokens in held.items():
        if slot.row_span == 1 and len(tokens) > 1:
            by_row[slot.row].append(tokens)
    for row, cells in by_row.items():
        middles = _row_middles(cells)
        if len(middles) > 1:
            cuts[row] = [(above + below) / 2 for above, below in pairwise(middles)]
    return _cut(lattice, cuts) if cuts else lattice


def _row_middles(cells: Sequence[Sequence[Token]]) -> list[float]:
    """The heights of the rows of one band; one or none where its cells are single (or wrapped) texts."""
    stacks = [lines for lines in map(tokens_to_lines, cells) if _is_stack(lines)]
    amounts = [lines for lines in stacks if decimals(lines[0].text) is not None]
    if len(stacks) < 2 or not amounts:
        return []
    middles: list[float] = []
    for line in sorted((line for lines in stacks for line in lines), key=lambda line: line.middle):
        if not middles or line.middle - middles[-1] > _SAME_LINE * line.height:
            middles.append(line.middle)
    longest = max(len(lines) for lines in stacks)
    return middles if len(middles) <= 2 * longest else []


def _is_stack(lines: Sequence[Line]) -> bool:
    """Whether every line of a cell is a figure of its own and none is the rest of a wrapped one."""
    if len(lines) < 2 or not all(len(line.tokens) == 1 and is_number(line.text) for line in lines):
        return False
    printed = {decimals(line.text) for line in lines}
    return len(printed) == 1 and (printed != {None} or len(lines) > 2)


def _cut(lattice: Lattice, cuts: dict[int, list[float]]) -> Lattice:
    """The lattice with new lines right across some of its rows; cells of several rows stay whole."""
    shift = [0]
    for row in range(len(lattice.slots)):
        shift.append(shift[-1] + 1 + len(cuts.get(row, ())))
    slots: list[tuple[Slot, ...]] = []
    for row, line in enumerate(lattice.slots):
        parts = range(1 + len(cuts.get(row, ())))
        slots.extend(tuple(_shifted(slot, shift, part) for slot in line) for part in parts)
    ys = sorted([*lattice.ys, *(y for found in cuts.values() for y in found)])
    return Lattice(lattice.xs, tuple(ys), tuple(slots))


def _shifted(slot: Slot, shift: Sequence[int], part: int) -> Slot:
    start, end = shift[slot.row], shift[slot.row + slot.row_span]
    if slot.row_span == 1:
        return Slot(start + part, slot.column, 1, slot.column_span)
    return Slot(start, slot.column, end - start, slot.column_span)
