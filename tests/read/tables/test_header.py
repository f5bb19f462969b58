"""Headers: which lines they have, and the path above every column."""

from __future__ import annotations


def _paths(table):
    return ["/".join(column.path) for column in table.columns]


def test_spans_give_levels_and_vertical_merges_give_one(read_tables):
    [table] = read_tables(
        "支出总表\n科目编码 | 科目名称 | 合计 | 基本支出 | < | 项目支出\n"
        "^ | ^ | ^ | 人员经费 | 公用经费 | ^\n201 | 一般公共服务支出 | 3.00 | 1.00 | 1.00 | 1.00"
    )
    assert _paths(table) == ["合计", "基本支出/人员经费", "基本支出/公用经费", "项目支出"]


def test_blanks_of_a_flattened_text_stand_for_spans(read_tables):
    [table] = read_tables(
        "支出总表\n科目编码 | 科目名称 | 合计 | 基本支出 |  |  |  | 项目支出\n"
        " |  |  | 小计 | 人员经费 |  | 公用经费 | \n |  |  |  | 工资 | 补助 | 商品和服务 | \n"
        "201 | 一般公共服务支出 | 9.00 | 6.00 | 2.00 | 2.00 | 2.00 | 3.00"
    )
    expected = "合计 基本支出/小计 基本支出/人员经费/工资 基本支出/人员经费/补助 基本支出/公用经费/商品和服务 项目支出"
    assert expected.split() == _paths(table)


def test_years_are_header_text_and_column_numbers_are_none(read_tables, figures):
    [table] = read_tables(
        "支出表\n科目编码 | 科目名称 | 2025 | 2026年 | <\n^ | ^ | 执行数 | 小计 | 基本支出\n"
        "甲 | 乙 | 1 | 2=3 | 3\n201 | 一般公共服务支出 | 1.00 | 2.00 | 2.00"
    )
    assert _paths(table) == ["2025/执行数", "2026年/小计", "2026年/基本支出"]
    assert len(figures(table)) == 3


def test_a_header_names_the_unit_of_its_column(read_tables):
    [table] = read_tables("资产占用情况表\n项目 | 数量 | 价值（金额单位：万元）\n资产总额 | 3 | 4.00")
    assert [(column.path, column.unit) for column in table.columns] == [(("数量",), None), (("价值",), "万元")]


def test_a_table_without_rows_keeps_its_columns(read_tables):
    [table] = read_tables(
        "政府性基金预算支出表\n单位：万元\n科目编码 | 科目名称 | 合计 | 基本支出\n栏次 | 1 | 2 | 3\n注：空表列示。"
    )
    assert (_paths(table), table.rows) == (["合计", "基本支出"], ())
