"""Many tasks on all cores, one process each, in the order given."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from gouji.corpus.worker import Advanced, Done, Task, Worker, signals_held
from gouji.read.limits import Limits
from gouji.report.files import Fault

Result = TypeVar("Result")


def run_task(task: Task[Result], limits: Limits, progress: Callable[[int, int], None]) -> Done[Result] | Fault:
    """The result of one task, or its fault."""
    return next(run_tasks((task,), limits, jobs=1, progress=progress))


def run_tasks(
    tasks: Iterable[Task[Result]],
    limits: Limits,
    jobs: int,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Done[Result] | Fault]:
    """The result or the fault of every task, in the order of the tasks, as soon as it and all before it are there.

    Tasks are drawn as workers become free, never far ahead. Where the caller stops or is interrupted, all workers die.
    """
    crew: _Crew[Result] = _Crew(limits, progress)
    waiting = enumerate(tasks)
    next_out = 0
    try:
        while True:
            while len(crew.running) < jobs and len(crew.finished) < 4 * jobs + 1:
                following = next(waiting, None)
                if following is None:
                    break
                crew.start(*following)
            if not crew.running and not crew.finished:
                return
            if crew.running and next_out not in crew.finished:
                crew.watch()
            while next_out in crew.finished:
                yield crew.finished.pop(next_out)
                next_out += 1
    finally:
        crew.stop()


class _Crew(Generic[Result]):
    """The workers that run and the results that wait for their turn, by the number of the task."""

    def __init__(self, limits: Limits, progress: Callable[[int, int], None]) -> None:
        self._limits = limits
        self._progress = progress
        self.running: dict[int, Worker[Result]] = {}
        self.finished: dict[int, Done[Result] | Fault] = {}

    def start(self, number: int, task: Task[Result]) -> None:
        with signals_held():
            self.running[number] = Worker(task, self._limits)

    def watch(self) -> None:
        """Waits until a worker says something, dies or runs out of time."""
        soonest = min(worker.deadline for worker in self.running.values())
        ready = wait(
            [worker.connection for worker in self.running.values()], timeout=max(soonest - time.monotonic(), 0)
        )
        for number, worker in list(self.running.items()):
            if worker.connection in ready:
                self._listen(number, worker)
            elif time.monotonic() > worker.deadline:
                self._finish(number, worker.expire())

    def stop(self) -> None:
        """Ends every worker."""
        with signals_held():
            for worker in self.running.values():
                worker.stop()
            self.running.clear()

    def _listen(self, number: int, worker: Worker[Result]) -> None:
        message = worker.receive()
        if isinstance(message, Advanced):
            self._progress(message.done, message.total)
        else:
            with signals_held():
                worker.stop()
                self._finish(number, message)

    def _finish(self, number: int, outcome: Done[Result] | Fault) -> None:
        del self.running[number]
        self.finished[number] = outcome
