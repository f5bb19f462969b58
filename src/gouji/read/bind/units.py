"""The unit of a figure: what its number, column, row, table or document says, in this order."""

from __future__ import annotations

import re

from gouji.model.amount import MONEY_UNITS, Number, fold
from gouji.model.claim import Facts
from gouji.model.table import Column, Row, Table
from gouji.read.bind.partial import Partial

_SHARES = frozenset({"rate", "rate_from_executed", "share", "execution_rate"})
_COUNTS = frozenset({"count", "area", "score"})
_IN_LABEL = re.compile(r"\((平方米|㎡|辆|台|台/?套|台、辆|个|人|万元|元)\)")


def unit_of(
    number: Number, column: Column, row: Row, said: Partial, table: Table, facts: Facts
) -> tuple[str | None, str | None]:
    """The unit of a figure and the doubt about it: (unit, None), or (unit, why it is not certain)."""
    measure = said.get("measure") or ""
    if number.percent or measure in _SHARES:
        return "%", None
    if column.unit is not None:
        return column.unit, None
    if said.get("unit") in MONEY_UNITS:
        return said.get("unit"), None
    if measure in _COUNTS:
        printed = _IN_LABEL.search(fold(row.label))
        return (printed[1] if printed else None), None
    if table.unit is not None:
        return table.unit, None
    if facts.unit is not None:
        return facts.unit.value, "本表没有印金额单位，按全文其他表的单位"
    return None, "没有印金额单位"
