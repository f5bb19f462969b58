"""Figures of one table that would stand at the same point but differ: something that tells them apart was not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from gouji.model.claim import Claim
from gouji.model.point import Point
from gouji.model.table import Table


def unbind_repeats(tables: Sequence[Table], claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those unbound that share table, column and point but not the value.

    A row that only repeats another (a department with one unit) keeps its point; totals keep theirs.
    """
    groups: dict[tuple[int | None, tuple[str, ...], Point], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.point is not None:
            groups[claim.table, claim.column, claim.point].append(claim)
    repeated = {
        id(claim)
        for group in groups.values()
        if len({claim.amount.value for claim in group}) > 1
        for claim in group
        if not _is_total(tables, claim)
    }
    return [_unbound(tables, claim) if id(claim) in repeated else claim for claim in claims]


def _is_total(tables: Sequence[Table], claim: Claim) -> bool:
    if claim.table is None or claim.row is None:
        return False
    return tables[claim.table].rows[claim.row].role == "total"


def _unbound(tables: Sequence[Table], claim: Claim) -> Claim:
    label = tables[claim.table].rows[claim.row].label if claim.table is not None and claim.row is not None else ""
    return replace(claim, point=None, unbound=f"表中另有一行与“{label}”含义相同而金额不同，分不清两者")
