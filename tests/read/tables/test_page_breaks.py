"""A page break changes nothing: tables split between rows are the same, cut rows are joined or in doubt."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.amount import parse_number

CAPTIONS = ["支出总表", "单位：万元"]
CODED = ["科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出"]
CODED_ROWS = [
    "201 | 一般公共服务支出 | 15.00 | 5.00 | 10.00",
    "20103 | 政府办公厅（室）及相关机构事务 | 15.00 | 5.00 | 10.00",
    "2010301 | 行政运行 | 15.00 | 5.00 | 10.00",
    "208 | 社会保障和就业支出 | 65.15 | 65.15 | ",
    "20805 | 行政事业单位养老支出 | 65.15 | 65.15 | ",
    "2080505 | 机关事业单位基本养老保险缴费支出 | 1,234.56 | 65.15 | -",
    "2080506 | 机关事业单位职业年金缴费支出 | 10.15 | 10.15 | ",
]
LEVELS = ["科目编码 | < | < | 科目名称 | 合计", "类 | 款 | 项 | ^ | ^"]
LEVEL_ROWS = [
    "201 |  |  | 一般公共服务支出 | 15.00",
    " | 03 |  | 相关机构事务 | 15.00",
    " |  | 01 | 行政运行 | 15.00",
    "208 |  |  | 社会保障支出 | 5.00",
    " | 05 |  | 养老支出 | 5.00",
]
SIDES = ["收入 | < | 支出 | <", "项目 | 预算数 | 项目 | 预算数"]
SIDE_ROWS = [
    "一、一般公共预算拨款收入 | 5.00 | 一、一般公共服务支出 | 4.00",
    "二、政府性基金预算拨款收入 |  | 二、外交支出 | ",
    " |  | 三、教育支出 | 1.00",
    "本年收入合计 | 5.00 | 本年支出合计 | 5.00",
    "上年结转 |  | 年终结转 | ",
    "收入总计 | 5.00 | 支出总计 | 5.00",
]
TWICE = ["科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额"]
TWICE_ROWS = [
    "301 | 工资福利支出 | 9.00 | 302 | 商品和服务支出 | 3.00",
    "30101 | 基本工资 | 5.00 | 30201 | 办公费 | 1.00",
    "30102 | 津贴补贴 | 4.00 | 30202 | 印刷费 | 2.00",
]
UNITS = ["单位编码 | 单位名称 | 科目编码 | 科目名称 | 合计"]
UNIT_ROWS = [
    "003 | 某某局 |  |  | 3.00",
    "003001 | 某某局本级 |  |  | 2.00",
    " |  | 201 | 一般公共服务支出 | 2.00",
    "003002 | 某某中心 |  |  | 1.00",
    " |  | 208 | 社会保障和就业支出 | 1.00",
]
FORMS = {
    "codes": (CODED, CODED_ROWS),
    "levels of a code": (LEVELS, LEVEL_ROWS),
    "two sides": (SIDES, SIDE_ROWS),
    "a list printed twice": (TWICE, TWICE_ROWS),
    "units above codes": (UNITS, UNIT_ROWS),
}


def _pages(*pages):
    return "\n====\n".join("\n".join(page) for page in pages)


def _content(table):
    rows = [
        (r.label, r.code, r.path, r.role, r.list_name, [(e.column, e.text, e.doubt) for e in r.entries])
        for r in table.rows
    ]
    return table.title, table.unit, rows


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
@settings(max_examples=15)
def test_a_table_split_between_any_rows_makes_the_same_claims(read_tables, form, data):
    head, rows = FORMS[form]
    breaks = data.draw(st.sets(st.integers(1, len(rows) - 1), max_size=3))
    repeats = data.draw(
        st.sampled_from([[], head, ["单位：万元", *head], [*CAPTIONS, *head], ["支出总表（续）", *head]])
    )
    parts = [rows[begin:end] for begin, end in itertools.pairwise([0, *sorted(breaks), len(rows)])]
    [whole] = read_tables(_pages([*CAPTIONS, *head, *rows]))
    [split] = read_tables(_pages([*CAPTIONS, *head, *parts[0]], *([*repeats, *part] for part in parts[1:])))
    assert _content(whole) == _content(split)


def _cut(words, cuts):
    return [word[:at] for word, at in zip(words, cuts, strict=True)], [
        word[at:] for word, at in zip(words, cuts, strict=True)
    ]


@settings(max_examples=150)
@given(data=st.data())
def test_a_row_cut_anywhere_by_the_page_break_gives_its_own_figures_or_doubtful_ones(read_tables, data):
    number = data.draw(st.integers(1, len(CODED_ROWS) - 1))
    words = [word.strip() for word in CODED_ROWS[number].split("|")]
    upper, lower = _cut(words, [data.draw(st.integers(0, len(word))) for word in words])
    repeat = data.draw(st.sampled_from([[], CODED]))
    before, after = CODED_ROWS[:number], CODED_ROWS[number + 1 :]
    first = [*CAPTIONS, *CODED, *before, " | ".join(upper)]
    tables = read_tables(_pages(first, [*repeat, " | ".join(lower), *after]))
    [whole] = read_tables(_pages([*CAPTIONS, *CODED, *CODED_ROWS]))
    true = {(row.code, e.column.path, parse_number(e.text).value) for row in whole.rows for e in row.entries}
    read = {
        (row.code, e.column.path, parse_number(e.text).value)
        for table in tables
        for row in table.rows
        for e in row.entries
        if e.doubt is None and parse_number(e.text) is not None
    }
    assert set() == read - true


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("2080 | 行政事业 | 65.1 | 65.1 | ", "5 | 单位养老支出 | 5 | 5 | "),
        ("20805 | 行政事业 | 65.15 | 65.15 | ", " | 单位养老支出 |  |  | "),
        ("20805 | 行政事业单位养老支出 | 65.1 | 65.1 | ", " |  | 5 | 5 | "),
        ("20805 | 行政事业 |  |  | ", " | 单位养老支出 | 65.15 | 65.15 | "),
        ("20 | 行政事业单位养老支出 | 65.15 | 65.15 | ", "805 |  |  |  | "),
        ("208 | 行政事业单位养老支出 | 65.15 | 65.15 | ", "05 |  |  |  | "),
    ],
)
def test_a_row_cut_in_two_is_one_row(read_tables, upper, lower):
    [table] = read_tables(_pages([*CAPTIONS, *CODED, *CODED_ROWS[:4], upper], [*CODED, lower, *CODED_ROWS[5:]]))
    [whole] = read_tables(_pages([*CAPTIONS, *CODED, *CODED_ROWS]))
    assert _content(whole) == _content(table)


def test_digits_that_do_not_make_a_figure_like_the_others_are_in_doubt(read_tables):
    upper, lower = "2080 | 行政事业 | 65.15 | 65.1 | ", "5 | 单位养老支出 | 5 | 5 | "
    [table] = read_tables(_pages([*CAPTIONS, *CODED, *CODED_ROWS[:4], upper], [*CODED, lower]))
    assert [e.doubt is None for e in table.rows[-1].entries] == [False, True]


def test_a_nameless_figure_at_the_top_of_a_page_is_in_doubt(read_tables):
    [table] = read_tables(_pages([*CAPTIONS, *CODED, *CODED_ROWS], [" |  | 5 |  | "]))
    assert [(e.text, e.doubt is None) for e in table.rows[-1].entries] == [("5", False)]
    assert "5" not in {e.text for row in table.rows[:-1] for e in row.entries}
