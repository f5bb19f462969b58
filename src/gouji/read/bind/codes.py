"""What the codes in a table's rows are: codes of the classifications, of units, or of a local list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from gouji.law.classifications import NameVerdict, dimension_of_code, judge_name, lookup
from gouji.law.dimensions import CODE_LENGTHS
from gouji.law.vocabulary import COLUMN, read_label
from gouji.model.amount import fold
from gouji.model.point import Dimension
from gouji.model.table import Row
from gouji.read.bind.entities import Entities, is_entity_header, looks_like_entity, split_code

_OTHERS = (NameVerdict.OTHER_NAME, NameVerdict.UNKNOWN)


def row_codes(row: Row) -> tuple[tuple[str, str], ...]:
    """The codes that a row prints, each under its header; "" where it stands beside (or in front of) the label."""
    if row.codes:
        return tuple((header, split_code(code)[0] or fold(code)) for header, code in row.codes)
    printed = row.code or split_code(row.label)[0]
    return (("", fold(printed)),) if printed else ()


def are_classified(rows: Sequence[Row], entities: Entities) -> bool:
    """Whether the plain codes of these rows are mostly listed ones, and not codes of units or a local list.

    Where classes stand in rows of their own below units, the units do not count: there may be more of them. Nor do
    codes that other rows of the list print under a header of units.
    """
    units = {code for row in rows for header, code in row_codes(row) if header and is_entity_header(header)}
    printed = [(row, code) for row in rows for header, code in row_codes(row) if not _lists_others(header)]
    below = {code for row, code in printed if len(row.codes) < 2 and _is_below_highest(code)}
    if below:
        printed = [(row, code) for row, code in printed if code in below or not _names_unit(row, code, entities)]
    printed = [(row, code) for row, code in printed if not _is_listed_unit(row, code, units, entities)]
    known = [code for _, code in printed if _listed_in(code)]
    return len(known) * 2 >= len(printed)


def is_of_unit(row: Row, header: str, code: str, entities: Entities) -> bool:
    """Whether a code like that of a class of the highest level (318, 205) is a department's, by the name beside it.

    It is told where the code has no header of its own; the name must be a unit's and never have been the class's.
    """
    dimension = dimension_of_code(code)
    if header or dimension is None or len(code) > CODE_LENGTHS[dimension][0]:
        return False
    return _names_unit(row, code, entities)


def _is_below_highest(code: str) -> bool:
    dimension = _listed_in(code)
    return dimension is not None and len(code) > CODE_LENGTHS[dimension][0]


def _lists_others(header: str) -> bool:
    """Whether the codes under a header are of units, projects or what is bought: 单位编码, 项目编码…"""
    said = read_label(header, COLUMN) if header else None
    return said is not None and (said.get("list") in ("entity", "project", "purchase") or said.get("item") is not None)


def _is_listed_unit(row: Row, code: str, units: Collection[str], entities: Entities) -> bool:
    """Whether a code is one of these units', or its department's."""
    return code in units or (any(unit.startswith(code) for unit in units) and _names_unit(row, code, entities))


def _listed_in(code: str) -> Dimension | None:
    dimension = dimension_of_code(code)
    return dimension if dimension is not None and lookup(dimension, code) else None


def _names_unit(row: Row, code: str, entities: Entities) -> bool:
    dimension = dimension_of_code(code)
    names = _names(row)
    if dimension is not None and any(judge_name(dimension, code, name, None).verdict not in _OTHERS for name in names):
        return False
    return any(entities.knows(name) or looks_like_entity(name) for name in names)


def _names(row: Row) -> Iterable[str]:
    """The names that a row prints, without the code in front of them."""
    return [split_code(name)[1] for name in dict.fromkeys((row.label, *(text for _, text in row.labels))) if name]
