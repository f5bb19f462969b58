"""One name for one project: its code in one table and its name in another, with or without the unit that runs it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gouji.law.vocabulary import COLUMN, read_label
from gouji.model.amount import fold
from gouji.model.claim import Claim
from gouji.model.point import Dimension, Point
from gouji.model.table import Row, Table

_OF_COLUMNS = (Dimension.FLOW, Dimension.FUND, Dimension.VINTAGE, Dimension.MEASURE, Dimension.YEAR, Dimension.STAGE)


def unify_projects(tables: Sequence[Table], claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each project under its name where no other has it, else its code; its unit left out likewise."""
    names = _names_by_code(tables)
    codes: dict[str, set[str]] = defaultdict(set)
    for code, name in names.items():
        codes[name].add(code)
    named = [_named(claim, names, codes) for claim in claims]
    units: dict[str, set[str]] = defaultdict(set)
    for claim in named:
        project, unit = _fixed(claim, Dimension.PROJECT), _fixed(claim, Dimension.ENTITY)
        if project is not None and unit is not None:
            units[project].add(unit)
    return _number_namesakes([_without_unit(claim, units) for claim in named])


def _number_namesakes(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; where one table lists several projects of the same name, they are counted: 「某项目（第2项）」."""
    rows: dict[tuple[int | None, Point], dict[int | None, None]] = defaultdict(dict)
    for claim in claims:
        if claim.kind == "cell" and _fixed(claim, Dimension.PROJECT) is not None and claim.point is not None:
            rows[claim.table, claim.point.without(*_OF_COLUMNS)].setdefault(claim.row)
    return [_numbered(claim, rows) for claim in claims]


def _numbered(claim: Claim, rows: Mapping[tuple[int | None, Point], Mapping[int | None, None]]) -> Claim:
    if claim.point is None or _fixed(claim, Dimension.PROJECT) is None:
        return claim
    namesakes = list(rows.get((claim.table, claim.point.without(*_OF_COLUMNS)), ()))
    if len(namesakes) < 2 or claim.row not in namesakes:
        return claim
    name = f"{claim.point[Dimension.PROJECT]}（第{namesakes.index(claim.row) + 1}项）"
    return _at(claim, claim.point.having(Dimension.PROJECT, name))


def _names_by_code(tables: Iterable[Table]) -> Mapping[str, str]:
    """Project names by project codes, from rows that print both."""
    names: dict[str, str] = {}
    for table in tables:
        for row in table.rows:
            code = _project_code(row, table.kind)
            name = next((text for head, text in row.labels if _heads_project(head)), row.label)
            if code and name and fold(name) != code:
                names.setdefault(code, fold(name))
    return names


def _project_code(row: Row, kind: str) -> str | None:
    if kind == "form":
        return fold(row.code) if row.code else None
    return next((fold(code) for head, code in row.codes if _heads_project(head)), None)


def _heads_project(header: str) -> bool:
    return read_label(header, COLUMN).get("list") == "project"


def _fixed(claim: Claim, dimension: Dimension) -> str | None:
    return claim.point.get(dimension) if claim.point is not None else None


def _named(claim: Claim, names: Mapping[str, str], codes: Mapping[str, set[str]]) -> Claim:
    project = _fixed(claim, Dimension.PROJECT)
    name = names.get(project or "")
    if claim.point is None or name is None or len(codes[name]) > 1:
        return claim
    return _at(claim, claim.point.having(Dimension.PROJECT, name))


def _without_unit(claim: Claim, units: Mapping[str, set[str]]) -> Claim:
    project = _fixed(claim, Dimension.PROJECT)
    if claim.point is None or project is None or len(units.get(project, ())) > 1:
        return claim
    return _at(claim, claim.point.without(Dimension.ENTITY))


def _at(claim: Claim, point: Point) -> Claim:
    return replace(claim, point=point)
