"""Unit lines that the table's own figures refute: a head says 万元, and the lines are printed in 元."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim
from gouji.model.table import Table

_SMALLER = {"万元": "元", "亿元": "万元"}
_DOUBT = "表上的单位与合计不合：各行按{}才合于合计"


def correct_units(tables: Sequence[Table], claims: Sequence[Claim]) -> list[Claim]:
    """The claims; lines whose sum is the total only in a smaller unit get that unit, with the doubt said.

    Certain only where the lines add up to the total digit by digit after conversion, and are several.
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
    totals = [claim for claim in listed if _role(tables, claim) == "total"]
    lines = [claim for claim in listed if _role(tables, claim) == "item"]
    if len(totals) != 1 or len(lines) < 2:
        return []
    unit = str(totals[0].amount.unit)
    factor = MONEY_UNITS[unit] / MONEY_UNITS[_SMALLER[unit]]
    whole = totals[0].amount
    summed = sum((claim.amount.value for claim in lines), Decimal(0))
    is_sum = whole.value != 0 and abs(summed / factor - whole.value) < whole.quantum
    return lines if is_sum else []


def _role(tables: Sequence[Table], claim: Claim) -> str:
    return tables[claim.table].rows[claim.row].role if claim.table is not None and claim.row is not None else ""
