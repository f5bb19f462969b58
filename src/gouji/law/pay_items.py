"""Contributions that a budget prints twice: as an economic class, and as functional items made for them.

Source: 政府收支分类科目 (财政部, yearly): the items of 20805, 21011 and 22102. That the two agree is custom, no
identity.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class PayItem:
    """One contribution: its economic class, the functional items (and their 款) that hold it, its name, the source."""

    economic: str
    functions: tuple[str, ...]
    name: str
    group: str
    source: str


@cache
def pay_items() -> tuple[PayItem, ...]:
    """All contributions, in the order of their economic classes.

    >>> [item.functions for item in pay_items() if item.economic == "30110"]
    [('2101101', '2101102')]
    """
    text = files("gouji.law").joinpath("data/pay_items.csv").read_text("utf-8")
    return tuple(
        PayItem(row["economic"], tuple(row["functions"].split()), row["name"], row["group"], row["source"])
        for row in csv.DictReader(text.splitlines())
    )
