"""The work that is done for one file inside its worker: read it or check it, and write what was asked for."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gouji.corpus.worker import Progress
from gouji.read.limits import Limits
from gouji.report.summary import Summary
from gouji.report.words import Language

if TYPE_CHECKING:
    from gouji.build.start import Leftover
    from gouji.model.budget import Budget
    from gouji.model.claim import ClaimSet
    from gouji.model.report import Report
    from gouji.model.self_test import SelfTest

SELF_TEST_SECONDS = 120.0
"""A self-test plants no more slips after so long; its report says so."""
TELLING_SECONDS = 10.0
"""What is kept of a file's time for writing the report."""

ReadForm = Literal["terminal", "json", "jsonl"]


@dataclass(frozen=True, slots=True)
class CheckTask:
    """Checks files that make up one budget.

    Where `html` is set, its page is made too, which wants the whole report; where `self_test` is, slips are planted in
    it to see what checking would catch.
    """

    paths: tuple[Path, ...]
    limits: Limits
    language: Language = "zh"
    html: bool = False
    self_test: bool = False

    def __call__(self, progress: Progress) -> tuple[Summary, str | None]:
        """The summary, and the HTML page if wanted."""
        from gouji.pipeline import check_together
        from gouji.report.summary import summarize

        begin = time.monotonic()
        report = check_together(self.paths, self.limits, progress)
        summary = summarize(report, self.language)
        if self.self_test and summary.is_budget:
            rest = self.limits.seconds - (time.monotonic() - begin)
            summary = replace(summary, self_test=_self_test(report.claims, rest, progress))
        return summary, self._page(report, summary) if self.html else None

    def _page(self, report: Report, summary: Summary) -> str:
        from gouji.report.html import summary_to_html
        from gouji.report.html.images import page_images

        contents = {file.sha256: path for file, path in zip(summary.files, self.paths, strict=True)}
        return summary_to_html(summary, report.claims, page_images(summary, contents), self.language)


def _self_test(claims: ClaimSet, rest: float, progress: Progress) -> SelfTest:
    """The self-test, ended in time to tell what it has by then. `rest` is what is left of the file's seconds."""
    from gouji.check.self_test import run_self_test

    end = time.monotonic() + min(SELF_TEST_SECONDS, rest - TELLING_SECONDS)

    def go_on(done: int, planned: int) -> bool:
        progress(done, planned)
        return time.monotonic() < end

    return run_self_test(claims, go_on=go_on)


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Reads one file and writes its tables and figures in one form."""

    path: Path
    limits: Limits
    form: ReadForm
    language: Language = "zh"
    width: int | None = None

    def __call__(self, progress: Progress) -> str:
        """The tables as text, the document as JSON, or a line of JSON a figure."""
        from gouji.pipeline import read_file

        claims = read_file(self.path, self.limits, progress)
        if self.form == "json":
            from gouji.report.json import claim_set_to_json

            return claim_set_to_json(claims)
        if self.form == "jsonl":
            from gouji.report.jsonl import claim_set_to_jsonl

            return "".join(claim_set_to_jsonl(claims))
        from gouji.report.tables import claim_set_to_text

        return claim_set_to_text(claims, self.language, self.width)


@dataclass(frozen=True, slots=True)
class StartTask:
    """Begins next year's budget (or that of `year`) from what was published in one file, for the forms of a pack."""

    path: Path
    limits: Limits
    pack: str
    year: int | None = None

    def __call__(self, progress: Progress) -> tuple[Budget, tuple[Leftover, ...]]:
        """The budget, and what could not be taken over."""
        from gouji.build.start import start_budget
        from gouji.pipeline import read_file

        return start_budget(read_file(self.path, self.limits, progress), self.pack, self.year)


def preload() -> None:
    """Imports what every check needs, once, before workers are forked from this process."""
    from importlib import import_module

    for name in _MODULES:
        import_module(name)


_MODULES = ("gouji.read.opener", "gouji.read.pdf", "gouji.read.tables", "gouji.read.claims", "gouji.check.run")
