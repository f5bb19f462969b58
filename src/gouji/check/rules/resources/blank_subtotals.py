"""A subtotal is filled in wherever its parts are.

What it checks:
    Columns headed 小计 or 合计 within a group of columns (基本支出 / 小计): a row whose parts have amounts has its
    subtotal, too, where other rows of the table have theirs.
Why:
    A reader takes the blank for nothing, and the column no longer adds up to its own total.
Not applicable when:
    1. The subtotals that are printed are not the sums of the columns beside them.
    2. Fewer than two rows print the subtotal: the form leaves it to the totals.
    3. The table is in doubt. All findings are notices, one a column: the conversion may have lost the figures.
Source:
    The forms: a group of columns has its 小计 in every row.

Examples:
    >>> from gouji.check.example import parse_example
    >>> table = '''
    ... 部门支出总表 | 万元
    ... 科目 | 基本支出/小计 | 基本支出/人员经费 | 基本支出/公用经费
    ... 合计 | 59.00 | 50.00 | 9.00
    ... 2010301 行政运行 | 49.00 | 40.00 | 9.00
    ... 2080505 养老保险缴费 | | 10.00 |'''
    >>> [finding.arithmetic for finding in check(parse_example(table))]
    ['养老保险缴费：10.00']
    >>> list(check(parse_example(table.replace("缴费 | |", "缴费 | 10.00 |"))))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gouji.model.amount import parse_number
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.table import Row, Table

CODE = "SUM06"
NAME = "sums.blank_subtotals"
SOURCE = "部门预算表样（各组栏次的小计）"

CHINESE = """
各项有数的，小计也应填列。

查什么
    一组栏次（如基本支出）中的“小计”“合计”栏：同表其他行填有小计，而某行各项有金额、小计空白的，每栏合为一条。
为什么
    空白会被当作零，该栏也加不到自己的合计。
不适用的情形
    1. 已填的小计不是旁边各栏之和。
    2. 填有小计的不足两行。
    3. 存疑的表。一律为提示：可能是转换时丢失。
依据
    部门预算表样：每组栏次各行均有小计。
示例
    合计行基本支出小计 59.00，“养老保险缴费”人员经费 10.00 而小计空白：列为提示。
"""

_SUBTOTALS = frozenset({"小计", "合计"})
_FEWEST = 2  # rows that print the subtotal
_SLACK = Decimal("0.05")  # of rounding, in the unit of the table
_MOST_QUOTES = 20

_Path = tuple[str, ...]


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for each column of subtotals with blanks."""
    for number, table in enumerate(claims.tables):
        if table.kind == "money":
            yield from _blanks(number, table)


def _blanks(number: int, table: Table) -> Iterator[Finding]:
    paths = tuple(dict.fromkeys(column.path for column in table.columns))
    for path in paths:
        if len(path) < 2 or path[-1] not in _SUBTOTALS:
            continue
        group = path[:-1]
        parts = tuple(each for each in paths if each[: len(group)] == group and each[-1] not in _SUBTOTALS)
        filled = 0
        blank: list[tuple[Row, list[Decimal]]] = []
        for row in table.rows:
            printed = {entry.column.path: entry.text for entry in row.entries}
            amounts = _amounts(printed, parts)
            if not any(amounts):
                continue
            total = _amounts(printed, (path,))
            if not printed.get(path, "").strip():
                blank.append((row, amounts))
            elif total and abs(total[0] - sum(amounts)) <= _SLACK:
                filled += 1
            else:
                blank.clear()  # (1)
                break
        if blank and filled >= _FEWEST:
            yield _finding(number, table, path, blank)


def _amounts(printed: Mapping[_Path, str], paths: Sequence[_Path]) -> list[Decimal]:
    numbers = (parse_number(printed.get(path, "")) for path in paths)
    return [number.value for number in numbers if number is not None and number.value]


def _finding(number: int, table: Table, path: _Path, blank: Sequence[tuple[Row, list[Decimal]]]) -> Finding:
    row, amounts = blank[0]
    head, total = " / ".join(path), sum(amounts, Decimal(0))
    told = " + ".join(map(str, amounts)) + (f" = {total}" if len(amounts) > 1 else "")
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"“{table.title}”的“{head}”栏有 {len(blank)} 行空白，而其各项有金额（如“{row.label}”：{told}）",
            f"“{head}” of {table.title} is blank in {len(blank)} row(s) whose parts have amounts ({row.label}: {told})",
        ),
        quotes=tuple(_quote(number, table, each) for each, _ in blank[:_MOST_QUOTES]),
        expected=str(total),
        arithmetic=f"{row.label}：{told}",
        suggestion=("补填小计", "fill in the subtotal"),
        source=SOURCE,
    )


def _quote(number: int, table: Table, row: Row) -> Quote:
    place = next((place for entry in row.entries for place in entry.places), table.place)
    return Quote(row.label, place, "culprit", table.document, number, row.index)
