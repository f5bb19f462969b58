"""Whose figures a text tells: those of a unit in its section are no figures of the department."""

from __future__ import annotations

from functools import partial

from gouji.model.claim import Fact, Facts

import narrated  # isort: skip  # the folder is put on the path by conftest.py
from narrated import cell, said  # isort: skip

STATION = "青石市种子站"
FACTS = Facts(Fact("budget", ""), Fact("2027", ""), Fact("budget", ""), Fact("青石市农业农村局", ""))

read = partial(narrated.read, facts=FACTS)


def test_a_sentence_about_a_unit_that_no_table_knows_is_left_unbound_to_its_end() -> None:
    claims, _ = read(
        f"{STATION}2027年收入预算30.00万元。支出预算30.00万元，其中：基本支出20.00万元，比上年增加1.00万元。"
    )
    assert said(claims) == [{}, {}, {}, {}]
    assert all(STATION in (claim.unbound or "") for claim in claims)


def test_a_section_under_the_name_of_a_unit_is_of_that_unit_up_to_the_next_heading() -> None:
    claims, _ = read(f"（一）{STATION}", "基本支出20.00万元。", "（二）部门支出", "基本支出50.00万元。")
    assert said(claims) == [{}, {"flow": "expenditure", "nature": "basic"}]


def test_figures_of_a_unit_that_the_tables_tell_apart_are_bound_where_they_agree() -> None:
    cells = (
        cell("30.00", entity=STATION, flow="expenditure"),
        cell("20.00", entity=STATION, flow="expenditure", nature="basic"),
        cell("50.00", flow="expenditure", nature="basic"),
    )
    claims, _ = read(
        "一、种子站本部",
        "一、市种子站",
        "市种子站预算30.00万元，包括基本支出20.00万元、项目支出50.00万元。",
        cells=cells,
    )
    assert said(claims) == [
        {"entity": STATION, "flow": "expenditure"},
        {"entity": STATION, "flow": "expenditure", "nature": "basic"},
        {},
    ]


def test_nothing_of_a_unit_is_not_nothing_of_the_department() -> None:
    cells = (cell("30.00", entity=STATION, flow="expenditure"),)
    claims, _ = read(f"一、{STATION}", "（一）公务接待费0万元。", cells=cells)
    assert all(point.get("entity") == STATION for point in said(claims) if point)


def test_the_department_by_its_own_name_or_a_short_form_of_it_is_no_unit() -> None:
    claims, _ = read("一、市农业农村局", "青石市农业农村局2027年支出预算50.00万元。", "市农业农村局预算50.00万元。")
    assert said(claims)[0] == {"flow": "expenditure"}
    assert not any("属于" in (claim.unbound or "") for claim in claims)
