"""Rows of a list: which are parts of which, by code, by drawing or by meaning; and the sums that follow (SUM01)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gouji.check.derive.points import (
    changed_dimensions,
    do_not_overlap,
    exhausts,
    gather_splits,
    is_part,
    nearest_parts,
)
from gouji.check.equation import Equation, Relation
from gouji.check.figures import Figure, Header, Sheet
from gouji.law.dimensions import CODE_LENGTHS
from gouji.model.point import Dimension, Point
from gouji.model.table import Row

SUMS_OF_ROWS = "SUM01"

_HEADING = re.compile(r"[一二三四五六七八九十]+、")
_LISTED_BY_NEED = 5
"""Digits of a class (款) from which no form lists functions but for money."""

KNOWN_AXES = frozenset(CODE_LENGTHS) | {Dimension.FLOW, Dimension.FUND, Dimension.VINTAGE, Dimension.NATURE}
"""Dimensions whose members cannot be mistaken for each other: names of units, projects and purchases can."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that make up one row, and whether their codes or points say so (not only the way the table is drawn).

    `noughts` are rows that belong to them but print nothing in any column.
    """

    whole: Row
    parts: tuple[Row, ...]
    certain: bool
    noughts: tuple[Row, ...] = ()


def row_parents(sheet: Sheet) -> Mapping[int, int | None]:
    """The row of which each row is a part, by index: as read, else the last row above whose code begins its code."""
    codes = row_codes(sheet)
    parents: dict[int, int | None] = {}
    above: list[Row] = []
    for row in sheet.rows:
        parent = row.parent if row.parent in sheet.row_by_index and row.parent != row.index else None
        if parent is None and (code := codes[row.index]) and row.role == "item":
            parent = next((other.index for other in reversed(above) if begins(codes[other.index], code)), None)
        parents[row.index] = parent
        above.append(row)
    return parents


def row_codes(sheet: Sheet) -> Mapping[int, str | None]:
    """The code of each row by index; in a list without codes or levels that of the class its name was bound to."""
    drawn = any(row.code or row.parent is not None for row in sheet.rows)
    return {row.index: row.code if drawn else _bound_code(sheet, row) for row in sheet.rows}


def _bound_code(sheet: Sheet, row: Row) -> str | None:
    """The one class that a row's figures were bound to, where they were to one of a single classification."""
    point = sheet.row_points.get(row.index)
    found = [member for dimension, member in point or () if dimension in CODE_LENGTHS]
    return found[0] if len(found) == 1 else None


def begins(code: str | None, longer: str) -> bool:
    """Whether a code is the beginning of a longer one."""
    return bool(code) and code != longer and longer.startswith(code or "")


def is_coded(codes: Mapping[int, str | None], whole: Row, rows: Sequence[Row]) -> bool:
    """Whether codes say so: each begins with the whole's. (A code of four digits is no level of any list.)"""
    own = [codes[row.index] for row in rows]
    return all(code is not None and len(code) != 4 and begins(codes[whole.index], code) for code in own)


def missed_parts(sheet: Sheet, headers: Sequence[Header], whole: Row, rows: Sequence[Row]) -> list[list[Row]]:
    """The parts of a row by the meaning of all rows of its list, where the rows drawn below it are not just these."""
    for header in headers:
        figure = sheet.at(whole, header)
        points = sheet.points[header]
        if figure is None or figure.point is None:
            continue
        drawn = {points[row.index] for row in rows if row.index in points}
        if not drawn or not all(is_part(point, figure.point) for point in drawn):
            continue
        axes = {dimension for point in drawn for dimension in changed_dimensions(point, figure.point)}
        found = [
            point
            for point in nearest_parts(figure.point, tuple(points.values()))
            if axes & set(changed_dimensions(point, figure.point))
        ]
        if set(found) == drawn:
            return []
        return [[row for row in sheet.rows if points.get(row.index) in found and row.role != "of_which"]]
    return []


def split_into_groups(sheet: Sheet, whole: Row, rows: Sequence[Row]) -> Iterator[Group]:
    """The rows that make up a row, gathered by what splits it, by unit or by function: each gathering sums to it."""
    counted = [row for row in rows if row.index in sheet.filled]  # zeros change no sum, whatever they mean
    if not counted and whole.index in sheet.filled and all(_is_spent(sheet, row) for row in rows):
        counted = list(rows)  # listed for its money, of which none is left: the whole's must be in one of them
    if len(counted) == 1 and _is_all(sheet, whole, counted[0]):
        yield Group(whole, tuple(counted), True)
        return
    found = {row.index: _split(sheet, whole, row) for row in counted}
    gathered = gather_splits(tuple(dict.fromkeys(split for split in found.values() if split is not None)))
    groups = [tuple(row for row in counted if found[row.index] in splits) for splits in gathered]
    idle = [row for row in rows if row.index not in found]
    if len(groups) == 1 and (sheet.leaves_blank or any(_is_spent(sheet, row) for row in idle)):
        groups = [tuple(rows)]  # the form prints nothing for nothing: 0.00 is money, rounded
    if None in found.values() or not all(_are_apart(sheet, group) for group in groups):
        yield Group(whole, tuple(rows), False)
        return
    known = all(dimension in KNOWN_AXES for splits in gathered for split in splits for dimension in split)
    for parts in groups:
        used = {row.index for row in parts}
        noughts = tuple(row for row in rows if row.index not in used) if len(groups) == 1 else ()
        group = Group(whole, parts, known and len(groups) == 1, noughts)
        yield group if group.certain or len(groups) > 1 else replace(group, certain=is_exhausted(sheet, group))


def outermost_rows(sheet: Sheet, rows: Sequence[Row]) -> list[Row]:
    """The rows but those that are, by their points, part of another of them (结转: its funds listed below it)."""
    points = {row.index: sheet.row_points.get(row.index) for row in rows}
    wholes = {point for row in rows if not row.code and (point := points[row.index]) is not None}

    def is_inside(point: Point | None) -> bool:
        return point is not None and any(is_part(point, whole) for whole in wholes)

    return [row for row in rows if not is_inside(points[row.index])]


def _is_all(sheet: Sheet, whole: Row, row: Row) -> bool:
    """Whether a total says what the one numbered heading above it says: 一、部门预算 … 本年支出合计."""
    if whole.role != "total" or _HEADING.match(row.label) is None:
        return False
    points = sheet.row_points.get(whole.index), sheet.row_points.get(row.index)
    return points[0] is not None and points[0] == points[1]


def _is_spent(sheet: Sheet, row: Row) -> bool:
    """Whether a row is a class that is listed for its money, so that a nought in it was rounded.

    No form lists a 款 or 项 of functions but for money. Economic classes some forms list whole: there, most are empty.
    """
    point = sheet.row_points.get(row.index) or Point()
    dimension = next((each for each in CODE_LENGTHS if len(point.get(each) or "") >= _LISTED_BY_NEED), None)
    if dimension is None or dimension is Dimension.FUNCTION:
        return dimension is not None
    like = [each for each in sheet.rows if each.code and row.code and len(each.code) == len(row.code)]
    return 2 * sum(each.index in sheet.filled for each in like) >= len(like)


def _split(sheet: Sheet, whole: Row, part: Row) -> tuple[Dimension, ...] | None:
    """The dimensions in which a row is narrower than another, from a column where both are bound; None if it is not."""
    for header in sheet.headers:
        outer, inner = sheet.at(whole, header), sheet.at(part, header)
        if outer is None or inner is None or outer.point is None or inner.point is None:
            continue
        if is_part(inner.point, outer.point):
            return changed_dimensions(inner.point, outer.point)
        return None
    return None


def _are_apart(sheet: Sheet, rows: Sequence[Row]) -> bool:
    points = [point for row in rows if (point := sheet.row_points.get(row.index)) is not None]
    return do_not_overlap(points)


def sum_rows(sheet: Sheet, headers: Sequence[Header], group: Group) -> Iterator[Equation]:
    """The sum in each column: the whole against the parts that print a figure there (a blank counts as nothing)."""
    relation: Relation = ">=" if sheet.withholds else "="
    why = _why(group)
    indexes = [row.index for row in group.parts]
    for header in headers:
        total = sheet.at(group.whole, header)
        if total is None and not group.certain:
            continue
        if sheet.blank_subtotals and any((index, header) in sheet.blank_subtotals for index in indexes):
            continue
        figures = [figure for index in indexes if (figure := sheet.cells.get((index, header))) is not None]
        if figures and same_kind(total, figures):
            noughts = tuple(_noughts(sheet, header, group, figures[0].kind)) if group.noughts else ()
            parts = tuple([(figure, 1) for figure in figures])
            yield Equation(SUMS_OF_ROWS, total, parts, relation, why=why, noughts=noughts)


def _noughts(sheet: Sheet, header: Header, group: Group, kind: str) -> Iterator[Figure]:
    """The figures of one kind that the group's empty rows print in a column."""
    for row in group.noughts:
        figure = sheet.at(row, header)
        if figure is not None and not figure.value and figure.kind == kind:
            yield figure


def split_by_kind(equations: Sequence[Equation]) -> tuple[list[Equation], list[Equation]]:
    """Sums of money, and sums of anything else: pieces of different things need not add up."""
    money = [equation for equation in equations if equation.parts[0][0].kind == "元"]
    return money, [equation for equation in equations if equation.parts[0][0].kind != "元"]


def same_kind(total: Figure | None, parts: Sequence[Figure]) -> bool:
    """Whether all figures count the same thing, so that adding them means anything."""
    kind = parts[0].kind if total is None else total.kind
    return {figure.kind for figure in parts} == {kind}


def _why(group: Group) -> str:
    names = [row.label or row.code or "" for row in group.parts]
    shown = " + ".join(names[:4]) + (f" + …（共 {len(names)} 项）" if len(names) > 4 else "")
    return f"{group.whole.label or group.whole.code or ''} = {shown}"


def is_exhausted(sheet: Sheet, group: Group) -> bool:
    """Whether law lists the parts of the row, and these are all."""
    for header in sheet.headers:
        whole = sheet.at(group.whole, header)
        figures = [figure for row in group.parts if (figure := sheet.at(row, header)) is not None]
        if whole is None or whole.point is None or len(figures) < len(group.parts):
            continue
        parts = [figure.point for figure in figures if figure.point is not None]
        splits = {changed_dimensions(point, whole.point) for point in parts}
        if len(parts) == len(figures) and len(splits) == 1:
            (split,) = splits
            return len(split) == 1 and exhausts(whole.point, parts, split[0])
    return False
