"""The forms of Shanghai: as the blank form and a filled one have them, and read back as they were built."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import built_shapes, differences, example, minimal, reasoned, shapes

from gouji.build.compose import compose
from gouji.law.packs import load_pack
from gouji.model.edition import Heading, Prose
from gouji.pipeline import read_file

PACK = "shanghai-2026"


@pytest.mark.shared
def test_titles_and_rows_are_those_of_the_blank_form(shared: Path) -> None:
    blank = shapes(read_file(shared / "forms/shanghai-department-2026-blank.xlsx"), 2026)
    built = built_shapes(reasoned(example(PACK, carried=False)))
    assert [table.title for table in blank] == [table.title for table in built]
    for printed, own in zip(blank, built, strict=True):
        if printed.title.startswith("{year}年部门政府性基金"):
            continue  # without a figure, the reader takes the codes of its sample rows for data
        to_fill = {("支出", "..."), ("支出", "三、")}  # 二、… 三、: the form leaves the classes to the department
        assert own.rows == tuple(row for row in printed.rows if row not in to_fill)


@pytest.mark.shared
def test_headers_are_those_of_a_filled_form(shared: Path) -> None:
    filled = shapes(read_file(shared / "corpus/putuo-commerce-2025-department.pdf"), 2025)
    built = built_shapes(reasoned(example(PACK, carried=False)))
    assert [(table.title, table.columns) for table in filled] == [(table.title, table.columns) for table in built]


@pytest.mark.shared
def test_sections_are_those_of_the_blank_forms_contents(shared: Path) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(shared / "forms/shanghai-department-2026-blank.xlsx")["目录"]
    listed = [str(cell.value).split("…")[0].strip() for (cell,) in sheet["A1:A44"] if cell.value]
    sections = [line for line in listed if line[0] in "一二三四五六七"]
    blocks = reasoned(example(PACK, carried=False)).edition.blocks
    assert sections == [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_files_say_what_the_budget_says(form: str) -> None:
    assert tuple(differences(reasoned(example(PACK, carried=False)), form)) == ()


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_empty_tables_are_printed_with_their_sentence(form: str) -> None:
    composed = compose(minimal(PACK), load_pack(PACK))
    empty = {table.key: table.notes for table in composed.edition.tables if table.empty}
    assert {"T6", "T7", "T9"} == empty.keys()
    assert all("本表为空表" in notes[0] for notes in empty.values())
    assert tuple(differences(composed, form)) == ()


def test_figures_are_in_yuan_and_the_last_table_in_ten_thousands() -> None:
    edition = reasoned(example(PACK, carried=False)).edition
    by_key = {table.key: table for table in edition.tables}
    assert [[by_key[f"T{n}"].unit for n in range(1, 9)], [by_key["T9"].unit]] == [["单位：元"] * 8, ["单位：万元"]]
    totals = [claim.figure.text for claim in by_key["T1"].claims if claim.label in ("收入总计", "支出总计")]
    assert totals == ["7,087,869.10", "7,087,869.10"]
    assert [claim.figure.text for claim in by_key["T9"].claims] == ["1.20", "1.20", "19.80"]


def test_nothing_is_compared_where_last_year_is_not_known() -> None:
    composed = compose(minimal(PACK), load_pack(PACK))
    said = [block.text for block in composed.edition.blocks if isinstance(block, Prose)]
    assert any("没有可比的" in text for text in said)
    assert not any(word in text for text in said for word in ("持平", "比2026年", "较上年"))
    assert composed.unasked == ()
