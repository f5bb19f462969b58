"""Ties: a point of the budget that is printed in several tables is the same figure in each.

What it checks:
    Every figure against the other tables' figures of the same meaning: the same flow, year, fund, function, economic
    class and nature. Where one fund is all the income of the year, its lines are those of the whole.
Why:
    The tables of a disclosure are views of one budget. The same fact in two places must be the same to the last digit.
Not applicable when:
    1. A column prints the point with different figures (one row a unit, one row a project), none in a total row.
    2. Units or decimals differ: then half the coarser last digit is allowed.
    3. One table counts money carried over and the other does not, and the difference is just that money.
    4. Most figures of the two columns differ: then they do not mean the same: not checkable.
    5. Several goal forms share the project's name: they may be of different units.
Source:
    预算法 §4, §32 (all income and expenditure in one budget).

Examples:
    >>> from gouji.check.example import failures_of
    >>> tables = '''
    ... 部门收支总表 | 万元 | flow=expenditure
    ... 项目 | 预算数
    ... 201 一般公共服务支出 | 694.23
    ...
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 合计
    ... 201 一般公共服务支出 | 649.23'''
    >>> failures_of(tables)
    ['TIE01 一般公共服务支出@预算数: 649.23 ≠ 694.23']
    >>> failures_of(tables.replace("649.23", "694.23"))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from gouji.check.derive.partitions import clear_print
from gouji.check.derive.sole_fund import find_sole_funds, without_sole_fund
from gouji.check.equation import Equation, Family
from gouji.check.figures import Book, Figure, Header
from gouji.check.lookup import is_carried
from gouji.model.point import Dimension, Point

CODE = "TIE01"
NAME = "ties.tables"
SOURCE = "《预算法》第四条、第三十二条；部门预算各表之间的勾稽关系"

CHINESE = """
同一事实在各表中的数字应一致。

查什么
    含义相同（收支、年度、资金、功能、经济、性质均同）的数字，在各表之间逐一核对。
    某项资金就是全部收入时，该项资金的各行即总体的各行。
为什么
    各表是同一预算的不同侧面，同一事实印在两处，应当一字不差。
不适用的情形
    1. 某栏同一含义印有多个不同的数（每单位一行、每项目一行），且不在合计行。
    2. 单位或小数位数不同：允许相差较粗一方末位的一半。
    3. 一表含上年结转而另一表不含，差额恰为结转资金。
    4. 两栏多数数字不同：两栏含义并不相同，不作判断。
    5. 几张绩效目标表的项目同名：可能属于不同单位。
依据
    《预算法》第四条、第三十二条（全部收支纳入预算）。
示例
    收支总表一般公共服务支出 694.23，支出总表 649.23：不成立。
"""


def derive(book: Book) -> Iterator[Family]:
    """For each pair of columns: their figures at equal points, or at points that are equal as one fund is all money."""
    sole = find_sole_funds(book)
    forms: frozenset[int | None] = frozenset(
        number for number, table in enumerate(book.claims.tables) if table.kind == "form"
    )
    facts: dict[Point, list[Figure]] = defaultdict(list)
    for point, figures in book.by_point.items():
        facts[without_sole_fund(point, sole)].extend(figures)
    families: dict[tuple[str, bool], list[Equation]] = defaultdict(list)
    for prints in facts.values():
        if len(prints) > 1:
            for anchor, other in _pairs(book, _without_namesakes(prints, forms)):
                certain = not any(figure.claim.table in forms or _is_named(figure) for figure in (anchor, other))
                families[f"{CODE}/{_column(anchor, forms)}~{_column(other, forms)}", certain].append(
                    Equation(CODE, anchor, ((other, 1),), why=_why(book, anchor, other), copies=True)
                )
    carried = _carried_over(book)
    for (name, certain), equations in families.items():
        yield Family(name, name, tuple(_without_carried(equations, carried)), certain)


def _without_namesakes(prints: Sequence[Figure], forms: frozenset[int | None]) -> Sequence[Figure]:
    """The prints but those of goal forms that share a project's name: two units may have a project of one name."""
    own = forms.intersection([figure.claim.table for figure in prints])
    return prints if len(own) < 2 else [figure for figure in prints if figure.claim.table not in own]


def _is_named(figure: Figure) -> bool:
    """Whether a figure's meaning hangs on a name that tables may give to different things (a project, a training)."""
    point = figure.claim.point
    if point is None or Dimension.PROJECT in point.fixed:
        return point is not None
    item = point.get(Dimension.ITEM)
    return item is not None and not item.startswith("three_public")


def _carried_over(book: Book) -> frozenset[int]:
    """Every amount of money that the document says was carried over from earlier years."""
    return frozenset(
        figure.value
        for point, figures in book.by_point.items()
        if is_carried(point)
        for figure in figures
        if figure.value
    )


def _without_carried(equations: Sequence[Equation], carried: frozenset[int]) -> Iterator[Equation]:
    """The ties of two columns; where one leaves out money carried over, those that differ in its direction are none."""
    gaps = {id(equation): _gap(equation) for equation in equations}
    signs = {gap > 0 for gap in gaps.values() if abs(gap) in carried}
    for equation in equations:
        gap = gaps[id(equation)]
        if not gap or (gap > 0) not in signs:  # (3)
            yield equation


def _gap(equation: Equation) -> int:
    """What one side has over the other; nothing for money carried over itself, which neither side leaves out."""
    (other, _), anchor = equation.parts[0], equation.total
    if anchor is None or anchor.point is None or is_carried(anchor.point):
        return 0
    return anchor.value - other.value


def _pairs(book: Book, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The first of the figures against the one of each other column.

    A column that prints a point with different values (one row a unit, one row a project) prints the point itself in
    its total row; without one it takes no part.
    """
    columns: dict[tuple[int | None, Header], list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda figure: figure.claim.table or 0):
        columns[figure.claim.table, figure.claim.column].append(figure)
    prints = (same[0] if len(same) == 1 else clear_print(book, same) for same in columns.values())
    clear = [one for one in prints if one is not None]  # (1)
    for other in clear[1:]:
        if other.kind == clear[0].kind:
            yield clear[0], other


def _column(figure: Figure, forms: frozenset[int | None]) -> str:
    table = "form" if figure.claim.table in forms else str(figure.claim.table)
    return f"{table}/{'/'.join(figure.claim.column)}"


def _why(book: Book, anchor: Figure, other: Figure) -> str:
    titles = [
        f"表{book.claims.tables[figure.claim.table].number}"
        for figure in (anchor, other)
        if figure.claim.table is not None
    ]
    return " = ".join(titles)
