"""Partitions: where all parts of a point are printed, in whatever tables, they add up to it.

What it checks:
    Across tables: the whole of a fund, nature or vintage is the sum of the parts that law lists (财政拨款 =
    一般公共预算 + 政府性基金 + 国有资本经营; 基本支出 = 人员经费 + 公用经费).
Why:
    The parts are often published in tables of their own, where nobody adds them up.
Not applicable when:
    1. A part that always exists is printed nowhere, or in two ways.
    2. All figures stand in one row: that is SUM02's.
Source:
    预算法 §5, §32; 部门预算管理办法.

Examples:
    >>> from gouji.check.example import failures_of
    >>> tables = '''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 基本支出 nature=basic
    ... 合计 | 204.25
    ...
    ... 人员经费表 | 万元 | flow=expenditure
    ... 科目 | 人员经费 nature=personnel
    ... 合计 | 190.25
    ...
    ... 公用经费表 | 万元 | flow=expenditure
    ... 科目 | 公用经费 nature=public_use
    ... 合计 | 13.00'''
    >>> failures_of(tables)
    ['SUM03 合计@基本支出: 190.25 + 13.00 = 203.25 ≠ 204.25']
    >>> failures_of(tables.replace("190.25", "191.25"))
    []
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gouji.check.equation import Equation, Family
from gouji.check.figures import Book, Figure
from gouji.law.dimensions import children, parent
from gouji.model.point import Dimension, Point

CODE = "SUM03"
NAME = "sums.partition"
SOURCE = "《预算法》第五条、第三十二条；部门预算表样"

CHINESE = """
分列在各表的各部分之和应等于整体。

查什么
    跨表：资金来源、支出性质、资金年份的整体，等于法规所列各部分之和（财政拨款 = 一般公共预算 + 政府性基金 +
    国有资本经营；基本支出 = 人员经费 + 公用经费）。
为什么
    各部分常在不同的表中公开，没有人去加一遍。
不适用的情形
    1. 必有的部分没有公开，或前后不一。
    2. 各数都在同一行：属 SUM02。
依据
    《预算法》第五条、第三十二条；部门预算管理有关办法。
示例
    191.25 + 13.00 = 204.25：成立。190.25 + 13.00 = 203.25 ≠ 204.25：不成立。
"""

SPLITS = (Dimension.FUND, Dimension.NATURE, Dimension.VINTAGE)
"""Dimensions whose members law lists in full."""


def derive(book: Book) -> Iterator[Family]:
    """For each point whose parts by fund, nature or vintage are all printed, but not all in one row with it."""
    families: dict[str, list[Equation]] = defaultdict(list)
    for point, dimension in _wholes(tuple(book.by_point)):
        whole = clear_figure(book, point)
        parts = _parts(book, point, dimension)
        if whole is not None and len(parts) > 1 and not _share_a_row([whole, *parts]):
            why = " + ".join(part.claim.column[-1] if part.claim.column else part.claim.source.text for part in parts)
            families[_name(dimension, whole, parts)].append(
                Equation(CODE, whole, tuple((part, 1) for part in parts), why=f"各部分之和：{why}")
            )
    for name, equations in families.items():
        yield Family(name, name, tuple(equations), certain=True)


@lru_cache(maxsize=2)  # a self-test checks the same points with other figures, hundreds of times
def _wholes(points: tuple[Point, ...]) -> tuple[tuple[Point, Dimension], ...]:
    """The printed points of which at least two parts by one dimension are printed too."""
    printed = {point.members: point for point in points}
    parts: Counter[tuple[Point, Dimension]] = Counter()
    for members in printed:
        for place, (dimension, member) in enumerate(members):
            if dimension in SPLITS:
                above = parent(dimension, member)
                step = () if above is None else ((dimension, above),)
                whole = printed.get((*members[:place], *step, *members[place + 1 :]))
                if whole is not None:
                    parts[whole, dimension] += 1
    return tuple(place for place, times in parts.items() if times > 1)


def clear_figure(book: Book, point: Point) -> Figure | None:
    """The figure printed at a point, where all its prints agree, or all that stand in total rows; else None."""
    return clear_print(book, book.by_point.get(point, ()))


def clear_print(book: Book, prints: Sequence[Figure]) -> Figure | None:
    """The first of several prints where they agree, or where those that stand in total rows (合计) do; else None.

    A column may print a fact itself in its total row, and unit by unit or project by project above.
    """
    if not _agree(prints):
        prints = [figure for figure in prints if _is_in_total(book, figure)]
    return prints[0] if prints and _agree(prints) else None


def _agree(prints: Sequence[Figure]) -> bool:
    return len(prints) < 2 or len({(figure.value, figure.kind) for figure in prints}) == 1


def _is_in_total(book: Book, figure: Figure) -> bool:
    table, row = figure.claim.table, figure.claim.row
    return table is not None and row is not None and book.claims.tables[table].rows[row].role == "total"


def _parts(book: Book, point: Point, dimension: Dimension) -> list[Figure]:
    """The figures of all parts that law lists; empty where one that always exists is not printed clearly."""
    found: list[Figure] = []
    for member in children(dimension, point.get(dimension)):
        part = point.having(dimension, member.name)
        figure = clear_figure(book, part)
        if figure is not None:
            found.append(figure)
        elif member.part == "part" or part in book.by_point:
            return []
    return found


def _share_a_row(figures: Sequence[Figure]) -> bool:
    return len({(figure.claim.table, figure.claim.row) for figure in figures}) == 1


def _name(dimension: Dimension, whole: Figure, parts: Sequence[Figure]) -> str:
    columns = "+".join(f"{part.claim.table}.{'/'.join(part.claim.column)}" for part in parts)
    return f"{CODE}/{dimension}/{whole.claim.table}.{'/'.join(whole.claim.column)}={columns}"
