"""The figures of a publication's open data, read back as its other files are."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from gouji.build.render.opendata import LEVELS
from gouji.model.amount import fold, parse_number
from gouji.model.document import Place
from gouji.model.edition import Edition
from gouji.model.point import Dimension, Point
from gouji.publish.printed import PrintedFigure, PrintedTable, edition_tables, is_figure, plain_path

_NEEDED = frozenset({"table", "title", "row", "code", "column", "text", "value", "unit", *Dimension})


def csv_to_tables(data: bytes) -> tuple[PrintedTable, ...]:
    """The tables that a CSV of figures holds, in its order. ValueError where it is no such CSV."""
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    if lines and not lines[0].keys() >= _NEEDED:
        raise ValueError("columns are missing")
    tables: dict[tuple[str, str], list[PrintedFigure]] = {}
    for number, line in enumerate(lines, 2):
        if not is_figure(line["text"]):
            continue
        tables.setdefault((line["table"], line["title"]), []).append(_figure(line, number))
    return tuple(PrintedTable(key, title, tuple(figures)) for (key, title), figures in tables.items())


def tables_in_csv(edition: Edition) -> Sequence[PrintedTable]:
    """The edition's tables that a CSV holds: those that have figures."""
    return [table for table in edition_tables(edition) if table.figures]


def _figure(line: Mapping[str, str], number: int) -> PrintedFigure:
    value = parse_number(line["value"])
    if value is None:
        raise ValueError(f"line {number}: {line['value']!r} is no number")
    members = {dimension: line[dimension] for dimension in Dimension if line[dimension]}
    return PrintedFigure(
        label=fold(line["row"]),
        code=fold(line["code"]),
        column=plain_path(tuple(line["column"].split(LEVELS))),
        text=line["text"],
        value=value.value,
        decimals=value.decimals,
        unit=line["unit"],
        point=Point.of(members) if members else None,
        place=Place(line=number),
    )
