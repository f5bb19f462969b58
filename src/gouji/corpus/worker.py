"""One task in a process of its own, which may crash, hang or run out of memory without harm to anyone else.

A fresh process a file costs a few milliseconds (it is forked from one that has everything imported) and gives back all
memory; a pool that keeps its workers would have to notice and replace the bad ones.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from gouji.model.fault import ReadError
from gouji.read.limits import Limits
from gouji.report.files import Fault

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

Result = TypeVar("Result")
Progress: TypeAlias = Callable[[int, int], None]
Task: TypeAlias = Callable[[Progress], Result]
"""Work for one file: told where to report its progress. It is pickled where processes cannot be forked."""

PROGRESS_SECONDS = 0.05
"""Progress is told at most this often."""
DEBUG = "GOUJI_DEBUG"
"""Environment variable for developers: set, an error of ours is shown with its traceback."""
GRACE_SECONDS = 2.0
"""How much longer than its limit a worker lives, so that a reader which watches the clock can say more itself."""


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """The result of a task."""

    value: Result


@dataclass(frozen=True, slots=True)
class Advanced:
    """How far a task has come: pages done, pages in all."""

    done: int
    total: int


Message: TypeAlias = Done[Result] | Fault | Advanced


class Worker(Generic[Result]):
    """A running task: its messages come over `connection`; after `deadline` it must be killed."""

    def __init__(self, task: Task[Result], limits: Limits) -> None:
        context = _context()
        self.connection, theirs = context.Pipe(duplex=False)
        sys.stdout.flush()
        sys.stderr.flush()
        self._process = context.Process(target=_work, args=(task, limits, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._limits = limits
        self.deadline = time.monotonic() + limits.seconds + GRACE_SECONDS

    def receive(self) -> Message[Result]:
        """The next message; a fault where the process died without a word."""
        try:
            message: Message[Result] = self.connection.recv()
        except (EOFError, OSError):
            self._process.join()
            return _death(self._process.exitcode)
        return message

    def expire(self) -> Fault:
        """Kills the process because its time is over; the fault that says so."""
        self.stop()
        return too_slow(self._limits)

    def stop(self) -> None:
        """Ends the process and everything that it started."""
        if self._process.exitcode is None:
            _kill(self._process.pid)
        self._process.join()
        self.connection.close()


@contextlib.contextmanager
def signals_held() -> Iterator[None]:
    """Keeps Ctrl-C waiting while processes are begun or ended.

    Forking runs hooks in which Python would swallow a KeyboardInterrupt; and no process must be left behind half begun.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> ForkContext | SpawnContext:
    """Forking is quickest and safe here, because the command line starts no threads; elsewhere a new interpreter."""
    return multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")


def _work(task: Task[Result], limits: Limits, connection: Connection) -> None:
    """What happens in the process: limits are set, the task is done, its result or its fault is sent."""
    _set_limits(limits)
    set_collector()
    message: Message[Result]
    try:
        message = Done(task(_reporter(connection)))
    except ReadError as error:
        message = Fault(error.code, (error.chinese, error.english), error.place)
    except MemoryError:
        message = too_large(limits)
    except Exception as error:
        if os.environ.get(DEBUG):
            traceback.print_exc()
        message = _internal(error)
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more: the run was stopped
        connection.send(message)


def set_collector() -> None:
    """The garbage collector looks seldom: what was imported stays, and what is read are trees."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _set_limits(limits: Limits) -> None:
    if sys.platform == "win32":
        return  # Windows has no such limits; time is still limited from outside
    import resource

    os.setpgid(0, 0)  # so that what the task starts dies with it, and Ctrl-C reaches the parent alone
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))  # held while we were begun
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Processor time is limited too, in case the parent is gone and nobody watches the clock; each core may count.
    seconds = int(limits.seconds + GRACE_SECONDS + 1) * (os.cpu_count() or 1)
    for kind, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _reporter(connection: Connection) -> Progress:
    told = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= PROGRESS_SECONDS:
            told = now
            connection.send(Advanced(done, total))

    return report


def _kill(pid: int | None) -> None:
    assert pid is not None
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform != "win32":
            os.killpg(pid, signal.SIGKILL)
            return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


def too_slow(limits: Limits) -> Fault:
    """The fault of a file that took longer than its limit."""
    return Fault(
        "too_slow",
        (
            f"超过时间限制 {limits.seconds:g} 秒，已停止读取；如文件可信，请用 --max-seconds 放宽",
            f"took more than {limits.seconds:g} seconds and was stopped; allow more with --max-seconds if you trust it",
        ),
    )


def too_large(limits: Limits) -> Fault:
    """The fault of a file that wanted more memory than its limit."""
    megabytes = limits.memory // 2**20
    return Fault(
        "too_much_memory",
        (
            f"所需内存超过限制 {megabytes} MB，已停止读取；如文件可信，请用 --max-memory 放宽",
            f"wanted more than {megabytes} MB of memory and was stopped; allow more with --max-memory if you trust it",
        ),
    )


def _death(exit_code: int | None) -> Fault:
    cause = signal.Signals(-exit_code).name if exit_code is not None and exit_code < 0 else f"exit {exit_code}"
    return Fault(
        "crashed",
        (
            f"读取程序崩溃（{cause}），其余文件不受影响；文件可能已损坏或超出内存限制，请尝试另存后再检查",
            f"the reading process crashed ({cause}); other files are not affected; save this one anew and try again",
        ),
    )


def _internal(error: Exception) -> Fault:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno} {last.name}"
    told = f"{type(error).__name__}: {error}"
    return Fault(
        "internal",
        (
            f"勾稽自身出错（{told}，{where}），请报告此问题",
            f"an error of Gouji itself ({told}, {where}): please report it",
        ),
        internal=True,
    )
