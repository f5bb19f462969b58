"""Lists that a clerk chooses from: what the model calls a member, and what the sheet shows for it.

A cell may hold what the list shows, the member itself, or its term in Chinese; for codes the code alone is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from gouji.build.asked import REASONS, TEXTS, printed_texts, reason_key, reason_name, text_name
from gouji.law.classifications import listings, lookup
from gouji.law.dimensions import CODE_LENGTHS, chinese_name, members
from gouji.law.packs import PackError, load_pack, pack_names
from gouji.law.vocabulary import COLUMN, read_label
from gouji.model.amount import fold
from gouji.model.point import Dimension

FUNDS = [
    "general",
    "government_fund",
    "state_capital",
    "special_account",
    "business",
    "operating",
    "superior",
    "affiliate",
    "other_level",
    "investment",
    "other",
    "debt",
]
"""Funds offered where the pack does not say which its forms print."""

_BASIC = ("personnel", "public_use", "operating", "remit_up", "subsidy_down")
_PROJECT = ("other_operations", "specific")
_WHOLE = ("basic", "project")  # as deep as last year's tables print it
_EXTRAS = [
    "three_public.abroad",
    "three_public.vehicles.purchase",
    "three_public.vehicles.running",
    "three_public.reception",
    "meeting",
    "training",
    "operating_cost",
]
_ASSETS = [
    "assets.houses",
    "assets.houses.offices",
    "assets.vehicles",
    "assets.equipment",
    "assets.equipment.general",
    "assets.equipment.special",
    "assets.other",
]
_OWN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "kind": (("goods", "货物"), ("works", "工程"), ("services", "服务")),
    "yes": (("true", "是"), ("false", "否")),
    "period": (("year", "年度指标"), ("term", "实施期指标")),
    "comparator": tuple((sign, sign) for sign in ("≥", "≤", "=", ">", "<")),
    "indicator_kind": tuple((word, word) for word in ("产出指标", "效益指标", "满意度指标", "成本指标")),
    "indicator_group": tuple(
        (word, word)
        for word in [
            "数量指标",
            "质量指标",
            "时效指标",
            "成本指标",
            "经济成本指标",
            "社会成本指标",
            "生态环境成本指标",
            "经济效益指标",
            "社会效益指标",
            "生态效益指标",
            "可持续影响指标",
            "服务对象满意度指标",
        ]
    ),
    "staffing": (
        ("posts.administrative", "行政编制"),
        ("posts.institution", "事业编制"),
        ("posts.worker", "工勤编制"),
        ("staff.active", "在职人员"),
        ("staff.retired", "退休人员"),
    ),
    "contact": (
        ("person", "联系人"),
        ("phone", "联系电话"),
        ("address", "办公地址"),
        ("website", "公开网址"),
    ),
}
_OPEN = frozenset({"comparator", "indicator_kind", "indicator_group", "text", "staffing", "contact", "reason", "pack"})
"""Lists that only suggest: what is not in them is taken as it stands."""

_CLOSED = frozenset({"nature", "project_nature", "any_nature"})
"""Lists that take no other member of their dimension: what is spent has its own sheet by nature."""

_SAME: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "comparator": {
        "≥": (">=", "=>", "≧", "⩾", "大于等于", "大于或等于"),
        "≤": ("<=", "=<", "≦", "⩽", "小于等于", "小于或等于"),
        "=": ("等于", "=="),
        ">": ("大于",),
        "<": ("小于",),
        "": ("定性",),
    },
    "vintage": {
        "current": ("当年", "本年", "本年安排"),
        "carried": ("上年结转", "上年结转结余", "上年结转和结余", "结转资金"),
        "surplus": ("使用非财政拨款结余",),
    },
    "stage": {"budget": ("年初预算", "预算数"), "executed": ("执行数", "预算执行数"), "final": ("决算",)},
    "text": {key: (name,) for key, name in TEXTS.items()},
}
"""Other ways to write a member: what is meant is the same."""

_LEAF = {Dimension.FUNCTION: 7, Dimension.ECONOMIC: 5, Dimension.GOVERNMENT_ECONOMIC: 5}


@dataclass(frozen=True)
class Choices:
    """One list: `members` are (member, what is shown); `dimension` finds members that the list does not offer."""

    name: str
    members: tuple[tuple[str, str], ...]
    open: bool = False
    dimension: Dimension | None = None

    @cached_property
    def _shown(self) -> Mapping[str, str]:
        return dict(self.members)

    @cached_property
    def _found(self) -> Mapping[str, str]:
        same = _SAME.get(self.name, {})
        found = {fold(word): member for member, words in same.items() for word in words}
        found |= {fold(member): member for member, _ in self.members}
        return {**found, **{fold(shown): member for member, shown in self.members}}

    def show(self, member: str) -> str:
        """What the sheet shows for a member: the member itself where it is not on the list."""
        if self.name == "reason" and reason_key(reason_name(member)) == member:
            return reason_name(member)
        return self._shown.get(member, member)

    def find(self, text: str) -> str | None:
        """The member that a cell means; None where it means none and the list is closed."""
        listed = self._found.get(fold(text))
        if listed is None and self.name == "reason":
            listed = reason_key(text)
        if listed is not None or self.open:
            return text if listed is None else listed
        return None if self.dimension is None else self._member(self.dimension, text)

    def _member(self, dimension: Dimension, text: str) -> str | None:
        """A member that the list does not offer, or one by a term of the forms for it (一般公共预算财政拨款)."""
        said = read_label(text, COLUMN)
        term = said.get(str(dimension)) if said.understood and said.sets.keys() <= {str(dimension), "side"} else None
        if term in self._shown:
            return term
        if self.name in _CLOSED:
            return None
        named = (member for found, member in members() if found is dimension)
        return next((member for member in named if text in (member, chinese_name(dimension, member))), None)

    @property
    def words(self) -> str:
        """What can be chosen, for a message."""
        shown = [word for _, word in self.members]
        return "、".join(shown[:12]) + ("…" if len(shown) > 12 else "")


class ChoiceLists:
    """The lists of one budget: codes of its year, funds of its pack. `lists["fund"].show("general")`."""

    def __init__(self, pack: str, year: int) -> None:
        self.year = year
        self._lists: dict[str, Choices] = {}
        for name, own in _OWN.items():
            self._add(name, own)
        self._add_members("flow", Dimension.FLOW, ("income", "opening", "surplus_use"))
        self._add_members("fund", Dimension.FUND, _funds(pack))
        self._add_members("nature", Dimension.NATURE, _BASIC)
        self._add_members("project_nature", Dimension.NATURE, _PROJECT)
        self._add_members("any_nature", Dimension.NATURE, (*_BASIC, *_PROJECT, *_WHOLE))
        self._add_members("item", Dimension.ITEM, _EXTRAS)
        self._add_members("asset", Dimension.ITEM, _ASSETS)
        self._add_members("stage", Dimension.STAGE, ("budget", "executed", "estimate", "final"))
        vintages = [(name, chinese_name(Dimension.VINTAGE, name)) for name in ("current", "carried")]
        self._add("vintage", (*vintages, ("surplus", "使用非财政拨款结余安排")))
        self._add("reason", ((key, reason_name(key)) for key in REASONS))
        self._add("text", ((key, text_name(key)) for key in printed_texts(pack) or TEXTS))
        self._add("pack", ((name, name) for name in pack_names()))
        for dimension, digits in _LEAF.items():
            self._add(str(dimension), _codes(dimension, digits, year), dimension)

    def __getitem__(self, name: str) -> Choices:
        return self._lists[name]

    def __iter__(self) -> Iterator[Choices]:
        return iter(self._lists.values())

    def _add(self, name: str, listed: Iterable[tuple[str, str]], dimension: Dimension | None = None) -> None:
        self._lists[name] = Choices(name, tuple(listed), name in _OPEN, dimension)

    def _add_members(self, name: str, dimension: Dimension, offered: Iterable[str]) -> None:
        self._add(name, ((member, chinese_name(dimension, member)) for member in offered), dimension)


def code_name(dimension: Dimension, code: str, year: int) -> str:
    """A code's name in a year, or "" where the list has none."""
    listed = lookup(dimension, code, year)
    return "" if listed is None else listed.name


def text_needs(pack: str) -> tuple[str, ...]:
    """The keys of texts that a pack asks the officer for; none where the pack is not known."""
    try:
        return load_pack(pack).needs
    except PackError:
        return ()


def _funds(pack: str) -> tuple[str, ...]:
    try:
        return load_pack(pack).funds or tuple(FUNDS)
    except PackError:
        return tuple(FUNDS)


@lru_cache(maxsize=64)
def _codes(dimension: Dimension, digits: int, year: int) -> tuple[tuple[str, str], ...]:
    assert digits in CODE_LENGTHS[dimension]
    codes = sorted(code for code in listings(dimension) if len(code) == digits)
    named = ((code, code_name(dimension, code, year)) for code in codes)
    return tuple((code, f"{code} {name}") for code, name in named if name)


def plan_months(pack: str) -> tuple[int, ...]:
    """The months by whose end a pack's goal form asks what is to be spent; the quarters where it does not say."""
    try:
        tables = load_pack(pack).tables
    except PackError:
        tables = ()
    texts = (cell.text for table in tables for row in table.grid for cell in row.cells)
    months = {int(month) for text in texts for month in re.findall(r"plan/(\d\d)", text)}
    return tuple(sorted(months)) or (3, 6, 9, 12)
