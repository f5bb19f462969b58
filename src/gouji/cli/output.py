"""Where output goes: stdout or a file; and the progress line on stderr, which is silent where nobody watches."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

BAR_WIDTH = 24


def terminal_width(output: Path | None) -> int | None:
    """The width to lay out for; None where the output is a file or a pipe, which get plain lines."""
    if output is not None or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return None
    return max(shutil.get_terminal_size().columns, 40)


def write_output(content: str | bytes, output: Path | None) -> None:
    """Writes a whole report to its file, or to stdout."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if output is None:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            give_up_stdout()
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)


def give_up_stdout() -> None:
    """Lets the rest of the output go nowhere: whoever read it has had enough (`| head`), which is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class ProgressLine:
    """One line on stderr that shows how far the work has come; nothing at all where stderr is no terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._text = ""

    def show(self, done: int, total: int, what: str = "") -> None:
        """Draws the line anew."""
        if not self._shown:
            return
        filled = BAR_WIDTH * done // total if total else 0
        text = f"{'━' * filled}{'─' * (BAR_WIDTH - filled)} {done}/{total} {what}"
        if text != self._text:
            sys.stderr.write(f"\r{text}\x1b[K")
            sys.stderr.flush()
            self._text = text

    def clear(self) -> None:
        """Takes the line away, so that other output may stand there."""
        if self._text:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._text = ""
