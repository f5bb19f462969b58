"""The picture of a page → the ruling lines in it, and how far the page was laid askew on the scanner."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy
from cv2.typing import MatLike
from numpy.typing import NDArray

from gouji.read.pdf.rules import Rule

Picture: TypeAlias = MatLike

_SHORTEST = 0.17
"""Inches that a stroke must run straight to be a line: longer than the strokes of 10.5 point characters."""

_THICKEST = 0.05
"""Inches; thicker shapes are bars and shades."""

_BRIDGE = 0.04
"""Inches of a gap in a line that noise may have torn."""

_LARGEST_SKEW = 4.0
_SMALLEST_SKEW = 0.05
"""Degrees: pages further askew are not straightened, pages straighter than this need not be."""


def straighten(picture: Picture, dots_per_inch: float) -> Picture:
    """The picture turned so that its long lines lie level."""
    ink = _ink(picture)
    coarse = _best_skew(ink, dots_per_inch / 50, numpy.arange(-_LARGEST_SKEW, _LARGEST_SKEW + 0.1, 0.2))
    skew = _best_skew(ink, dots_per_inch / 100, numpy.arange(coarse - 0.2, coarse + 0.21, 0.04))
    if abs(skew) < _SMALLEST_SKEW:
        return picture
    return _turned(picture, skew)


def _best_skew(ink: Picture, shrink: float, angles: NDArray[numpy.float64]) -> float:
    """The angle by which to turn so that lines lie level: rows are then either full or empty."""
    height, width = ink.shape[:2]
    small = cv2.resize(
        ink, (max(round(width / shrink), 1), max(round(height / shrink), 1)), interpolation=cv2.INTER_AREA
    )

    def contrast(angle: float) -> float:  # a sharpness, not money
        rows = _turned(small, angle).sum(axis=1, dtype=numpy.float64)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    return max((float(angle) for angle in angles), key=contrast)  # degrees, not money


def _turned(picture: Picture, degrees: float) -> Picture:
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def picture_to_rules(picture: Picture, dots_per_inch: float) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical lines of a picture, in points."""
    ink = _ink(picture)
    return _rules(ink, dots_per_inch, level=True), _rules(ink, dots_per_inch, level=False)


def _ink(picture: Picture) -> Picture:
    """White where something is printed, black elsewhere, whatever the paper's shade."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture
    return cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)


def _rules(ink: Picture, dots_per_inch: float, *, level: bool) -> list[Rule]:
    length = max(round(_SHORTEST * dots_per_inch), 3)
    bridge = max(round(_BRIDGE * dots_per_inch), 3)
    strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones((1, length) if level else (length, 1), numpy.uint8))
    strokes = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, numpy.ones((1, bridge) if level else (bridge, 1), numpy.uint8))
    thick = numpy.ones((3, 1) if level else (1, 3), numpy.uint8)
    _, _, found, _ = cv2.connectedComponentsWithStats(cv2.dilate(strokes, thick))
    scale = 72 / dots_per_inch
    rules = []
    for x, y, width, height, _ in found[1:].tolist():
        along, across = (width, height) if level else (height, width)
        if across <= _THICKEST * dots_per_inch and along >= length:
            at = (y + height / 2 if level else x + width / 2) * scale
            start = (x if level else y) * scale
            rules.append(Rule(at, start, start + along * scale))
    return rules
