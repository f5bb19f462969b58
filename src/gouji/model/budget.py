"""A department's budget: the smallest set of base entries from which every published figure is computed.

All money is in 元, exact (a Decimal with at most two decimals). Nothing here is a sum: totals, classes, 财政拨款 and
the rest are computed from the entries (`gouji.build.evaluate`), so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gouji.model.goal import Indicator


@dataclass(frozen=True, slots=True)
class Unit:
    """One budget unit of the department; the first of a budget is the department's own office (本级).

    `nature` 单位性质 (行政, 参公, 事业…), `rank` 单位规格 (正科级…), `support` 经费保障形式 (财政拨款…), as printed.
    """

    code: str
    name: str
    nature: str = "行政"
    rank: str = ""
    support: str = "财政拨款"


@dataclass(frozen=True, slots=True)
class Line:
    """Money spent: one function, economic class, fund and purpose of one unit.

    `nature` is a leaf of that dimension: personnel, public_use, other_operations, specific, operating, remit_up,
    subsidy_down. `fund` is a leaf that the form prints (general, government_fund, special_account, business, other…).
    `vintage` is "current", "carried" (out of 上年结转) or "surplus" (out of 使用非财政拨款结余). `project` is the code
    of a `Project`, set where the nature is a project's. `function` has 7 digits, `economic` and `government_economic`
    5 ("" where not known: comparison figures).
    """

    unit: str
    function: str
    economic: str
    government_economic: str
    fund: str
    nature: str
    amount: Decimal
    vintage: str = "current"
    project: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that comes in. `flow`: "income" (this year's), "opening" (上年结转), "surplus_use" (使用非财政拨款结余)."""

    unit: str
    fund: str
    amount: Decimal
    flow: str = "income"


@dataclass(frozen=True, slots=True)
class Closing:
    """Money of a function that is carried to the next year (结转下年)."""

    unit: str
    fund: str
    function: str
    amount: Decimal
    vintage: str = "current"


@dataclass(frozen=True, slots=True)
class Extra:
    """What cuts across expenditure: `item` is a leaf of that dimension (three_public.abroad, meeting, operating_cost…).

    It is part of the expenditure above, named once more; it is never added to it.
    """

    unit: str
    item: str
    fund: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Project:
    """A project: what it is for and what it must reach. Its money stands in the budget's lines.

    `nature` is "other_operations" or "specific". `plan` is what is to be spent by the end of a month, cumulative:
    (month, amount in 元). `calculation` explains the amount: (what, arithmetic, amount in 元).
    `fields` holds what one place's form asks besides (项目负责人, 立项依据…), by the form's word.
    """

    code: str
    name: str
    unit: str
    nature: str = "specific"
    purpose: str = ""
    basis: str = ""
    goal: str = ""
    term_goal: str = ""
    first_year: str = ""
    last_year: str = ""
    plan: tuple[tuple[int, Decimal], ...] = ()
    calculation: tuple[tuple[str, str, Decimal], ...] = ()
    indicators: tuple[Indicator, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Purchase:
    """One line of government procurement. `kind`: "goods", "works", "services"; `reserved` for small firms (元).

    `price` is one unit's in 元; quantity × price = amount. `service`: it is bought from society too (政府购买服务).
    """

    unit: str
    project: str
    name: str
    catalog: str
    kind: str
    quantity: Decimal
    count_unit: str
    price: Decimal
    amount: Decimal
    fund: str = "general"
    function: str = ""
    economic: str = ""
    reserved: Decimal = Decimal(0)
    when: str = ""
    service: bool = False


@dataclass(frozen=True, slots=True)
class Asset:
    """What is held at the end of last year: `item` is one of assets (assets.houses, assets.vehicles…), value in 元."""

    item: str
    value: Decimal
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the whole department's goal (年度主要任务), with the indicators that measure it."""

    name: str
    content: str = ""
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Previous:
    """Last year's figures, for comparison: the same kinds of entries, at a `stage` ("budget" or "executed")."""

    stage: str = "budget"
    receipts: tuple[Receipt, ...] = ()
    lines: tuple[Line, ...] = ()
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """When the congress approved, when the finance bureau and the department handed it on, when it was published."""

    congress: date | None = None
    finance: date | None = None
    department: date | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """One department's budget of one year, to be printed in the forms of one pack.

    `place` is the region's word as sentences use it (县, 区, 市…). `names` gives codes that no list has their names
    (places add codes of their own). `texts` holds the officer's own paragraphs by key
    (duties, overall_goal…; a blank line parts paragraphs), `reasons` the reasons for changes by key.
    """

    pack: str
    year: int
    code: str
    name: str
    place: str = ""
    units: tuple[Unit, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    lines: tuple[Line, ...] = ()
    closings: tuple[Closing, ...] = ()
    extras: tuple[Extra, ...] = ()
    projects: tuple[Project, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    assets: tuple[Asset, ...] = ()
    tasks: tuple[Task, ...] = ()
    previous: tuple[Previous, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    staffing: Mapping[str, int] = field(default_factory=dict)
    contacts: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    dates: Dates = field(default_factory=Dates)
