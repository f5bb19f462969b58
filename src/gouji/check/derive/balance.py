"""Balance: what comes in is what goes out, in total and fund by fund.

What it checks:
    In each table that prints both sides: total income against total expenditure; for each fund, its income and money
    brought forward against its expenditure and money carried on.
Why:
    A departmental budget is balanced, and each fund pays for its own purposes only.
Not applicable when:
    1. The table prints one side only, or the fund on one side only (see BAL02).
    2. A side is printed in two ways.
Source:
    预算法 §4, §13, §35; the forms' 收入总计 = 支出总计.

Examples:
    >>> from gouji.check.example import failures_of
    >>> table = '''
    ... 部门收支总表 | 万元 |
    ... 项目 | 预算数
    ... # 收入
    ... 收入总计 flow=sources | 746.33
    ... # 支出
    ... 支出总计 flow=uses | 743.33'''
    >>> failures_of(table)
    ['BAL01 支出总计@预算数: 746.33 ≠ 743.33']
    >>> failures_of(table.replace("743.33", "746.33"))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from gouji.check.equation import Equation, Family
from gouji.check.figures import Book, Figure
from gouji.model.point import Dimension, Point

CODE = "BAL01"
NAME = "balance.funds"
SOURCE = "《预算法》第四条、第十三条、第三十五条；收支总表表样"

CHINESE = """
收入总计应等于支出总计，各项资金收支相等。

查什么
    同时列有收支两方的表：收入总计与支出总计；每一项资金的本年收入加上年结转，与本年支出加结转下年。
为什么
    部门预算收支平衡，各项资金专款专用。
不适用的情形
    1. 只列一方，或某项资金只列一方（见 BAL02）。
    2. 一方印有互不一致的数。
依据
    《预算法》第四条、第十三条、第三十五条；收支总表表样。
示例
    收入总计 746.33，支出总计 743.33：不成立。
"""

SIDES = {
    "sources": ("income", "opening", "surplus_use"),
    "uses": ("expenditure", "closing", "surplus_distribution"),
}
"""The two sides of a summary table, and what each is made of."""


def derive(book: Book) -> Iterator[Family]:
    """For each summary table that prints both sides: total against total, and each fund's sources against its uses."""
    for number, points in _summaries(book).items():
        equations = tuple(_equations(points))
        if equations:
            name = f"{CODE}/{number}"
            yield Family(name, name, equations, certain=True)
    yield from _by_function(book)


def _by_function(book: Book) -> Iterator[Family]:
    """Income listed by function against expenditure by function, where all income of the year is spent in it."""
    families: dict[str, list[Equation]] = defaultdict(list)
    closes = any(point.get(Dimension.FLOW) == "closing" for point in book.by_point)
    for point, incomes in book.by_point.items():
        if Dimension.FUNCTION not in point.fixed or point.get(Dimension.FLOW) not in ("income", "sources"):
            continue
        if not _is_spent(book, point.without(Dimension.FUNCTION)):
            continue
        spent = book.by_point.get(point.having(Dimension.FLOW, "expenditure"), ())
        if spent and spent[0].kind == incomes[0].kind and len({figure.value for figure in (*spent, *incomes)}) <= 2:
            income, expenditure = incomes[0], spent[0]
            if closes and 0 < abs(income.value - expenditure.value) <= income.quantum:
                continue  # 结转下年 0.00 may be some 元, of this function
            families[f"{CODE}/function/{_column(income)}~{_column(expenditure)}"].append(
                Equation(CODE, expenditure, ((income, 1),), why="按功能分类，支出 = 收入", copies=True)
            )
    for name, equations in families.items():
        yield Family(name, name, tuple(equations), offered=True, odds=6)


def _is_spent(book: Book, income: Point) -> bool:
    """Whether income and expenditure are printed with one and the same total."""
    totals = [*book.by_point.get(income, ()), *book.by_point.get(income.having(Dimension.FLOW, "expenditure"), ())]
    flows = {figure.point[Dimension.FLOW] for figure in totals if figure.point is not None}
    return len(flows) == 2 and len({figure.value for figure in totals}) == 1


def _column(figure: Figure) -> str:
    return f"{figure.claim.table}/{'/'.join(figure.claim.column)}"


def _summaries(book: Book) -> Mapping[int, Mapping[Point, Figure]]:
    """By table: the figures whose points fix flow, year, stage, entity and fund at most, and print clearly."""
    listed: dict[int, dict[Point, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    allowed = {Dimension.FLOW, Dimension.YEAR, Dimension.STAGE, Dimension.ENTITY, Dimension.FUND}
    for point, figures in book.by_point.items():
        if Dimension.FLOW in point.fixed and allowed.issuperset(point.fixed):
            for figure in figures:
                if figure.claim.table is not None:
                    listed[figure.claim.table][point].append(figure)
    return {
        number: {
            point: figures[0] for point, figures in points.items() if len({figure.value for figure in figures}) == 1
        }
        for number, points in listed.items()
        if len({point[Dimension.FLOW] in SIDES["uses"] or point[Dimension.FLOW] == "uses" for point in points}) == 2
    }


def _equations(points: Mapping[Point, Figure]) -> Iterator[Equation]:
    bare = dict.fromkeys(point.without(Dimension.FLOW) for point in points)
    for base in bare:
        sources, uses = (_side(points, base, side) for side in SIDES)
        if not sources or not uses or len({figure.kind for figure in (*sources, *uses)}) > 1:
            continue  # (1)
        whole, *more = uses
        parts = [(figure, 1) for figure in sources] + [(figure, -1) for figure in more]
        yield Equation(CODE, whole, tuple(parts), why="支出 = 收入", copies=len(parts) == 1)


def _side(points: Mapping[Point, Figure], base: Point, side: str) -> Sequence[Figure]:
    """The total of one side, or the printed figures that make it up."""
    total = points.get(base.having(Dimension.FLOW, side))
    if total is not None:
        return (total,)
    return tuple(
        figure for flow in SIDES[side] if (figure := points.get(base.having(Dimension.FLOW, flow))) is not None
    )
