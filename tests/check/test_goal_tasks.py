"""Tasks of a department's goal form whose contents stand in each other's row."""

from __future__ import annotations

import pytest

from gouji.check.example import parse_example
from gouji.check.rules.goals.definitions import check
from gouji.model.claim import ClaimSet, Fact, Facts
from gouji.model.goal import Goal
from gouji.model.table import Column, Entry, Row, Table

CONTENT = Column(("年度主要任务", "主要内容"))
SERVICE = "负责机关车辆及固定资产管理、办公用房调剂、餐厅等后勤保障工作，组织接待。"
CLIMATE = "拟订优化营商环境的政策措施，协调优化营商环境考核评价，汇总各部门进展情况。"


def _form(first: str, second: str) -> ClaimSet:
    rows = (
        Row(0, "本部门"),
        Row(1, "后勤保障", entries=(Entry(CONTENT, first, ()),)),
        Row(2, "优化营商环境", entries=(Entry(CONTENT, second, ()),)),
    )
    table = Table(1, "部门整体绩效目标表", None, (1,), (CONTENT,), rows, kind="form")
    goal = Goal("department", "本部门", "", table=0, row=0)
    return ClaimSet((), Facts(kind=Fact("budget", "部门预算")), (table,), (), (goal,))


def test_swapped_contents_are_told_with_both_rows() -> None:
    (finding,) = check(_form(CLIMATE, SERVICE))
    assert [(quote.text, quote.row) for quote in finding.quotes] == [("后勤保障", 1), ("优化营商环境", 2)]


@pytest.mark.parametrize("contents", [(SERVICE, CLIMATE), ("负责本单位日常事务、人员管理以及资产管理工作。", CLIMATE)])
def test_contents_in_their_own_row_are_left_alone(contents: tuple[str, str]) -> None:
    assert list(check(_form(*contents))) == []


def test_a_project_has_no_tasks() -> None:
    assert list(check(parse_example("目标 | 后勤保障\n产出指标/数量指标 | 接待批次 | ≥5批"))) == []
