"""Projects over two years: found again by code, else by name; namesakes are left open; goals that fell are told."""

from __future__ import annotations

import pytest

from gouji.compare.example import compare_examples, compared_goals
from gouji.compare.model import ProjectFate

TABLE = """
项目支出表 | 万元 | flow=expenditure stage=budget
项目 | 金额 year={year}
{rows}
"""


def fates(before: str, after: str) -> tuple[ProjectFate, ...]:
    texts = [(TABLE.format(year=year, rows=rows), year) for year, rows in (("2023", before), ("2024", after))]
    return compare_examples(*texts).links[0].projects


def told(before: str, after: str) -> list[tuple[str, str, str]]:
    return sorted((each.fate, each.matched, each.name) for each in fates(before, after))


def test_projects_go_on_end_and_begin() -> None:
    before = "窗口服务 project=窗口服务 | 50.00\n大厅改造 project=大厅改造 | 8.00"
    after = "窗口服务 project=窗口服务 | 55.00\n系统升级 project=系统升级 | 9.00"
    assert told(before, after) == [
        ("begins", "", "系统升级"),
        ("continues", "name", "窗口服务"),
        ("ends", "", "大厅改造"),
    ]


def test_a_project_is_found_again_by_its_code_under_another_name() -> None:
    before = "1301302400001 窗口服务 project=窗口服务 | 50.00"
    after = "1301302400001 政务窗口服务 project=政务窗口服务 | 50.00"
    (project,) = fates(before, after)
    assert (project.fate, project.matched) == ("continues", "code")
    assert (project.name, project.was) == ("政务窗口服务", "窗口服务")


def test_a_year_in_the_name_does_not_part_a_project_from_itself() -> None:
    (project,) = fates("x project=2023年窗口服务 | 5.00", "x project=2024年窗口服务 | 6.00")
    assert (project.fate, project.matched) == ("continues", "name")


def test_namesakes_are_never_paired_by_name() -> None:
    before = "印刷 project=印刷（第1项） | 5.00\n印刷 project=印刷（第2项） | 7.00"
    assert {fate for fate, _, _ in told(before, "印刷 project=印刷 | 6.00")} == {"unclear"}


def test_nothing_ends_where_the_other_year_lists_no_projects() -> None:
    assert fates("窗口服务 project=窗口服务 | 50.00", "合计 | 50.00") == ()


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("培训人数 ≥ 300 人", "培训人数 ≥ 299 人", ["warning ACR05 ≥300人 → ≥299人"]),
        ("办结时限 ≤ 5 天", "办结时限 ≤ 7 天", ["warning ACR05 ≤5天 → ≤7天"]),
        ("办结时限 ≤ 5 天", "办结时限 ≤ 3 天", []),
        ("培训人数 ≥ 300 人", "培训人数 ≥ 300.0 人", []),
        ("培训人数 ≥ 300 人", "培训人数 ≥ 20 场", []),
        ("培训人数 ≥ 300 人", "培训人数 ≤ 200 人", []),
        ("培训人数 300 人", "培训人数 200 人", []),
        ("培训人数 ≥ 300 人", "培训场次 ≥ 3 场", ["notice ACR05 None"]),
    ],
)
def test_a_goal_that_asks_for_less_is_told(before: str, after: str, found: list[str]) -> None:
    assert compared_goals(before, after) == found


def test_a_nearly_equal_name_may_be_the_same_project_and_a_person_must_say() -> None:
    (project,) = fates(
        "x project=企业开办零成本即时办服务费 | 7.00",
        "x project=企业开办零成本一日办服务费 | 8.00",
    )
    assert (project.fate, project.matched, project.was) == ("unclear", "", "企业开办零成本即时办服务费")
