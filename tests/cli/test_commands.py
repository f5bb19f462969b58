"""The command line as people and scripts meet it: exit codes, streams, languages, interruptions."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import time
from pathlib import Path

import pytest

from command_line import COMMAND, apart, gouji  # isort: skip  # tests/cli is put on the path by conftest.py

HEAD = """青石县示范局2024年部门预算

部门支出总表
单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 30.00 | 10.00 | 20.00 |
| 201 | 一般公共服务支出 | 30.00 | 10.00 | 20.00 |
| 20103 | 政府办公厅（室）及相关机构事务 | 30.00 | 10.00 | 20.00 |
| 2010301 | 行政运行 | 10.00 | 10.00 | |
"""
GOOD = HEAD + "| 2010302 | 一般行政管理事务 | 20.00 | | 20.00 |\n"
BAD = HEAD + "| 2010302 | 一般行政管理事务 | 25.00 | | 20.00 |\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "预算"
    folder.mkdir()
    (folder / "a-good.txt").write_text(GOOD, "utf-8")
    (folder / "b-bad.txt").write_text(BAD, "utf-8")
    (folder / "c-novel.txt").write_text("今天天气很好。\n", "utf-8")
    (folder / "d-empty.pdf").touch()
    return folder


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("a-good.txt", (), 0),
        ("b-bad.txt", (), 1),
        ("b-bad.txt", ("--fail-on", "never"), 0),
        ("c-novel.txt", (), 0),
        ("d-empty.pdf", (), 3),
        ("missing.pdf", (), 3),
        ("a-good.txt", ("--format", "papyrus"), 2),
        ("a-good.txt", ("--max-memory", "much"), 2),
    ],
)
def test_the_exit_code_tells_what_happened(folder: Path, name: str, options: tuple[str, ...], code: int) -> None:
    done = gouji("check", folder / name, *options)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_read_is_named_on_stderr_with_the_remedy(folder: Path) -> None:
    done = gouji("check", folder / "d-empty.pdf")
    assert done.stdout == ""
    assert done.stderr.startswith(f"{folder / 'd-empty.pdf'}：文件是空的")
    assert "《" not in done.stderr
    assert gouji("check", folder / "d-empty.pdf", "--lang", "en").stderr.count("the file is empty") == 1


def test_the_worst_of_many_files_gives_the_exit_code(folder: Path) -> None:
    done = gouji("check", folder)
    assert done.returncode == 3
    lines = done.stdout.splitlines()
    assert [line[0] for line in lines if line[:1] in set("✓✗-!")] == ["✓", "✗", "-", "!"]
    assert "共 4 个文件：已检查 2，不是预算或决算 1，无法读取 1" in lines
    assert done.stderr == ""


def test_several_files_are_told_in_full(folder: Path) -> None:
    done = gouji("check", folder / "a-good.txt", folder / "b-bad.txt")
    assert done.returncode == 1
    assert "算式" in done.stdout
    assert "共 2 个文件：已检查 2" in done.stdout


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "html", "xlsx"])
def test_every_form_goes_to_stdout_and_to_a_file(folder: Path, tmp_path: Path, form: str) -> None:
    piped = gouji("check", folder / "b-bad.txt", "--format", form)
    assert (piped.returncode, piped.stderr) == (1, "")
    starts = {"json": b"{\n", "jsonl": b'{"document"', "sarif": b"{\n", "html": b"<!doctype html>", "xlsx": b"PK"}
    assert piped.written.startswith(starts[form])
    path = tmp_path / "new" / f"report.{form}"
    assert gouji("check", folder / "b-bad.txt", "--format", form, "-o", path).stdout == ""
    assert path.read_bytes().startswith(starts[form])


def test_many_files_as_json_have_their_dispositions(folder: Path) -> None:
    told = json.loads(gouji("check", folder, "--format", "json").stdout)
    assert told["dispositions"] == {"checked": 2, "not_a_budget": 1, "unreadable": 1}
    assert [each["disposition"] for each in told["files"]] == ["checked", "checked", "not_a_budget", "unreadable"]
    assert told["files"][3]["fault"]["code"] == "empty"
    assert told["files"][1]["findings"][0]["stated"] == "25.00 万元"


def test_many_files_as_lines_are_one_object_each(folder: Path) -> None:
    done = gouji("check", folder, "--format", "jsonl")
    assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == [
        str(each) for each in sorted(folder.iterdir())
    ]
    assert "文件是空的" in done.stderr


@pytest.mark.parametrize(("form", "start"), [("sarif", b"{\n"), ("xlsx", b"PK")])
def test_many_files_make_one_sarif_log_and_one_workbook(folder: Path, tmp_path: Path, form: str, start: bytes) -> None:
    path = tmp_path / f"all.{form}"
    assert gouji("check", folder, "--format", form, "-o", path).returncode == 3
    assert path.read_bytes().startswith(start)


def test_many_files_make_a_folder_of_pages_and_go_on_where_they_stopped(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "report"
    assert gouji("check", folder, "--format", "html", "-o", output).returncode == 3
    assert (output / "pages" / "b-bad.txt.html").read_text("utf-8").startswith("<!doctype html>")
    index = (output / "index.html").read_text("utf-8")
    assert 'href="pages/b-bad.txt.html"' in index
    lines = (output / "gouji-state.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 4
    (output / "pages" / "a-good.txt.html").unlink()
    gouji("check", folder, "--format", "html", "-o", output)
    assert (output / "pages" / "a-good.txt.html").exists()
    assert len((output / "gouji-state.jsonl").read_text("utf-8").splitlines()) == 5


def test_html_of_many_files_wants_a_folder(folder: Path) -> None:
    done = gouji("check", folder, "--format", "html")
    assert done.returncode == 2
    assert "-o" in done.stderr


def test_files_that_make_up_one_budget_are_checked_as_one(folder: Path) -> None:
    done = gouji("check", folder / "a-good.txt", folder / "b-bad.txt", "--together", "--format", "json")
    told = json.loads(done.stdout)
    assert [file["name"] for file in told["document"]["files"]] == ["a-good.txt", "b-bad.txt"]
    assert told["coverage"]["figures"] == 26


def test_reading_prints_the_table_or_its_figures(folder: Path) -> None:
    assert "2010301 行政运行" in gouji("read", folder / "a-good.txt").stdout
    figures = [
        json.loads(line) for line in gouji("read", folder / "a-good.txt", "--format", "jsonl").stdout.splitlines()
    ]
    assert [figure["text"] for figure in figures if (figure["row"] or {}).get("code") == "2010301"] == [
        "10.00",
        "10.00",
    ]
    assert json.loads(gouji("read", folder / "a-good.txt", "--format", "json").stdout)["document"]["year"] == "2024"
    assert gouji("read", folder / "d-empty.pdf").returncode == 3


def test_a_check_is_explained_by_code_or_name() -> None:
    assert "不适用的情形" in gouji("explain", "sum01").stdout
    assert "Not applicable when" in gouji("explain", "sums.children", "--lang", "en").stdout
    assert gouji("explain", "NONE99").returncode == 2
    assert "BAL01" in gouji("explain").stdout


def test_chinese_comes_through_where_the_locale_knows_only_ascii(folder: Path) -> None:
    locale = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    command = [*COMMAND, "check", str(folder / "b-bad.txt")]
    done = subprocess.run(command, capture_output=True, env={**os.environ, **locale}, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "一般行政管理事务" in done.stdout.decode("utf-8")


def test_a_reader_who_has_had_enough_is_no_error(folder: Path) -> None:
    process = subprocess.Popen([*COMMAND, "check", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_130_and_can_go_on(tmp_path: Path, number: signal.Signals) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for index in range(300):
        (folder / f"{index:03}.txt").write_text(
            GOOD.replace("2024", str(2000 + index % 30)) + f"\n第{index}份\n", "utf-8"
        )
    state = tmp_path / "state.jsonl"
    process = subprocess.Popen(
        [*COMMAND, "check", str(folder), "--state", str(state)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # where a shell has it ignored
    )
    while not state.exists() or state.stat().st_size < 2000:
        time.sleep(0.02)
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, "Traceback" in errors) == (130, False)
    done = len(state.read_text("utf-8").splitlines())
    assert 0 < done < 300


def test_a_slow_file_is_stopped_by_its_limit(folder: Path) -> None:
    (folder / "long.txt").write_text(GOOD * 3000, "utf-8")
    done = apart("check", folder / "long.txt", "--max-seconds", "0.1")
    assert done.returncode == 3
    assert "--max-seconds" in done.stderr


def test_help_comes_at_once() -> None:
    times = []
    for _ in range(3):
        begun = time.monotonic()
        assert "勾稽" in subprocess.run([*COMMAND, "--help"], capture_output=True, check=True).stdout.decode("utf-8")
        times.append(time.monotonic() - begun)
    assert min(times) < 1.0  # 0.1 s where Python may keep its compiled modules; machines that test may be busy


def test_on_a_terminal_there_are_colours_and_progress(folder: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "check", str(folder)],
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "90"},
    )
    os.close(theirs)
    shown = b""
    try:
        while block := os.read(ours, 65536):
            shown += block
    except OSError:  # Linux says EIO at the end of a terminal
        pass
    os.close(ours)
    assert process.wait(30) == 3
    text = shown.decode("utf-8")
    assert "\x1b[1;31m" in text
    assert "━" in text
    assert "2/4" in text
