"""The top and the bottom of a report: what document, what was found, how much was checked, and what was not."""

from __future__ import annotations

from gouji.model.finding import Severity
from gouji.report.coverage import outcomes_words, rules_words, unread_words
from gouji.report.html.markup import Markup, tag
from gouji.report.place import amount_words, figure_words
from gouji.report.summary import Counts, Summary, check_title
from gouji.report.terminal import headline, verdict_words
from gouji.report.words import Language, say, share

MOST_ORPHANS = 300
"""Figures that could not be placed, listed at most; `gouji read` has all."""


def masthead(summary: Summary, language: Language) -> Markup:
    """The document's name and the outcome in one line."""
    files = (
        tag(
            "li",
            tag("span", file.name),
            tag("small", f"{f'{file.pages} p. · ' if file.pages else ''}SHA-256 {file.sha256[:12]}…"),
            title=file.sha256,
        )
        for file in summary.files
    )
    return tag(
        "header",
        tag(
            "div",
            tag("p", say("title", language), class_="kicker"),
            tag("h1", headline(summary, language)),
            tag("ul", files, class_="files"),
        ),
        tag("p", verdict_words(summary, language), class_=f"verdict {_tone(summary)}"),
        class_="masthead",
    )


def _tone(summary: Summary) -> str:
    if not summary.is_budget or not (summary.is_tested or summary.problems):
        return "neutral"
    return summary.problems[0].severity.value if summary.problems else "clean"


def coverage_section(summary: Summary, language: Language) -> Markup:
    """How much was read and held: figures, a bar, and the caution that belongs to it."""
    if not summary.is_budget:
        return tag("section", tag("p", say("not_a_budget", language)), _unread(summary, language), class_="coverage")
    coverage = summary.coverage
    tiles = (
        ("figures", coverage.figures, ""),
        ("bound", coverage.bound, share(coverage.bound, coverage.figures)),
        ("held_twice", coverage.held_twice, share(coverage.held_twice, coverage.figures)),
        ("held_once", coverage.held_once, share(coverage.held_once, coverage.figures)),
        ("orphans", coverage.orphans, share(coverage.orphans, coverage.figures)),
    )
    return tag(
        "section",
        tag("h2", say("coverage", language)),
        tag("dl", (_tile(say(key, language), count, part, key) for key, count, part in tiles), class_="tiles"),
        _bar(summary, language),
        tag("p", outcomes_words(summary, language)),
        tag("p", rules_words(summary, language)) if coverage.rules else None,
        _unread(summary, language),
        None if summary.count(Severity.ERROR) else tag("p", say("clean_is_not_proof", language), class_="caution"),
        class_="coverage",
    )


def _tile(name: str, count: int, part: str, key: str) -> Markup:
    return tag("div", tag("dt", name), tag("dd", f"{count:,}", tag("small", part) if part else None), class_=key)


def _bar(summary: Summary, language: Language) -> Markup:
    """Figures held by two relations or more, by one, by none, as lengths."""
    coverage = summary.coverage
    parts = [(key, getattr(coverage, key)) for key in ("held_twice", "held_once", "orphans")]
    words = "，".join(f"{say(key, language)} {count:,}" for key, count in parts)
    pieces = (tag("span", class_=key, style=f"flex-grow:{count}") for key, count in parts if count)
    return tag("div", pieces, class_="share", role="img", aria_label=words)


def _unread(summary: Summary, language: Language) -> Markup | None:
    lines = unread_words(summary, language)
    return tag("ul", (tag("li", line) for line in lines), class_="unread") if lines else None


def details_section(summary: Summary, language: Language) -> Markup:
    """Which checks ran; why figures are unbound, doubtful, or relations not checkable; what reading noticed."""
    reasons = summary.reasons
    notices: Counts = tuple((notice, 1) for file in summary.files for notice in file.notices)
    lists = (
        ("unbound_reasons", reasons.unbound),
        ("unchecked_reasons", reasons.not_checkable),
        ("doubt_reasons", reasons.doubt),
        ("notices", notices),
    )
    folds = (_reasons(say(key, language), counts) for key, counts in lists if counts)
    return tag("section", _checks(summary, language), folds, _orphans(summary, language), class_="reasons")


def _orphans(summary: Summary, language: Language) -> Markup | None:
    """Every figure that was read and could not be placed, with where it stands and why."""
    if not summary.orphans:
        return None
    items = (
        tag(
            "li",
            tag("b", amount_words(orphan.figure.text, orphan.figure.unit)),
            " ",
            " · ".join(figure_words(orphan.figure, language)),
            tag("small", f" {orphan.reason}"),
        )
        for orphan in summary.orphans[:MOST_ORPHANS]
    )
    more = len(summary.orphans) - MOST_ORPHANS
    name = tag("summary", say("orphans_listed", language), tag("small", f" {len(summary.orphans):,}"))
    return tag("details", name, tag("ul", items, tag("li", f"… +{more:,}") if more > 0 else None))


def _checks(summary: Summary, language: Language) -> Markup | None:
    """The checks that ran, by code: how many relations each tried, or that it is a rule, with what it is about."""
    coverage = summary.coverage
    relations = [(code, say("relations_of", language, count=f"{count:,}")) for code, count in coverage.relations]
    ran = (*relations, *((code, "") for code in coverage.rules))
    if not ran or not summary.is_budget:
        return None
    items = (
        tag("li", tag("code", code), " ", check_title(code, language), tag("small", f" {count}") if count else None)
        for code, count in ran
    )
    return tag("details", tag("summary", say("checks_run", language), tag("small", f" {len(ran)}")), tag("ul", items))


def _reasons(name: str, counts: Counts) -> Markup:
    total = sum(count for _, count in counts)
    items = (tag("li", reason, tag("small", f" × {count:,}") if count > 1 else None) for reason, count in counts)
    return tag("details", tag("summary", name, tag("small", f" {total:,}")), tag("ul", items))
