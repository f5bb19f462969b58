"""A share of procurement is reserved for small and medium enterprises, and most of it for small ones.

What it checks:
    The amounts reserved (面向中小企业预留) against procurement: less than 30 %, or less than 60 % of it for small and
    micro enterprises, is a notice.
Why:
    Departments have to reserve these shares of what small enterprises can supply, and to publish what they reserve.
Not applicable when:
    1. The document prints no reserved amount, or no procurement.
    2. The notice asks to look: purchases that small enterprises cannot supply are left out of the share.
Source:
    财库〔2020〕46号 政府采购促进中小企业发展管理办法.

Examples:
    >>> from gouji.check.example import parse_example
    >>> example = '''
    ... 文字 | 万元 | flow=expenditure
    ... 政府采购预算 830.00 item=procurement
    ...
    ... 正文
    ... 面向中小企业预留政府采购项目预算金额332.00万元，其中预留给小型和微型企业的预算为132.40万元。'''
    >>> [finding.arithmetic for finding in check(parse_example(example))]
    ['132.40 ÷ 332.00 = 39.9% < 60%']
    >>> list(check(parse_example(example.replace("132.40", "232.40"))))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gouji.check.rules.quotes import quote_words
from gouji.check.rules.resources.ledger import most_of, totals_of
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity, Witness

CODE = "PRO03"
NAME = "procurement.reserved"
SOURCE = "财库〔2020〕46号 政府采购促进中小企业发展管理办法"

CHINESE = """
政府采购应为中小企业预留份额，其中多数给小微企业。

查什么
    面向中小企业预留的金额与政府采购预算：不足 30%，或其中给小微企业的不足 60% 的，作提示。
为什么
    各部门应对中小企业能够提供的采购项目预留份额，并公开预留情况。
不适用的情形
    1. 没有列预留金额，或没有列政府采购预算。
    2. 本提示只请核对：中小企业不能提供的采购项目不计入份额。
依据
    财库〔2020〕46号 政府采购促进中小企业发展管理办法。
示例
    预留 332.00，其中小微企业 132.40：占 39.9%。
"""

_MONEY = r"[^。;；\d]{0,24}?(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)"
_RESERVED = re.compile(rf"(?:中小(?:微)?企业[^。;；\d]{{0,6}}预留|预留[^。;；\d]{{0,6}}中小(?:微)?企业){_MONEY}")
_SMALL = re.compile(
    r"(?:小型(?:、|和|及)微型企业|小微企业)"
    rf"(?:[^。;；\d]{{0,6}}预留)?{_MONEY}"
)
_SHARE, _SMALL_SHARE = Decimal(30), Decimal(60)


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount in 元, and what prints it."""

    amount: Decimal
    witnesses: tuple[Witness, ...] = ()
    quotes: tuple[Quote, ...] = ()


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One notice where a share is too small."""
    whole = most_of(totals_of(claims, "procurement"))
    reserved = _from_tables(claims, "procurement.reserved") or _from_text(claims, _RESERVED)
    if not whole or reserved is None or reserved.amount > whole:
        return  # (1)
    small = _from_tables(claims, "procurement.reserved.small") or _from_text(claims, _SMALL)
    short = []
    if reserved.amount * 100 < _SHARE * whole:
        short.append((reserved, whole, _SHARE))
    if small is not None and small.amount <= reserved.amount and small.amount * 100 < _SMALL_SHARE * reserved.amount:
        short.append((small, reserved.amount, _SMALL_SHARE))
    if not short:
        return
    words = "；".join(
        f"{part.amount / 10_000:.2f} ÷ {of / 10_000:.2f} = {part.amount / of * 100:.1f}% < {share}%"
        for part, of, share in short
    )
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"为中小企业预留的政府采购份额偏低：{words}",
            f"less of procurement is reserved for small and medium enterprises than is usual: {words}",
        ),
        witnesses=tuple(witness for part, _, _ in short for witness in part.witnesses),
        quotes=tuple(quote for part, _, _ in short for quote in part.quotes),
        arithmetic=words,
        suggestion=(
            "核对预留份额；不适宜由中小企业提供的，说明原因",
            "check the shares; say which purchases small enterprises cannot supply",
        ),
        source=SOURCE,
    )


def _from_tables(claims: ClaimSet, item: str) -> _Told | None:
    figures = totals_of(claims, item)
    amount = most_of(figures)
    return None if amount is None else _Told(amount, tuple(Witness(claim.id, "culprit") for claim in figures[:2]))


def _from_text(claims: ClaimSet, pattern: re.Pattern[str]) -> _Told | None:
    for passage in claims.passages:
        match = pattern.search(passage.text) if "预留" in passage.text else None
        if match is not None:
            amount = Decimal(match["amount"].replace(",", "")) * MONEY_UNITS[match["unit"]]
            return _Told(amount, quotes=(quote_words(passage, match.start(), match.end()),))
    return None
