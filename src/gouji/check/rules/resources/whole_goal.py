"""The goal form of the whole department names the money of the budget's tables.

What it checks:
    Total, appropriations, basic and project expenditure in 部门整体绩效目标表 against the tables of the document. A
    figure that none of them prints is a warning, one for the whole form, with the differences.
Why:
    The goals are set for the money that is voted. A form with other figures was filled in from an earlier draft.
Not applicable when:
    1. The document has no such form, or the form's figure is not of the budget year.
    2. No table prints the same kind of money.
    3. The difference is money carried over, or money of funds that the tables print beside: the form may count it.
    4. A difference of more than a tenth is a notice: the form may be of the department without its units.
Source:
    财预〔2015〕88号 (the goal form names the budget); 预算法 §32 (goals are part of the budget).

Examples:
    >>> from gouji.check.example import failures_of
    >>> tables = '''
    ... 部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
    ... 合计 | 5456.16 | 1191.58 | 4264.58
    ...
    ... 部门整体绩效目标表 | 万元 | flow=expenditure
    ... 项目 | 当年金额
    ... 合计 item=form/合计 | 5496.37
    ... 基本支出 item=form nature=basic | 1191.58'''
    >>> failures_of(tables)
    ['TIE03 合计@当年金额: 5496.37 − 5456.16 = 40.21']
    >>> failures_of(tables.replace("5496.37", "5456.16"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.check.lookup import carried_over, fixing, of_table
from gouji.check.rules.resources.ledger import money, row_label
from gouji.model.amount import MONEY_UNITS, fold
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension, Point

CODE = "TIE03"
NAME = "ties.whole_goal"
SOURCE = "财预〔2015〕88号；《预算法》第三十二条"

CHINESE = """
部门整体绩效目标表所列资金应与预算表一致。

查什么
    部门整体绩效目标表中的资金总额、财政拨款、基本支出、项目支出与各预算表核对。
    任何一张表都没有的数，列为警告，整张目标表只报一条，并列出差额。
为什么
    绩效目标是为批复的资金设定的；数字不同，说明目标表是按旧稿填的。
不适用的情形
    1. 没有部门整体绩效目标表，或不是预算年度的数。
    2. 各表没有同一类资金的数。
    3. 差额恰为结转资金，或为表中另列的某项资金：目标表可能计入。
    4. 相差超过十分之一的只作提示：目标表可能只含部门本级。
依据
    财预〔2015〕88号（目标表列明资金）；《预算法》第三十二条（绩效目标是预算的一部分）。
示例
    目标表资金合计 5496.37，部门支出总表合计 5456.16：差 40.21，不成立。
"""

_FORM = "form"
_WHOLE = "整体"
_TOTALS = frozenset(
    {
        "合计",
        "总计",
        "总额",
        "金额合计",
        "资金总额",
        "资金合计",
        "年度资金总额",
        "年度预算总额",
        "部门预算总额",
        "预算支出总额",
        "预算总额",
        "收入合计",
        "支出合计",
        "收入总计",
        "支出总计",
        "部门整体支出总额",
        "整体支出总额",
    }
)
_APPROPRIATIONS = frozenset({"财政拨款", "财政拨款收入", "政府预算资金", "财政资金", "财政拨款小计"})
_SIDES = ("income", "sources", "expenditure", "uses")
_FISCAL = frozenset({"fiscal", "general"})
_SAME = frozenset(
    {Dimension.FLOW, Dimension.YEAR, Dimension.STAGE, Dimension.FUND, Dimension.VINTAGE, Dimension.NATURE}
)
_ROUNDING = Decimal(500)  # 元: the form rounds each line to 0.01 万元 and adds them up
_CLOSE = Decimal("0.1")
"""A form that differs by more is of another scope (the department without its units) sooner than mistyped."""


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding with every amount of the form that no table prints."""
    tables = {goal.table for goal in claims.goals if goal.scope == "department"}
    tables |= {number for number, table in enumerate(claims.tables) if _WHOLE in table.title}
    forms = [claim for table in sorted(tables) for claim in of_table(claims, table) if _is_of_form(claim)]
    if not forms:
        return  # (1)
    printed = [claim for claim in claims.claims if _is_plain(claims, claim)]
    allowed = _loose_amounts(claims, printed)
    wrong: list[tuple[Claim, Claim]] = []
    for claim in forms:
        kind = _kind(claims, claim)
        same = [other for other in printed if kind is not None and _is_same_kind(other, kind)]
        if same and not any(_agree(claim, other, allowed) for other in same):
            amount = claim.amount.yuan or Decimal(0)
            wrong.append((claim, min(same, key=lambda other: abs((other.amount.yuan or Decimal(0)) - amount))))
    if wrong:
        yield _finding(claims, wrong)


def _is_of_form(claim: Claim) -> bool:
    """Whether a figure is an amount of the year in a goal form of a whole department."""
    point = claim.point
    item = point.get(Dimension.ITEM) if point is not None else None
    if point is None or item is None or item.split("/")[0] != _FORM or claim.amount.unit not in MONEY_UNITS:
        return False
    return (
        point.get(Dimension.MEASURE) is None
        and point.get(Dimension.STAGE, "budget") == "budget"
        and claim.doubt is None
        and bool(claim.amount.value)
    )


def _kind(claims: ClaimSet, claim: Claim) -> tuple[str, str] | None:
    """The (fund, nature) of a figure of the form, "" for all; None where the form names something else."""
    point = claim.point or Point()
    fund, nature = point.get(Dimension.FUND) or "", point.get(Dimension.NATURE) or ""
    item = point[Dimension.ITEM].split("/")
    if fund not in ("", "fiscal") or nature not in ("", "basic", "project"):
        return None
    if len(item) == 1:
        return fund, nature
    name = fold(item[-1]).split("#")[0]
    if nature or fund:
        return (fund, nature) if name in _TOTALS else None
    if name in _TOTALS:
        return "", ""
    if name in _APPROPRIATIONS:
        return "fiscal", ""
    return ("", {"基本支出": "basic", "项目支出": "project"}[name]) if name in ("基本支出", "项目支出") else None


def _is_plain(claims: ClaimSet, claim: Claim) -> bool:
    """Whether a figure is of the whole budget of its year, of one side, fund and nature at most."""
    point = claim.point
    if point is None or claim.kind != "cell" or not _SAME.issuperset(point.fixed):
        return False
    year = claims.facts.year.value if claims.facts.year is not None else None
    return (
        point.get(Dimension.FLOW) in _SIDES
        and point.get(Dimension.YEAR, year) == year
        and point.get(Dimension.STAGE, "budget") == "budget"
        and claim.amount.unit in MONEY_UNITS
    )


def _is_same_kind(claim: Claim, kind: tuple[str, str]) -> bool:
    point, (fund, nature) = claim.point or Point(), kind
    own = point.get(Dimension.FUND)
    return (point.get(Dimension.NATURE) or "") == nature and (own in _FISCAL if fund else own is None or nature != "")


def _loose_amounts(claims: ClaimSet, printed: Sequence[Claim]) -> frozenset[Decimal]:
    """What the form may count and a table not: money carried over, and each fund's own money."""
    flows = fixing(claims, Dimension.FLOW)
    amounts = {claim.amount.yuan for claim, _ in carried_over(claims)}
    amounts |= {claim.amount.yuan for claim, point in flows if point[Dimension.FLOW] == "closing"}
    amounts |= {claim.amount.yuan for claim in printed if claim.point is not None and claim.point.get(Dimension.FUND)}
    return frozenset(amount for amount in amounts if amount)


def _agree(claim: Claim, other: Claim, allowed: frozenset[Decimal]) -> bool:
    gap = abs((claim.amount.yuan or Decimal(0)) - (other.amount.yuan or Decimal(0)))
    coarse = max(claim.amount.quantum_yuan or Decimal(0), other.amount.quantum_yuan or Decimal(0), _ROUNDING)
    return gap <= coarse or any(abs(gap - amount) <= coarse for amount in allowed)  # (3)


def _finding(claims: ClaimSet, wrong: Sequence[tuple[Claim, Claim]]) -> Finding:
    told = [
        (
            _label(claims, claim),
            (claim.amount.yuan or Decimal(0)) / 10_000,
            (other.amount.yuan or Decimal(0)) / 10_000,
        )
        for claim, other in wrong
    ]
    gaps = {stated - printed for _, stated, printed in told}
    same = f"，各处都差 {next(iter(gaps)):.2f}万元" if len(gaps) == 1 and len(told) > 1 else ""
    is_close = all(abs(stated - printed) <= _CLOSE * printed for _, stated, printed in told)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if is_close else Severity.NOTICE,
        message=(
            "部门整体绩效目标表的资金与预算表不一致："
            + "，".join(f"{name} {stated:.2f}万元（预算表 {printed:.2f}万元）" for name, stated, printed in told)
            + same,
            "the goal form of the whole department names other amounts than the tables: "
            + ", ".join(f"{name} {stated:.2f} ({printed:.2f})" for name, stated, printed in told),
        ),
        witnesses=(
            *(Witness(claim.id, "culprit") for claim, _ in wrong),
            *(Witness(other.id, "witness") for other in dict.fromkeys(other for _, other in wrong)),
        ),
        stated="，".join(money(claim.amount.yuan or Decimal(0)) for claim, _ in wrong),
        expected="，".join(money(other.amount.yuan or Decimal(0)) for _, other in wrong),
        arithmetic="；".join(f"{stated:.2f} − {printed:.2f} = {stated - printed:.2f}" for _, stated, printed in told),
        suggestion=("按预算表改正目标表的资金", "correct the amounts of the goal form by the tables"),
        source=SOURCE,
    )


def _label(claims: ClaimSet, claim: Claim) -> str:
    """What the form calls a figure: its row, else its column."""
    item = (claim.point or Point())[Dimension.ITEM].split("/")
    return item[-1] if len(item) > 1 else (claim.column[-1] if claim.column else row_label(claims, claim))
