"""Coverage in words: how much of a document was read and checked, the same in every form."""

from __future__ import annotations

from gouji.model.finding import Verdict
from gouji.report.self_test import self_test_lines
from gouji.report.summary import Summary
from gouji.report.words import Language, code_ranges, page_ranges, say, share


def coverage_words(summary: Summary, language: Language) -> str:
    """Figures read, bound, and held by how many relations."""
    coverage = summary.coverage
    read = say(
        "read_line",
        language,
        figures=f"{coverage.figures:,}",
        bound=f"{coverage.bound:,}",
        share=share(coverage.bound, coverage.figures),
    )
    held = say(
        "held_line",
        language,
        twice=f"{coverage.held_twice:,}",
        once=f"{coverage.held_once:,}",
        orphans=f"{coverage.orphans:,}",
    )
    return f"{read}；{held}" if language == "zh" else f"{read}; {held}"


def outcomes_words(summary: Summary, language: Language) -> str:
    """Relations tried, by what came out."""
    counts = {verdict.value: f"{summary.outcomes[verdict]:,}" for verdict in Verdict}
    return say("outcomes_line", language, total=f"{sum(summary.outcomes.values()):,}", **counts)


def rules_words(summary: Summary, language: Language) -> str:
    """What was read beside figures, and the rules that looked at it."""
    coverage = summary.coverage
    counts = {key: f"{getattr(coverage, key):,}" for key in ("passages", "goals", "indicators")}
    return say("rules_line", language, rules=len(coverage.rules), codes=code_ranges(coverage.rules), **counts)


def unread_words(summary: Summary, language: Language) -> tuple[str, ...]:
    """One line for each file with pages that were not read, each reason with its pages."""
    lines = []
    for file in summary.files:
        reasons = dict.fromkeys(reason for _, reason in file.unread)
        for reason in reasons:
            pages = [page for page, why in file.unread if why == reason]
            line = say("unread_pages", language, count=len(pages), pages=page_ranges(pages))
            lines.append(f"{line}（{reason}）" if language == "zh" else f"{line} ({reason})")
    return tuple(lines)


def coverage_lines(summary: Summary, language: Language) -> tuple[str, ...]:
    """Everything that is to be said of coverage, a line each; and what the self-test gave, where there was one."""
    if not summary.is_budget:
        return (say("not_a_budget", language), *unread_words(summary, language))
    return (
        coverage_words(summary, language),
        outcomes_words(summary, language),
        *([rules_words(summary, language)] if summary.coverage.rules else []),
        *unread_words(summary, language),
        *self_test_lines(summary.self_test, language),
    )
