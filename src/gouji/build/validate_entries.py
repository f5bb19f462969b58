"""Each entry by itself: amounts, units, funds, codes and members that exist, texts that can be printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Any

from gouji.build.validate_faults import BudgetFault, Words, error, warning
from gouji.build.validate_walk import place_of, walk
from gouji.law.classifications import lookup
from gouji.law.dimensions import CODE_LENGTHS, children, chinese_name, members
from gouji.law.packs import Pack
from gouji.model.budget import Budget, Line
from gouji.model.point import Dimension

_LARGEST = Decimal(10) ** 13
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_COUNTS = ("quantity",)
_FIRST = {Dimension.FUNCTION: "2", Dimension.ECONOMIC: "3", Dimension.GOVERNMENT_ECONOMIC: "5"}
_WHOLE = {Dimension.FUNCTION: 7, Dimension.ECONOMIC: 5, Dimension.GOVERNMENT_ECONOMIC: 5}
_TITLES = {
    Dimension.FUNCTION: ("功能科目", "function"),
    Dimension.ECONOMIC: ("部门经济科目", "economic code"),
    Dimension.GOVERNMENT_ECONOMIC: ("政府经济科目", "government economic code"),
}
FLOWS = ("income", "opening", "surplus_use")
VINTAGES = ("current", "carried", "surplus")
BASIC = ("personnel", "public_use", "operating", "remit_up", "subsidy_down")
PROJECT = ("other_operations", "specific")
_KINDS = ("goods", "works", "services")
_NAMES = {
    **{("flow", one): chinese_name(Dimension.FLOW, one) for one in FLOWS},
    **{("vintage", one): chinese_name(Dimension.VINTAGE, one) for one in ("current", "carried")},
    ("vintage", "surplus"): "使用非财政拨款结余安排",
    **{("nature", one): chinese_name(Dimension.NATURE, one) for one in (*BASIC, *PROJECT)},
    **dict(zip((("kind", one) for one in _KINDS), ("货物", "工程", "服务"), strict=True)),
}
"""What a member is called in a message."""
_STAGES = ("budget", "adjusted", "executed", "estimate", "final")
_ENTRIES = ("receipts", "lines", "closings", "extras", "purchases", "assets")
_CHECK: Words = ("请核对后改正", "check and mend it")


def entry_faults(budget: Budget, pack: Pack | None) -> Iterator[BudgetFault]:
    """Faults of entries that are seen without looking at any other entry than units."""
    yield from _values(budget)
    yield from _units(budget)
    known = {unit.code for unit in budget.units}
    for field in (*_ENTRIES, "projects"):
        for number, entry in enumerate(getattr(budget, field)):
            check = _Check(budget, place_of(field, number, entry), (field, number))
            yield from check.members(entry, known, pack)
            yield from check.codes(entry)
    for stage, previous in enumerate(budget.previous):
        if previous.stage not in _STAGES:
            place = (f"上年数第{stage + 1}组", f"previous[{stage + 1}]")
            yield error("stage", place, (f"没有“{previous.stage}”这种口径", f"no stage {previous.stage!r}"), _CHECK)
        for field in ("receipts", "lines", "extras"):
            for number, entry in enumerate(getattr(previous, field)):
                place = place_of(f"previous[{stage + 1}].{field}", number, entry)
                check = _Check(budget, place, None, last_year=True)
                yield from check.members(entry, known, None)
                yield from check.codes(entry)


class _Check:
    """Checks one entry; last year's may leave out what nobody knows any more, and units that are gone."""

    def __init__(self, budget: Budget, place: Words, entry: tuple[str, int] | None, *, last_year: bool = False) -> None:
        self.budget = budget
        self.place = place
        self.entry = entry
        self.last_year = last_year

    def members(self, entry: Any, known: Collection[str], pack: Pack | None) -> Iterator[BudgetFault]:
        """Unit, fund, flow, vintage, nature, item, kind."""
        unit = getattr(entry, "unit", None)
        if unit is not None and unit not in known and not (self.last_year and unit in ("", self.budget.code)):
            say = warning if self.last_year else error
            cause = (f"单位“{unit}”没有登记", f"the unit {unit!r} is not listed")
            yield say(
                "unknown_unit",
                self.place,
                cause,
                ("请在“单位”中登记，或改正代码", "list it or mend the code"),
                self.entry,
            )
        fund = getattr(entry, "fund", None)
        if fund is not None:
            yield from self._fund(fund, pack)
        yield from self._one_of(entry, "flow", "收入类别", FLOWS)
        yield from self._one_of(entry, "vintage", "资金年度", VINTAGES)
        yield from self._one_of(entry, "nature", "支出性质", (*BASIC, *PROJECT))
        yield from self._one_of(entry, "kind", "采购类型", _KINDS)
        item = getattr(entry, "item", None)
        if item is not None:
            yield from self._item(item, assets=not hasattr(entry, "fund"))

    def codes(self, entry: Any) -> Iterator[BudgetFault]:
        """Codes of the three classifications: malformed is an error, not listed in the year a doubt."""
        for dimension in _FIRST:
            code = getattr(entry, str(dimension), None)
            if code:
                yield from self._code(dimension, code)
            elif code == "" and not self.last_year:
                yield from self._no_code(dimension, entry)

    def _fund(self, fund: str, pack: Pack | None) -> Iterator[BudgetFault]:
        if (Dimension.FUND, fund) not in members():
            cause = (f"没有“{fund}”这种资金", f"there is no fund {fund!r}")
            yield error("unknown_fund", self.place, cause, _CHECK, self.entry)
        elif fund in ("fiscal", "non_fiscal", "own") or fund.startswith("fiscal."):
            parts = "、".join(part.chinese for part in children(Dimension.FUND, fund))
            cause = (f"“{chinese_name(Dimension.FUND, fund)}”是合计，不是一种资金", f"{fund!r} is a sum of funds")
            yield error("fund_total", self.place, cause, (f"请改为其中一种：{parts}", f"name one: {parts}"), self.entry)
        elif pack is not None and pack.funds and fund not in pack.funds:
            name = chinese_name(Dimension.FUND, fund)
            cause = (f"“{pack.title}”没有“{name}”这一栏", f"the forms of {pack.name} cannot print the fund {fund!r}")
            listed = "、".join(chinese_name(Dimension.FUND, one) for one in pack.funds)
            remedy = (f"请改用：{listed}", f"use one of: {', '.join(pack.funds)}")
            yield error("fund_of_pack", self.place, cause, remedy, self.entry)

    def _item(self, item: str, *, assets: bool) -> Iterator[BudgetFault]:
        listed = (Dimension.ITEM, item) in members()
        whole = bool(children(Dimension.ITEM, item)) and not assets
        if not listed or whole or item.startswith("assets") != assets or item.startswith("procurement"):
            cause = (f"“{item}”不是可填的事项", f"{item!r} is no item to be entered here")
            yield error("unknown_item", self.place, cause, _CHECK, self.entry)

    def _one_of(self, entry: Any, name: str, title: str, allowed: Iterable[str]) -> Iterator[BudgetFault]:
        value = getattr(entry, name, None)
        if value is None or value in allowed or (name == "nature" and not hasattr(entry, "amount")):
            return
        named = "、".join(_NAMES.get((name, one), one) for one in allowed)
        cause = (f"{title}“{value}”不在可选范围内", f"{name} {value!r} is not known")
        remedy = (f"可选：{named}", f"one of: {', '.join(allowed)}")
        yield error(f"unknown_{name}", self.place, cause, remedy, self.entry)

    def _code(self, dimension: Dimension, code: str) -> Iterator[BudgetFault]:
        chinese, english = _TITLES[dimension]
        lengths = CODE_LENGTHS[dimension] if self.last_year else (_WHOLE[dimension],)
        if not (code.isascii() and code.isdigit() and len(code) in lengths and code.startswith(_FIRST[dimension])):
            digits = _WHOLE[dimension]
            cause = (
                f"“{code}”不是{chinese}代码",
                f"{code!r} is no {english}",
            )
            remedy = (
                f"请填以 {_FIRST[dimension]} 开头的 {digits} 位代码",
                f"enter {digits} digits, the first being {_FIRST[dimension]}",
            )
            yield error("code", self.place, cause, remedy, self.entry)
        elif code not in self.budget.names and lookup(dimension, code, self.budget.year) is None and not self.last_year:
            cause = (
                f"{chinese} {code} 不在 {self.budget.year} 年目录中",
                f"{english} {code} is not listed in {self.budget.year}",
            )
            remedy = (
                "请核对；如为本地增设的科目，请在“自定科目”中写明名称",
                "check it; name it under `names` if your place added it",
            )
            yield warning("unlisted_code", self.place, cause, remedy, self.entry)

    def _no_code(self, dimension: Dimension, entry: Any) -> Iterator[BudgetFault]:
        """(1) Purchases need none. (2) Without a function nothing can be printed. (3) So are basic lines by class."""
        if not isinstance(entry, Line) and not hasattr(entry, "vintage"):
            return  # (1)
        needed = dimension is Dimension.FUNCTION or (  # (2)
            dimension is Dimension.ECONOMIC and isinstance(entry, Line) and not entry.project  # (3)
        )
        chinese, english = _TITLES[dimension]
        say = error if needed else warning
        cause = (f"没有填写{chinese}", f"the {english} is not given")
        yield say("no_code", self.place, cause, ("请补填", "give it"), self.entry)


def _units(budget: Budget) -> Iterator[BudgetFault]:
    if not budget.units:
        cause = ("没有登记单位", "no unit is listed")
        yield error("no_units", ("单位", "units"), cause, ("请至少登记部门本级", "list the department's own office"))
    for number, unit in enumerate(budget.units):
        if not unit.code or not unit.name:
            cause = ("单位代码或名称没有填写", "code or name is not given")
            yield error("missing", place_of("units", number, unit), cause, _CHECK, ("units", number))
    for code, times in Counter(unit.code for unit in budget.units).items():
        if times > 1:
            cause = (f"单位代码重复 {times} 次", f"the code stands there {times} times")
            yield error("repeated", (f"单位 {code}", f"unit {code}"), cause, _CHECK)


def _values(budget: Budget) -> Iterator[BudgetFault]:
    """Texts that cannot be printed, amounts that are none."""
    for path, value in walk(budget):
        place = (path, path)
        if isinstance(value, str) and _UNSEEN.search(value):
            cause = ("含有看不见的控制字符", "holds control characters")
            yield error("unseen", place, cause, ("请删去后重新输入", "type it anew"))
        elif isinstance(value, str) and path.endswith(" key") and not value.strip():
            yield error("missing", place, ("名称是空的", "the name is empty"), _CHECK)
        elif isinstance(value, Decimal):
            wrong = _of_amount(value, money=not path.endswith(_COUNTS))
            if wrong is not None:
                yield error("amount", place, wrong, _CHECK, _entry_of(path))


def _of_amount(value: Decimal, *, money: bool) -> Words | None:
    if not value.is_finite() or abs(value) >= _LARGEST:
        return (f"{value} 不是可用的数", f"{value} is no usable number")
    if value < 0:
        return (f"{value} 小于 0", f"{value} is less than 0")
    if money and value != round(value, 2):
        return (f"{value} 多于两位小数", f"{value} has more than two decimals")
    return None


def _entry_of(path: str) -> tuple[str, int] | None:
    match = re.match(r"(\w+)\[(\d+)\]", path)
    return None if match is None or match[1] == "previous" else (match[1], int(match[2]) - 1)
