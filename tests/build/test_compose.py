"""An edition: blocks in the document's order, tables where it places them, figures of sentences led to their cells."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gouji.build.compose import compose
from gouji.law.packs import load_pack, pack_names
from gouji.model.edition import Contents, EditionTable, Heading, Prose
from gouji.publish.pack_example import empty_budget, rich_budget

PACK = load_pack("hebei-2024")
RICH = rich_budget(PACK)


def test_blocks_stand_in_the_documents_order() -> None:
    document = "@contents\n# 一\n@T3\n## 二\n{{ year }}年。\n\n### 三\n"
    blocks = compose(RICH, replace(PACK, document=document)).edition.blocks
    kinds = [type(block) for block in blocks]
    assert kinds == [Contents, Heading, EditionTable, Heading, Prose, Heading]
    assert [block.level for block in blocks if isinstance(block, Heading)] == [1, 2, 3]
    assert [block.text for block in blocks if isinstance(block, Prose)] == ["2024年。"]


@pytest.mark.parametrize("name", pack_names())
def test_every_figure_of_a_sentence_leads_to_a_cell_of_the_same_amount(name: str) -> None:
    pack = load_pack(name)
    edition = compose(rich_budget(pack), pack).edition
    cells = {claim.figure.id: claim.figure for table in edition.tables for claim in table.claims}
    runs = [run for block in edition.blocks if isinstance(block, Prose) for run in block.runs if run.cell]
    assert runs
    for run in runs:
        assert run.figure is not None
        assert run.figure.point == cells[run.cell].point
        said, printed = run.figure.amount, cells[run.cell].amount
        if said.yuan is not None and printed.yuan is not None and said.quantum_yuan is not None:  # 万元 beside 元
            assert abs(said.yuan - printed.yuan) <= said.quantum_yuan / 2


@pytest.mark.parametrize("name", pack_names())
def test_ids_of_figures_are_single(name: str) -> None:
    pack = load_pack(name)
    edition = compose(rich_budget(pack), pack).edition
    ids = [claim.figure.id for table in edition.tables for claim in table.claims]
    assert len(ids) == len(set(ids)) > 0


def test_the_same_budget_gives_the_same_edition() -> None:
    assert compose(RICH, PACK) == compose(RICH, PACK)


def test_a_table_of_each_project_is_printed_for_each() -> None:
    edition = compose(RICH, PACK).edition
    goals = [table for table in edition.tables if table.key.startswith("P.")]
    assert len(goals) == len(RICH.projects)
    assert goals[0].title == f"1、{RICH.projects[0].name}绩效目标表"


def test_cells_of_a_grid_that_are_equal_below_each_other_are_one() -> None:
    table = next(table for table in compose(RICH, PACK).edition.tables if table.key == "P.1")
    spanning = {cell.text: cell.rows for row in table.body for cell in row if cell.rows > 1}
    assert spanning["产出指标"] == 2
    assert {cell.text for cell in table.body[3]} == {"资金支出计划（万元）", "3月底", "6月底", "10月底", "12月底"}


def test_a_draft_is_marked_and_nothing_else_differs() -> None:
    plain, draft = compose(RICH, PACK).edition, compose(RICH, PACK, draft=True).edition
    assert replace(draft, draft=False) == plain
    assert draft.draft


def test_what_the_officer_did_not_say_is_asked_for_once() -> None:
    unasked = compose(replace(RICH, texts={}), PACK).unasked
    assert set(unasked) >= {"texts.duties", "texts.overall_goal", "reasons.basic"}
    assert len(unasked) == len(set(unasked))
    assert compose(empty_budget(PACK), PACK).unasked == ()


def test_a_budget_without_money_prints_its_tables_empty() -> None:
    edition = compose(empty_budget(PACK), PACK).edition
    assert {table.key for table in edition.tables if table.empty} >= {"T7", "T8", "T9", "G"}
    assert all(claim.figure.amount.value == Decimal(0) for table in edition.tables for claim in table.claims)
