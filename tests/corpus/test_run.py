"""Every file of a run gets exactly one disposition; an interrupted run goes on where it stopped."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

import gouji.corpus.tasks
from gouji.check.example import parse_example
from gouji.check.run import check_claims
from gouji.corpus.find import find_files
from gouji.corpus.run import Settings, Told, check_files
from gouji.corpus.state import State, content_key
from gouji.corpus.worker import Progress
from gouji.model.fault import ReadError
from gouji.model.report import Disposition
from gouji.read.limits import Limits
from gouji.report.files import Fault, FileReport
from gouji.report.summary import Summary, summarize

LIMITS = Limits(seconds=20)

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the stand-in for reading must be forked"),
    # Under xdist the test process has threads; the command line, which forks in earnest, has none.
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]

TABLE = """
部门支出总表 | 万元 | flow=expenditure
科目 | 合计
合计 | {total}
201 一般公共服务支出 | 10.00
202 外交支出 | 20.00
"""


def stand_in(task: gouji.corpus.tasks.CheckTask, progress: Progress) -> tuple[Summary, str | None]:
    """Checks what the file says in one word, and notes that it was asked."""
    (path,) = task.paths
    word = path.read_text("utf-8").strip()
    with (path.parent / ".asked").open("a") as note:
        note.write(f"{path.name}\n")
    if word == "bad":
        raise ReadError("文件已损坏", "the file is damaged", code="damaged")
    if word == "bug":
        raise KeyError("ours")
    claims = parse_example(TABLE.format(total=word if word[0].isdigit() else "30.00"))
    summary = summarize(check_claims(claims), task.language)
    if word == "novel":
        summary = replace(summary, kind="not_a_budget", problems=())
    return summary, "<page>" if task.html else None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(gouji.corpus.tasks.CheckTask, "__call__", stand_in)
    monkeypatch.setattr("gouji.corpus.run.preload", lambda: None)
    folder = tmp_path / "files"
    folder.mkdir()
    for name, word in (("a", "30.00"), ("b", "novel"), ("c", "bad"), ("d", "35.00"), ("e", "30.0")):
        (folder / f"{name}.txt").write_text(word)
    return folder


def run(folder: Path, state: State | None = None, jobs: int = 2) -> list[FileReport]:
    told: list[Told] = list(check_files(find_files((folder,)), Settings(LIMITS, jobs=jobs), state))
    return [report for report, _ in told]


def asked(folder: Path) -> list[str]:
    note = folder / ".asked"
    names = sorted(note.read_text().split()) if note.exists() else []
    note.unlink(missing_ok=True)
    return names


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_file_gets_exactly_one_disposition_in_order(folder: Path, jobs: int) -> None:
    reports = run(folder, jobs=jobs)
    assert [(Path(report.path).name, report.disposition) for report in reports] == [
        ("a.txt", Disposition.CHECKED),
        ("b.txt", Disposition.NOT_A_BUDGET),
        ("c.txt", Disposition.UNREADABLE),
        ("d.txt", Disposition.CHECKED),
        ("e.txt", Disposition.CHECKED),
    ]
    assert reports[2].fault == Fault("damaged", ("文件已损坏", "the file is damaged"))
    assert [bool(report.summary and report.summary.problems) for report in reports] == [
        False,
        False,
        False,
        True,
        False,
    ]


def test_a_second_run_asks_nothing_again_and_says_the_same(folder: Path, tmp_path: Path) -> None:
    first = run(folder, State(tmp_path / "state.jsonl"))
    asked(folder)
    second = run(folder, State(tmp_path / "state.jsonl"))
    assert asked(folder) == []
    assert all(report.resumed for report in second)
    assert [(each.path, each.disposition, each.fault) for each in second] == [
        (each.path, each.disposition, each.fault) for each in first
    ]
    assert [each.summary and each.summary.problems for each in second] == [
        each.summary and each.summary.problems for each in first
    ]


def test_an_interrupted_run_goes_on_where_it_stopped(folder: Path, tmp_path: Path) -> None:
    state = State(tmp_path / "state.jsonl")
    outcomes = check_files(find_files((folder,)), Settings(LIMITS, jobs=1), state)
    next(outcomes)
    next(outcomes)
    outcomes.close()
    asked(folder)
    reports = run(folder, State(tmp_path / "state.jsonl"))
    assert [report.resumed for report in reports] == [True, True, False, False, False]
    assert asked(folder) == ["c.txt", "d.txt", "e.txt"]


def test_a_line_cut_off_by_a_crash_is_done_again(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "state.jsonl"
    run(folder, State(path), jobs=1)
    path.write_bytes(path.read_bytes()[:-40])
    asked(folder)
    reports = run(folder, State(path))
    assert [report.resumed for report in reports] == [True, True, True, True, False]
    assert asked(folder) == ["e.txt"]
    assert all(report.resumed for report in run(folder, State(path)))


def test_a_changed_file_is_checked_again(folder: Path, tmp_path: Path) -> None:
    run(folder, State(tmp_path / "state.jsonl"))
    (folder / "d.txt").write_text("36.00")
    asked(folder)
    run(folder, State(tmp_path / "state.jsonl"))
    assert asked(folder) == ["d.txt"]


def test_a_mistake_of_ours_is_tried_again(folder: Path, tmp_path: Path) -> None:
    (folder / "c.txt").write_text("bug")
    reports = run(folder, State(tmp_path / "state.jsonl"))
    assert reports[2].fault
    assert reports[2].fault.internal
    asked(folder)
    run(folder, State(tmp_path / "state.jsonl"))
    assert asked(folder) == ["c.txt"]


def test_the_same_content_under_another_name_is_told_under_that_name(folder: Path, tmp_path: Path) -> None:
    state = State(tmp_path / "state.jsonl")
    run(folder, state)
    (folder / "f.txt").write_text("35.00")
    last = run(folder, state)[-1]
    assert last.resumed
    assert last.summary
    assert (last.path, last.summary.files[0].name) == (str(folder / "f.txt"), "f.txt")


def test_a_file_whose_page_is_gone_is_checked_again(folder: Path, tmp_path: Path) -> None:
    state = State(tmp_path / "state.jsonl")
    run(folder, state)
    settings = Settings(LIMITS, html=True)
    told = list(
        check_files(find_files((folder,)), settings, state, is_done=lambda report: not report.path.endswith("a.txt"))
    )
    assert [(page, report.resumed) for report, page in told][:2] == [("<page>", False), (None, True)]


def test_other_limits_or_another_language_are_another_result(folder: Path) -> None:
    path = folder / "a.txt"
    keys = {
        content_key(path, LIMITS, "zh"),
        content_key(path, LIMITS, "en"),
        content_key(path, Limits(seconds=1), "zh"),
        content_key(folder / "d.txt", LIMITS, "zh"),
    }
    assert len(keys) == 4
    copy = folder / "copy.txt"
    copy.write_bytes(path.read_bytes())
    assert content_key(path, LIMITS, "zh") == content_key(copy, LIMITS, "zh")
    assert content_key(folder / "missing", LIMITS, "zh") is None


def test_a_state_begun_anew_forgets(folder: Path, tmp_path: Path) -> None:
    run(folder, State(tmp_path / "state.jsonl"))
    assert not any(report.resumed for report in run(folder, State(tmp_path / "state.jsonl", resume=False)))


def test_folders_are_searched_and_hidden_files_and_the_output_are_left_out(tmp_path: Path) -> None:
    for name in ("b/x.pdf", "a/y.pdf", ".git/z.pdf", "a/.hidden", "out/pages/x.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = list(find_files((tmp_path, tmp_path / "missing.pdf"), exclude=tmp_path / "out"))
    assert found == [tmp_path / "a/y.pdf", tmp_path / "b/x.pdf", tmp_path / "missing.pdf"]
