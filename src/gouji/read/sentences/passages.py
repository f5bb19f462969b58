"""Passages: paragraphs put together again where a page break cut a sentence, with the headings that stand over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji.model.amount import fold
from gouji.model.document import Document, Paragraph
from gouji.model.passage import UNNUMBERED, Passage, level_of

_ENDS = ("。", "；", ";", "：", ":", "！", "”", "）", ")")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十]+[部章节条]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|[①-⑳])"
)
_LONGEST_HEADING = 40
_SHORTEST_CUT = 15  # characters of a line that was cut
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,3}[-—–\s]*")
_PART = re.compile(r"(?:19|20)\d\d年[^,。;:]{0,30}(?:预算|决算)[^,。;:]{0,10}(?:说明|情况)")
"""The title of a part of the publication: what was said before stands over it no more."""
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
        text = "".join(fold(piece.text) for piece in pieces)
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


def _starts(pieces: Sequence[Paragraph]) -> Iterator[int]:
    offset = 0
    for piece in pieces:
        yield offset
        offset += len(fold(piece.text))


def _joined(document: Document) -> Iterator[tuple[int, list[Paragraph]]]:
    """Paragraphs with the index of their first block, those that a page break cut in two put together."""
    first, pieces = 0, list[Paragraph]()
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) or not block.text.strip() or _PAGE_NUMBER.fullmatch(block.text):
            continue
        if pieces and _goes_on(pieces[-1], block):
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
    if above.heading or below.heading or text.endswith(_ENDS) or _NUMBERING.match(fold(below.text)):
        return False
    if above.place.page is not None and above.place.page == below.place.page:
        return len(text) > _LONGEST_HEADING and text.endswith(("，", "、", ",")) and above.place.box is not None
    return len(text) > 15 and above.place.page is not None
