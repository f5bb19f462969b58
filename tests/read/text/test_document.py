from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.document import Document, Grid, Paragraph
from gouji.read.text import read_text


def read(text: str) -> Document:
    return read_text(text, "example.txt", "0" * 64)


def grids(text: str) -> list[Grid]:
    return [block for block in read(text).blocks if isinstance(block, Grid)]


def paragraphs(text: str) -> list[str]:
    return [block.text for block in read(text).blocks if isinstance(block, Paragraph)]


def rows_of(grid: Grid) -> list[list[str]]:
    texts = [[""] * grid.column_count for _ in range(grid.row_count)]
    for cell in grid.cells:
        texts[cell.row][cell.column] = cell.text
    return texts


def head_of(grid: Grid) -> list[tuple[str, int, int, int]]:
    return [(cell.text, cell.column, cell.row_span, cell.column_span) for cell in grid.cells if cell.row == 0]


def tab_text(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


SUMMARY = [
    ["项目", "合计", "本年支出", ""],
    ["", "", "基本支出", "项目支出"],
    ["合计", "30.00", "20.00", "10.00"],
    ["2010101", "30.00", "20.00", "10.00"],
]


def test_blanks_in_a_tab_row_keep_the_figures_in_their_columns() -> None:
    (grid,) = grids("项目\t预算数\t决算数\n办公费\t\t3.50\n")
    assert rows_of(grid) == [["项目", "预算数", "决算数"], ["办公费", "", "3.50"]]


def test_every_cell_knows_its_line() -> None:
    (grid,) = grids("支出表\n\n项目\t金额\n办公费\t3.50\n")
    assert {cell.text: cell.place.line for cell in grid.cells} == {"项目": 3, "金额": 3, "办公费": 4, "3.50": 4}


def test_unrolled_heads_get_their_spans_back() -> None:
    (grid,) = grids(tab_text(SUMMARY))
    assert head_of(grid) == [("项目", 0, 2, 1), ("合计", 1, 2, 1), ("本年支出", 2, 1, 2)]


def test_a_last_head_that_slid_left_over_a_sub_head_goes_back_and_its_column_is_doubted() -> None:
    text = "编码\t本年收入\t\t上年结转\t\n\t小计\t事业收入\t\t其他收入\n合计\t9.00\t4.00\t5.00\t1.00\n"
    (grid,) = grids(text)
    assert head_of(grid) == [("编码", 0, 2, 1), ("本年收入", 1, 1, 3), ("上年结转", 4, 2, 1)]
    assert [cell.text for cell in grid.cells if cell.row == 2 and cell.column and cell.certain] == ["9.00", "4.00"]


def test_a_head_cannot_begin_inside_a_merged_cell_below_it() -> None:
    text = (
        "合计\t基本支出\t\t\t项目支出\t\t\n"
        "\t小计\t人员经费\t公用经费\t\t小计\t其他\n"
        "\t\t\t商品服务\t资本性\t\t\n"
        "9.00\t4.00\t1.00\t2.00\t1.00\t5.00\t5.00\n"
    )
    (grid,) = grids(text)
    assert head_of(grid) == [("合计", 0, 3, 1), ("基本支出", 1, 1, 4), ("项目支出", 5, 1, 2)]


def test_a_markdown_table_is_a_grid_without_its_rule() -> None:
    (grid,) = grids("| 项目 | 金额 |\n|---|---:|\n| **合计** | 1,042.58 |\n")
    assert rows_of(grid) == [["项目", "金额"], ["合计", "1,042.58"]]


def test_a_unit_line_with_cells_of_its_own_is_no_row() -> None:
    text = "填报单位:\t某某局\t单位: 万元\n项目\t金额\t备注\n合计\t3.00\t\n"
    assert paragraphs(text) == ["填报单位:某某局 单位:万元"]
    assert rows_of(grids(text)[0])[0] == ["项目", "金额", "备注"]


def test_a_column_named_after_the_unit_is_no_unit_line() -> None:
    (grid,) = grids("单位名称\t单位性质\n某某局\t行政\n")
    assert rows_of(grid) == [["单位名称", "单位性质"], ["某某局", "行政"]]


def test_contents_are_paragraphs() -> None:
    text = "目录\n收支总表\t4\n收入总表\t6\n\n支出总表.....\t8\n"
    assert grids(text) == []
    assert paragraphs(text) == ["目录", "收支总表 4", "收入总表 6", "支出总表..... 8"]


def test_a_lonely_line_with_a_tab_is_a_paragraph() -> None:
    assert paragraphs("预算年度：\t2024\n") == ["预算年度： 2024"]


def test_a_percentage_cut_by_a_wrong_column_boundary_is_whole_again() -> None:
    (grid,) = grids("计划\t3 ,\t月底\t6月底\t1\t2月底\n比例\t25\t. 00%\t50.00%\t1\t00.00%\n")
    assert [[*row, ""][:6] for row in rows_of(grid)] == [
        ["计划", "3月底", "", "6月底", "12月底", ""],
        ["比例", "25.00%", "", "50.00%", "100.00%", ""],
    ]


def test_a_target_cut_in_two_counts_the_shared_digit_once_and_is_not_certain() -> None:
    (grid,) = grids("指标\t指标值\t\n件数\t≥53\t3200件\n")
    (cell,) = [cell for cell in grid.cells if "件" in cell.text and cell.column == 1]
    assert (cell.text, cell.certain) == ("≥53200件", False)


def test_a_row_without_its_leading_blank_goes_back_under_its_columns() -> None:
    text = "构成\t来源\t金额\t占比\n收入\t拨款\t9.00\t90%\n\t其他\t1.00\t10%\n合计\t10.00\t100%\t\n"
    (grid,) = grids(text)
    assert rows_of(grid)[3] == ["", "合计", "10.00", "100%"]


def test_a_row_that_fits_where_it_stands_is_not_moved() -> None:
    text = "项目\t金额\t备注\n拨款\t9.00\t省级\n\t1.00\t\n合计\t10.00\t\n"
    assert rows_of(grids(text)[0])[3] == ["合计", "10.00", ""]


def test_a_sentence_cut_by_a_page_break_is_one_paragraph() -> None:
    begun = "本部门2024年收入合计100.00万元，其中一般公共预算拨款收入80.00万元，政府性"
    text = f"{begun}\n\n基金收入20.00万元，无其他收入。\n\n二、其他\n"
    first, second = paragraphs(text)
    assert first.endswith("政府性基金收入20.00万元，无其他收入。")
    assert second == "二、其他"


def test_a_heading_says_so() -> None:
    blocks = read("## 第一部分\n\n正文。\n").blocks
    assert [(block.text, block.heading) for block in blocks if isinstance(block, Paragraph)] == [
        ("第一部分", True),
        ("正文。", False),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n\t\t\n", " \f \n"])
def test_a_text_without_content_is_a_document_without_blocks(text: str) -> None:
    assert read(text).blocks == ()


labels = st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=5)
figures = st.one_of(st.just(""), st.decimals(0, 10**7, places=2).map(lambda amount: f"{amount:,}"))


@settings(max_examples=60)
@given(st.lists(st.tuples(labels, figures, figures, figures), min_size=1, max_size=12))
def test_a_table_written_as_tab_text_reads_back_the_same(rows: list[tuple[str, str, str, str]]) -> None:
    written = [["项目", "合计", "基本支出", "项目支出"], *(list(row) for row in rows)]
    (grid,) = grids(tab_text(written))
    assert written == [[*row, "", "", ""][:4] for row in rows_of(grid)]
    assert all(cell.certain for cell in grid.cells)
