"""From PDF space (y up, as stored) to the reading frame (y down, as a person holds the page), and back to Boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from gouji.model.document import Box
from gouji.read.pdf.matrix import IDENTITY, Matrix, apply

Rectangle = tuple[float, float, float, float]
Extent = tuple[float, float]
"""Where a text begins and ends from left to right, in points."""

_MOSTLY = 0.9  # of a column's texts: a heading or two may stand otherwise
_FEW = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """How one page is held: visible area in PDF space, quarter turns clockwise as displayed, and extra turns to read.

    `turns` is what the page's /Rotate says; `reading_turns` is what a person adds where the text itself runs sideways.
    Everything inside the reader works in the reading frame; `box` gives what others see: displayed page points.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0
    reading_turns: int = 0

    @property
    def displayed_size(self) -> tuple[float, float]:
        """Width and height in points as displayed."""
        return self._size(self.turns)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points as read."""
        return self._size(self.turns + self.reading_turns)

    def _size(self, turns: int) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if turns % 2 else (width, height)

    def rectangle(self, x0: float, y0: float, x1: float, y1: float) -> Rectangle:
        """A rectangle of PDF space (any corner order) in the reading frame: left, top, right, bottom."""
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        match (self.turns + self.reading_turns) % 4:
            case 0:
                return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
            case 1:
                return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
            case 2:
                return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
            case _:
                return self.top - y1, self.right - x1, self.top - y0, self.right - x0

    def edges(self, boxes: Sequence[float]) -> tuple[list[float], list[float], list[float], list[float]]:
        """The left, top, right and bottom edges of many boxes of PDF space (left, top, right, bottom, flat)."""
        lefts, tops, rights, bottoms = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
        shift, mirror = _shifted, _mirrored
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        match (self.turns + self.reading_turns) % 4:
            case 0:
                found = shift(lefts, left), mirror(tops, top), shift(rights, left), mirror(bottoms, top)
            case 1:
                found = shift(bottoms, bottom), shift(lefts, left), shift(tops, bottom), shift(rights, left)
            case 2:
                found = (
                    mirror(rights, right),
                    shift(bottoms, bottom),
                    mirror(lefts, right),
                    shift(tops, bottom),
                )
            case _:
                found = mirror(tops, top), mirror(rights, right), mirror(bottoms, top), mirror(lefts, right)
        return found

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of the reading frame as a Box of the displayed page."""
        if not self.reading_turns:
            return Box(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))
        width, height = self.displayed_size
        match self.reading_turns:
            case 1:
                corners = (y0, height - x1, y1, height - x0)
            case 2:
                corners = (width - x1, height - y1, width - x0, height - y0)
            case _:
                corners = (width - y1, x0, width - y0, x1)
        return Box(*(round(value, 2) for value in corners))


def _shifted(values: Sequence[float], origin: float) -> list[float]:
    return [value - origin for value in values]


def _mirrored(values: Sequence[float], origin: float) -> list[float]:
    return [origin - value for value in values]


def page_frame(page: Any) -> Frame:
    """The frame of an opened page: its crop box, as far as it lies in the media box, and its rotation."""
    area = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(area))
    turns = pdfium.FPDFPage_GetRotation(page)
    return Frame(area.left, area.bottom, area.right, area.top, max(turns, 0))


def place_rectangle(rectangle: Rectangle, form: Matrix, frame: Frame) -> Rectangle:
    """A rectangle in the space of a form as it lies in the reading frame."""
    x0, y0, x1, y1 = rectangle
    if form is not IDENTITY:
        (x0, y0), (x1, y1) = apply(form, x0, y0), apply(form, x1, y1)
    return frame.rectangle(x0, y0, x1, y1)


def are_centred(extents: Sequence[Extent], size: float) -> bool:
    """Whether texts that stand below each other are set around one middle, so that where they begin says nothing.

    `size` is the height of their letters; texts of about one length may stand anyhow.

    >>> are_centred([(10, 90), (30, 70), (40, 60), (25, 75)], 9)
    True
    >>> are_centred([(10, 90), (10, 40), (19, 60), (10, 30)], 9)
    False
    """
    lefts, middles = sorted(left for left, _ in extents), sorted((left + right) / 2 for left, right in extents)
    if len(extents) < _FEW or lefts[-1] - lefts[0] < size:
        return False
    usual = middles[len(middles) // 2]
    near = sum(1 for middle in middles if abs(middle - usual) < size / 4)
    return near >= _MOSTLY * len(extents)
