"""What must hold before a budget is built: the example and random budgets pass, and each mistake is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from gouji.build.text import text_to_budget
from gouji.build.validate import validate
from gouji.model.budget import Budget, Closing
from gouji.model.finding import Severity
from gouji.model.goal import Indicator

from .strategies import budgets

Change = Callable[[Budget], Budget]


@pytest.fixture(scope="module")
def example(examples: Path) -> Budget:
    return text_to_budget((examples / "budget.toml").read_text("utf-8"), "budget.toml")


def changing(field: str, number: int, **values: Any) -> Change:
    """One entry with other values."""

    def change(budget: Budget) -> Budget:
        entries = list(getattr(budget, field))
        entries[number] = replace(entries[number], **values)
        return replace(budget, **{field: tuple(entries)})

    return change


def dropping(field: str, number: int) -> Change:
    def change(budget: Budget) -> Budget:
        entries = getattr(budget, field)
        return replace(budget, **{field: (*entries[:number], *entries[number + 1 :])})

    return change


def repeating(field: str) -> Change:
    return lambda budget: replace(budget, **{field: (*getattr(budget, field), getattr(budget, field)[0])})


def of_project(called: str, /, **values: Any) -> Change:
    def change(budget: Budget) -> Budget:
        number = next(number for number, one in enumerate(budget.projects) if one.name == called)
        return changing("projects", number, **values)(budget)

    return change


def without_lines_of(name: str) -> Change:
    def change(budget: Budget) -> Budget:
        code = next(one.code for one in budget.projects if one.name == name)
        return replace(budget, lines=tuple(line for line in budget.lines if line.project != code))

    return change


BLANK = Indicator("产出指标", "", "大厅开放天数", "249")
WORDY = Indicator("产出指标", "数量指标", "大厅开放天数", "全年", "≥")
TWICE = Indicator("产出指标", "数量指标", "群众满意度", "95%", "≥", "%")
HALL = "政务大厅运行保障"

ERRORS: dict[str, tuple[Change, set[str]]] = {
    "a receipt too high": (changing("receipts", 0, amount=Decimal(1)), {"unbalanced"}),
    "a line of another fund": (changing("lines", 0, fund="other"), {"unbalanced"}),
    "a line of another vintage": (changing("lines", 0, vintage="carried"), {"unbalanced"}),
    "money that is carried on and forgotten": (dropping("closings", 0), {"unbalanced"}),
    "a fund that is a sum": (changing("receipts", 0, fund="fiscal"), {"fund_total", "unbalanced"}),
    "a fund that the forms cannot print": (changing("receipts", 2, fund="debt"), {"fund_of_pack", "unbalanced"}),
    "a fund that is none": (changing("receipts", 2, fund="gold"), {"unknown_fund", "unbalanced"}),
    "a function of five digits": (changing("lines", 0, function="20103"), {"code"}),
    "an economic code of another classification": (changing("lines", 0, economic="50101"), {"code"}),
    "a basic line without its economic class": (changing("lines", 0, economic=""), {"no_code"}),
    "an amount with three decimals": (changing("assets", 4, value=Decimal("1.005")), {"amount"}),
    "an amount below zero": (changing("assets", 4, value=Decimal(-1)), {"amount"}),
    "an amount that is no number": (changing("assets", 4, value=Decimal("NaN")), {"amount"}),
    "a unit that is not listed": (changing("extras", 0, unit="318009"), {"unknown_unit", "extra_exceeds"}),
    "no units": (lambda budget: Budget("hebei-2024", 2027, "318", "某局"), {"no_units"}),
    "a unit twice": (repeating("units"), {"repeated"}),
    "a project twice": (repeating("projects"), {"repeated"}),
    "a task twice": (repeating("tasks"), {"repeated"}),
    "a project without money": (
        without_lines_of("便民热线运行"),
        {"no_lines", "unbalanced", "procurement_exceeds"},
    ),
    "a project's line that names none": (changing("lines", -1, project=""), {"missing_project", "plan_end"}),
    "a line of a project that is not listed": (changing("lines", -1, project="P9"), {"unknown_project", "plan_end"}),
    "a line of another nature than its project": (changing("lines", -1, nature="other_operations"), {"project_nature"}),
    "a plan that ends elsewhere": (of_project(HALL, plan=((12, Decimal(1)),)), {"plan_end"}),
    "a plan that falls": (of_project(HALL, plan=((3, Decimal(9)), (12, Decimal(1)))), {"plan_falls"}),
    "a plan to the end of month 13": (of_project(HALL, plan=((13, Decimal(860000)),)), {"plan_months"}),
    "an indicator without its group": (of_project(HALL, indicators=(BLANK,)), {"indicator"}),
    "quantity and price that do not make the amount": (
        changing("purchases", 0, quantity=Decimal(3)),
        {"purchase_product"},
    ),
    "more bought than the project has": (
        changing("purchases", 5, quantity=Decimal(20), amount=Decimal(1_200_000)),
        {"procurement_exceeds"},
    ),
    "more reserved than bought": (changing("purchases", 0, reserved=Decimal(48_001)), {"reserved_exceeds"}),
    "an extra beyond all expenditure": (changing("extras", 2, amount=Decimal(10) ** 9), {"extra_exceeds"}),
    "an item that is a sum": (changing("extras", 2, item="three_public"), {"unknown_item"}),
    "offices worth more than houses": (changing("assets", 1, value=Decimal(10) ** 8), {"asset_exceeds"}),
    "a control character": (lambda budget: replace(budget, name="某\x07局"), {"unseen"}),
    "a project that ends a sentence": (of_project(HALL, name="大厅保障。"), {"name"}),
    "a project that refers elsewhere": (of_project(HALL, name="见附件3；大厅保障"), {"name"}),
    "a project in two lines": (of_project(HALL, name="大厅\n保障"), {"name"}),
    "a project called a total": (of_project(HALL, name="合 计"), {"name"}),
    "a project called a kind of money": (of_project(HALL, name="人员经费"), {"name"}),
    "a project called a code": (of_project(HALL, name="2010306 大厅保障"), {"name"}),
    "a project of 61 characters": (of_project(HALL, name="大" * 61), {"name"}),
    "a unit called a number": (changing("units", 1, name="12.50"), {"name"}),
    "something bought that is a dash": (changing("purchases", 0, name="—"), {"name"}),
    "a department that ends a sentence": (lambda budget: replace(budget, name="某局。"), {"name"}),
    "a target that has its unit twice": (of_project(HALL, indicators=(TWICE,)), {"target_twice"}),
    "a list of meetings that is none": (
        lambda budget: replace(
            budget, pack="xian-2025", texts={**budget.texts, "meetings": "工作会｜3月｜50｜5万元"}, closings=()
        ),
        {"record", "unbalanced"},
    ),
    "forms that do not exist": (lambda budget: replace(budget, pack="atlantis-2024"), {"pack"}),
}


@pytest.mark.parametrize("name", ERRORS)
def test_what_contradicts_itself_is_an_error(name: str, example: Budget) -> None:
    change, expected = ERRORS[name]
    errors = [fault for fault in validate(change(example)) if fault.severity is Severity.ERROR]
    assert {fault.code for fault in errors} == expected
    assert all(all(one.place) and all(one.cause) and all(one.remedy) for one in errors)


WARNINGS: dict[str, tuple[Change, set[str]]] = {
    "a code that no list has": (changing("lines", 0, function="2010377"), {"unlisted_code"}),
    "a reception line that is not told apart": (changing("extras", 1, amount=Decimal(1)), {"extra_below_lines"}),
    "an institution with an office's classes": (
        changing("lines", 23, government_economic="50101"),
        {"economic_family"},
    ),
    "a calculation that comes to something else": (
        of_project(HALL, calculation=(("水电费", "", Decimal(1)),)),
        {"calculation"},
    ),
    "a project without a goal": (of_project(HALL, goal=""), {"no_goal"}),
    "a target in words behind a comparator": (of_project(HALL, indicators=(WORDY,)), {"target"}),
    "nothing of last year": (lambda budget: replace(budget, previous=()), {"no_previous"}),
    "forms of other years": (lambda budget: replace(budget, year=2001), {"pack_year"}),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_what_is_doubtful_is_a_warning(name: str, example: Budget) -> None:
    change, expected = WARNINGS[name]
    faults = validate(change(example))
    assert expected <= {fault.code for fault in faults}
    assert {fault.severity for fault in faults} <= {Severity.WARNING}


def test_the_example_has_no_fault(example: Budget) -> None:
    assert validate(example) == ()


def test_the_example_is_rich(example: Budget) -> None:
    funds = {line.fund for line in example.lines}
    assert (len(example.units), len(example.projects)) == (3, 8)
    assert {"general", "government_fund", "business", "other"} == funds
    assert {"current", "carried"} == {line.vintage for line in example.lines}


@pytest.mark.parametrize(
    "name",
    [
        "现场踏勘（二期）（含热线平台）",
        "“一件事”专班、帮办代办；热线",
        "1、现场踏勘",
        "培训费",
        "大厅/热线",
        "12345热线",
        "大" * 60,
    ],
)
def test_names_that_are_read_back_are_no_fault(name: str, example: Budget) -> None:
    assert validate(of_project(HALL, name=name)(example)) == ()


@settings(max_examples=10, phases=[Phase.generate])
@given(budgets(projects=6))
def test_random_valid_budgets_have_no_error(budget: Budget) -> None:
    assert [fault.told() for fault in validate(budget) if fault.severity is Severity.ERROR] == []


def test_errors_come_first_and_say_both_figures(example: Budget) -> None:
    faults = validate(changing("receipts", 0, amount=Decimal(7417100))(example))
    assert faults[0].told() == (
        "318001 青石县政务服务中心管理局本级，一般公共预算（本年收入与当年安排）："
        "收入 7,417,100.00 元，支出加结转下年 7,417,200.00 元，支出比收入多 100.00 元。"
        "两边都可能有误：请核对收入、支出和结转下年。"
    )


def test_a_code_that_the_place_added_is_named_and_then_no_doubt(example: Budget) -> None:
    local = changing("lines", 0, function="2010377")(example)
    assert validate(replace(local, names={"2010377": "政务热线"})) == ()


def test_a_unit_in_other_words_may_use_one_family(example: Budget) -> None:
    unit = replace(example.units[0], nature="公检法")
    assert validate(replace(example, units=(unit, *example.units[1:]))) == ()


def test_what_the_forms_of_a_place_cannot_print_is_refused(example: Budget) -> None:
    closing = Closing("318001", "general", "2010301", Decimal(100))
    carried = next(line for line in example.lines if line.vintage == "carried" and line.amount)
    budget = replace(example, closings=(closing,), lines=(carried,))

    def refused(pack: str) -> set[str]:
        return {fault.code for fault in validate(replace(budget, pack=pack)) if "of_pack" in fault.code}

    assert refused("hebei-2024") == set()
    assert refused("shanghai-2026") == {"vintage_of_pack", "closing_of_pack"}
    assert refused("wuhan-2023") >= {"closing_of_pack"}  # its tables of this year's money do not say that they are


def test_nothing_harms_no_form(example: Budget) -> None:
    closing = Closing("318001", "general", "2010301", Decimal(0))
    faults = validate(replace(example, pack="shanghai-2026", closings=(closing,), lines=(), receipts=()))
    assert not any("of_pack" in fault.code for fault in faults)
