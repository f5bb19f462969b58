"""Checking many files: every one gets exactly one disposition, in the order given, as soon as it is known."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gouji.corpus.pool import run_tasks
from gouji.corpus.state import State, content_key
from gouji.corpus.tasks import CheckTask, preload
from gouji.corpus.worker import Done
from gouji.model.report import Disposition
from gouji.read.limits import Limits
from gouji.report.files import Fault, FileReport
from gouji.report.summary import Summary
from gouji.report.words import Language

Told = tuple[FileReport, str | None]
"""What became of a file, and its HTML page where one was made."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is done: limits for each file, language, number of processes, whether HTML pages are wanted."""

    limits: Limits
    language: Language = "zh"
    jobs: int = 1
    html: bool = False


def check_files(
    paths: Iterable[Path],
    settings: Settings,
    state: State | None = None,
    is_done: Callable[[FileReport], bool] = lambda report: True,
) -> Iterator[Told]:
    """What became of each file. A file in the state is not checked again, if `is_done` finds its output still there."""
    preload()
    line = _Line(paths, settings, state, is_done)
    for outcome in run_tasks(line.tasks(), settings.limits, settings.jobs):
        yield from line.known()
        path, key = line.take()
        report = outcome_to_report(str(path), outcome)
        if state is not None and key is not None and not (report.fault and report.fault.internal):
            state.put(key, report)  # a fault of ours is tried again next time
        yield report, outcome.value[1] if isinstance(outcome, Done) else None
    yield from line.known()


def outcome_to_report(path: str, outcome: Done[tuple[Summary, str | None]] | Fault) -> FileReport:
    """What became of a file whose task gave this outcome."""
    if isinstance(outcome, Fault):
        return FileReport(path, Disposition.UNREADABLE, fault=outcome)
    summary = outcome.value[0]
    return FileReport(path, Disposition.CHECKED if summary.is_budget else Disposition.NOT_A_BUDGET, summary)


def default_jobs() -> int:
    """As many processes as this one may use cores."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Line:
    """The files in order: those that the state knows are answered from it, the others become tasks."""

    def __init__(
        self, paths: Iterable[Path], settings: Settings, state: State | None, is_done: Callable[[FileReport], bool]
    ) -> None:
        self._paths = paths
        self._settings = settings
        self._state = state
        self._is_done = is_done
        self._waiting: deque[tuple[Path, str | None, bool]] = deque()  # path, key, known

    def tasks(self) -> Iterator[CheckTask]:
        settings = self._settings
        for path in self._paths:
            key = content_key(path, settings.limits, settings.language) if self._state is not None else None
            report = self._report(path, key)
            known = report is not None and self._is_done(report)
            self._waiting.append((path, key, known))
            if not known:
                yield CheckTask((path,), settings.limits, settings.language, settings.html)

    def known(self) -> Iterator[Told]:
        """The files at the head of the line that the state knows."""
        while self._waiting and self._waiting[0][2]:
            path, key, _ = self._waiting.popleft()
            report = self._report(path, key)
            assert report is not None
            yield report, None

    def take(self) -> tuple[Path, str | None]:
        """The file at the head of the line, whose task has just ended."""
        path, key, _ = self._waiting.popleft()
        return path, key

    def _report(self, path: Path, key: str | None) -> FileReport | None:
        return self._state.get(key, path) if self._state is not None and key is not None else None
