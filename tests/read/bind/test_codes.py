"""Codes are taken for what they can be: those of units, of projects, or of a classification."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Bound = Callable[[str], list[str]]

BELOW_UNITS = """政府性基金预算支出表
单位：万元
科目编码 | 单位（科目名称） | 合计
 | 合计 | 9.00
{0} | 青石县某某局 | 9.00
{0}001 | 青石县某某局本级 | 5.00
{0}002 | 青石县某某中心 | 4.00
2120803 | 农村基础设施建设支出 | 4.00"""

PROJECTS = """项目支出预算表
单位：万元
类型 | 项目名称 | 项目单位 | 合计
合计 | | | 9.00
其他运转类 | 房屋修缮 | 青石县某某局 | 5.00
其他运转类 | 劳务费 | 青石县某某局 | 4.00
项目支出绩效目标汇总表
单位：万元
单位编码（项目编码） | 单位（项目）名称 | 项目金额 | 三级指标 | 指标值
410796220000000006637 | 房屋修缮 | 5.00 | 修缮面积 | ≥100平方米
410796220000000006638 | 劳务费 | 4.00 | 劳务人数 | ≥10人"""


DEPARTMENT = """部门整体支出绩效目标申报表
部门名称 | 青石县某某局
项目支出情况 | 项目名称 | 项目总预算 | 项目本年度预算
 | 除湿 | 5.00 | 3.00
 | 通风 | 6.00 | 4.00
整体绩效总目标 | 把工作做好
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 除湿次数 | ≥5次
产出指标 | 质量指标 | 合格率 | ≥95%"""


def test_a_project_is_no_unit_though_its_code_is_printed_under_those_of_units(bound: Bound) -> None:
    assert bound(PROJECTS)[:3] == [
        "合计 合计: flow=expenditure nature=project",
        "房屋修缮 合计: flow=expenditure project=房屋修缮",
        "劳务费 合计: flow=expenditure project=劳务费",
    ]


def test_projects_are_told_apart_whose_codes_differ_after_a_letter(bound: Bound) -> None:
    text = """政府购买服务支出表
单位：万元
单位编码 | 单位名称 | 项目编码 | 项目名称 | 合计
428001 | 青石县某某局本级 | 42011227003T000000101 | 后勤保障 | 5.00
428001 | 青石县某某局本级 | 42011227003T000000102 | 信息化 | 4.00"""
    assert [one.rpartition(" ")[2] for one in bound(text)] == ["project=后勤保障", "project=信息化"]


def test_indicators_of_a_department_are_not_those_of_the_project_listed_last(bound: Bound) -> None:
    found = bound(DEPARTMENT)
    assert [one.rpartition(" ")[2] for one in found if "总预算" in one] == ["project=除湿", "project=通风"]
    assert [one for one in found if "measure=target" in one and "project=" in one] == []
    assert sum("measure=target" in one for one in found) == 2


@pytest.mark.parametrize("department", ["428", "318", "205"])
def test_a_departments_code_before_its_name_is_no_class(bound: Bound, department: str) -> None:
    assert bound(BELOW_UNITS.format(department)) == [
        "合计 合计: flow=expenditure fund=government_fund",
        "青石县某某局 合计: flow=expenditure fund=government_fund",
        f"青石县某某局本级 合计: entity={department}001 flow=expenditure fund=government_fund",
        f"青石县某某中心 合计: entity={department}002 flow=expenditure fund=government_fund",
        f"农村基础设施建设支出 合计: entity={department}002 flow=expenditure function=2120803 fund=government_fund",
    ]


def test_a_class_is_a_class_though_its_name_ends_as_units_names_do(bound: Bound) -> None:
    text = """一般公共预算支出表
单位：万元
科目编码 | 单位（科目名称） | 合计
 | 合计 | 9.00
204 | 公共安全支出 | 9.00
20405 | 法院 | 9.00"""
    assert [one.split("function=")[1].split()[0] for one in bound(text)[1:]] == ["204", "20405"]


def test_one_function_below_units_is_one_where_units_have_codes_of_their_own(bound: Bound) -> None:
    text = """项目支出预算表
单位：万元
科目编码 | 科目名称 | 单位编码 | 单位名称 | 项目名称 | 总计
428 | 青石县某某局 | | | | 5.00
428002 | 青石县某某中心 | | | | 5.00
2200113 | 地质矿产资源与环境调查 | 428002 | 青石县某某中心 | 现场踏勘 | 5.00"""
    assert bound(text)[-1].endswith("flow=expenditure function=2200113 project=现场踏勘")
