"""Passages: paragraphs put together again where a page break cut a sentence, with the headings that stand over them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from gouji.model.amount import fold
from gouji.model.document import Document, Paragraph
from gouji.model.passage import UNNUMBERED, Passage, level_of

_ENDS = ("。", "；", ";", "：", ":", "！", "”", "）", ")")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十]+[部章节条]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|[①-⑳])"
)
_BEGINS = re.compile(rf"{_NUMBERING.pattern}|\(?(?:注|备注|说明):")
"""What begins a paragraph of its own: a number, a note."""
_UNIT_LINE = re.compile(r"单位:.{0,3}元\)?$")
_LONGEST_HEADING = 40
_SHORTEST_CUT = 15  # characters of a line that was cut
_REPEATED = 3  # pages that have the same head
_MARGIN = 0.06  # of a page's height
_FULL = 0.8  # of the width between the edges of a page: a line that is longer may run over
_WITHIN = ("，", ",", "：", ":", "；")
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,3}[-—–\s]*")
_PART = re.compile(r"(?:19|20)\d\d年[^,。;:]{0,30}(?:预算|决算)[^,。;:]{0,10}(?:说明|情况)")
"""The title of a part of the publication: what was said before stands over it no more."""
_BLANK = re.compile(r"_+(?=[\d-])|(?<=\d)_+")
_CUT_OFF = re.compile(r"[\d,.]+(?:亿元|万元|元|%)")
"""A line that begins with an amount goes on with what was said before it."""
_CONTENTS = re.compile(r"[.…·]{4,}\s*\d*$|\s\d{1,3}$")


def documents_to_passages(documents: Sequence[Document]) -> Iterator[Passage]:
    """The passages of all documents, in order."""
    for index, document in enumerate(documents):
        yield from _passages(index, document)


def _passages(index: int, document: Document) -> Iterator[Passage]:
    over: list[tuple[int, str]] = []
    for block, pieces in _joined(document):
        text = "".join(_filled_in(piece.text) for piece in pieces)
        is_contents = bool(_CONTENTS.search(pieces[-1].text))
        level = level_of(text)
        if _PART.fullmatch(text):
            over = []
        elif level < UNNUMBERED and not is_contents:
            over = [(other, heading) for other, heading in over if other < level]
        is_short = len(text) <= _LONGEST_HEADING and not text.endswith("。")
        is_heading = is_short and not is_contents and (level < UNNUMBERED or pieces[0].heading)
        yield Passage(
            text=text,
            starts=tuple(_starts(pieces)),
            places=tuple(piece.place for piece in pieces),
            headings=tuple(heading for _, heading in over),
            certain=all(piece.certain for piece in pieces),
            level=level,
            is_heading=is_heading,
            is_contents=is_contents,
            document=index,
            block=block,
        )
        if is_heading or (level < UNNUMBERED and not is_contents):
            over.append((level, text[:_LONGEST_HEADING]))


def _filled_in(text: str) -> str:
    """A paragraph's folded text; a figure written on the blank of a form (__5456.16__万元) without its line."""
    return _BLANK.sub("", fold(text))


def _starts(pieces: Sequence[Paragraph]) -> Iterator[int]:
    offset = 0
    for piece in pieces:
        yield offset
        offset += len(_filled_in(piece.text))


def _joined(document: Document) -> Iterator[tuple[int, list[Paragraph]]]:
    """Paragraphs with the index of their first block, those that a page break cut in two put together; running heads
    are no part of the text.
    """
    first, pieces = 0, list[Paragraph]()
    heads, edges = _running_heads(document), _edges(document)
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) or not block.text.strip() or _PAGE_NUMBER.fullmatch(block.text):
            continue
        if fold(block.text) in heads and _is_in_margin(document, block):
            continue
        if pieces and (_goes_on(pieces[-1], block) or _is_next_line(pieces[-1], block, edges)):
            pieces.append(block)
            continue
        if pieces:
            yield first, pieces
        first, pieces = index, [block]
    if pieces:
        yield first, pieces


def _goes_on(above: Paragraph, below: Paragraph) -> bool:
    """Whether a paragraph goes on with the sentence of the one above it."""
    text = above.text.rstrip()
    if len(text) > _SHORTEST_CUT and not text.endswith(_ENDS) and _CUT_OFF.match(fold(below.text)):
        return True
    if _is_whole(above) or below.heading or _BEGINS.match(fold(below.text)):
        return False
    if above.place.page is not None and above.place.page == below.place.page:
        return len(text) > _LONGEST_HEADING and text.endswith(("，", "、", ",")) and above.place.box is not None
    return len(text) > 15 and above.place.page is not None


def _is_whole(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading, a sentence that ends, or the line over a table that names the unit."""
    text = paragraph.text.rstrip()
    return paragraph.heading or text.endswith(_ENDS) or bool(_UNIT_LINE.search(fold(text)))


def _running_heads(document: Document) -> frozenset[str]:
    """The texts that stand in the upper or lower margin of several pages."""
    pages: dict[str, set[int | None]] = defaultdict(set)
    for block in document.blocks:
        if isinstance(block, Paragraph) and _is_in_margin(document, block):
            pages[fold(block.text)].add(block.place.page)
    return frozenset(text for text, found in pages.items() if len(found) >= _REPEATED)


def _is_in_margin(document: Document, paragraph: Paragraph) -> bool:
    page, box = paragraph.place.page, paragraph.place.box
    if page is None or box is None or not 1 <= page <= len(document.pages):
        return False
    height = document.pages[page - 1].height
    return box.y1 < _MARGIN * height or box.y0 > (1 - _MARGIN) * height


def _edges(document: Document) -> dict[int, tuple[float, float]]:
    """Between what the lines of each page stand: their leftmost and rightmost points."""
    found: dict[int, tuple[float, float]] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.place.page is not None and block.place.box is not None:
            left, right = found.get(block.place.page, (block.place.box.x0, block.place.box.x1))
            found[block.place.page] = (min(left, block.place.box.x0), max(right, block.place.box.x1))
    return found


def _is_next_line(above: Paragraph, below: Paragraph, edges: Mapping[int, tuple[float, float]]) -> bool:
    """Whether a line runs over into the one below it: it breaks off within a sentence near the right edge, and the
    next begins no further in.
    """
    page, box, next_box = above.place.page, above.place.box, below.place.box
    if page is None or page != below.place.page or box is None or next_box is None:
        return False
    text = above.text.rstrip()
    if _is_whole(above) or below.heading or _BEGINS.match(fold(below.text)):
        return False
    left, right = edges[page]
    is_full = box.x1 > left + _FULL * (right - left) and next_box.x0 <= box.x0 + 1 and next_box.y0 > box.y0
    return is_full and len(text) > _SHORTEST_CUT and any(mark in text for mark in _WITHIN) and "。" in below.text
