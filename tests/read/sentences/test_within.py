"""What figures mean by standing within a list, behind another figure, or under a heading."""

from __future__ import annotations

from narrated import read, said  # isort: skip  # the folder is put on the path by conftest.py


def test_a_heading_that_compares_with_last_year_does_not_date_its_figures() -> None:
    claims, _ = read("3、比上年增减情况", "支出安排50.00万元，较2026年增加9.00万元，其中：基本支出增加9.00万元。")
    assert [claim.point["year"] for claim in claims if claim.point] == ["2027", "2027", "2027"]


def test_a_heading_of_other_matters_is_no_class_of_expenditure() -> None:
    claims, _ = read("五、其他情况说明", "2027年政府采购预算总额75.65万元。")
    assert said(claims) == [{"flow": "expenditure", "item": "procurement"}]


def test_a_share_of_the_total_is_of_the_amount_told_in_an_earlier_passage() -> None:
    _, statements = read("2027年支出预算50.00万元。", "(一)基本支出。基本支出预算40.00万元，占本年支出预算80.00%。")
    shares = [statement for statement in statements if statement.kind == "share"]
    assert [(share.total, share.parts) for share in shares] == [("s3", ("s2", "s1"))]


def test_training_within_running_costs_is_not_all_training() -> None:
    claims, _ = read("机关运行经费13.00万元，主要用于电费0.15万元、培训费0.22万元。")
    assert said(claims, "flow")[-1] == {"item": "operating_cost/培训费"}


def test_money_carried_over_right_behind_a_funds_income_is_of_that_fund() -> None:
    claims, _ = read("收入包括：政府性基金预算财政拨款本年收入5.00万元、上年结转2.00万元。")
    assert said(claims) == [
        {"flow": "income", "fund": "government_fund"},
        {"flow": "opening", "fund": "government_fund"},
    ]


def test_parts_of_an_expenditure_by_year_are_its_parts() -> None:
    claims, statements = read("项目支出50.00万元，其中：当年预算44.00万元，比2026年减少8.00万元；上年结转6.00万元。")
    vintages = [point.get("vintage") for point in said(claims)]
    assert vintages == [None, "current", "current", "carried"]
    assert ("parts", "s1", ("s2", "s4")) in [(told.kind, told.total, told.parts) for told in statements]


def test_what_a_project_of_a_list_has_from_last_year_is_no_part_of_the_list() -> None:
    claims, _ = read("项目支出50.00万元，主要包括：政务大厅物业服务44.00万元，上年结转6.00万元。")
    assert said(claims)[-1].get("vintage") is None


def test_a_thing_is_known_with_the_fund_that_pays_for_it() -> None:
    claims, _ = read("2027年一般公共预算安排培训费12.00万元。", "2027年会议费财政拨款预算13.91万元。")
    assert said(claims, "flow") == [
        {"item": "training", "fund": "general"},
        {"item": "meeting", "fund": "fiscal"},
    ]


def test_running_costs_are_told_once_whatever_the_section_is_called() -> None:
    claims, _ = read(
        "（一）某类单位运转专项资金", "2027年部门机关及下属参照公务员法管理事业单位的机关运行经费8.34万元。"
    )
    assert said(claims) == [{"flow": "expenditure", "item": "operating_cost"}]


def test_a_list_of_projects_goes_on_behind_a_semicolon_until_other_money_is_told() -> None:
    _, statements = read(
        "2027年支出预算60.00万元，其中：项目支出50.00万元，主要为评审费项目安排7.00万元，设备费项目安排5.00万元；"
        "大厅补助项目安排38.00万元；基本支出10.00万元。"
    )
    parts = [(told.total, told.parts) for told in statements if told.kind == "parts"]
    assert parts == [("s2", ("s3", "s4", "s5")), ("s1", ("s2", "s6"))]


def test_the_definition_of_a_term_says_nothing_of_what_stands_below_it() -> None:
    claims, _ = read("（八）机关运行经费：指行政单位用于日常运行的公用经费。", "1.基本支出预算40.00万元。")
    assert said(claims, "flow") == [{"nature": "basic"}]
