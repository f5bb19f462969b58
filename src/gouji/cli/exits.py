"""What a run says to the shell."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.model.finding import Severity
    from gouji.report.files import FileReport


class ExitCode(IntEnum):
    """Exit codes; other programs depend on them."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    INTERNAL = 4
    INTERRUPTED = 130


def exit_code(report: FileReport, threshold: Severity | None) -> ExitCode:
    """The exit code that one file calls for; no findings count where the threshold is None."""
    if report.fault is not None:
        return ExitCode.INTERNAL if report.fault.internal else ExitCode.UNREADABLE
    if threshold is not None and report.reaches(threshold):
        return ExitCode.FINDINGS
    return ExitCode.CLEAN


def worst(codes: Iterable[ExitCode]) -> ExitCode:
    """The one that says most against trusting the run: 4, then 3, then 1."""
    return max(codes, default=ExitCode.CLEAN)
