"""The index of a run over many files: each with its disposition, findings, coverage, and a link to its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from gouji import __version__
from gouji.model.finding import Severity
from gouji.model.report import Disposition
from gouji.report.files import FileReport, disposition_word, fault_message
from gouji.report.html.frame import frame
from gouji.report.html.markup import Markup, tag
from gouji.report.terminal import headline
from gouji.report.words import Language, say, severity_word, share

HEADINGS = ("file", "disposition", "error", "warning", "notice", "figures", "bound_share", "explanation")


def reports_to_html(reports: Sequence[FileReport], pages: Mapping[str, str], language: Language = "zh") -> str:
    """The index; `pages` says where the page of each file's path is, relative to the index."""
    counts = Counter(report.disposition for report in reports)
    summary = say("files_line", language, total=len(reports), **{each.value: counts[each] for each in Disposition})
    head = tag("tr", (tag("th", say(key, language), scope="col") for key in HEADINGS))
    table = tag(
        "table",
        tag("thead", head),
        tag("tbody", (_row(report, pages.get(report.path), language) for report in reports)),
        class_="runs",
    )
    masthead = tag("header", tag("h1", say("title", language)), tag("p", summary), class_="masthead")
    footer = tag("footer", say("made_by", language, version=__version__))
    return frame(say("title", language), language, masthead, tag("main", table, footer))


def _row(report: FileReport, page: str | None, language: Language) -> Markup:
    name = tag("a", report.path, href=page) if page else report.path
    summary = report.summary
    cells = [tag("td", disposition_word(report.disposition, language))]
    if summary is None:
        fault = fault_message(report.path, report.fault, language) if report.fault else ""
        return tag("tr", tag("th", name, scope="row"), cells, tag("td", colspan=5), tag("td", fault))
    for severity in Severity:
        count = summary.count(severity)
        badge = tag("span", str(count), class_=f"badge {severity.value}", title=severity_word(severity, language))
        cells.append(tag("td", badge if count else None, class_="count"))
    coverage = summary.coverage
    cells.append(tag("td", f"{coverage.figures:,}", class_="count"))
    cells.append(tag("td", share(coverage.bound, coverage.figures), class_="count"))
    return tag("tr", tag("th", name, scope="row"), cells, tag("td", headline(summary, language)))
