"""The codes a line prints: one column, several columns, or 类 | 款 | 项 in columns of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gouji.law.classifications import dimension_of_code, lookup
from gouji.law.vocabulary import COLUMN, read_label
from gouji.model.amount import fold
from gouji.read.tables.lines import Line
from gouji.read.tables.lists import TableList, head_of

_LEVELS = ("类", "款", "项")
_LEVEL_DIGITS = (3, 2, 2)

Group = tuple[str, tuple[int, ...]]
"""A code's header, and the columns that its levels stand in."""


@dataclass(slots=True)
class Levels:
    """The last 类, 款 and 项 printed in columns of their own: a row may print only its own level.

    >>> levels = Levels(["", "", ""])
    >>> levels.put_together(["201", "", ""]), levels.put_together(["", "40", ""]), levels.put_together(["", "", "01"])
    ('201', '20140', '2014001')
    """

    parts: list[str]

    def put_together(self, printed: Sequence[str]) -> str:
        """The whole code of a row that prints these levels ("" where it prints none)."""
        printed = [text.zfill(2) if level and text.isdigit() else text for level, text in enumerate(printed)]
        deepest = max((level for level, text in enumerate(printed) if text), default=-1)
        if deepest < 0:
            return ""
        if len(printed[deepest]) > _LEVEL_DIGITS[deepest]:
            return printed[deepest]
        parts = [text or above for text, above in zip(printed, self.parts, strict=True)][: deepest + 1]
        if printed[0]:
            parts = [text for text in printed[: deepest + 1] if text]
        self.parts = [*parts, *[""] * (len(printed) - len(parts))]
        return "".join(parts)

    def lengthen(self, printed: str) -> str:
        """A column's next code; the two digits of a 款 stand for its whole code below a 类 or after an entire 项.

        >>> levels = Levels([""])
        >>> [levels.lengthen(text) for text in ("208", "05", "2080505", "99", "2089999")]
        ['208', '20805', '2080505', '20899', '2089999']
        """
        [last] = self.parts
        whole = last[:3] + printed
        if len(printed) != 2 or len(last) not in {3, 7} or not is_listed(whole):
            whole = printed
        self.parts = [whole or last]
        return whole


def code_groups(one: TableList) -> list[Group]:
    """Code columns that are levels of one code, with their common header; any other code column by itself."""
    groups: list[Group] = []
    for index in one.codes:
        path, level = one.columns[index].path, _level_of(head_of(one, index))
        head = path[-2] if level is not None and len(path) > 1 else head_of(one, index)
        last = groups[-1][1] if groups else ()
        if level and last and last[-1] == index - 1 and _level_of(head_of(one, last[-1])) == level - 1:
            groups[-1] = (groups[-1][0], (*last, index))
        else:
            groups.append((head, (index,)))
    return groups


def _level_of(head: str) -> int | None:
    return _LEVELS.index(head) if head in _LEVELS else None


def line_codes(groups: Sequence[Group], levels: Sequence[Levels], line: Line) -> Iterator[tuple[str, str]]:
    """The codes of a line with their headers; words in a code's column (合计) are none."""
    for (head, indices), state in zip(groups, levels, strict=True):
        printed = [_printed_code(line, index) for index in indices]
        whole = state.put_together(printed) if len(indices) > 1 else state.lengthen(printed[0])
        if whole:
            yield head, whole


def _printed_code(line: Line, index: int) -> str:
    slot = line[index]
    if slot is None or slot.column != index or not is_code_text(slot.text):
        return ""
    return fold(slot.text)


def is_code_text(text: str) -> bool:
    """Whether a cell in a code's column prints a code and not a word; catalogues of purchases begin with letters.

    >>> is_code_text("2010301"), is_code_text("P-01"), is_code_text("A"), is_code_text("合计")
    (True, True, True, False)
    """
    return any(character.isdigit() for character in text) or (len(text) == 1 and text.isascii() and text.isalpha())


def own_code_column(groups: Sequence[Group], codes: Sequence[tuple[str, str]]) -> int | None:
    """The last column of the row's own code, the first one of a classification; None where it prints none."""
    for head, text in codes:
        if dimension_of_code(text) is not None and not names_unit(head):
            return next(indices[-1] for name, indices in groups if name == head)
    return None


def names_unit(head: str) -> bool:
    """Whether a code's header says that it is a unit's."""
    return read_label(head, COLUMN).get("list") == "entity"


def is_listed(code: str) -> bool:
    """Whether a code is one of an official classification (of any year)."""
    dimension = dimension_of_code(code)
    return dimension is not None and lookup(dimension, code) is not None
