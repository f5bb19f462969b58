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


def test_a_cell_drawn_over_several_levels_spreads_to_no_blank_beside_it(read_tables):
    [table] = read_tables(
        "项目支出总表\n支出项目 |  | 本年预算 | <\n^ | 总计 | 财政拨款 | 单位资金\n^ | ^ | 一般公共预算 | 事业收入\n"
        "甲项目 | 3.00 | 2.00 | 1.00"
    )
    assert _paths(table) == ["总计", "本年预算/财政拨款/一般公共预算", "本年预算/单位资金/事业收入"]


def test_asterisks_under_a_header_are_no_row(read_tables):
    [table] = read_tables(
        "项目表\n单位编码 | 项目名称 | 项目金额\n** | ** | **\n 101 | 甲项目 | 2.00\n102 | 乙项目 | 3.00"
    )
    assert [row.label for row in table.rows] == ["甲项目", "乙项目"]


def test_heads_on_the_line_of_the_total_are_heads(read_tables, figures):
    [table] = read_tables(
        "政府性基金收入支出决算表\n项目 | < | 本年收入 | 本年支出 | < | <\n科目编码 | 科目名称 | ^ | ^ | < | <\n"
        "合计 | < |  | 合计 | 基本支出 | 项目支出\n212 | 城乡社区支出 | 5.00 | 4.00 | 1.00 | 3.00"
    )
    assert _paths(table) == ["本年收入", "本年支出/合计", "本年支出/基本支出", "本年支出/项目支出"]
    assert [(row.code, row.label) for row in table.rows] == [("212", "城乡社区支出")]
