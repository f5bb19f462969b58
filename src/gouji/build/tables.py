"""Tables: each cell is the budget's figure at the point that its table, list, row and column say together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import count

from gouji.build.evaluate import Ledger, lies_in
from gouji.build.figures import amount_of, count_of, least_printed, print_count, print_number, round_half_up
from gouji.build.heads import draw_head
from gouji.build.points import finish, narrow, resolve
from gouji.build.residues import NOTE, residues
from gouji.build.rows import PrintedRow, code_name, entry_code, expand_rows, project_name
from gouji.law.dimensions import chinese_name
from gouji.law.packs import ColumnForm, ListForm, Pack, TableForm
from gouji.model.amount import MONEY_UNITS, Amount
from gouji.model.budget import Asset, Project, Purchase
from gouji.model.edition import Align, EditionCell, EditionTable, Expected, Figure
from gouji.model.point import Dimension, Point

_ALIGN: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}
_PARTS = {"class": slice(3), "division": slice(3, 5)}
"""The parts of a code of an entry that a field asks for: economic/class is its 类, economic/division its 款."""
_CODES = frozenset({"code", "class", "by_code"})
"""What columns show where a row's code is printed, whole or in parts."""
_CLASSES = frozenset({"function", "economic", "government_economic", "economic_pair"})
_NUMBERS = frozenset({"quantity", "price", "amount", "reserved", "value"})
"""Fields of entries that are figures."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the printed table: its form, the list it belongs to (None: before the lists), its whole path."""

    form: ColumnForm
    of: ListForm | None
    path: tuple[str, ...]

    @property
    def printed(self) -> tuple[str, ...]:
        """Its header as printed, from the outermost level in."""
        return (self.of.title, *self.path[1:]) if self.of is not None and self.of.title else self.path


def build_table(form: TableForm, ledger: Ledger, pack: Pack) -> EditionTable:
    """One table of lists, filled from the budget."""
    return _Builder(form, ledger, pack).table()


class _Builder:
    """One table while it is made: figures are numbered as they are printed."""

    def __init__(self, form: TableForm, ledger: Ledger, pack: Pack) -> None:
        self.form = form
        self.ledger = ledger
        self.pack = pack
        self.unit = form.unit or pack.unit
        self.numbers = count(1)
        self.claims: list[Expected] = []
        self.year = ledger.budget.year
        self.point = ledger.settle(resolve(form.point, self.year), least_printed(self.unit, form.decimals))

    def table(self) -> EditionTable:
        form, budget = self.form, self.ledger.budget
        columns = [_Column(column, None, self._head(column)) for column in form.leading]
        for listed in form.lists:
            prefix = (listed.name,) if listed.name else ()
            shown = (column for column in listed.columns if not column.if_any or self._has(column, listed))
            columns += [_Column(column, listed, (*prefix, *self._head(column))) for column in shown]
        lines = [self._line(number, rows, columns) for number, rows in enumerate(self._level(), start=1)]
        empty = bool(form.empty) and not any(figure.figure.amount.value for figure in self.claims)
        if empty:
            lines = lines if form.empty_rows else []
            self.claims = self.claims if form.empty_rows else []
        words = {"code": budget.code, "name": budget.name, "year": budget.year, "last": budget.year - 1}
        return EditionTable(
            key=form.key,
            title=form.title.format(**words),
            unit=form.unit_line.format(**words) or (f"单位：{self.unit}" if self.unit else ""),
            department=form.department.format(**words),
            widths=tuple(column.form.width for column in columns),
            head=self._header(columns),
            body=_merge([list(line) for line in lines], [column.form.merge for column in columns]),
            notes=tuple(self._notes(words, empty=empty)),
            wide=form.wide,
            empty=empty,
            level=form.level,
            claims=tuple(self.claims),
        )

    def _notes(self, words: Mapping[str, object], *, empty: bool) -> Iterator[str]:
        yield from (note.format(**words) for note in self.form.notes)
        if empty:
            yield self.form.empty.format(**words)
        if any(residues(self.claims)):
            yield NOTE

    def _has(self, column: ColumnForm, listed: ListForm) -> bool:
        """Whether the budget has money for a column."""
        outer = {**self.point, **resolve(listed.point, self.year)}
        members = narrow(outer, resolve(column.point or {}, self.year))
        return members is not None and self.ledger.has(finish(members, self.year))

    def _head(self, column: ColumnForm) -> tuple[str, ...]:
        return tuple(level.format(year=self.year, last=self.year - 1) for level in column.head)

    def _header(self, columns: Sequence[_Column]) -> tuple[tuple[EditionCell, ...], ...]:
        rows = draw_head([column.printed for column in columns])
        if not self.form.numbers:
            return rows
        texts = [self.form.numbers, *(str(number) for number in range(1, len(columns)))]
        return (*rows, tuple(EditionCell(text, align="center", head=True) for text in texts))

    def _level(self) -> list[list[PrintedRow | None]]:
        """The rows of the lists side by side: those at the foot of each list stand level with each other."""
        sides = []
        for listed in self.form.lists:
            outer = {**self.point, **resolve(listed.point, self.year)}
            sides.append(list(expand_rows(listed.rows, self.ledger, self.pack, outer)))
        tops = [[row for row in side if not row.form.foot] for side in sides]
        feet = [[row for row in side if row.form.foot] for side in sides]
        return [*_side_by_side(tops), *_side_by_side(feet)]

    def _line(
        self, number: int, rows: Sequence[PrintedRow | None], columns: Sequence[_Column]
    ) -> tuple[EditionCell, ...]:
        by_list = dict(zip(map(id, self.form.lists), rows, strict=True))
        cells = []
        for column in columns:
            if column.of is None:
                first = next((row for row in rows if row is not None), None)
                cells.append(self._shown(number, first, column.form))
                continue
            row = by_list[id(column.of)]
            cells.append(EditionCell() if row is None else self._cell(number, row, column))
        return tuple(cells)

    def _cell(self, number: int, row: PrintedRow, column: _Column) -> EditionCell:
        if column.form.show or (column.form.field and column.form.field not in _NUMBERS):
            return self._shown(number, row, column.form)
        figure = None if row.form.role == "heading" or column.of is None else self._figure(row, column.form, column.of)
        if figure is None or column.of is None:
            return EditionCell(align="right")
        if figure.text:
            code = (row.by[0] or row.code) if any(listed.show in _CODES for listed in column.of.columns) else ""
            self.claims.append(Expected(figure, row.label, code or None, column.path))
        return EditionCell(figure.text, align="right", figure=figure if figure.text else None)

    def _shown(self, number: int, row: PrintedRow | None, form: ColumnForm) -> EditionCell:
        align = _ALIGN.get(form.align)
        if form.field and row is not None and row.form.role == "heading":
            return EditionCell()
        if form.field and row is not None and row.entry is None:
            return EditionCell(row.label if form is self.form.lists[0].columns[0] else "")
        if row is not None and form.field == "project_name":
            return EditionCell(self._project_of(row))
        if form.show == "index":
            return EditionCell(str(number), align=align or "center")
        if row is None:
            return EditionCell()
        text = self._said_of(row, form) or _text_of(row, form)
        indent = row.indent if form.show in ("label", "name") else 0
        return EditionCell(text, align=align or "left", indent=indent)

    def _said_of(self, row: PrintedRow, form: ColumnForm) -> str:
        """What only the budget knows of a row: its 政府经济分类, its unit, the name of its economic class."""
        if form.show.startswith("function"):
            point = finish({**self.point, **row.members}, self.year)
            codes = self.ledger.members_of(Dimension.FUNCTION, point)
            names = (code_name(self.ledger.budget, Dimension.FUNCTION, code) for code in codes)
            return "、".join(codes if form.show == "function_code" else names) if row.entry is not None else ""
        if form.show.startswith("government"):
            return self._mapped(row, form.show)
        if form.show in ("unit", "unit_name"):
            code = row.code if row.form.each in ("unit", "department") else getattr(row.entry, "unit", "")
            units = {unit.code: unit.name for unit in self.ledger.budget.units}
            return code if form.show == "unit" else units.get(code, row.name if code and row.code == code else "")
        if form.field == "bought":
            return row.name if isinstance(row.entry, Purchase) else ""
        if form.field == "unit_name":
            code = getattr(row.entry, "unit", "")
            return next((unit.name for unit in self.ledger.budget.units if unit.code == code), "")
        if form.field == "economic_name":
            return code_name(self.ledger.budget, Dimension.ECONOMIC, getattr(row.entry, "economic", ""))
        code, _, part = form.field.partition("/")
        return entry_code(self.ledger.budget, row.entry, code)[_PARTS[part]] if part else ""

    def _mapped(self, row: PrintedRow, show: str) -> str:
        """The 政府经济分类 of a row, or its name."""
        code = row.members.get(Dimension.GOVERNMENT_ECONOMIC, "")
        named = show == "government_name" and code
        return code_name(self.ledger.budget, Dimension.GOVERNMENT_ECONOMIC, code) if named else code

    def _project_of(self, row: PrintedRow) -> str:
        return project_name(self.ledger.budget, row.entry)

    def _figure(self, row: PrintedRow, form: ColumnForm, listed: ListForm) -> Figure | None:
        """The figure of a cell; None where row and column have nothing in common."""
        outer = {**self.point, **resolve(listed.point, self.year), **row.members}
        if isinstance(row.entry, Purchase) and any(column.field == "project_name" for column in listed.columns):
            outer |= resolve({"project": self._project_of(row)} if row.entry.project else {}, self.year)
        inner = resolve(form.point or {}, self.year)
        members = _joined(outer, inner) if form.field else narrow(outer, inner)
        if members is None:
            return None
        point = _of_project(finish(members, self.year))
        unit, decimals = form.unit or self.unit, self.form.decimals if form.decimals is None else form.decimals
        if form.field and hasattr(row.entry, form.field):
            return self._of_entry(row, form, point, unit, decimals)
        if form.field in ("quantity", "price"):
            return None
        measure = point.get(Dimension.MEASURE) or ""
        if form.base:
            return self._compared(point, form, measure, unit, decimals)
        value = self.ledger.at(point)
        if measure in ("count", "area"):
            if row.form.role == "total":
                return None  # pieces of different things do not add up
            return self._print(count_of(value, form.unit or row.form.unit), point, print_count(value) if value else "")
        zero = form.zero if row.form.zero is None else row.form.zero
        return self._money(value, point, unit, decimals, zero)

    def _of_entry(self, row: PrintedRow, form: ColumnForm, point: Point, unit: str, decimals: int) -> Figure | None:
        """A figure that an entry states itself: the price of a purchase, the value of an asset."""
        value = getattr(row.entry, form.field, None)
        fund = point.get(Dimension.FUND)
        if value is None:
            return None
        if isinstance(row.entry, Purchase) and fund and not lies_in(Dimension.FUND, row.entry.fund, fund):
            return None
        if form.field == "quantity":
            return self._print(count_of(value, form.unit), point, print_count(value))
        return self._money(value, point, unit, decimals, row.form.zero)

    def _compared(self, point: Point, form: ColumnForm, measure: str, unit: str, decimals: int) -> Figure | None:
        plain, base = point.without(Dimension.MEASURE), resolve(form.base, self.year)
        this, other = self.ledger.at(plain), self.ledger.at(finish({**plain.fixed, **base}, self.year))
        if measure.startswith("change"):
            return self._money(this - other, point, unit, decimals, form.zero, formula="本年数 − 上年数")
        if not other:
            return None  # there is no rate on a base of nothing
        share = measure.startswith("share")
        percent = round_half_up(100 * Fraction(this if share else this - other) / Fraction(other), decimals)
        formula = "占比" if share else "（本年数 − 上年数）÷ 上年数"
        return self._print(Amount(percent, decimals, "%"), point, print_number(percent) + "%", formula)

    def _money(
        self, value: Decimal, point: Point, unit: str, decimals: int, zero: str | None, formula: str = ""
    ) -> Figure:
        amount = amount_of(value, unit, decimals)
        text = print_number(amount.value, thousands=self.form.thousands)
        if not value:
            text = self.form.zero if zero is None else zero
        exact = Fraction(value) / Fraction(MONEY_UNITS.get(unit, Decimal(1)))
        return self._print(amount, point, text, formula, str(Decimal(exact.numerator) / Decimal(exact.denominator)))

    def _print(self, amount: Amount, point: Point, text: str, formula: str = "", exact: str = "") -> Figure:
        return Figure(f"{self.form.key}-{next(self.numbers)}", text, amount, point, formula, exact)


def _text_of(row: PrintedRow, form: ColumnForm) -> str:
    """What a column shows of a row in words."""
    if form.field:
        return _field(row, form.field)
    code = row.code
    if form.show in ("class", "division", "item") and row.form.each not in _CLASSES and not row.form.code:
        return ""
    match form.show:
        case "label":
            return row.label
        case "name":
            return row.name
        case "code":
            return code
        case "class":
            return code[:3]
        case "division":
            return code[3:5]
        case "item":
            return code[5:7]
        case "unit_or_label":
            return code if row.form.each in ("unit", "department") else row.label
        case "own_unit":
            return code if row.form.each in ("unit", "department") else ""
        case "by_code":
            return row.by[0] or code
        case "by_name":
            return row.by[1] or row.name
        case "project":
            return row.label if isinstance(row.entry, Project) else ""
        case "nature":
            nature = getattr(row.entry, "nature", "")
            return chinese_name(Dimension.NATURE, nature) if isinstance(row.entry, Project) else ""
        case "text":
            return form.label.format(code=code, name=row.name, label=row.label)
        case _:
            return ""


def _of_project(point: Point) -> Point:
    """A point of a project without what the project says by itself: that it is one, and whose it is."""
    return point.without(Dimension.NATURE, Dimension.ENTITY) if Dimension.PROJECT in point.fixed else point


def _joined(outer: Mapping[Dimension, str], inner: Mapping[Dimension, str]) -> dict[Dimension, str]:
    """What a record and a column say: the column's word, and of a line of purchases the part that it names."""
    line, part = outer.get(Dimension.ITEM, ""), inner.get(Dimension.ITEM, "")
    of_line = {Dimension.ITEM: f"{part}/{line.partition('/')[2]}"} if part and "/" in line else {}
    return {**outer, **inner, **of_line}


def _field(row: PrintedRow, name: str) -> str:
    value = getattr(row.entry, name, None)
    if value is None and isinstance(row.entry, Project | Purchase | Asset):
        value = getattr(row.entry, "fields", {}).get(name, "")
    return "" if value is None else print_count(value) if isinstance(value, Decimal) else str(value)


def _side_by_side(sides: Sequence[Sequence[PrintedRow]]) -> list[list[PrintedRow | None]]:
    height = max(map(len, sides), default=0)
    return [[side[number] if number < len(side) else None for side in sides] for number in range(height)]


def _merge(lines: list[list[EditionCell]], merged: Sequence[bool]) -> tuple[tuple[EditionCell, ...], ...]:
    """Equal texts below each other, in the columns that ask for it, as one cell: the others are left out."""
    left_out: set[tuple[int, int]] = set()
    for column in (number for number, merge in enumerate(merged) if merge):
        for top, length in _stretches([line[column].text for line in lines]):
            lines[top][column] = replace(lines[top][column], rows=length)
            left_out |= {(top + below, column) for below in range(1, length)}
    return tuple(
        tuple(cell for column, cell in enumerate(line) if (number, column) not in left_out)
        for number, line in enumerate(lines)
    )


def _stretches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where equal texts that are not empty begin, and how many follow each other."""
    top = 0
    while top < len(texts):
        length = 1
        while texts[top] and top + length < len(texts) and texts[top + length] == texts[top]:
            length += 1
        yield top, length
        top += length
