"""Sentences: figures of running text with their subjects, and what is said of them."""

from __future__ import annotations

import pytest

from gouji.model.claim import Claim
from gouji.model.document import Document, Paragraph, Place
from gouji.read.sentences.passages import documents_to_passages
from gouji.read.sentences.read import read_sentences

from narrated import FACTS, cell, read  # isort: skip  # the folder is put on the path by conftest.py


def said(claims: tuple[Claim, ...]) -> list[tuple[str, dict[str, str] | None]]:
    return [
        (
            claim.source.text,
            None
            if claim.point is None
            else {dimension.value: member for dimension, member in claim.point if dimension not in ("year", "stage")},
        )
        for claim in claims
    ]


def test_parts_of_a_list_inherit_what_stands_over_it() -> None:
    claims, statements = read(
        "2027年支出预算50.00万元，其中：基本支出40.00万元，包括人员经费30.00万元和公用经费10.00万元；项目支出10.00万元。"
    )
    assert said(claims) == [
        ("50.00万元", {"flow": "expenditure"}),
        ("40.00万元", {"flow": "expenditure", "nature": "basic"}),
        ("30.00万元", {"flow": "expenditure", "nature": "personnel"}),
        ("10.00万元", {"flow": "expenditure", "nature": "public_use"}),
        ("10.00万元", {"flow": "expenditure", "nature": "project"}),
    ]
    assert [(s.total, s.parts, s.whole) for s in statements] == [("s2", ("s3", "s4"), True), ("s1", ("s2", "s5"), True)]


def test_a_change_and_its_rate_are_of_the_last_subject() -> None:
    claims, statements = read("机关运行经费预算20.00万元，比2026年预算减少5.00万元，下降20%。")
    assert [point and point.get("measure") for _, point in said(claims)] == [None, "change", "rate"]
    assert [(s.kind, s.total, s.parts, s.sign) for s in statements] == [
        ("change", "s2", ("s1",), -1),
        ("rate", "s3", ("s2", "s1"), -1),
    ]


def test_a_new_sentence_without_a_subject_goes_on_about_the_first() -> None:
    claims, _ = read(
        "“三公”经费预算3.00万元，其中公务接待费1.00万元；公务用车运行维护费2.00万元。与上年相比增加0.50万元。"
    )
    *_, (_, change) = said(claims)
    assert change == {"flow": "expenditure", "item": "three_public", "measure": "change"}


def test_last_year_s_amount_is_a_claim_on_last_year() -> None:
    claims, statements = read("2027年支出预算100.00万元，比2026年年初预算90.00万元增加10.00万元。")
    base = claims[1].point
    assert base is not None
    assert base["year"] == "2026"  # type: ignore[index]
    assert statements[0].parts == ("s1", "s2")


def test_a_share_is_of_the_list_it_stands_in() -> None:
    _, statements = read(
        "2027年收入预算200.00万元，其中：一般公共预算拨款收入150.00万元，占75%；其他收入50.00万元，占25%。"
    )
    assert [(s.total, s.parts) for s in statements if s.kind == "share"] == [("s3", ("s2", "s1")), ("s5", ("s4", "s1"))]


def test_lines_below_a_colon_are_parts_of_what_stands_before_it() -> None:
    _, statements = read(
        "（一）收入预算总计30.00万元，包括：", "1．一般公共预算拨款收入20.00万元。", "2．其他收入10.00万元。"
    )
    assert [(s.total, s.parts) for s in statements if s.kind == "parts"] == [("s1", ("s2", "s3"))]


def test_figures_that_are_no_money_of_the_budget_stay_unbound_with_the_reason() -> None:
    claims, _ = read("大厅24小时开放，全年办件5000件，按期办结率99%。")
    assert all(claim.point is None and claim.unbound for claim in claims)


def test_of_what_a_sentence_may_mean_the_tables_tell_which() -> None:
    tables = (cell("12.00", flow="income"), cell("15.00", flow="sources"))
    claims, _ = read("2027年收入预算15.00万元。", cells=tables)
    assert said(claims) == [("15.00万元", {"flow": "sources"})]


def test_where_the_tables_know_both_meanings_and_neither_agrees_nothing_is_guessed() -> None:
    tables = (cell("12.00", flow="income"), cell("15.00", flow="sources"))
    claims, _ = read("2027年收入预算13.00万元。", cells=tables)
    assert claims[0].point is None
    assert "不同的数" in (claims[0].unbound or "")


def test_under_a_heading_that_is_not_understood_only_agreement_binds() -> None:
    tables = (cell("12.00", flow="expenditure", nature="basic"),)
    heading = "三、某某专项资金安排的情况"
    assert said(read(heading, "基本支出12.00万元。", cells=tables)[0])[0][1] == {
        "flow": "expenditure",
        "nature": "basic",
    }
    assert said(read(heading, "基本支出13.00万元。", cells=tables)[0])[0][1] is None


def test_a_sentence_cut_by_a_page_break_is_put_together() -> None:
    blocks = (
        Paragraph("2027年收入预算29956.27万元，比2026年年初预算", Place(page=7)),
        Paragraph("数28479.84万元增加1476.43万元，增长5.18%。", Place(page=8)),
    )
    document = Document("a.pdf", "0" * 64, "pdf", (), blocks)
    claims, statements = read_sentences((document,), tuple(documents_to_passages((document,))), (), FACTS)
    assert [claim.source.place.page for claim in claims] == [7, 8, 8, 8]
    assert [s.kind for s in statements] == ["change", "rate"]


@pytest.mark.parametrize("text", ["文号〔2018〕85号", "第12条", "2027年3月", "单价8800元/次"])
def test_numbers_that_are_no_amounts_are_left_alone(text: str) -> None:
    assert read(text)[0] == ()


def test_after_a_bracket_the_text_goes_on_about_what_stood_before_it() -> None:
    claims, statements = read(
        "公务用车购置及运行维护费12.64万元（公务用车购置费0万元，公务用车运行维护费12.64万元，比上年减少4.11万元。）"
        "比上年减少4.11万元，下降24.5%。"
    )
    points = [point and (point.get("item"), point.get("measure")) for _, point in said(claims)]
    assert points[0] == ("three_public.vehicles", None)
    assert points[-2:] == [("three_public.vehicles", "change"), ("three_public.vehicles", "rate")]
    assert [s.parts for s in statements if s.kind == "rate"] == [(claims[-2].id, claims[0].id)]


def test_a_figure_on_the_blank_of_a_form_is_read_without_its_line() -> None:
    claims, _ = read("2027年支出预算__5456.16__万元。")
    assert said(claims) == [("5456.16万元", {"flow": "expenditure"})]


def test_a_level_without_a_name_is_no_class_and_no_failure() -> None:
    claims, _ = read("（类）2.00万元，其中：（款）（项）1.00万元。")
    assert [claim.point for claim in claims] == [None, None]
