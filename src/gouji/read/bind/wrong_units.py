"""Unit lines that the table's own figures refute: a head says 万元, and the lines are printed in 元."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim
from gouji.model.table import Row, Table

_SMALLER = {"万元": "元", "亿元": "万元"}
_SMALLEST = 100
"""Least steps of its last digit that a total must hold to tell a unit: whatever is near nothing meets 0.01."""
_DOUBT = "表上的单位与合计不合：各行按{}才合于合计"


def correct_units(tables: Sequence[Table], claims: Sequence[Claim]) -> list[Claim]:
    """The claims; lines whose sum is their total, or the row above them, only in a smaller unit get that unit.

    Certain only where the lines add up to the total digit by digit after conversion, and are several; still the doubt
    is said.
    """
    columns: dict[tuple[int | None, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.amount.unit in _SMALLER and claim.row is not None and claim.table is not None:
            columns[claim.table, claim.column].append(claim)
    wrong: dict[int, Claim] = {}
    for listed in columns.values():
        for claim in _refuted(tables, listed):
            unit = _SMALLER[str(claim.amount.unit)]
            wrong[id(claim)] = replace(claim, amount=replace(claim.amount, unit=unit), doubt=_DOUBT.format(unit))
    return [wrong.get(id(claim), claim) for claim in claims]


def _refuted(tables: Sequence[Table], listed: Sequence[Claim]) -> list[Claim]:
    """The lines of a column that are printed in the smaller unit; none where that is not certain."""
    totals = [claim for claim in listed if _row(tables, claim).role == "total"]
    lines = [claim for claim in listed if _row(tables, claim).role == "item"]
    if len(totals) == 1 and _adds_up_smaller(totals[0], lines):
        return lines
    refuted: list[Claim] = []
    below: dict[int | None, list[Claim]] = defaultdict(list)
    for claim in lines:
        below[_row(tables, claim).parent].append(claim)
    for whole in lines:
        if _adds_up_smaller(whole, below[whole.row]):
            refuted.extend(below[whole.row])
    return refuted


def _adds_up_smaller(whole: Claim, lines: Sequence[Claim]) -> bool:
    """Whether several lines add up to a whole digit by digit once they are taken in the smaller unit."""
    unit = str(whole.amount.unit)
    factor = MONEY_UNITS[unit] / MONEY_UNITS[_SMALLER[unit]]
    value, step = whole.amount.value, whole.amount.quantum
    summed = sum((claim.amount.value for claim in lines), Decimal(0))
    return len(lines) > 1 and abs(value) >= _SMALLEST * step and abs(summed / factor - value) < step


def _row(tables: Sequence[Table], claim: Claim) -> Row:
    assert claim.table is not None
    assert claim.row is not None
    return tables[claim.table].rows[claim.row]
