"""The head of a table without verticals → cells: what stands over one column alone, and what over several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise
from typing import NamedTuple

from gouji.read.pdf.columns import Column, Phrase, best_column
from gouji.read.pdf.tokens import Token

_MOST_PARTS = 4  # heads over one run of columns; more are not tried


class PlacedCell(NamedTuple):
    """What stands in one cell: its first row and column, how many it spans of each, and its tokens."""

    row: int
    column: int
    row_span: int
    column_span: int
    tokens: tuple[Token, ...]


def head_to_cells(lines: Sequence[Sequence[Phrase]], columns: Sequence[Column]) -> list[PlacedCell] | None:
    """The cells of a head of two levels, whose lines are drawn in the middle of their cells; None for any other head.

    A column whose only head stands above the last line has a head over both levels. Between such columns the heads of
    the last line stand in runs, and the others are centred over parts of a run.
    """
    by_column: dict[int, list[tuple[int, Phrase]]] = {}
    for row, phrases in enumerate(lines):
        for phrase in phrases:
            by_column.setdefault(best_column(phrase, columns), []).append((row, phrase))
    last = len(lines) - 1
    leaves = {column: held[-1][1] for column, held in by_column.items() if held[-1][0] == last}
    whole = {column: held[0][1] for column, held in by_column.items() if len(held) == 1 and held[0][0] < last}
    over = [(row, column, phrase) for column, held in by_column.items() for row, phrase in held[:-1]]
    over.sort(key=lambda head: head[1])
    if len(lines) < 2 or len(leaves) < 2 or not over or len({row for row, _, _ in over}) > 1:
        return None
    if len(leaves) + len(whole) != len(columns) or len({column for _, column, _ in over}) < len(over):
        return None
    cells = [PlacedCell(0, column, last + 1, 1, phrase.tokens) for column, phrase in whole.items()]
    for run in _runs(sorted(leaves)):
        heads = [phrase for _, column, phrase in over if column in run]
        cells += [PlacedCell(last, column, 1, 1, leaves[column].tokens) for column in run]
        parts = _share(run, heads, [leaves[column] for column in run])
        if parts is None:
            return None
        cells += [PlacedCell(0, part[0], last, len(part), head.tokens) for part, head in zip(parts, heads, strict=True)]
    return cells


def _runs(columns: Sequence[int]) -> Iterator[list[int]]:
    """Columns that follow one another without a gap."""
    for _, run in groupby(enumerate(columns), key=lambda pair: pair[1] - pair[0]):
        yield [column for _, column in run]


def _share(run: Sequence[int], heads: Sequence[Phrase], leaves: Sequence[Phrase]) -> list[Sequence[int]] | None:
    """The part of a run over which each head is centred best; None where that is not tried or some head has none."""
    if not heads:
        return []
    if len(heads) > min(len(run), _MOST_PARTS):
        return None
    cuts = [(0, *inner, len(run)) for inner in combinations(range(1, len(run)), len(heads) - 1)]

    def distance(cut: Sequence[int]) -> float:
        return sum(
            abs(leaves[start].x0 + leaves[end - 1].x1 - head.x0 - head.x1)
            for head, (start, end) in zip(heads, pairwise(cut), strict=True)
        )

    best = min(cuts, key=distance)
    return [run[start:end] for start, end in pairwise(best)]
