"""`gouji build`, `gouji prove` and `gouji deadline` as people and scripts meet them."""

from __future__ import annotations

import os
import signal
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.build.text import budget_to_text
from gouji.model.budget import Budget, Dates, Line, Receipt, Unit

from command_line import COMMAND, gouji  # isort: skip  # tests/cli is put on the path by conftest.py

FAST = ("--format", "docx", "--format", "csv", "--today", "2026-03-20")


def _budget(path: Path, amount: str = "120000.00", finance: date | None = date(2026, 3, 2)) -> Path:
    unit = Unit("301001", "青石县示范局本级")
    budget = Budget(
        "hebei-2024",
        2026,
        "301",
        "青石县示范局",
        "县",
        (unit,),
        (Receipt(unit.code, "general", Decimal(amount)),),
        (Line(unit.code, "2010301", "30101", "50101", "general", "personnel", Decimal(amount)),),
        texts={"duties": "负责有关工作。", "overall_goal": "做好有关工作。"},
        dates=Dates(finance=finance),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(budget_to_text(budget), "utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    done = gouji("build", _budget(folder / "budget.toml"), "-o", folder / "out", *FAST)
    assert (done.returncode, done.stderr) == (0, "")
    assert "表中数字" in done.stdout
    assert "只剩 3 天" in done.stdout
    return folder


def test_what_was_built_is_proved(built: Path) -> None:
    done = gouji("prove", built / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("青石县示范局2026年部门预算信息公开：")


def test_it_is_told_in_english_too(built: Path) -> None:
    done = gouji("prove", built / "out", "--lang", "en")
    assert "every figure is the budget's" in done.stdout


def test_an_edit_makes_the_exit_code_1_and_is_named(built: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(built / "out", tmp_path / "out")
    path = tmp_path / "out" / "data" / "figures.csv"
    path.write_text(path.read_text("utf-8-sig").replace("12.00,12.00", "21.00,21.00", 1), "utf-8-sig")
    done = gouji("prove", tmp_path / "out")
    assert done.returncode == 1
    assert "data/figures.csv：公开后被改动" in done.stdout
    assert "预算为 12.00，文件为 21.00" in done.stdout


@pytest.mark.slow
def test_a_publication_is_corrected_only_when_asked(built: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(built / "out", tmp_path / "out")
    other = _budget(tmp_path / "budget.toml", "130000.00")
    refused = gouji("build", other, "-o", tmp_path / "out", *FAST)
    assert refused.returncode == 2
    assert "--correct" in refused.stderr
    done = gouji("build", other, "-o", tmp_path / "out", *FAST, "--correct", "2026-04-01", "--reason", "多报一万元")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "erratum-2026-04-01.docx").is_file()
    assert (tmp_path / "out" / "superseded" / "2026-04-01" / "budget.docx").is_file()
    assert gouji("prove", tmp_path / "out").returncode == 0


def test_what_does_not_tie_is_not_written(tmp_path: Path) -> None:
    path = _budget(tmp_path / "budget.toml")
    path.write_text(path.read_text("utf-8").replace("amount = 120000.00", "amount = 110000.00", 1), "utf-8")
    done = gouji("build", path, "-o", tmp_path / "out", *FAST)
    assert done.returncode == 1
    assert "没有写入任何文件" in done.stdout
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_no_budget_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "budget.toml").write_bytes(b"\xff\xfe\x00")
    done = gouji("build", tmp_path / "budget.toml", "-o", tmp_path / "out", *FAST)
    assert done.returncode == 3
    assert "gouji new" in done.stderr


def test_a_folder_of_budgets_is_built_in_one_run(tmp_path: Path) -> None:
    for name in ("east/301", "west/301"):
        _budget(tmp_path / "in" / f"{name}.toml")
    (tmp_path / "in" / "notes.txt").write_text("not a budget", "utf-8")
    done = gouji("build", tmp_path / "in", "-o", tmp_path / "out", *FAST)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "2/2 份完成")
    again = gouji("build", tmp_path / "in", "-o", tmp_path / "out", *FAST)
    assert again.stdout.count("内容未变") == 2
    assert (tmp_path / "out" / "east" / "301" / "budget.docx").is_file()
    assert (tmp_path / "out" / "west" / "301" / "budget.docx").is_file()


@pytest.mark.slow
def test_an_interrupted_run_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    for number in range(6):
        _budget(tmp_path / "budgets" / f"{number}.toml", amount=f"{120000 + number}.00")
    call = [*COMMAND, "build", str(tmp_path / "budgets"), "-o", str(tmp_path / "out"), "--jobs", "1", *FAST]
    with subprocess.Popen(
        call,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # where a shell has it ignored
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    standing = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*/manifest.json")}
    again = gouji(*call[3:])
    assert (process.returncode, "再次运行同一命令即继续" in said) == (130, True), said
    assert 1 <= len(standing) < 6
    assert (again.returncode, again.stdout.splitlines()[-1]) == (0, "6/6 份完成")
    assert all(path.stat().st_mtime_ns == before for path, before in standing.items())


@pytest.mark.parametrize(
    ("today", "code", "words"), [("2026-03-10", 0, "还有 13 天"), ("2026-03-25", 1, "已超过 2 天")]
)
def test_the_deadline_is_told_and_warns(built: Path, today: str, code: int, words: str) -> None:
    done = gouji("deadline", built / "budget.toml", "--today", today)
    told = next(line for line in done.stdout.splitlines() if "部门公开预算" in line)
    assert (done.returncode, words in told) == (code, True)


def test_a_deadline_without_dates_says_what_is_missing(tmp_path: Path) -> None:
    done = gouji("deadline", _budget(tmp_path / "budget.toml", finance=None))
    assert (done.returncode, "请填写 dates" in done.stdout) == (0, True)
