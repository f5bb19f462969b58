"""The words of a document wherever they stand: running text, and the cells of its grids that hold words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gouji.check.rules.quotes import quote_words
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.document import Grid, Place
from gouji.model.finding import Quote
from gouji.model.passage import Passage

_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[XxＸ×{]{2}")
_LONGEST = 80  # characters quoted
_AROUND = 12  # characters quoted before and after the words in question


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph or cell: its folded text, where it begins, and the passage that it is (None for a cell)."""

    text: str
    place: Place
    document: int
    certain: bool
    passage: Passage | None = None

    def quote(self, start: int, end: int, *, witness: bool = False) -> Quote:
        """The words from one offset to another, with the place where they are printed."""
        role = "witness" if witness else "culprit"
        if self.passage is not None:
            return quote_words(self.passage, start, end, role=role)
        return Quote(self.text[start:end][:_LONGEST], self.place, role, self.document)

    def quote_around(self, start: int, end: int) -> Quote:
        """The same with a few words before and after, as far as the sentence goes."""
        before = max(self.text.rfind(mark, 0, start) for mark in "。;；") + 1
        after = min((at for mark in "。;；" if (at := self.text.find(mark, end)) >= 0), default=len(self.text))
        return self.quote(max(before, start - _AROUND), min(after, end + _AROUND))


def pieces_of(claims: ClaimSet, *, least: int = 2) -> Iterator[Piece]:
    """Every passage and every cell of words of at least so many characters; contents lines are passages too."""
    for passage in claims.passages:
        if len(passage.text) >= least:
            yield Piece(passage.text, passage.places[0], passage.document, passage.certain, passage)
    for index, document in enumerate(claims.documents):
        for block in document.blocks:
            if not isinstance(block, Grid):
                continue
            for cell in block.cells:
                if len(cell.text) >= least and _WORD.search(cell.text):
                    yield Piece(fold(cell.text), cell.place, index, cell.certain)
