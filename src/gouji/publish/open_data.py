"""Open data of a publication: every figure of its tables as one line of CSV, with its point, and a Data Package.

data/figures.csv    table, title, row, code, column, text, value, unit, and a column for each dimension
datapackage.json    what the columns mean (Data Package v1)
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from gouji.model.amount import fold, parse_number
from gouji.model.document import Place
from gouji.model.edition import Edition, EditionTable, Expected
from gouji.model.point import Dimension, Point
from gouji.publish.printed import (
    PrintedFigure,
    PrintedTable,
    edition_tables,
    is_figure,
    plain_path,
    printed_decimals,
)

FIGURES = "data/figures.csv"
PACKAGE = "datapackage.json"
_LEVELS = " > "
"""Stands between the levels of a header path."""
_FIELDS: Mapping[str, str] = {
    "table": "表的代号 key of the table",
    "title": "表名 title of the table",
    "row": "行 label of the row",
    "code": "编码 code of the row",
    "column": "列头，自外而内 header path, from the outermost level in",
    "text": "印出的文字 as printed",
    "value": "数值 value, with the decimals as printed",
    "unit": "单位 unit",
}
_DIMENSIONS = tuple(dimension.value for dimension in Dimension)


def edition_to_csv(edition: Edition) -> bytes:
    """Every figure of an edition's tables as CSV (UTF-8 with a mark that spreadsheets understand)."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([*_FIELDS, *_DIMENSIONS])
    for table in edition.tables:
        writer.writerows(_line(table, claim) for claim in table.claims if is_figure(claim.figure.text))
    return stream.getvalue().encode("utf-8-sig")


def edition_to_package(edition: Edition, figures: bytes) -> bytes:
    """The Data Package that describes the CSV."""
    fields = [
        {"name": name, "type": "number" if name == "value" else "string", "description": words}
        for name, words in _FIELDS.items()
    ]
    fields += [{"name": name, "type": "string", "description": f"维度 dimension {name}"} for name in _DIMENSIONS]
    package = {
        "profile": "tabular-data-package",
        "name": f"budget-{edition.code.lower()}-{edition.year}",
        "title": edition.title,
        "resources": [
            {
                "name": "figures",
                "path": FIGURES,
                "profile": "tabular-data-resource",
                "format": "csv",
                "encoding": "utf-8-sig",
                "bytes": len(figures),
                "hash": f"sha256:{hashlib.sha256(figures).hexdigest()}",
                "schema": {"fields": fields, "missingValues": [""]},
            }
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def csv_to_tables(data: bytes) -> tuple[PrintedTable, ...]:
    """The tables that a CSV of figures holds, in its order. ValueError where it is no such CSV."""
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    if lines and not {*_FIELDS, *_DIMENSIONS} <= lines[0].keys():
        raise ValueError("columns are missing")
    tables: dict[tuple[str, str], list[PrintedFigure]] = {}
    for number, line in enumerate(lines, 2):
        tables.setdefault((line["table"], line["title"]), []).append(_figure(line, number))
    return tuple(PrintedTable(key, title, tuple(figures)) for (key, title), figures in tables.items())


def tables_in_csv(edition: Edition) -> Sequence[PrintedTable]:
    """The edition's tables that a CSV holds: those that have figures."""
    return [table for table in edition_tables(edition) if table.figures]


def _line(table: EditionTable, claim: Expected) -> list[str]:
    figure = claim.figure
    members = dict(figure.point) if figure.point is not None else {}
    decimals = printed_decimals(figure.text, figure.amount.decimals)
    value = figure.amount.value.quantize(Decimal(1).scaleb(-decimals))
    row = [table.key, table.title, claim.label, claim.code or "", _LEVELS.join(claim.column)]
    said = [figure.text, f"{value:f}", figure.amount.unit or ""]
    return [*row, *said, *(members.get(dimension, "") for dimension in Dimension)]


def _figure(line: Mapping[str, str], number: int) -> PrintedFigure:
    value = parse_number(line["value"])
    if value is None:
        raise ValueError(f"line {number}: {line['value']!r} is no number")
    members = {Dimension(name): line[name] for name in _DIMENSIONS if line[name]}
    return PrintedFigure(
        label=fold(line["row"]),
        code=fold(line["code"]),
        column=plain_path(tuple(line["column"].split(_LEVELS))),
        text=line["text"],
        value=value.value,
        decimals=value.decimals,
        unit=line["unit"],
        point=Point.of(members) if members else None,
        place=Place(line=number),
    )
