"""Captions: what the lines around a grid say of it."""

from __future__ import annotations

import pytest

from gouji.read.tables.words import caption_kind

BODY = "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 10.00"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2026年部门收支总表", "title"),
        ("表1：收支决算总表（续）", "title"),
        ("设备采购；安装绩效目标表", "title"),
        ("设备采购；安装支出表", None),
        ("一、收入；二、支出；三、详见项目绩效目标表", None),
        ("公开02表", "number"),
        ("预算01表", "number"),
        ("附件3", "number"),
        ("单位：万元", "unit"),
        ("金额单位：元", "unit"),
        ("编制单位：某某局", "department"),
        ("部门（单位）名称：某某局", "department"),
        ("112 某某局", "department"),
        ("326 青石县第3小学", "department"),
        ("326 青石县12345热线服务中心", "department"),
        ("326001 青石县IC卡管理所", "department"),
        ("326 青石县第二〇三中学𠀀校区", "department"),
        ("112 某某局2026年", None),
        ("201 一般公共服务支出 10", None),
        ("预算年度：2026", "year"),
        ("（2026年度）", "year"),
        ("第 3 页", "page"),
        ("续表", "continued"),
        ("2026年收入预算10万元，比上年增加1万元，详见附表", None),
        ("二、收入情况说明", None),
    ],
)
def test_a_line_near_a_table_says_what_kind_of_caption_it_is(line, kind):
    assert kind == caption_kind(line)


def test_title_unit_and_table_number_come_from_the_lines_above(read_tables):
    [table] = read_tables(f"第二部分 表格\n公开03表\n部门支出总表\n编制单位：某某局\n单位：万元\n{BODY}")
    assert (table.title, table.unit, table.pages) == ("部门支出总表", "万元", (1,))


def test_captions_printed_on_one_line_are_told_apart(read_tables):
    [table] = read_tables(f"部门支出总表 部门名称：某某局 单位：元\n{BODY}")
    assert (table.title, table.unit) == ("部门支出总表", "元")


def test_a_document_title_in_the_grid_above_the_table_title_is_no_head(read_tables, figures):
    [table] = read_tables(f"某某局2026年部门预算 | < | <\n部门支出总表 | < | <\n |  | 单位：万元\n{BODY}")
    assert (table.title, table.unit) == ("部门支出总表", "万元")
    assert figures(table) == [("201", "合计", "10.00")]


def test_a_closing_date_ends_the_department_in_front_of_it(read_tables):
    [table] = read_tables(f"部门固定资产占用情况表\n318 某某局截止时间：2026-12-31\n{BODY}")
    assert table.title == "部门固定资产占用情况表"


def test_captions_inside_the_grid_are_no_rows(read_tables, figures):
    inside = f"部门支出总表 | < | <\n部门：某某局 |  | 单位：万元\n{BODY}"
    [table] = read_tables(inside)
    assert (table.title, table.unit) == ("部门支出总表", "万元")
    assert figures(table) == [("201", "合计", "10.00")]


def test_a_first_row_that_is_one_cell_over_all_columns_heads_the_table_by_any_name(read_tables, figures):
    [table] = read_tables(f"部门政府采购预算 | < | <\n318某某局 |  | 单位：万元\n{BODY}")
    assert (table.title, table.unit) == ("部门政府采购预算", "万元")
    assert figures(table) == [("201", "合计", "10.00")]


def test_a_sentence_that_ends_with_the_word_table_is_no_title(read_tables):
    [table] = read_tables(f"本部门收支情况详见下表\n单位：万元\n{BODY}")
    assert table.title == ""


def test_notes_under_a_table_belong_to_it_and_not_to_the_next_one(read_tables):
    first, second = read_tables(f"部门收入总表\n{BODY}\n注：本表含上年结转。\n部门支出总表\n{BODY}")
    assert first.below == ("注：本表含上年结转。",)
    assert second.title == "部门支出总表"


def test_a_title_keeps_its_own_number_apart(read_tables):
    [table] = read_tables(f"表 2：收入决算表\n{BODY}")
    assert table.title == "收入决算表"


def test_a_unit_on_a_page_of_its_own_is_that_of_the_table_which_ran_over(read_tables):
    first, second = read_tables(f"收入表\n{BODY}\n====\n单位：元\n其他收入\n====\n支出表\n单位：万元\n{BODY}")
    assert (first.unit, second.unit) == ("元", "万元")
