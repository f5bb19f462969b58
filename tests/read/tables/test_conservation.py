"""No figure is lost: every cell that prints a decimal number is a piece of exactly one entry, whatever is drawn."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.amount import parse_number
from gouji.model.document import Box, Cell, Document, Grid, Page, Paragraph, Place

WORDS = "一、教育支出 其中：工资 合计 收入 支出 项目 预算数 科目编码 类 款 序号 备注 小计 数量 单位：万元 支出总表 无"
NUMBERS = "- 208 20805 05 1 2 3 2026"
CAPTIONS = "支出总表 收入总表 单位：万元 续表 公开02表 编制单位：某局 这里说明收入比上年增加的原因。"


@st.composite
def grids(draw, page):
    """A grid of any words and figures on a page, with merged cells and several figures in one cell."""
    width, height = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    taken, cells = set(), []
    for row in range(height):
        for column in range(width):
            wide, high = draw(st.sampled_from([(1, 1)] * 6 + [(2, 1), (1, 2), (3, 1)]))
            covered = {(r, c) for r in range(row, row + high) for c in range(column, column + wide)}
            if covered & taken or column + wide > width or row + high > height:
                continue
            text = draw(
                st.one_of(
                    st.sampled_from(["", "", "", *WORDS.split(), *NUMBERS.split()]),
                    st.sampled_from(["3.05", "12,345.60", "-0.50", "7.15"]),
                )
            )
            if text:
                taken |= covered
                box = Box(column * 50.0, row * 20.0, (column + wide) * 50.0, (row + high) * 20.0)
                cells.append(Cell(row, column, text, Place(page, box), high, wide))
    return Grid(tuple(cells), Place(page), certain_columns=draw(st.booleans()))


@st.composite
def documents(draw):
    """Some pages, each with some captions and a grid."""
    count = draw(st.integers(1, 3))
    blocks = []
    for page in range(1, count + 1):
        blocks += [
            Paragraph(text, Place(page)) for text in draw(st.lists(st.sampled_from(CAPTIONS.split()), max_size=2))
        ]
        blocks.append(draw(grids(page)))
    return Document("x.pdf", "0" * 64, "pdf", tuple(Page(number + 1) for number in range(count)), tuple(blocks))


def decimals(document):
    """The places of all cells that print a decimal number."""
    return Counter(
        cell.place
        for block in document.blocks
        if isinstance(block, Grid)
        for cell in block.cells
        if "." in cell.text and parse_number(cell.text) is not None
    )


@settings(max_examples=200)
@given(documents())
def test_every_decimal_figure_is_a_piece_of_exactly_one_entry(tables_of, document):
    tables = tables_of(document)
    pieces = Counter(place for table in tables for row in table.rows for entry in row.entries for place in entry.places)
    expected = decimals(document)
    assert expected == Counter({place: pieces[place] for place in expected})
