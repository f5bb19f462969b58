"""Comparing files: each is read in a process of its own; what was read is then compared in another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gouji.corpus.pool import run_task, run_tasks
from gouji.corpus.tasks import preload
from gouji.corpus.worker import Done, Progress
from gouji.model.claim import ClaimSet
from gouji.model.finding import Severity
from gouji.read.limits import Limits
from gouji.report.files import Fault
from gouji.report.words import Language

if TYPE_CHECKING:
    from gouji.compare.model import Comparison

ComparisonForm = Literal["terminal", "json", "html", "xlsx"]

Input = tuple[Path, ...]
"""One side of a comparison: a file, or the files of a folder that make up one budget."""


@dataclass(frozen=True, slots=True)
class ReadClaimsTask:
    """Reads the files of one side."""

    paths: Input
    limits: Limits

    def __call__(self, progress: Progress) -> ClaimSet:
        """Everything read from them."""
        from gouji.pipeline import read_together

        return read_together(self.paths, self.limits, progress)


@dataclass(frozen=True, slots=True)
class ComparisonOrder:
    """What is asked of a comparison: its form, language, the width to lay out for, and what the files are, if given."""

    form: ComparisonForm = "terminal"
    language: Language = "zh"
    width: int | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison written out, its findings' levels, and how many bonds were found."""

    content: str | bytes
    severities: tuple[Severity, ...]
    bonds: int

    def reaches(self, threshold: Severity) -> bool:
        """Whether a finding is at least as severe as the threshold."""
        levels = tuple(Severity)
        return any(levels.index(severity) <= levels.index(threshold) for severity in self.severities)


@dataclass(frozen=True, slots=True)
class CompareTask:
    """Compares what was read of several sides, and writes the result."""

    sets: tuple[ClaimSet, ...]
    names: tuple[str, ...]
    paths: Input
    order: ComparisonOrder

    def __call__(self, progress: Progress) -> Compared:
        """The report, and what its exit code depends on."""
        from gouji.compare.model import Kind
        from gouji.compare.run import compare_claims

        forced = Kind(self.order.relation) if self.order.relation else None
        comparison = compare_claims(self.sets, self.names, forced)
        severities = tuple(finding.severity for finding in comparison.findings)
        return Compared(self._write(comparison), severities, len(comparison.links))

    def _write(self, comparison: Comparison) -> str | bytes:
        language = self.order.language
        if self.order.form == "terminal":
            from gouji.report.comparison_terminal import comparison_to_terminal

            return comparison_to_terminal(comparison, language, self.order.width)
        if self.order.form == "json":
            from gouji.report.comparison_json import comparison_to_json

            return comparison_to_json(comparison, language)
        if self.order.form == "xlsx":
            from gouji.report.comparison_xlsx import comparison_to_xlsx

            return comparison_to_xlsx(comparison, language)
        return self._page(comparison)

    def _page(self, comparison: Comparison) -> str:
        from gouji.report.comparison import summarize_comparison
        from gouji.report.comparison_html import comparison_to_html
        from gouji.report.html.images import page_images

        summary = summarize_comparison(comparison, self.order.language)
        contents = {file.sha256: path for file, path in zip(summary.files, self.paths, strict=True)}
        return comparison_to_html(comparison, page_images(summary, contents), self.order.language)


def read_sides(
    inputs: Sequence[Input], limits: Limits, jobs: int, progress: Callable[[int, int], None]
) -> Iterator[ClaimSet | Fault]:
    """What was read of each side, or why it could not be, in the order given."""
    preload()
    for outcome in run_tasks((ReadClaimsTask(paths, limits) for paths in inputs), limits, jobs, progress):
        yield outcome.value if isinstance(outcome, Done) else outcome


def compare_sides(
    sides: Sequence[tuple[Input, str, ClaimSet]], order: ComparisonOrder, limits: Limits
) -> Compared | Fault:
    """The comparison of what was read: (files, name as given, claims) a side."""
    paths = tuple(path for side, _, _ in sides for path in side)
    names = tuple(name for _, name, _ in sides)
    task = CompareTask(tuple(claims for _, _, claims in sides), names, paths, order)
    outcome = run_task(task, limits, lambda done, total: None)
    return outcome.value if isinstance(outcome, Done) else outcome
