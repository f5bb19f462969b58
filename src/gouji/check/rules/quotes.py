"""Quote what a finding is about where it is no figure: words of running text, a row of a goal form, a table's title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal

from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.document import Place
from gouji.model.finding import Quote
from gouji.model.goal import Goal
from gouji.model.passage import Passage
from gouji.model.table import Entry

_LONGEST = 80  # characters; a finding names its place, nobody reads a page in it

Role = Literal["culprit", "witness"]


def quote_words(passage: Passage, start: int = 0, end: int | None = None, *, role: Role = "culprit") -> Quote:
    """The words of a passage from one offset to another, with the place where they begin."""
    return Quote(_cut(passage.text[start:end]), passage.place_at(start), role, passage.document)


def quote_indicator(claims: ClaimSet, goal: Goal, number: int, *, role: Role = "culprit") -> Quote:
    """The indicator of that number (from 0) of a goal: name and target, with the place of its row."""
    indicator = goal.indicators[number]
    words = _cut(f"{indicator.name} {indicator.target}".strip())
    row = goal.rows[number]
    place = _row_place(claims, goal.table, row, indicator.name)
    return Quote(words, place, role, claims.tables[goal.table].document, goal.table, row)


def quote_goal(claims: ClaimSet, goal: Goal, words: str = "", *, role: Role = "culprit") -> Quote:
    """A goal as a whole: its words (its name where none are given), with the place where its form begins."""
    place = _row_place(claims, goal.table, goal.row, words or goal.name)
    return Quote(_cut(words or goal.name), place, role, claims.tables[goal.table].document, goal.table, goal.row)


def quote_table(claims: ClaimSet, table: int, *, role: Role = "culprit") -> Quote:
    """A table by its title, with the place where it begins."""
    found = claims.tables[table]
    return Quote(_cut(found.title), found.place, role, found.document, table)


def quote_field(claims: ClaimSet, goal: Goal, path: str, *, role: Role = "culprit") -> Quote:
    """A field of a goal's form by its header path joined with "/": the text and its place; the goal where it is not."""
    table = claims.tables[goal.table]
    last = max((goal.row, *goal.rows))
    for row in table.rows[goal.row : last + 1]:
        for entry in row.entries:
            if "/".join(entry.column.path) == path and entry.places:
                return Quote(_cut(entry.text), entry.places[0], role, table.document, goal.table, row.index)
    return quote_goal(claims, goal, goal.fields.get(path, ""), role=role)


def _row_place(claims: ClaimSet, table: int, row: int, words: str) -> Place:
    """Where a row stands: its target, else the cell that holds the words, else any of its cells, else its table."""
    found = claims.tables[table]
    return next(_places(found.rows[row].entries, fold(words)), found.place)


def _places(entries: Sequence[Entry], words: str) -> Iterator[Place]:
    named = (entry for entry in entries if entry.column.path and "值" in entry.column.path[-1])
    holding = (entry for entry in entries if words and words in fold(entry.text))
    for entry in chain(named, holding, entries):
        yield from entry.places[:1]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
