"""What a pack says of a place's forms: tables of lists, rows and columns, and grids (goal forms). Pure data.

A cell of a table stands where a row meets a column. The point that it prints is what the table, the list, the row and
the column say together; nothing is listed cell by cell.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Members = Mapping[str, str]
"""Dimension → member. The year may be "this" or "last"; the vintage "new" (in a table's point, and in templates).

"new" is this year's money in a form whose words do not say so: "current" where money is carried over, else not said.
"""

Show = Literal[
    "",
    "index",
    "label",
    "code",
    "class",
    "division",
    "item",
    "name",
    "blank",
    "text",
    "government_code",
    "government_name",
    "function_code",
    "function_name",
    "by_code",
    "by_name",
    "unit",
    "unit_name",
    "own_unit",
    "nature",
    "unit_or_label",
    "project",
]
"""What a column without a point shows of its row: its number, label, code (whole, or the digits of 类, 款, 项)…

`function_code` and `function_name` are those of the functions that the row's money is for; `government_code` and
`government_name` those of the 政府经济分类 that a row of `each = "economic_pair"` maps to;
`by_code` and `by_name` those that the row's `by` gives, else its own; `unit` and `unit_name` those of the unit
that the row is, or whose project or purchase it is, `own_unit` the code of the unit that it is; `nature` the
kind of the row's project (其他运转类); `unit_or_label` the code of a unit, else the label; `project` the name of the
row's project.
"""


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """One column: header path from the outermost level in, and what it prints.

    With `show` it prints something of the row; with `field` a field of the row's entry (a purchase's price); else the
    figure at `point`. `base` makes it a comparison: where the point's measure begins with "change" the figure less the
    one at `base`, with "rate" that difference as a percentage of it, with "share" the figure as a percentage of it.
    `label` is the text where `show` is "text". `unit` and `decimals` are the table's where not given. `merge` draws
    equal texts below each other as one cell. `zero` is what nothing prints here, where the row does not say. With
    `if_any` the column stands only where the budget has money for it.
    """

    head: tuple[str, ...]
    show: Show = ""
    field: str = ""
    point: Members | None = None
    base: Members = dataclasses.field(default_factory=dict)
    label: str = ""
    unit: str = ""
    decimals: int | None = None
    width: float = 1
    align: str = ""
    merge: bool = False
    zero: str | None = None
    if_any: bool = False


@dataclass(frozen=True, slots=True)
class RowForm:
    """One row, or with `each` the rows of every member that the budget has: function, economic, government_economic
    (codes, at the given `levels`), class (the pack's list of classes), unit, project, purchase, asset, task; department
    (the whole, where its code begins those of its units);
    economic_pair: economic codes, a 款 once for each 政府经济分类 that it maps to. Codes are printed that have money at
    the row's point, or at it with one of `also` in place (last year's, for a comparison).

    `label` is a template ({code}, {name}, {numeral}, {n}, of a purchase {project}); `rows` stand below each of them
    and inherit its point. `code` is a template of the same kind ({function} of a purchase), the member's where not
    given. `fields` fixes dimensions of the point out of the entry's fields; "" takes back what the rows above fix.
    `by` (function, economic) prints it once for each code of that kind at which it has money;
    its label may name the code's name as {by}.
    A row with `each` is printed where it has a figure, unless `always`; a fixed one always, unless `if_any`.
    `foot` rows of the lists of a table stand level with each other at its end. `role`: item, total, of_which, heading
    (which prints no figures). `zero` is the table's where not given; `unit` that of its counts (平方米).
    """

    label: str = ""
    point: Members = dataclasses.field(default_factory=dict)
    each: str = ""
    levels: tuple[int, ...] = ()
    where: Members = dataclasses.field(default_factory=dict)
    also: tuple[Members, ...] = ()
    by: str = ""
    rows: tuple[RowForm, ...] = ()
    role: str = "item"
    code: str = ""
    fields: Members = dataclasses.field(default_factory=dict)
    indent: int = 0
    foot: bool = False
    always: bool = False
    if_any: bool = False
    zero: str | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ListForm:
    """One list of a table: its columns and rows. `name` is the first level of its headers ("收入"), "" for none.

    `title` is what is printed for it, where that is another word than the side that readers take it for (本年收入).
    """

    columns: tuple[ColumnForm, ...]
    rows: tuple[RowForm, ...]
    name: str = ""
    title: str = ""
    point: Members = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid. `text` is a template; `head` a field's word.

    `column` is the header path and `label` (a template) the row by which readers know its figure; the label is the
    project's name where not given. `merge` draws equal texts below each other as one cell. `span` is an expression
    for how many rows it spans, where only the budget says; 0 leaves it out, for it began above.
    """

    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False
    align: str = ""
    column: tuple[str, ...] = ()
    label: str = ""
    merge: bool = False
    span: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid; with `each` (an expression of the template language) one for every member of a list.

    In the cells' templates the member is named `as_`; `when` is an expression that must hold. `rows` stand below each
    of them and know its member; without cells they stand alone.
    """

    cells: tuple[GridCell, ...] = ()
    rows: tuple[GridRow, ...] = ()
    each: str = ""
    as_: str = "row"
    when: str = ""


@dataclass(frozen=True, slots=True)
class TableForm:
    """One statutory table, of lists side by side or (with `grid`) of freely drawn cells.

    `leading` columns stand before the lists (序号). `numbers` prints a row of column numbers under the header, its word
    (栏次) in the first column. `zero` is what an amount of nothing prints. `empty` is the sentence for a table without
    data, `empty_rows` whether its fixed rows are printed all the same. `each` repeats the table for every project, unit
    or task (titles and grids are templates in which it has that name).
    """

    key: str
    title: str
    unit: str = ""
    unit_line: str = ""
    department: str = ""
    decimals: int = 2
    thousands: bool = False
    zero: str = ""
    point: Members = dataclasses.field(default_factory=dict)
    leading: tuple[ColumnForm, ...] = ()
    lists: tuple[ListForm, ...] = ()
    grid: tuple[GridRow, ...] = ()
    widths: tuple[float, ...] = ()
    each: str = ""
    numbers: str = ""
    notes: tuple[str, ...] = ()
    empty: str = ""
    empty_rows: bool = False
    wide: bool = False
    level: int = 2
    source: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A place's forms for a span of years.

    `tables` in the order of the file; `document` is the template of the whole publication, in which a line `@T1` places
    a table. `classes` are the (code, name) of the 类 that two-sided tables print in full. `funds` are the leaf funds
    that its forms can print, `vintages` the lines that they can (current, carried, surplus), and `closes` whether they
    print what is carried to the next year. `thousands` says that sentences mark thousands.
    `needs` are the keys of texts that the officer must write; `duties` what law asks of it.
    """

    name: str
    title: str
    source: str
    valid_from: int
    unit: str
    cover: tuple[str, ...]
    document: str
    tables: tuple[TableForm, ...]
    valid_to: int | None = None
    classes: tuple[tuple[str, str], ...] = ()
    funds: tuple[str, ...] = ()
    vintages: tuple[str, ...] = ("current", "carried", "surplus")
    closes: bool = True
    thousands: bool = False
    needs: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    page: Mapping[str, float] = dataclasses.field(default_factory=dict)
    macros: str = ""

    def table(self, key: str) -> TableForm:
        """The table with a key; KeyError where the pack has none."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)
