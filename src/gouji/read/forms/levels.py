"""The first and second level of each indicator: printed once for a merged cell, meant for every line of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gouji.law.goal_forms import first_level_of, is_first_level, is_kind
from gouji.model.amount import fold
from gouji.read.forms.heads import Head, HeadColumn
from gouji.read.forms.pieces import Line, Piece

LEVELS = ("level1", "level2")
_GARBLED = re.compile(r"[^\u4e00-\u9fff()/、]")  # a level in Latin letters, kana or digits
_INFERRED = "一级指标按二级指标推定"

Cell = tuple[HeadColumn, Piece]


@dataclass(slots=True)
class Levels:
    """The levels that stand while a list is read from top to bottom.

    `first_levels` are the first-level kinds that the list prints; `uses_kinds` whether its second levels are the known
    kinds, so that a word which is none of them is damage.
    """

    first_levels: frozenset[str]
    uses_kinds: bool
    standing: dict[str, Piece] = field(default_factory=dict)

    def fill(self, cells: Sequence[Cell], head: Head) -> list[Cell]:
        """The levels of a line: those it prints, else the last ones printed above; and makes them the standing ones."""
        printed = {column.role: piece for column, piece in cells if column.role in LEVELS}
        first = self.standing.get("level1")
        if "level1" in printed and (first is None or fold(printed["level1"].text) != fold(first.text)):
            self.standing.pop("level2", None)
        self.standing.update(printed)
        self._correct_first("level1" in printed)
        by_role = {column.role: column for column in head.columns}
        return [(by_role[role], self.standing[role]) for role in LEVELS if role in self.standing and role in by_role]

    def readable(self, cells: Sequence[Cell], head: Head) -> list[Cell]:
        """The cells of a line without levels that a conversion garbled.

        An unknown word under the second level, where the third is empty, is the third that slid one column to the
        left. Which second level holds from there on is not known.
        """
        third = next((column for column in head.columns if column.role == "level3"), None)
        kept: list[Cell] = []
        for column, piece in cells:
            if not self.uses_kinds or column.role not in LEVELS or is_kind(piece.text):
                kept.append((column, piece))
                continue
            slid = column.role == "level2" and third is not None and all(other.role != "level3" for other, _ in cells)
            is_garbled = _GARBLED.search(fold(piece.text)) is not None
            if column.role == "level2" and (slid or is_garbled):
                self.standing.pop("level2", None)
            if not is_garbled:
                kept.append((third, piece) if slid and third is not None else (column, piece))
        return kept

    def _correct_first(self, is_printed: bool) -> None:
        """Take the first level that the second demands, where the one filled down cannot be right.

        Labels centred in their merged cell come with a middle line of the group in text conversions.
        """
        second = self.standing.get("level2")
        if second is None:
            return
        first = fold(self.standing["level1"].text) if "level1" in self.standing else ""
        possible = [kind for kind in first_level_of(second.text) if kind in self.first_levels]
        if len(possible) != 1 or first in first_level_of(second.text) or (is_printed and is_first_level(first)):
            return
        self.standing["level1"] = replace(second, text=possible[0], doubt=_INFERRED)


def levels_of(lines: Sequence[Line]) -> Levels:
    """The levels of a list before its first line."""
    texts = {fold(piece.text) for line in lines for piece in line.pieces}
    first_levels = frozenset(text for text in texts if is_first_level(text))
    return Levels(first_levels, bool(first_levels) and sum(bool(first_level_of(text)) for text in texts) > 1)


def carry_levels_back(head: Head, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with second levels whose word stands on the next page put at the line where their cell begins.

    A page break cuts a merged cell; its word is drawn in one part only. The other part is known by the lines at the
    page's end that the last word's cell does not reach.
    """
    carried = list(lines)
    column = next((column for column in head.columns if column.role == "level2"), None)
    for index in range(1, len(carried)):
        if column is None or not carried[index].begins_grid or carried[index - 1].grid == carried[index].grid:
            continue
        word = next((piece for piece in carried[index].pieces if head.column_of(piece) is column), None)
        begin = _uncovered(head, carried, index, column)
        if word is not None and begin < index:
            moved = replace(word, line=carried[begin].number)
            pieces = sorted((*carried[begin].pieces, moved), key=lambda piece: piece.column)
            carried[begin] = replace(carried[begin], pieces=tuple(pieces))
    return tuple(carried)


def _uncovered(head: Head, lines: Sequence[Line], end: int, column: HeadColumn) -> int:
    """The index of the first line before `end`, on the same page, below the last word's cell; `end` where none is."""
    begin = end
    for index in range(end - 1, -1, -1):
        if lines[index].grid != lines[end - 1].grid:
            return end
        word = next((piece for piece in lines[index].pieces if head.column_of(piece) is column), None)
        if word is not None:
            below = next((number for number in range(index, end) if lines[number].number >= word.bottom), end)
            return end if word.is_converted else below
    return begin
