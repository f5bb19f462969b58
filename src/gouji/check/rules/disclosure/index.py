"""A list of tables says rightly which of them are empty, and why.

What it checks:
    Lists of a document's tables with a column 是否空表: a table said to be empty has no figures and a reason; a table
    said to have figures has some.
Why:
    Such a list is where an empty table is explained; a wrong line in it hides a table that was left out, or money.
Not applicable when:
    1. The document has no such list.
    2. The table of a line was not read, is a goal form, or several could be meant.
Source:
    财预〔2016〕143号: 没有数据的表格应当列出空表并说明.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 目录 | |
    ... 报表名称 | 是否空表 | 公开空表理由
    ... 部门政府性基金收支表 | "否" |
    ...
    ... 部门政府性基金收支表 | 万元 | flow=expenditure
    ... 科目 | 合计
    ... 合计 |
    ... '''))]
    ['目录称“部门政府性基金收支表”不是空表，表中没有数']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gouji.check.rules.disclosure.layout import key_of, names_of
from gouji.check.rules.quotes import quote_table
from gouji.model.amount import fold, parse_number
from gouji.model.claim import ClaimSet
from gouji.model.document import Cell, Grid
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.table import Table

CODE = "DIS14"
NAME = "disclosure.index"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）：没有数据的表格应当列出空表并说明"

CHINESE = """
报表目录如实说明哪些是空表及理由。

查什么
    列有“是否空表”的报表目录：称空表的，表中应无数，并写明理由；称不是空表的，表中应有数。
为什么
    空表的理由就写在这里；写错一行，就掩盖了漏公开的表或资金。
不适用的情形
    1. 没有这样的目录。
    2. 该行的表没有读到，是绩效目标表，或不止一张。
依据
    财预〔2016〕143号：没有数据的表格应当列出空表并说明。
示例
    目录称“政府性基金收支表”不是空表，表中却没有数：列为警告。
"""

_EMPTY_HEAD, _NAME_HEAD, _REASON_HEAD = "是否空表", "名称", "理由"


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each line of a list of tables that is not so."""
    lists = [
        (index, block)
        for index, document in enumerate(claims.documents)
        for block in document.blocks
        if isinstance(block, Grid) and any(map(_is_head, block.cells))
    ]
    if not lists:
        return  # (1)
    names = names_of(claims)
    tables: dict[str, list[int]] = defaultdict(list)
    for number, table in enumerate(claims.tables):
        tables[key_of(table.title, names)].append(number)
    for index, grid in lists:
        for name, said, reason in _lines(grid):
            yield from _check(claims, tables.get(key_of(fold(name.text), names), []), index, (name, said, reason))


def _lines(grid: Grid) -> Iterator[tuple[Cell, str, str]]:
    """Each line of the list: the cell of the table's name, what is said of it, and the reason."""
    head_row = next(cell.row for cell in grid.cells if _is_head(cell))
    heads = {cell.column: fold(cell.text) for cell in grid.cells if cell.row == head_row}
    column = {word: next((at for at, head in heads.items() if word in head), None) for word in _HEADS}
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in grid.cells:
        if cell.row > head_row:
            rows[cell.row][cell.column] = cell
    for cells in rows.values():
        name = cells.get(-1 if column[_NAME_HEAD] is None else column[_NAME_HEAD] or 0)
        said, reason = (_text(cells, column[word]) for word in (_EMPTY_HEAD, _REASON_HEAD))
        if name is not None and said in ("是", "否"):
            yield name, said, reason


_HEADS = (_NAME_HEAD, _EMPTY_HEAD, _REASON_HEAD)


def _is_head(cell: Cell) -> bool:
    return "空" in cell.text and _EMPTY_HEAD in fold(cell.text)  # folding every cell is dear


def _text(cells: dict[int, Cell], column: int | None) -> str:
    cell = cells.get(column) if column is not None else None
    return fold(cell.text) if cell is not None else ""


def _check(claims: ClaimSet, found: list[int], document: int, line: tuple[Cell, str, str]) -> Iterator[Finding]:
    name, said, reason = line
    title = fold(name.text)
    quote = Quote(title, name.place, "culprit", document)
    if said == "是" and not reason:
        yield _finding(
            f"目录称“{title}”是空表，没有写理由", f"the list calls {title} empty and gives no reason", (quote,)
        )
    if len(found) != 1 or claims.tables[found[0]].kind == "form":
        return  # (2)
    filled = _has_figures(claims.tables[found[0]])
    if filled != (said == "否"):
        told = (
            ("是空表，表中却有数", "empty; it has figures")
            if filled
            else ("不是空表，表中没有数", "not empty; it has no figure")
        )
        yield _finding(
            f"目录称“{title}”{told[0]}",
            f"the list calls {title} {told[1]}",
            (quote, quote_table(claims, found[0], role="witness")),
        )


def _has_figures(table: Table) -> bool:
    numbers = (parse_number(entry.text) for row in table.rows for entry in row.entries)
    return any(number is not None and number.value for number in numbers)


def _finding(chinese: str, english: str, quotes: tuple[Quote, ...]) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(chinese, english),
        quotes=quotes,
        suggestion=("核对目录与表", "hold the list against the table"),
        source=SOURCE,
    )
