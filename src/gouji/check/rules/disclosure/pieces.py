"""The words of a document wherever they stand: running text, and the cells of its grids that hold words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from gouji.check.rules.quotes import Role, quote_words
from gouji.check.same import Same, once
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.document import Grid, Place
from gouji.model.finding import Quote
from gouji.model.passage import Passage, sentence_at

_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[XxＸ×{]{2}")
_NUMERALS = "0123456789.,%- "
"""What most cells are of, wholly: they are no words, and not searched for any."""
_LONGEST = 80  # characters quoted
_LEAST = 4  # characters of a piece that is searched for words
_AROUND = 12  # characters quoted before and after the words in question


class Piece(NamedTuple):  # a document has thousands of cells with words
    """One paragraph or cell: its folded text, where it begins, and the passage that it is (None for a cell)."""

    text: str
    place: Place
    document: int
    certain: bool
    passage: Passage | None = None

    def quote(self, start: int, end: int, *, witness: bool = False) -> Quote:
        """The words from one offset to another, with the place where they are printed."""
        role: Role = "witness" if witness else "culprit"
        if self.passage is not None:
            return quote_words(self.passage, start, end, role=role)
        return Quote(self.text[start:end][:_LONGEST], self.place, role, self.document)

    def quote_around(self, start: int, end: int) -> Quote:
        """The same with a few words before and after, as far as the sentence goes."""
        before, after = sentence_at(self.text, start, end, "。;；")
        return self.quote(max(before, start - _AROUND), min(after, end + _AROUND))


def pieces_of(claims: ClaimSet, *, least: int = 2) -> Iterator[Piece]:
    """Every passage and every cell of words of at least so many characters; contents lines are passages too."""
    return (piece for piece in _pieces(claims) if len(piece.text) >= least)


@once
def _pieces(claims: ClaimSet) -> tuple[Piece, ...]:
    return tuple(_read_pieces(claims))


def _read_pieces(claims: ClaimSet) -> Iterator[Piece]:
    for passage in claims.passages:
        if passage.text:
            yield Piece(passage.text, passage.places[0], passage.document, passage.certain, passage)
    for index, document in enumerate(claims.documents):
        for block in document.blocks:
            if not isinstance(block, Grid):
                continue
            for cell in block.cells:
                if cell.text.strip(_NUMERALS) and _WORD.search(cell.text):
                    yield Piece(fold(cell.text), cell.place, index, cell.certain)


@dataclass(frozen=True, slots=True)
class Words:
    """All pieces as one text, a line each, so that a pattern is looked for once; pieces in doubt are left out."""

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    def quote(self, start: int, end: int, *, witness: bool = False) -> Quote:
        """The words from one offset of the text to another."""
        piece, begin = self.find(start)
        return piece.quote(begin, begin + end - start, witness=witness)

    def quote_around(self, start: int, end: int) -> Quote:
        """The same with a few words before and after."""
        piece, begin = self.find(start)
        return piece.quote_around(begin, begin + end - start)

    def find(self, offset: int) -> tuple[Piece, int]:
        """The piece at an offset of the text, and the offset in it."""
        at = bisect_right(self.starts, offset) - 1
        return self.pieces[at], offset - self.starts[at]


def words_of(claims: ClaimSet, *, contents: bool = True) -> Words:
    """The words of a document's pieces, with or without the lines of its contents."""
    return _words(Same(claims), contents)


@lru_cache(maxsize=2)
def _words(same: Same[ClaimSet], contents: bool) -> Words:
    pieces = tuple(
        piece
        for piece in pieces_of(same.value, least=_LEAST)
        if piece.certain and (contents or piece.passage is None or not piece.passage.is_contents)
    )
    starts: list[int] = []
    offset = 0
    for piece in pieces:
        starts.append(offset)
        offset += len(piece.text) + 1
    return Words("\n".join(piece.text for piece in pieces), pieces, tuple(starts))
