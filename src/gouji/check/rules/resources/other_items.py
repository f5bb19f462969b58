"""Most expenditure stands in items that say what it is for, not in 其他…支出.

What it checks:
    The share of the expenditure by function that is printed in residual items (其他…支出, codes ending in 99). More
    than half is a notice.
Why:
    "Other" tells the public nothing. Where most of a budget is there, either a better item exists, or the narrative
    has to say what the money is for.
Not applicable when:
    1. No table prints expenditure by 项.
    2. The residual item is the only one that fits: the notice asks to look, it is no proof.
Source:
    预算法 §46 (expenditure is compiled by 项); 政府收支分类科目.

Examples:
    >>> from gouji.check.example import parse_example
    >>> table = '''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 合计
    ... 2010301 行政运行 | 204.25
    ... 2010399 其他政府办公厅（室）及相关机构事务支出 | 542.08'''
    >>> [finding.arithmetic for finding in check(parse_example(table))]
    ['542.08 ÷ 746.33 = 72.6%']
    >>> list(check(parse_example(table.replace("542.08", "142.08"))))
    []
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.rules.resources.ledger import function_lines, money, prints_of
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity, Witness

CODE = "CLS04"
NAME = "classification.residual_share"
SOURCE = "《预算法》第四十六条；财政部年度《政府收支分类科目》"

CHINESE = """
支出应主要列在说得清用途的科目，而不是“其他…支出”。

查什么
    按功能分类列到项的支出中，“其他…支出”（编码以 99 结尾）所占的比重；超过一半的，作提示。
为什么
    “其他”不说明用途。多数支出列为“其他”时，或者有更合适的科目，或者应在说明中讲清用途。
不适用的情形
    1. 没有列到项级科目的支出表。
    2. 确实只有“其他”一个科目可列：本提示只请核对，不作认定。
依据
    《预算法》第四十六条（支出按功能分类编列到项）；财政部年度《政府收支分类科目》。
示例
    “其他…支出” 542.08，支出合计 746.33：占 72.6%。
"""

_HALF = Decimal("0.5")
_MOST_WITNESSES = 8


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A notice where more than half of the expenditure by 项 is residual."""
    lines = [line for line in function_lines(claims) if "" in line.figures]
    whole = sum((line.amount("") for line in lines), Decimal(0))
    residual = [line for line in lines if line.function.endswith("99") and "其他" in line.name and line.amount("") > 0]
    part = sum((line.amount("") for line in residual), Decimal(0))
    if whole <= 0 or part <= _HALF * whole:
        return  # (1)
    share = f"{part / whole * 100:.1f}%"
    largest = sorted(residual, key=lambda line: line.amount(""), reverse=True)[:_MOST_WITNESSES]
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"支出的 {share}（{money(part)}）列在“其他…支出”科目，看不出用途",
            f"{share} of the expenditure ({money(part)}) stands in residual items, which do not say what it is for",
        ),
        witnesses=tuple(
            Witness(claim.id, "culprit") for line in largest for claim in prints_of(claims, line.figures[""])
        ),
        arithmetic=f"{part / 10_000:.2f} ÷ {whole / 10_000:.2f} = {share}",
        suggestion=(
            "有专门科目的改列专门科目；没有的，在说明中讲清主要用途",
            "use an item that fits, or say in the narrative what the money is for",
        ),
        source=SOURCE,
    )
