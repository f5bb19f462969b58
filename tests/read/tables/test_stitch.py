"""Tables over several pages: the same table, wherever a page break falls."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

HEAD = ["序号 | 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出", "栏次 | 1 | 2 | 3 | 4 | 5"]
CAPTIONS = ["部门支出总表", "单位：万元"]
ROWS = [
    "1 |  | 合计 | 70.15 | 60.15 | 10.00",
    "2 | 201 | 一般公共服务支出 | 15.00 | 5.00 | 10.00",
    "3 | 20103 | 政府办公厅（室）及相关机构事务 | 15.00 | 5.00 | 10.00",
    "4 | 2010301 | 行政运行 | 15.00 | 5.00 | 10.00",
    "5 | 208 | 社会保障和就业支出 | 55.15 | 55.15 | ",
    "6 | 20805 | 行政事业单位养老支出 | 55.15 | 55.15 | ",
    "7 | 2080505 | 机关事业单位基本养老保险缴费支出 | 55.15 | 55.15 | ",
]


def _pages(*pages: list[str]) -> str:
    return "\n====\n".join("\n".join(page) for page in pages)


@given(
    breaks=st.sets(st.integers(1, len(ROWS) - 1), max_size=3),
    repeats=st.sampled_from([[], HEAD[:1], HEAD, ["单位：万元", *HEAD], [*CAPTIONS, *HEAD], ["续表", *HEAD]]),
)
def test_a_table_split_at_any_rows_is_the_same_table(read_tables, breaks, repeats):
    [whole] = read_tables(_pages([*CAPTIONS, *HEAD, *ROWS]))
    edges = [0, *sorted(breaks), len(ROWS)]
    parts = [ROWS[begin:end] for begin, end in itertools.pairwise(edges)]
    [split] = read_tables(_pages([*CAPTIONS, *HEAD, *parts[0]], *([*repeats, *part] for part in parts[1:])))
    assert _content(whole) == _content(split)


def _content(table):
    rows = [(r.label, r.code, r.parent, [(e.column, e.text) for e in r.entries]) for r in table.rows]
    return table.title, table.unit, table.columns, rows


def test_a_row_split_by_a_page_break_is_one_row(read_tables, figures):
    [table] = read_tables(
        _pages(
            [*CAPTIONS, *HEAD, *ROWS[:4], "5 | 2080 | 行政 | 65.1 | 65.1 | "],
            [*HEAD, " | 5 | 事业单位养老支出 | 5 | 5 | ", "6 | 2080505 | 缴费支出 | 65.15 | 65.15 | "],
        )
    )
    assert (table.rows[4].code, table.rows[4].label) == ("20805", "行政事业单位养老支出")
    assert figures(table)[-4:-2] == [("20805", "合计", "65.15"), ("20805", "基本支出", "65.15")]


def test_a_label_that_goes_on_over_the_page_is_one_label(read_tables):
    [table] = read_tables(
        _pages(
            [*CAPTIONS, *HEAD, *ROWS[:3], "4 | 2010302 | 一般行政 | 1.00 |  | 1.00"], [*HEAD, " |  | 管理事务 |  |  | "]
        )
    )
    assert table.rows[-1].label == "一般行政管理事务"


def test_a_row_without_figures_at_the_top_of_a_page_stays_a_row(read_tables):
    head = ["收入 | < | 支出 | <", "项目 | 预算数 | 项目 | 预算数"]
    [table] = read_tables(
        _pages(
            ["收支总表", *head, "一、一般公共预算拨款 | 5.00 | 一、一般公共服务支出 | 5.00"],
            [*head, " |  | 二、外交支出 | ", "收入总计 | 5.00 | 支出总计 | 5.00"],
        )
    )
    assert [r.label for r in table.rows if r.list_name == "支出"] == [
        "一、一般公共服务支出",
        "二、外交支出",
        "支出总计",
    ]


def test_another_title_begins_another_table_of_the_same_form(read_tables):
    form = [HEAD[0], ROWS[0]]
    tables = read_tables(_pages(["一般公共预算支出表", *form], ["政府性基金预算支出表", *form]))
    assert [table.title for table in tables] == ["一般公共预算支出表", "政府性基金预算支出表"]


def test_another_table_number_begins_another_table(read_tables):
    form = [HEAD[0], ROWS[0]]
    assert len(read_tables(_pages(["公开07表", "支出预算表", *form], ["公开08表", "支出预算表", *form]))) == 2


def test_another_department_begins_another_table(read_tables):
    form = [HEAD[0], ROWS[0]]
    text = _pages(["支出总表", "编制单位：甲局", *form], ["支出总表", "编制单位：乙局", *form])
    assert len(read_tables(text)) == 2


def test_prose_between_grids_ends_a_table(read_tables):
    prose = "本部门当年收入比上年增加，主要原因是人员增加和新增项目安排，具体情况说明如下。"
    tables = read_tables("\n".join(["支出总表", HEAD[0], ROWS[0], prose, HEAD[0], ROWS[0]]))
    assert [table.title for table in tables] == ["支出总表", ""]


def test_a_total_in_one_merged_cell_at_the_top_of_a_page_stands_under_the_names(read_tables, figures):
    head = "科目编码 | < | < | 科目名称 | 合计 | 基本支出\n类 | 款 | 项 | ^ | ^ | ^\n"
    head += "221 | 02 | 01 | 住房公积金 | 5.00 | 5.00"
    [table] = read_tables(f"支出表\n单位：元\n{head}\n====\n@200 合计 | @50 5.00 | @50 5.00")
    assert figures(table)[2:] == [("合计", "合计", "5.00"), ("合计", "基本支出", "5.00")]
    assert table.rows[-1].role == "total"


def test_the_unit_may_be_printed_on_a_later_page_only(read_tables):
    [table] = read_tables(_pages(["支出总表", *HEAD, *ROWS[:3]], ["单位：元", *HEAD, *ROWS[3:]]))
    assert table.unit == "元"


def test_a_repeated_line_of_column_numbers_with_a_misread_word_is_no_row(read_tables):
    misread = [HEAD[0], "档次 | 1 | 2 | 3 | 4 | 5"]
    [table] = read_tables(_pages([*CAPTIONS, *HEAD, *ROWS[:3]], [*misread, *ROWS[3:]]))
    assert [row.code for row in table.rows] == [None, "201", "20103", "2010301", "208", "20805", "2080505"]


def test_the_two_digits_of_a_level_at_the_top_of_a_page_are_a_row(read_tables, figures):
    head = "支出表\n科目编码 | 科目名称 | 金额 | 备注\n"
    [table] = read_tables(
        f"{head}201 | 一般公共服务支出 | 4.00 | \n208 | 社会保障和就业支出 | 3.00 | \n"
        "====\n05 | 行政事业单位养老支出 | 2.50 | \n2080505 | 养老保险缴费支出 | 2.50 | "
    )
    assert [row.code for row in table.rows] == ["201", "208", "20805", "2080505"]
    assert [value for _, _, value in figures(table)] == ["4.00", "3.00", "2.50", "2.50"]


def test_the_right_part_of_a_sheet_too_wide_for_its_page_has_heads_of_its_own(read_tables, figures):
    left = "部门收入总表\n单位：万元\n科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 10.00\n202 | 外交支出 | 5.00"
    right = "单位：万元\n附属单位上缴收入 | 其他收入 | 上年结转\n | 2.00 | 1.00\n | 3.00 | 4.00"
    first, second = read_tables(f"{left}\n====\n{right}")
    assert figures(first) == [("201", "合计", "10.00"), ("202", "合计", "5.00")]
    assert {column for _, column, _ in figures(second)} == {"其他收入", "上年结转"}
