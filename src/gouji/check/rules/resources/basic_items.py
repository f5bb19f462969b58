"""Basic expenditure stands in the items that are made for it: 行政运行, 事业运行, 机关服务.

What it checks:
    In each 款 that has an item 行政运行: basic expenditure printed in its residual item (其他…支出) or in an item
    for some business, while none is printed in 行政运行, 事业运行 or 机关服务. The residual item is a warning,
    others are a notice.
Why:
    The functional classification keeps pay and running costs of offices apart from their tasks; where all of it is
    booked as "other", nobody can see what the office itself costs.
Not applicable when:
    1. The 款 has no item 行政运行, or for the residual item none 事业运行 (its institutions belong in the residual).
    2. The document prints basic expenditure in an item of running costs of the 款 (for other items: of any 款; where
       the table of units has an office, in 行政运行).
    3. The table does not say what is basic expenditure.
Source:
    政府收支分类科目: 行政运行, 事业运行 and 机关服务 are basic expenditure of offices, institutions and their services.

Examples:
    >>> from gouji.check.example import failures_of
    >>> table = '''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
    ... 2010302 一般行政管理事务 | 190.00 | | 190.00
    ... 2010399 其他政府办公厅（室）及相关机构事务支出 | 693.02 | 693.02 |'''
    >>> failures_of(table)
    ['CLS02 其他政府办公厅（室）及相关机构事务支出@基本支出: 2010399 基本支出 693.02万元，行政运行为 0']
    >>> failures_of(table.replace("2010399 其他政府办公厅（室）及相关机构事务支出", "2010301 行政运行"))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.check.rules.resources.ledger import (
    FunctionLine,
    function_lines,
    money,
    prints_of,
    unit_natures,
    year_and_stage,
)
from gouji.law.classifications import lookup
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "CLS02"
NAME = "classification.basic_items"
SOURCE = "财政部年度《政府收支分类科目》"

CHINESE = """
基本支出应列在行政运行、事业运行、机关服务等科目。

查什么
    设有“行政运行”的款：基本支出列在“其他…支出”或某一业务科目，而行政运行、事业运行、机关服务没有基本支出。
    列在“其他…支出”的为警告，列在业务科目的为提示。
为什么
    功能分类把机构本身的人员和运转经费与业务经费分开；全部列为“其他”，机构自身花多少钱就看不出来。
不适用的情形
    1. 该款没有行政运行；或“其他…支出”所在的款没有事业运行（其事业单位只能列在“其他”）。
    2. 该款（业务科目：任何一款）的行政运行、事业运行、机关服务列有基本支出；机构表列有行政单位的，看行政运行。
    3. 表中没有区分基本支出。
依据
    财政部年度《政府收支分类科目》：行政运行、事业运行、机关服务反映机关、事业单位和后勤机构的基本支出。
示例
    2010399 其他政府办公厅（室）及相关机构事务支出 基本支出 693.02，2010301 为空：应列 2010301。
"""

_OFFICE, _INSTITUTION, _RESIDUAL = "01", "50", "99"
_RUNNING = (_OFFICE, "03", _INSTITUTION)


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each item that holds basic expenditure in the place of the items made for it."""
    printed_year, _ = year_and_stage(claims)
    year = int(printed_year) if printed_year and printed_year.isdigit() else None
    items: dict[str, list[FunctionLine]] = defaultdict(list)
    for line in function_lines(claims):
        if line.amount("basic") > 0:
            items[line.function].append(line)
    running = {code[:5] for code in items if _is_item(code, _OFFICE, "行政运行", year) and code[5:] in _RUNNING}
    is_office = any(item[5:] == _OFFICE and _is_item(item, _OFFICE, "行政运行", year) for item in items)
    has_office = any(nature.startswith("行政") for _, nature in unit_natures(claims))
    for code, lines in items.items():
        if not _is_item(code, _OFFICE, "行政运行", year) or code[5:] in _RUNNING:
            continue  # (1)
        if code[5:] == _RESIDUAL:
            if code[:5] not in running and _is_item(code, _INSTITUTION, "事业运行", year):
                yield _finding(claims, code, lines, Severity.WARNING)
        elif not running or (has_office and not is_office):
            yield _finding(claims, code, lines, Severity.NOTICE)


def _is_item(code: str, ending: str, name: str, year: int | None) -> bool:
    """Whether the 款 of a code has an item of that ending and name in the budget's year."""
    listing = lookup(Dimension.FUNCTION, code[:5] + ending, year)
    return listing is not None and listing.name == name


def _finding(claims: ClaimSet, code: str, lines: Sequence[FunctionLine], severity: Severity) -> Finding:
    amount = money(sum((line.amount("basic") for line in lines), Decimal(0)))
    figures = dict.fromkeys(
        other.id for line in lines for claim in line.claims_of("basic") for other in prints_of(claims, claim)
    )
    name, office = lines[0].name, code[:5] + _OFFICE
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=(
            f"基本支出 {amount} 列在 {code}（{name}），而 {office} 行政运行没有基本支出",
            f"basic expenditure of {amount} stands in {code} ({name}), and none in {office} 行政运行",
        ),
        witnesses=tuple(Witness(claim, "culprit") for claim in figures),
        stated=f"{code} {name}",
        expected=f"{office} 行政运行 / {code[:5]}50 事业运行",
        arithmetic=f"{code} 基本支出 {amount}，行政运行为 0",
        suggestion=(
            f"机关的人员经费和公用经费列 {office} 行政运行，事业单位的列 {code[:5]}50 事业运行",
            f"book pay and running costs of the office in {office}, of an institution in {code[:5]}50",
        ),
        source=SOURCE,
    )
