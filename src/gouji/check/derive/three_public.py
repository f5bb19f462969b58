"""Three public: each item of the “三公” table holds at least what basic expenditure has of its economic class.

What it checks:
    公务接待费 ≥ 30217, 公务用车运行维护费 ≥ 30231, 因公出国(境)费 ≥ 30212 and 公务用车购置费 ≥ 31013 of basic
    expenditure out of the general public budget. Projects may add to the item, nothing may take from it.
Why:
    The “三公” table shows all appropriations for these uses; what basic expenditure names as one is in it.
Not applicable when:
    1. The document does not print the item, or not basic expenditure by class; a blank item claims nothing.
    2. Travel abroad of teachers and researchers, which some places do not count, is named.
    3. The figures are of a unit, or of another year or stage.
Source:
    政府收支分类科目 (30212, 30217, 30231, 31013); the forms' definition of “三公”经费.

Examples:
    >>> from gouji.check.example import failures_of
    >>> tables = '''
    ... 基本支出表 | 万元 | flow=expenditure fund=general nature=basic
    ... 科目 | 合计
    ... 30201 办公费 | 19.80
    ... 30217 公务接待费 | 1.00
    ...
    ... “三公”经费支出表 | 万元 | flow=expenditure fund=general
    ... 项目 | 预算数
    ... 公务接待费 item=three_public.reception | 0.10'''
    >>> failures_of(tables)
    ['TIE02 公务接待费@预算数: 1.00 > 0.10']
    >>> failures_of(tables.replace("0.10", "1.00"))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from gouji.check.equation import Equation, Family
from gouji.check.figures import Book, Figure
from gouji.model.point import Dimension, Point

CODE = "TIE02"
NAME = "ties.three_public"
SOURCE = "财政部年度《政府收支分类科目》；“三公”经费口径"

CHINESE = """
“三公”经费各项不应小于基本支出中的相应经济科目。

查什么
    公务接待费 ≥ 30217，公务用车运行维护费 ≥ 30231，因公出国（境）费 ≥ 30212，公务用车购置费 ≥ 31013
    （一般公共预算基本支出）。项目支出可以使前者更大，不会更小。
为什么
    “三公”经费表反映用于这些用途的全部财政拨款，基本支出中列明的当然在内。
不适用的情形
    1. 没有列该项“三公”经费，或基本支出没有列到经济款级；空格不作判断。
    2. 文中说教学科研人员出国不计入“三公”经费。
    3. 是某个单位的数，或其他年度、阶段的数。
依据
    财政部年度《政府收支分类科目》（30212、30217、30231、31013）；“三公”经费口径。
示例
    基本支出 30217 公务接待费 1.00，“三公”经费表公务接待费 0.10：不成立。
"""

CLASSES: Mapping[str, str] = {
    "three_public.reception": "30217",
    "three_public.vehicles.running": "30231",
    "three_public.abroad": "30212",
    "three_public.vehicles.purchase": "31013",
}
"""The economic class of each item."""

_FRAME = frozenset({Dimension.FLOW, Dimension.YEAR, Dimension.STAGE, Dimension.FUND, Dimension.VINTAGE})
_CLASSIFIED = _FRAME | {Dimension.ECONOMIC, Dimension.GOVERNMENT_ECONOMIC, Dimension.NATURE}
_ITEMISED = _FRAME | {Dimension.ITEM}
_FUNDS = (None, "fiscal", "general")
_RESEARCHERS = "教学科研"
_ABROAD = "three_public.abroad"
_CODES = frozenset(CLASSES.values())


def derive(book: Book) -> Iterator[Family]:
    """For each item that the document prints: it is no less than its class within basic expenditure."""
    basic = _basic_by_class(book)
    if not basic:
        return
    items = _items(book)
    equations = []
    for item, code in CLASSES.items():
        for frame, whole in items.get(item, {}).items():
            parts = basic.get((code, frame), ())
            if parts and not (item == _ABROAD and _counts_no_researchers(book)):
                terms = tuple((part, 1) for part in parts)
                why = f"“三公”经费表中的一项 ≥ 基本支出 {code}"
                equations.append(Equation(CODE, whole, terms, relation=">=", why=why))
    if equations:
        yield Family(CODE, CODE, tuple(equations), certain=True)


def _items(book: Book) -> Mapping[str, Mapping[Point, Figure]]:
    """The largest print of each item in each year and stage: that of all appropriations, where it is printed."""
    found: dict[str, dict[Point, Figure]] = defaultdict(dict)
    for point, figures in book.by_point.items():
        item = point.get(Dimension.ITEM)
        if item is not None and item in CLASSES and _ITEMISED.issuperset(point.fixed) and _is_plain(point):
            known, frame = found[item], _frame(point)
            largest = max(figures, key=lambda figure: figure.value)
            if frame not in known or known[frame].value < largest.value:
                known[frame] = largest
    return found


def _basic_by_class(book: Book) -> Mapping[tuple[str, Point], Sequence[Figure]]:
    """Basic expenditure of each class, year and stage, of the first table that prints it (its rows summed)."""
    tables: dict[tuple[str, Point], dict[int | None, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for point, figures in book.by_point.items():
        code = point.get(Dimension.ECONOMIC)
        if code is None or code not in _CODES or point.get(Dimension.NATURE) != "basic":
            continue
        if _CLASSIFIED.issuperset(point.fixed) and point.get(Dimension.FUND) == "general" and _is_plain(point):
            for figure in figures:
                if figure.certain:
                    tables[code, _frame(point)][figure.claim.table].append(figure)
    return {key: by_table[min(by_table, key=lambda number: number or 0)] for key, by_table in tables.items()}


def _is_plain(point: Point) -> bool:
    """Whether a figure is of a year's expenditure out of appropriations, whatever money was carried over."""
    return (
        point.get(Dimension.FLOW) == "expenditure"
        and point.get(Dimension.FUND) in _FUNDS
        and point.get(Dimension.VINTAGE) != "carried"
    )


def _frame(point: Point) -> Point:
    """The year and stage of a point."""
    return Point(tuple(pair for pair in point.members if pair[0] in (Dimension.YEAR, Dimension.STAGE)))


def _counts_no_researchers(book: Book) -> bool:
    return any(_RESEARCHERS in passage.text and "出国" in passage.text for passage in book.claims.passages)
