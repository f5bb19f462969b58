"""What files are to each other is found from what they say, and never guessed."""

from __future__ import annotations

import pytest

from gouji.compare.example import example_side
from gouji.compare.model import Comparison, Kind
from gouji.compare.run import compare_claims
from gouji.model.claim import ClaimSet

TABLE = """
支出预算表 | 万元 | flow=expenditure year={year} stage={stage}
科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
201 一般公共服务支出 | 60.00 | 40.00 | 20.00
208 社会保障和就业支出 | 12.00 | 11.00 | 1.00
210 卫生健康支出 | 6.00 | 5.50 | 0.50
"""


def side(year: str, kind: str = "budget", **said: str) -> ClaimSet:
    stage = "final" if kind == "final_account" else "budget"
    return example_side(TABLE.format(year=year, stage=stage), year, kind, **said)


def bonds(comparison: Comparison) -> list[tuple[str, tuple[int, ...], int]]:
    return [(link.bond.kind.value, link.bond.before, link.bond.after) for link in comparison.links]


def test_two_years_are_put_in_order_however_they_are_given() -> None:
    assert bonds(compare_claims([side("2024"), side("2023")])) == [("years", (1,), 0)]


def test_of_three_years_each_is_held_against_the_one_before() -> None:
    comparison = compare_claims([side("2025"), side("2023"), side("2024")])
    assert sorted(bonds(comparison)) == [("years", (1,), 2), ("years", (2,), 0)]


def test_a_budget_and_its_account_are_one_year() -> None:
    assert bonds(compare_claims([side("2023", "final_account"), side("2023")])) == [("final", (1,), 0)]


def test_an_account_belongs_to_its_own_budget_and_to_the_next_one() -> None:
    comparison = compare_claims([side("2023"), side("2023", "final_account"), side("2024")])
    assert sorted(bonds(comparison)) == [("final", (0,), 1), ("years", (0,), 2), ("years", (1,), 2)]


def test_a_budget_says_nothing_of_a_later_years_account() -> None:
    comparison = compare_claims([side("2023"), side("2024", "final_account")])
    assert (bonds(comparison), len(comparison.strangers)) == ([], 2)


def test_department_and_unit_are_told_by_their_scope() -> None:
    comparison = compare_claims([side("2024", scope="department"), side("2024", scope="unit")])
    assert bonds(comparison) == [("units", (1,), 0)]


def test_a_unit_of_another_name_belongs_to_the_department_that_names_it() -> None:
    department = example_side(
        TABLE.format(year="2024", stage="budget")
        + "\n单位表 | 万元 | flow=expenditure year=2024 stage=budget\n单位 | 合计\n青石县示范中心 | 78.00",
        "2024",
        scope="department",
    )
    units = [side("2024", scope="unit"), side("2024", scope="unit", entity="青石县示范中心")]
    assert bonds(compare_claims([*units, department])) == [("units", (0, 1), 2)]


def test_a_unit_that_no_department_names_is_a_stranger() -> None:
    comparison = compare_claims([side("2024"), side("2024", scope="unit", entity="白石县渔业站")])
    assert (bonds(comparison), [number for number, _ in comparison.strangers]) == ([], [0, 1])


def test_two_files_of_one_year_that_share_figures_are_versions() -> None:
    assert bonds(compare_claims([side("2024"), side("2024")])) == [("versions", (0,), 1)]


def test_two_files_that_share_too_few_figures_are_strangers() -> None:
    other = TABLE.format(year="2024", stage="budget").replace("0.00", "7.31").replace("1.00", "8.11")
    assert bonds(compare_claims([side("2024"), example_side(other, "2024")])) == []


def test_other_departments_are_strangers_and_the_report_says_why() -> None:
    comparison = compare_claims([side("2023"), side("2024", entity="白石县渔业局"), side("2024")])
    assert bonds(comparison) == [("years", (0,), 2)]
    ((number, reason),) = comparison.strangers
    assert (number, "--relation" in reason[0]) == (1, True)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_relation_that_is_given_is_taken(kind: Kind) -> None:
    comparison = compare_claims([side("2023", entity="甲局"), side("2024", entity="乙局")], forced=kind)
    assert [link.bond.kind for link in comparison.links] == [kind]


def test_files_of_one_year_and_kind_are_called_by_what_tells_them_apart() -> None:
    units = compare_claims([side("2024", scope="department"), side("2024", scope="unit")])
    others = compare_claims([side("2024", entity="甲局"), side("2024", entity="乙局")])
    assert [each.label[0] for each in units.sides] == ["2024年部门预算", "2024年单位预算"]
    assert [each.label[0] for each in others.sides] == ["甲局 2024年预算", "乙局 2024年预算"]
