"""What a table prints, in one shape for both sides of the proof: as the edition says it, and as a reader found it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from gouji.model.amount import fold, parse_number
from gouji.model.claim import Claim, ClaimSet
from gouji.model.document import Place
from gouji.model.edition import Edition, EditionTable, Expected
from gouji.model.point import Point

_UNIT = re.compile(r"\((?:金额)?(?:计量)?单位:?[^)]{1,6}\)")
"""A unit named in a header, which a reader takes out of the path: 价值（金额单位：万元）."""


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One figure of a table: row (label, code), column path, text, value with its decimals and unit, point.

    Labels and paths are without white space, in NFKC. `code` is "" where the table prints none; `unit` "" where the
    figure has none. `place` is where a reader found it.
    """

    label: str
    code: str
    column: tuple[str, ...]
    text: str
    value: Decimal
    decimals: int
    unit: str
    point: Point | None
    unbound: str = ""
    place: Place = field(default_factory=Place)

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Row and column by name."""
        return self.label, self.column


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table: its key in the pack ("" as read), its title, and its figures in the order of print.

    `texts` are the cells of its body that print words, in order (not told of a table that was read).
    """

    key: str
    title: str
    figures: tuple[PrintedFigure, ...]
    texts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The title without white space, by which tables are known."""
        return fold(self.title)


def edition_tables(edition: Edition) -> tuple[PrintedTable, ...]:
    """Every table of an edition with the figures that a reader must find in it."""
    return tuple(_edition_table(table) for table in edition.tables)


def claimed_tables(claims: ClaimSet) -> tuple[PrintedTable, ...]:
    """Every table of a file with the figures that the reader found in it."""
    by_table: dict[int, list[PrintedFigure]] = {}
    for claim in claims.claims:
        if claim.table is not None:
            by_table.setdefault(claim.table, []).append(_claimed(claim, claims))
    return tuple(
        PrintedTable("", table.title, tuple(by_table.get(index, ()))) for index, table in enumerate(claims.tables)
    )


def _edition_table(table: EditionTable) -> PrintedTable:
    texts = tuple(cell.text for line in table.body for cell in line if cell.text and cell.figure is None)
    return PrintedTable(table.key, table.title, tuple(_expected(table.claims)), texts)


def _expected(claims: tuple[Expected, ...]) -> Iterator[PrintedFigure]:
    for claim in claims:
        figure = claim.figure
        if not is_figure(figure.text):
            continue  # a dash for nothing is no figure; a figure found in its place is one too many
        yield PrintedFigure(
            label=fold(claim.label),
            code=fold(claim.code or ""),
            column=plain_path(claim.column),
            text=figure.text,
            value=figure.amount.value,
            decimals=printed_decimals(figure.text, figure.amount.decimals),
            unit=figure.amount.unit or "",
            point=figure.point,
        )


def is_figure(text: str) -> bool:
    """Whether a printed text holds a number at all."""
    return any(character.isdigit() for character in text)


def plain_path(levels: tuple[str, ...]) -> tuple[str, ...]:
    """A header path in the shape in which paths are compared: no white space, no units, no level said twice."""
    plain = [_UNIT.sub("", fold(level)) for level in levels]
    return tuple(level for number, level in enumerate(plain) if level and plain[number - 1 : number] != [level])


def printed_decimals(text: str, otherwise: int) -> int:
    """How many decimals a text prints; `otherwise` where it is more than a number."""
    number = parse_number(text)
    return otherwise if number is None else number.decimals


def _claimed(claim: Claim, claims: ClaimSet) -> PrintedFigure:
    assert claim.table is not None
    row = claims.tables[claim.table].rows[claim.row] if claim.row is not None else None
    return PrintedFigure(
        label=fold(row.label) if row else "",
        code=fold(row.code or "") if row else "",
        column=plain_path(claim.column),
        text=claim.source.text,
        value=claim.amount.value,
        decimals=claim.amount.decimals,
        unit=claim.amount.unit or "",
        point=claim.point,
        unbound=claim.unbound or "",
        place=claim.source.place,
    )
