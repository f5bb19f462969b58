"""Changes, rates and shares that name what they are of, and what they are compared with."""

from __future__ import annotations

import pytest

from narrated import read, said  # isort: skip  # the folder is put on the path by conftest.py


def test_a_change_that_names_what_was_told_before_is_of_that_amount() -> None:
    claims, statements = read("2027年收入总计50.00万元，支出总计50.00万元，与2026年相比，收入减少5.00万元，下降9.09%。")
    assert said(claims)[2:] == [{"flow": "sources", "measure": "change"}, {"flow": "sources", "measure": "rate"}]
    assert [(s.kind, s.parts, s.sign) for s in statements] == [("change", ("s1",), -1), ("rate", ("s3", "s1"), -1)]


def test_a_rate_that_names_another_thing_is_not_of_the_last_one() -> None:
    claims, _ = read("“三公”经费5.00万元，比上年减少1.00万元，其中公务接待费下降10%。")
    assert said(claims)[-1] == {"flow": "expenditure", "item": "three_public.reception", "measure": "rate"}


@pytest.mark.parametrize("words", ["水费增加0.50万元", "宣传增加0.50万元", "水费增长3%"])
def test_a_change_of_what_is_not_understood_is_of_nothing_told_before(words: str) -> None:
    claims, _ = read(f"机关运行经费20.00万元，比上年增加1.00万元，其中{words}。")
    assert claims[-1].point is None
    assert "未识别" in (claims[-1].unbound or "")


def test_income_of_a_kind_is_this_year_s_income_within_the_change_of_all() -> None:
    claims, _ = read(
        "2027年收支预算50.00万元，比上年增加5.00万元，其中：", "1.收入预算增加5.00万元，其中事业收入增加2.00万元。"
    )
    assert said(claims)[-1] == {"flow": "income", "fund": "business", "measure": "change"}


def test_income_and_expenditure_in_one_word_are_all_there_is() -> None:
    claims, statements = read(
        "2027年度收入、支出预算总计50.00万元，与上年相比收、支预算总计各增加5.00万元，增长11.11%。"
    )
    assert [point.get("flow") for point in said(claims)] == ["sources"] * 3
    assert [statement.kind for statement in statements] == ["change", "rate"]


def test_a_share_that_names_its_own_thing_is_of_that() -> None:
    claims, _ = read("2027年支出预算50.00万元，其中：基本支出40.00万元，项目支出10.00万元，基本支出占80%。")
    assert said(claims)[-1] == {"flow": "expenditure", "nature": "basic", "measure": "share"}


def test_appropriations_of_the_year_are_apart_from_what_was_left() -> None:
    claims, _ = read(
        "（一）一般公共预算当年拨款规模变化情况", "2027年一般公共预算当年拨款50.00万元，比2026年执行数增加5.00万元。"
    )
    assert said(claims)[0] == {"flow": "expenditure", "fund": "general", "vintage": "current"}
    assert said(claims)[1]["measure"] == "change_from_executed"


def test_a_fund_between_a_thing_and_its_amount_is_its_fund() -> None:
    claims, _ = read("2027年本部门委托业务费财政拨款预算为9.00万元，比上年预算增加1.00万元，增长12.5%。")
    assert {point["economic"] for point in said(claims)} == {"30227"}
    assert {point["fund"] for point in said(claims)} == {"fiscal"}
