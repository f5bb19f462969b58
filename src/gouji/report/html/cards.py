"""A card for each finding: what is wrong, both figures, the arithmetic, the witnesses, the remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gouji.model.claim import ClaimSet
from gouji.report.html.excerpt import excerpts
from gouji.report.html.images import PageImage, PageKey
from gouji.report.html.markup import Child, Markup, join, tag
from gouji.report.html.pages import cut, page_id
from gouji.report.html.passages import quoted_passages
from gouji.report.place import amount_words, witness_words
from gouji.report.summary import Figure, Problem, Summary
from gouji.report.terminal import problems_in_full
from gouji.report.words import Language, say, severity_word

PLACES_SHOWN = 3
"""Places shown at once; the others wait behind a fold."""
WITNESSES_SHOWN = 4
"""Witnesses shown at once; the others wait behind a fold."""


def finding_cards(
    summary: Summary, claims: ClaimSet, images: Mapping[PageKey, PageImage], language: Language
) -> Markup:
    """The findings in order, as a list; many notices behind a fold, where there is something louder."""
    cards = [
        _card(number, problem, summary, claims, images, language) for number, problem in enumerate(summary.problems, 1)
    ]
    full = problems_in_full(summary)
    told, folded = cards[:full], cards[full:]
    if not folded:
        return tag("ol", told, class_="findings")
    name = tag("summary", say("notice", language), " ", tag("small", str(len(folded))))
    return join(
        tag("ol", told, class_="findings"),
        tag("details", name, tag("ol", folded, class_="findings"), class_="fold"),
    )


def _card(
    number: int,
    problem: Problem,
    summary: Summary,
    claims: ClaimSet,
    images: Mapping[PageKey, PageImage],
    language: Language,
) -> Markup:
    picture = cut(number, problem, images, language)
    heading = tag(
        "header",
        tag("span", str(number), class_="number"),
        tag("span", severity_word(problem.severity, language), class_=f"badge {problem.severity.value}"),
        tag("h3", problem.title, id=f"title-{number}"),
        tag("code", problem.code, title=problem.name),
    )
    article = tag(
        "article",
        heading,
        _places(problem, summary, images, language),
        tag("p", problem.message, class_="message"),
        _figures(problem, language),
        _arithmetic(problem, language),
        picture or excerpts(problem, claims, language),
        _sentence(problem),
        quoted_passages(problem, claims),
        _witnesses(problem, summary, images, language),
        tag("dl", _texts(problem, language), class_="texts"),
        aria_labelledby=f"title-{number}",
        tabindex=-1,
    )
    return tag(
        "li",
        article,
        id=f"finding-{number}",
        class_=f"finding {problem.severity.value}",
        data_severity=problem.severity.value,
        data_code=problem.code,
    )


def _places(
    problem: Problem, summary: Summary, images: Mapping[PageKey, PageImage], language: Language
) -> Markup | None:
    """Where the figures or words in question stand, a few at once, the others behind a fold; each leads to its page."""
    places = list(dict.fromkeys(_place(each, summary, images, language) for each in problem.culprits))
    shown, folded = places[:PLACES_SHOWN], places[PLACES_SHOWN:]
    more = tag("details", tag("summary", f"+{len(folded)}"), _lines(folded)) if folded else None
    return tag("div", _lines(shown), more, class_="place") if places else None


def _lines(parts: Sequence[Markup]) -> Markup:
    return join(tag("div", part) for part in parts)


def _place(
    figure: Figure,
    summary: Summary,
    images: Mapping[PageKey, PageImage],
    language: Language,
    beside: Figure | None = None,
) -> Markup:
    file = (summary.files[figure.document].name,) if len(summary.files) > 1 else ()
    words = " · ".join((*file, *witness_words(figure, beside, language)))
    key = (figure.document, figure.place.page or 0)
    return tag("a", words, href=f"#{page_id(key)}", data_page=page_id(key)) if key in images else tag("span", words)


def _figures(problem: Problem, language: Language) -> Markup | None:
    parts = [(key, value) for key in ("stated", "expected", "difference") if (value := getattr(problem, key))]
    if not parts:
        return None
    pairs = (tag("div", tag("dt", say(key, language)), tag("dd", value), class_=key) for key, value in parts)
    return tag("dl", pairs, class_="amounts")


def _arithmetic(problem: Problem, language: Language) -> Markup | None:
    if not problem.arithmetic:
        return None
    name = tag("span", say("arithmetic", language), class_="name")
    return tag("p", name, tag("span", problem.arithmetic, class_="sum"), class_="arithmetic")


def _sentence(problem: Problem) -> Markup | None:
    """The sentence of the figure in question, the figure marked."""
    figure = next((each for each in problem.culprits if each.sentence), None)
    if figure is None or not figure.sentence:
        return None
    before, found, after = figure.sentence.partition(figure.text)
    return tag("blockquote", before, tag("mark", found, class_="culprit") if found else None, after)


def _witnesses(
    problem: Problem, summary: Summary, images: Mapping[PageKey, PageImage], language: Language
) -> Markup | None:
    witnesses = problem.witnesses
    if not witnesses:
        return None
    culprit = problem.culprits[0] if problem.culprits else None
    items = [
        tag(
            "li",
            None if each.is_words else join(tag("b", amount_words(each.text, each.unit)), " "),
            _place(each, summary, images, language, beside=culprit),
            tag("small", f" {each.doubt}") if each.doubt else None,
        )
        for each in witnesses
    ]
    shown, folded = items[:WITNESSES_SHOWN], items[WITNESSES_SHOWN:]
    more = tag("details", tag("summary", f"+{len(folded)}"), tag("ul", folded)) if folded else None
    name = tag("span", say("witnesses", language), class_="name")
    return tag("div", name, join(tag("ul", shown), more), class_="witnesses")


def _texts(problem: Problem, language: Language) -> Iterator[Child]:
    texts = (
        ("suggestion", problem.suggestion),
        ("explanation", problem.explanation),
        ("source", problem.source),
        ("related", ", ".join(problem.related)),
    )
    for key, text in texts:
        if text:
            yield tag("div", tag("dt", say(key, language)), tag("dd", text), class_=key)
