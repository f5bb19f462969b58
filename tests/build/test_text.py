"""A budget as text: lossless both ways, one entry a line, every fault at once."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.build.text import budget_to_text, text_to_budget
from gouji.build.validate_faults import BudgetError
from gouji.model.budget import Budget, Line, Project

from .strategies import budgets

SMALL = Budget("hebei-2024", 2027, "318", "青石县某局")
PAY = Line("318001", "2010301", "30101", "50101", "general", "personnel", Decimal(1684200))


@settings(max_examples=8)
@given(budgets(projects=6))
def test_a_budget_comes_back_from_its_text(budget: Budget) -> None:
    assert budget == text_to_budget(budget_to_text(budget), "budget.toml")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str) -> None:
    budget = replace(SMALL, name=text, texts={text: text}, projects=(Project(text, text, text, fields={text: text}),))
    assert budget == text_to_budget(budget_to_text(budget), "budget.toml")


@given(st.decimals(allow_nan=False, allow_infinity=False, max_value=10**20, min_value=-(10**20)))
def test_an_amount_keeps_all_its_digits(amount: Decimal) -> None:
    budget = replace(SMALL, lines=(replace(PAY, amount=amount),))
    assert amount == text_to_budget(budget_to_text(budget), "budget.toml").lines[0].amount


def test_an_entry_is_one_line_without_what_is_usual() -> None:
    assert (
        '  { unit = "318001", function = "2010301", economic = "30101", government_economic = "50101", '
        'fund = "general", nature = "personnel", amount = 1684200.00 },\n'
    ) in budget_to_text(replace(SMALL, lines=(PAY,)))


def test_one_changed_amount_changes_one_line() -> None:
    before = budget_to_text(replace(SMALL, lines=(PAY, PAY, PAY))).splitlines()
    after = budget_to_text(replace(SMALL, lines=(PAY, replace(PAY, amount=Decimal(1)), PAY))).splitlines()
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_paragraphs_read_as_they_are() -> None:
    text = budget_to_text(replace(SMALL, texts={"duties": '第一段。\n\n第二段“引号”与 \\ 和 """。'}))
    assert 'duties = """\n第一段。\n\n第二段“引号”与 \\\\ 和 "\\"\\"。"""\n' in text


def test_amounts_in_quotes_are_read_as_people_mean_them() -> None:
    text = budget_to_text(replace(SMALL, lines=(PAY,))).replace("1684200.00", '"１,684,200.00"')
    assert Decimal("1684200.00") == text_to_budget(text, "budget.toml").lines[0].amount


def test_every_fault_is_told_at_once_with_its_place() -> None:
    text = (
        'pack = "hebei-2024"\nyear = "2027"\nname = "某局"\n'
        'unit = 1\nlines = [{ unit = "1", amount = true }]\n[dates]\ncongress = "明天"\n'
    )
    with pytest.raises(BudgetError) as told:
        text_to_budget(text, "budget.toml")
    places = {(fault.code, fault.place[0]) for fault in told.value.faults}
    assert {
        ("unknown_key", "budget.toml unit"),
        ("kind", "budget.toml year"),
        ("missing", "budget.toml code"),
        ("kind", "budget.toml lines[1].amount"),
        ("missing", "budget.toml lines[1].function"),
        ("kind", "budget.toml dates.congress"),
    } <= places
    assert all(all(fault.cause) and all(fault.remedy) for fault in told.value.faults)


def test_broken_toml_is_told_with_line_and_column() -> None:
    with pytest.raises(BudgetError, match=r"line 2, column"):
        text_to_budget('pack = "x"\nyear = = 2\n', "budget.toml")


def test_every_field_of_a_budget_is_written(examples: Path) -> None:
    text = (examples / "budget.toml").read_text("utf-8")
    assert sorted(field.name for field in fields(Budget) if field.name not in text and field.name != "names") == []
