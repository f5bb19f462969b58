"""行政运行 and 事业运行 hold basic expenditure only, 一般行政管理事务 holds project expenditure only.

What it checks:
    Project expenditure printed in 行政运行 or 事业运行, and basic expenditure printed in 一般行政管理事务. A warning
    where it is a tenth or more of an office's item, else a notice.
Why:
    These items are defined by the nature of the money: what an office costs to run, and what it does beside that.
    Projects among running costs hide both.
Not applicable when:
    1. The code is not an item of that name in the official classification.
    2. The table does not say what is basic and what is project expenditure.
Source:
    政府收支分类科目: 行政运行 (事业运行) is the basic expenditure of offices (institutions); 一般行政管理事务 is
    project expenditure of offices that has no item of its own.

Examples:
    >>> from gouji.check.example import failures_of
    >>> table = '''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
    ... 2010301 行政运行 | 1034.19 | 244.29 | 789.90'''
    >>> failures_of(table)
    ['CLS03 行政运行@项目支出: 789.90 ÷ 1034.19 = 76.4%']
    >>> failures_of(table.replace("244.29 | 789.90", "1034.19 | 0.00"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.check.rules.resources.ledger import FunctionLine, function_lines, money, prints_of
from gouji.law.classifications import lookup
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "CLS03"
NAME = "classification.running_items"
SOURCE = "财政部年度《政府收支分类科目》"

CHINESE = """
行政运行、事业运行只列基本支出，一般行政管理事务只列项目支出。

查什么
    行政运行、事业运行中的项目支出，一般行政管理事务中的基本支出。
    占机关该科目十分之一以上的为警告，其余为提示。
为什么
    这些科目按资金性质设置：机构运转花多少、此外办事花多少。项目混入运行科目，两者都看不清。
不适用的情形
    1. 该编码在科目表中不是这个名称。
    2. 表中没有区分基本支出和项目支出。
依据
    财政部年度《政府收支分类科目》：行政运行（事业运行）反映行政单位（事业单位）的基本支出；
    一般行政管理事务反映行政单位未单独设置项级科目的其他项目支出。
示例
    2010301 行政运行 1034.19，其中项目支出 789.90：应列一般行政管理事务或专门的项级科目。
"""

_WRONG_NATURE = {"行政运行": "project", "事业运行": "project", "一般行政管理事务": "basic"}
_NATURES = {"project": ("项目支出", "project expenditure"), "basic": ("基本支出", "basic expenditure")}
_REMEDY = {
    "行政运行": "一般行政管理事务或专门的项级科目",
    "事业运行": "专门的项级科目或“其他…支出”",
    "一般行政管理事务": "行政运行",
}
_GREAT = Decimal("0.1")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each item that does not allow the nature of its money, with the rows of every unit."""
    found: dict[tuple[str, str, Severity], list[tuple[FunctionLine, Finding]]] = {}
    for line in function_lines(claims):
        listing = lookup(Dimension.FUNCTION, line.function)
        wrong = _WRONG_NATURE.get(listing.name) if listing is not None else None
        if (
            listing is None
            or wrong is None
            or min(line.amount("basic"), line.amount("project")) < 0
            or not line.amount(wrong)
        ):
            continue  # (1)
        if "basic" not in line.figures and "project" not in line.figures and not line.claims_of("project"):
            continue  # (2)
        finding = _finding(claims, line, listing.name, wrong)
        found.setdefault((line.function, listing.name, finding.severity), []).append((line, finding))
    for (_, item, _), several in found.items():
        yield several[0][1] if len(several) == 1 else _together(item, several)


def _together(item: str, found: Sequence[tuple[FunctionLine, Finding]]) -> Finding:
    """The rows of an item in a table that lists units apart: one booking, made by all of them."""
    wrong = _WRONG_NATURE[item]
    chinese, english = _NATURES[wrong]
    amounts = "、".join(money(line.amount(wrong)) for line, _ in found)
    first, code = found[0][1], found[0][0].function
    return replace(
        first,
        message=(
            f"{code} {item}有 {len(found)} 行列有{chinese}（{amounts}），该科目不反映{chinese}",
            f"{code} {item} holds {english} in {len(found)} rows ({amounts}); the item is not for {english}",
        ),
        witnesses=tuple(dict.fromkeys(witness for _, finding in found for witness in finding.witnesses)),
        stated=f"{chinese} {amounts}",
        arithmetic="；".join(finding.arithmetic or "" for _, finding in found),
    )


def _finding(claims: ClaimSet, line: FunctionLine, item: str, wrong: str) -> Finding:
    part, whole = line.amount(wrong), line.amount("basic") + line.amount("project")
    is_great = item != "事业运行" and part >= _GREAT * whole
    chinese, english = _NATURES[wrong]
    figures = [other for claim in line.claims_of(wrong) for other in prints_of(claims, claim)]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if is_great else Severity.NOTICE,
        message=(
            f"{line.function} {item}列有{chinese} {money(part)}，该科目不反映{chinese}",
            f"{line.function} {item} holds {english} of {money(part)}; the item is not for {english}",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in figures),
        stated=f"{chinese} {money(part)}",
        arithmetic=f"{part / 10_000:.2f} ÷ {whole / 10_000:.2f} = {part / whole * 100:.1f}%",
        suggestion=(f"{chinese}改列{_REMEDY[item]}", f"move the {english} to an item made for it"),
        source=SOURCE,
    )
