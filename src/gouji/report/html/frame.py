"""What every HTML report stands in: head, style and script, all inside the one file."""

from __future__ import annotations

from importlib.resources import files

from gouji.report.html.markup import Child, Markup, tag
from gouji.report.words import Language

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""Nothing is fetched from anywhere, even if a document should have smuggled in a way to ask."""


def frame(title: str, language: Language, *body: Child) -> str:
    """A whole HTML document around the body."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", _asset("report.css")),
    )
    page = tag("html", head, tag("body", *body, tag("script", _asset("report.js"))), lang=LANGUAGES[language])
    return f"<!doctype html>\n{page}\n"


LANGUAGES: dict[Language, str] = {"zh": "zh-CN", "en": "en"}


def _asset(name: str) -> Markup:
    return Markup(files(__package__).joinpath(name).read_text("utf-8"))
