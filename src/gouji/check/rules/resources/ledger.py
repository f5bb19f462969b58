"""What the rules of this package ask of a budget's figures: expenditure by function and nature, and by economic class.

A budget prints these in several tables. The rules judge one of them, the most complete; the others print the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.check.lookup import Bound, fixing
from gouji.check.same import once
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.point import Dimension, Point

ITEM_DIGITS = 7
"""Digits of a function code at the level of 项."""
CLASS_DIGITS = 5
"""Digits of an economic code at the level of 款."""

_FUNDS = (None, "fiscal", "general")
_FRAME = frozenset({Dimension.FLOW, Dimension.STAGE, Dimension.YEAR, Dimension.FUND, Dimension.VINTAGE})
_BY_FUNCTION = _FRAME | {Dimension.FUNCTION, Dimension.NATURE, Dimension.ENTITY, Dimension.ECONOMIC}
_BY_CLASS = _FRAME | {Dimension.ECONOMIC, Dimension.GOVERNMENT_ECONOMIC, Dimension.NATURE}
_BASIC_PARTS = ("personnel", "public_use")
_PARTS = {"basic": _BASIC_PARTS, "project": ("other_operations", "specific")}
_PAY = "301"
_LOOSE = frozenset({Dimension.FUND, Dimension.VINTAGE})
_UNIT_NATURES = ("单位性质", "机构性质", "单位类型", "单位类别", "机构类型", "性质")
_TELLING = (Dimension.FUNCTION, Dimension.ECONOMIC, Dimension.ITEM, Dimension.PROJECT)


@dataclass(frozen=True, slots=True)
class FunctionLine:
    """One row of expenditure by function: its code (项), printed name, and figures by nature ("" for the whole).

    `entity` is the unit of the row in tables that list units apart, else "".
    """

    function: str
    name: str
    entity: str
    figures: Mapping[str, Claim]

    def claims_of(self, nature: str) -> tuple[Claim, ...]:
        """The figures of a nature: its own, else those of its parts (人员经费 and 公用经费)."""
        if nature in self.figures:
            return (self.figures[nature],)
        return tuple(self.figures[part] for part in _PARTS.get(nature, ()) if part in self.figures)

    def amount(self, nature: str) -> Decimal:
        """The money of a nature in 元; 0 where none is printed."""
        return sum((claim.amount.yuan or Decimal(0) for claim in self.claims_of(nature)), Decimal(0))


@dataclass(frozen=True, slots=True)
class ClassLine:
    """Basic expenditure of one economic class (款): its amount in 元, and the figures that make it up."""

    economic: str
    name: str
    amount: Decimal
    figures: tuple[Claim, ...]


def year_and_stage(claims: ClaimSet) -> tuple[str | None, str]:
    """The year that the document is about, and the stage of its figures: budget, or final in a final account."""
    year = claims.facts.year.value if claims.facts.year is not None else None
    return year, "final" if claims.facts.kind.value == "final_account" else "budget"


def function_lines(claims: ClaimSet, fund: str = "") -> tuple[FunctionLine, ...]:
    """Expenditure by 项 and nature, of the table that prints most of it (of that fund); nothing where no table does.

    Where no table divides the 项 by nature, pay (工资福利支出) is taken for basic money: it is nothing else there.
    """
    tables: dict[tuple[int, str | None], dict[int, dict[str, Claim]]] = defaultdict(lambda: defaultdict(dict))
    for claim, point in _spent_by_function(claims):
        economic = point.get(Dimension.ECONOMIC)
        if len(point.get(Dimension.FUNCTION) or "") != ITEM_DIGITS or claim.table is None:
            continue
        if economic not in (None, _PAY) or (fund and point.get(Dimension.FUND) != fund):
            continue
        nature = point.get(Dimension.NATURE) or ("basic" if economic else "")
        if economic is None or nature == "basic":
            tables[claim.table, point.get(Dimension.FUND)][claim.row or 0].setdefault(nature, claim)
    rows = max(tables.values(), key=_natures_told, default={})
    return tuple(_function_line(claims, figures) for figures in rows.values())


@once
def _spent_by_function(claims: ClaimSet) -> Sequence[Bound]:
    return list(_spent(claims, Dimension.FUNCTION, _BY_FUNCTION))


def _natures_told(rows: Mapping[int, Mapping[str, Claim]]) -> tuple[int, int]:
    """How many rows tell a nature, and how many kinds of nature (both is better than one)."""
    natures = [nature for figures in rows.values() for nature in figures if nature]
    return len({nature for nature in natures if nature in _PARTS}), len(natures)


def _function_line(claims: ClaimSet, figures: Mapping[str, Claim]) -> FunctionLine:
    claim = next(iter(figures.values()))
    point = claim.point or Point()
    return FunctionLine(point[Dimension.FUNCTION], row_label(claims, claim), point.get(Dimension.ENTITY) or "", figures)


@once
def class_lines(claims: ClaimSet) -> Mapping[str, ClassLine]:
    """Basic expenditure by 款 of the economic classification, of the table that prints most of it.

    Rows of one class that stand apart by their government class are one line.
    """
    tables: dict[tuple[int, str | None], dict[str, dict[str, list[Claim]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for claim, point in _spent(claims, Dimension.ECONOMIC, _BY_CLASS):
        economic, nature = point.get(Dimension.ECONOMIC) or "", point.get(Dimension.NATURE) or ""
        if len(economic) == CLASS_DIGITS and claim.table is not None and nature in ("basic", *_BASIC_PARTS):
            tables[claim.table, point.get(Dimension.FUND)][economic][nature].append(claim)
    codes = max(tables.values(), key=len, default={})
    return {economic: _class_line(claims, economic, figures) for economic, figures in codes.items()}


def _class_line(claims: ClaimSet, economic: str, figures: Mapping[str, list[Claim]]) -> ClassLine:
    told = figures.get("basic") or [claim for nature in _BASIC_PARTS for claim in figures.get(nature, ())]
    amount = sum((claim.amount.yuan or Decimal(0) for claim in told), Decimal(0))
    return ClassLine(economic, row_label(claims, told[0]), amount, tuple(told))


def _spent(claims: ClaimSet, key: Dimension, frame: frozenset[Dimension]) -> Iterator[Bound]:
    """The figures of the budget year's expenditure that fix `key` and no more than the frame; none in doubt."""
    year, stage = year_and_stage(claims)
    for claim, point in fixing(claims, key):
        if not frame.issuperset(point.fixed) or point.get(Dimension.FLOW) != "expenditure" or claim.kind != "cell":
            continue
        if point.get(Dimension.YEAR, year) != year or point.get(Dimension.STAGE, stage) != stage:
            continue
        if point.get(Dimension.FUND) not in _FUNDS or point.get(Dimension.VINTAGE, "current") != "current":
            continue
        if claim.doubt is None and claim.amount.unit in MONEY_UNITS:
            yield claim, point


def totals_of(claims: ClaimSet, item: str = "", nature: str = "") -> tuple[Claim, ...]:
    """The figures of the whole budget year's expenditure on an item or of a nature, in tables and in sentences.

    Of all money, or of all that the finance bureau gives; none of one unit, function, class or project.
    """
    return _totals(claims).get((item, nature), ())


@once
def _totals(claims: ClaimSet) -> Mapping[tuple[str, str], tuple[Claim, ...]]:
    """The totals by item and nature, "" where a figure is of all of them."""
    year, stage = year_and_stage(claims)
    frame = _FRAME | {Dimension.ITEM, Dimension.NATURE}
    totals = (
        claim
        for claim in claims.claims
        if claim.point is not None
        and frame.issuperset(claim.point.fixed)
        and claim.point.get(Dimension.FLOW, "expenditure") in ("expenditure", "uses")
        and claim.point.get(Dimension.YEAR, year) == year
        and claim.point.get(Dimension.STAGE, stage) == stage
        and claim.point.get(Dimension.VINTAGE) != "carried"
        and claim.point.get(Dimension.FUND) in _FUNDS
        and claim.amount.unit in MONEY_UNITS
        and claim.doubt is None
    )
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in totals:
        point = claim.point or Point()
        found[point.get(Dimension.ITEM, "") or "", point.get(Dimension.NATURE, "") or ""].append(claim)
    return {key: tuple(figures) for key, figures in found.items()}


def most_of(figures: tuple[Claim, ...]) -> Decimal | None:
    """The largest of some figures in 元; None where there are none."""
    return max((claim.amount.yuan or Decimal(0) for claim in figures), default=None)


def unit_natures(claims: ClaimSet) -> tuple[tuple[str, str], ...]:
    """(name, 单位性质) of each unit that a table of units lists; nothing where none does."""
    return tuple(
        (row.label, entry.text)
        for table in claims.tables
        for row in table.rows
        for entry in row.entries
        if entry.column.path and entry.column.path[-1] in _UNIT_NATURES and entry.text
    )


def row_label(claims: ClaimSet, claim: Claim) -> str:
    """The label of the row in which a figure stands; "" for a figure of running text."""
    if claim.table is None or claim.row is None:
        return ""
    return claims.tables[claim.table].rows[claim.row].label


def prints_of(claims: ClaimSet, claim: Claim) -> tuple[Claim, ...]:
    """The figure and every other table's print of it: the same row and nature, of whatever fund, with the same amount.

    A finding names them all, for each must be mended.
    """
    own = (claim.point or Point()).fixed
    key = next((axis for axis in _TELLING if axis in own), Dimension.FLOW)
    named, loose = own.get(key), {axis: member for axis, member in own.items() if axis not in _LOOSE}
    others = (
        other
        for other, point in fixing(claims, key)
        if point[key] == named  # asked first: nearly all differ here
        and other.kind == "cell"
        and other.table != claim.table
        and {axis: member for axis, member in point.fixed.items() if axis not in _LOOSE} == loose
        and other.amount.yuan == claim.amount.yuan
    )
    return (claim, *others)


def money(amount: Decimal) -> str:
    """An amount of 元 in 万元, as budgets print it.

    >>> money(Decimal(6_930_200))
    '693.02万元'
    """
    return f"{amount / 10_000:.2f}万元"
