"""PDFium's glyphs and drawn objects of one page as plain lists, fetched with as few and as cheap calls as it allows.

PDFium is reached through pypdfium2's library handle. The calls that are made once a glyph or once an object go through
`map` over prototypes that take addresses, so that the loop runs in C and results land in one flat buffer.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from gouji.read.pdf.matrix import IDENTITY, Matrix, multiply

_HANDLE, _INT, _UINT, _POINTER = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_void_p


def _fast(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A PDFium function that takes plain addresses (no pointer objects to build) and keeps the interpreter's lock."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


_loose_box = _fast("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _POINTER)
_text_object = _fast("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)
_unicode = _fast("FPDFText_GetUnicode", _UINT, _HANDLE, _INT)
_map_error = _fast("FPDFText_HasUnicodeMapError", _INT, _HANDLE, _INT)
_angle = _fast("FPDFText_GetCharAngle", ctypes.c_float, _HANDLE, _INT)
_page_object = _fast("FPDFPage_GetObject", _HANDLE, _HANDLE, _INT)
_form_object = _fast("FPDFFormObj_GetObject", _HANDLE, _HANDLE, ctypes.c_ulong)
_form_count = _fast("FPDFFormObj_CountObjects", _INT, _HANDLE)
_object_type = _fast("FPDFPageObj_GetType", _INT, _HANDLE)
_bounds = _fast("FPDFPageObj_GetBounds", _INT, _HANDLE, _POINTER, _POINTER, _POINTER, _POINTER)
_matrix = _fast("FPDFPageObj_GetMatrix", _INT, _HANDLE, _POINTER)
_draw_mode = _fast("FPDFPath_GetDrawMode", _INT, _HANDLE, _POINTER, _POINTER)
_fill_colour = _fast("FPDFPageObj_GetFillColor", _INT, _HANDLE, _POINTER, _POINTER, _POINTER, _POINTER)
_stroke_colour = _fast("FPDFPageObj_GetStrokeColor", _INT, _HANDLE, _POINTER, _POINTER, _POINTER, _POINTER)
_segment_count = _fast("FPDFPath_CountSegments", _INT, _HANDLE)
_segment = _fast("FPDFPath_GetPathSegment", _HANDLE, _HANDLE, _INT)
_segment_point = _fast("FPDFPathSegment_GetPoint", _INT, _HANDLE, _POINTER, _POINTER)
_segment_type = _fast("FPDFPathSegment_GetType", _INT, _HANDLE)
_segment_close = _fast("FPDFPathSegment_GetClose", _INT, _HANDLE)
_clip_path = _fast("FPDFPageObj_GetClipPath", _HANDLE, _HANDLE)
_clip_count = _fast("FPDFClipPath_CountPaths", _INT, _HANDLE)
_clip_segment_count = _fast("FPDFClipPath_CountPathSegments", _INT, _HANDLE, _INT)
_clip_segment = _fast("FPDFClipPath_GetPathSegment", _HANDLE, _HANDLE, _INT, _INT)
_render_mode = _fast("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)
_font = _fast("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
_font_weight = _fast("FPDFFont_GetWeight", _INT, _HANDLE)
_font_name = _fast("FPDFFont_GetBaseFontName", ctypes.c_size_t, _HANDLE, _POINTER, ctypes.c_size_t)

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
STROKED, INVISIBLE, ONLY_CLIP = 2, 3, 7
LINE_TO, CURVE_TO, MOVE_TO = 0, 1, 2
_FLOAT_BYTES = ctypes.sizeof(ctypes.c_float)
_DEEPEST_FORM = 8
_RECTANGLE_SEGMENTS = (4, 5)

Colour = tuple[int, int, int, int]  # red, green, blue, opacity, each up to 255
Corners = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RawGlyphs:
    """Every character of an open page, in PDFium's order: text, boxes (left, top, right, bottom, flat), text objects.

    `objects` holds 0 for characters that PDFium made up (spaces and line ends between objects).
    """

    page: int
    text: str
    boxes: list[float]
    objects: list[int]

    def is_mapped(self, index: int) -> bool:
        """Whether its font says which character it is."""
        return bool(_map_error(self.page, index) != 1)

    def angle(self, index: int) -> float:
        """The angle at which it is set, in radians clockwise."""
        return float(_angle(self.page, index))


@dataclass(frozen=True, slots=True)
class DrawnObjects:
    """The objects of a page by kind, as addresses in the order drawn; `rank` numbers the text objects.

    `forms` gives the matrix of the form in which an object stands, for those that stand in one.
    """

    rank: dict[int, int]
    paths: list[int]
    pictures: list[int]
    forms: dict[int, Matrix]

    def form(self, address: int) -> Matrix:
        """The matrix of the form in which an object stands."""
        return self.forms.get(address, IDENTITY)


@contextmanager
def open_glyphs(page: Any) -> Iterator[RawGlyphs]:
    """Every character of a page, while its text is open."""
    handle = pdfium.FPDFText_LoadPage(page)
    try:
        yield _read_glyphs(handle, ctypes.cast(handle, ctypes.c_void_p).value or 0)
    finally:
        pdfium.FPDFText_ClosePage(handle)


def _read_glyphs(handle: Any, address: int) -> RawGlyphs:
    count = max(pdfium.FPDFText_CountChars(handle), 0)
    buffer = (ctypes.c_float * (4 * count))()
    start = ctypes.addressof(buffer)
    step = 4 * _FLOAT_BYTES
    _run(map(_loose_box, repeat(address), range(count), range(start, start + step * count, step)))
    objects = [source or 0 for source in map(_text_object, repeat(address), range(count))]
    return RawGlyphs(address, _page_text(handle, address, count), buffer[:], objects)


def _page_text(handle: Any, text_page: int, count: int) -> str:
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
    if len(text) == count and "\x00" not in text:
        return text
    return "".join(map(chr, map(_unicode, repeat(text_page), range(count))))


def read_objects(page: Any) -> DrawnObjects:
    """The objects of a page, forms opened."""
    address = ctypes.cast(page, ctypes.c_void_p).value
    found = DrawnObjects({}, [], [], {})
    _collect(map(_page_object, repeat(address), range(pdfium.FPDFPage_CountObjects(page))), IDENTITY, 0, found)
    return found


def _collect(addresses: Iterable[int | None], form: Matrix, depth: int, found: DrawnObjects) -> None:
    known = [address for address in addresses if address]
    for address, kind in zip(known, map(_object_type, known), strict=True):
        if kind == TEXT:
            found.rank[address] = len(found.rank)
        elif kind == PATH:
            found.paths.append(address)
        elif kind in (IMAGE, SHADING):
            found.pictures.append(address)
        elif kind == FORM and depth < _DEEPEST_FORM:
            inside = map(_form_object, repeat(address), range(max(_form_count(address), 0)))
            _collect(inside, multiply(object_matrix(address), form), depth + 1, found)
        if form is not IDENTITY:
            found.forms[address] = form


def object_matrix(address: int) -> Matrix:
    """An object's own matrix."""
    buffer = (ctypes.c_float * 6)()
    if not _matrix(address, ctypes.addressof(buffer)):
        return IDENTITY
    a, b, c, d, e, f = buffer
    return a, b, c, d, e, f


class Probe:
    """Asks single objects for their looks; owns the buffers that PDFium writes the answers to."""

    def __init__(self) -> None:
        self._floats = (ctypes.c_float * 4)()
        self._numbers = (ctypes.c_uint * 4)()
        start = ctypes.addressof(self._floats)
        self._float_places = tuple(range(start, start + 4 * _FLOAT_BYTES, _FLOAT_BYTES))
        start, size = ctypes.addressof(self._numbers), ctypes.sizeof(ctypes.c_uint)
        self._number_places = tuple(range(start, start + 4 * size, size))

    def bounds(self, address: int) -> Corners:
        """An object's left, bottom, right and top in the space of its form."""
        _bounds(address, *self._float_places)
        left, bottom, right, top = self._floats
        return left, bottom, right, top

    def path_paint(self, address: int) -> tuple[Colour | None, Colour | None]:
        """A path's fill and stroke colours, None where it is not filled or not stroked."""
        _draw_mode(address, *self._number_places[:2])
        filled, stroked, _, _ = self._numbers
        return (
            self._colour(_fill_colour, address) if filled else None,
            self._colour(_stroke_colour, address) if stroked else None,
        )

    def text_colour(self, address: int) -> Colour:
        """A text object's fill colour."""
        return self._colour(_fill_colour, address)

    def _colour(self, getter: Callable[..., Any], address: int) -> Colour:
        self._numbers[:] = [0, 0, 0, 255]
        getter(address, *self._number_places)
        red, green, blue, opacity = self._numbers
        return red, green, blue, opacity

    def clip_rectangles(self, address: int) -> list[Corners]:
        """The rectangles outside of which an object is not painted, in the space of its form; no other clips."""
        clip = _clip_path(address)
        return [
            self._opposite_corners(_clip_segment(clip, index, 0), _clip_segment(clip, index, 2))
            for index in range(_clip_count(clip) if clip else 0)
            if _clip_segment_count(clip, index) in _RECTANGLE_SEGMENTS
        ]

    def _opposite_corners(self, first: int, opposite: int) -> Corners:
        left, bottom, right, top = self._float_places
        _segment_point(first, left, bottom)
        _segment_point(opposite, right, top)
        x0, y0, x1, y1 = self._floats
        return x0, y0, x1, y1


def path_segments(address: int) -> list[tuple[int, float, float, bool]]:
    """A path's segments in its own space: kind, x, y, and whether it closes its figure."""
    count = max(_segment_count(address), 0)
    handles = list(map(_segment, repeat(address), range(count)))
    buffer = (ctypes.c_float * (2 * count))()
    start = ctypes.addressof(buffer)
    end = start + 2 * _FLOAT_BYTES * count
    step = 2 * _FLOAT_BYTES
    _run(map(_segment_point, handles, range(start, end, step), range(start + _FLOAT_BYTES, end + _FLOAT_BYTES, step)))
    kinds, closes = map(_segment_type, handles), map(_segment_close, handles)
    return [
        (kind, buffer[2 * index], buffer[2 * index + 1], bool(close))
        for index, (kind, close) in enumerate(zip(kinds, closes, strict=True))
    ]


def segment_count(address: int) -> int:
    """How many segments a path has."""
    return int(_segment_count(address))


def render_mode(address: int) -> int:
    """A text object's rendering mode (3: invisible; 2: filled and stroked, the usual imitation of bold)."""
    return int(_render_mode(address))


def font_address(address: int) -> int:
    """The address of a text object's font."""
    return int(_font(address) or 0)


def is_bold_font(font: int) -> bool:
    """Whether a font is bold by its weight or its name."""
    if not font:
        return False
    size = _font_name(font, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    _font_name(font, ctypes.addressof(buffer), size)
    name = buffer.value.decode("latin-1").lower()
    return "bold" in name or "black" in name or "heavy" in name or _font_weight(font) >= 600


def _run(calls: Iterable[object]) -> None:
    deque(calls, maxlen=0)
