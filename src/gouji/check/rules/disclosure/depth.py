"""Tables go down to the level that the law asks for.

What it checks:
    The general public budget, government funds and state capital by function go down to 项 (seven digits), basic
    expenditure by economic class to 款 (five digits), and 三公 is split into journeys abroad, cars and receptions.
Why:
    At 类 level a budget says that money goes to public services, and no more; the Budget Law sets the depth.
Not applicable when:
    1. The table prints no codes of the classification, or is empty.
    2. What is not broken down has no money, or the classification ends there (援助其他地区支出).
    3. The table shows a summary by class on purpose (总表), or the codes are in doubt.
    4. Another table breaks the same money down to the full depth. Where the text speaks of secrecy it is a notice.
Source:
    《预算法》第四十六条、《预算法实施条例》第六条; 财预〔2016〕143号.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 一般公共预算支出表 | 万元 | flow=expenditure fund=general
    ... 科目 | 合计
    ... 201 一般公共服务支出 | 30.00
    ...   20103 政府办公厅（室）及相关机构事务 | 30.00
    ... '''))]
    ['“一般公共预算支出表”没有公开到项级：20103']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from gouji.check.lookup import fixing
from gouji.check.rules.disclosure.layout import key_of, names_of
from gouji.check.rules.quotes import quote_table
from gouji.law.classifications import dimension_of_code, listings
from gouji.model.amount import fold
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension
from gouji.model.table import Table

CODE = "DIS13"
NAME = "disclosure.depth"
SOURCE = "《预算法》第四十六条；《预算法实施条例》第六条"

CHINESE = """
各表公开到规定的级次。

查什么
    一般公共预算、政府性基金预算、国有资本经营预算支出表按功能分类公开到项级（七位），基本支出表按经济分类公开到款级（五位），
    “三公”经费分因公出国（境）、公务用车、公务接待列示。
为什么
    只到类级，只能看出钱用于公共服务；级次是预算法规定的。
不适用的情形
    1. 表中没有科目编码，或是空表。
    2. 没有细分的科目没有金额。
    3. 本来就是按类汇总的总表，或编码存疑。
    4. 另有一张表把同一资金公开到规定级次。文中说明有涉密不公开内容的，作提示。
依据
    《预算法》第四十六条、《预算法实施条例》第六条；财预〔2016〕143号。
示例
    一般公共预算支出表只列到 20103：列为警告。
"""

_FULL = {Dimension.FUNCTION: (7, "项", "the lowest level (项)"), Dimension.ECONOMIC: (5, "款", "the level 款")}
_FUNDS = ("general", "government_fund", "state_capital")
_SPLIT = {"出国": "因公出国（境）费", "用车": "公务用车购置及运行费", "接待": "公务接待费"}
_MOST = 6  # codes named in a message
_SECRET = re.compile(r"(?:涉密|保密|国家秘密)[^。]{0,24}(?:不予?公开|未公开|未列|隐去|除外|脱密)|不予公开")
_SUMMARY = ("总表", "收支", "总体情况", "汇总")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each table that stops above its level, or does not split 三公."""
    names = names_of(claims)
    by_table: dict[int, list[Claim]] = {}
    for claim in claims.claims:
        if claim.kind == "cell" and claim.table is not None and claim.point is not None and claim.doubt is None:
            by_table.setdefault(claim.table, []).append(claim)
    for index, cells in by_table.items():
        table = claims.tables[index]
        key = key_of(table.title, names)
        if any(word in key for word in _SUMMARY):
            continue  # (3)
        axis = _axis(key, cells)
        if axis is not None:
            yield from _shallow(claims, index, axis, cells)
        if "三公" in key and "明细" not in key:
            yield from _unsplit(claims, index, table, cells)


def _axis(key: str, cells: list[Claim]) -> Dimension | None:
    """By what a table must be broken down to the full depth: its title and its money say so."""
    if "基本支出" in key and _with(cells, Dimension.ECONOMIC):
        return Dimension.ECONOMIC
    funds = {claim.point.get(Dimension.FUND) for claim in cells if claim.point is not None}
    if "支出" in key and "经济" not in key and "项目" not in key and "采购" not in key and len(funds) == 1:
        return Dimension.FUNCTION if funds <= set(_FUNDS) and _with(cells, Dimension.FUNCTION) else None
    return None


def _with(cells: list[Claim], axis: Dimension) -> Mapping[str, Claim]:
    """For each code of a classification that the rows print: a figure of it."""
    found: dict[str, Claim] = {}
    for claim in cells:
        code = claim.point.get(axis) if claim.point is not None else None
        if code is not None and code.isdigit() and dimension_of_code(code) is axis and claim.amount.value:
            found.setdefault(code, claim)
    return found


def _shallow(claims: ClaimSet, index: int, axis: Dimension, cells: list[Claim]) -> Iterator[Finding]:
    digits, chinese, english = _FULL[axis]
    printed = _with(cells, axis)
    full = _in_full(claims, axis, cells)
    rows = {row.code for row in claims.tables[index].rows if row.code}
    short = [
        code
        for code in printed
        if len(code) < digits
        and code in rows
        and _has_lower(axis, code)
        and not any(o != code and o.startswith(code) for o in rows)
        and not any(o.startswith(code) for o in full)  # (4)
    ]
    if not short:
        return
    title = fold(claims.tables[index].title)
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE if _keeps_secrets(claims) else Severity.WARNING,
        message=(
            f"“{title}”没有公开到{chinese}级：{'、'.join(short[:_MOST])}",
            f"{title} does not go down to {english}: {', '.join(short[:_MOST])}",
        ),
        witnesses=tuple(Witness(printed[code].id, "culprit") for code in short[:_MOST]),
        suggestion=(f"补列到{chinese}级科目", f"break it down to {english}"),
        source=SOURCE,
    )


def _in_full(claims: ClaimSet, axis: Dimension, cells: list[Claim]) -> frozenset[str]:
    """The codes of the lowest level that any table prints of the same money."""
    digits = _FULL[axis][0]
    funds = {claim.point.get(Dimension.FUND) for claim in cells if claim.point is not None}
    return frozenset(
        point[axis]
        for claim, point in fixing(claims, axis)
        if len(point[axis]) == digits and claim.kind == "cell" and point.get(Dimension.FUND) in funds
    )


@cache
def _has_lower(axis: Dimension, code: str) -> bool:
    """Whether the classification breaks a code down at all: 援助其他地区支出 ends at 款."""
    return any(len(other) == _FULL[axis][0] and other.startswith(code) for other in listings(axis))


def _unsplit(claims: ClaimSet, index: int, table: Table, cells: list[Claim]) -> Iterator[Finding]:
    if not any(claim.amount.value for claim in cells):
        return  # (2)
    words = "".join((*(row.label for row in table.rows), *(part for column in table.columns for part in column.path)))
    missing = [name for word, name in _SPLIT.items() if word not in words]
    if missing:
        title = fold(table.title)
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.NOTICE,
            message=(
                f"“{title}”没有分列{'、'.join(missing)}",
                f"{title} does not show {', '.join(missing)} by itself",
            ),
            quotes=(quote_table(claims, index),),
            suggestion=("按因公出国（境）、公务用车、公务接待分列", "show journeys abroad, cars and receptions each"),
            source=SOURCE,
        )


def _keeps_secrets(claims: ClaimSet) -> bool:
    """Whether the text says that something is secret: then money may be published at a higher level."""
    return any(_SECRET.search(passage.text) for passage in claims.passages)
