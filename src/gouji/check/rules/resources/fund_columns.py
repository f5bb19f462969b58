"""A total row names the sources that its lines name.

What it checks:
    Tables that divide each row's total into sources of money: where the lines add up to the total, but a source of
    the total row is more than its lines and another, blank in the total row, is less by the same amounts. One warning
    for each such total, with the figures on both sides.
Why:
    Every row adds up, and the total too, so nobody sees it: the money was put under another source in one of the two.
Not applicable when:
    1. The row's sources do not add up to its total, or the lines do not add up to the total row.
    2. The total row prints every source that its lines print: then the sums of the columns tell (SUM01).
    3. The difference is within rounding.
Source:
    预算法 §4 (all income and expenditure by source); arithmetic.

Examples:
    >>> from gouji.check.example import parse_example
    >>> table = '''
    ... 项目支出表 | 万元 | flow=expenditure nature=project
    ... 项目 | 总计 | 一般公共预算 fund=general | 单位资金 fund=own
    ... 003 某单位 entity=003 | 300.00 | 300.00 |
    ...   甲项目 project=甲项目 | 200.00 | 150.00 | 50.00
    ...   乙项目 project=乙项目 | 100.00 | 100.00 |'''
    >>> [finding.arithmetic for finding in check(parse_example(table))]
    ['一般公共预算：150.00 + 100.00 = 250.00 ≠ 300.00；单位资金：50.00 ≠ 空']
    >>> list(check(parse_example(table.replace("300.00 | 300.00 |", "300.00 | 250.00 | 50.00"))))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.table import Row, Table

CODE = "SUM05"
NAME = "sums.sources"
SOURCE = "《预算法》第四条；算术关系"

CHINESE = """
合计行的资金来源应与各行一致。

查什么
    按资金来源分栏的表：各行之和等于合计行的总计，而合计行某一来源多于各行之和，另一来源合计行为空、各行却有数，多少相抵的，
    每个合计行报一条警告，列出两方数字。
为什么
    每行横向都平，总计纵向也平，不易看出：有一方把资金填在了另一来源之下。
不适用的情形
    1. 行内各来源之和不等于该行总计，或各行之和不等于合计行。
    2. 各行所列的来源合计行都有数：由各栏的加总关系去查（SUM01）。
    3. 差额在四舍五入之内。
依据
    《预算法》第四条；算术关系。
示例
    合计行一般公共预算 300.00、单位资金空；各行一般公共预算 150.00、100.00，单位资金 50.00：不成立。
"""

_LEAST = 2
"""Lines that a total row must have."""
_MOST_NAMED = 6
_MOST_WITNESSES = 40

_Header = tuple[str, ...]
_Figures = Mapping[_Header, Claim]


@dataclass(frozen=True, slots=True)
class _Source:
    """One source of a total row: what the row prints (None: blank), its lines' figures, and what they lack of it."""

    header: _Header
    whole: Claim | None
    lines: tuple[Claim, ...]
    gap: Decimal


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each total row whose sources are not its lines'."""
    figures: dict[int, dict[int, dict[_Header, Claim]]] = defaultdict(lambda: defaultdict(dict))
    for claim in claims.claims:
        if (
            claim.table is not None
            and claim.row is not None
            and claim.kind == "cell"
            and claim.amount.unit in MONEY_UNITS
            and claim.amount.value
        ):
            figures[claim.table][claim.row].setdefault(claim.column, claim)
    for number, rows in figures.items():
        table = claims.tables[number]
        if table.kind != "money":
            continue
        for parent, items in _children(table).items():
            printed = [rows[row.index] for row in items if row.index in rows]
            if parent in rows and len(printed) >= _LEAST:
                sources = _sources(table, rows[parent], printed)
                if _differs(sources):
                    yield _finding(table, table.rows[parent], sources)


def _children(table: Table) -> Mapping[int, Sequence[Row]]:
    """The lines of each row that has some; a total row that has none drawn below it has all that are in no other."""
    children: dict[int, list[Row]] = defaultdict(list)
    for row in table.rows:
        if row.parent is not None and row.role == "item":
            children[row.parent].append(row)
    top = [row for row in table.rows if row.parent is None and row.role == "item"]
    totals = [row for row in table.rows if row.role == "total"]
    if len(totals) == 1 and totals[0].index not in children:
        children[totals[0].index] = [row for row in top if row.list_name == totals[0].list_name]
    return children


def _sources(table: Table, whole: _Figures, lines: Sequence[_Figures]) -> list[_Source]:
    """The sources of a total row and its lines, the first column being their total; nothing where that is not so."""
    total = next((column.path for column in table.columns if column.path in whole), None)
    if total is None or not all(total in line for line in lines):
        return []
    step = max(figure.amount.quantum for row in (whole, *lines) for figure in row.values())
    if any(abs(_split(row, total)) * 2 > step * (len(row) + 1) for row in (whole, *lines)):
        return []  # (1)
    summed = _source(total, whole, lines)
    if abs(summed.gap) * 2 > step * (len(lines) + 1):
        return []  # (1)
    headers = dict.fromkeys(header for row in (whole, *lines) for header in row if header != total)
    return [
        source
        for source in (_source(header, whole, lines) for header in headers)
        if abs(source.gap) * 2 > step * (len(lines) + 1)  # (3)
    ]


def _split(row: _Figures, total: _Header) -> Decimal:
    """What a row's total has over its sources."""
    parts = [figure.amount.value for header, figure in row.items() if header != total]
    return row[total].amount.value - sum(parts, Decimal(0))


def _source(header: _Header, whole: _Figures, lines: Sequence[_Figures]) -> _Source:
    figures = tuple(line[header] for line in lines if header in line)
    stated = whole[header].amount.value if header in whole else Decimal(0)
    return _Source(header, whole.get(header), figures, stated - sum((one.amount.value for one in figures), Decimal(0)))


def _differs(sources: Sequence[_Source]) -> bool:
    """Whether one source has too much and another, blank in the total row, too little (2)."""
    over = any(source.gap > 0 and source.whole is not None for source in sources)
    return over and any(source.gap < 0 and source.whole is None for source in sources)


def _finding(table: Table, row: Row, sources: Sequence[_Source]) -> Finding:
    unit = table.unit or ""
    told = [
        (source.header[-1], f"{'多' if source.gap > 0 else '少'} {abs(source.gap):f}{unit}", f"{source.gap:+f}")
        for source in sources
    ]
    culprits = [source.whole for source in sources if source.whole is not None]
    moved = [figure for source in sources if source.whole is None for figure in source.lines]
    others = [figure for source in sources if source.whole is not None for figure in source.lines]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE if any(claim.doubt for claim in (*culprits, *moved, *others)) else Severity.WARNING,
        message=(
            f"“{table.title}”的“{row.label}”行与所列各行的资金来源不一致："
            + "，".join(f"{name}比各行之和{size}" for name, size, _ in told),
            f"row “{row.label}” of “{table.title}” has other sources than its lines: "
            + ", ".join(f"{name} {size}" for name, _, size in told),
        ),
        witnesses=(
            *(Witness(claim.id, "culprit") for claim in (*culprits, *moved)[:_MOST_WITNESSES]),
            *(Witness(claim.id, "witness") for claim in others[:_MOST_WITNESSES]),
        ),
        stated="、".join(claim.source.text for claim in culprits),
        arithmetic="；".join(f"{source.header[-1]}：{_arithmetic(source)}" for source in sources),
        suggestion=(
            "按各行改正合计行的资金来源，或改正各行的来源",
            "correct the sources of the total row by its lines, or those of the lines",
        ),
        source=SOURCE,
    )


def _arithmetic(source: _Source) -> str:
    named = [f"{figure.amount.value:f}" for figure in source.lines]
    summed = sum((figure.amount.value for figure in source.lines), Decimal(0))
    text = " + ".join(named[:_MOST_NAMED]) + (" + …" if len(named) > _MOST_NAMED else "")
    worked = f"{text} = {summed:f}" if len(named) > 1 else text or "空"
    return f"{worked} ≠ {source.whole.amount.value:f}" if source.whole is not None else f"{worked} ≠ 空"
