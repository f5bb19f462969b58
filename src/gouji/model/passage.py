"""Passages: the running text of a document, each paragraph whole, with the headings that stand over it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gouji.model.document import Place

_LEVELS = (
    re.compile(r"^第[一二三四五六七八九十]+[部章节]"),
    re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}[、.．](?!\d)"),
    re.compile(r"^[（(]\d{1,3}[)）]"),
)
UNNUMBERED = len(_LEVELS)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as it was meant: folded text, where its pieces stand, and the headings over it, outermost first.

    `starts` are the offsets in `text` at which the pieces begin, `places` where each is printed. `certain` is False
    where a piece was read by OCR or is in doubt. `level` is the depth of the numbering that it begins with (0 for
    第一部分, UNNUMBERED for none). `is_heading` says that it stands over what follows, `is_contents` that it is
    a line of a table of contents. `document` indexes into `ClaimSet.documents`, `block` into that document's `blocks`.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]
    headings: tuple[str, ...] = ()
    certain: bool = True
    level: int = UNNUMBERED
    is_heading: bool = False
    is_contents: bool = False
    document: int = 0
    block: int = 0

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


def sentence_at(text: str, start: int, end: int, marks: str = "。;") -> tuple[int, int]:
    """Where the sentence begins and ends that holds a stretch of a folded text; its last mark is not part of it.

    >>> text = "一、收入30元。支出20元。"
    >>> [text[slice(*sentence_at(text, 9, 10))]]
    ['支出20元']
    """
    begin = max(text.rfind(mark, 0, start) for mark in marks) + 1
    ends = (at for mark in marks if (at := text.find(mark, end)) >= 0)
    return begin, min(ends, default=len(text))
