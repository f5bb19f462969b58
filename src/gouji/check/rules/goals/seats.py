"""Indicators in their seats: each with its goal, its drawer and its plain name, and findings gathered by slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from gouji.check.rules.quotes import Role, quote_goal, quote_indicator, quote_table, quote_words
from gouji.check.same import Same
from gouji.law.goal_forms import head_role
from gouji.law.goal_indicators import drawer_of, indicator_words, plain_name, says, unit_in_name
from gouji.model.amount import MONEY_UNITS, fold, parse_number
from gouji.model.claim import ClaimSet
from gouji.model.finding import Quote
from gouji.model.goal import Goal, Indicator
from gouji.model.passage import Passage

_TITLE = "目标"
_MOST_QUOTES = 60  # places; a slip copied into every project is one finding, and nobody goes through a thousand
_MOST_APART = 3  # slips of one kind in a document that are each a finding
_REMEMBERED = 1024  # goals; the longest lists of projects have a few hundred
_AT_LEAST = frozenset({"≥", ">", "≧", ">=", "大于等于", "大于或等于", "大于", "不低于", "不少于", "至少"})
_AT_MOST = frozenset({"≤", "<", "≦", "<=", "小于等于", "小于或等于", "小于", "不高于", "不超过", "至多"})
_UNITS_IN_NAMES = frozenset({*MONEY_UNITS, "%"})  # those that make an amount or a share of a bare number
_PERCENT = frozenset({"百分比", "百分率", "百分点", "个百分点"})
_Key = TypeVar("_Key")
_Slip = TypeVar("_Slip")
_SHORT_MONEY = {"万": "万元", "亿": "亿元"}


@dataclass(frozen=True, slots=True)
class Seat:
    """One indicator where it stands: its goal, its number there, the drawer of its kind, and its plain name.

    `value` is the number of its target, None where the target is words; `unit` that of the target, folded, or that
    of money or per cent which only the name gives in brackets.
    """

    goal: Goal
    number: int
    indicator: Indicator
    drawer: str
    name: str
    value: Decimal | None
    unit: str

    @property
    def at_least(self) -> bool:
        """Whether the target is a lower bound."""
        return self.indicator.comparator in _AT_LEAST

    @property
    def at_most(self) -> bool:
        """Whether the target is an upper bound."""
        return self.indicator.comparator in _AT_MOST

    @property
    def yuan(self) -> Decimal | None:
        """The target in 元 where its unit is money, by the piece (元/次) or not; else None."""
        unit = self.unit.split("/")[0]
        factor = MONEY_UNITS.get(_SHORT_MONEY.get(unit, unit))
        return None if factor is None or self.value is None else self.value * factor

    @property
    def about(self) -> str:
        """All that the row says of what it measures: name, description and target."""
        return f"{self.name} {fold(self.indicator.description)} {fold(self.indicator.value)} {self.unit}"


def seats(claims: ClaimSet) -> Iterator[Seat]:
    """Every indicator that has a name, in reading order; empty lines of a form (指标1：, ……, 不涉及) are none."""
    for goal in claims.goals:
        yield from goal_seats(goal)


def goal_seats(goal: Goal) -> Sequence[Seat]:
    """The indicators of one goal."""
    return _seats(Same(goal))


@lru_cache(_REMEMBERED)
def _seats(goal: Same[Goal]) -> tuple[Seat, ...]:
    """A goal's indicators, read once: every rule asks for them."""
    numbered = ((number, indicator, _parts(indicator)) for number, indicator in enumerate(goal.value.indicators))
    return tuple(
        Seat(goal.value, number, indicator, *parts) for number, indicator, parts in numbered if parts is not None
    )


def _parts(indicator: Indicator) -> tuple[str, str, Decimal | None, str] | None:
    """Drawer, plain name, value and unit of an indicator; None for an empty line."""
    name = plain_name(indicator.name)
    if says("empty", name) or says("none_of_it", fold(indicator.value)):
        return None
    parsed = parse_number(indicator.value)
    value, unit = None if parsed is None else parsed.value, fold(indicator.unit)
    if not unit and (bracket := unit_in_name(indicator.name)) in _UNITS_IN_NAMES:
        unit = bracket
    if unit in _PERCENT or (parsed is not None and parsed.percent):
        unit = "%"
    return drawer_of(indicator.kind, indicator.group), name, value, unit


def gather(found: Iterable[tuple[_Key, _Slip]]) -> Mapping[_Key, list[_Slip]]:
    """What is wrong by slip, in the order of their first: one mistake copied into many projects is told once."""
    slips: dict[_Key, list[_Slip]] = {}
    for key, slip in found:
        slips.setdefault(key, []).append(slip)
    return slips


def bundle(
    slips: Mapping[_Key, list[_Slip]], kind: Callable[[_Key], object]
) -> Iterator[tuple[_Key, list[list[_Slip]]]]:
    """Slips of one kind: each by itself while they are few, all together where a document has more than three.

    >>> slips = {("vague", "a"): [1], ("vague", "b"): [2, 3], ("rate", "c"): [4]}
    >>> [groups for _, groups in bundle(slips, lambda key: key[0])]
    [[[1]], [[2, 3]], [[4]]]
    >>> [groups for _, groups in bundle(slips | {("vague", str(n)): [n] for n in (5, 6)}, lambda key: key[0])]
    [[[1], [2, 3], [5], [6]], [[4]]]
    """
    for several in gather((kind(key), (key, same)) for key, same in slips.items()).values():
        if len(several) > _MOST_APART:
            yield several[0][0], [same for _, same in several]
        else:
            yield from ((key, [same]) for key, same in several)


def quote_groups(claims: ClaimSet, groups: Iterable[Sequence[Seat]]) -> tuple[Quote, ...]:
    """The words and places of indicators told together; of each group as many as it would have by itself."""
    return tuple(quote for same in groups for quote in quote_seats(claims, same))


def quote_seats(claims: ClaimSet, found: Sequence[Seat], *, role: Role = "culprit") -> tuple[Quote, ...]:
    """The words and places of indicators."""
    return tuple(quote_indicator(claims, seat.goal, seat.number, role=role) for seat in found[:_MOST_QUOTES])


def quote_forms(claims: ClaimSet, goals: Sequence[Goal]) -> tuple[Quote, ...]:
    """Goal forms as a whole: the line that names each in the text where there is one, else the form, else its row."""
    often = Counter(passage.text for passage in claims.passages)
    named = {passage.text: passage for passage in claims.passages if passage.is_heading and often[passage.text] == 1}
    alone = Counter(goal.table for goal in claims.goals)
    return tuple(_quote_form(claims, goal, named, alone[goal.table] == 1) for goal in goals[:_MOST_QUOTES])


def _quote_form(claims: ClaimSet, goal: Goal, named: Mapping[str, Passage], alone: bool) -> Quote:
    if not alone:
        return quote_goal(claims, goal)
    above = [named[fold(line)] for line in claims.tables[goal.table].above if fold(line) in named]
    titles = [passage for passage in above if _TITLE in passage.text]
    return quote_words(titles[-1]) if titles else quote_table(claims, goal.table)


def printed_target(claims: ClaimSet, seat: Seat) -> str:
    """The target as its cell prints it, which keeps what reading makes even (百分比 for %)."""
    row = claims.tables[seat.goal.table].rows[seat.goal.rows[seat.number]]
    texts = [entry.text for entry in row.entries if entry.column.path and head_role(entry.column.path[-1]) == "value"]
    return fold(texts[-1]) if texts else seat.indicator.target


def told(seat: Seat) -> str:
    """An indicator as a message names it: “办结率 ≥95%”."""
    unit = f"({seat.unit})" if seat.unit and not seat.indicator.unit and "%" not in seat.indicator.value else ""
    return f"“{seat.name}{unit} {seat.indicator.target}”".replace(" ”", "”")


def named(groups: Sequence[Sequence[Seat]]) -> tuple[str, str]:
    """Indicators told together as a message names them: the first few, and how many there are."""
    first = [told(same[0]) for same in groups[:_MOST_APART]]
    more = len(groups) > len(first)
    return (
        "、".join(first) + (f"等 {len(groups)} 条" if more else ""),
        ", ".join(first) + (f" … ({len(groups)} of them)" if more else ""),
    )


def places(found: Sequence[Seat]) -> tuple[str, str]:
    """How often a slip stands there, for a message: nothing where once; targets of year and term are one place."""
    goals = len({(seat.goal.table, seat.goal.row) for seat in found})
    rows = len({(seat.goal.table, seat.goal.rows[seat.number], seat.drawer, seat.name) for seat in found})
    if rows == 1:
        return "", ""
    return f"（{goals} 个项目共 {rows} 处）", f" ({rows} rows in {goals} projects)"


def title_of(drawer: str) -> tuple[str, str]:
    """How a drawer is called (中文, English)."""
    return indicator_words().titles[drawer]
