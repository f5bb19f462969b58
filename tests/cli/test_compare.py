"""`gouji compare` as people and scripts meet it: exit codes, streams, forms, folders."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from command_line import Done, gouji  # isort: skip  # tests/cli is put on the path by conftest.py

HEAD = """青石县示范局{year}年部门预算

部门支出总表
单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | {total} | {basic} | 20.00 |
| 201 | 一般公共服务支出 | {total} | {basic} | 20.00 |
| 20103 | 政府办公厅（室）及相关机构事务 | {total} | {basic} | 20.00 |
| 2010301 | 行政运行 | {basic} | {basic} | |
| 2010302 | 一般行政管理事务 | 20.00 | | 20.00 |
"""
LAST_YEAR = """
一般公共预算支出表
单位：万元

| 科目编码 | 科目名称 | 2023年预算数 | 2024年预算数 |
|---|---|---|---|
| 2010301 | 行政运行 | {stated} | 12.00 |
| 2010302 | 一般行政管理事务 | 20.00 | 20.00 |
"""
APPROPRIATED = """
一般公共预算支出表
单位：万元

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 2010301 | 行政运行 | 10.00 |
| 2010302 | 一般行政管理事务 | 20.00 |
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "预算"
    folder.mkdir()
    last = HEAD.format(year=2023, total="30.00", basic="10.00")
    this = HEAD.format(year=2024, total="32.00", basic="12.00")
    (folder / "2023.txt").write_text(last + APPROPRIATED, "utf-8")
    (folder / "2024.txt").write_text(this + LAST_YEAR.format(stated="10.00"), "utf-8")
    (folder / "2024-wrong.txt").write_text(this + LAST_YEAR.format(stated="11.00"), "utf-8")
    (folder / "other.txt").write_text(last.replace("青石县示范局", "白石县渔业局"), "utf-8")
    (folder / "empty.pdf").touch()
    parts = folder / "2023"
    parts.mkdir()
    (parts / "1.txt").write_text(last, "utf-8")
    (parts / "2.txt").write_text(APPROPRIATED, "utf-8")
    return folder


def compare(*arguments: str | Path) -> Done:
    return gouji("compare", *arguments)


@pytest.mark.parametrize(
    ("names", "options", "code"),
    [
        (("2023.txt", "2024.txt"), (), 0),
        (("2023.txt", "2024-wrong.txt"), (), 0),
        (("2023.txt", "2024-wrong.txt"), ("--fail-on", "warning"), 1),
        (("2023.txt", "2024-wrong.txt"), ("--fail-on", "never"), 0),
        (("2023.txt", "other.txt"), (), 2),
        (("2023.txt", "other.txt"), ("--relation", "versions"), 0),
        (("2023.txt",), (), 2),
        (("2023.txt", "missing.txt"), (), 3),
        (("2023.txt", "2024.txt", "empty.pdf"), (), 3),
        (("2023", "2024.txt"), (), 0),
        (("2023.txt", "2024.txt"), ("--format", "papyrus"), 2),
    ],
)
def test_the_exit_code_tells_what_happened(
    folder: Path, names: tuple[str, ...], options: tuple[str, ...], code: int
) -> None:
    done = compare(*(folder / name for name in names), *options)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)


def test_the_report_names_both_figures_and_their_files(folder: Path) -> None:
    done = compare(folder / "2023.txt", folder / "2024-wrong.txt")
    assert "所列上年数应是上年公开的数 ACR01" in done.stdout
    assert "2024年预算" in done.stdout
    assert "2023年预算" in done.stdout
    assert "11.00 ≠ 10.00" in done.stdout


def test_english_is_spoken_on_request(folder: Path) -> None:
    done = compare(folder / "2023.txt", folder / "2024-wrong.txt", "--lang", "en")
    assert "Two years · 2023 budget → 2024 budget" in done.stdout


def test_a_folder_is_one_budget(folder: Path) -> None:
    record = json.loads(compare(folder / "2023", folder / "2024-wrong.txt", "--format", "json").stdout)
    assert [len(file["documents"]) for file in record["files"]] == [2, 1]
    assert [finding["code"] for finding in record["findings"]] == ["ACR01"]


def test_one_unreadable_file_does_not_stop_the_others(folder: Path) -> None:
    done = compare(folder / "2023.txt", folder / "empty.pdf", folder / "2024-wrong.txt")
    assert (done.returncode, "ACR01" in done.stdout, "empty.pdf" in done.stderr) == (3, True, True)


def test_without_a_relation_the_remedy_is_told_on_stderr(folder: Path) -> None:
    done = compare(folder / "2023.txt", folder / "other.txt")
    assert "--relation" in done.stderr


def test_html_and_xlsx_are_written_to_files(folder: Path, tmp_path: Path) -> None:
    page, workbook = tmp_path / "out" / "report.html", tmp_path / "out" / "report.xlsx"
    files = (folder / "2023.txt", folder / "2024-wrong.txt")
    assert [compare(*files, "--format", path.suffix[1:], "-o", path).returncode for path in (page, workbook)] == [0, 0]
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert "xl/workbook.xml" in ZipFile(workbook).namelist()


def test_a_check_across_documents_is_explained() -> None:
    done = gouji("explain", "ACR03")
    assert (done.returncode, "across.units" in done.stdout) == (0, True)


def test_the_examples_differ_where_faults_were_planted(examples: Path) -> None:
    record = json.loads(compare(examples / "clean.pdf", examples / "faulty.pdf", "--format", "json").stdout)
    pages = [finding["claims"][0]["page"] for finding in record["findings"]]
    assert pages == [4, 6, 9, 10, 18]


def test_one_edition_in_two_formats_has_no_differences(examples: Path) -> None:
    record = json.loads(compare(examples / "clean.pdf", examples / "clean.xlsx", "--format", "json").stdout)
    assert (record["relations"][0]["kind"], record["findings"]) == ("versions", [])
    assert record["outcomes"]["pass"] > 400
