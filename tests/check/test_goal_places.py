"""How many places a finding on goals counts, and what it says of several."""

from __future__ import annotations

from dataclasses import replace

from gouji.check.example import parse_example
from gouji.check.rules.goals import clones, drawers
from gouji.check.rules.goals.seats import goal_seats, places


def test_two_rates_of_one_project_are_told_together() -> None:
    claims = parse_example("目标 | 技术支撑\n产出指标/数量指标 | 支持率 | ≥90%\n产出指标/数量指标 | 抽查率 | ≥5%")
    assert [finding.message[0] for finding in drawers.check(claims)] == [
        "数量指标只有比率“支持率 ≥90%”、“抽查率 ≥5%”，没有任何产出数量"
    ]


def test_two_rows_of_one_name_are_two_places() -> None:
    claims = parse_example("目标 | 宣传\n产出指标/质量指标 | 宣传次数 | ≥7次\n产出指标/质量指标 | 宣传次数 | ≥3次")
    assert places(goal_seats(claims.goals[0]))[0] == "（1 个项目共 2 处）"


def test_targets_of_year_and_term_in_one_cell_are_one_place() -> None:
    claims = parse_example(
        "目标 | 宣传\n产出指标/质量指标 | 宣传次数 | ≥3次\n产出指标/质量指标 | 宣传次数 | ≥7次 | 期间=term"
    )
    goal = claims.goals[0]
    assert places(goal_seats(replace(goal, rows=(goal.row, goal.row)))) == ("", "")


def test_a_copy_of_indicators_and_words_is_told_once() -> None:
    rows = "\n".join(f"产出指标/质量指标 | {name}率 | ≥95%" for name in ("合格", "办结", "通过", "知晓", "覆盖"))
    goals = "\n\n".join(f"目标 | {name}\n年度目标 保障工作顺利开展\n{rows}" for name in ("档案整理", "车辆租赁"))
    assert [finding.message[0] for finding in clones.check(parse_example(goals))] == [
        "2 个不同项目的绩效指标完全相同，绩效目标也相同：档案整理、车辆租赁"
    ]
