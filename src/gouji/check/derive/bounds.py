"""Bounds: what is printed as 其中 (of which) is no more than the row or column that it is part of.

What it checks:
    Each row or column marked 其中 against the row above it, or the column beside it, to which it belongs.
Why:
    A part cannot exceed its whole; where it does, one of the two was mistyped or stands in the wrong line.
Not applicable when:
    1. The part is blank. (A blank whole beside a printed part is a warning: a blank means nothing.)
    2. Either amount is negative.
    3. It is not known to which row or column the part belongs.
Source:
    Arithmetic.

Examples:
    >>> from gouji.check.example import failures_of
    >>> table = '''
    ... 固定资产占用情况表 | 万元
    ... 项目 | 价值
    ... 车辆 | 31.00
    ... 房屋 | 2.00
    ...   其中：办公用房 | 2.11'''
    >>> failures_of(table)
    ['SUM04 房屋@价值: 2.11 > 2.00']
    >>> failures_of(table.replace("2.11", "1.11"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.check.equation import Equation, Family
from gouji.check.figures import Figure, Header, Sheet

CODE = "SUM04"
NAME = "sums.of_which"
SOURCE = "算术关系"

CHINESE = """
“其中”项不应大于其所属的项目。

查什么
    标明“其中”的行或栏，与其上方的行或旁边的栏比较。
为什么
    部分不会大于整体；大于时必有一方写错，或填错了行。
不适用的情形
    1. 部分为空。（整体为空而部分有数的，列为警告：空格表示没有。）
    2. 任一方为负数。
    3. 不能确定“其中”属于哪一行、哪一栏。
依据
    算术关系。
示例
    房屋 2.00，其中：办公用房 2.11：不成立。
"""


def derive_sheet(sheet: Sheet) -> Iterator[Family]:
    """For a list of a table: rows marked 其中 against the row they belong to, columns so against their neighbour."""
    for place, equations in (("rows", _rows(sheet, sheet.sums)), ("columns", _columns(sheet, sheet.sums))):
        listed = tuple(equations)
        if listed:
            name = f"{CODE}/{sheet.name}/{place}"
            yield Family(name, name, listed, certain=True)


def _rows(sheet: Sheet, headers: Sequence[Header]) -> Iterator[Equation]:
    for row in sheet.rows:
        whole = sheet.row_by_index.get(row.parent) if row.role == "of_which" and row.parent is not None else None
        if whole is None:
            continue
        for header in headers:
            yield from _bound(sheet.at(whole, header), sheet.at(row, header), f"{row.label} ≤ {whole.label}")


def _columns(sheet: Sheet, headers: Sequence[Header]) -> Iterator[Equation]:
    for place, header in enumerate(headers):
        if place == 0 or not any(level.startswith("其中") for level in header):
            continue
        depth = next(depth for depth, level in enumerate(header) if level.startswith("其中"))
        whole = next(
            (
                other
                for other in reversed(headers[:place])
                if other[:depth] == header[:depth] and not any(level.startswith("其中") for level in other)
            ),
            None,
        )
        if whole is None:
            continue
        for row in sheet.rows:
            yield from _bound(sheet.at(row, whole), sheet.at(row, header), f"{'/'.join(header)} ≤ {'/'.join(whole)}")


def _bound(whole: Figure | None, part: Figure | None, why: str) -> Iterator[Equation]:
    """The bound on a printed part, by a whole of its kind or by a blank; among negative amounts there is none."""
    if part is None or part.value < 0:
        return  # (1), (2)
    if whole is None or (whole.kind == part.kind and whole.value >= 0):
        yield Equation(CODE, whole, ((part, 1),), relation=">=", why=why)
