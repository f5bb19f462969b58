"""Entries held against each other: every fund balances, and what is named once more is part of what is spent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from gouji.build.validate_faults import BudgetFault, Words, error, warning
from gouji.build.validate_pack import VINTAGE_OF
from gouji.build.validate_walk import place_of, unit_name
from gouji.law.dimensions import chinese_name, members, parent
from gouji.model.budget import Budget, Closing, Line
from gouji.model.point import Dimension

Key = TypeVar("Key")

_ZERO = Decimal(0)
_MONEY_OF = {
    "current": ("本年收入与当年安排", "this year's money"),
    "carried": ("上年结转", "money carried over"),
    "surplus": ("使用非财政拨款结余", "use of surplus"),
}
_ITEM_OF = {
    "30212": "three_public.abroad",
    "30217": "three_public.reception",
    "30231": "three_public.vehicles.running",
    "31013": "three_public.vehicles.purchase",
    "30215": "meeting",
    "30216": "training",
}
"""Economic codes whose money belongs to an item that is told apart."""

_ADMINISTRATIVE, _INSTITUTION = frozenset({"501", "502", "503", "504"}), frozenset({"505", "506"})


def money_faults(budget: Budget) -> Iterator[BudgetFault]:
    """Faults between entries of money."""
    yield from _balances(budget)
    yield from _extras(budget)
    yield from _purchases(budget)
    yield from _assets(budget)
    yield from _families(budget)


def _balances(budget: Budget) -> Iterator[BudgetFault]:
    """What comes in = what is spent + what is carried on, for each unit, fund and vintage."""
    incoming: dict[tuple[str, str, str], Decimal] = {}
    outgoing: dict[tuple[str, str, str], Decimal] = {}
    for receipt in budget.receipts:
        _add(incoming, (receipt.unit, receipt.fund, VINTAGE_OF.get(receipt.flow, receipt.flow)), receipt.amount)
    entries: tuple[Line | Closing, ...] = (*budget.lines, *budget.closings)
    for entry in entries:
        _add(outgoing, (entry.unit, entry.fund, entry.vintage), entry.amount)
    for key in sorted(incoming.keys() | outgoing.keys()):
        came, went = _of(incoming, key), _of(outgoing, key)
        if came != went:
            yield _unbalanced(budget, key, came, went)


def _unbalanced(budget: Budget, key: tuple[str, str, str], came: Decimal, went: Decimal) -> BudgetFault:
    unit, fund, vintage = key
    chinese, english = _MONEY_OF.get(vintage, (vintage, vintage))
    place: Words = (
        f"{unit_name(budget, unit)}，{chinese_name(Dimension.FUND, fund)}（{chinese}）",
        f"{unit_name(budget, unit)}, fund {fund} ({english})",
    )
    gap = f"{abs(came - went):,.2f}"
    more = ("收入比支出多", "more comes in") if came > went else ("支出比收入多", "more goes out")
    cause = (
        f"收入 {came:,.2f} 元，支出加结转下年 {went:,.2f} 元，{more[0]} {gap} 元",
        f"{came:,.2f} 元 in, {went:,.2f} 元 out or carried on: {more[1]} by {gap}",
    )
    remedy = (
        "两边都可能有误：请核对收入、支出和结转下年",
        "either side may be wrong: check receipts, lines and closings",
    )
    return error("unbalanced", place, cause, remedy)


def _extras(budget: Budget) -> Iterator[BudgetFault]:
    """Extras are part of expenditure: (unit, fund) by (unit, fund), and not less than lines of their own codes."""
    spent: dict[tuple[str, str], Decimal] = {}
    classed: dict[tuple[str, str, str], Decimal] = {}
    for line in budget.lines:
        _add(spent, (line.unit, line.fund), line.amount)
        if line.economic in _ITEM_OF:
            _add(classed, (line.unit, line.fund, _ITEM_OF[line.economic]), line.amount)
    told: dict[tuple[str, str, str], Decimal] = {}
    for number, extra in enumerate(budget.extras):
        _add(told, (extra.unit, extra.fund, extra.item), extra.amount)
        whole = _of(spent, (extra.unit, extra.fund))
        if extra.amount > whole:
            cause = (
                f"{extra.amount:,.2f} 元，大于该单位这种资金的全部支出 {whole:,.2f} 元",
                f"{extra.amount:,.2f} 元 is more than all that the unit spends of this fund, {whole:,.2f} 元",
            )
            remedy = ("它是支出的一部分，请核对", "it is part of that expenditure: check it")
            yield error("extra_exceeds", place_of("extras", number, extra), cause, remedy, ("extras", number))
    for key, amount in sorted(classed.items()):
        if _of(told, key) < amount:
            yield _untold(budget, key, amount, _of(told, key))


def _untold(budget: Budget, key: tuple[str, str, str], amount: Decimal, told: Decimal) -> BudgetFault:
    unit, fund, item = key
    name = chinese_name(Dimension.ITEM, item)
    place: Words = (
        f"{unit_name(budget, unit)}，{chinese_name(Dimension.FUND, fund)}，{name}",
        f"{unit_name(budget, unit)}, fund {fund}, {item}",
    )
    cause = (
        f"支出中列该经济科目 {amount:,.2f} 元，专项中只有 {told:,.2f} 元",
        f"lines of its economic code come to {amount:,.2f} 元, the extras say {told:,.2f} 元",
    )
    remedy = ("请核对“三公”等专项的金额", "check the extras")
    return warning("extra_below_lines", place, cause, remedy)


def _purchases(budget: Budget) -> Iterator[BudgetFault]:
    money: dict[tuple[str, str, str], Decimal] = {}
    for line in budget.lines:
        _add(money, (line.project and "project", line.project or line.unit, line.fund), line.amount)
    bought: dict[tuple[str, str, str], Decimal] = {}
    for number, purchase in enumerate(budget.purchases):
        place, entry = place_of("purchases", number, purchase), ("purchases", number)
        _add(
            bought, (purchase.project and "project", purchase.project or purchase.unit, purchase.fund), purchase.amount
        )
        product = round(purchase.quantity * purchase.price, 2)
        if product != purchase.amount:
            cause = (
                f"数量×单价为 {product:,.2f} 元，金额为 {purchase.amount:,.2f} 元",
                f"quantity × price is {product:,.2f} 元, the amount {purchase.amount:,.2f} 元",
            )
            yield error("purchase_product", place, cause, ("请核对三个数", "check the three figures"), entry)
        if purchase.reserved > purchase.amount:
            cause = ("预留中小企业金额大于采购金额", "more is reserved for small firms than is bought")
            yield error("reserved_exceeds", place, cause, ("请核对", "check it"), entry)
        if not purchase.name:
            yield error("missing", place, ("没有填写采购物品名称", "no name is given"), ("请填写", "give it"), entry)
    for key, amount in sorted(bought.items()):
        if amount > _of(money, key):
            yield _overbought(budget, key, amount, _of(money, key))


def _overbought(budget: Budget, key: tuple[str, str, str], amount: Decimal, whole: Decimal) -> BudgetFault:
    kind, code, fund = key
    name = next((f"{one.code} {one.name}" for one in budget.projects if one.code == code), unit_name(budget, code))
    of: Words = (f"项目 {name}", f"project {name}") if kind else (f"{name} 非项目支出", f"{name} without projects")
    place = (f"政府采购，{of[0]}，{chinese_name(Dimension.FUND, fund)}", f"purchases, {of[1]}, fund {fund}")
    cause = (
        f"采购 {amount:,.2f} 元，大于可用的支出 {whole:,.2f} 元",
        f"{amount:,.2f} 元 is bought out of {whole:,.2f} 元",
    )
    return error(
        "procurement_exceeds", place, cause, ("请核对采购金额、资金来源和项目支出", "check amount, fund and lines")
    )


def _assets(budget: Budget) -> Iterator[BudgetFault]:
    values: dict[str, Decimal] = {}
    for asset in budget.assets:
        _add(values, asset.item, asset.value)
    for number, asset in enumerate(budget.assets):
        listed = members().get((Dimension.ITEM, asset.item))
        above = parent(Dimension.ITEM, asset.item)
        if listed is not None and listed.part == "of_which" and above and asset.value > _of(values, above):
            cause = (
                f"“其中”项大于{chinese_name(Dimension.ITEM, above)}的价值 {_of(values, above):,.2f} 元",
                f"an “of which” is worth more than {above}, {_of(values, above):,.2f} 元",
            )
            yield error(
                "asset_exceeds", place_of("assets", number, asset), cause, ("请核对", "check it"), ("assets", number)
            )


def _families(budget: Budget) -> Iterator[BudgetFault]:
    """Government economic codes: 501 to 504 are of administrative units, 505 and 506 of public institutions."""
    used: dict[str, set[str]] = {}
    for line in budget.lines:
        used.setdefault(line.unit, set()).add(line.government_economic[:3])
    for number, unit in enumerate(budget.units):
        classes = used.get(unit.code, set())
        if unit.nature.startswith(("行政", "参公", "事业")):
            wrong = classes & (_ADMINISTRATIVE if unit.nature.startswith("事业") else _INSTITUTION)
        else:  # a nature in other words: at least one family only
            wrong = classes & (_ADMINISTRATIVE | _INSTITUTION)
            wrong = wrong if wrong & _ADMINISTRATIVE and wrong & _INSTITUTION else set()
        if wrong:
            listed = "、".join(sorted(wrong))
            cause = (
                f"单位性质是{unit.nature}，却用了政府经济科目 {listed}",
                f"a unit of nature {unit.nature} uses government economic classes {listed}",
            )
            remedy = ("行政、参公单位用 501—504，事业单位用 505—506", "501–504 are of offices, 505–506 of institutions")
            yield warning("economic_family", place_of("units", number, unit), cause, remedy, ("units", number))


def _add(sums: dict[Key, Decimal], key: Key, amount: Decimal) -> None:
    sums[key] = sums.get(key, _ZERO) + amount


def _of(sums: dict[Key, Decimal], key: Key) -> Decimal:
    return sums.get(key, _ZERO)
