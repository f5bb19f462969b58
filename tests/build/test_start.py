"""A budget begun from last year's publication: what is taken over, what is listed; nothing is carried on as new."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gouji.build.evaluate import Ledger
from gouji.build.start import Leftover, start_budget
from gouji.build.workbook import write_workbook
from gouji.build.workbook.read import examine_workbook
from gouji.model.amount import Amount
from gouji.model.budget import Budget
from gouji.model.claim import Claim, ClaimSet
from gouji.model.point import Point
from gouji.pipeline import read_file

GENERAL = {"flow": "income", "fund": "general"}
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "clean.pdf"


def _plus(claim: Claim, more: int | str) -> Amount:
    return replace(claim.amount, value=claim.amount.value + Decimal(more))


@pytest.fixture(scope="module")
def published() -> ClaimSet:
    return read_file(EXAMPLE)


@pytest.fixture(scope="module")
def started(published: ClaimSet) -> tuple[Budget, tuple[Leftover, ...]]:
    return start_budget(published, "hebei-2024")


def test_the_department_and_the_next_year_come_from_the_content(started: tuple[Budget, tuple[Leftover, ...]]) -> None:
    budget, _ = started
    assert (budget.year, budget.code, budget.name) == (2028, "318", "青石县政务服务中心管理局")


def test_units_of_which_no_code_is_printed_are_listed(started: tuple[Budget, tuple[Leftover, ...]]) -> None:
    budget, left = started
    named = [leftover.what[0] for leftover in left if leftover.what[0].startswith("单位")]
    assert [unit.name for unit in budget.units] == ["青石县政务服务中心管理局本级"]
    assert named == ["单位“青石县公共资源交易服务中心”", "单位“青石县便民热线服务中心”"]


def test_the_workbook_of_a_begun_budget_shows_words_and_no_identifiers(
    started: tuple[Budget, tuple[Leftover, ...]], tmp_path: Path
) -> None:
    write_workbook(started[0], tmp_path / "budget.xlsx")
    sheet = load_workbook(tmp_path / "budget.xlsx")["上年支出"]
    column = next(cell.column for cell in sheet[4] if str(cell.value).startswith("支出性质"))
    shown = {sheet.cell(row, column).value for row in range(5, sheet.max_row + 1)} - {None}
    assert shown == {"基本支出", "项目支出"}
    assert examine_workbook(tmp_path / "budget.xlsx").budget == started[0]


def test_no_amount_is_carried_on_as_new(started: tuple[Budget, tuple[Leftover, ...]]) -> None:
    budget, _ = started
    assert budget.lines
    assert not any(line.amount for line in budget.lines)
    assert not any(receipt.amount for receipt in budget.receipts)
    assert not budget.purchases
    assert not budget.assets


def test_last_years_figures_are_those_that_were_printed(
    published: ClaimSet, started: tuple[Budget, tuple[Leftover, ...]]
) -> None:
    ledger = Ledger(started[0])
    compared = 0
    for claim in published.claims:
        point, yuan = claim.point, claim.amount.yuan
        if point is None or yuan is None or not {"flow", "year"} <= set(point.fixed):
            continue
        asked = set(point.fixed) - {"year", "stage", "function", "fund", "nature"}
        natures = (None, "basic", "project")
        if asked == {"flow"} and point.fixed.get("nature") in natures and point.fixed["flow"] == "expenditure":
            assert ledger.at(point) == yuan, point
            compared += 1
    assert compared > 60


def test_projects_keep_their_goals_and_indicators(
    published: ClaimSet, started: tuple[Budget, tuple[Leftover, ...]]
) -> None:
    budget, _ = started
    goals = [goal for goal in published.goals if goal.scope == "project"]
    assert [project.name for project in budget.projects] == [goal.name for goal in goals]
    assert all(project.indicators and project.goal for project in budget.projects)
    assert {line.project for line in budget.lines if line.project} == {project.code for project in budget.projects}


def test_classes_stand_under_the_function_of_custom_with_their_government_class(
    started: tuple[Budget, tuple[Leftover, ...]],
) -> None:
    budget, _ = started
    by_class = {line.economic: line for line in budget.lines if not line.project}
    assert by_class["30108"].function == "2080505"
    assert by_class["30101"].government_economic == "50101"


def test_figures_printed_in_two_ways_are_listed_not_chosen(published: ClaimSet) -> None:
    total = Point.of(flow="income", fund="general", year="2027", stage="budget")
    first = next(claim for claim in published.claims if claim.point == total)
    doubled = replace(first, id="other", amount=replace(first.amount, value=first.amount.value + 1))
    _, left = start_budget(replace(published, claims=(*published.claims, doubled)), "hebei-2024")
    assert [one.what[0] for one in left if one.what[0].startswith("上年数")] == ["上年数：一般公共预算 本年收入"]


def test_the_year_before_is_not_mixed_with_the_publications_own(published: ClaimSet) -> None:
    """Many places print both years side by side, and sentences round what tables print in full."""
    own = next(one for one in published.claims if one.point == Point.of(**GENERAL, year="2027", stage="budget"))
    assert own.point is not None
    before = replace(own, id="before", point=Point.of(**GENERAL, year="2026", stage="executed"), amount=_plus(own, 500))
    rounded = replace(own, id="rounded", amount=replace(own.amount, value=round(own.amount.value), decimals=0))
    several = replace(published, claims=(*published.claims, before, rounded))
    assert start_budget(several, "hebei-2024") == start_budget(published, "hebei-2024")


def test_last_years_lines_come_to_the_printed_total_and_none_is_negative(published: ClaimSet) -> None:
    point = Point.of(flow="expenditure", nature="project", year="2027", stage="budget")
    less = [replace(one, amount=_plus(one, "-0.01")) if one.point == point else one for one in published.claims]
    found = []
    for claims in (published, replace(published, claims=tuple(less))):
        lines = start_budget(claims, "hebei-2024")[0].previous[0].lines
        assert min(line.amount for line in lines) >= 0
        found.append(sum(line.amount for line in lines if line.nature == "project"))
    assert found[1] - found[0] == -100


def test_what_a_document_does_not_print_is_listed(published: ClaimSet) -> None:
    goals = tuple(replace(goal, code="") for goal in published.goals)
    bare = replace(published, goals=goals, tables=(), claims=(), facts=replace(published.facts, entity=None))
    told = [one.what[0] for one in start_budget(bare, "hebei-2024")[1]]
    count = sum(goal.scope == "project" for goal in goals)
    assert {"部门名称", "部门代码", f"{count} 个项目的编码", f"{count} 个项目的功能科目"} <= set(told)


def test_a_document_without_a_year_says_so(published: ClaimSet) -> None:
    bare = replace(published, facts=replace(published.facts, year=None))
    budget, left = start_budget(bare, "hebei-2024", year=2030)
    assert budget.year == 2030
    assert left[0].what[0] == "年度"
