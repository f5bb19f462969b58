"""The picture of a page → tokens of text, none of them certain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy
from rapidocr import RapidOCR

from gouji.read.ocr.lines import Picture
from gouji.read.pdf.lattice import Lattice
from gouji.read.pdf.tokens import Token

_LEAST_SCORE = 0.5
"""Likelihood under which a recognised text is left out rather than guessed."""

_EDGE = 0.35
"""Of the letter height: how far a box of found text may reach over a line without having text there."""

Rectangle = tuple[float, float, float, float]


@lru_cache(maxsize=1)
def _engine() -> RapidOCR:
    """The recogniser, whose models are in its wheel; loading it takes seconds.

    Its classifier of upside-down text stays off: it turns 96.69 into 69.96.
    """
    return RapidOCR(params={"Global.log_level": "critical"})


def picture_to_tokens(picture: Picture, lattices: Sequence[Lattice], dots_per_inch: float) -> list[Token]:
    """The texts of a picture with their places in points; text found across a table's lines is read cell by cell."""
    found = _engine()(picture, use_det=True, use_cls=False, use_rec=True)  # each named: it remembers the last call
    if found.boxes is None or found.txts is None or found.scores is None:
        return []
    scale = 72 / dots_per_inch
    tokens: list[Token] = []
    for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        x0, y0 = (float(value) * scale for value in corners.min(axis=0))  # places, not money
        x1, y1 = (float(value) * scale for value in corners.max(axis=0))
        pieces = list(_pieces((x0, y0, x1, y1), lattices))
        if len(pieces) < 2:
            tokens.extend(_token(text, score, (x0, y0, x1, y1)))
            continue
        for piece in pieces:
            tokens.extend(_read_piece(picture, piece, scale))
    return tokens


def _pieces(box: Rectangle, lattices: Sequence[Lattice]) -> Iterator[Rectangle]:
    """The parts of a box that stand in different cells of one row."""
    x0, y0, x1, y1 = box
    middle = (y0 + y1) / 2
    for lattice in lattices:
        if not lattice.contains((x0 + x1) / 2, middle):
            continue
        row = lattice.slots[lattice.row_at(middle)]
        slack = _EDGE * (y1 - y0)
        slots = dict.fromkeys(row[lattice.column_at(x0 + slack) : lattice.column_at(x1 - slack) + 1])
        for slot in slots:
            left, right = lattice.xs[slot.column], lattice.xs[slot.column + slot.column_span]
            yield max(x0, left), y0, min(x1, right), y1
        return
    yield box


def _read_piece(picture: Picture, piece: Rectangle, scale: float) -> Iterator[Token]:
    """What stands in one part of a box, read for itself."""
    x0, y0, x1, y1 = (round(value / scale) for value in piece)
    crop = picture[max(y0, 0) : y1, max(x0 + 2, 0) : x1 - 2]
    if min(crop.shape[:2]) < 4:
        return
    found = _engine()(numpy.ascontiguousarray(crop), use_det=False, use_cls=False, use_rec=True)
    for text, score in zip(found.txts or (), found.scores or (), strict=True):
        yield from _token(text, score, piece)


def _token(text: str, score: float, box: Rectangle) -> Iterator[Token]:
    plain = text.strip()
    if not plain or score < _LEAST_SCORE:
        return
    x0, y0, x1, y1 = box
    width = (x1 - x0) / len(plain)
    edges = tuple((x0 + index * width, x0 + (index + 1) * width) for index in range(len(plain)))
    yield Token(plain, x0, y0, x1, y1, edges, 0, certain=False)
