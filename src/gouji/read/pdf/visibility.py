"""Which tokens a reader of the page can see: clipped, invisible, white-on-white and outside text is told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji.read.pdf import native
from gouji.read.pdf.geometry import Frame, Rectangle, place_rectangle
from gouji.read.pdf.matrix import Matrix
from gouji.read.pdf.tokens import Token

_SCAN = 0.6  # share of the page that an image covers where invisible text is what recognition put over it
_SHOWN_HEIGHT = 0.25  # share of a token's height that must show; a row cut by a page break shows on one page only:
_SHOWN_FIGURE = 0.5  # a figure shows where most of it does
_SHOWN_WIDTH = 0.12  # of a token's width: of a number that runs out of its cell the first digits suffice
_WHITE = 245  # of 255 in each colour


@dataclass(frozen=True, slots=True)
class Seen:
    """The tokens that show, how many do not, and whether the text is what recognition put over a scan."""

    tokens: list[Token]
    hidden: int
    recognised: bool


def see_tokens(
    tokens: Sequence[Token], objects: native.DrawnObjects, shaded: Sequence[Rectangle], frame: Frame
) -> Seen:
    """The tokens that show on a page. `shaded` are its coloured areas, on which white letters show."""
    probe = native.Probe()
    pictures = [place_rectangle(probe.bounds(address), objects.form(address), frame) for address in objects.pictures]
    width, height = frame.size
    scanned = any((x1 - x0) * (y1 - y0) >= _SCAN * width * height for x0, y0, x1, y1 in pictures)
    grounds = [*shaded, *pictures]
    shown: list[Token] = []
    recognised = False
    for written in tokens:
        token = _as_shown(written, probe.clip_rectangles(written.source), objects.form(written.source), frame)
        if token is None:
            continue
        mode = native.render_mode(token.source)
        if mode in (native.INVISIBLE, native.ONLY_CLIP):
            if scanned:
                recognised = True
                shown.append(token._replace(certain=False))
        elif not _is_white(probe.text_colour(token.source)) or _lies_on(token, grounds):
            shown.append(token._replace(stroked=True) if mode == native.STROKED else token)
    return Seen(shown, len(tokens) - len(shown), recognised)


def _as_shown(token: Token, clips: Sequence[Rectangle], form: Matrix, frame: Frame) -> Token | None:
    """A token with the height at which it shows; None where too little of it lies on the page and inside its clips."""
    width, height = frame.size
    left, top, right, bottom = 0.0, 0.0, width, height
    for clip in clips:
        x0, y0, x1, y1 = place_rectangle(clip, form, frame)
        left, top, right, bottom = max(left, x0), max(top, y0), min(right, x1), min(bottom, y1)
    upper, lower = max(top, token.y0), min(bottom, token.y1)
    shown_width = min(right, token.x1) - max(left, token.x0)
    enough = _SHOWN_FIGURE if token.text[-1].isdigit() else _SHOWN_HEIGHT
    if lower - upper < enough * token.height or shown_width < _SHOWN_WIDTH * (token.x1 - token.x0):
        return None
    return token if upper == token.y0 and lower == token.y1 else token._replace(shown_at=(upper + lower) / 2)


def _is_white(colour: native.Colour) -> bool:
    red, green, blue, opacity = colour
    return opacity == 0 or min(red, green, blue) >= _WHITE


def _lies_on(token: Token, grounds: Sequence[Rectangle]) -> bool:
    x, y = (token.x0 + token.x1) / 2, token.middle
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in grounds)
