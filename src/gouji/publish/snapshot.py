"""All that an edition prints, kept with its publication: what a later correction is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gouji.model.edition import Edition
from gouji.model.point import Dimension, Point
from gouji.publish.printed import PrintedFigure, PrintedTable, edition_tables
from gouji.publish.sentences import edition_lines
from gouji.report.record import Record


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The tables with their figures and words, and the lines outside them, in the order of print."""

    tables: tuple[PrintedTable, ...]
    lines: tuple[str, ...]


def edition_to_snapshot(edition: Edition) -> Snapshot:
    """What an edition prints."""
    return Snapshot(edition_tables(edition), edition_lines(edition))


def snapshot_to_record(snapshot: Snapshot) -> Record:
    """A snapshot as JSON values; `record_to_snapshot` is the way back."""
    return {
        "tables": [
            {
                "key": table.key,
                "title": table.title,
                "figures": [_figure_record(figure) for figure in table.figures],
                "texts": list(table.texts),
            }
            for table in snapshot.tables
        ],
        "lines": list(snapshot.lines),
    }


def record_to_snapshot(record: Mapping[str, Any]) -> Snapshot:
    """The snapshot that JSON values say; KeyError, TypeError or ValueError where they say none."""
    return Snapshot(
        tuple(
            PrintedTable(
                table["key"],
                table["title"],
                tuple(_record_figure(figure) for figure in table["figures"]),
                tuple(table["texts"]),
            )
            for table in record["tables"]
        ),
        tuple(record["lines"]),
    )


def _figure_record(figure: PrintedFigure) -> Record:
    return {
        "row": figure.label,
        "code": figure.code,
        "column": list(figure.column),
        "text": figure.text,
        "value": f"{figure.value:f}",
        "decimals": figure.decimals,
        "unit": figure.unit,
        "point": {dimension.value: member for dimension, member in figure.point} if figure.point is not None else None,
    }


def _record_figure(record: Mapping[str, Any]) -> PrintedFigure:
    point = record["point"]
    return PrintedFigure(
        label=record["row"],
        code=record["code"],
        column=tuple(record["column"]),
        text=record["text"],
        value=Decimal(record["value"]),
        decimals=record["decimals"],
        unit=record["unit"],
        point=Point.of({Dimension(name): member for name, member in point.items()}) if point is not None else None,
    )
