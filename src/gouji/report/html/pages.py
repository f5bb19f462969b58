"""Page images with the figures boxed: whole pages beside the findings, and a cut of the page inside each finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gouji.model.document import Box
from gouji.report.html.images import PageImage, PageKey
from gouji.report.html.markup import Markup, join, tag
from gouji.report.place import figure_words
from gouji.report.summary import Figure, Problem, Summary, Witnessed
from gouji.report.words import Language, say

CUT_WIDTH = 490.0
"""Points of the page that a cut shows across, so that its figures can be read in a column of text."""
CUT_MARGIN = 42.0
"""Points above and below the boxes of a cut."""
CUT_HEIGHT = 190.0
"""Points of a cut from top to bottom, at most: witnesses farther away are left to the whole page."""
BOX_MARGIN = 0.8
WIDE_MARGIN = 12.0
"""Points left and right of a box that is as wide as a cut: a paragraph."""
SIDE_MARGIN = 36.0
"""Points to the right of the boxes of a cut; what is left of its width goes to the left, where the labels are."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a page: the finding's number (from 1), the figure, its role."""

    problem: int
    figure: Figure
    role: str

    @property
    def box(self) -> Box | None:
        return self.figure.place.box


def all_marks(summary: Summary) -> dict[PageKey, list[Mark]]:
    """The boxes of each page, those of figures in question first, so that they are drawn and reached first."""
    marks: dict[PageKey, list[Mark]] = {}
    for number, problem in enumerate(summary.problems, 1):
        for each in problem.figures:
            if each.figure.place.page is not None:
                key = (each.figure.document, each.figure.place.page)
                marks.setdefault(key, []).append(Mark(number, each.figure, role_of(each, problem)))
    return {key: sorted(_once(found), key=lambda mark: mark.role) for key, found in marks.items()}


def _once(marks: Iterable[Mark]) -> list[Mark]:
    """The marks without those of one finding on one box, as words of one paragraph have: they would darken it."""
    return list({(mark.problem, mark.box, mark.role): mark for mark in reversed(list(marks))}.values())[::-1]


def role_of(each: Witnessed, problem: Problem) -> str:
    """Culprit or witness; where a finding names only witnesses, the first stands in for the culprit."""
    return "culprit" if each.figure in problem.culprits else "witness"


def picture_library(images: Mapping[PageKey, PageImage]) -> Markup:
    """Every image once, out of sight; pages and cuts refer to it."""
    pictures = (
        tag("image", id=image_id(key), width=_number(image.width), height=_number(image.height), href=image.uri)
        for key, image in images.items()
    )
    return tag("svg", tag("defs", pictures), class_="library", width=0, height=0, aria_hidden="true")


def whole_pages(
    summary: Summary, images: Mapping[PageKey, PageImage], marks: Mapping[PageKey, Sequence[Mark]], language: Language
) -> Markup:
    """The pages with their boxes, in the order of the document; each box leads to its finding."""
    return join(_whole_page(key, images[key], marks.get(key, ()), summary, language) for key in sorted(images))


def _whole_page(key: PageKey, image: PageImage, marks: Sequence[Mark], summary: Summary, language: Language) -> Markup:
    file = summary.files[key[0]].name
    label = say("page", language, page=key[1])
    heading = label if len(summary.files) == 1 else f"{file} · {label}"
    picture = tag(
        "svg",
        tag("title", say("page_image", language, file=file, page=key[1])),
        tag("use", href=f"#{image_id(key)}"),
        [_link(mark, language) for mark in reversed(marks)],
        viewBox=f"0 0 {_number(image.width)} {_number(image.height)}",
        class_="paper",
    )
    return tag(
        "figure", tag("figcaption", heading), tag("div", picture, class_="sheet"), id=page_id(key), class_="page"
    )


def _link(mark: Mark, language: Language) -> Markup:
    if mark.box is None:
        return Markup()
    words = " · ".join(figure_words(mark.figure, language))
    text = "" if mark.figure.is_words else f"{mark.figure.text} — "
    label = f"{say(mark.role, language)} {text}{words}"
    return tag(
        "a",
        tag("title", label),
        _rectangle(mark.box, mark.role),
        href=f"#finding-{mark.problem}",
        aria_label=f"{label} ({mark.problem})",
        class_="mark",
        data_finding=mark.problem,
    )


def cut(number: int, problem: Problem, images: Mapping[PageKey, PageImage], language: Language) -> Markup | None:
    """The part of the page around the figure in question, with the boxes of this finding; None without an image."""
    figure = next((each for each in problem.culprits if each.place.box is not None), None)
    if figure is None or figure.place.page is None or figure.place.box is None:
        return None
    key = (figure.document, figure.place.page)
    image = images.get(key)
    if image is None:
        return None
    marks = _once(
        Mark(number, each.figure, role_of(each, problem))
        for each in problem.figures
        if (each.figure.document, each.figure.place.page) == key and each.figure.place.box is not None
    )
    view = _view(figure.place.box, [mark.box for mark in marks if mark.box is not None], image)
    picture = tag(
        "svg",
        tag("title", say("page_image", language, file="", page=key[1]).strip()),
        tag("use", href=f"#{image_id(key)}"),
        [_rectangle(mark.box, mark.role) for mark in reversed(marks) if mark.box is not None],
        viewBox=f"{_number(view.x0)} {_number(view.y0)} {_number(view.x1 - view.x0)} {_number(view.y1 - view.y0)}",
        role="img",
        class_="cut paper",
    )
    return tag("a", picture, href=f"#{page_id(key)}", class_="cut-link", data_page=page_id(key))


def _view(culprit: Box, boxes: Sequence[Box], image: PageImage) -> Box:
    """The cut around the culprit, with as many of the boxes as it can hold, inside the page; a wide one is whole."""
    held = culprit
    for box in sorted(boxes, key=lambda box: abs(box.y0 - culprit.y0) + abs(box.x0 - culprit.x0)):
        wider = held.union(box)
        if wider.y1 - wider.y0 <= CUT_HEIGHT and wider.x1 - wider.x0 <= CUT_WIDTH - 4 * BOX_MARGIN:
            held = wider
    width = min(max(CUT_WIDTH, held.x1 - held.x0 + 2 * WIDE_MARGIN), image.width)
    side = SIDE_MARGIN if width == CUT_WIDTH else WIDE_MARGIN
    left = max(min(held.x1 + side, image.width) - width, 0.0)
    return Box(left, max(held.y0 - CUT_MARGIN, 0.0), left + width, min(held.y1 + CUT_MARGIN, image.height))


def _rectangle(box: Box, role: str) -> Markup:
    return tag(
        "rect",
        x=_number(box.x0 - BOX_MARGIN),
        y=_number(box.y0 - BOX_MARGIN),
        width=_number(box.x1 - box.x0 + 2 * BOX_MARGIN),
        height=_number(box.y1 - box.y0 + 2 * BOX_MARGIN),
        rx=1.5,
        class_=role,
    )


def page_id(key: PageKey) -> str:
    """The anchor of a whole page."""
    return f"page-{key[0]}-{key[1]}"


def image_id(key: PageKey) -> str:
    """The name of a page's picture."""
    return f"image-{key[0]}-{key[1]}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
