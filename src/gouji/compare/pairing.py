"""Two editions of one document laid beside each other: tables, rows, columns and sentences with their counterparts.

Nothing is matched by being close in amount: tables by title, rows by code and name, columns by their header, sentences
by their words. What is matched in no such way has appeared or vanished.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TypeVar

from gouji.check.figures import Figure
from gouji.compare.model import Side
from gouji.compare.shelves import Library
from gouji.law.vocabulary import strip_numbering
from gouji.model.amount import fold
from gouji.model.table import Row

Item = TypeVar("Item")
_DIGITS = re.compile(r"\d[\d,.]*")
_ALIKE = 0.75  # share of a sentence's characters that stay, numbers apart
_SHARED_ROWS = 0.5  # share of rows that a table with another title must have in common


@dataclass(frozen=True)
class Pair:
    """A figure of the one edition and its counterpart; None where there is none.

    `place` names what a lone figure is part of: the figures of one row (or table, or sentence) came or went together.
    """

    before: Figure | None
    after: Figure | None
    place: Hashable = ()


def pair_editions(library: Library, before: Side, after: Side) -> Iterator[Pair]:
    """Every figure of both editions with its counterpart, tables first."""
    ours, theirs = _tables(library, before), _tables(library, after)
    for one, other in _pair_tables(library, list(ours), list(theirs)):
        yield from _pair_rows(library, ours.get(one, {}), theirs.get(other, {}), one, other)
    yield from _pair_sentences(_sentences(library, before), _sentences(library, after))


Cells = Mapping[int, tuple[Figure, ...]]
"""The figures of a table by row."""


def _tables(library: Library, side: Side) -> Mapping[int, Cells]:
    """The figures of each table of a side, by row; tables without figures too."""
    found: dict[int, dict[int, list[Figure]]] = {
        number: {} for number, table in enumerate(library.claims.tables) if table.document in side.documents
    }
    for figure in library.by_side[side.number]:
        table, row = figure.claim.table, figure.claim.row
        if table is not None and row is not None and table in found:
            found[table].setdefault(row, []).append(figure)
    return {table: {row: tuple(figures) for row, figures in rows.items()} for table, rows in found.items()}


def _pair_tables(library: Library, ours: list[int], theirs: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of tables by title and order, then by their rows; -1 where a table has no counterpart."""
    both, left, right = _align(ours, theirs, lambda number: _title(library, number))
    yield from both
    for one in left:
        twin = max(right, key=lambda other: _shared_rows(library, one, other), default=None)
        if twin is not None and _shared_rows(library, one, twin) >= _SHARED_ROWS:
            right.remove(twin)
            yield one, twin
        else:
            yield one, -1
    yield from ((-1, other) for other in right)


def _title(library: Library, number: int) -> str:
    table = library.claims.tables[number]
    first = table.rows[0].label if table.kind == "form" and table.rows else ""
    return f"{strip_numbering(table.title)}/{fold(first)}"


def _shared_rows(library: Library, one: int, other: int) -> float:
    """The share of the rows of two tables that both have."""
    ours, theirs = ({_row_key(row) for row in library.claims.tables[number].rows} for number in (one, other))
    columns = ({column.path for column in library.claims.tables[number].columns} for number in (one, other))
    if not ours or not theirs or not set.intersection(*columns):
        return 0.0
    return len(ours & theirs) / max(len(ours), len(theirs))


def _row_key(row: Row) -> tuple[str, str, str]:
    return row.list_name, row.code or "", strip_numbering(row.label)


def _pair_rows(library: Library, ours: Cells, theirs: Cells, one: int, other: int) -> Iterator[Pair]:
    rows = [
        [table_rows[number] for number in sorted(cells)]
        for cells, table_rows in (
            (ours, library.claims.tables[one].rows if one >= 0 else ()),
            (theirs, library.claims.tables[other].rows if other >= 0 else ()),
        )
    ]
    for before, after in _align_rows(*rows):
        cells = ours.get(before.index, ()) if before is not None else ()
        twins = theirs.get(after.index, ()) if after is not None else ()
        place: Hashable = (one, other)
        if ours and theirs:
            place = (one, other, before and before.index, after and after.index)
        yield from _pair_cells(cells, twins, place)


def _align_rows(before: Sequence[Row], after: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows of one code and name; then those of one code, then of one name, that occur once; the rest alone."""
    both, left, right = _align(before, after, _row_key)
    yield from both
    keys: tuple[Callable[[Row], Hashable], ...] = (
        _row_key,
        lambda row: (row.list_name, row.code) if row.code else None,
        lambda row: (row.list_name, strip_numbering(row.label)) if row.label else None,
    )
    for key in keys:
        for one, other in _join_unique(left, right, key):
            left.remove(one)
            right.remove(other)
            yield one, other
    yield from ((one, None) for one in left)
    yield from ((None, other) for other in right)


def _join_unique(
    left: Sequence[Item], right: Sequence[Item], key: Callable[[Item], Hashable]
) -> list[tuple[Item, Item]]:
    ours, theirs = _unique(left, key), _unique(right, key)
    return [(item, theirs[name]) for name, item in ours.items() if name in theirs]


def _unique(items: Sequence[Item], key: Callable[[Item], Hashable]) -> Mapping[Hashable, Item]:
    found: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        if (name := key(item)) is not None:
            found[name].append(item)
    return {name: same[0] for name, same in found.items() if len(same) == 1}


def _pair_cells(cells: Sequence[Figure], twins: Sequence[Figure], place: Hashable) -> Iterator[Pair]:
    """The figures of two rows by header; then those of one meaning, whose column has another name."""
    both, left, right = _align(cells, twins, lambda figure: figure.claim.column)
    for one, other in _join_unique(left, right, lambda figure: figure.point):
        left.remove(one)
        right.remove(other)
        both.append((one, other))
    yield from (Pair(one, other) for one, other in both)
    yield from (Pair(one, None, place) for one in left)
    yield from (Pair(None, other, place) for other in right)


def _align(
    before: Sequence[Item], after: Sequence[Item], key: Callable[[Item], Hashable]
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Items of equal keys side by side, in order; then those that only one list has."""
    matcher = SequenceMatcher(None, [key(item) for item in before], [key(item) for item in after], autojunk=False)
    both: list[tuple[Item, Item]] = []
    left: list[Item] = []
    right: list[Item] = []
    for operation, start, end, begin, stop in matcher.get_opcodes():
        if operation == "equal":
            both += zip(before[start:end], after[begin:stop], strict=True)
        else:
            left += before[start:end]
            right += after[begin:stop]
    return both, left, right


Sentence = tuple[str, tuple[Figure, ...]]


def _sentences(library: Library, side: Side) -> list[Sentence]:
    """Every sentence with figures, in order; one that a page break cuts is one."""
    told = (figure for figure in library.by_side[side.number] if figure.claim.sentence)
    return [(text or "", tuple(figures)) for text, figures in groupby(told, lambda figure: figure.claim.sentence)]


def _pair_sentences(before: Sequence[Sentence], after: Sequence[Sentence]) -> Iterator[Pair]:
    both, left, right = _align(before, after, lambda sentence: (_DIGITS.sub("#", sentence[0]), len(sentence[1])))
    for one in list(left):
        twin = next((other for other in right if _are_alike(one, other)), None)
        if twin is not None:
            left.remove(one)
            right.remove(twin)
            both.append((one, twin))
    for one, other in both:
        yield from (Pair(*figures) for figures in zip(one[1], other[1], strict=True))
    for one in left:
        yield from (Pair(figure, None, ("sentence", one[0], "")) for figure in one[1])
    for other in right:
        yield from (Pair(None, figure, ("sentence", "", other[0])) for figure in other[1])


def _are_alike(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences say the same in nearly the same words, with as many figures."""
    if len(one[1]) != len(other[1]):
        return False
    matcher = SequenceMatcher(None, _DIGITS.sub("", one[0]), _DIGITS.sub("", other[0]), autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
