"""Fixed assets said to be in the procurement budget are in it.

What it checks:
    "拟购置固定资产…万元，已列入政府采购预算" against the procurement budget, in words and in its table. More than the
    whole procurement budget is an error; "已列入" of nothing, beside an empty table, is a notice.
Why:
    The sentence sends the reader to a table in which the purchase does not stand: either the purchase is not in the
    procurement budget, or the sentence was copied from another form.
Not applicable when:
    1. The sentence does not say that the purchase is in the procurement budget (small purchases need not be).
    2. The document prints neither an amount of procurement nor a table of it.
Source:
    政府采购法 §33 (procurement stands in the departmental budget); the forms' sections on procurement and assets.

Examples:
    >>> from gouji.check.example import failures_of
    >>> tables = '''
    ... 文字 | 万元 | flow=expenditure
    ... 政府采购预算 0.00 item=procurement
    ...
    ... 正文
    ... 本年度拟购置固定资产总额为0.15万元，已按要求列入政府采购预算，详见政府采购预算表。'''
    >>> failures_of(tables)
    ['AST01 拟购置固定资产总额为0.15万元: 0.15 > 0.00']
    >>> failures_of(tables.replace("预算 0.00", "预算 0.20"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.check.rules.quotes import quote_table, quote_words
from gouji.check.rules.resources.ledger import totals_of
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Quote, Severity, Witness
from gouji.model.passage import Passage

CODE = "AST01"
NAME = "assets.purchases"
SOURCE = "《政府采购法》第三十三条；部门预算公开表样（政府采购、国有资产信息）"

CHINESE = """
说已列入政府采购预算的资产，政府采购预算里应当有。

查什么
    “拟购置固定资产……万元，已列入政府采购预算”与政府采购预算的文字和表核对。
    大于全部政府采购预算的为错误；购置为零、采购表为空而仍写“已列入”的作提示。
为什么
    这句话让人去看采购表，而表里没有：或者购置没有列入采购预算，或者这句话是照抄的。
不适用的情形
    1. 没有说购置已列入政府采购预算（限额以下的零星购置不必列入）。
    2. 全文既没有政府采购金额，也没有政府采购表。
依据
    《政府采购法》第三十三条；部门预算公开表样（政府采购、国有资产信息）。
示例
    拟购置固定资产 0.15 万元，已列入政府采购预算；政府采购预算 0.00 万元：不成立。
"""

_PURCHASE = re.compile(
    r"(?:(?:拟|计划|安排|预计)?(?:购置|购买|采购|新增|配置)(?:的)?(?:固定)?资产|固定资产(?:购置|采购))"
    r"(?:\([^()]{0,12}\))?(?:总额|总值|金额|预算|支出|经费|费)*"
    r"(?:为|共计?|合计|约|人民币|:)*(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)"
)
_PLANNED, _NEAR = ("拟", "计划", "安排", "预计", "本年", "当年"), 16
"""What says that the purchase is this year's, in so many characters before it."""
_ENTERED = re.compile(r"(?:列入|纳入|编入|编制|详?见)[^。]{0,10}政府采购预算")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each sentence whose purchase cannot be in the procurement budget."""
    told = totals_of(claims, "procurement")
    empty = tuple(_empty_tables(claims))
    if not told and not empty:
        return  # (2)
    budget = max((claim.amount.yuan or Decimal(0) for claim in told), default=Decimal(0))
    for passage in claims.passages:
        purchase = find_purchase(passage)
        if purchase is None:
            continue
        match, amount = purchase
        entered = _ENTERED.search(passage.text, match.end())
        if entered is None:
            continue  # (1)
        if amount > budget:
            yield _finding(passage, match, entered, budget, told, empty)
        elif not amount and not budget:
            yield _void(passage, match, empty)


def find_purchase(passage: Passage) -> tuple[re.Match[str], Decimal] | None:
    """The words of a passage that plan to buy fixed assets, and the amount in 元; None where none do."""
    match = _PURCHASE.search(passage.text) if "资产" in passage.text and not passage.is_contents else None
    if match is None or not any(word in passage.text[max(match.start() - _NEAR, 0) : match.end()] for word in _PLANNED):
        return None
    return match, Decimal(match["amount"].replace(",", "")) * MONEY_UNITS[match["unit"]]


def _empty_tables(claims: ClaimSet) -> Iterator[Quote]:
    """The tables of procurement that print no figure."""
    filled = {claim.table for claim in claims.claims if claim.amount.value}
    for number, table in enumerate(claims.tables):
        if table.kind != "form" and "政府采购" in table.title and number not in filled:
            yield quote_table(claims, number, role="witness")


def _finding(
    passage: Passage,
    match: re.Match[str],
    entered: re.Match[str],
    budget: Decimal,
    told: tuple[Claim, ...],
    empty: tuple[Quote, ...],
) -> Finding:
    stated = f"{match['amount']}{match['unit']}"
    unit = MONEY_UNITS[match["unit"]]
    certain = passage.certain and all(claim.doubt is None for claim in told)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.ERROR if certain else Severity.WARNING,
        message=(
            f"文字说拟购置资产 {stated} 已列入政府采购预算，而政府采购预算只有 {budget / unit:.2f}{match['unit']}",
            f"assets of {stated} are said to be in the procurement budget, which is {budget / unit:.2f}{match['unit']}",
        ),
        witnesses=tuple(Witness(claim.id, "witness") for claim in told),
        quotes=(
            quote_words(passage, match.start(), match.end()),
            quote_words(passage, entered.start(), entered.end(), role="witness"),
            *empty,
        ),
        stated=stated,
        expected=f"≤ {budget / unit:.2f}{match['unit']}",
        arithmetic=f"{match['amount']} > {budget / unit:.2f}",
        suggestion=(
            "购置列入政府采购预算表，或删去“已列入政府采购预算”",
            "list the purchase in the procurement table, or drop the words that it is there",
        ),
        source=SOURCE,
    )


def _void(passage: Passage, match: re.Match[str], empty: tuple[Quote, ...]) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            "拟购置固定资产为 0，政府采购预算也为空，“已列入政府采购预算”无所指，像是照抄的套话",
            "nothing is to be bought and the procurement budget is empty: nothing can be “entered” in it",
        ),
        quotes=(quote_words(passage, match.start(), match.end()), *empty),
        stated=match[0],
        suggestion=("写“本年度没有拟购置固定资产”", "say that no purchase of assets is planned"),
        source=SOURCE,
    )
