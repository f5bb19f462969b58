"""Rows: their lists, labels, codes, roles and parents."""

from __future__ import annotations


def test_a_two_sided_table_has_two_lists(read_tables, figures):
    [table] = read_tables(
        "收支总表\n收 入 | < | 支 出 | <\n项 目 | 预算数 | 项 目 | 预算数\n"
        "一、拨款收入 | 5.00 | 一、一般公共服务支出 | 4.00\n |  | 二、教育支出 | 1.00\n"
        "收入总计 | 5.00 | 支出总计 | 5.00"
    )
    assert [row.list_name for row in table.rows] == ["收入", "收入", "支出", "支出", "支出"]
    assert ("二、教育支出", "支出/预算数", "1.00") in figures(table)
    assert [row.role for row in table.rows] == ["item", "total", "item", "item", "total"]


def test_a_four_list_table_has_one_list_for_each_side_and_classification(read_tables):
    [table] = read_tables(
        "收支总表\n收入 | < | 支出 | < | < | < | < | <\n"
        "项目 | 预算数 | 支出功能分类科目 | 预算数 | 部门预算支出经济分类科目 | 预算数 "
        "| 政府预算支出经济分类科目 | 预算数\n"
        "一、拨款 | 5.00 | 一、教育支出 | 5.00 | 一、工资福利支出 | 5.00 | 一、机关工资福利支出 | 5.00"
    )
    assert len({row.list_name for row in table.rows}) == 4
    assert [row.entries[0].column.path[0] for row in table.rows] == ["收入", "支出", "支出", "支出"]


def test_three_columns_of_a_code_are_one_code_and_levels_above_are_carried_down(read_tables):
    [table] = read_tables(
        "支出总表\n科目编码 | < | < | 科目名称 | 合计\n类 | 款 | 项 | ^ | ^\n"
        "201 |  |  | 一般公共服务支出 | 3.00\n | 03 |  | 相关机构事务 | 3.00\n |  | 01 | 行政运行 | 3.00\n"
        "208 | 05 | 05 | 缴费支出 | 3.00"
    )
    assert [row.code for row in table.rows] == ["201", "20103", "2010301", "2080505"]


def test_codes_tell_parents_and_paths(read_tables, parents):
    [table] = read_tables(
        "支出总表\n科目编码 | 科目名称 | 合计\n | 合计 | 5.00\n201 | 一般公共服务支出 | 3.00\n"
        "20103 | 相关机构事务 | 3.00\n2010301 | 行政运行 | 3.00\n208 | 社会保障和就业支出 | 2.00"
    )
    expected = {"合计": None, "一般公共服务支出": None, "相关机构事务": "一般公共服务支出", "行政运行": "相关机构事务"}
    assert {**expected, "社会保障和就业支出": None} == parents(table)
    assert table.rows[3].path == ("一般公共服务支出", "相关机构事务")


def test_numbering_tells_parents(read_tables, parents):
    [table] = read_tables(
        "收入表\n项目 | 预算数\n一、本年收入 | 5.00\n（一）一般公共预算拨款 | 4.00\n其中：财政拨款 | 3.00\n"
        "（二）政府性基金预算拨款 | 1.00\n二、上年结转 | 1.00\n收入合计 | 6.00"
    )
    assert parents(table) == {
        "一、本年收入": None,
        "（一）一般公共预算拨款": "一、本年收入",
        "其中：财政拨款": "（一）一般公共预算拨款",
        "（二）政府性基金预算拨款": "一、本年收入",
        "二、上年结转": None,
        "收入合计": None,
    }
    assert table.rows[2].role == "of_which"


def test_indentation_tells_parents_where_nothing_else_does(read_tables, parents):
    [table] = read_tables(
        "基本支出表\n项目 | 预算数\n工资福利支出 | 5.00\n　　基本工资 | 4.00\n　　奖金 | 1.00\n资本性支出 | 2.00"
    )
    expected = {"工资福利支出": None, "基本工资": "工资福利支出", "奖金": "工资福利支出", "资本性支出": None}
    assert expected == parents(table)


def test_classes_below_a_unit_are_part_of_the_unit(read_tables, parents):
    [table] = read_tables(
        "支出总表\n单位代码 | 单位名称 | 科目编码 | 科目名称 | 合计\n003 | 某某局 |  |  | 3.00\n"
        " |  | 201 | 一般公共服务支出 | 3.00\n003001 | 某某局本级 |  |  | 3.00\n |  | 208 | 社会保障和就业支出 | 3.00"
    )
    assert parents(table) == {
        "某某局": None,
        "一般公共服务支出": "某某局",
        "某某局本级": "某某局",
        "社会保障和就业支出": "某某局本级",
    }


def test_two_classifications_in_one_row_keep_both_codes(read_tables):
    [table] = read_tables(
        "基本支出表\n部门预算支出经济分类科目 | < | 政府预算支出经济分类科目 | < | 合计\n"
        "科目编码 | 科目名称 | 科目编码 | 科目名称 | ^\n30101 | 基本工资 | 50101 | 工资奖金津补贴 | 3.00"
    )
    [row] = table.rows
    assert (row.code, [code for _, code in row.codes]) == ("30101", ["30101", "50101"])


def test_a_code_printed_in_front_of_its_name_is_the_rows_code(read_tables):
    [table] = read_tables("支出表\n功能科目 | 合计\n2010301-行政运行 | 3.00\n20万元以上设备 | 2.00")
    assert [row.code for row in table.rows] == ["2010301", None]


def test_one_row_without_a_label_is_the_total(read_tables, figures):
    [table] = read_tables(
        "“三公”经费支出表\n合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | 公务接待费\n"
        "^ | ^ | 小计 | 购置费 | ^\n3.00 | 0.00 | 2.00 | 2.00 | 1.00"
    )
    assert [row.label for row in table.rows] == ["合计"]
    assert ("合计", "公务用车购置及运行费/小计", "2.00") in figures(table)


def test_serial_numbers_are_neither_rows_nor_figures(read_tables, figures):
    [table] = read_tables("会议费明细表\n序号 | 会议名称 | 金额\n1 | 工作会议 | 0.84\n2 | 年度会议 | 1.00")
    assert figures(table) == [("工作会议", "金额", "0.84"), ("年度会议", "金额", "1.00")]


def test_a_number_wrapped_inside_its_cell_is_one_number(read_tables, figures):
    [table] = read_tables("支出表\n科目名称 | 合计\n教育支出 | 1,234,/n567.80\n科技支出 | 41.1 1")
    assert [text for *_, text in figures(table)] == ["1,234,567.80", "41.11"]


def test_figures_under_a_merged_label_keep_it(read_tables):
    [table] = read_tables("项目支出表\n类型 | 项目名称 | 合计\n特定目标类 | 甲项目 | 1.00\n^ | 乙项目 | 2.00")
    assert list(table.rows[1].labels) == [("类型", "特定目标类"), ("项目名称", "乙项目")]


def test_a_text_table_is_a_list(read_tables):
    [table] = read_tables("机构设置情况表\n单位名称 | 单位性质 | 经费形式\n某某局 | 行政 | 财政拨款")
    assert (table.kind, [entry.text for entry in table.rows[0].entries]) == ("list", ["行政", "财政拨款"])


def test_a_numbering_that_begins_again_belongs_to_the_row_above_it(read_tables):
    [table] = read_tables(
        "收支表\n项目 | 决算数\n一、一般公共预算拨款 | 5.00\n二、政府性基金拨款 | 1.00\n本年收入合计 | 6.00\n"
        "年初结转和结余 | 3.00\n一、一般公共预算拨款 | 2.00\n二、政府性基金拨款 | 1.00\n使用结余 | 1.00\n总计 | 10.00"
    )
    assert [row.parent for row in table.rows] == [None, None, None, None, 3, 3, None, None]


def test_the_two_digits_of_a_level_are_its_whole_code(read_tables):
    [table] = read_tables(
        "支出表\n科目编码 | 科目名称 | 金额\n208 | 社会保障和就业支出 | 3.00\n05 | 行政事业单位养老支出 | 2.00\n"
        "2080505 | 养老保险缴费支出 | 2.00\n99 | 其他社会保障和就业支出 | 1.00\n2089999 | 其他社会保障和就业支出 | 1.00"
    )
    assert [row.code for row in table.rows] == ["208", "20805", "2080505", "20899", "2089999"]


def test_a_name_that_begins_with_digits_has_no_code(read_tables):
    [table] = read_tables("项目支出表\n项目名称 | 金额\n12345热线运行 | 3.00\n30201办公费 | 2.00")
    assert [row.code for row in table.rows] == [None, "30201"]


def test_notes_printed_in_the_last_lines_of_a_grid_are_no_rows(read_tables):
    [table] = read_tables("支出表\n项目 | 金额\n甲项目 | 3.00\n注：1.金额不含税。 | <\n2.另有说明。 | <")
    assert [row.label for row in table.rows] == ["甲项目"]
    assert table.below == ("注：1.金额不含税。", "2.另有说明。")


def test_purchases_of_one_unit_are_told_apart_by_their_kind(read_tables, parents):
    [table] = read_tables(
        "政府采购预算表\n单位编码 | 单位名称 | 规格要求 | 采购数量 | 总计\n003 | 某局 |  | 6 | 9.00\n"
        "003001 | 某局本级 |  | 6 | 9.00\n003001 | 某局本级 | 打印机 | 5 | 5.00\n003001 | 某局本级 | 投影仪 | 1 | 4.00"
    )
    assert [row.label for row in table.rows] == ["某局", "某局本级", "打印机", "投影仪"]
    assert [row.code for row in table.rows] == ["003", "003001", "003001", "003001"]
    assert parents(table) == {"某局": None, "某局本级": "某局", "打印机": "某局本级", "投影仪": "某局本级"}


def test_a_units_code_in_the_column_of_names_is_its_code(read_tables):
    [table] = read_tables(
        "项目支出预算表\n类型 | 项目名称 | 项目单位 | 合计\n | 合计 |  | 5.00\n | 112 | 某局 | 5.00\n"
        "其他运转类 | 水电费 | 某局 | 3.00\n其他运转类 | 印刷费 | 某局 | 2.00"
    )
    assert [(row.code, row.label) for row in table.rows] == [
        (None, "合计"),
        ("112", "某局"),
        (None, "水电费"),
        (None, "印刷费"),
    ]


def test_an_amount_among_the_names_is_kept_and_in_doubt(read_tables):
    [table] = read_tables("支出表\n项目 | 说明 | 金额\n甲 | 3.05 | 1.00\n乙 | 文字 | 2.00\n丙 | 文字 | 3.00")
    assert [(e.text, e.doubt is None) for e in table.rows[0].entries] == [("3.05", False), ("1.00", True)]


def test_a_figure_in_a_cell_over_two_columns_is_in_doubt(read_tables):
    [table] = read_tables("支出表\n项目 | 基本支出 | 项目支出\n甲 | 1.00 | 2.00\n乙 | 3.00 | <")
    assert [[e.doubt is None for e in row.entries] for row in table.rows] == [[True, True], [False]]


def test_a_column_of_dashes_and_one_figure_is_a_column_of_figures(read_tables, figures):
    [table] = read_tables("支出表\n项目 | 基本支出 | 项目支出\n甲 | - | 2.00\n乙 | - | 1.00\n丙 | 4.00 | 1.00")
    assert ("丙", "基本支出", "4.00") in figures(table)


def test_serial_numbers_of_each_list_are_no_figures(read_tables, figures):
    [table] = read_tables(
        "收支总表\n行次 | 项目 | 金额 | 行次 | 项目 | 金额\n1 | 拨款收入 | 1.00 | 8 | 教育支出 | 1.00\n"
        "2 | 事业收入 | 2.00 | 9 | 科技支出 | 2.00"
    )
    assert [text for *_, text in figures(table)] == ["1.00", "2.00", "1.00", "2.00"]


def test_a_year_like_amount_is_a_figure(read_tables, figures):
    [table] = read_tables("采购表\n品目 | 单价\n桌子 | 2000\n椅子 | 2000")
    assert [text for *_, text in figures(table)] == ["2000", "2000"]


def test_columns_that_only_a_later_page_has_are_kept_apart(read_tables):
    tables = read_tables(
        "支出表\n单位：元\n科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 3.00\n====\n"
        "@50 208 | @50 社会保障支出 | @20 2.00 | @20 7.00"
    )
    assert [[e.text for row in table.rows for e in row.entries] for table in tables] == [["3.00"], ["2.00", "7.00"]]


def test_counts_under_a_header_are_no_column_numbers(read_tables, figures):
    [table] = read_tables("车辆表\n单位 | 编制数 | 实有数\n甲 | 5 | 4\n | 1 | 2\n乙 | 4 | 2")
    assert len(figures(table)) == 6


def test_lists_nest_from_left_to_right(read_tables, parents):
    [table] = read_tables(
        "支出总表\n预算单位 | 科目编码 | 科目名称 | 合计\n某局 |  |  | 5.00\n　某局本级 |  |  | 3.00\n"
        " | 205 | 教育支出 | 3.00\n | 20508 | 进修及培训 | 3.00\n　某中心 |  |  | 2.00\n | 208 | 社会保障支出 | 2.00"
    )
    assert parents(table) == {
        "某局": None,
        "某局本级": "某局",
        "教育支出": "某局本级",
        "进修及培训": "教育支出",
        "某中心": "某局",
        "社会保障支出": "某中心",
    }


def test_a_line_of_purchases_below_its_unit_is_called_as_what_is_bought(read_tables):
    [table] = read_tables(
        "政府采购预算表\n单位编码 | 单位名称 | 规格要求 | 计量单位 | 采购数量 | 总计\n"
        "428001 | 青石县某某局本级 |  |  |  | 3.00\n428001 | 青石县某某局本级 | 台式计算机 | 台 | 4 | 3.00"
    )
    assert [row.label for row in table.rows] == ["青石县某某局本级", "台式计算机"]
