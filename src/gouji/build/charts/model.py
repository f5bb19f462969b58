"""What a chart shows, before it is drawn: amounts in 元 with their names, and the same as a table of texts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Link:
    """Money (元) that flows from one source to one use, each by its printed name."""

    source: str
    target: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of a whole (元): its name and code, and the group that it stands in."""

    group: str
    name: str
    amount: Decimal
    code: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """An amount of last year and of this year (元)."""

    name: str
    before: Decimal
    after: Decimal
    code: str = ""


Item = Link | Leaf | Change


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: its anchor, title, what it says in one sentence, its items (all of one kind, the drawing follows it).

    `head` and `rows` are the same figures as a table, amounts in 万元 with two decimals; `notes` name the columns of
    amounts' unit and what years they are of. Rows lead with names; the other columns are numbers.
    """

    id: str
    title: str
    summary: str
    items: tuple[Item, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: int = 1
    note: str = "金额以万元为单位，由元四舍五入。"
