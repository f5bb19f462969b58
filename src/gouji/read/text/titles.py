"""Heads that a recognition took from a page image: group titles stand over the middle of their columns, often cut.

The lowest head row names every column; above it stand titles alone, printed in the middle of the columns that they
cover and cut by column boundaries (资金 | 来源). A title's group begins at the nearest 小计 or 总计 to its left that no
other title has taken, and reaches as far to the right of the title's middle as to the left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gouji.model.amount import fold, parse_number
from gouji.read.text.header import HeadCell

_TOTALS = frozenset({"小计", "总计", "合计"})
_CUT_CHARACTER = re.compile(r"\([礼朴衤卜补]{1,2}助\)")  # 补 in halves, cut by a column boundary
_LATIN_ONLY = re.compile(r"[\x21-\x7e]+")
_FULL = 0.85
_LONGEST_TITLE = 20


@dataclass(frozen=True, slots=True)
class Title:
    """A title made whole: its row, the columns over which its pieces stand, its text."""

    row: int
    first: int
    last: int
    text: str


def centred_head(rows: Sequence[Sequence[str]]) -> tuple[HeadCell, ...] | None:
    """The cells of a head with centred titles, their pieces joined and spread over their groups; else None."""
    if len(rows) < 2 or not _is_bottom_heavy(rows):
        return None
    names = list(rows[-1])
    titles = list(_titles(rows, names))
    over_total = sum(fold(names[title.first]) in _TOTALS for title in titles)
    if 2 * over_total >= len(titles):
        return None
    groups = tuple(_groups(titles, names))
    return (*groups, *_name_cells(groups, names, len(rows))) if groups else None


def _groups(titles: Sequence[Title], names: Sequence[str]) -> Iterator[HeadCell]:
    """The titles over their groups, the lower ones first."""
    taken: set[int] = set()
    for title in sorted(titles, key=lambda title: (-title.row, title.first)):
        begin = _nearest_total(names, title.first, taken)
        if begin is not None:
            taken.add(begin)
            end = min(title.first + title.last - begin, len(names) - 1)
            yield HeadCell(title.row, begin, title.text, 1, end - begin + 1)


def _name_cells(groups: Sequence[HeadCell], names: Sequence[str], height: int) -> Iterator[HeadCell]:
    """The columns' own names, each as tall as the titles above leave room."""
    for column, name in enumerate(names):
        if name:
            above = [group.row for group in groups if group.column <= column < group.column + group.column_span]
            top = max(above) + 1 if above else 0
            yield HeadCell(top, column, name, height - top, 1)


def _nearest_total(names: Sequence[str], column: int, taken: set[int]) -> int | None:
    """The nearest column at or left of this one that is named 小计 or the like and begins no other group."""
    return next(
        (place for place in range(column, -1, -1) if fold(names[place]) in _TOTALS and place not in taken), None
    )


def _is_bottom_heavy(head: Sequence[Sequence[str]]) -> bool:
    """Whether the lowest head row names nearly all columns, the first with nothing above it."""
    lowest = head[-1]
    return sum(map(bool, lowest)) >= _FULL * len(lowest) and bool(lowest[0]) and not any(row[0] for row in head[:-1])


def _titles(rows: Sequence[Sequence[str]], names: list[str]) -> Iterator[Title]:
    """The titles above the lowest row; a piece over an unnamed column becomes that column's name."""
    for row, texts in enumerate(rows[:-1]):
        for is_filled, run in groupby(range(len(texts)), key=lambda column: bool(texts[column])):
            columns = list(run)
            if not is_filled:
                continue
            if len(columns) == 1 and not names[columns[0]]:
                names[columns[0]] = texts[columns[0]]
                continue
            pieces = [texts[column] for column in columns if len(texts[column]) <= _LONGEST_TITLE]
            if pieces:
                yield Title(row, columns[0], columns[-1], _CUT_CHARACTER.sub("(补助)", "".join(pieces)))


def name_total_column(texts: list[list[str]], height: int, total_word_before: Callable[[str], str]) -> None:
    """Names a column whose head was lost where every row shows it to be the total of the columns after it."""
    lowest = texts[height - 1] if height else []
    for column, head in enumerate(lowest):
        if head and _LATIN_ONLY.fullmatch(fold(head)) and _is_total_of_the_right(texts[height:], column):
            lowest[column] = total_word_before(next((name for name in lowest[column + 1 :] if name), ""))


def move_to_outer_subtotals(texts: list[list[str]], height: int) -> None:
    """Moves figures from an inner 小计 to the outer one before it that no row prints: it cannot be nothing."""
    lowest = [fold(text) for text in texts[height - 1]]
    body = texts[height:]
    for outer in range(len(lowest) - 1):
        inner = outer + 1
        is_nested = lowest[outer] == lowest[inner] == "小计" and any(texts[row][inner] for row in range(height - 1))
        if is_nested and not any(row[outer] for row in body):
            for row in body:
                row[outer], row[inner] = row[inner], ""


def _is_total_of_the_right(rows: Sequence[Sequence[str]], column: int) -> bool:
    proofs = 0
    for row in rows:
        own = parse_number(row[column])
        parts = [number.value for text in row[column + 1 :] if (number := parse_number(text)) is not None]
        if own is None or own.value != sum(parts):
            return False
        proofs += 1
    return proofs >= 3
