"""Goal forms become goals with indicators, and machine output names them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gouji.model.goal import Goal
from gouji.pipeline import read_file
from gouji.read.goal_cells import split_together
from gouji.report.json import claim_set_to_json

FORM = "\n".join(
    (
        "某县某局 2027 年部门预算",
        "",
        "1、现场踏勘绩效目标表",
        "",
        "单位：万元",
        "",
        "项目编码|13000027P0001||项目名称|现场踏勘||",
        "预算规模及资金用途|预算数|12.00|其中：财政资金|12.00|其他资金|",
        "|用于现场踏勘车辆和设备|||||",
        "资金支出计划（万元）|3月底||6月底|10月底|12月底|",
        "|3.00||6.00|9.00|12.00|",
        "绩效目标|1.按时完成踏勘。|||||",
        "一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据|",
        "产出指标|数量指标|踏勘次数|全年踏勘次数|≥150 次|工作计划|",
        "|质量指标|踏勘合格率|合格次数占比|≥95%|工作记录|",
        "满意度指标|服务对象满意度指标|企业满意度|企业评价|明显提升|问卷|",
        "",
    )
).replace("|", "\t")


@pytest.fixture
def goals(tmp_path: Path) -> tuple[Goal, ...]:
    path = tmp_path / "form.txt"
    path.write_text(FORM, encoding="utf-8")
    return read_file(path).goals


def test_a_form_is_one_goal_with_its_money_plan_and_text(goals: tuple[Goal, ...]) -> None:
    (goal,) = goals
    assert (goal.scope, goal.name, goal.code) == ("project", "现场踏勘", "13000027P0001")
    assert goal.plan == ((3, "3.00"), (6, "6.00"), (10, "9.00"), (12, "12.00"))
    assert goal.purpose == "用于现场踏勘车辆和设备"
    assert goal.goal == "1.按时完成踏勘。"


def test_an_indicator_knows_its_kinds_and_its_target_apart(goals: tuple[Goal, ...]) -> None:
    first, second, third = goals[0].indicators
    assert (first.kind, first.group, first.name) == ("产出指标", "数量指标", "踏勘次数")
    assert (first.comparator, first.value, first.unit) == ("≥", "150", "次")
    assert (second.kind, second.group, second.target) == ("产出指标", "质量指标", "≥95%")
    assert (third.value, third.comparator, third.basis) == ("明显提升", "", "问卷")


def test_machine_output_links_a_target_to_its_claim(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text(FORM, encoding="utf-8")
    claims = read_file(path)
    (goal,) = json.loads(claim_set_to_json(claims))["goals"]
    named = {claim.id: claim.source.text for claim in claims.claims}
    assert [named.get(indicator["claim"]) for indicator in goal["indicators"]] == ["≥150 次", "≥95%", None]


TOGETHER = (
    "1.1－产出指标，11－数量指标，踏勘件数；实施周期指标值：≥450件，年度指标值：≥150件；"
    "2、3－满意度指标，31－服务对象满意度，申请人满意度；实施周期指标值：≥95%，年度指标值：≥95%；"
)
LIST = "\n".join(
    (
        "某县某局 2027 年项目支出绩效目标表",
        "",
        "单位：万元",
        "",
        "项目名称|总计|财政拨款|其他资金|绩效目标|绩效指标|",
        f"现场踏勘经费|12.00|12.00||按时完成踏勘|{TOGETHER}|",
        "档案整理经费|8.00|8.00||整理档案|1.1－产出指标，11－数量指标，整理档案数；年度指标值：5000卷；|",
        "",
    )
).replace("|", "\t")


def test_a_list_of_projects_with_a_cell_of_indicators_each_is_a_goal_a_row(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    first, second = read_file(path).goals
    assert (first.name, first.goal, second.name) == ("现场踏勘经费", "按时完成踏勘", "档案整理经费")
    assert [(each.group, each.name, each.target, each.period) for each in first.indicators] == [
        ("数量指标", "踏勘件数", "≥150件", "year"),
        ("数量指标", "踏勘件数", "≥450件", "term"),
        ("服务对象满意度指标", "申请人满意度", "≥95%", "year"),
    ]
    assert second.indicators[0].target == "5000卷"


def test_a_name_with_marks_in_it_and_a_target_left_out_do_not_hide_the_next_indicator() -> None:
    cell = (
        "1.1－产出指标，12－质量指标，系统维护；数据对接；实施周期指标值：良好。完成对接。年度指标值：良好。完成对接。"
        "2、2－效益指标，22－社会效益，运行稳定，数据真实。实施周期指标值：满意，年度指标值："
        "3、1－产出指标，11－数量指标，报告份数；实施周期指标值》3份，年度指标值》1份；"
    )
    assert [(found.name, found.year, found.term) for found in split_together(cell)] == [
        ("系统维护;数据对接", "良好。完成对接", "良好。完成对接"),
        ("运行稳定,数据真实", "", "满意"),
        ("报告份数", "》1份", "》3份"),
    ]


PARTS = "\n".join(
    (
        "某县某局 2027 年项目支出绩效目标表",
        "",
        "单位：万元",
        "",
        "项目名称|项目总额|财政资金|绩效目标|一级指标|二级指标|三级指标|绩效指标性质|本年绩效指标值|绩效度量单位",
        "11000027T000000000001-培训项目|9.00|9.00|办好业务培训|产出指标|数量指标|培训天数|≥|9|天",
        "11000027T000000000001-培训项目|34.00|34.00|办好财务培训|产出指标|数量指标|培训班次|＝|2|班次",
        "11000027T000000000001-培训项目|34.00|34.00||产出指标|数量指标|培训单位|≥|30|个",
        "",
    )
).replace("|", "\t")


def test_a_project_printed_with_several_amounts_has_a_goal_for_each_of_them(tmp_path: Path) -> None:
    path = tmp_path / "parts.txt"
    path.write_text(PARTS, encoding="utf-8")
    goals = read_file(path).goals
    assert [(goal.name, goal.goal, goal.fields["项目总额"]) for goal in goals] == [
        ("培训项目", "办好业务培训", "9.00"),
        ("培训项目", "办好财务培训", "34.00"),
    ]
    assert [[each.name for each in goal.indicators] for goal in goals] == [["培训天数"], ["培训班次", "培训单位"]]


WHOLE = "\n".join(
    (
        "部门整体支出绩效目标表",
        "",
        "部门名称|某县某局||||",
        "整体绩效目标|按时办结全部审批事项||||",
        "活动|绩效指标||指标性质|指标值|度量单位",
        "审批|产出指标数量指标审批件数||≥|150|件",
        "督查|产出指标质量指标督查合格率||≥|95|%",
        "",
    )
).replace("|", "\t")


def test_the_whole_departments_goal_is_read_and_the_activities_beside_indicators_are_no_fields(tmp_path: Path) -> None:
    path = tmp_path / "whole.txt"
    path.write_text(WHOLE, encoding="utf-8")
    (goal,) = read_file(path).goals
    assert (goal.scope, goal.goal) == ("department", "按时办结全部审批事项")
    assert [(each.group, each.name) for each in goal.indicators] == [
        ("数量指标", "审批件数"),
        ("质量指标", "督查合格率"),
    ]
    assert "活动" not in goal.fields


EVALUATED = "\n".join(
    (
        "项目支出绩效自评表",
        "",
        "项目名称|现场踏勘||||||",
        "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分",
        "|年度资金总额|100.00|100.00|95.00|10|95.00%|9.50",
        "绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分",
        "|产出指标|数量指标|踏勘件数|≥150件|160件|50|50",
        "|满意度指标|服务对象满意度指标|申请人满意度|≥95%|94%|40|39",
        "总分||||||100|98.50",
        "",
    )
).replace("|", "\t")


def test_the_total_of_a_self_evaluation_is_a_field_and_no_indicator(tmp_path: Path) -> None:
    path = tmp_path / "evaluated.txt"
    path.write_text(EVALUATED, encoding="utf-8")
    claims = read_file(path)
    (goal,) = claims.goals
    assert [(each.name, each.weight) for each in goal.indicators] == [("踏勘件数", "50"), ("申请人满意度", "40")]
    assert {path: text for path, text in goal.fields.items() if path.endswith("得分")} == {
        "项目资金（万元）/年度资金总额/得分": "9.50",
        "总分/得分": "98.50",
    }
    assert (claims.tables[0].rows[-1].label, claims.tables[0].rows[-1].role) == ("总分", "total")
    assert "实际完成值" not in goal.fields


def test_a_total_at_the_edge_of_the_form_does_not_move_the_list_under_the_next_heads(tmp_path: Path) -> None:
    path = tmp_path / "evaluated.txt"
    head = EVALUATED.splitlines()[5] + "\t偏差原因分析及改进措施"
    path.write_text(EVALUATED.replace(EVALUATED.splitlines()[5], head), encoding="utf-8")
    (goal,) = read_file(path).goals
    assert [(each.group, each.name, each.target) for each in goal.indicators] == [
        ("数量指标", "踏勘件数", "≥150件"),
        ("服务对象满意度指标", "申请人满意度", "≥95%"),
    ]
