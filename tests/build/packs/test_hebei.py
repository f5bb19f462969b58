"""The packs of Hebei: seeds 000 (2023) and 003 (2024) rebuilt from their own figures, in the forms that they print.

No figure of their tables is published wrong, with one that cannot be right besides: seed 003 prints 其中：办公用房
2.11 万元 under 房屋, which is blank. It is rebuilt so: 83.73 + 541.38 = 625.11 needs no houses.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rebuild import differences, fit

from gouji.build.compose import compose
from gouji.build.residues import NOTE, residues
from gouji.law.packs import load_pack
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.edition import Edition
from gouji.model.table import Table
from gouji.pipeline import documents_to_claims, read_file
from gouji.publish.formats import render
from gouji.read.limits import Limits
from gouji.read.opener import read_bytes

SEEDS = (("000", "hebei-2023", 317), ("003", "hebei-2024", 226))
PLAN = ("资金支出计划(%)", "资金支出计划(万元)")
"""Seed 003 heads amounts in 万元 with （%）: the one head that the pack prints otherwise."""


@pytest.fixture(scope="module", params=SEEDS, ids=[seed for seed, _, _ in SEEDS])
def rebuilt(request: pytest.FixtureRequest, shared: Path) -> tuple[ClaimSet, Edition, int]:
    seed, name, figures = request.param
    claims = read_file(shared / "seeds" / f"{seed}.txt")
    pack = load_pack(name)
    budget = fit(claims, pack)
    return claims, compose(budget, pack).edition, figures


@pytest.mark.shared
def test_every_table_figure_is_the_published_one(rebuilt: tuple[ClaimSet, Edition, int]) -> None:
    claims, edition, figures = rebuilt
    assert list(differences(claims, edition)) == []
    assert sum(len(table.claims) for table in edition.tables) == figures
    assert figures == sum(claim.kind != "sentence" for claim in claims.claims)


@pytest.mark.shared
def test_the_tables_their_columns_and_rows_are_the_published_ones(rebuilt: tuple[ClaimSet, Edition, int]) -> None:
    claims, edition, _ = rebuilt
    built = documents_to_claims((read_bytes(render(edition, "xlsx"), "x.xlsx", Limits()),)).tables
    assert [fold(table.title) for table in built] == [fold(table.title) for table in claims.tables]
    for one, other in zip(built, claims.tables, strict=True):
        assert _heads(one) == _heads(other)
        if one.title != "部门机构设置情况":  # no figure names the units, so that the budget found has one only
            assert _rows(one) == _rows(other)


@pytest.mark.shared
def test_tables_whose_printed_parts_do_not_add_say_so(rebuilt: tuple[ClaimSet, Edition, int]) -> None:
    _, edition, _ = rebuilt
    told = {table.key for table in edition.tables if NOTE in table.notes}
    assert told == {table.key for table in edition.tables if any(residues(table.claims))}
    assert told == ({"T2", "T3", "T5", "T6"} if edition.year == 2023 else set())


def _heads(table: Table) -> list[tuple[str, ...]]:
    return [tuple(fold(level).replace(*PLAN) for level in column.path) for column in table.columns]


def _rows(table: Table) -> list[tuple[str, str, str]]:
    return [(row.list_name, row.code or "", fold(row.label)) for row in table.rows]
