"""Open data of an edition: one CSV a table, all figures as one CSV with their points, and the Data Package of both.

data/figures.csv      one row a figure: where it stands, what it says, in its unit and in 元, and a column a dimension
data/tables/t1.csv …  the tables as they are printed, header paths as column names
datapackage.json      what the columns mean (Frictionless Data Package, v1)
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from gouji.build.render.layout import Placed, place_cells
from gouji.model.amount import MONEY_UNITS, parse_number
from gouji.model.edition import Edition, EditionCell, EditionTable, Figure
from gouji.model.point import Dimension

FIGURES = "data/figures.csv"
PACKAGE = "datapackage.json"
TABLES = "data/tables/"
LEVELS = " / "
"""Stands between the levels of a header path."""

_SAFE = re.compile(r"[^a-z0-9._-]+")
_FIELDS: Mapping[str, tuple[str, str]] = {
    "table": (
        "string",
        "表的代号，tables 目录中的文件以它的小写命名 Key of the table; its file in tables/ has it in small letters.",
    ),
    "title": ("string", "表名 Title of the table."),
    "row": ("string", "行的名称 Label of the row."),
    "code": ("string", "行的编码 Code of the row, as printed."),
    "column": ("string", f"列头，自外而内，以“{LEVELS}”相连 Header path, from the outermost level in."),
    "text": ("string", "印出的文字 The figure as printed."),
    "value": ("number", "数值，单位见 unit The printed number, in the unit named beside it."),
    "unit": ("string", "单位 Unit: of money, of a count, or %."),
    "yuan": ("number", "印出的金额折合为元；不是金额的为空 The printed amount in yuan; empty where it is not money."),
    "formula": ("string", "由多个数算得的，说明算法 How it was computed, where it is more than one point."),
}
_DIMENSIONS: Mapping[Dimension, str] = {
    Dimension.FLOW: "收支 Income, expenditure, carry-over.",
    Dimension.ENTITY: "预算单位；空为整个部门 Budget unit; empty: the whole department.",
    Dimension.YEAR: "年度 Year.",
    Dimension.STAGE: "预算、执行或决算 Budget, executed or final.",
    Dimension.FUND: "资金来源 Fund.",
    Dimension.VINTAGE: "当年安排或上年结转 This year's money or carried over.",
    Dimension.FUNCTION: "支出功能分类科目编码 Functional classification.",
    Dimension.ECONOMIC: "部门预算支出经济分类科目编码 Economic classification of departments.",
    Dimension.GOVERNMENT_ECONOMIC: "政府预算支出经济分类科目编码 Economic classification of governments.",
    Dimension.NATURE: "支出性质 Nature: basic, project…",
    Dimension.PROJECT: "项目 Project.",
    Dimension.ITEM: "专项口径（“三公”经费、采购、资产等）What cuts across: three public expenses, procurement, assets…",
    Dimension.MEASURE: "度量；空为金额 What is measured; empty: an amount.",
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table as a CSV: column names, which columns hold figures only (with their one unit), and the rows."""

    names: tuple[str, ...]
    units: tuple[str | None, ...]
    rows: tuple[tuple[str, ...], ...]


def render_opendata(edition: Edition) -> dict[str, bytes]:
    """All files of the package by their path in it, the description last; the same edition gives the same bytes."""
    files = {path: render_csv(table) for path, table in table_paths(edition).items()}
    files = {FIGURES: render_figures(edition), **files}
    return {**files, PACKAGE: render_package(edition, files)}


def table_paths(edition: Edition) -> dict[str, EditionTable]:
    """The tables by the path of their CSV; two of the same key are numbered."""
    seen: Counter[str] = Counter()
    paths: dict[str, EditionTable] = {}
    for table in edition.tables:
        name = _SAFE.sub("-", table.key.lower()).strip("-") or "table"
        seen[name] += 1
        path = f"{TABLES}{name}.csv" if seen[name] == 1 else f"{TABLES}{name}-{seen[name]}.csv"
        paths[path] = table
    return paths


def render_csv(table: EditionTable) -> bytes:
    """One table as CSV (UTF-8 with a mark that spreadsheets know): a row of header paths, then the printed rows.

    Figures are plain numbers in the printed unit. A cell over several rows or columns stands at its top left only.
    """
    sheet = _sheet(table)
    return _csv([sheet.names, *sheet.rows])


def render_figures(edition: Edition) -> bytes:
    """Every figure of the edition's tables as one CSV, in the order of print."""
    lines: list[Sequence[str]] = [[*_FIELDS, *(dimension.value for dimension in Dimension)]]
    for table in edition.tables:
        for claim in table.claims:
            figure = claim.figure
            members = dict(figure.point) if figure.point is not None else {}
            where = [table.key, table.title, claim.label, claim.code or "", LEVELS.join(claim.column)]
            what = [figure.text, _value(figure), figure.amount.unit or "", _yuan(figure), figure.formula]
            lines.append([*where, *what, *(members.get(dimension, "") for dimension in Dimension)])
    return _csv(lines)


def render_package(edition: Edition, files: Mapping[str, bytes]) -> bytes:
    """The description of the CSV files.

    `licenses` is left to the publisher: the standard knows no empty one, so the key is not there until one is named.
    """
    tables = table_paths(edition)
    resources = [_resource("figures", FIGURES, "全部数字 All figures", files[FIGURES], _figure_fields())]
    for path, table in tables.items():
        name = f"table-{path.removeprefix(TABLES).removesuffix('.csv')}"
        resources.append(_resource(name, path, table.title, files[path], _table_fields(table)))
    package = {
        "profile": "tabular-data-package",
        "name": _SAFE.sub("-", f"budget-{edition.code.lower()}-{edition.year}"),
        "title": edition.title,
        "description": f"{edition.name}{edition.year}年部门预算的全部公开数据。"
        "licenses 由发布单位填写 The publisher names the licence.",
        "sources": [{"title": edition.title}],
        "contributors": [{"title": edition.name, "role": "publisher"}],
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(name: str, path: str, title: str, data: bytes, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _figure_fields() -> list[dict[str, Any]]:
    fields = [{"name": name, "type": kind, "description": words} for name, (kind, words) in _FIELDS.items()]
    return [*fields, *({"name": d.value, "type": "string", "description": _DIMENSIONS[d]} for d in Dimension)]


def _table_fields(table: EditionTable) -> list[dict[str, Any]]:
    sheet = _sheet(table)
    fields: list[dict[str, Any]] = []
    for name, unit in zip(sheet.names, sheet.units, strict=True):
        field: dict[str, Any] = {"name": name, "type": "string" if unit is None else "number"}
        if unit:
            field |= {"unit": unit, "description": f"单位：{unit}"}
        fields.append(field)
    return fields


def _sheet(table: EditionTable) -> _Sheet:
    width = len(table.widths)
    body = place_cells(table.body, width)
    rows = tuple(tuple(_filled(row, width)) for row in body if any(one.cell.text for one in row))
    return _Sheet(_names(table, width), _units(body, width), rows)


def _names(table: EditionTable, width: int) -> tuple[str, ...]:
    """A name for each column: its header path; the rows that only count the columns (栏次) are no header."""
    levels: list[list[str]] = [[] for _ in range(width)]
    for row in place_cells(table.head, width):
        texts = [one.cell.text for one in row if one.cell.text]
        if len(texts) > 1 and all(text.isdigit() or text in ("栏次", "行次") for text in texts):
            continue
        for one in row:
            text = "".join(one.cell.text.split())
            for column in range(one.column, one.column + one.cell.columns):
                if text and levels[column][-1:] != [text]:
                    levels[column].append(text)
    return tuple(_unique(LEVELS.join(path) or f"第{number}列" for number, path in enumerate(levels, start=1)))


def _unique(names: Iterable[str]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _units(body: Sequence[Sequence[Placed]], width: int) -> tuple[str | None, ...]:
    """For each column the unit of its figures; None where it holds texts too; "" where they have several units."""
    units: list[set[str]] = [set() for _ in range(width)]
    texts: set[int] = set()
    for row in body:
        for one in row:
            if one.cell.figure is not None and parse_number(one.cell.text) is not None:
                units[one.column].add(one.cell.figure.amount.unit or "")
            elif one.cell.text:
                texts.add(one.column)
    return tuple(
        None if number in texts or not found else (next(iter(found)) if len(found) == 1 else "")
        for number, found in enumerate(units)
    )


def _filled(row: Sequence[Placed], width: int) -> list[str]:
    texts = [""] * width
    for one in row:
        texts[one.column] = _text(one.cell)
    return texts


def _text(cell: EditionCell) -> str:
    """A figure as a plain number; any other text as printed. A target in words (≥95%) stays what it is."""
    if cell.figure is not None and parse_number(cell.text) is not None:
        return _value(cell.figure)
    return cell.text


def _value(figure: Figure) -> str:
    """The number with the decimals that are printed; a count has those of its own."""
    printed = parse_number(figure.text)
    decimals = figure.amount.decimals if printed is None else printed.decimals
    return f"{figure.amount.value.quantize(Decimal(1).scaleb(-decimals)):f}"


def _yuan(figure: Figure) -> str:
    yuan = figure.amount.yuan if figure.amount.unit in MONEY_UNITS else None
    return "" if yuan is None else f"{yuan.quantize(Decimal('0.01')):f}"


def _csv(lines: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(lines)
    return stream.getvalue().encode("utf-8-sig")
