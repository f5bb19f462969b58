"""Figures of one table that would stand at the same point but differ: something that tells them apart was not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.model.claim import Claim
from gouji.model.point import Point
from gouji.model.table import Table

_COPIES = 3  # a total, its department, its one unit

_RowKey = tuple[int | None, int | None]
_Values = dict[tuple[tuple[str, ...], Point], Decimal]


def unbind_repeats(tables: Sequence[Table], claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those unbound that share table, column and point but not the value.

    A row that only repeats another (a department with one unit) keeps its points, also the one that a slip makes
    differ; totals keep theirs.
    """
    groups: dict[tuple[int | None, tuple[str, ...], Point], list[Claim]] = defaultdict(list)
    rows: dict[_RowKey, _Values] = defaultdict(dict)
    for claim in claims:
        if claim.point is not None:
            groups[claim.table, claim.column, claim.point].append(claim)
            rows[claim.table, claim.row][claim.column, claim.point] = claim.amount.value
    repeated = {
        id(claim)
        for group in groups.values()
        if len({claim.amount.value for claim in group}) > 1
        for claim in group
        if not _is_total(tables, claim) and not _repeats(rows, claim, group)
    }
    return [_unbound(tables, claim) if id(claim) in repeated else claim for claim in claims]


def _repeats(rows: Mapping[_RowKey, _Values], claim: Claim, group: Sequence[Claim]) -> bool:
    """Whether the claim's row prints the same money as another row of the group in most columns that mean the same."""
    if len(group) > _COPIES:
        return False
    mine = rows[claim.table, claim.row]
    for other in group:
        if other.row == claim.row:
            continue
        theirs = rows[other.table, other.row]
        shared = [key for key in mine if key in theirs and (mine[key] or theirs[key])]
        equal = sum(mine[key] == theirs[key] for key in shared)
        if equal > 1 and equal * 2 > len(shared):
            return True
    return False


def _is_total(tables: Sequence[Table], claim: Claim) -> bool:
    if claim.table is None or claim.row is None:
        return False
    return tables[claim.table].rows[claim.row].role == "total"


def _unbound(tables: Sequence[Table], claim: Claim) -> Claim:
    label = tables[claim.table].rows[claim.row].label if claim.table is not None and claim.row is not None else ""
    return replace(claim, point=None, unbound=f"表中另有一行与“{label}”含义相同而金额不同，分不清两者")
