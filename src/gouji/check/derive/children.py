"""Rows: the rows that are part of a row add up to it, and the rows of a list add up to its total row.

What it checks:
    In each column of amounts: a row with rows below it (code 20805 under 208, 1. under 一、) is their sum; a total row
    is the sum of the top rows of its list, or of the total before it and what follows.
Why:
    Forms are built so: each level of the classification is the sum of the next. A sum that was typed over, a row left
    out or counted twice shows here first.
Not applicable when:
    1. No row below it prints a figure in the column: what is not broken down cannot be added up.
    2. The column holds rates, prices or scores.
    3. The rows below are 其中 (of which): they need not exhaust the row (see SUM04).
    4. Only the way the table is drawn suggests the sum, and the table's own figures do not prove it: not checkable.
    5. Most sums of the same kind in the table fail: then it was misread sooner than miswritten: not checkable.
Source:
    预算法 §32, §46; 预算法实施条例 §6; the forms of each place. Rounding: half the last printed digit of each figure.

Examples:
    >>> from gouji.check.example import failures_of
    >>> failures_of('''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 合计
    ... 合计 | 746.93
    ... 201 一般公共服务支出 | 694.23
    ... 208 社会保障和就业支出 | 52.10''')
    ['SUM01 合计@合计: 694.23 + 52.10 = 746.33 ≠ 746.93']
    >>> failures_of('''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 合计
    ... 合计 | 746.34
    ... 201 一般公共服务支出 | 694.23
    ... 208 社会保障和就业支出 | 52.10''')  # one in the last digit: rounding
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gouji.check.derive.points import (
    NO_SUM,
    changed_dimensions,
    do_not_overlap,
    exhausts,
    gather_splits,
    is_part,
    nearest_parts,
    split_by_dimension,
)
from gouji.check.equation import Equation, Family
from gouji.check.figures import Book, Figure, Header, Sheet
from gouji.model.point import Dimension, Point
from gouji.model.table import Row

LISTED = frozenset({Dimension.FLOW, Dimension.FUND, Dimension.VINTAGE, Dimension.NATURE, Dimension.ITEM})
"""Dimensions whose members law lists, so that a row's words tell its parts."""

CODE = "SUM01"
NAME = "sums.children"
SOURCE = "《预算法》第三十二条、第四十六条；《预算法实施条例》第六条；部门预算表样"

CHINESE = """
下级各行之和应等于上级，各行之和应等于合计行。

查什么
    每一金额栏：有下级的行（208 之下的 20805，“一、”之下的“1.”）等于下级之和；合计行等于本表各顶级行之和，
    或等于前一合计加其后各行。
为什么
    表样即如此编排，上一级科目是下一级之和。手工改写的合计、漏列或重列的行，首先在这里显露。
不适用的情形
    1. 该栏下级各行均未填数：没有细分，无从相加。
    2. 该栏是比率、单价、分值。
    3. 下级为“其中”项：不要求穷尽上级（见 SUM04）。
    4. 仅由版式推断、表内数字未能证实的加总关系：不作判断。
    5. 同表同类关系多数不成立：多半是读取有误，不作判断。
依据
    《预算法》第三十二条、第四十六条；《预算法实施条例》第六条；各地表样。容差：各数末位的一半。
示例
    694.23 + 52.10 = 746.33 ≠ 746.93：不成立。合计印为 746.34：末位差一，四舍五入可以解释，成立。
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that make up one row, and whether their codes or points say so (not only the way the table is drawn)."""

    whole: Row
    parts: tuple[Row, ...]
    certain: bool


def derive(book: Book) -> Iterator[Family]:
    """For each list of each table: its tree of rows, and its total rows."""
    for sheet in book.sheets:
        headers = [header for header in sheet.headers if adds_up(sheet, header)]
        parents = row_parents(sheet)
        yield from _trees(sheet, headers, parents)
        yield from _totals(sheet, headers, parents)
        yield from _meanings(sheet, headers, parents)


def adds_up(sheet: Sheet, header: Header) -> bool:
    """Whether the figures of a column are amounts of things (rates, prices and scores never add up)."""
    if header and any(mark in header[-1] for mark in ("%", "％", "率", "比例", "占比", "单价", "序号")):
        return False
    figures = sheet.by_header[header]
    return not any(
        figure.kind == "%"
        or (figure.point is not None and (figure.point.get(Dimension.MEASURE) or "").startswith(NO_SUM))
        for figure in figures
    )


def row_parents(sheet: Sheet) -> Mapping[int, int | None]:
    """The row of which each row is a part, by index: as read, else the last row above whose code begins its code."""
    parents: dict[int, int | None] = {}
    above: list[Row] = []
    for row in sheet.rows:
        parent = row.parent if row.parent in sheet.row_by_index and row.parent != row.index else None
        if parent is None and row.code and row.role == "item":
            parent = next((other.index for other in reversed(above) if _begins(other.code, row.code)), None)
        parents[row.index] = parent
        above.append(row)
    return parents


def _begins(code: str | None, longer: str) -> bool:
    return bool(code) and code != longer and longer.startswith(code or "")


def _trees(sheet: Sheet, headers: Sequence[Header], parents: Mapping[int, int | None]) -> Iterator[Family]:
    children: dict[int, list[Row]] = defaultdict(list)
    for row in sheet.rows:
        parent = parents[row.index]
        if parent is not None and row.role in ("item", "of_which"):
            children[parent].append(row)
    found: dict[bool, list[Equation]] = {True: [], False: []}
    for parent, rows in children.items():
        whole = sheet.row_by_index[parent]
        items = [row for row in rows if row.role == "item"]
        missed = [] if _is_coded(whole, items) else _missed_parts(sheet, headers, whole, items)
        if 0 < len(items) < len(rows):
            yield from _ways(sheet, headers, whole, (rows, items, *missed))
        elif missed:
            yield from _ways(sheet, headers, whole, (items, *missed))
        else:
            coded = _is_coded(whole, items)
            for group in _groups(sheet, whole, items):
                certain = group.certain and (coded or _is_exhausted(sheet, group))
                found[certain].extend(_equations(sheet, headers, replace(group, certain=certain)))
    for certain, equations in found.items():
        money, other = _split_by_kind(equations)
        for certainly, listed in ((certain, money), (False, other)):
            if listed:
                name = f"{CODE}/{sheet.name}/{'codes' if certain else 'layout'}{'' if listed is money else '/counts'}"
                yield Family(name, name, tuple(listed), certainly)


def _split_by_kind(equations: Sequence[Equation]) -> tuple[list[Equation], list[Equation]]:
    """Sums of money, and sums of anything else: pieces of different things need not add up."""
    money = [equation for equation in equations if equation.parts[0][0].kind == "元"]
    return money, [equation for equation in equations if equation.parts[0][0].kind != "元"]


def _is_coded(whole: Row, rows: Sequence[Row]) -> bool:
    return all(row.code is not None and _begins(whole.code, row.code) for row in rows)


def _is_exhausted(sheet: Sheet, group: Group) -> bool:
    """Whether law lists the parts of the row, and these are all."""
    whole = _row_point(sheet, group.whole)
    parts = [point for row in group.parts if (point := _row_point(sheet, row)) is not None]
    if whole is None or len(parts) < len(group.parts):
        return False
    splits = {changed_dimensions(point, whole) for point in parts}
    return len(splits) == 1 and all(len(split) == 1 and exhausts(whole, parts, split[0]) for split in splits)


def _missed_parts(sheet: Sheet, headers: Sequence[Header], whole: Row, rows: Sequence[Row]) -> list[list[Row]]:
    """The parts of a row by the meaning of all rows of its list, where the rows drawn below it are not just these."""
    for header in headers:
        figure = sheet.at(whole, header)
        points = sheet.points_at(header)
        if figure is None or figure.point is None:
            continue
        drawn = {points[row.index] for row in rows if row.index in points}
        if not drawn or not all(is_part(point, figure.point) for point in drawn):
            continue
        axes = {dimension for point in drawn for dimension in changed_dimensions(point, figure.point)}
        found = [
            point
            for point in nearest_parts(figure.point, list(points.values()))
            if axes & set(changed_dimensions(point, figure.point))
        ]
        if set(found) == drawn:
            return []
        return [[row for row in sheet.rows if points.get(row.index) in found and row.role == "item"]]
    return []


def _ways(sheet: Sheet, headers: Sequence[Header], whole: Row, readings: Sequence[Sequence[Row]]) -> Iterator[Family]:
    """A row whose parts may be read in several ways: 其中 may open the list of all its parts or name some of them only,
    and rows that belong to it may be drawn elsewhere.
    """
    slot = f"{CODE}/{sheet.name}/row{whole.index}"
    for way, rows in enumerate(readings):
        equations = tuple(_equations(sheet, headers, Group(whole, tuple(rows), False)))
        if equations:
            yield Family(f"{slot}/{way}", slot, equations, way=str(way))


def _totals(sheet: Sheet, headers: Sequence[Header], parents: Mapping[int, int | None]) -> Iterator[Family]:
    tops = [
        row
        for row in sheet.rows
        if row.role == "total"
        or (row.role == "item" and (parents[row.index] is None or _is_total(sheet, parents[row.index])))
    ]
    for place, row in enumerate(tops):
        if row.role != "total":
            continue
        slot = f"{CODE}/{sheet.name}/total{row.index}"
        for way, parts in enumerate(_ways_to_total(tops, place)):
            outermost = _outermost(sheet, parts)
            coded = all(part.code or part.role == "total" for part in outermost)
            groups = list(_groups(sheet, row, outermost))
            if not coded and _missed_parts(sheet, headers, row, outermost):
                groups = [Group(row, tuple(parts), False)]
            yield from _total_families(sheet, headers, f"{slot}/{way}", groups)
            if len(groups) > 1:
                yield from _total_families(sheet, headers, f"{slot}/{way}+", [Group(row, tuple(parts), False)])


def _total_families(sheet: Sheet, headers: Sequence[Header], way: str, groups: Sequence[Group]) -> Iterator[Family]:
    for number, group in enumerate(groups):
        money, other = _split_by_kind(list(_equations(sheet, headers, group)))
        slot = way.rpartition("/")[0]
        if money:
            yield Family(f"{way}.{number}", slot, tuple(money), group.certain, way=way)
        if other:
            yield Family(f"{way}.{number}/counts", f"{slot}/counts", tuple(other), way=way, offered=True)


def _meanings(sheet: Sheet, headers: Sequence[Header], parents: Mapping[int, int | None]) -> Iterator[Family]:
    """Rows without a code or rows drawn below them, whose points say that other rows are parts of them (资产总额)."""
    drawn = set(parents.values())
    wholes = [row for row in sheet.rows if row.role == "item" and not row.code and row.index not in drawn]
    for header in headers if wholes else ():
        rows = {
            figure.point: row
            for row in reversed(sheet.rows)
            if row.role != "of_which" and (figure := sheet.at(row, header)) is not None and figure.point is not None
        }
        for whole in wholes:
            figure = sheet.at(whole, header)
            if figure is not None and figure.point is not None:
                yield from _parts_by_meaning(sheet, header, whole, figure.point, rows)


def _parts_by_meaning(
    sheet: Sheet, header: Header, whole: Row, point: Point, rows: Mapping[Point, Row]
) -> Iterator[Family]:
    for dimensions, parts in split_by_dimension(point, nearest_parts(point, list(rows))).items():
        if len(parts) > 1 and len(dimensions) == 1 and dimensions[0] in LISTED and do_not_overlap(parts):
            group = Group(whole=whole, parts=tuple(rows[part] for part in parts), certain=False)
            name = f"{CODE}/{sheet.name}/meaning{whole.index}/{'+'.join(dimensions)}/{'/'.join(header)}"
            yield Family(name, name, tuple(_equations(sheet, [header], group)), offered=True)


def _is_total(sheet: Sheet, index: int | None) -> bool:
    return index is not None and sheet.row_by_index[index].role == "total"


def _ways_to_total(tops: Sequence[Row], place: int) -> list[list[Row]]:
    """The rows that a total may sum: since the last total with it; all items above; all below; the totals above."""
    above, below = tops[:place], tops[place + 1 :]
    totals = [row for row in above if row.role == "total"]
    items = [row for row in above if row.role == "item"]
    since = [row for row in items if not totals or row.index > totals[-1].index]
    following: list[Row] = []
    for row in below:
        if row.role == "total":
            break
        following.append(row)
    later = [row for row in below if row.role == "item"]
    ways = [totals[-1:] + since, since, items, totals] if above else []
    if not items:
        ways += [following, later, [row for row in below if row.role == "total"]]
    return [list(way) for way in dict.fromkeys(tuple(way) for way in ways) if way]


def _groups(sheet: Sheet, whole: Row, rows: Sequence[Row]) -> Iterator[Group]:
    """The rows that make up a row, gathered by what splits it, by unit or by function: each gathering sums to it."""
    counted = [row for row in rows if _counts(sheet, row)]
    found = {row.index: _split(sheet, whole, row) for row in counted}
    gathered = gather_splits(tuple(dict.fromkeys(split for split in found.values() if split is not None)))
    groups = [tuple(row for row in counted if found[row.index] in splits) for splits in gathered]
    if None in found.values() or not all(_are_apart(sheet, group) for group in groups):
        yield Group(whole, tuple(rows), False)
        return
    for group in groups:
        yield Group(whole, group, len(groups) == 1)


def _outermost(sheet: Sheet, rows: Sequence[Row]) -> list[Row]:
    """The rows but those that are, by their points, part of another of them (结转: its funds listed below it)."""
    points = {row.index: _row_point(sheet, row) for row in rows}
    wholes = {point for row in rows if not row.code and (point := points[row.index]) is not None}

    def is_inside(point: Point | None) -> bool:
        return point is not None and any(is_part(point, whole) for whole in wholes)

    return [row for row in rows if not is_inside(points[row.index])]


def _counts(sheet: Sheet, row: Row) -> bool:
    """Whether a row prints any figure but zero: the others change no sum, whatever they mean."""
    return any((figure := sheet.at(row, header)) is not None and figure.value for header in sheet.headers)


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
    points = [point for row in rows if (point := _row_point(sheet, row)) is not None]
    return do_not_overlap(points)


def _row_point(sheet: Sheet, row: Row) -> Point | None:
    return next(
        (figure.point for header in sheet.headers if (figure := sheet.at(row, header)) and figure.point is not None),
        None,
    )


def _equations(sheet: Sheet, headers: Sequence[Header], group: Group) -> Iterator[Equation]:
    for header in headers:
        total = sheet.at(group.whole, header)
        parts = tuple((figure, 1) for row in group.parts if (figure := sheet.at(row, header)) is not None)
        if total is None and not group.certain:
            continue
        if parts and same_kind(total, [figure for figure, _ in parts]):
            yield Equation(CODE, total, parts, why=_why(group))


def same_kind(total: Figure | None, parts: Sequence[Figure]) -> bool:
    """Whether all figures count the same thing, so that adding them means anything."""
    kinds = {figure.kind for figure in parts} | ({total.kind} if total is not None else set())
    return len(kinds) == 1


def _why(group: Group) -> str:
    names = [row.label or row.code or "" for row in group.parts]
    shown = " + ".join(names[:4]) + (f" + …（共 {len(names)} 项）" if len(names) > 4 else "")
    return f"{group.whole.label or group.whole.code or ''} = {shown}"
