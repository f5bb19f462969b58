"""The self-test as a section of the HTML report."""

from __future__ import annotations

from gouji.model.self_test import SelfTest
from gouji.report.html.markup import Markup, tag
from gouji.report.self_test import BY_KIND, HEADING, self_test_rows, self_test_sentences
from gouji.report.words import Language, choose


def self_test_section(told: SelfTest | None, language: Language) -> Markup | None:
    """Sentences, and the table by kinds folded away; nothing where there was no self-test."""
    if told is None:
        return None
    heads, *rows = self_test_rows(told, language)
    table = tag(
        "table",
        tag("thead", tag("tr", (tag("th", head, scope="col") for head in heads))),
        tag(
            "tbody",
            (tag("tr", tag("th", row[0], scope="row"), (tag("td", text) for text in row[1:])) for row in rows),
        ),
    )
    return tag(
        "section",
        tag("h2", choose(HEADING, language)),
        (tag("p", sentence) for sentence in self_test_sentences(told, language)),
        tag("details", tag("summary", choose(BY_KIND, language)), table) if rows else None,
        class_="self-test",
    )
