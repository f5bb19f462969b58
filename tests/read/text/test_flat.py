"""Flattened tables: every figure that is read must stand where it was written; what is not sure may be left out."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.document import Grid
from gouji.read.text import read_text
from gouji.read.text.flat.tokens import is_flattened, tokenize

CODED_HEAD = "项目支出 基本支出 科目编码 科目名称 总计 商品和服务 支出 工资福利支出 小计 小计 部门项目"
NAMES = {"2010301": "行政运行", "2080505": "养老保险缴费", "2101101": "单位医疗", "2210201": "住房公积金"}


def read_grid(text: str) -> Grid | None:
    blocks = read_text(text, "example.txt", "0" * 64).blocks
    return next((block for block in blocks if isinstance(block, Grid)), None)


def figures_of(grid: Grid, height: int) -> dict[tuple[str, int], str]:
    """Figures by row name and column, from the code, else the label, of their row."""
    names: dict[int, str] = {}
    for cell in grid.cells:
        if cell.column < 2 and cell.row >= height:
            names.setdefault(cell.row, cell.text)
    return {(names[cell.row], cell.column): cell.text for cell in grid.cells if cell.column > 1 and cell.row >= height}


def spaced(cents: int) -> str:
    """An amount as a conversion prints it: a blank after every mark."""
    return f"{Decimal(cents) / 100:,.2f}".replace(",", ", ").replace(".", ". ")


def plain(cents: int) -> str:
    return f"{Decimal(cents) / 100:,.2f}"


def test_a_table_in_one_line_is_told_from_a_sentence() -> None:
    assert is_flattened(
        "合计 10.00 301 工资福利 6.00 30101 基本工资 4.00 30102 津贴 2.00 302 商品 4.00 30201 办公费 4.00"
    )
    assert not is_flattened(
        "收入10.00万元，支出9.00万元，其中办公费1.00万元、差旅费2.00万元、其他3.00万元、印刷1.00万元。"
    )


def test_amounts_codes_and_words_are_told_apart() -> None:
    tokens = tokenize("003001 某某局 4, 461, 66 201公共服务 7. 06")
    assert [(token.kind, token.text) for token in tokens[:5]] == [
        ("code", "003001"),
        ("word", "某某局"),
        ("amount", "4,461.66"),
        ("code", "201"),
        ("word", "公共服务"),
    ]
    assert [token.certain for token in tokens if token.kind == "amount"] == [False, True]


def test_one_column_is_read_by_codes_whatever_the_order_inside_a_row() -> None:
    text = (
        "填报单位:某某局 单位:万元 经济科目 科目名称 总计 合计 30.00 301 工资福利支出 20.00 30101 基本工资 12.00 "
        "奖金 30103 3.00 5.00 30108 养老保险缴费 302 商品和服务支出 10.00 30201 办公费 10. 00 30202 印刷费"
    )
    grid = read_grid(text)
    assert grid is not None
    assert not grid.certain_columns
    assert figures_of(grid, 1) == {
        ("合计", 2): "30.00",
        ("301", 2): "20.00",
        ("30101", 2): "12.00",
        ("30103", 2): "3.00",
        ("30108", 2): "5.00",
        ("302", 2): "10.00",
        ("30201", 2): "10.00",
    }


def test_lists_side_by_side_are_told_apart_by_sums() -> None:
    text = (
        "收 预算数 项目(按功能分类) 预算数 一、财政拨款 80. 00 201一般公共服务 (一) 当年拨款 80.00 70.00 202外交 "
        "(二) 专项拨款 203国防 二、其他收入 20.00 204公共安全 30.00 205教育 "
        "本年收入合计 本年功能科目支出合计 100.00 100. 00 收 入 总 计 100.00 支出功能科目总计 100.00"
    )
    grid = read_grid(text)
    assert grid is not None
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    labels = {place: text for place, text in texts.items() if place[1] % 2 == 0 and place[0] > 1}
    beside = {label: texts.get((row, column + 1)) for (row, column), label in labels.items()}
    wrong = {label: amount for label, amount in beside.items() if amount and amount != EXPECTED.get(label)}
    assert wrong == {}
    assert beside["(一)当年拨款"] == "80.00"
    assert beside["二、其他收入"] == "20.00"
    assert beside["201一般公共服务"] is None, "70.00 may as well stand beside 202外交"


EXPECTED = {
    "一、财政拨款": "80.00",
    "(一)当年拨款": "80.00",
    "二、其他收入": "20.00",
    "201一般公共服务": "70.00",
    "204公共安全": "30.00",
    "本年收入合计": "100.00",
    "本年功能科目支出合计": "100.00",
    "收入总计": "100.00",
    "支出功能科目总计": "100.00",
}


def test_what_could_not_be_placed_is_said() -> None:
    text = "科目编码 科目名称 总计 基本支出 项目支出 小计 经常性项目 一次性项目 小计 " + " ".join(
        f"{code} {name} 2.00 2.00 2.00" for code, name in NAMES.items()
    )
    document = read_text(text, "example.txt", "0" * 64)
    read = [cell for block in document.blocks if isinstance(block, Grid) for cell in block.cells if cell.text == "2.00"]
    assert len(read) < 12
    assert any("未读取" in notice for notice in document.notices)


parts = st.integers(0, 10**8)
row = st.tuples(parts, parts, parts)


@settings(max_examples=60, deadline=None)
@given(st.lists(row, min_size=4, max_size=4))
@pytest.mark.parametrize("jumbled", [False, True])
def test_no_figure_of_a_flattened_table_is_read_in_a_wrong_place(
    jumbled: bool, rows: list[tuple[int, int, int]]
) -> None:
    sums = (sum(row[0] for row in rows), sum(row[1] for row in rows), sum(row[2] for row in rows))
    written: dict[tuple[str, int], str] = {}
    pieces: list[str] = []
    for name, (pay, goods, project) in zip(("合计", *NAMES), (sums, *rows), strict=True):
        cents = (pay + goods + project, pay + goods, pay, goods, project, project)
        figures = [(column, amount) for column, amount in enumerate(cents, start=2) if amount]
        written.update({(name, column): plain(amount) for column, amount in figures})
        words = [name, NAMES[name]] if name in NAMES else [name]
        tokens = [*words, *(spaced(amount) for _, amount in figures)]
        if jumbled:
            tokens = [*tokens[1:], tokens[0]]
        pieces.extend(tokens)
    grid = read_grid(f"{CODED_HEAD} 合计 {' '.join(pieces)}" if jumbled else f"{CODED_HEAD} {' '.join(pieces)}")
    read = figures_of(grid, 2) if grid is not None else {}
    assert {place: text for place, text in read.items() if written.get(place) != text} == {}
