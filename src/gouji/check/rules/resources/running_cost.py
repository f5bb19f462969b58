"""机关运行经费 is no more than the running costs of basic expenditure.

What it checks:
    The stated running costs of offices (机关运行经费) against 公用经费 of basic expenditure. More is a warning; a
    notice where the term is defined by what is bought (货物和服务) and not by 公用经费.
Why:
    机关运行经费 is the 公用经费 of offices and those run like them; that of other institutions comes on top of it.
Not applicable when:
    1. No table prints 公用经费 of basic expenditure: what a sentence tells of it may be one part.
    2. It defines 机关运行经费 otherwise (some places count projects for running an office).
    3. They are equal, or less: institutions may account for the rest.
Source:
    部门预算公开要求 (机关运行经费); the forms' glossary: 公用经费 within basic expenditure.

Examples:
    >>> from gouji.check.example import failures_of
    >>> tables = '''
    ... 基本支出表 | 万元 | flow=expenditure fund=general
    ... 科目 | 人员经费 nature=personnel | 公用经费 nature=public_use
    ... 合计 | 813.06 | 39.52
    ...
    ... 文字 | 万元 | flow=expenditure
    ... 机关运行经费 93.52 item=operating_cost'''
    >>> failures_of(tables)
    ['LOK04 机关运行经费: 93.52 > 39.52']
    >>> failures_of(tables.replace("93.52", "39.52"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.rules.resources.ledger import money, most_of, totals_of
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity, Witness

CODE = "LOK04"
NAME = "look_through.running_cost"
SOURCE = "部门预算公开要求（机关运行经费）；算术关系"

CHINESE = """
机关运行经费不应大于基本支出中的公用经费。

查什么
    文字或表中的机关运行经费与一般公共预算基本支出的公用经费；前者大于后者的为警告；名词解释不以公用经费定义（“购买货物和服务的各项资金”）的为提示。
为什么
    机关运行经费就是行政单位（含参公）的公用经费，其他事业单位的公用经费还在此之外。
不适用的情形
    1. 没有一张表列出基本支出的公用经费：文字所说的可能只是其中一部分。
    2. 文中对机关运行经费另有定义（有的地方把运转类项目也计入）。
    3. 等于或小于公用经费：其余属于事业单位。
依据
    部门预算公开要求（机关运行经费）；算术关系。
示例
    机关运行经费 93.52，公用经费 39.52：不成立。
"""

_DEFINES = re.compile(r"机关运行经费[^。]{0,24}?(?:是指|指|[:：]为保障)")
_ROUNDING = 100  # 元: one last digit of 0.01 万元
_OTHERWISE = ("项目支出", "运转类", "其他运转", "经济科目", "项目经费")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding where the stated running costs exceed what basic expenditure has of them."""
    bound = tuple(claim for claim in totals_of(claims, nature="public_use") if claim.kind == "cell")
    limit = most_of(bound)
    told = totals_of(claims, item="operating_cost")
    if limit is None or not limit or _is_defined_otherwise(claims):
        return  # (1), (2)
    over = [claim for claim in told if claim.amount.yuan is not None and claim.amount.yuan > limit + _ROUNDING]
    if not over:
        return  # (3)
    stated = over[0].amount.yuan or limit
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if _is_defined_by_running_costs(claims) else Severity.NOTICE,
        message=(
            f"机关运行经费 {money(stated)}，大于基本支出的公用经费 {money(limit)}",
            f"机关运行经费 of {money(stated)} exceeds 公用经费 of basic expenditure, {money(limit)}",
        ),
        witnesses=(
            *(Witness(claim.id, "culprit") for claim in over),
            *(Witness(claim.id, "witness") for claim in bound[:4]),
        ),
        stated=money(stated),
        expected=f"≤ {money(limit)}",
        difference=money(stated - limit),
        arithmetic=f"{stated / 10_000:.2f} > {limit / 10_000:.2f}",
        suggestion=(
            "核对机关运行经费的口径；含项目支出的，在文中说明",
            "check what is counted; say so where projects are counted too",
        ),
        source=SOURCE,
    )


def _is_defined_by_running_costs(claims: ClaimSet) -> bool:
    """Whether no passage defines the term, or one does by 公用经费; 用于购买货物和服务的各项资金 may be more."""
    defined = [
        passage.text
        for passage in claims.passages
        if "机关运行经费" in passage.text and _DEFINES.search(passage.text) is not None
    ]
    return not defined or any("公用经费" in text for text in defined)


def _is_defined_otherwise(claims: ClaimSet) -> bool:
    """Whether a passage that defines the term counts more than basic expenditure."""
    return any(
        word in passage.text
        for passage in claims.passages
        if "机关运行经费" in passage.text and ("是指" in passage.text or "指" in passage.text)
        for word in _OTHERWISE
    )
