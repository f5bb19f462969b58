"""Runs the command line as a shell does, but in the process of the tests: most of a short run is its start.

What needs a process of its own has one: limits by `apart`; signals, terminals and locales by starting `COMMAND`.
"""

from __future__ import annotations

import contextlib
import io
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from gouji.cli import main

COMMAND = (sys.executable, "-m", "gouji")


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended: its exit code, and what it wrote; `written` are the bytes of `stdout`."""

    returncode: int
    written: bytes
    stderr: str

    @property
    def stdout(self) -> str:
        return self.written.decode("utf-8")


def gouji(*arguments: str | Path) -> Done:
    """One run with these arguments; an exception that a process would end with is raised."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\n") for _ in range(2))
    before = signal.getsignal(signal.SIGTERM)
    code: object = None
    try:
        with (
            mock.patch.object(sys, "argv", ["gouji", *map(str, arguments)]),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            main()
    except SystemExit as end:
        code = end.code
    finally:
        signal.signal(signal.SIGTERM, before)
    assert isinstance(code, int)
    return Done(code, _written(out), _written(err).decode("utf-8"))


def apart(*arguments: str | Path) -> Done:
    """One run with these arguments in a process of its own."""
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, check=False, timeout=60)
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8"))


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()
