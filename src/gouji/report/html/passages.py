"""The running text around the words that a finding quotes: what a place alone does not show."""

from __future__ import annotations

from gouji.model.claim import ClaimSet
from gouji.model.passage import Passage
from gouji.report.html.markup import Markup, join, tag
from gouji.report.html.pages import role_of
from gouji.report.summary import Figure, Problem

AROUND = 60
"""Characters shown before and after the quoted words."""
MOST_PASSAGES = 3


def quoted_passages(problem: Problem, claims: ClaimSet) -> Markup:
    """The first passages whose words are quoted, cut around them, the words marked."""
    found: list[Markup] = []
    for each in problem.figures:
        if each.figure.is_words and each.figure.table is None and len(found) < MOST_PASSAGES:
            passage = _passage_of(each.figure, claims)
            if passage is not None:
                found.append(_around(passage.text, each.figure.text.rstrip("…"), role_of(each, problem)))
    return join(dict.fromkeys(found))


def _passage_of(words: Figure, claims: ClaimSet) -> Passage | None:
    """The passage that holds the words at their place; None where the words are all of it."""
    text = words.text.rstrip("…")
    for passage in claims.passages:
        if passage.document == words.document and words.place in passage.places and text in passage.text:
            return passage if len(passage.text) > len(words.text) else None
    return None


def _around(text: str, words: str, role: str) -> Markup:
    start = text.find(words)
    end = start + len(words)
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    return tag(
        "blockquote",
        f"{'…' if start > AROUND else ''}{before}",
        tag("mark", words, class_=role),
        f"{after}{'…' if len(text) - end > AROUND else ''}",
    )
