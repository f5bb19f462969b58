"""The workbook: what a reader finds in it, numbers as numbers that show as printed, links, print set-up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from gouji.build.render.xlsx import render_xlsx
from gouji.build.render.xlsx_number import to_stored
from gouji.model.amount import fold, parse_number
from gouji.model.edition import Edition, EditionCell, EditionTable, Page, Prose
from gouji.pipeline import read_file
from gouji.read.xlsx.number_format import format_number


def edition_of(*tables: EditionTable, **changed: object) -> Edition:
    plain = Edition("某局2027年部门预算", (), "某局", "318", 2027, "sample", tables)
    return replace(plain, **changed)  # type: ignore[arg-type]  # tests name real fields


def table_of(title: str, *texts: str) -> EditionTable:
    return EditionTable("T1", title, "", "", (1,) * len(texts), (), (tuple(EditionCell(text) for text in texts),))


def test_a_reader_finds_exactly_the_figures_of_every_table(sample_edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "edition.xlsx"
    path.write_bytes(render_xlsx(sample_edition))
    claims = read_file(path)
    assert claims.documents[0].notices == ()
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
    data = render_xlsx(sample_edition)
    assert data == render_xlsx(sample_edition)
    with ZipFile(BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        stamps = re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", archive.read("docProps/core.xml"))
    assert set(stamps) == {b"2027-01-01T00:00:00Z"}


def test_figures_are_numbers_that_show_as_printed(sample_edition: Edition) -> None:
    book = load_workbook(BytesIO(render_xlsx(sample_edition)))
    for name, table in zip(book.sheetnames[2:], sample_edition.tables, strict=True):
        shown = Counter(
            format_number(Decimal(str(cell.value)), cell.number_format)
            for row in book[name].iter_rows()
            for cell in row
            if cell.data_type == "n" and cell.value is not None
        )
        printed = (cell.text for row in table.body for cell in row if cell.figure is not None)
        assert shown == Counter(text for text in printed if parse_number(text) is not None)


@given(
    st.decimals(min_value=Decimal(-9999999999), max_value=Decimal(9999999999), places=2),
    st.sampled_from(["{:.2f}", "{:,.2f}", "{:.0f}", "{:,.1f}", "{:.2f}%"]),
    st.booleans(),
)
def test_a_stored_number_shows_as_printed_or_is_kept_as_text(value: Decimal, form: str, grouped: bool) -> None:
    text = form.format(value)
    stored = to_stored(text, grouped=grouped)
    assert (stored is None) == (re.fullmatch(r"-0(\.0+)?%?", text) is not None)
    assert stored is None or format_number(*stored) == text


@pytest.mark.parametrize(
    "text", ["", "—", "0012", "1,0425.8", "约3.5", "≥95%", "-0.00", "1234567890123456", "(1", "5）"]
)
def test_what_no_number_prints_stays_text(text: str) -> None:
    assert to_stored(text) is None


def test_codes_stay_texts_and_empty_cells_empty(sample_edition: Edition) -> None:
    sheet = load_workbook(BytesIO(render_xlsx(sample_edition)))["部门收入总表"]
    codes = [cell for cell in sheet["A"] if str(cell.value or "").isdigit()]
    assert len(codes) == 59
    assert {(cell.data_type, cell.number_format) for cell in codes} == {("s", "@")}
    blanks = sum(cell.text == "" for row in sample_edition.tables[1].body for cell in row)
    assert blanks == sum(cell.value is None for row in sheet.iter_rows(min_row=5, max_row=64) for cell in row)


def test_texts_that_look_like_formulas_or_errors_stay_texts() -> None:
    book = load_workbook(BytesIO(render_xlsx(edition_of(table_of("表", "=1+1", "#N/A", "控\x07制", "_x0041_")))))
    assert [cell.data_type for cell in book["表"][2]] == ["s"] * 4
    assert [cell.value for cell in book["表"][2]] == ["=1+1", "#N/A", "控制", "_x005F_x0041_"]


def test_the_contents_lead_to_every_sheet(sample_edition: Edition) -> None:
    book = load_workbook(BytesIO(render_xlsx(sample_edition)))
    links = [cell.hyperlink for (cell,) in book["目录"].iter_rows() if cell.hyperlink]
    targets = [str(link.location).replace("'", "").removesuffix("!A1") for link in links]
    assert targets == book.sheetnames[1:]
    assert book.sheetnames[1] == "情况说明"
    assert len(book.sheetnames) == 2 + len(sample_edition.tables)


def test_forms_with_one_title_have_sheets_of_their_own() -> None:
    title = "农村供水工程管网更换设备维修水质检测和管水员培训项目绩效目标申报表"
    names = load_workbook(BytesIO(render_xlsx(edition_of(table_of(title, "甲"), table_of(title, "乙"))))).sheetnames
    assert names == ["目录", title[:31], f"{title[:28]}(2)"]


def test_no_paragraph_is_lost(sample_edition: Edition) -> None:
    sheet = load_workbook(BytesIO(render_xlsx(sample_edition)))["情况说明"]
    lines = [str(cell.value).strip() for (cell,) in sheet.iter_rows() if cell.value]
    said = [block.text for block in sample_edition.blocks if isinstance(block, Prose)]
    assert said == [line for line in lines if line in said]


def test_headers_are_merged_frozen_and_repeated_in_print(sample_edition: Edition) -> None:
    sheet = load_workbook(BytesIO(render_xlsx(sample_edition)))["部门收入总表"]
    assert {"A1:L1", "A3:B3", "C3:C4", "D3:K3", "L3:L4"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$3:$4")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage  # type: ignore[union-attr]
    assert all(sheet.cell(row, 12).border.right.style == "thin" for row in range(3, 65))


def test_a_draft_is_marked_on_every_sheet_and_a_publication_on_none(
    sample_edition: Edition, draft_edition: Edition
) -> None:
    marks = [
        [(sheet["A1"].value == "草稿 · 未经审核", sheet.oddHeader.center.text) for sheet in book.worksheets]  # type: ignore[union-attr]
        for book in (load_workbook(BytesIO(render_xlsx(one))) for one in (draft_edition, sample_edition))
    ]
    assert marks == [[(True, "草稿 · 未经审核")] * 8, [(False, None)] * 8]


def test_a_draft_reads_as_the_publication_does(draft_edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "draft.xlsx"
    path.write_bytes(render_xlsx(draft_edition))
    claims = read_file(path)
    assert [fold(table.title) for table in claims.tables] == [fold(table.title) for table in draft_edition.tables]
    assert sum(claim.kind != "sentence" for claim in claims.claims) == sum(
        len(table.claims) for table in draft_edition.tables
    )


def test_an_unknown_paper_is_named() -> None:
    with pytest.raises(ValueError, match="unknown paper 'b5': one of a3, a4"):
        render_xlsx(edition_of(page=Page(paper="b5")))
