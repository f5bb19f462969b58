"""Printed figures as whole numbers, and the lists of a table in which they stand: what identities are derived from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from gouji.model.amount import MONEY_UNITS, fold
from gouji.model.claim import Claim, ClaimSet
from gouji.model.document import Paragraph
from gouji.model.point import Dimension, Point
from gouji.model.table import Row, Table

SCALE = 8
"""A figure's value is a whole number of 10⁻⁸ 元 (or of 10⁻⁸ of another unit): finer than anything printed."""

Header = tuple[str, ...]

_SUBTOTALS = frozenset({"小计", "合计"})

NO_SUM = ("rate", "share", "execution_rate", "unit_price", "score")
"""Measures whose values never add up to a whole."""

_NO_AMOUNTS = ("%", "％", "率", "比例", "占比", "单价", "序号")
"""Words of headers over such values."""

_WITHHELD = re.compile(
    r"(?:保密|涉密|国家秘密)[^。；]{0,30}(?:剔除|不予公开|未予公开|不公开|未公开|不列示|未列示|隐去)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One claim, ready for exact arithmetic: value and quantum in 10⁻⁸ of `kind` ("元" for money, else the unit).

    A book has one figure a claim: figures are the same only where they are the same object.
    """

    claim: Claim
    value: int
    quantum: int
    kind: str

    @property
    def point(self) -> Point | None:
        return self.claim.point

    @property
    def certain(self) -> bool:
        """Whether the reader had no doubt about the figure; one in doubt proves nothing."""
        return self.claim.doubt is None

    @property
    def key(self) -> str:
        return self.claim.id


@dataclass(frozen=True)
class Sheet:
    """One list of one table: its rows, its headers, and the figure of each cell that printed one."""

    table: Table
    number: int
    list_name: str
    rows: tuple[Row, ...]
    headers: tuple[Header, ...]
    cells: Mapping[tuple[int, Header], Figure]
    withholds: bool = False
    """Whether the document says that it leaves out secret rows."""

    @property
    def name(self) -> str:
        """What tells the sheet apart in a family key."""
        return f"{self.number}/{self.list_name}"

    def at(self, row: Row, header: Header) -> Figure | None:
        """The figure where a row meets a header, or None for a blank."""
        return self.cells.get((row.index, header))

    @cached_property
    def row_by_index(self) -> Mapping[int, Row]:
        return {row.index: row for row in self.rows}

    @cached_property
    def points(self) -> Mapping[Header, Mapping[int, Point]]:
        """The points of each column's figures that are not zero, by row index."""
        return {
            header: {
                figure.claim.row: figure.claim.point
                for figure in figures
                if figure.value and figure.claim.point is not None and figure.claim.row is not None
            }
            for header, figures in self.by_header.items()
        }

    @cached_property
    def filled(self) -> frozenset[int]:
        """The rows that print any figure but zero, by index."""
        headers = set(self.headers)
        return frozenset(row for (row, header), figure in self.cells.items() if figure.value and header in headers)

    @cached_property
    def row_points(self) -> Mapping[int, Point]:
        """The point of the first bound figure of each row, by index."""
        found: dict[int, Point] = {}
        for row in self.rows:
            figures = (self.cells.get((row.index, header)) for header in self.headers)
            point = next((one.point for one in figures if one is not None and one.point is not None), None)
            if point is not None:
                found[row.index] = point
        return found

    @cached_property
    def leaves_blank(self) -> bool:
        """Whether the list leaves cells of amounts blank, so that a nought in it was rounded."""
        items = [row.index for row in self.rows if row.role == "item"]
        return any((index, header) not in self.cells for index in items for header in self.headers)

    @cached_property
    def sums(self) -> tuple[Header, ...]:
        """The headers of columns whose figures are amounts of things: rates, prices and scores never add up."""
        return tuple(header for header in self.headers if self._adds_up(header))

    def _adds_up(self, header: Header) -> bool:
        if header and any(mark in header[-1] for mark in _NO_AMOUNTS):
            return False
        figures = self.by_header[header]
        if any(figure.kind == "%" for figure in figures):
            return False
        measures = {figure.claim.point.get(Dimension.MEASURE) for figure in figures if figure.claim.point is not None}
        return not any(measure is not None and measure.startswith(NO_SUM) for measure in measures)

    @cached_property
    def by_header(self) -> Mapping[Header, tuple[Figure, ...]]:
        """The figures of each column, from the top."""
        columns: dict[Header, list[Figure]] = {header: [] for header in self.headers}
        for (_, header), figure in self.cells.items():
            columns[header].append(figure)
        return {header: tuple(figures) for header, figures in columns.items()}

    @cached_property
    def blank_subtotals(self) -> frozenset[tuple[int, Header]]:
        """Cells (row index, header) of a 小计 left blank beside its printed parts: they do not mean nothing."""
        return frozenset(_blank_subtotals(self))

    @cached_property
    def undivided(self) -> frozenset[tuple[int, Header]]:
        """Blank cells (row index, header) below an amount that no row below it breaks down: some mean an amount.

        Only of columns that sum no others: the parts of a 小计 stand for it.
        """
        return frozenset(_blanks_below(self))


def _blank_subtotals(sheet: Sheet) -> Iterator[tuple[int, Header]]:
    subtotals = [header for header in sheet.headers if len(header) > 1 and header[-1] in _SUBTOTALS]
    for whole in subtotals:
        parts = [header for header in sheet.headers if header != whole and header[: len(whole) - 1] == whole[:-1]]
        for row in sheet.rows:
            figures = (sheet.at(row, header) for header in parts)
            if sheet.at(row, whole) is None and any(figure is not None and figure.value for figure in figures):
                yield row.index, whole


def _blanks_below(sheet: Sheet) -> Iterator[tuple[int, Header]]:
    children: dict[int, list[Row]] = defaultdict(list)
    for row in sheet.rows:
        if row.parent is not None and row.parent in sheet.row_by_index:
            children[row.parent].append(row)
    headers = [header for header in sheet.headers if not (header and header[-1] in _SUBTOTALS)]
    for parent, rows in children.items():
        for header in headers:
            figure = sheet.at(sheet.row_by_index[parent], header)
            if figure is not None and figure.value and all(sheet.at(row, header) is None for row in rows):
                yield from ((row.index, header) for row in rows)


@dataclass(frozen=True)
class Book:
    """All figures of a claim set: by sheet, and by point."""

    claims: ClaimSet
    figures: tuple[Figure, ...]
    sheets: tuple[Sheet, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Figure]:
        return {figure.key: figure for figure in self.figures}

    @cached_property
    def by_point(self) -> Mapping[Point, tuple[Figure, ...]]:
        """Figures of tables by the point they are bound to, in reading order."""
        places: dict[Point, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            claim = figure.claim
            if claim.kind == "cell" and claim.point is not None:
                places[claim.point].append(figure)
        return {point: tuple(figures) for point, figures in places.items()}


def open_book(claims: ClaimSet) -> Book:
    """The claims as figures and sheets; a cell that two claims share is left out, for it was not read for sure."""
    figures = tuple(_figures(claims.claims))
    return Book(claims, figures, tuple(_all_sheets(claims, figures, withholds=_says_secrets_are_left_out(claims))))


def reopen_book(book: Book, claims: ClaimSet) -> Book:
    """The book of claims of which some print other values: as `open_book` gives it, but what is the same is kept.

    Claims must be a book's own, in their order, those that were changed replaced by others of the same cells. Tables
    in which nothing changed keep their figures and sheets: the very same objects.
    """
    changed = changed_tables(book.claims, claims)
    pairs = zip(book.claims.claims, claims.claims, strict=True)
    anew = [new for old, new in pairs if old is not new or (new.table is not None and new.table in changed)]
    fresh: dict[str, Figure | None] = dict.fromkeys(claim.id for claim in anew)
    fresh.update((figure.key, figure) for figure in _figures(anew))
    prints = [fresh[claim.id] if claim.id in fresh else book.by_key.get(claim.id) for claim in claims.claims]
    withholds = book.sheets[0].withholds if book.sheets else _says_secrets_are_left_out(claims)
    rebuilt = _all_sheets(claims, [figure for figure in fresh.values() if figure is not None], withholds=withholds)
    sheets = [*(sheet for sheet in book.sheets if sheet.number not in changed), *rebuilt]
    sheets.sort(key=lambda sheet: sheet.number)
    return Book(claims, tuple([figure for figure in prints if figure is not None]), tuple(sheets))


def changed_tables(before: ClaimSet, after: ClaimSet) -> frozenset[int | None]:
    """The tables (by index; None for sentences) in which some claim is another than before."""
    pairs = zip(before.claims, after.claims, strict=True)
    return frozenset(new.table for old, new in pairs if old is not new)


def _all_sheets(claims: ClaimSet, figures: Iterable[Figure], *, withholds: bool) -> Iterator[Sheet]:
    """The sheets of all tables that hold some of the figures, in order."""
    cells: dict[tuple[int, int, Header], Figure] = {}
    shared: set[tuple[int, int, Header]] = set()
    for figure in figures:
        claim = figure.claim
        if claim.table is None or claim.row is None or claim.kind != "cell":
            continue
        place = (claim.table, claim.row, claim.column)
        if place in cells:
            shared.add(place)
        cells[place] = figure
    by_table: dict[int, dict[tuple[int, Header], Figure]] = defaultdict(dict)
    for place, figure in cells.items():
        if place not in shared:
            by_table[place[0]][place[1:]] = figure
    for number, table in enumerate(claims.tables):
        if number in by_table and table.kind != "form":
            yield from _sheets(number, table, by_table[number], withholds=withholds)


def _figures(claims: Iterable[Claim]) -> Iterator[Figure]:
    decimals = decimals_of_columns(claims)
    for claim in claims:
        amount = claim.amount
        places = max(amount.decimals, decimals.get((claim.table, claim.column), 0))
        kind, scale, quantum = _scale_of(amount.unit or "", places)
        value = amount.value * scale
        whole = int(value)
        if quantum and value == whole:
            yield Figure(claim, whole, quantum, kind)


@lru_cache(maxsize=1024)
def _scale_of(unit: str, places: int) -> tuple[str, Decimal, int]:
    """What figures of a unit count, what one of it is worth, and one unit of the last of so many decimals.

    Values and quanta are in 10⁻⁸ of what is counted; the quantum is 0 where it is finer than that.
    """
    factor = MONEY_UNITS.get(unit)
    scale = (factor or Decimal(1)).scaleb(SCALE)
    return unit if factor is None else "元", scale, int(scale.scaleb(-places))


def decimals_of_columns(claims: Iterable[Claim]) -> Mapping[tuple[int | None, Header], int]:
    """Decimals of columns that drop trailing zeros: there 12.5 stands for 12.50 and 13 for 13.00.

    Such a column prints different numbers of decimals and never a decimal 0 at the end.
    """
    printed: dict[tuple[int | None, Header], Counter[int]] = defaultdict(Counter)
    padded: set[tuple[int | None, Header]] = set()
    for claim in claims:
        place = (claim.table, claim.column)
        if claim.table is None:
            continue  # sentences are no column: each prints as many decimals as it means
        printed[place][claim.amount.decimals] += 1
        if place not in padded and claim.amount.decimals and _ends_in_zero(claim.amount.value):
            padded.add(place)
    return {
        place: max((decimals for decimals, times in counts.items() if times > 1), default=0)
        for place, counts in printed.items()
        if len(counts) > 1 and place not in padded
    }


def _ends_in_zero(value: Decimal) -> bool:
    return bool(value) and value.as_tuple().digits[-1] == 0


def _says_secrets_are_left_out(claims: ClaimSet) -> bool:
    """Whether a note or paragraph says that secret items were taken out of what is published."""
    notes = [line for table in claims.tables for line in (*table.above, *table.below)]
    notes += [row.label for table in claims.tables for row in table.rows if row.role == "note"]
    texts = [block.text for document in claims.documents for block in document.blocks if isinstance(block, Paragraph)]
    return any("密" in text and _WITHHELD.search(fold(text)) for text in (*notes, *texts))


def _sheets(
    number: int, table: Table, cells: Mapping[tuple[int, Header], Figure], *, withholds: bool
) -> Iterator[Sheet]:
    lists: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        if row.role != "note":
            lists[row.list_name].append(row)
    for name, rows in lists.items():
        indexes = {row.index for row in rows}
        own = {place: figure for place, figure in cells.items() if place[0] in indexes}
        used = {header for _, header in own}
        headers = tuple(dict.fromkeys(column.path for column in table.columns if column.path in used))
        others = tuple(header for header in dict.fromkeys(place[1] for place in own) if header not in headers)
        if own:
            yield Sheet(table, number, name, tuple(rows), headers + others, own, withholds)
