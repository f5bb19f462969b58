"""Two sets of printed tables held against each other: figures that are equal, that differ, that one side alone has.

Nothing is matched by being close. A table is known by its title and, where several have the same, by its place among
them; a figure by its row's label and its column's path and, where those occur more than once, by its place among those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, TypeVar

from gouji.model.amount import fold, parse_number
from gouji.publish.printed import PrintedFigure, PrintedTable

Kind = Literal["missing", "extra", "text", "unit", "point", "code", "label", "column", "title", "table", "file"]
"""What a difference is of: a figure or table on one side only, one part of a figure, or a file that cannot be read."""

Pair = tuple[PrintedFigure | None, PrintedFigure | None]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class TablePair:
    """A table of one side with its counterpart, None where there is none, and the pairs of their figures."""

    before: PrintedTable | None
    after: PrintedTable | None
    figures: tuple[Pair, ...]


def pair_tables(before: Sequence[PrintedTable], after: Sequence[PrintedTable]) -> tuple[TablePair, ...]:
    """Every table of both sides, in order, with its counterpart; figures of a table without one stand alone."""
    return tuple(
        TablePair(one, other, tuple(pair_figures(one.figures if one else (), other.figures if other else ())))
        for one, other in _aligned(before, after)
    )


def pair_figures(before: Sequence[PrintedFigure], after: Sequence[PrintedFigure]) -> Iterator[Pair]:
    """Every figure of both sides with its counterpart: the one of the same row and column.

    Where the row or the column was renamed, it is the one of the same text in the same column or row.
    """
    pairs, left, right = _join(before, after, lambda figure: figure.key)
    for key in (_row_renamed, _column_renamed):
        more, left, right = _join(left, right, key)
        pairs += more
    yield from pairs
    yield from ((one, None) for one in left)
    yield from ((None, other) for other in right)


def compare(one: PrintedFigure, other: PrintedFigure) -> Iterator[tuple[Kind, str, str]]:
    """Each part in which two figures differ: what it is, before and after."""
    if one.label != other.label:
        yield "label", one.label, other.label
    if one.column != other.column:
        yield "column", "/".join(one.column), "/".join(other.column)
    if one.code and one.code != other.code:
        yield "code", one.code, other.code
    if (one.value, one.decimals, _said(one)) != (other.value, other.decimals, _said(other)):
        yield "text", one.text, other.text
    if one.unit != other.unit:
        yield "unit", one.unit, other.unit
    if one.point != other.point:
        yield "point", point_words(one), point_words(other)


def point_words(figure: PrintedFigure) -> str:
    """A figure's point in one line; where it has none, the reason."""
    if figure.point is None:
        return figure.unbound
    return " ".join(f"{dimension.value}={member}" for dimension, member in figure.point)


def _said(figure: PrintedFigure) -> Hashable:
    """What the text says: its number, however it is written (1,042.50), or more than a number (≥95%)."""
    return parse_number(figure.text) or fold(figure.text)


def _row_renamed(figure: PrintedFigure) -> Hashable:
    return figure.column, fold(figure.text), figure.unit


def _column_renamed(figure: PrintedFigure) -> Hashable:
    return figure.label, fold(figure.text), figure.unit


def _join(
    before: Sequence[PrintedFigure], after: Sequence[PrintedFigure], key: Callable[[PrintedFigure], Hashable]
) -> tuple[list[Pair], list[PrintedFigure], list[PrintedFigure]]:
    """Figures of the same key joined, in their order; and what is left over on either side."""
    groups: dict[Hashable, list[PrintedFigure]] = {}
    for figure in after:
        groups.setdefault(key(figure), []).append(figure)
    mine: dict[Hashable, list[PrintedFigure]] = {}
    for figure in before:
        mine.setdefault(key(figure), []).append(figure)
    pairs: list[Pair] = []
    left: list[PrintedFigure] = []
    for name, ones in mine.items():
        others = groups.pop(name, [])
        for one, other in _in_order(ones, others, lambda figure: (figure.value, figure.decimals, figure.point)):
            if one is not None and other is not None:
                pairs.append((one, other))
            elif one is not None:
                left.append(one)
            elif other is not None:
                groups.setdefault(name, []).append(other)
    return pairs, left, [figure for figures in groups.values() for figure in figures]


def _in_order(
    before: Sequence[Item], after: Sequence[Item], key: Callable[[Item], Hashable]
) -> Iterator[tuple[Item | None, Item | None]]:
    """Items of both sides in order: one to one where there are as many; else the equal ones joined first."""
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    matcher = SequenceMatcher(None, [key(item) for item in before], [key(item) for item in after], autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        yield from zip_longest(before[first:last], after[start:end])


def _aligned(
    before: Sequence[PrintedTable], after: Sequence[PrintedTable]
) -> Iterator[tuple[PrintedTable | None, PrintedTable | None]]:
    """Tables of both sides in order; of equal titles those that share most figures; one renamed by its figures."""
    if [table.name for table in before] == [table.name for table in after]:
        yield from zip(before, after, strict=True)
        return
    matched = _best_matches(before, after)
    begin = start = 0
    for one, other in [*matched, (len(before), len(after))]:
        yield from _renamed(before[begin:one], after[start:other])
        if one < len(before):
            yield before[one], after[other]
        begin, start = one + 1, other + 1


def _best_matches(before: Sequence[PrintedTable], after: Sequence[PrintedTable]) -> list[tuple[int, int]]:
    """The longest common sequence of titles, and among the longest the one with most figures in common."""
    contents = [[Counter(map(_content, table.figures)) for table in side] for side in (before, after)]
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    weight = 1 + sum(len(table.figures) for table in before)

    def score(one: int, other: int) -> int:
        if before[one].name != after[other].name:
            return 0
        return weight + (contents[0][one] & contents[1][other]).total()

    for one in reversed(range(len(before))):
        for other in reversed(range(len(after))):
            gained = score(one, other)
            joined = best[one + 1][other + 1] + gained if gained else 0
            best[one][other] = max(joined, best[one + 1][other], best[one][other + 1])
    found: list[tuple[int, int]] = []
    one = other = 0
    while one < len(before) and other < len(after):
        gained = score(one, other)
        if gained and best[one][other] == best[one + 1][other + 1] + gained:
            found.append((one, other))
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1
    return found


def _renamed(
    before: Sequence[PrintedTable], after: Sequence[PrintedTable]
) -> Iterator[tuple[PrintedTable | None, PrintedTable | None]]:
    """Tables between two that match: joined where most figures are the same, though the title is not."""
    free = list(after)
    for one in before:
        content = Counter(map(_content, one.figures))
        shared = [(content & Counter(map(_content, other.figures))).total() for other in free]
        if shared and 2 * max(shared) > len(one.figures) > 0:
            yield one, free.pop(shared.index(max(shared)))
        else:
            yield one, None
    yield from ((None, other) for other in free)


def _content(figure: PrintedFigure) -> Hashable:
    return figure.key, figure.value
