"""Told changes: a change is this year's figure less last year's, a rate is that change over last year's figure.

What it checks:
    "A 万元，比上年增加 d 万元，增长 r%": r = d ÷ (A − d) within what the printed digits allow; and where the text or
    a table prints last year's figure B: d = A − B.
Why:
    Rates are often computed on another base (the total instead of the item's own figure), or left over.
Not applicable when:
    1. Last year's figure is nothing: there is no rate.
    2. The change is printed without what it is a change of.
Source:
    Arithmetic; a rate must lie in the interval that the printed digits allow.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 文字 | 万元 | flow=expenditure
    ... 基本支出 1191.58
    ... 增加额 21.53 measure=change
    ... 增长率 0.40% measure=rate
    ... 增加 增加额 = 基本支出
    ... 增长 增长率 = 增加额 基本支出'''
    >>> failures_of(example)
    ['NAR03 增长率: 21.53 ÷ 1170.05 = 1.84% ≠ 0.40%']
    >>> failures_of(example.replace("0.40%", "1.84%"))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from gouji.check.derive.partitions import clear_figure
from gouji.check.equation import Equation, Family
from gouji.check.figures import Book, Figure
from gouji.model.point import Dimension
from gouji.model.statement import Statement

CODE = "NAR03"
NAME = "narrative.changes"
SOURCE = "算术关系；《地方预决算公开操作规程》（财预〔2016〕143号）关于增减变化说明的要求"

CHINESE = """
文字中的增减额、增减率应由本年数和上年数得出。

查什么
    “A万元，比上年增加 d 万元，增长 r%”：r = d ÷ (A − d)，在所印位数允许的区间内；文字或表中印有上年数 B 的，d = A − B。
为什么
    比率常用错基数（用了总数而不是该项自己的上年数），或由旧稿遗留。
不适用的情形
    1. 上年数为零：无从计算比率。
    2. 没有说明是哪一个数的增减。
依据
    算术关系；比率应落在所印位数允许的区间内。
示例
    基本支出 1191.58，增加 21.53，增长 0.40%：21.53 ÷ 1170.05 = 1.84%，不成立。
"""


def derive(book: Book) -> Iterator[Family]:
    """For each change and rate the figures that it was computed from. Each sentence stands for itself."""
    told: dict[str | None, list[Equation]] = defaultdict(list)
    for statement in book.claims.statements:
        equation = _equation(book, statement) if statement.kind in ("change", "rate") else None
        if equation is not None and equation.total is not None:
            told[equation.total.claim.sentence].append(equation)
    for number, equations in enumerate(told.values(), 1):
        yield Family(f"{CODE}/{number}", CODE, tuple(equations), certain=True)


def _equation(book: Book, statement: Statement) -> Equation | None:
    stated = book.by_key.get(statement.total)
    parts = [figure for part in statement.parts if (figure := book.by_key.get(part)) is not None]
    if stated is None or len(parts) < len(statement.parts):
        return None
    return _change(book, statement, stated, parts) if statement.kind == "change" else _rate(statement, stated, parts)


def _change(book: Book, statement: Statement, stated: Figure, parts: Sequence[Figure]) -> Equation | None:
    """The change against this year's figure and last year's, which the sentence or a table prints."""
    this = parts[0]
    base = parts[1] if len(parts) > 1 else _last_year(book, this)
    if base is None or base.kind != stated.kind:
        return None
    terms = ((this, statement.sign), (base, -statement.sign))
    return Equation(CODE, stated, terms, why="增减额 = 本年数 − 上年数")


def _last_year(book: Book, this: Figure) -> Figure | None:
    point = this.point
    year = point.get(Dimension.YEAR) if point is not None else None
    if point is None or year is None or not year.isdigit():
        return None
    return clear_figure(book, point.having(Dimension.YEAR, str(int(year) - 1)))


def _rate(statement: Statement, stated: Figure, parts: Sequence[Figure]) -> Equation | None:
    """The rate as the change over last year's figure: printed, or this year's less the change."""
    change, this, *base = parts
    if base and base[0].value:
        return Equation(CODE, stated, ((change, 1), (base[0], 1)), relation="rate", why="增减率 = 增减额 ÷ 上年数")
    base_value = this.value - statement.sign * change.value
    if base_value < 0 <= this.value and statement.sign > 0 and this.kind == change.kind:
        return Equation(CODE, this, ((change, 1),), relation=">=", why="增加额不大于本年数")
    if base_value <= 0:
        return None  # (1)
    terms = ((change, 1), (this, 1), (change, -statement.sign))
    return Equation(CODE, stated, terms, relation="rate", why="增减率 = 增减额 ÷ (本年数 − 增减额)", bases=2)
