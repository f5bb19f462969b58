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
    5. The document says that secret items were left out: the rows may then be less than the total, but no more.
    6. Most sums of the same kind in the table fail: then it was misread sooner than miswritten: not checkable.
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
from dataclasses import replace

from gouji.check.derive.points import do_not_overlap, nearest_parts, split_by_dimension
from gouji.check.derive.rows import (
    Group,
    is_coded,
    is_exhausted,
    missed_parts,
    row_codes,
    row_parents,
    split_by_kind,
    split_into_groups,
    sum_rows,
)
from gouji.check.derive.totals import total_families
from gouji.check.equation import Equation, Family
from gouji.check.figures import Header, Sheet
from gouji.model.point import Dimension, Point
from gouji.model.table import Row

MOST_ROWS = 60
"""Lists whose rows name the parts of a whole in words are short; longer ones list projects or units."""

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
    5. 文中说明涉密内容已剔除：各行之和可以小于合计，不可大于合计。
    6. 同表同类关系多数不成立：多半是读取有误，不作判断。
依据
    《预算法》第三十二条、第四十六条；《预算法实施条例》第六条；各地表样。容差：各数末位的一半。
示例
    694.23 + 52.10 = 746.33 ≠ 746.93：不成立。合计印为 746.34：末位差一，四舍五入可以解释，成立。
"""


def derive_sheet(sheet: Sheet) -> Iterator[Family]:
    """For a list of a table: its tree of rows, and its total rows."""
    parents = row_parents(sheet)
    yield from _trees(sheet, sheet.sums, parents)
    yield from total_families(sheet, sheet.sums, parents)
    yield from _meanings(sheet, sheet.sums, parents)


def _trees(sheet: Sheet, headers: Sequence[Header], parents: Mapping[int, int | None]) -> Iterator[Family]:
    children: dict[int, list[Row]] = defaultdict(list)
    for row in sheet.rows:
        parent = parents[row.index]
        if parent is not None and row.role in ("item", "of_which"):
            children[parent].append(row)
    codes = row_codes(sheet)
    found: dict[bool, list[Equation]] = {True: [], False: []}
    for parent, rows in children.items():
        whole = sheet.row_by_index[parent]
        items = [row for row in rows if row.role == "item"]
        missed = [] if is_coded(codes, whole, items) else missed_parts(sheet, headers, whole, items)
        if 0 < len(items) < len(rows):
            yield from _ways(sheet, headers, whole, (rows, items, *missed))
        elif missed:
            yield from _ways(sheet, headers, whole, (items, *missed))
        else:
            coded = is_coded(codes, whole, items)
            for group in split_into_groups(sheet, whole, items):
                certain = group.certain and (coded or is_exhausted(sheet, group))
                found[certain].extend(sum_rows(sheet, headers, replace(group, certain=certain)))
    for certain, equations in found.items():
        money, other = split_by_kind(equations)
        for certainly, listed in ((certain, money), (False, other)):
            if listed:
                name = f"{CODE}/{sheet.name}/{'codes' if certain else 'layout'}{'' if listed is money else '/counts'}"
                yield Family(name, name, tuple(listed), certainly)


def _ways(sheet: Sheet, headers: Sequence[Header], whole: Row, readings: Sequence[Sequence[Row]]) -> Iterator[Family]:
    """A row whose parts may be read in several ways: 其中 may open the list of all its parts or name some of them only,
    and rows that belong to it may be drawn elsewhere.
    """
    slot = f"{CODE}/{sheet.name}/row{whole.index}"
    for way, rows in enumerate(readings):
        equations = tuple(sum_rows(sheet, headers, Group(whole, tuple(rows), False)))
        if equations:
            yield Family(f"{slot}/{way}", slot, equations, way=str(way))


def _meanings(sheet: Sheet, headers: Sequence[Header], parents: Mapping[int, int | None]) -> Iterator[Family]:
    """Rows without a code or rows drawn below them, whose points say that other rows are parts of them (资产总额)."""
    if len(sheet.rows) > MOST_ROWS:
        return
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
    for dimensions, parts in split_by_dimension(point, nearest_parts(point, tuple(rows))).items():
        if len(parts) > 1 and len(dimensions) == 1 and dimensions[0] in LISTED and do_not_overlap(parts):
            group = Group(whole=whole, parts=tuple(rows[part] for part in parts), certain=False)
            name = f"{CODE}/{sheet.name}/meaning{whole.index}/{'+'.join(dimensions)}/{'/'.join(header)}"
            yield Family(name, name, tuple(sum_rows(sheet, [header], group)), offered=True)
