"""Web pages are read as a browser shows them."""

from __future__ import annotations

import pytest

from gouji.model.document import Document, Grid, Paragraph
from gouji.model.fault import ReadError
from gouji.read.html import read_html, read_mhtml
from gouji.read.limits import Limits


def read(page: str, encoding: str = "utf-8", limits: Limits | None = None) -> Document:
    return read_html(page.encode(encoding), "预算.html", "0" * 64, limits or Limits())


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def layout(document: Document) -> list[list[tuple[str, int, int, int, int]]]:
    return [
        [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in block.cells]
        for block in document.blocks
        if isinstance(block, Grid)
    ]


def test_spans_are_laid_out_as_browsers_do() -> None:
    page = (
        "<table><thead><tr><th rowspan=2>科目<th colspan='2'>支出</thead>"
        "<tbody><tr><td>基本<td>项目<tr><td>行政运行<td>1<td>2</table>"
    )
    assert layout(read(page)) == [
        [
            ("科目", 0, 0, 2, 1),
            ("支出", 0, 1, 1, 2),
            ("基本", 1, 1, 1, 1),
            ("项目", 1, 2, 1, 1),
            ("行政运行", 2, 0, 1, 1),
            ("1", 2, 1, 1, 1),
            ("2", 2, 2, 1, 1),
        ]
    ]


def test_a_row_span_ends_with_the_table() -> None:
    assert layout(read("<table><tr><td rowspan=99>甲<td>1</table>")) == [[("甲", 0, 0, 1, 1), ("1", 0, 1, 1, 1)]]


def test_tables_that_only_arrange_the_page_are_opened() -> None:
    page = "<table><tr><td>导航<td><p>收支总表<table><tr><td>合计<td>12.50</table></table>"
    page += "<table><tr><td>单位：万元</table>"
    document = read(page)
    assert paragraphs(document) == ["导航", "收支总表", "单位：万元"]
    assert layout(document) == [[("合计", 0, 0, 1, 1), ("12.50", 0, 1, 1, 1)]]


@pytest.mark.parametrize(
    "hiding", ["hidden", "style='display: none'", "style='VISIBILITY:hidden'", "style='mso-hide:all'"]
)
def test_what_is_hidden_is_not_read(hiding: str) -> None:
    document = read(f"<p {hiding}>99.00</p><p>1<span {hiding}>2</span>3</p>")
    assert (paragraphs(document), document.notices) == (["13"], ("网页有 2 处隐藏内容，未读",))


def test_hidden_rows_and_cells_leave_the_grid() -> None:
    page = "<table><tr style='display:none'><td>x<td>y<tr><td>合计<td hidden>9<td>1</table>"
    assert layout(read(page)) == [[("合计", 0, 0, 1, 1), ("1", 0, 1, 1, 1)]]


def test_entities_breaks_and_inline_marks_make_one_text() -> None:
    document = read(
        "<p>A&amp;B&lt;5%&nbsp;<b>12</b>.<i>50</i><br>下一行</p><script>var x = 1</script><style>p {}</style>"
    )
    assert paragraphs(document) == ["A&B<5% 12.50", "下一行"]


def test_lines_of_a_cell_and_its_leading_blanks_stay() -> None:
    ((first, *_),) = layout(read("<table><tr><td>&nbsp;&nbsp;一般公共<br>服务\n  支出<td>1</table>"))
    assert first[0] == "  一般公共\n服务 支出"


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "big5", "x-unknown"])
def test_the_declared_encoding_gives_way_to_the_bytes(declared: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body>部门预算收支总表 12.50 万元</body></html>"
    assert paragraphs(read(page, "gb18030")) == ["部门预算收支总表 12.50 万元"]


def test_a_caption_and_headings_are_paragraphs() -> None:
    document = read("<h1>部门预算</h1><table><caption>收支总表</caption><tr><td>甲<td>1</table>")
    headings = [(block.text, block.heading) for block in document.blocks if isinstance(block, Paragraph)]
    assert headings == [("部门预算", True), ("收支总表", False)]


def test_places_are_lines_of_the_source() -> None:
    document = read("<p>一</p>\n<p>二</p>\n<table><tr><td>甲<td>1</table>")
    assert [block.place.line for block in document.blocks] == [1, 2, 3]


def test_a_web_archive_gives_its_page() -> None:
    archive = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=X\n\n"
        "--X\nContent-Type: text/html; charset=gb2312\n"
        "Content-Transfer-Encoding: quoted-printable\n\n<p>=B5=A5=CE=BB=A3=BA=CD=F2=D4=AA</p>\n--X--\n"
    )
    document = read_mhtml(archive.encode(), "预算.mht", "0" * 64, Limits())
    assert paragraphs(document) == ["单位：万元"]


@pytest.mark.parametrize("page", ["<div>" * 400, "<table><tr><td>" * 200])
def test_nesting_too_deep_to_be_read_whole_is_an_error(page: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(page + "12.50")
    assert caught.value.code == "too_deep"


@pytest.mark.parametrize("page", ["<table><tr>" + "<td colspan=1000>1" * 3, "<table>" + "<tr><td>1<td>2" * 60])
def test_spans_and_cells_beyond_the_limit_stop(page: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(page, limits=Limits(cells=100))
    assert caught.value.code == "too_many_cells"
