"""What lists are lists of: behind a mark that ends one, over several passages, and with what was left of old years."""

from __future__ import annotations

from gouji.model.statement import Statement

from narrated import read, said  # isort: skip  # the folder is put on the path by conftest.py


def parts(statements: tuple[Statement, ...]) -> dict[str, tuple[str, ...]]:
    return {statement.total: statement.parts for statement in statements if statement.kind == "parts"}


def test_income_that_lists_what_was_left_is_all_there_is() -> None:
    claims, _ = read("2027年收入预算60.00万元，其中：上年结转10.00万元，占16.67%；一般公共预算拨款收入50.00万元。")
    assert [point.get("flow") for point in said(claims)] == ["sources", "opening", "opening", "income"]


def test_its_change_and_rate_are_of_all_there_is_too() -> None:
    claims, _ = read(
        "2027年收入预算60.00万元，比上年增加6.00万元，增长11.11%，其中：上年结转10.00万元，事业收入50.00万元。"
    )
    assert [point.get("flow") for point in said(claims)[:3]] == ["sources"] * 3


def test_a_second_list_behind_a_full_stop_is_of_the_whole_not_of_the_last_part() -> None:
    claims, statements = read(
        "2027年收入预算合计60.00万元，包括本年收入50.00万元，上年结转结余10.00万元。其中：",
        "本年一般公共预算收入50.00万元，占83.33%；",
        "上年结转结余的一般公共预算收入10.00万元，占16.67%。",
    )
    amounts = [point for point in said(claims) if "measure" not in point]
    assert amounts == [
        {"flow": "sources"},
        {"flow": "income"},
        {"flow": "opening"},
        {"flow": "income", "fund": "general"},
        {"flow": "opening", "fund": "general"},
    ]
    assert [statement.parts for statement in statements if statement.kind == "parts"] == [("s2", "s3"), ("s4", "s6")]


def test_a_list_behind_a_full_stop_is_of_the_last_amount_where_its_parts_belong_there() -> None:
    claims, statements = read(
        "“三公”经费8.00万元，其中：公务接待费3.00万元，公务用车购置及运行维护费5.00万元。"
        "其中：公务用车购置费0万元，公务用车运行维护费5.00万元。"
    )
    assert parts(statements) == {"s1": ("s2", "s3"), "s3": ("s4", "s5")}
    assert said(claims)[-1]["item"] == "three_public.vehicles.running"


def test_a_full_stop_within_a_bracket_does_not_end_the_list_around_it() -> None:
    _, statements = read(
        "“三公”经费8.00万元，其中：公务用车购置及运行维护费5.00万元（公务用车购置费0万元；公务用车运行维护费5.00万元。）"
        "比上年减少1.00万元；公务接待费3.00万元。"
    )
    assert parts(statements)["s1"] == ("s2", "s6")


def test_what_goes_out_is_a_cut_of_its_own_of_income_and_expenditure() -> None:
    claims, statements = read(
        "2027年财政拨款收支总预算60.00万元。收入包括：一般公共预算50.00万元、上年结转10.00万元；"
        "支出包括：教育支出20.00万元、卫生健康支出40.00万元。"
    )
    assert said(claims)[1:] == [
        {"flow": "income", "fund": "general"},
        {"flow": "opening", "fund": "fiscal"},
        {"flow": "expenditure", "fund": "fiscal", "function": "205"},
        {"flow": "expenditure", "fund": "fiscal", "function": "210"},
    ]
    assert [statement.parts for statement in statements if statement.kind == "parts"] == [("s2", "s3"), ("s4", "s5")]


def test_what_stands_below_a_line_of_a_list_is_no_line_of_it() -> None:
    _, statements = read(
        "（一）收入预算总计60.00万元。包括：",
        "1．本年收入合计50.00万元。",
        "（1）一般公共预算拨款收入40.00万元。",
        "（2）事业收入10.00万元。",
        "2．上年结转结余为10.00万元。",
    )
    assert parts(statements) == {"s1": ("s2", "s5")}


def test_what_a_project_consists_of_goes_on_behind_semicolons_and_in_new_sentences() -> None:
    claims, statements = read(
        "（一）项目支出50.00万元，具体包括：",
        "1．政务管理30.00万元，主要包括：大厅运行10.00万元，用于大厅；宣传报道5.00万元，用于宣传。内控、审计专项5.00万元。",
        "2．应急处置20.00万元，主要用于应急。",
    )
    assert [point.get("project") for point in said(claims)] == [
        None,
        "政务管理",
        "政务管理/大厅运行",
        "政务管理/宣传报道",
        "政务管理/内控、审计专项",
        "应急处置",
    ]
    assert parts(statements) == {"s2": ("s3", "s4"), "s1": ("s2", "s6")}


def test_what_was_carried_over_for_a_project_is_no_opening_balance() -> None:
    claims, _ = read(
        "（一）项目支出50.00万元，包括：", "1．政务管理50.00万元，主要包括：大厅运行30.00万元，上年结转20.00万元。"
    )
    assert said(claims)[-1] == {}


def test_lines_below_words_that_lead_to_them_are_of_what_these_speak_of() -> None:
    claims, _ = read(
        "财政拨款支出主要内容如下：",
        "1.“教育支出”科目20.00万元，主要用于培训。",
        "一、机关运行经费",
        "机关运行经费5.00万元。",
    )
    assert said(claims) == [
        {"flow": "expenditure", "function": "205", "fund": "fiscal"},
        {"flow": "expenditure", "item": "operating_cost"},
    ]


def test_income_whose_parts_make_it_up_only_with_what_was_left_is_all_there_is() -> None:
    claims, _ = read(
        "2027年收入预算60.00万元，比2026年年初预算数55.00万元增加5.00万元。",
        "（一）本年财政拨款收入50.00万元",
        "1.一般公共预算拨款收入50.00万元。",
        "（二）上年结转结余10.00万元",
    )
    assert [point.get("flow") for point in said(claims)] == ["sources"] * 3 + ["income", "income", "opening"]


def test_income_that_may_be_with_or_without_what_was_left_is_left_open() -> None:
    claims, _ = read("2027年收入预算60.00万元。", "（一）一般公共预算拨款收入45.00万元", "（二）上年结转结余10.00万元")
    assert [point.get("flow") for point in said(claims)] == [None, "income", "opening"]
