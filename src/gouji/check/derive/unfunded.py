"""Unfunded: a fund that brings in nothing pays for nothing.

What it checks:
    Where the summary names a fund among its income, leaves it blank, and its income adds up without it: no table prints
    expenditure out of that fund.
Why:
    Each fund pays for its own purposes only; expenditure without income is money that was never voted.
Not applicable when:
    1. No list of income names the fund, or one prints an amount for it.
    2. Money of the fund was brought forward from earlier years.
    3. The list of income does not add up, or not all of its figures were understood.
Source:
    预算法 §4, §5, §13.

Examples:
    >>> from gouji.check.example import failures_of
    >>> tables = '''
    ... 部门收支总表 | 万元 | flow=income
    ... 项目 | 预算数
    ... 一般公共预算拨款收入 fund=general | 70.00
    ... 政府性基金预算拨款收入 fund=government_fund |
    ... 本年收入合计 | 70.00
    ...
    ... 政府性基金预算支出表 | 万元 | flow=expenditure fund=government_fund
    ... 科目 | 合计
    ... 合计 | 12.00'''
    >>> failures_of(tables)
    ['BAL02 合计@合计: 0 ≠ 12.00']
    >>> failures_of(tables.replace("12.00", "0.00"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.check.equation import Equation, Family
from gouji.check.figures import Book, Figure, Sheet
from gouji.law.dimensions import chinese_name, is_within
from gouji.model.point import Dimension, Point

CODE = "BAL02"
NAME = "balance.unfunded"
SOURCE = "《预算法》第四条、第五条、第十三条"

CHINESE = """
没有收入的资金不应安排支出。

查什么
    收支总表列有某项资金而金额为空，且各项收入之和已等于收入合计的：任何表都不应有该项资金的支出。
为什么
    各项资金专款专用；没有收入的支出，就是没有经过批准的资金。
不适用的情形
    1. 收入表未列该项资金，或列有金额。
    2. 该项资金有上年结转。
    3. 收入各项加不到合计，或有数字未能确定含义。
依据
    《预算法》第四条、第五条、第十三条。
示例
    政府性基金收入为空，政府性基金支出 12.00：不成立。
"""

FUNDS = ("general", "government_fund", "state_capital", "special_account")
"""Funds that have an income line of their own in every form."""

_SOURCES = frozenset({"income", "opening", "sources", "surplus_use"})
_FRAME = frozenset({Dimension.FLOW, Dimension.FUND, Dimension.YEAR, Dimension.STAGE})


def derive(book: Book) -> Iterator[Family]:
    """For each fund without money: every total of its expenditure, which must be nothing."""
    totals = [
        (point.get(Dimension.FUND), figures[0])
        for point, figures in book.by_point.items()
        if _FRAME.issuperset(point.fixed) and point.get(Dimension.FLOW) in ("expenditure", "uses")
    ]
    for fund in FUNDS:
        spent = [figure for named, figure in totals if named == fund]
        if any(figure.value for figure in spent) and _brings_nothing(book, fund):
            name = f"{CODE}/{fund}"
            why = f"{chinese_name(Dimension.FUND, fund)}没有收入，不应安排支出"
            yield Family(name, name, tuple(Equation(CODE, figure, (), why=why) for figure in spent), certain=True)


def _brings_nothing(book: Book, fund: str) -> bool:
    """Whether a complete list of income names the fund and leaves it blank, and no figure says otherwise."""
    if any(figure.value and _is_source_of(figure.point, fund) for figure in book.figures):
        return False  # (1), (2)
    return any(_names_in_vain(sheet, fund) and _adds_up(sheet) for sheet in book.sheets)


def _is_source_of(point: Point | None, fund: str) -> bool:
    held = None if point is None else point.get(Dimension.FUND)
    return (
        point is not None
        and held is not None
        and point.get(Dimension.FLOW) in _SOURCES
        and (is_within(Dimension.FUND, held, fund))
    )


def _names_in_vain(sheet: Sheet, fund: str) -> bool:
    """Whether a row of the list bears the fund's name and no amount."""
    term = chinese_name(Dimension.FUND, fund).removesuffix("预算").removesuffix("管理资金")
    return any(
        term in row.label and not any((figure := sheet.at(row, header)) and figure.value for header in sheet.headers)
        for row in sheet.rows
    )


def _adds_up(sheet: Sheet) -> bool:
    """Whether all figures of a list of income are understood, and its funds make up its total."""  # (3)
    figures = [figure for figures in sheet.by_header.values() for figure in figures]
    if any(figure.point is None for figure in figures):
        return False
    incomes = [
        figure for figure in figures if figure.point is not None and figure.point.get(Dimension.FLOW) == "income"
    ]
    totals = [figure for figure in incomes if _fund(figure) is None and _is_bare(figure)]
    parts = [figure for figure in incomes if _fund(figure) is not None and _is_bare(figure)]
    named = {_fund(figure) for figure in parts}
    outer = [part for part in parts if not any(_is_inside(_fund(part), other) for other in named)]
    return len(totals) == 1 and bool(outer) and totals[0].value == sum(figure.value for figure in outer)


def _fund(figure: Figure) -> str | None:
    return None if figure.point is None else figure.point.get(Dimension.FUND)


def _is_bare(figure: Figure) -> bool:
    return figure.point is not None and all(dimension in _FRAME for dimension, _ in figure.point)


def _is_inside(fund: str | None, other: str | None) -> bool:
    return fund is not None and other is not None and fund != other and is_within(Dimension.FUND, fund, other)
