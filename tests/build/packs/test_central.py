"""The forms of the central ministries: as a ministry printed them, and read back as they were built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from places import CARRIED, LINES, OFFICE, RECEIPTS, built_shapes, differences, example, minimal, reasoned, shapes
from published import published

from gouji.build.compose import compose
from gouji.law.packs import load_pack
from gouji.model.budget import Receipt
from gouji.model.edition import EditionTable, Prose

PACK = "central-2026"


def _table(key: str) -> EditionTable:
    edition = reasoned(example(PACK)).edition
    return next(table for table in edition.tables if table.key == key)


def _figures(table: EditionTable, label: str) -> dict[str, str]:
    return {"/".join(claim.column): claim.figure.text for claim in table.claims if claim.label == label}


@pytest.mark.shared
def test_tables_are_those_that_a_ministry_printed(shared: Path) -> None:
    printed = shapes(published(shared / "corpus/central-petition-2026.pdf"), 2026)
    built = built_shapes(reasoned(example(PACK)))
    assert len(printed) == 9
    assert printed == built  # titles, headers and fixed rows, all of them in order


@pytest.mark.shared
def test_goal_forms_ask_what_a_ministrys_ask(shared: Path) -> None:
    printed = [table for table in published(shared / "corpus/central-petition-2026.pdf").tables if table.kind == "form"]
    asked = {column.path for column in printed[1].columns}
    form = _table("P.1")
    words = {cell.text.rstrip("：") for line in form.body for cell in line if cell.head}
    unlike = {"分值权重（90）"}  # its other forms say 分值（90）
    assert {path[-1] for path in asked} - words == unlike


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_files_say_what_the_budget_says(form: str) -> None:
    assert tuple(differences(reasoned(example(PACK, carried=False)), form)) == ()


def test_money_carried_over_is_beside_this_years() -> None:
    assert tuple(differences(reasoned(example(PACK)), "pdf")) == ()
    table = _table("T5")
    assert _figures(table, "合计")["2027年预算数/年初预算数/小计"] == "628.79"
    assert _figures(table, "政务公开审批")["2027年预算数/年初预算数/项目支出"] == "173.50"
    assert _figures(_table("T3"), "政务公开审批")["项目支出"] == "188.50"


def test_a_projects_own_money_that_is_carried_over_is_printed_once() -> None:
    carried = replace(CARRIED, fund="operating")
    opening = Receipt(OFFICE, "operating", CARRIED.amount, "opening")
    budget = replace(example(PACK), lines=(*LINES, carried), receipts=(*RECEIPTS, opening))
    composed = reasoned(budget)
    form = next(table for table in composed.edition.tables if table.key == "P.1")
    assert [claim.figure.text for claim in form.claims if claim.column[0] == "项目资金（万元）"] == [
        "147.00",
        "132.00",
        "15.00",
        "0.00",
    ]
    assert not [one for one in differences(composed, "xlsx") if one.table == form.title]


def test_comparison_leaves_capital_construction_out() -> None:
    over = _figures(_table("T5"), "其他政府办公厅（室）及相关机构事务支出")
    assert over["2026年执行数/执行数"] == "90.00"
    assert "2026年执行数/扣除中央基建投资后执行数" not in over
    assert over["2027年预算数比2026年执行数/增减额"] == "-90.00"
    assert over["2027年预算数比2026年执行数/增减(%)"] == "-100.00%"
    assert over["2027年预算数比2026年执行数（扣除中央基建投资）/增减额"] == "0.00"


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_empty_tables_are_printed_with_their_sentence(form: str) -> None:
    composed = compose(minimal(PACK), load_pack(PACK))
    empty = {table.key: table.notes for table in composed.edition.tables if table.empty}
    assert {"T7", "T8", "T9"} == empty.keys()
    assert all(len(notes) == 1 for notes in empty.values())
    assert tuple(differences(composed, form)) == ()


def test_reasons_are_asked_for_changes_only() -> None:
    budget = example(PACK)
    asked = compose(budget, load_pack(PACK)).unasked
    assert "reasons.function.2010301" in asked
    assert "reasons.three_public.abroad" not in asked  # nothing, as the year before
    given = replace(budget, reasons={"function.2010301": "人员增加"})
    assert "reasons.function.2010301" not in compose(given, load_pack(PACK)).unasked


def test_nothing_is_compared_where_last_year_is_not_known() -> None:
    composed = compose(minimal(PACK), load_pack(PACK))
    said = [block.text for block in composed.edition.blocks if isinstance(block, Prose)]
    assert any("没有可比的" in text for text in said)
    assert not any(word in text for text in said for word in ("持平", "比2026年", "较上年"))
    assert composed.unasked == ()
