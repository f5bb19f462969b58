"""Passages: paragraphs put together again where a page break cut a sentence, with the headings that stand over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gouji.model.amount import fold
from gouji.model.document import Document, Paragraph, Place

_ENDS = ("。", "；", ";", "：", ":", "！", "”", "）", ")")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十]+[部章节条]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|[①-⑳])"
)
_LEVELS = (
    re.compile(r"^第[一二三四五六七八九十]+[部章节]"),
    re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}[、.．](?!\d)"),
    re.compile(r"^[（(]\d{1,3}[)）]"),
)
UNNUMBERED = len(_LEVELS)
_LONGEST_HEADING = 40
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,3}[-—–\s]*")
_CONTENTS = re.compile(r"[.…·]{4,}\s*\d+$|\s\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as it was meant: folded text, where its pieces stand, and the headings over it, outermost first.

    `starts` are the offsets in `text` at which the pieces begin, `places` where each is printed. `certain` is False
    where a piece was read by OCR or is in doubt. `level` is the depth of the numbering that it begins with.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]
    headings: tuple[str, ...]
    certain: bool = True
    level: int = UNNUMBERED

    def place_at(self, offset: int) -> Place:
        """Where a character is printed."""
        piece = max(number for number, start in enumerate(self.starts) if start <= offset)
        return self.places[piece]


def level_of(text: str) -> int:
    """How deep the numbering is that a line begins with: 0 for 第一部分, 1 for 一、 …; 5 for none.

    >>> level_of("三、机关运行经费"), level_of("(二)支出"), level_of("2024年")
    (1, 2, 5)
    """
    return next((number for number, pattern in enumerate(_LEVELS) if pattern.match(text)), UNNUMBERED)


def document_to_passages(document: Document) -> Iterator[Passage]:
    """The passages of a document's running text, in order."""
    over: list[tuple[int, str]] = []
    for pieces in _joined(document):
        text = "".join(fold(piece.text) for piece in pieces)
        if _CONTENTS.search(pieces[-1].text):
            continue
        level = level_of(text)
        if level < UNNUMBERED:
            over = [(other, heading) for other, heading in over if other < level]
        passage = Passage(
            text=text,
            starts=tuple(_starts(pieces)),
            places=tuple(piece.place for piece in pieces),
            headings=tuple(heading for _, heading in over),
            certain=all(piece.certain for piece in pieces),
            level=level,
        )
        yield passage
        if len(text) <= _LONGEST_HEADING and (level < UNNUMBERED or pieces[0].heading) and not text.endswith("。"):
            over.append((level, text))
        elif level < UNNUMBERED:
            over.append((level, text[:_LONGEST_HEADING]))


def _starts(pieces: Sequence[Paragraph]) -> Iterator[int]:
    offset = 0
    for piece in pieces:
        yield offset
        offset += len(fold(piece.text))


def _joined(document: Document) -> Iterator[list[Paragraph]]:
    """Paragraphs, those that a page break cut in two put together."""
    pieces: list[Paragraph] = []
    for block in document.blocks:
        if not isinstance(block, Paragraph) or not block.text.strip() or _PAGE_NUMBER.fullmatch(block.text):
            continue
        if pieces and _goes_on(pieces[-1], block):
            pieces.append(block)
            continue
        if pieces:
            yield pieces
        pieces = [block]
    if pieces:
        yield pieces


def _goes_on(above: Paragraph, below: Paragraph) -> bool:
    """Whether a paragraph goes on with the sentence of the one above it."""
    text = above.text.rstrip()
    if above.heading or below.heading or text.endswith(_ENDS) or _NUMBERING.match(fold(below.text)):
        return False
    if above.place.page is not None and above.place.page == below.place.page:
        return len(text) > _LONGEST_HEADING and text.endswith(("，", "、", ",")) and above.place.box is not None
    return len(text) > 15 and above.place.page is not None
