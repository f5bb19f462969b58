"""What a correction changed: every figure, word and line of the publication before against the one after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from gouji.model.amount import fold
from gouji.publish.pairing import TablePair, pair_tables
from gouji.publish.proof import table_differences
from gouji.publish.snapshot import Snapshot

_UNSEEN = frozenset({"point"})
"""Kinds of difference that nobody sees in print."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads otherwise now. `table` is "" for a line outside the tables; row and column "" for words."""

    table: str
    row: str
    column: str
    before: str
    after: str


def find_changes(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """Every change from one publication to the next: tables in their order, then lines."""
    return tuple(_changes(before, after))


def change_to_record(change: Change) -> dict[str, str]:
    """A change as JSON values."""
    return asdict(change)


def record_to_change(record: Mapping[str, Any]) -> Change:
    """The change that JSON values say; KeyError where they say none."""
    return Change(*(str(record[name]) for name in ("table", "row", "column", "before", "after")))


def _changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    pairs = pair_tables(before.tables, after.tables)
    for pair in pairs:
        for each in table_differences([pair]):
            if each.kind not in _UNSEEN:
                yield Change(each.table, each.row, "/".join(each.column), each.before, each.after)
        yield from _words(pair)
    titles = {fold(table.title) for snapshot in (before, after) for table in snapshot.tables}
    for one, other in _edited(before.lines, after.lines):
        if not {fold(one), fold(other)} <= {*titles, ""}:
            yield Change("", "", "", one, other)


def _words(pair: TablePair) -> Iterator[Change]:
    """Cells of words that changed, besides the labels of rows, which their figures tell."""
    told = {
        fold(word) for figures in pair.figures for figure in figures if figure for word in (figure.label, figure.code)
    }
    sides = [
        [text for text in (table.texts if table else ()) if fold(text) not in told]
        for table in (pair.before, pair.after)
    ]
    title = next(table.title for table in (pair.after, pair.before) if table is not None)
    for one, other in _edited(*sides):
        yield Change(title, "", "", one, other)


def _edited(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Texts that differ, side by side; "" where one side has none. What only moved is not told."""
    matcher = SequenceMatcher(None, list(map(fold, before)), list(map(fold, after)), autojunk=False)
    left: list[tuple[str, str]] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            left += zip_longest(before[first:last], after[start:end], fillvalue="")
    moved = Counter(fold(one) for one, _ in left if one) & Counter(fold(other) for _, other in left if other)
    yield from ((one, other) for one, other in left if not (fold(one or other) in moved and not (one and other)))
