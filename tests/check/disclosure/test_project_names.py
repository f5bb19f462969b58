"""The names of projects, where only the form of the whole department says how much money a goal is for."""

from dataclasses import replace

from gouji.check.example import parse_example
from gouji.check.rules.disclosure.project_names import check

EXAMPLE = """
项目支出表 | 万元 | flow=expenditure nature=project
项目 | 合计
日常及后勤保障工作 project=日常及后勤保障工作 | 2512.00

部门整体绩效目标表 | 万元 | flow=expenditure
项目名称 | 预算数
日常工作运行经费 project=日常工作运行经费 | 2512.00

目标 | 日常工作运行经费
产出指标/数量指标 | 整理档案数 | ≥53200件
"""


def messages(text: str) -> list[str]:
    claims = parse_example(text)
    tables = tuple(replace(table, kind="form") if "整体" in table.title else table for table in claims.tables)
    return [finding.message[0] for finding in check(replace(claims, tables=tables))]


def test_the_money_of_a_goal_may_stand_in_the_form_of_the_whole_department() -> None:
    assert messages(EXAMPLE) == ["项目名称不一致：绩效目标表“日常工作运行经费”，项目表“日常及后勤保障工作”"]


def test_names_that_share_no_money_are_two_projects() -> None:
    assert messages(EXAMPLE.replace("日常工作运行经费 | 2512.00", "日常工作运行经费 | 30.00")) == []
    assert messages(EXAMPLE.replace("project=日常工作运行经费 | 2512.00", "project=日常工作运行经费 | 251.20")) == []
