"""A comparison as one self-contained page: what changed, what does not tie, beside the pages of all files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gouji import __version__
from gouji.compare.model import Comparison
from gouji.report.comparison import (
    LinkTold,
    Section,
    count_words,
    side_lines,
    summarize_comparison,
    tell_links,
    tell_strangers,
)
from gouji.report.comparison_words import tell
from gouji.report.html import findings_section, viewer
from gouji.report.html.frame import frame
from gouji.report.html.images import PageImage, PageKey, wanted_pages
from gouji.report.html.markup import Child, Markup, tag
from gouji.report.html.overview import coverage_section, details_section
from gouji.report.html.pages import picture_library
from gouji.report.summary import Summary
from gouji.report.terminal import verdict_words
from gouji.report.words import Language, say

STYLE = Markup("""
.link { margin: 2rem 0; }
.link .evidence { opacity: .75; margin: .2rem 0 1rem; }
.link h3 { margin: 1.2rem 0 .4rem; font-size: 1rem; }
.lists { overflow-x: auto; }
.lists table { border-collapse: collapse; font-size: .85rem; width: 100%; }
.lists th, .lists td { padding: .3rem .6rem; border-bottom: 1px solid #8884; text-align: left; vertical-align: top; }
.lists th { font-weight: 600; white-space: nowrap; border-bottom-width: 2px; }
.lists .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.link details summary { cursor: pointer; margin: .5rem 0; font-size: .85rem; }
""")


def comparison_to_html(comparison: Comparison, images: Mapping[PageKey, PageImage], language: Language = "zh") -> str:
    """The page. `images` are of the pages that findings speak of, as far as there are any."""
    summary = summarize_comparison(comparison, language)
    wanted = set(wanted_pages(summary))
    shown = {key: image for key, image in images.items() if key in wanted}
    links = tell_links(comparison, language)
    body = (
        tag("style", STYLE),
        tag("a", say("skip", language), href="#findings", class_="skip"),
        _masthead(comparison, summary, language),
        tag(
            "main",
            tag(
                "section",
                (_link(link, language) for link in links),
                _strangers(comparison, language),
                findings_section(summary, comparison.claims, shown, language),
                coverage_section(summary, language),
                details_section(summary, language),
                tag("footer", say("made_by", language, version=__version__)),
                class_="told",
            ),
            viewer(summary, shown, language) if shown else None,
            class_="beside" if shown else "alone",
        ),
        picture_library(shown) if shown else None,
    )
    names = " · ".join(link.title for link in links)
    return frame(f"{tell('title', language)} · {names}", language, *body)


def _masthead(comparison: Comparison, summary: Summary, language: Language) -> Markup:
    entities = dict.fromkeys(side.entity for side in comparison.sides if side.entity)
    tone = summary.problems[0].severity.value if summary.problems else "clean"
    return tag(
        "header",
        tag(
            "div",
            tag("p", tell("title", language), class_="kicker"),
            tag("h1", " · ".join(entities) or tell("title", language)),
            tag("ul", (tag("li", line) for line in side_lines(comparison, language)), class_="files"),
            tag("p", count_words(comparison, language)),
        ),
        tag("p", verdict_words(summary, language), class_=f"verdict {tone if summary.is_tested else 'neutral'}"),
        class_="masthead",
    )


def _strangers(comparison: Comparison, language: Language) -> Markup | None:
    lines = tell_strangers(comparison, language)
    if not lines:
        return None
    items = (tag("li", line) for line in lines)
    return tag("section", tag("h2", tell("strangers", language)), tag("ul", items), class_="link")


def _link(link: LinkTold, language: Language) -> Markup:
    return tag(
        "section",
        tag("h2", link.title),
        tag("p", link.evidence, class_="evidence"),
        (_section(section, language) for section in link.sections),
        class_="link",
    )


def _section(section: Section, language: Language) -> Iterator[Child]:
    yield tag("h3", f"{section.title} {len(section.rows):,}")
    if section.main:
        yield _table(section, section.rows[: section.main])
    if section.rest:
        words = tell("all_rows", language, count=f"{len(section.rows):,}")
        yield tag("details", tag("summary", words), _table(section, section.rows))


def _table(section: Section, rows: Sequence[Sequence[str]]) -> Markup:
    head = tag("tr", (tag("th", head, class_=_class(section, place)) for place, head in enumerate(section.heads)))
    body = (
        tag("tr", (tag("td", text, class_=_class(section, place)) for place, text in enumerate(row))) for row in rows
    )
    return tag("div", tag("table", tag("thead", head), tag("tbody", body)), class_="lists")


def _class(section: Section, place: int) -> str | None:
    return "number" if place in section.numbers else None
