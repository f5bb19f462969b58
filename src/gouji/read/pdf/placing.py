"""Tokens → cells: each token goes whole into the cell where most of it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from gouji.model.document import Cell, Grid, Place
from gouji.read.pdf.bands import part_bands
from gouji.read.pdf.geometry import Extent, Frame, are_centred
from gouji.read.pdf.lattice import Lattice, Slot
from gouji.read.pdf.lines import join_lines, tokens_to_lines
from gouji.read.pdf.numbers import is_number
from gouji.read.pdf.tokens import Token

_OPENING = frozenset("（【《「『〔“‘")
_CLOSING = frozenset("）】》」』〕”’，。、；：！？")
_PADDING = 0.3  # letters from a cell's edge to its text, where no cell of a page shows it


def lattice_to_grid(
    lattice: Lattice, tokens: Sequence[Token], page: int, frame: Frame, is_bold: Callable[[Token], bool]
) -> Grid | None:
    """A grid of the tokens that stand inside a lattice, or None where it holds none."""
    held = _place(lattice, tokens)
    if not held:
        return None
    parted = part_bands(lattice, held)
    if parted is not lattice:
        lattice, held = parted, _place(parted, tokens)
    usual_edges = _usual_left_edges(held)
    cells = tuple(
        _cell(slot, held[slot], lattice, page, frame, is_bold, usual_edges.get(slot.column))
        for slot in sorted(held, key=lambda slot: (slot.row, slot.column))
    )
    box = frame.box(lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
    return Grid(cells, Place(page=page, box=box))


def _place(lattice: Lattice, tokens: Sequence[Token]) -> dict[Slot, list[Token]]:
    """Which tokens each cell holds."""
    held: defaultdict[Slot, list[Token]] = defaultdict(list)
    for token in tokens:
        for piece in _split_at_walls(token, lattice):
            held[_slot_of(piece, lattice)].append(piece)
    _return_overflow(lattice, held)
    return held


def _return_overflow(lattice: Lattice, held: dict[Slot, list[Token]]) -> None:
    """Gives the last line of a text too high for its cell, printed over the figure below, back to its cell."""
    for slot, tokens in list(held.items()):
        if len(tokens) < 2 or not any(is_number(token.text) for token in tokens):
            continue
        for token in [token for token in tokens if token.y0 < lattice.ys[slot.row] and not is_number(token.text)]:
            above = lattice.slots[slot.row - 1][lattice.column_at((token.x0 + token.x1) / 2)]
            if slot.row and _goes_on(token, held.get(above, ())):
                tokens.remove(token)
                held[above].append(token)


def _goes_on(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a token stands right below these, as the next line of their text."""
    return any(
        -0.5 * token.height < token.y0 - upper.y1 < 0.6 * token.height and upper.x0 < token.x1 and token.x0 < upper.x1
        for upper in tokens
    )


def _slot_of(token: Token, lattice: Lattice) -> Slot:
    """The cell that holds most of a token's width, in the row in which it shows."""
    shown_at = token.middle if token.shown_at is None else token.shown_at
    row = lattice.slots[lattice.row_at(shown_at)]
    first, last = lattice.column_at(token.x0), lattice.column_at(token.x1)
    if first == last:
        return row[first]
    widths: dict[Slot, float] = {}
    for column in range(first, last + 1):
        overlap = min(token.x1, lattice.xs[column + 1]) - max(token.x0, lattice.xs[column])
        widths[row[column]] = widths.get(row[column], 0.0) + overlap
    return max(widths, key=lambda slot: widths[slot])


def _split_at_walls(token: Token, lattice: Lattice) -> list[Token]:
    """A token cut where two cells' texts touch: between text objects, on a drawn line, and never inside a number."""
    if not token.joints or is_number(token.text) or lattice.column_at(token.x0 + 1) == lattice.column_at(token.x1 - 1):
        return [token]
    row = lattice.slots[lattice.row_at(token.middle)]
    cuts = []
    for index in token.joints:
        left, right = _ink_between(token, index)
        slack = 0.12 * token.height
        walls = (column for column in range(1, len(row)) if left - slack <= lattice.xs[column] <= right + slack)
        if any(row[column] != row[column - 1] for column in walls):
            cuts.append(index)
    bounds = [0, *cuts, len(token.text)]
    return [token.part(start, end) for start, end in pairwise(bounds)]


def _ink_between(token: Token, index: int) -> tuple[float, float]:
    """Where a character's ink ends and the next one's begins: half the square of a full-width bracket is blank."""
    before, after = token.edges[index - 1], token.edges[index]
    left = sum(before) / 2 if token.text[index - 1] in _CLOSING else before[1]
    right = sum(after) / 2 if token.text[index] in _OPENING else after[0]
    return left, right


def _usual_left_edges(held: dict[Slot, list[Token]]) -> dict[int, float]:
    """Where text usually starts in each column: the leftmost start of its cells of one column; none where centred."""
    extents: defaultdict[int, list[Extent]] = defaultdict(list)
    for slot, tokens in held.items():
        if slot.column_span == 1:
            left, right = min(token.x0 for token in tokens), max(token.x1 for token in tokens)
            extents[slot.column].append((left, right))
    size = max((token.size for tokens in held.values() for token in tokens), default=0.0)
    return {column: min(left for left, _ in found) for column, found in extents.items() if not are_centred(found, size)}


def _cell(
    slot: Slot,
    tokens: list[Token],
    lattice: Lattice,
    page: int,
    frame: Frame,
    is_bold: Callable[[Token], bool],
    usual_edge: float | None,
) -> Cell:
    lines = tokens_to_lines(tokens)
    left = lines[0].x0  # a wrapped line starts further left and says nothing of the indentation
    size = lines[0].tokens[0].size
    unindented = lattice.xs[slot.column] + _PADDING * size
    indent = 0 if usual_edge is None else max(0, round((left - min(usual_edge, unindented)) / size))
    box = frame.box(
        lattice.xs[slot.column],
        lattice.ys[slot.row],
        lattice.xs[slot.column + slot.column_span],
        lattice.ys[slot.row + slot.row_span],
    )
    return Cell(
        slot.row,
        slot.column,
        join_lines(lines),
        Place(page=page, box=box),
        slot.row_span,
        slot.column_span,
        indent,
        is_bold(tokens[0]),
        all(token.certain for token in tokens),
    )
