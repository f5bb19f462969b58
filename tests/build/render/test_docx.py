"""The Word document: what a reader finds in it, what an officer can edit in it, what Word is told of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from lxml import etree

from gouji.build.render.docx import render_docx
from gouji.model.amount import fold
from gouji.model.edition import Edition, EditionCell, EditionTable, Heading, Page, Prose, Run
from gouji.pipeline import read_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body_of(data: bytes) -> etree._Element:
    return etree.fromstring(parts_of(data)["word/document.xml"])


def edition_of(*blocks: Heading | Prose | EditionTable, **changed: object) -> Edition:
    plain = Edition("某局2027年部门预算", (), "某局", "318", 2027, "sample", tuple(blocks))
    return replace(plain, **changed)  # type: ignore[arg-type]  # tests name real fields


def test_a_reader_finds_exactly_the_figures_of_every_table(sample_edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "edition.docx"
    path.write_bytes(render_docx(sample_edition))
    claims = read_file(path)
    assert [fold(table.title) for table in claims.tables] == [fold(table.title) for table in sample_edition.tables]
    for index, table in enumerate(sample_edition.tables):
        rows = claims.tables[index].rows
        expected = Counter(
            (one.figure.amount.value, one.figure.amount.decimals, fold(one.label), one.code, one.column)
            for one in table.claims
        )
        found = Counter(
            (one.amount.value, one.amount.decimals, fold(rows[one.row].label), rows[one.row].code, one.column)
            for one in claims.claims
            if one.table == index and one.row is not None
        )
        assert (table.title, found) == (table.title, expected)
        units = {(one.figure.amount.value, one.figure.amount.unit) for one in table.claims if one.figure.amount.unit}
        assert units <= {(one.amount.value, one.amount.unit) for one in claims.claims if one.table == index}


def test_the_same_edition_gives_the_same_bytes_at_any_time(sample_edition: Edition) -> None:
    data = render_docx(sample_edition)
    assert data == render_docx(sample_edition)
    with ZipFile(BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", parts_of(data)["docProps/core.xml"])) == {
        b"2027-01-01T00:00:00Z"
    }


def test_every_part_that_the_package_names_is_there_and_is_xml(draft_edition: Edition) -> None:
    parts = parts_of(render_docx(draft_edition))
    for name, content in parts.items():
        assert etree.fromstring(content) is not None, name
    named = re.findall(rb'PartName="/([^"]+)"', parts["[Content_Types].xml"])
    assert {name.decode() for name in named} <= parts.keys()
    assert not [name for name in parts if "thumbnail" in name or "customXml" in name]


def test_headings_and_titles_are_styles_that_word_knows_as_such(sample_edition: Edition) -> None:
    document = Document(BytesIO(render_docx(sample_edition)))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None}
    assert styles["第一部分 部门概况"] == "Heading 1"
    assert styles["一、部门职责"] == "Heading 2"
    assert styles["（一）“三公”经费"] == "Heading 3"
    assert styles["青石县水务服务中心2027年部门预算"] == "Title"
    assert styles["部门收入总表"] == "表题 2"
    fonts = {
        style.name: style.element.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")
        for style in document.styles
        if style.name in {"Heading 1", "Body Text", "表格文字"}
    }
    assert fonts == {"Heading 1": "黑体", "Body Text": "仿宋", "表格文字": "宋体"}


def test_the_contents_are_a_field_that_is_filled_in_already(sample_edition: Edition) -> None:
    document = body_of(render_docx(sample_edition))
    entries = [
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in document.iter(f"{W}p")
        if (paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") or "").startswith("TOC")  # type: ignore[union-attr]
    ]
    expected = [
        block.text if isinstance(block, Heading) else block.title
        for block in sample_edition.blocks
        if isinstance(block, Heading | EditionTable)
    ]
    assert [entry.rstrip("0123456789") for entry in entries] == expected
    assert all(entry[-1].isdigit() for entry in entries)
    instructions = [(text.text or "").split()[0] for text in document.iter(f"{W}instrText")]
    assert instructions == ["TOC", *["PAGEREF"] * len(expected)]
    marks = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    assert marks == {link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")}


def test_header_rows_repeat_and_rows_do_not_split(sample_edition: Edition) -> None:
    for table, element in zip(sample_edition.tables, body_of(render_docx(sample_edition)).iter(f"{W}tbl"), strict=True):
        rows = element.findall(f"{W}tr")
        flagged = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert flagged == [True] * len(table.head) + [False] * (len(rows) - len(table.head))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert element.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == table.title  # type: ignore[union-attr]


def test_every_row_is_as_wide_as_its_table(sample_edition: Edition) -> None:
    for element in body_of(render_docx(sample_edition)).iter(f"{W}tbl"):
        columns = len(element.findall(f"{W}tblGrid/{W}gridCol"))
        for row in element.findall(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            assert columns == sum(1 if span is None else int(span.get(f"{W}val") or 0) for span in spans)


def test_figures_stand_at_the_right_and_labels_at_their_indent(sample_edition: Edition) -> None:
    table = sample_edition.tables[1]
    element = list(body_of(render_docx(sample_edition)).iter(f"{W}tbl"))[1]
    rows = element.findall(f"{W}tr")[len(table.head) :]
    for row, cells in zip(rows, table.body, strict=True):
        for cell, printed in zip(row.findall(f"{W}tc"), cells, strict=True):
            indent, align = cell.find(f"{W}p/{W}pPr/{W}ind"), cell.find(f"{W}p/{W}pPr/{W}jc")
            assert (0 if indent is None else int(indent.get(f"{W}leftChars") or 0)) == 100 * printed.indent
            assert ("left" if align is None else align.get(f"{W}val")) == printed.align


def test_a_wide_table_stands_on_landscape_pages_of_its_own(sample_edition: Edition) -> None:
    document = Document(BytesIO(render_docx(sample_edition)))
    orientations = [section.orientation for section in document.sections]
    assert orientations == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert all("PAGE" in section.footer._element.xml for section in document.sections)
    assert "PAGE" not in document.sections[0].first_page_footer._element.xml


def test_a_draft_is_marked_on_every_page_and_a_publication_on_none(
    sample_edition: Edition, draft_edition: Edition
) -> None:
    marked = [part for name, part in parts_of(render_docx(draft_edition)).items() if name.startswith("word/header")]
    plain = [part for name, part in parts_of(render_docx(sample_edition)).items() if name.startswith("word/header")]
    assert [part.decode().count("草稿 · 未经审核") for part in marked] == [
        3,
        3,
    ]  # header line, letters across the page, their name
    assert [part.decode().count("草稿 · 未经审核") for part in plain] == [0, 0]


def test_a_table_without_rows_is_drawn_with_an_empty_one_and_its_note(sample_edition: Edition) -> None:
    document = Document(BytesIO(render_docx(sample_edition)))
    rows = document.tables[3].rows
    assert len(rows) == 3
    assert {cell.text for cell in rows[2].cells} == {""}
    assert sample_edition.tables[3].notes[0] in [paragraph.text for paragraph in document.paragraphs]


def test_a_table_without_a_title_does_not_stand_on_the_cover() -> None:
    table = EditionTable("T1", "", "", "", (1,), (), ((EditionCell("甲"),),))
    document = body_of(render_docx(edition_of(table)))
    before = document.find(f"{W}body/{W}tbl").itersiblings(f"{W}p", preceding=True)  # type: ignore[union-attr]
    assert [one.find(f"{W}pPr/{W}pageBreakBefore") is not None for one in before] == [False, True, False]


def test_markup_and_control_characters_in_texts_do_no_harm() -> None:
    odd = 'A<B>&"C"\x07\x0b，第一行\n第二行'
    table = EditionTable("T1", odd, "", "", (1, 1), (), ((EditionCell(odd), EditionCell("x")),))
    document = Document(BytesIO(render_docx(edition_of(Prose((Run(odd),)), table))))
    assert 'A<B>&"C"，第一行\n第二行' in [paragraph.text for paragraph in document.paragraphs]
    assert document.tables[0].cell(0, 0).text == 'A<B>&"C"，第一行\n第二行'


def test_an_unknown_paper_is_named() -> None:
    with pytest.raises(ValueError, match="unknown paper 'b5': one of a4, a3"):
        render_docx(edition_of(page=Page(paper="b5")))


def test_a_row_with_too_many_cells_is_named() -> None:
    table = EditionTable("T1", "表", "", "", (1, 1), (), (tuple(EditionCell(text) for text in "甲乙丙"),))
    with pytest.raises(ValueError, match="row 1 of a table needs more than its 2 columns: '丙'"):
        render_docx(edition_of(table))
