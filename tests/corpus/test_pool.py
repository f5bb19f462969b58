"""Workers that crash, hang, eat memory or fail do so alone."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gouji.corpus.pool import run_task, run_tasks
from gouji.corpus.worker import Done, Progress, Task
from gouji.model.fault import ReadError
from gouji.read.limits import Limits
from gouji.report.files import Fault

LIMITS = Limits(seconds=20, memory=2**30)

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="tasks made in a test must be forked"),
    # Under xdist the test process has threads; the command line, which forks in earnest, has none.
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.corpus.worker.GRACE_SECONDS", 0.0)


def quiet(done: int, total: int) -> None:
    """Takes progress and says nothing."""


def fine(progress: Progress) -> str:
    return "fine"


def crashing(progress: Progress) -> str:
    faulthandler.disable()  # pytest's would print a traceback
    os.kill(os.getpid(), signal.SIGSEGV)
    return "not reached"


def leaving(progress: Progress) -> str:
    os._exit(7)


def hanging(progress: Progress) -> str:
    time.sleep(60)
    return "not reached"


def busy(progress: Progress) -> str:
    while True:
        pass


def greedy(progress: Progress) -> str:
    return str(len(bytearray(2**32)))


def mistaken(progress: Progress) -> str:
    raise KeyError("ours")


def unreadable(progress: Progress) -> str:
    raise ReadError("文件已加密", "the file is encrypted", place="第 1 页", code="encrypted")


def heavy(progress: Progress) -> str:
    return "x" * 10_000_000


def fault_of(task: Task[str], limits: Limits = LIMITS) -> Fault:
    outcome = run_task(task, limits, quiet)
    assert isinstance(outcome, Fault)
    return outcome


def test_a_result_comes_back_whole() -> None:
    outcome = run_task(heavy, LIMITS, quiet)
    assert isinstance(outcome, Done)
    assert len(outcome.value) == 10_000_000


def test_a_crash_is_told_with_its_signal() -> None:
    fault = fault_of(crashing)
    assert (fault.code, "SIGSEGV" in fault.message[0]) == ("crashed", True)


def test_a_process_that_leaves_without_a_word_is_told() -> None:
    assert "exit 7" in fault_of(leaving).message[1]


@pytest.mark.parametrize("task", [hanging, busy])
def test_a_task_over_its_time_is_killed(task: Task[str]) -> None:
    begun = time.monotonic()
    fault = fault_of(task, Limits(seconds=0.3))
    assert (fault.code, "--max-seconds" in fault.message[0]) == ("too_slow", True)
    assert time.monotonic() - begun < 5


def test_a_task_over_its_memory_is_stopped() -> None:
    fault = fault_of(greedy)
    assert (fault.code, "1024 MB" in fault.message[1]) == ("too_much_memory", True)


def test_a_mistake_of_ours_is_told_as_ours() -> None:
    fault = fault_of(mistaken)
    assert (fault.code, fault.internal) == ("internal", True)
    assert "KeyError: 'ours'" in fault.message[1]
    assert "test_pool.py" in fault.message[1]


def test_a_file_that_cannot_be_read_keeps_its_code_and_place() -> None:
    assert fault_of(unreadable) == Fault("encrypted", ("文件已加密", "the file is encrypted"), "第 1 页")


def test_bad_tasks_do_no_harm_to_the_others_and_the_order_is_kept() -> None:
    tasks: list[Task[str]] = [fine, crashing, fine, greedy, fine, hanging, fine, mistaken, fine]
    outcomes = list(run_tasks(tasks, Limits(seconds=0.8, memory=2**30), jobs=3))
    told = [outcome.value if isinstance(outcome, Done) else outcome.code for outcome in outcomes]
    bad = ["crashed", "too_much_memory", "too_slow", "internal"]
    assert told == ["fine", bad[0], "fine", bad[1], "fine", bad[2], "fine", bad[3], "fine"]


def test_tasks_are_drawn_only_as_workers_become_free() -> None:
    drawn = 0

    def draw() -> Iterator[Task[str]]:
        nonlocal drawn
        for _ in range(100):
            drawn += 1
            yield fine

    outcomes = run_tasks(draw(), LIMITS, jobs=2)
    next(outcomes)
    assert drawn < 20
    outcomes.close()


def test_progress_is_told() -> None:
    def advancing(progress: Progress) -> str:
        for page in range(1, 4):
            time.sleep(0.06)
            progress(page, 3)
        return "read"

    told: list[tuple[int, int]] = []
    run_task(advancing, LIMITS, lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_stopping_early_leaves_no_worker_behind(tmp_path: Path) -> None:
    def telling(progress: Progress) -> str:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(60)
        return "not reached"

    outcomes = run_tasks([fine, telling, telling], LIMITS, jobs=3)
    next(outcomes)
    while len(list(tmp_path.iterdir())) < 2:
        time.sleep(0.01)
    outcomes.close()
    for path in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.name), 0)


def test_what_a_worker_started_dies_with_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"

    def starting(progress: Progress) -> str:
        child = subprocess.Popen(["sleep", "60"])
        note.write_text(str(child.pid))
        time.sleep(60)
        return "not reached"

    assert fault_of(starting, Limits(seconds=0.5)).code == "too_slow"
    state = Path(f"/proc/{note.read_text()}/stat")
    deadline = time.monotonic() + 5
    while state.exists() and state.read_text().split()[2] != "Z" and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not state.exists() or state.read_text().split()[2] == "Z"
