"""Workbook ↔ budget ↔ text without loss; the same bytes for the same budget."""

from __future__ import annotations

import io
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from gouji.build.text import budget_to_text, text_to_budget
from gouji.build.validate_faults import BudgetError
from gouji.build.workbook import arrange, examine_workbook, read_workbook, workbook_bytes, write_workbook
from gouji.build.workbook.entries import budget_to_rows
from gouji.build.workbook.sheets import SHEETS
from gouji.model.budget import (
    Asset,
    Budget,
    Closing,
    Extra,
    Line,
    Previous,
    Project,
    Purchase,
    Receipt,
    Task,
    Unit,
)
from gouji.model.goal import Indicator

from ..strategies import budgets  # noqa: TID252 - the tests are no package that could be named

EMPTY = Budget("hebei-2024", 2027, "318", "青石县某局")


def _through_workbook(budget: Budget, folder: Path) -> Budget:
    path = folder / "budget.xlsx"
    write_workbook(budget, path)
    return read_workbook(path)


# Writing takes a second: to look for the smallest example would take minutes, and the first one found says enough.
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture], phases=[Phase.generate])
@given(budgets(projects=5, lines=4))
def test_a_budget_comes_back_from_its_workbook(tmp_path: Path, budget: Budget) -> None:
    assert arrange(budget) == _through_workbook(budget, tmp_path)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], phases=[Phase.generate])
@given(budgets())
def test_any_budget_comes_back_from_workbook_and_text(tmp_path: Path, budget: Budget) -> None:
    from_workbook = _through_workbook(budget, tmp_path)
    assert arrange(budget) == from_workbook
    assert from_workbook == text_to_budget(budget_to_text(from_workbook), "budget.toml")


def test_the_example_comes_back_from_its_workbook(examples: Path) -> None:
    """Its workbook is the one that `test_the_example_workbook_is_the_example_text` holds against the text."""
    budget = text_to_budget((examples / "budget.toml").read_text("utf-8"), "budget.toml")
    assert budget == read_workbook(examples / "budget.xlsx")


def test_an_almost_empty_budget_makes_a_workbook_to_be_filled_in(tmp_path: Path) -> None:
    write_workbook(EMPTY, tmp_path / "new.xlsx")
    reading = examine_workbook(tmp_path / "new.xlsx")
    assert (reading.budget, reading.faults) == (EMPTY, ())


def test_the_example_workbook_is_the_example_text(examples: Path) -> None:
    budget = text_to_budget((examples / "budget.toml").read_text("utf-8"), "budget.toml")
    assert (examples / "budget.xlsx").read_bytes() == workbook_bytes(budget)


def test_what_looks_like_a_formula_or_a_number_stays_text(tmp_path: Path) -> None:
    unit = Unit("007", "=1+1", "-", "1E5", "@某")
    assert (unit,) == _through_workbook(replace(EMPTY, units=(unit,)), tmp_path).units


def test_what_no_workbook_can_hold_is_refused_with_every_reason(tmp_path: Path) -> None:
    project = Project("P1", "甲", "318001", plan=((3, Decimal(1)), (3, Decimal(2))))
    line = Line("318001", "2010301", "", "", "general", "specific", Decimal(10) ** 14, project="P2")
    budget = replace(EMPTY, name="坏\x07名", projects=(project, project), lines=(line,))
    with pytest.raises(BudgetError) as told:
        write_workbook(budget, tmp_path / "no.xlsx")
    assert {"repeated", "project_nature", "unwritable"} == {fault.code for fault in told.value.faults}


ENTRIES = {
    "units": Unit,
    "receipts": Receipt,
    "basic": Line,
    "closings": Closing,
    "extras": Extra,
    "projects": Project,
    "purchases": Purchase,
    "assets": Asset,
    "tasks": Task,
    "indicators": Indicator,
    "previous_receipts": Receipt,
    "previous_lines": Line,
    "previous_extras": Extra,
}
ELSEWHERE = {  # fields that have sheets or growing columns of their own
    "plan",
    "calculation",
    "indicators",
    "fields",
    "previous",
    "project",
    "unit",
}


@pytest.mark.parametrize("key", ENTRIES)
def test_every_field_of_the_model_stands_in_a_sheet(key: str) -> None:
    form = next(form for form in SHEETS if form.key == key)
    columns = {column.field for column in form.columns}
    assert set() == {field.name for field in fields(ENTRIES[key])} - columns - ELSEWHERE


def test_every_field_of_a_budget_becomes_rows() -> None:
    rows = budget_to_rows(replace(EMPTY, previous=(Previous("budget"),)))
    held = {*rows, *rows["facts"][0], "lines", "previous", "dates"}
    assert set() == {field.name for field in fields(Budget)} - held


def test_a_new_workbook_asks_for_the_texts_of_its_pack() -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(EMPTY)))["文字说明"]
    assert [sheet["A5"].value, sheet["A6"].value] == ["部门职责", "部门整体绩效目标"]
