"""Changes: a column of differences is one column less another, and a column of rates is that over its base.

What it checks:
    In each row: 增减额 = this year's figure − last year's; 增减% = difference ÷ last year's figure, within what the
    printed digits allow.
Why:
    Differences and rates are often typed, or left over from another draft.
Not applicable when:
    1. The table does not print both bases.
    2. No pair of columns reproduces most of the differences: which are the bases is then not known.
    3. The base is blank or zero: there is no rate.
Source:
    The central and local forms with last year's columns; a rate must lie in the interval that the printed digits allow.

Examples:
    >>> from gouji.check.example import failures_of
    >>> table = '''
    ... 一般公共预算支出表 | 万元 | flow=expenditure
    ... 科目 | 上年执行数 year=2023 | 本年预算数 year=2024 | 增减额 measure=change | 增减% measure=rate
    ... 2050803 培训支出 | 118.01 | 118.01 | 0.00 | 0.00%
    ... 2101101 行政单位医疗 | 218.91 | 200.00 | -18.91 | -8.64%
    ... 2210201 住房公积金 | 647.06 | 649.58 | 2.52 | 0.39%
    ... 2210202 提租补贴 | 64.00 | 65.00 | 1.00 | 1.56%
    ... 2210203 购房补贴 | 331.00 | 341.00 | 10.00 | 3.20%'''
    >>> failures_of(table)
    ['CHG01 购房补贴@增减%: 10.00 ÷ 331.00 = 3.02% ≠ 3.20%']
    >>> failures_of(table.replace("3.20%", "3.02%"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any  # columns are crossed by row indexes, rows by headers

from gouji.check.equation import Equation, Family, Relation
from gouji.check.figures import Figure, Header, Sheet
from gouji.model.point import Dimension


@dataclass(frozen=True, slots=True)
class Line:
    """A column or a row: its name, what it measures, and its figures by where it crosses the others."""

    name: str
    measure: str
    figures: Mapping[Any, Figure]


MOST_ROWS = 8
"""Years stand below each other in small lists only."""

CODE = "CHG01"
NAME = "changes.columns"
SOURCE = "部门预算表样（含上年数的表）；算术关系"

CHINESE = """
增减额应等于两栏之差，增减率应等于差额除以基数。

查什么
    每一行：增减额 = 本年数 − 上年数；增减% = 增减额 ÷ 上年数，在所印位数允许的区间内。
为什么
    差额和比率常是手工填写，或由旧稿遗留。
不适用的情形
    1. 表中没有同时印出两个基数。
    2. 没有哪两栏能推出多数差额：不能确定基数是哪两栏。
    3. 基数为空或为零：无从计算比率。
依据
    中央及地方含上年数的表样；比率应落在所印位数允许的区间内。
示例
    341.00 − 331.00 = 10.00，10.00 ÷ 331.00 = 3.02%：成立。印为 3.20%：不成立。
"""

CHANGE_WORDS = ("增减额", "增减数", "增减变化", "增减情况", "增减金额", "变动额", "差异", "差额")
RATE_WORDS = (
    "增减%",
    "增减(%)",
    "增减率",
    "增长率",
    "增减幅度",
    "增减比例",
    "变动率",
    "变动幅度",
    "增幅",
    "增减百分比",
    "变动比例",
)


def derive_sheet(sheet: Sheet) -> Iterator[Family]:
    """For a list with columns (or rows) of differences or rates: every pair that could be their bases.

    Which pair it is, the figures prove: all pairs are offered as ways to read one slot.
    """
    yield from _derive_lines(f"{CODE}/{sheet.name}", _columns(sheet))
    if len(sheet.rows) <= MOST_ROWS:
        yield from _derive_lines(f"{CODE}/{sheet.name}/rows", _rows(sheet))


def _columns(sheet: Sheet) -> list[Line]:
    return [
        Line(_short(header), _measure(header, figures), {figure.claim.row: figure for figure in figures})
        for header, figures in sheet.by_header.items()
        if figures
    ]


def _rows(sheet: Sheet) -> list[Line]:
    """The rows of a small list, where years stand below each other (2025年, 2026年, 增减变化金额)."""
    lines = []
    for row in sheet.rows:
        figures = {header: figure for header in sheet.headers if (figure := sheet.at(row, header)) is not None}
        if figures:
            lines.append(Line(row.label, _measure((row.label,), list(figures.values())), figures))
    return lines if any(line.measure == "change" for line in lines) else []


def _derive_lines(slot: str, lines: Sequence[Line]) -> Iterator[Family]:
    bases = [line for line in lines if line.measure == "amount"]
    changes = [line for line in lines if line.measure == "change"]
    for number, line in enumerate(lines):
        if line.measure == "change":
            pairs = list(permutations(bases, 2))
            near = {(first.name, second.name) for first, second in pairs if _comes_near(line, first, second)}
            offered = [(first, second) for first, second in pairs if (first.name, second.name) in near]
            yield from _ways(f"{slot}/{number}", line, offered, "=")
        elif line.measure == "rate":
            given = [(change, base) for change in changes for base in bases]
            yield from _ways(f"{slot}/{number}", line, given or list(permutations(bases, 2)), "rate", differ=not given)


def _comes_near(stated: Line, first: Line, second: Line) -> bool:
    """Whether the figures may prove that first − second is what is stated; not where all that hold are zeros."""
    fails = False
    for key, figure in stated.figures.items():
        one, other = first.figures.get(key), second.figures.get(key)
        parts = [(part, sign) for part, sign in ((one, 1), (other, -1)) if part is not None]
        if not parts or any(part.kind != figure.kind for part, _ in parts):
            continue
        gap = figure.value - sum([sign * part.value for part, sign in parts])
        if 2 * abs(gap) > figure.quantum + sum([part.quantum for part, _ in parts]):
            fails = True
        elif figure.value:
            return True
    return not fails


def _measure(header: Header, figures: Sequence[Figure]) -> str:
    """What a column or row measures: "amount", "change", "rate", or "other"."""
    measures = {figure.point.get(Dimension.MEASURE) or "amount" for figure in figures if figure.point is not None}
    if len(measures) > 1:
        return "other"
    for measure in measures:
        kind = measure.partition("_")[0]
        return kind if kind in ("change", "rate", "amount") else "other"
    text = "".join(header[-2:])
    if any(word in text for word in RATE_WORDS):
        return "rate"
    if any(word in text for word in CHANGE_WORDS):
        return "change"
    return "amount" if all(figure.kind == "元" for figure in figures) else "other"


def _ways(
    slot: str, stated: Line, pairs: Sequence[tuple[Line, Line]], relation: Relation, *, differ: bool = True
) -> Iterator[Family]:
    """One family a pair; for rates, `differ` says that the numerator is the pair's difference, not printed itself."""
    for first, second in pairs:
        why = f"{stated.name} = " + _formula(first.name, second.name, relation, differ)
        equations = tuple(
            equation
            for key, figure in stated.figures.items()
            if (equation := _equation(figure, first.figures.get(key), second.figures.get(key), relation, differ, why))
        )
        if equations:
            way = f"{first.name}-{second.name}"
            yield Family(f"{slot}={way}", slot, equations, way=way, offered=True, odds=6)


def _equation(
    stated: Figure, one: Figure | None, other: Figure | None, relation: Relation, differ: bool, why: str
) -> Equation | None:
    """The equation of one row; a blank counts as nothing, but no rate stands on a blank or zero base."""
    printed = [figure for figure in (one, other) if figure is not None]
    if not printed or len({figure.kind for figure in printed}) > 1:
        return None
    if relation == "rate":
        if other is None or not other.value or (one is None and not differ):
            return None
        numerator = [(figure, sign) for figure, sign in ((one, 1), (other, -1)) if figure is not None]
        parts = numerator if differ else numerator[:1]
        return Equation(CODE, stated, (*parts, (other, 1)), relation="rate", why=why)
    if printed[0].kind != stated.kind:
        return None
    parts = [(figure, sign) for figure, sign in ((one, 1), (other, -1)) if figure is not None]
    return Equation(CODE, stated, tuple(parts), why=why)


def _formula(first: str, second: str, relation: Relation, differ: bool) -> str:
    if relation == "=":
        return f"{first} − {second}"
    return f"({first} − {second}) ÷ {second}" if differ else f"{first} ÷ {second}"


def _short(header: Header) -> str:
    return "/".join(header[-2:])
