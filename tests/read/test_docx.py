"""Word documents are read as they print."""

from __future__ import annotations

import io
import zipfile

import pytest

from gouji.model.document import Cell, Document, Grid, Paragraph
from gouji.model.fault import ReadError
from gouji.read.docx import read_docx
from gouji.read.limits import Limits

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def docx(body: str, word: str = WORD, **parts: str) -> bytes:
    """A DOCX of this body; other parts by their names."""
    saved = io.BytesIO()
    spaces = f'xmlns:w="{word}" xmlns:mc="{MARKUP}"'
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            container.writestr(f"word/{name}.xml", f"<w:{name} {spaces}>{content}</w:{name}>")
    return saved.getvalue()


def text(words: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text(words)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def read(data: bytes, limits: Limits | None = None) -> Document:
    return read_docx(data, "预算.docx", "0" * 64, limits or Limits())


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def layout(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    def placed(item: Cell) -> tuple[str, int, int, int, int]:
        return item.text, item.row, item.column, item.row_span, item.column_span

    return [placed(item) for item in grid.cells]


@pytest.mark.parametrize("word", [WORD, STRICT])
def test_merged_cells_keep_their_spans(word: str) -> None:
    body = table(
        cell("科目", '<w:vMerge w:val="restart"/>') + cell("本年支出", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("基本支出") + cell("项目支出"),
        cell("行政运行") + cell("12.50") + cell("3.00"),
    )
    (grid,) = grids(read(docx(body, word)))
    assert layout(grid) == [
        ("科目", 0, 0, 2, 1),
        ("本年支出", 0, 1, 1, 2),
        ("基本支出", 1, 1, 1, 1),
        ("项目支出", 1, 2, 1, 1),
        ("行政运行", 2, 0, 1, 1),
        ("12.50", 2, 1, 1, 1),
        ("3.00", 2, 2, 1, 1),
    ]


def test_old_sideways_merges_and_skipped_columns_count_too() -> None:
    first = cell("合计", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("1")
    second = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("2") + cell("3")
    (grid,) = grids(read(docx(table(first, second))))
    assert layout(grid) == [("合计", 0, 0, 1, 2), ("1", 0, 2, 1, 1), ("2", 1, 1, 1, 1), ("3", 1, 2, 1, 1)]


def test_tracked_changes_are_read_as_accepted_and_noticed() -> None:
    body = (
        "<w:p><w:r><w:t>合计</w:t></w:r><w:del><w:r><w:delText>9.00</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12.50</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom></w:p>"
    )
    deleted_row = "<w:trPr><w:del/></w:trPr>" + cell("7") + cell("8")
    document = read(docx(body + table(cell("甲") + cell("1"), deleted_row)))
    assert paragraphs(document) == ["合计12.50"]
    assert [item.text for item in grids(document)[0].cells] == ["甲", "1"]
    assert document.notices == ("文档有未接受的修订，按接受后的内容读取（删除的文字不读）",)


def test_hidden_text_is_left_out_and_noticed() -> None:
    hidden = "<w:p><w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>34</w:t></w:r></w:p>"
    shown = '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>56</w:t></w:r></w:p>'
    document = read(docx(hidden + shown))
    assert (paragraphs(document), document.notices) == (["12", "56"], ("文档有隐藏文字，未读",))


def test_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent>" + text("单位：万元") + "</w:txbxContent>"
    drawing = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>收支总表</w:t></w:r><w:r>{drawing}</w:r></w:p>"
    assert paragraphs(read(docx(body))) == ["收支总表", "单位：万元"]


def test_a_table_in_a_table_is_a_grid_of_its_own_and_a_frame_is_none() -> None:
    inner = table(cell("甲") + cell("1"))
    nested = table(cell("外") + f"<w:tc>{inner}<w:p/></w:tc>")
    frame = table(f"<w:tc>{text('说明')}{inner}</w:tc>")
    document = read(docx(nested + frame))
    assert [[item.text for item in grid.cells] for grid in grids(document)] == [["外"], ["甲", "1"], ["甲", "1"]]
    assert paragraphs(document) == ["说明"]


def test_content_controls_are_seen_through() -> None:
    body = f"<w:sdt><w:sdtContent>{text('概况')}</w:sdtContent></w:sdt>"
    row = (
        f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cell('甲')}<w:sdt><w:sdtContent>{cell('1')}</w:sdtContent></w:sdt></w:tr>"
    )
    document = read(docx(body + row + "</w:sdtContent></w:sdt></w:tbl>"))
    assert (paragraphs(document), [item.text for item in grids(document)[0].cells]) == (["概况"], ["甲", "1"])


def test_headings_come_from_styles_and_outline_levels() -> None:
    styles = '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    by_style = text("第一部分", '<w:pPr><w:pStyle w:val="1"/></w:pPr>')
    by_level = text("一、概况", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    document = read(docx(by_style + by_level + text("正文"), styles=styles))
    assert [block.heading for block in document.blocks if isinstance(block, Paragraph)] == [True, True, False]


def test_pages_count_where_word_has_left_its_breaks() -> None:
    body = text("一") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r></w:p>"
    paged, plain = read(docx(body)), read(docx(text("一") + text("二")))
    assert [block.place.page for block in paged.blocks] == [1, 2]
    assert (len(paged.pages), [block.place.line for block in plain.blocks], plain.pages) == (2, [1, 2], ())


def test_footnotes_come_last_without_their_separators() -> None:
    notes = (
        f'<w:footnote w:type="separator">{text("-")}</w:footnote><w:footnote w:id="1">{text("注：含税")}</w:footnote>'
    )
    assert paragraphs(read(docx(text("正文"), footnotes=notes))) == ["正文", "注：含税"]


def test_labels_keep_their_indent_and_weight() -> None:
    properties = '<w:pPr><w:ind w:leftChars="200"/></w:pPr>'
    row = f"<w:tc><w:p>{properties}<w:r><w:rPr><w:b/></w:rPr><w:t>合计</w:t></w:r></w:p></w:tc>" + cell("1")
    first, second = grids(read(docx(table(row))))[0].cells
    assert (first.indent, first.bold, second.indent, second.bold) == (2, True, 0, False)


def test_too_many_cells_stop_at_the_limit() -> None:
    with pytest.raises(ReadError) as caught:
        read(docx(table(*[cell("1") * 5] * 5)), Limits(cells=20))
    assert caught.value.code == "too_many_cells"
