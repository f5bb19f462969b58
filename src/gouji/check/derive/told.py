"""Told: a figure of a sentence is the one that the tables print for the same thing.

What it checks:
    Each amount, change and rate of the running text against the tables: the same flow, year, fund, function and item.
Why:
    The text is written by hand after the tables were computed, or left over from an earlier draft or another year.
Not applicable when:
    1. The tables do not print the thing, or print it in two ways (TIE01 tells of that).
    2. What the figure is of could not be read for certain: it is listed as bound to nothing.
    3. Units or decimals differ: then half the coarser last digit is allowed, or digits cut off instead of rounded.
Source:
    预算法 §14 (the explanation published with the budget); 财预〔2016〕143号 (what it must explain).

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 合计 | 基本支出 nature=basic
    ... 合计 | 694.23 | 152.15
    ...
    ... 文字 | 万元 | flow=expenditure
    ... 支出预算 694.23
    ... 基本支出 125.15 nature=basic'''
    >>> failures_of(example)
    ['NAR01 基本支出: 152.15 ≠ 125.15']
    >>> failures_of(example.replace("125.15", "152.15"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.check.derive.partitions import clear_figure
from gouji.check.derive.sole_fund import find_sole_funds, without_sole_fund
from gouji.check.equation import Equation, Family
from gouji.check.figures import Book, Figure
from gouji.model.point import Dimension, Point

CODE = "NAR01"
NAME = "narrative.tables"
SOURCE = "《预算法》第十四条；《地方预决算公开操作规程》（财预〔2016〕143号）"

CHINESE = """
文字中的数字应与表中同一事项的数字一致。

查什么
    文字说明中的每一金额、增减额、增减率，与各表中同一收支、年度、资金、科目、事项的数字核对。
为什么
    文字多在表格算好之后手写，或由旧稿、上年文本遗留。
不适用的情形
    1. 表中没有这一事项，或各表不一致（见 TIE01）。
    2. 不能确定这个数字说的是什么：列为未识别的数字。
    3. 单位或小数位数不同：允许相差较粗一方末位的一半，或截去尾数。
依据
    《预算法》第十四条；《地方预决算公开操作规程》（财预〔2016〕143号）。
示例
    基本支出表中为 152.15，文字写 125.15：不成立。
"""


def derive(book: Book) -> Iterator[Family]:
    """For each figure of a sentence whose point the tables print: both are the same."""
    signs = {statement.total: statement.sign for statement in book.claims.statements}
    sole = find_sole_funds(book)
    equations = []
    for figure in book.figures:
        point = figure.point
        if figure.claim.kind != "sentence" or point is None:
            continue
        printed = _printed(book, point, figure) or _printed(book, without_sole_fund(point, sole), figure)
        if printed is None or printed.kind != figure.kind:
            continue
        sign = signs.get(figure.key, 1) if _is_comparison(point) and printed.value < 0 < figure.value else 1
        if _is_cut_off(figure, printed, sign):
            continue  # (3)
        equations.append(Equation(CODE, figure, ((printed, sign),), why="文字 = 表", copies=True))
    if equations:
        yield Family(CODE, CODE, tuple(equations), certain=True)


def _printed(book: Book, point: Point, figure: Figure) -> Figure | None:
    """The figure that the tables print at a point: the one that agrees where they print several."""
    same = [other for other in book.by_point.get(point, ()) if other.value == figure.value]
    return same[0] if same else clear_figure(book, point)


def _is_comparison(point: Point) -> bool:
    return (point.get(Dimension.MEASURE) or "").startswith(("change", "rate"))


def _is_cut_off(figure: Figure, printed: Figure, sign: int) -> bool:
    """Whether the sentence prints the table's amount with its last digits cut off."""
    gap = sign * printed.value - figure.value
    return figure.quantum > printed.quantum and 0 < abs(gap) < figure.quantum and 2 * abs(gap) > figure.quantum
