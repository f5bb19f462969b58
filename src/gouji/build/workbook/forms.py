"""What a sheet is: its columns, what each may hold, and what the header's note says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from gouji.model.amount import fold

Row = dict[str, Any]
"""One row of a sheet as values of the model, by the columns' fields; a blank is None or the column's `default`."""


class Kind(Enum):
    """What a cell holds."""

    TEXT = auto()
    MONEY = auto()  # 元, at most two decimals, not negative
    NUMBER = auto()  # a decimal that is no money
    COUNT = auto()  # a whole number
    DATE = auto()
    CODE = auto()  # of a classification: digits, with or without the name
    CHOICE = auto()  # of a list
    UNIT = auto()  # of the sheet 单位
    PROJECT = auto()  # of the sheet 项目
    TASK = auto()  # of the sheet 重点任务
    SHOWN = auto()  # a formula: shown, never read


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field that it fills, its header, and how its cells are read.

    A blank where a value is `needed` is a fault; elsewhere it means `default`. `choices` names the list of a CODE or
    CHOICE; `loose` (last year's) takes a unit or project that is not listed as it stands, and codes of any level.
    `formula` is a template in which {field} is that column's cell of the same row.
    """

    field: str
    head: str
    kind: Kind = Kind.TEXT
    note: str = ""
    width: float = 14
    choices: str = ""
    needed: bool = True
    default: Any = None
    loose: bool = False
    formula: str = ""


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet: `key` names its rows, `help` stands below the title, `total` is the field summed above the header.

    `series` is the pattern of headers that a clerk may add ("3月底"), with `series_kind` what their cells hold; the
    field of such a column is the sheet's series name and what the pattern caught. `ready` rows are drawn at least.
    """

    key: str
    title: str
    help: str
    columns: tuple[Column, ...]
    total: str = ""
    series: str = ""
    series_kind: Kind = Kind.TEXT
    ready: int = 40

    def column(self, field: str) -> Column:
        """The column that fills a field."""
        return next(column for column in self.columns if column.field == field)


def head_key(text: str) -> str:
    """A header as headers are compared: folded, without the star, the year of the example and what is in brackets.

    >>> head_key("金额（元）*") == head_key("金额")
    True
    """
    return re.sub(r"\(.*?\)|\*", "", fold(text))


def title_key(text: str) -> str:
    """A sheet's name as names are compared: folded, without quotation marks.

    >>> title_key("“三公”等专项") == title_key("三公等专项")
    True
    """
    return re.sub(r"[“”\"'‘’「」]", "", fold(text))
