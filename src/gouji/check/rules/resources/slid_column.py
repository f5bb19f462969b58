"""A column that repeats another column of its table stands in the same rows.

What it checks:
    Columns of figures whose header does not say what they are. One that prints another column's figures in the same
    order, but from some row on one row too high or too low, is one finding with all its figures.
Why:
    A column that slid by a row gives every row its neighbour's money; as equations it would look like as many
    mistakes as there are rows.
Not applicable when:
    1. The meaning of the column is known: then its sums tell of it.
    2. A figure fits neither its own row nor the next one, or fewer than four different amounts are moved.
    3. The rows have no codes: in a list of years each row may begin with what the one before ends with.
    4. A text file, or a table in doubt, is a notice: the conversion may have moved the figures.
Source:
    The forms: a column that is printed beside 合计 to repeat it (政府经济分类支出 in 一般公共预算支出表).

Examples:
    >>> from gouji.check.example import parse_example
    >>> table = '''
    ... 一般公共预算支出表 | 万元
    ... 科目 | 合计 | 政府经济分类
    ... 合计 | 100.00 | 100.00
    ... 201 一般公共服务支出 | 55.00 | 30.00
    ... 208 社会保障和就业支出 | 30.00 | 8.00
    ... 210 卫生健康支出 | 8.00 | 5.00
    ... 213 农林水支出 | 5.00 | 2.00
    ... 221 住房保障支出 | 2.00 |'''
    >>> [finding.message[0] for finding in check(parse_example(table))]
    ['“一般公共预算支出表”的“政府经济分类”栏自“一般公共服务支出”行起整体上移一行：4 个数是下一行“合计”栏的数']
    >>> list(check(parse_example(table.replace("| 5.00 | 2.00", "| 5.00 | 5.00"))))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.table import Table

CODE = "TIE04"
NAME = "ties.slid_column"
SOURCE = "部门预算表样（一般公共预算支出表等）"

CHINESE = """
重复列示另一栏的一栏，应与那一栏同行。

查什么
    表头没有说明含义的数字栏。某栏的数依次就是同表另一栏的数，但从某行起整体错开一行的，报一条，附全部数字。
为什么
    一栏错开一行，各行就都成了邻行的金额；按等式逐条去报，就成了许多条。
不适用的情形
    1. 该栏含义已明：由其加总关系去查。
    2. 有的数既不是本行的，也不是邻行的；或错行的不足四个不同的数。
    3. 各行没有科目编码：逐年列示的表，本行的期初本来就是上行的期末。
    4. 文本文件或存疑的表只作提示：可能是转换时错行。
依据
    部门预算表样：“合计”之外重复列示的一栏（如一般公共预算支出表的“政府经济分类支出”）。
示例
    “政府经济分类”栏自第二行起依次印着下一行的合计：整栏上移一行，报一条。
"""

_LEAST = 4
"""Different amounts that must have moved: fewer may be equal by chance."""
_MOST_WITNESSES = 40

_Header = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Slide:
    """Figures of one column that stand one row too high (`step` 1) or too low (-1) against another column."""

    column: _Header
    beside: _Header
    step: int
    moved: tuple[Claim, ...]


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each column that slid by a row."""
    columns: dict[int, dict[_Header, dict[int, Claim]]] = defaultdict(lambda: defaultdict(dict))
    unknown = set()
    for claim in claims.claims:
        if claim.table is None or claim.row is None or claim.kind != "cell":
            continue
        columns[claim.table][claim.column].setdefault(claim.row, claim)
        if claim.unbound:
            unknown.add((claim.table, claim.column))
    for number, column in sorted(unknown):
        table = claims.tables[number]
        slide = _slide_of(table, column, columns[number]) if table.kind == "money" else None
        if slide is not None:
            yield _finding(claims, table, slide)


def _slide_of(table: Table, column: _Header, columns: Mapping[_Header, Mapping[int, Claim]]) -> _Slide | None:
    """How a column slid against one before it in the table, if it did."""
    own = columns[column]
    if len({claim.amount.value for claim in own.values()}) < _LEAST or any(claim.point for claim in own.values()):
        return None  # (1), (2)
    rows = [row.index for row in table.rows if row.role != "note"]
    if 2 * sum(table.rows[row].code is not None for row in rows) < len(rows):
        return None  # (3)
    for beside, others in columns.items():
        if beside == column or len(others) < len(own):
            continue
        for step in (1, -1):
            if moved := _moved(rows, own, others, step):
                return _Slide(column, beside, step, moved)
    return None


def _moved(rows: Sequence[int], own: Mapping[int, Claim], others: Mapping[int, Claim], step: int) -> tuple[Claim, ...]:
    """The figures that stand `step` rows before their place; none unless each figure fits there or in its own row."""
    printed, beside = [_value(own, row) for row in rows], [_value(others, row) for row in rows]
    off = [place for place, value in enumerate(printed) if value is not None and value != beside[place]]
    if not off or len({printed[place] for place in off}) < _LEAST:
        return ()  # (2)
    run = range(off[0], off[-1] + 1)
    if run[0] + step < 0 or run[-1] + step >= len(rows):
        return ()
    if any(printed[place] != beside[place + step] for place in run):
        return ()  # (2)
    return tuple(own[rows[place]] for place in run if rows[place] in own)


def _value(figures: Mapping[int, Claim], row: int) -> Decimal | None:
    return figures[row].amount.value if row in figures else None


def _finding(claims: ClaimSet, table: Table, slide: _Slide) -> Finding:
    first = slide.moved[0]
    label = table.rows[first.row or 0].label
    count = len(slide.moved)
    way, near, back = ("上移", "下一行", "下移") if slide.step > 0 else ("下移", "上一行", "上移")
    english = "high" if slide.step > 0 else "low"
    column, beside = slide.column[-1], slide.beside[-1]
    is_converted = claims.documents[table.document].format == "text" or any(claim.doubt for claim in slide.moved)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE if is_converted else Severity.WARNING,  # (4)
        message=(
            f"“{table.title}”的“{column}”栏自“{label}”行起整体{way}一行：{count} 个数是{near}“{beside}”栏的数",
            f"“{column}” of “{table.title}” is one row too {english} from “{label}” on: {count} figures of “{beside}”",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in slide.moved[:_MOST_WITNESSES]),
        stated="、".join(claim.source.text for claim in slide.moved[:_LEAST]),
        suggestion=(
            f"该栏自“{label}”行起{back}一行，并补上因此空缺的数；如原件无误，则是转换所致",
            f"move the column back by one row from “{label}” on; if the original is right, the conversion moved it",
        ),
        source=SOURCE,
    )
