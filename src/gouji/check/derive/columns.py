"""Columns: in each row, the parts of a column's meaning add up to it (合计 = 基本支出 + 项目支出).

What it checks:
    In each row: a column is the sum of the columns that split its meaning by fund, nature or economic class; a 小计 or
    合计 whose columns could not be bound is the sum of the columns beside it.
Why:
    The columns of a form are a partition of its total. A figure in the wrong column, or in none, breaks the row.
Not applicable when:
    1. The row leaves the total or all its parts blank, or a part of which the rest of the table shows an amount.
    2. The columns overlap, or belong to different years or measures.
    3. Neither law nor the word 合计 says that the parts are all, and the table's figures do not prove it.
    4. Most rows of the table fail: then its columns were misread: not checkable.
    5. A column beside the parts holds money in the row, and its meaning is not known.
Source:
    预算法 §32, 预算法实施条例 §6; the forms of each place.

Examples:
    >>> from gouji.check.example import failures_of
    >>> failures_of('''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
    ... 201 一般公共服务支出 | 694.23 | 152.15 | 524.08''')
    ['SUM02 一般公共服务支出@项目支出: 152.15 + 524.08 = 676.23 ≠ 694.23']
    >>> failures_of('''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
    ... 201 一般公共服务支出 | 694.23 | 152.15 | 542.08''')
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gouji.check.derive.points import (
    do_not_overlap,
    exhausts,
    gather_splits,
    nearest_parts,
    split_by_dimension,
)
from gouji.check.derive.rows import same_kind
from gouji.check.equation import Equation, Family
from gouji.check.figures import Header, Sheet
from gouji.model.point import Point
from gouji.model.table import Row

CODE = "SUM02"
NAME = "sums.columns"
SOURCE = "《预算法》第三十二条；《预算法实施条例》第六条；部门预算表样"

CHINESE = """
同一行内各分栏之和应等于合计栏。

查什么
    每一行：合计栏等于按资金来源、支出性质或经济分类划分的各栏之和；未能确定含义的“小计”“合计”栏，等于并列各栏之和。
为什么
    表样各栏是合计的划分。数字填错栏或漏填，这一行就不平。
不适用的情形
    1. 该行合计栏为空，或各分栏全为空，或某一分栏为空而表内他处显示其应有金额。
    2. 各栏互有交叉，或属不同年度、不同计量。
    3. 法规和“合计”字样都不能说明各栏已穷尽，表内数字也未证实。
    4. 该表多数行不成立：多半是栏目读错，不作判断。
    5. 该行旁有含义未确定而有金额的分栏。
依据
    《预算法》第三十二条；《预算法实施条例》第六条；各地表样。
示例
    152.15 + 542.08 = 694.23：成立。152.15 + 524.08 = 676.23 ≠ 694.23：不成立。
"""

SUM_WORDS = ("合计", "小计", "总计", "总额", "共计")
"""Words by which a header says that it sums the columns beside it."""


@dataclass(frozen=True)
class Reading:
    """One way to read a row of headers: this one sums those. `certain` where points say so and nothing is left out."""

    whole: Header
    parts: tuple[Header, ...]
    certain: bool

    @cached_property
    def why(self) -> str:
        """What it claims, in the words of the headers."""
        return f"{_name(self.whole)} = {' + '.join(map(_name, self.parts))}"


def derive_sheet(sheet: Sheet) -> Iterator[Family]:
    """For a list of a table: the sums that its columns' points say, and those that its headers' shape says."""
    if len(sheet.sums) > 1:
        yield from _by_points(sheet, sheet.sums)
        yield from _by_headers(sheet, sheet.sums)


def says_sum(header: Header) -> bool:
    """Whether the innermost header is a word for a sum.

    >>> says_sum(("本年收入", "小计")), says_sum(("基本支出",))
    (True, False)
    """
    return bool(header) and any(header[-1].endswith(word) for word in SUM_WORDS)


def _by_points(sheet: Sheet, headers: Sequence[Header]) -> Iterator[Family]:
    families: dict[tuple[Header, str], list[Equation]] = defaultdict(list)
    certain: dict[tuple[Header, str], bool] = defaultdict(lambda: True)
    known: dict[tuple[Header, ...], tuple[tuple[str, Reading], ...]] = {}
    for row in sheet.rows:
        printed = tuple(
            header for header in headers if (figure := sheet.at(row, header)) is not None and figure.point is not None
        )
        if printed not in known:
            known[printed] = tuple(_readings(sheet, row, printed))
        for splits, reading in known[printed]:
            equation = None if _leaves_out(sheet, row, reading) else _equation(sheet, row, reading)
            if equation is not None:
                families[reading.whole, splits].append(equation)
                certain[reading.whole, splits] &= reading.certain
    for (whole, splits), equations in families.items():
        name = f"{CODE}/{sheet.name}/{'/'.join(whole)}/{splits}"
        offered = any(is_of_which(header) for header in headers)
        yield Family(name, name, tuple(equations), certain[whole, splits], offered=offered, odds=4)


def _leaves_out(sheet: Sheet, row: Row, reading: Reading) -> bool:
    """Whether a column beside the parts, whose meaning is not known, holds money in this row: it may be a part too."""
    stem = reading.whole[:-1]
    if any(part[: len(stem)] != stem for part in reading.parts):
        stem = ()
    return any(
        figure.point is None and figure.value != 0 and header[: len(stem)] == stem and not is_of_which(header)
        for header in sheet.headers
        if header != reading.whole and (figure := sheet.at(row, header)) is not None
    )


def _readings(sheet: Sheet, row: Row, headers: Sequence[Header]) -> Iterator[tuple[str, Reading]]:
    header_at: dict[Point, Header] = {}
    for header in headers:
        figure = sheet.at(row, header)
        if figure is not None and figure.point is not None:
            if figure.point in header_at:
                return  # two columns with one meaning: the points do not tell this row's columns apart
            header_at[figure.point] = header
    points = tuple(header_at)
    for whole, header in header_at.items():
        by_split = split_by_dimension(whole, nearest_parts(whole, points))
        for splits in gather_splits(tuple(by_split)):
            parts = tuple(part for split in splits for part in by_split[split])
            if do_not_overlap(parts):
                full = len(splits) == 1 and len(splits[0]) == 1 and exhausts(whole, parts, splits[0][0])
                named = tuple(other for other in headers if any(header_at[part] == other for part in parts))
                if len(named) == 1 and _is_of_which_of(header, named[0]):
                    continue  # an 其中 alone is a part, whatever its amount in some rows
                yield "+".join(splits[0]), Reading(header, named, full or _says_sum_of(header, named))


def _says_sum_of(whole: Header, parts: Sequence[Header]) -> bool:
    """Whether the word 合计 stands beside (or above) all the parts, so that it must be theirs; one part is no sum."""
    stem = whole[:-1]
    return (
        len(parts) > 1
        and says_sum(whole)
        and all(part[: len(stem)] == stem and not is_of_which(part) for part in parts)
    )


def is_of_which(header: Header) -> bool:
    """Whether a level of the header says 其中: such columns need not be all."""
    return any(level.startswith("其中") for level in header)


def _is_of_which_of(whole: Header, part: Header) -> bool:
    """Whether the part is an 其中 of the whole, and not both of them inside one."""
    stem = whole[:-1]
    return is_of_which(part[len(stem) :] if part[: len(stem)] == stem else part)


def _by_headers(sheet: Sheet, headers: Sequence[Header]) -> Iterator[Family]:
    unbound = {header for header in headers if any(figure.point is None for figure in sheet.by_header[header])}
    for whole in headers:
        parts = _siblings(whole, headers)
        if says_sum(whole) and parts and unbound & {whole, *parts}:
            reading = Reading(whole, parts, False)
            equations = tuple(
                equation for row in sheet.rows if (equation := _equation(sheet, row, reading)) is not None
            )
            name = f"{CODE}/{sheet.name}/{'/'.join(whole)}/beside"
            yield Family(name, name, equations, odds=4)


def _siblings(whole: Header, headers: Sequence[Header]) -> tuple[Header, ...]:
    """The headers that a 小计 or 合计 sums: its siblings; a sibling with headers below it counts by its own sum."""
    stem = whole[:-1]
    inside = [
        header for header in headers if header != whole and len(header) > len(stem) and header[: len(stem)] == stem
    ]
    branches: dict[str, list[Header]] = defaultdict(list)
    for header in inside:
        branches[header[len(stem)]].append(header)
    parts: list[Header] = []
    for branch, below in branches.items():
        if branch.startswith("其中"):
            continue
        depth = len(stem) + 2
        sums = [header for header in below if len(header) <= depth and (says_sum(header) or header == (*stem, branch))]
        parts.extend(sums[:1] or below)
    return tuple(parts)


def _equation(sheet: Sheet, row: Row, reading: Reading) -> Equation | None:
    total = sheet.at(row, reading.whole)
    if sheet.undivided and _is_undivided(sheet, row, reading):
        return None
    figures = [figure for header in reading.parts if (figure := sheet.at(row, header)) is not None]
    if total is None or not figures or not same_kind(total, figures):
        return None
    return Equation(CODE, total, tuple([(figure, 1) for figure in figures]), why=reading.why)


def _is_undivided(sheet: Sheet, row: Row, reading: Reading) -> bool:
    """Whether a blank beside the parts may mean an amount."""
    stem = reading.whole[:-1]
    beside = [header for header in sheet.headers if header != reading.whole and header[: len(stem)] == stem]
    return any((row.index, header) in sheet.undivided for header in beside)


def _name(header: Header) -> str:
    """A column as an equation names it."""
    return header[-1] if header else "（无列头）"
