"""One self-contained HTML file: findings beside the pages they speak of; opens offline, prints well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from gouji import __version__
from gouji.model.claim import ClaimSet
from gouji.model.finding import Severity
from gouji.report.html.cards import finding_cards
from gouji.report.html.frame import frame
from gouji.report.html.images import PageImage, PageKey, wanted_pages
from gouji.report.html.markup import Markup, tag
from gouji.report.html.overview import coverage_section, details_section, masthead
from gouji.report.html.pages import all_marks, picture_library, whole_pages
from gouji.report.html.self_test import self_test_section
from gouji.report.summary import Summary
from gouji.report.terminal import headline, verdict_words
from gouji.report.words import Language, say, severity_word


def summary_to_html(
    summary: Summary, claims: ClaimSet, images: Mapping[PageKey, PageImage], language: Language = "zh"
) -> str:
    """The report as one page. `images` are of the pages that findings speak of, as far as there are any."""
    wanted = set(wanted_pages(summary))
    shown = {key: image for key, image in images.items() if key in wanted}
    body = (
        tag("a", say("skip", language), href="#findings", class_="skip"),
        masthead(summary, language),
        tag(
            "main",
            tag(
                "section",
                coverage_section(summary, language),
                self_test_section(summary.self_test, language),
                findings_section(summary, claims, shown, language),
                details_section(summary, language),
                tag("footer", say("made_by", language, version=__version__)),
                class_="told",
            ),
            viewer(summary, shown, language) if shown else None,
            class_="beside" if shown else "alone",
        ),
        picture_library(shown) if shown else None,
    )
    return frame(f"{say('title', language)} · {headline(summary, language)}", language, *body)


def findings_section(
    summary: Summary, claims: ClaimSet, images: Mapping[PageKey, PageImage], language: Language
) -> Markup:
    """The findings with their filter."""
    return tag(
        "section",
        tag(
            "div",
            tag("h2", say("findings", language)),
            _filter(summary, language) if summary.problems else None,
            class_="bar",
        ),
        finding_cards(summary, claims, images, language)
        if summary.problems
        else tag("p", verdict_words(summary, language)),
        tag("p", say("filtered_empty", language), class_="empty", hidden=True, role="status"),
        id="findings",
        tabindex=-1,
    )


def _filter(summary: Summary, language: Language) -> Markup:
    """A box to tick for each level that there is; and the keys, told to those who have a keyboard."""
    levels = [severity for severity in Severity if summary.count(severity)]
    boxes = (
        tag(
            "label",
            tag("input", type="checkbox", checked=True, value=severity.value),
            tag("span", f"{severity_word(severity, language)} {summary.count(severity)}"),
            class_=f"chip {severity.value}",
        )
        for severity in levels
    )
    keys = tag("span", say("keys", language), class_="keys")
    legend = tag("legend", say("filter", language))
    return tag("fieldset", legend, boxes, _check_filter(summary, language), keys, class_="filter")


def _check_filter(summary: Summary, language: Language) -> Markup | None:
    """A list of the checks that found something, to choose one of; shown by the script, which it needs."""
    counts = Counter((problem.code, problem.title) for problem in summary.problems)
    if len(counts) < 2:
        return None
    options = (
        tag("option", f"{code} {title} ({count})", value=code) for (code, title), count in sorted(counts.items())
    )
    every = tag("option", say("all_checks", language), value="")
    return tag("select", every, options, hidden=True, aria_label=say("filter_by_check", language))


def viewer(summary: Summary, images: Mapping[PageKey, PageImage], language: Language) -> Markup:
    """The pages, at the side of the findings where there is room."""
    zoom = tag(
        "div",
        tag("button", "−", type="button", data_zoom=-1, aria_label=say("zoom_out", language)),
        tag("button", "+", type="button", data_zoom=1, aria_label=say("zoom_in", language)),
        class_="zoom",
    )
    legend = tag(
        "p",
        tag("span", say("culprit", language), class_="key culprit"),
        tag("span", say("witness", language), class_="key witness"),
        tag("span", say("pages_hint", language), class_="hint"),
    )
    return tag(
        "aside",
        tag("header", tag("h2", say("pages_heading", language)), legend, zoom),
        tag("div", whole_pages(summary, images, all_marks(summary), language), class_="pages", tabindex=0),
        aria_label=say("pages_heading", language),
        class_="viewer",
    )
