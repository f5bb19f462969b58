"""Goal forms of projects show whose money they are for.

What it checks:
    The goal forms of a document's projects: where not one of them prints a project code or an amount, they say
    nothing of the money. One finding for all of them.
Why:
    A goal without code and amount cannot be tied to the budget that it is to answer for.
Not applicable when:
    1. Some form prints a code or an amount (be it in a field that was not read), or the document has fewer than two
       goal forms of projects.
    2. The amounts stand in a list of projects with the same names in the document.
Source:
    《地方预决算公开操作规程》(财预〔2016〕143号); the provinces' goal forms.

Examples:
    >>> from gouji.check.example import parse_example
    >>> bare = '''
    ... 目标 | 现场踏勘服务
    ... 产出指标/数量指标 | 踏勘件数 | ≥150件
    ...
    ... 目标 | 大厅运行
    ... 产出指标/数量指标 | 服务窗口 | ≥15个
    ... '''
    >>> [found.message[0] for found in check(parse_example(bare))]
    ['2张项目绩效目标表都没有项目编码和预算金额']
    >>> list(check(parse_example(bare.replace("大厅运行", "大厅运行 | 预算数=5.00万元"))))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.lookup import fixing
from gouji.check.rules.goals.seats import quote_forms
from gouji.model.amount import fold, parse_number
from gouji.model.claim import ClaimSet
from gouji.model.document import Grid
from gouji.model.finding import Finding, Severity
from gouji.model.goal import Goal
from gouji.model.point import Dimension

CODE = "DIS12"
NAME = "disclosure.goal_money"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）；绩效目标表样"

CHINESE = """
项目绩效目标表列明编码和金额。

查什么
    全部项目绩效目标表都没有项目编码和预算金额的，合为一条。
为什么
    没有编码和金额，绩效目标与预算资金对不上。
不适用的情形
    1. 有的表列了编码或金额（没有读成该表字段的也算），或项目绩效目标表不足两张。
    2. 金额在文件的项目支出表中按同名项目列出。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）；绩效目标表样。
示例
    12张表都只有目标和指标：列为警告。
"""

_MONEY = re.compile(r"预算|金额|资金|拨款|总额|合计|经费")
_DIGIT = re.compile(r"\d")
_FORM = re.compile(r"指标值|绩效指标|三级指标")
_LABEL = re.compile(
    r"资金总额|资金总量|项目资金|年度资金|财政拨款|财政资金|预算(?:数|金额|总额)|总金额|[金总]额\(万?元\)|资金\(万?元\)"
)
_LEAST = 2  # forms


def check(claims: ClaimSet) -> Iterator[Finding]:
    """At most one finding, with the place of every form."""
    goals = [goal for goal in claims.goals if goal.scope == "project" and goal.indicators]
    if len(goals) < _LEAST or any(goal.code or _has_money(claims, goal) for goal in goals) or _prints_money(claims):
        return  # (1)
    projects = fixing(claims, Dimension.PROJECT)
    listed = {fold(point[Dimension.PROJECT]) for claim, point in projects if claim.kind == "cell"}
    if sum(fold(goal.name) in listed for goal in goals) * 2 > len(goals):
        return  # (2)
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"{len(goals)}张项目绩效目标表都没有项目编码和预算金额",
            f"none of the {len(goals)} goal forms of projects prints a project code or an amount",
        ),
        quotes=quote_forms(claims, goals),
        suggestion=("补列项目编码、预算金额和资金用途", "add each project's code, amount and purpose"),
        source=SOURCE,
    )


def _has_money(claims: ClaimSet, goal: Goal) -> bool:
    """Whether a form has a field for money with a figure in it."""
    if any(_MONEY.search(path) and _DIGIT.search(text) for path, text in goal.fields.items()):
        return True
    title = claims.tables[goal.table].title
    return re.search(r"\d(?:\.\d+)?万?元", title) is not None


def _prints_money(claims: ClaimSet) -> bool:
    """Whether some form has a label of money with a number beside it, which was not read as one of its fields."""
    for document in claims.documents:
        for block in document.blocks:
            if not isinstance(block, Grid) or not any(_FORM.search(fold(cell.text)) for cell in block.cells):
                continue
            labels = {cell.row for cell in block.cells if _LABEL.search(fold(cell.text))}
            numbers = {cell.row for cell in block.cells if parse_number(cell.text) is not None}
            if any(row in numbers or row + 1 in numbers for row in labels):
                return True
    return False
