"""A table as a person reads it: grids joined over pages, with title, unit, header paths, and rows that have a label."""

from __future__ import annotations

from dataclasses import dataclass, field

from gouji.model.document import Place


@dataclass(frozen=True, slots=True)
class Column:
    """A column's header path from the outermost level in, as printed without white space, e.g. ("基本支出", "小计").

    In a two-sided (or three- or four-list) table the first level is the side: 收入 or 支出. `unit` is set where the
    header names one, e.g. 价值（万元）.
    """

    path: tuple[str, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands where a row meets a column. `text` has page splits joined and line breaks removed.

    `places` has one place per printed piece (two where a page break split the cell). `doubt` says why the value or its
    column is not certain (OCR, guessed column, repaired digits that could be read in two ways), else None.
    """

    column: Column
    text: str
    places: tuple[Place, ...]
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of one list of a table.

    `code` is the classification, unit or project code with page splits joined; `codes` gives every code the row
    prints by the header of its column, for tables with several (功能 × 经济). `parent` is the index in `Table.rows` of
    the row that this one is part of, from codes, numbering or indentation. `role`: "item", "total" (合计, 总计),
    "of_which" (其中: parts that need not exhaust the parent), "note". `labels` holds the row's text cells by header.
    `list_name` tells apart the lists of a many-list table (收入, 支出…), "" in others.
    """

    index: int
    label: str
    code: str | None = None
    parent: int | None = None
    role: str = "item"
    path: tuple[str, ...] = ()
    list_name: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One published table: `number` counts from 1 in the document; `unit` is what its unit line says, else None.

    `kind`: "money" (a matrix of amounts), "form" (a goal form: fields and indicators), "list" (text with counts).
    `above` and `below` are the lines around it that belong to it (unit line, department line, notes 注:…).
    `document` is the index in `ClaimSet.documents` of the file it stands in.
    """

    number: int
    title: str
    unit: str | None
    pages: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    kind: str = "money"
    place: Place = field(default_factory=Place)
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    document: int = 0
