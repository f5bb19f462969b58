"""Open data: every figure once with its point and its 元, every table as CSV, and a description that fits the files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest

from gouji.build.render.opendata import (
    FIGURES,
    PACKAGE,
    render_csv,
    render_figures,
    render_opendata,
    render_package,
    table_paths,
)
from gouji.model.edition import Edition, EditionTable
from gouji.model.point import Dimension, Point


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def table_of(edition: Edition, key: str) -> EditionTable:
    return next(table for table in edition.tables if table.key == key)


@pytest.fixture(scope="module")
def figures(sample_edition: Edition) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_figures(sample_edition).decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def package(sample_edition: Edition) -> dict[str, Any]:
    described: dict[str, Any] = json.loads(render_opendata(sample_edition)[PACKAGE])
    return described


def test_every_figure_stands_there_once_with_its_point(sample_edition: Edition, figures: list[dict[str, str]]) -> None:
    claims = [(table, claim) for table in sample_edition.tables for claim in table.claims]
    assert len(figures) == len(claims) > 200
    for row, (table, claim) in zip(figures, claims, strict=True):
        assert (row["table"], row["row"], row["code"]) == (table.key, claim.label, claim.code or "")
        assert row["column"].split(" / ") == list(claim.column)
        assert (Decimal(row["value"]), row["unit"]) == (claim.figure.amount.value, claim.figure.amount.unit or "")
        members = {d: row[d.value] for d in Dimension if row[d.value]}
        assert Point.of(members) == (claim.figure.point or Point())


def test_money_is_told_in_yuan_and_nothing_else_is(figures: list[dict[str, str]]) -> None:
    total = next(row for row in figures if row["table"] == "T1" and row["row"] == "收入总计")
    assert (total["text"], total["unit"], total["yuan"]) == ("15027.72", "万元", "150277200.00")
    assert {row["yuan"] for row in figures if row["unit"] in ("%", "平方米", "台、辆")} == {""}


def test_a_table_has_its_header_paths_as_names_and_plain_numbers(sample_edition: Edition) -> None:
    rows = rows_of(render_csv(table_of(sample_edition, "T2")))
    assert rows[0][:5] == [
        "功能分类科目 / 科目编码",
        "功能分类科目 / 科目名称",
        "合计",
        "本年收入 / 小计",
        "本年收入 / 财政拨款收入",
    ]
    assert rows[1][1:4] == ["合计", "1234567.89", "1234552.89"]
    assert len({len(row) for row in rows}) == 1


def test_lists_side_by_side_keep_their_own_columns(sample_edition: Edition) -> None:
    rows = rows_of(render_csv(table_of(sample_edition, "T1")))
    assert rows[0] == [
        "收入 / 项目",
        "收入 / 预算数",
        "支出 / 项目",
        "支出 / 预算数 / 合计",
        "支出 / 预算数 / 一般公共预算财政拨款",
        "支出 / 预算数 / 政府性基金预算财政拨款",
    ]
    assert rows[4] == ["", "", "四、农林水支出", "12482.27", "12482.27", ""]


def test_columns_of_the_same_name_are_numbered_and_a_row_of_numbers_is_no_header(sample_edition: Edition) -> None:
    table = table_of(sample_edition, "T6")
    name, count, value = table.head[0]
    numbers = tuple(replace(cell, text=text) for cell, text in zip(table.head[0], "123", strict=True))
    assert rows_of(render_csv(replace(table, head=((name, count, replace(value, text="数量")), numbers))))[0] == [
        "项目",
        "数量",
        "数量 (2)",
    ]


def test_a_csv_begins_with_the_mark_that_spreadsheets_know(sample_edition: Edition) -> None:
    files = render_opendata(sample_edition)
    assert {data[:3] for path, data in files.items() if path.endswith(".csv")} == {b"\xef\xbb\xbf"}
    assert b"\r\n" in files[FIGURES]


def test_the_description_names_every_file_with_its_bytes(sample_edition: Edition, package: dict[str, Any]) -> None:
    files = render_opendata(sample_edition)
    assert [resource["path"] for resource in package["resources"]] == [path for path in files if path != PACKAGE]
    for resource in package["resources"]:
        data = files[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")
        assert [field["name"] for field in resource["schema"]["fields"]] == rows_of(data)[0]
    assert package["name"] == "budget-326-2027"
    assert "licenses" not in package


def test_every_value_is_of_the_type_that_the_description_says(sample_edition: Edition, package: dict[str, Any]) -> None:
    files = render_opendata(sample_edition)
    numbers = 0
    for resource in package["resources"]:
        rows = rows_of(files[resource["path"]])[1:]
        for place, field in enumerate(resource["schema"]["fields"]):
            if field["type"] == "number":
                values = [row[place] for row in rows if row[place]]
                numbers += len([Decimal(value) for value in values])
    assert numbers > 600


def test_columns_of_one_unit_say_it(package: dict[str, Any]) -> None:
    fields = next(each for each in package["resources"] if each["name"] == "table-t3")["schema"]["fields"]
    assert [field.get("unit") for field in fields] == [None, "万元", "万元", "万元", "%"]


def test_two_tables_of_one_key_get_files_of_their_own(sample_edition: Edition) -> None:
    table = table_of(sample_edition, "T6")
    edition = replace(sample_edition, blocks=(table, table))
    assert list(table_paths(edition)) == ["data/tables/t6.csv", "data/tables/t6-2.csv"]
    assert len(json.loads(render_package(edition, render_opendata(edition)))["resources"]) == 3


def test_the_same_edition_gives_the_same_bytes(sample_edition: Edition) -> None:
    assert render_opendata(sample_edition) == render_opendata(sample_edition)
