"""The forms of Xi'an: as a department printed them, and read back as they were built."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from places import OFFICE, RECEIPTS, built_shapes, differences, example, minimal, reasoned, shapes
from published import published

from gouji.build.compose import compose
from gouji.law.packs import load_pack
from gouji.model.budget import Budget, Receipt
from gouji.model.edition import Edition, EditionTable, Prose

PACK = "xian-2025"
MEETINGS = {"meetings": "年度工作会议｜3月10日｜80人｜20000｜", "trainings": "业务培训班｜5月8日｜60人｜12,000｜线上"}


def _table(edition: Edition, key: str) -> EditionTable:
    return next(table for table in edition.tables if table.key == key)


def _with_meetings() -> Budget:
    budget = example(PACK)
    return replace(budget, texts={**budget.texts, **MEETINGS})


@pytest.mark.shared
def test_tables_are_those_that_a_department_printed(shared: Path) -> None:
    """Titles, headers and the rows of all four lists, in order; the blank 表16 says nothing that a reader keeps."""
    printed = shapes(published(shared / "corpus/xian-approval-2025.pdf"), 2025)
    built = built_shapes(reasoned(_with_meetings()))
    assert len(printed) == 15
    assert printed == built


@pytest.mark.shared
def test_the_list_of_tables_is_the_one_that_is_printed(shared: Path) -> None:
    printed = next(t for t in published(shared / "corpus/xian-approval-2025.pdf").tables if t.rows[0].label == "表1")
    body = _table(reasoned(example(PACK)).edition, "L").body[1:]
    assert [row.label for row in printed.rows] == [line[0].text for line in body]
    assert [row.entries[0].text for row in printed.rows] == [line[1].text for line in body]


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
@pytest.mark.parametrize("carried", [True, False])
def test_files_say_what_the_budget_says(form: str, *, carried: bool) -> None:
    assert tuple(differences(reasoned(example(PACK, carried=carried)), form)) == ()


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_meetings_are_listed_where_the_officer_lists_them(form: str) -> None:
    composed = reasoned(_with_meetings())
    assert [claim.figure.text for claim in _table(composed.edition, "M").claims] == ["2.00"]
    assert [claim.figure.text for claim in _table(composed.edition, "N").claims] == ["1.20"]
    assert tuple(differences(composed, form)) == ()


def test_special_funds_are_a_part_of_the_general_budget() -> None:
    budget = example(PACK)
    lines = [replace(line, fund="general.special_projects") if line.project == "P2" else line for line in budget.lines]
    moved = Decimal(415000)
    receipts = (replace(RECEIPTS[0], amount=RECEIPTS[0].amount - moved), *budget.receipts[1:])
    special = Receipt(OFFICE, "general.special_projects", moved)
    composed = reasoned(replace(budget, lines=tuple(lines), receipts=(*receipts, special)))
    shown = {claim.label: claim.figure.text for claim in _table(composed.edition, "T1").claims}
    assert shown["其中：专项资金列入部门预算的项目"] == "415,000.00"
    assert shown["(1)一般公共预算拨款"] == "6,287,869.10"
    assert tuple(differences(composed, "xlsx")) == ()


def test_economic_codes_stand_once_for_each_government_code() -> None:
    rows = [[cell.text for cell in line[:4]] for line in _table(reasoned(example(PACK)).edition, "T6").body]
    assert ["301", "工资福利支出", "", ""] in rows
    assert ["30101", "基本工资", "50101", "工资奖金津补贴"] in rows
    assert ["30101", "基本工资", "50501", "工资福利支出"] in rows


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_empty_tables_are_printed_and_listed_as_empty(form: str) -> None:
    composed = compose(minimal(PACK), load_pack(PACK))
    empty = {table.key for table in composed.edition.tables if table.empty}
    assert {"T9", "T10", "T11", "T12", "T13"} == empty
    said = {line[0].text for line in _table(composed.edition, "L").body[1:] if line[2].text == "是"}
    assert {"表9", "表10", "表11", "表12", "表13", "表14", "表16"} == said
    assert tuple(differences(composed, form)) == ()


def test_nothing_is_compared_where_last_year_is_not_known() -> None:
    composed = compose(minimal(PACK), load_pack(PACK))
    said = [block.text for block in composed.edition.blocks if isinstance(block, Prose)]
    assert any("没有可比的" in text for text in said)
    assert not any(word in text for text in said for word in ("持平", "比2026年", "较上年"))
    assert composed.unasked == ()
