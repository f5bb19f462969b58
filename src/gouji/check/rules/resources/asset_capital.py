"""The purchases of fixed assets that the text plans are no less than what basic expenditure has for them.

What it checks:
    "拟购置固定资产…万元" against equipment and vehicles within basic expenditure (31002, 31003, 31013, 31019). Less is
    a warning.
Why:
    What stands under 办公设备购置 buys fixed assets; a text that plans less (or nothing) was not brought up to date.
Not applicable when:
    1. The text says nothing of purchases, or basic expenditure is not printed by economic class.
    2. The text plans more: projects and other funds buy assets too.
Source:
    政府收支分类科目 310 (资本性支出); the forms' section on assets.

Examples:
    >>> from gouji.check.example import failures_of
    >>> tables = '''
    ... 基本支出表 | 万元 | flow=expenditure fund=general nature=basic
    ... 科目 | 合计
    ... 31002 办公设备购置 | 5.00
    ...
    ... 正文
    ... 本年度拟购置固定资产总额为0.00万元。'''
    >>> failures_of(tables)
    ['AST03 办公设备购置@合计: 5.00 > 0.00']
    >>> failures_of(tables.replace("0.00万元", "5.00万元"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.rules.quotes import quote_words
from gouji.check.rules.resources.asset_purchases import find_purchase
from gouji.check.rules.resources.ledger import class_lines, money
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity, Witness

CODE = "AST03"
NAME = "assets.capital"
SOURCE = "财政部年度《政府收支分类科目》310 资本性支出"

CHINESE = """
文字所述拟购置固定资产不应小于基本支出中的购置支出。

查什么
    “拟购置固定资产……万元”与基本支出中的设备、车辆购置（31002、31003、31013、31019）；前者小于后者的为警告。
为什么
    办公设备购置就是购置固定资产；文字所述更少或为零，是没有随预算更新。
不适用的情形
    1. 文字没有说拟购置的金额，或基本支出没有列到经济款级。
    2. 文字所述更多：项目和其他资金也购置资产。
依据
    财政部年度《政府收支分类科目》310 资本性支出；部门预算公开表样（国有资产信息）。
示例
    31002 办公设备购置 5.00，拟购置固定资产 0.00：不成立。
"""

_FIXED = ("31002", "31003", "31013", "31019")
_ROUNDING = Decimal(100)  # 元: one last digit of 0.01 万元


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for the first sentence that plans less than the classes hold."""
    classes = class_lines(claims)
    lines = [classes[code] for code in _FIXED if code in classes and classes[code].amount > 0]
    held = sum((line.amount for line in lines), Decimal(0))
    if not held:
        return  # (1)
    for passage in claims.passages:
        purchase = find_purchase(passage)
        if purchase is None:
            continue
        match, amount = purchase
        if amount + _ROUNDING < held:
            yield Finding(
                code=CODE,
                name=NAME,
                severity=Severity.WARNING,
                message=(
                    f"文字说拟购置固定资产 {money(amount)}，而基本支出中的购置支出为 {money(held)}",
                    f"the text plans purchases of {money(amount)}, basic expenditure has {money(held)} for them",
                ),
                witnesses=tuple(Witness(claim.id, "culprit") for line in lines for claim in line.figures),
                quotes=(quote_words(passage, match.start(), match.end(), role="witness"),),
                stated=money(amount),
                expected=f"≥ {money(held)}",
                arithmetic=f"{held / 10_000:.2f} > {amount / 10_000:.2f}",
                suggestion=("按基本支出的购置支出改正文字", "bring the text up to what basic expenditure has"),
                source=SOURCE,
            )
        return
