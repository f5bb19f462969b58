"""Pay is itemised: 其他工资福利支出 is the rest, not a large part of it.

What it checks:
    The share of 其他工资福利支出 (30199) in the pay (301) of basic expenditure. A fifth or more is a notice, with the
    sentences that speak of dispatched labour.
Why:
    What stands there is mostly pay of persons who are on no establishment. Labour dispatched by a company is a
    service: 劳务费 (30226), not pay.
Not applicable when:
    1. Basic expenditure is not printed by economic class.
    2. The notice asks to look: pay of contracted persons does belong in 30199.
Source:
    政府收支分类科目: 30199, 30226.

Examples:
    >>> from gouji.check.example import parse_example
    >>> table = '''
    ... 基本支出表 | 万元 | flow=expenditure fund=general nature=basic
    ... 科目 | 合计
    ... 30101 基本工资 | 610.78
    ... 30199 其他工资福利支出 | 202.28'''
    >>> [finding.arithmetic for finding in check(parse_example(table))]
    ['202.28 ÷ 813.06 = 24.9%']
    >>> list(check(parse_example(table.replace("202.28", "12.28"))))
    []
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.rules.quotes import quote_words
from gouji.check.rules.resources.ledger import class_lines, money
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity, Witness

CODE = "CLS08"
NAME = "classification.other_pay"
SOURCE = "财政部年度《政府收支分类科目》"

CHINESE = """
工资福利应细列，其他工资福利支出只是剩余部分。

查什么
    其他工资福利支出（30199）占基本支出中工资福利支出（301）的比重；达到五分之一的作提示，并列出提到劳务派遣的文字。
为什么
    这里多是编外人员的工资。由公司派遣的劳务是购买服务，列劳务费（30226），不是工资福利。
不适用的情形
    1. 基本支出没有列到经济款级。
    2. 本提示只请核对：聘用人员的工资确应列 30199。
依据
    财政部年度《政府收支分类科目》30199、30226。
示例
    30199 202.28，工资福利支出 813.06：占 24.9%。
"""

_REST, _PAY = "30199", "301"
_LARGE = Decimal("0.2")
_DISPATCHED = "劳务派遣"


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A notice where the rest is a fifth of pay or more."""
    classes = class_lines(claims)
    rest = classes.get(_REST)
    whole = sum((line.amount for code, line in classes.items() if code.startswith(_PAY)), Decimal(0))
    if rest is None or whole <= 0 or rest.amount < _LARGE * whole:
        return  # (1)
    share = f"{rest.amount / whole * 100:.1f}%"
    quotes = tuple(_dispatched(claims))
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"其他工资福利支出 {money(rest.amount)}，占工资福利支出的 {share}，没有细列"
            + ("；文字说明提到劳务派遣，派遣劳务应列劳务费（30226）" if quotes else ""),
            f"other pay (30199) of {money(rest.amount)} is {share} of all pay"
            + ("; the text speaks of dispatched labour, which is a service (30226)" if quotes else ""),
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in rest.figures),
        quotes=quotes,
        arithmetic=f"{rest.amount / 10_000:.2f} ÷ {whole / 10_000:.2f} = {share}",
        suggestion=(
            "细列或在说明中讲清构成；劳务派遣费用改列 30226 劳务费",
            "itemise it or say what it is; dispatched labour goes to 30226",
        ),
        source=SOURCE,
    )


def _dispatched(claims: ClaimSet) -> Iterator[Quote]:
    """The sentences that name dispatched labour together with a figure."""
    for passage in claims.passages:
        start = passage.text.find(_DISPATCHED)
        if start >= 0 and not passage.is_contents and any(mark in passage.text[start:] for mark in ("万元", "元")):
            yield quote_words(passage, start, start + 40, role="witness")
