"""Heads of an indicator list: which lines are heads, and what each column holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji.law.goal_forms import field_group, first_level_of, head_role, is_first_level
from gouji.model.amount import fold
from gouji.read.forms.pieces import Line, Piece, join_overlapping, printed_word
from gouji.read.forms.value_heads import is_garbled_head, is_unclear, mend_value_heads

TOTALS = frozenset({"合计", "总计", "金额合计", "小计", "总分"})  # words of a row that sums up
_LIST_ROLES = frozenset({"level1", "level2", "level3", "indicator", "value", "activity"})
_LEVELS = frozenset({"level1", "level2", "level3", "indicator"})


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """One column of an indicator list: the grid columns it takes, its head path as printed, and what it holds.

    `role` is a head role (level1, value, unit…), or a field group (identity, money, goal…) where the list has columns
    of the project too; "unclear" where the head cannot be told, so that nothing below it is read.
    """

    start: int
    end: int
    path: tuple[str, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an indicator list: its lines (first, last) and columns; `label` is the section word to its left."""

    first: int
    last: int
    columns: tuple[HeadColumn, ...]
    label: str = ""

    @property
    def holds_projects(self) -> bool:
        """Whether each line also names its project, as in tables of many projects."""
        return any(column.role == "identity" for column in self.columns)

    def column_of(self, piece: Piece) -> HeadColumn | None:
        """The column in which a piece begins, or None where it stands left of all."""
        for column in reversed(self.columns):
            if column.start <= piece.column:
                return column
        return None


def is_head_line(line: Line) -> bool:
    """Whether the line holds heads of an indicator list: at least two of them, one of them a level.

    Tables of many projects may head all levels by one word (绩效指标) beside the project's own columns.
    """
    if len(line.pieces) < 2:
        return False
    roles = [head_role(piece.text) for piece in line.pieces]
    known = [role for role in roles if role in _LIST_ROLES]
    if not known:
        return False
    if len(set(known)) >= 2 and any(role in _LEVELS for role in known):
        return True
    groups = [field_group(piece.text) for piece in line.pieces]
    return (
        "indicator" in known
        and "identity" in groups
        and all(role or group for role, group in zip(roles, groups, strict=True))
    )


def find_head(lines: Sequence[Line], index: int) -> Head:
    """The head around the head line at `index`: lines above that stand over it, lines below that divide it."""
    first = index
    while first > 0 and _stands_over(lines[first - 1], lines[index]):
        first -= 1
    last = index
    while last + 1 < len(lines) and _divides(lines[last + 1], lines[first : last + 1]):
        last += 1
    pieces = [piece for line in lines[first : last + 1] for piece in _mend_words(line.pieces)]
    if first > 0 and is_garbled_head(lines[first - 1], lines[first]):
        first -= 1
        pieces = [*(piece for piece in lines[first].pieces if piece.is_head), *pieces]
    columns, label = _columns(mend_value_heads(pieces))
    return Head(first, last, columns, label)


def _stands_over(upper: Line, head: Line) -> bool:
    """Whether the line above belongs to the head: only head words, with one that reaches down or all of them heads."""
    if upper.number + 1 < head.number - 1 or upper.grid != head.grid:
        return False
    if not all(_may_stand_over(piece) for piece in upper.pieces):
        return False
    reaches_down = any(piece.bottom > head.number and not is_first_level(piece.text) for piece in upper.pieces)
    return reaches_down or all(piece.is_head or is_first_level(piece.text) for piece in upper.pieces)


def _may_stand_over(piece: Piece) -> bool:
    return piece.is_head or piece.is_field or is_first_level(piece.text) or fold(piece.text) == "其中:"


def _divides(below: Line, head: Sequence[Line]) -> bool:
    """Whether the line below holds sub-heads of the head lines."""
    if below.grid != head[-1].grid or not below.pieces:
        return False
    if not all(piece.is_head or piece.is_field for piece in below.pieces):
        return False
    if is_head_line(below) and len(below.pieces) >= len(head[-1].pieces):
        return False
    above = [piece for line in head for piece in line.pieces]
    if any(piece.bottom > below.number for piece in above if not _is_side_label(piece)):
        return True
    return all(head_role(piece.text) == "value" for piece in below.pieces)


def _is_side_label(piece: Piece) -> bool:
    return head_role(piece.text) == "indicator" or field_group(piece.text) in {"section", "goal"}


def _mend_words(pieces: Sequence[Piece]) -> list[Piece]:
    """Heads whose word a wrong column line cut in two (绩效指标 | 标描述) as one."""
    mended: list[Piece] = []
    for piece in pieces:
        is_word = piece.is_head or piece.is_field
        if (
            mended
            and not is_word
            and mended[-1].line == piece.line
            and (word := _cut_head(mended[-1].text, piece.text))
        ):
            mended[-1] = replace(mended[-1], end=piece.end, text=word)
        else:
            mended.append(piece)
    return mended


def _cut_head(left: str, right: str) -> str | None:
    """The head that two pieces show: joined at what both show, or with one stray character left out."""
    whole = join_overlapping(left, right)
    candidates = [whole, left + "描述"] if fold(right).endswith("描述") else [whole]
    if head_role(left) is None:
        candidates += [whole[:place] + whole[place + 1 :] for place in range(len(whole))]
    return next((word for word in candidates if head_role(word) is not None), None)


def _columns(pieces: Sequence[Piece]) -> tuple[tuple[HeadColumn, ...], str]:
    """The columns under the heads, and the section word that stands to their left."""
    first_level = next((piece.column for piece in pieces if head_role(piece.text) == "level1"), None)
    label = ""
    standing = []
    for piece in pieces:
        if (
            first_level is not None
            and piece.end <= first_level
            and _is_side_label(piece)
            and not _is_goal_column(piece)
        ):
            label = printed_word(piece)
        else:
            standing.append(piece)
    columns: list[HeadColumn] = []
    before: tuple[Piece, ...] = ()
    for column in range(max((piece.end for piece in standing), default=0)):
        over = tuple(piece for piece in standing if piece.covers(column))
        if not over or (over == before and columns):
            if columns:
                columns[-1] = replace(columns[-1], end=column + 1)
            continue
        before = over
        path = tuple(printed_word(piece) for piece in sorted(over, key=lambda piece: piece.line))
        columns.append(HeadColumn(column, column + 1, path, _role(over[-1])))
    return _with_descriptions(columns), label


def _is_goal_column(piece: Piece) -> bool:
    """Whether 绩效目标 heads a column of its own (tables of many projects) and is no section word at the side."""
    return field_group(piece.text) == "goal" and head_role(piece.text) is None


def _role(piece: Piece) -> str:
    if is_unclear(piece.text):
        return "unclear"
    return head_role(piece.text) or field_group(piece.text) or ("kind" if _is_kind(piece.text) else "other")


def _is_kind(text: str) -> bool:
    return is_first_level(text) or bool(first_level_of(text))


def _with_descriptions(columns: Sequence[HeadColumn]) -> tuple[HeadColumn, ...]:
    """The columns, with 绩效指标 read as what it heads there.

    Beside a column of the third level it is the description; where no level has a column, each project's indicators
    stand in one cell, which is a text of the project.
    """
    roles = {column.role for column in columns}
    meaning = "description" if "level3" in roles else "indicator"
    if "identity" in roles and not roles & {"level1", "level2", "level3", "value"}:
        meaning = "goal"
    return tuple(replace(column, role=meaning) if column.role == "indicator" else column for column in columns)
