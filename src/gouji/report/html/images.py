"""Images of the pages that findings speak of, small enough to carry inside the report."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.report.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Callable

PIXELS_PER_POINT = 1.7
"""122 dots per inch: 9-point figures can be read, a page takes 40 to 120 kB."""
MOST_PIXELS = 4_000_000
"""Pixels of one image, at most: a poster is drawn smaller."""
MOST_PAGES = 80
MOST_BYTES = 16 * 2**20
"""Size of all images of one report together, at most; later pages are left out, and the report says so."""

PageKey = tuple[int, int]
"""Index of the file in the summary, number of the page."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page drawn: its size in points, and the picture as a data URI."""

    width: float
    height: float
    uri: str


def page_images(summary: Summary, files: Mapping[str, Path]) -> dict[PageKey, PageImage]:
    """Images of the pages that the summary's findings speak of, from PDF files named by their hash."""
    images: dict[PageKey, PageImage] = {}
    size = 0
    for document, file in enumerate(summary.files):
        pages = [page for number, page in wanted_pages(summary) if number == document][:MOST_PAGES]
        for page, image in _draw_pages(files[file.sha256], pages):
            size += len(image.uri)
            if size > MOST_BYTES:
                return images
            images[document, page] = image
    return images


def wanted_pages(summary: Summary) -> tuple[PageKey, ...]:
    """Pages of figures in question before pages of witnesses, those of the first findings first."""
    ranked = (
        [figure for problem in summary.problems for figure in problem.culprits],
        [figure for problem in summary.problems for figure in problem.witnesses],
    )
    keys = ((figure.document, figure.place.page) for figures in ranked for figure in figures)
    return tuple(dict.fromkeys((document, page) for document, page in keys if page is not None))


def _draw_pages(path: Path, pages: list[int]) -> Iterator[tuple[int, PageImage]]:
    content = path.read_bytes() if pages else b""
    if b"%PDF-" not in content[:1024]:
        return
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        for number in pages:
            if number <= len(document):
                page = document[number - 1]
                yield number, _draw_page(page.get_size(), page.render)
                page.close()


def _draw_page(size: tuple[float, float], render: Callable[..., object]) -> PageImage:
    width, height = size
    scale = min(PIXELS_PER_POINT, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = render(scale=scale, grayscale=True)
    png = gray_to_png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)  # type: ignore[attr-defined]  # pypdfium2 has no types
    return PageImage(width, height, "data:image/png;base64," + b64encode(png).decode("ascii"))


_HIGH = bytes((level >> 4) << 4 for level in range(256))
_LOW = bytes(level >> 4 for level in range(256))


def gray_to_png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """A PNG with sixteen shades of gray, two pixels a byte, of 8-bit gray rows that are `stride` bytes apart."""
    even = width + width % 2
    rows = bytearray()
    for row in range(height):
        line = pixels[row * stride : row * stride + width].ljust(even, b"\xff")
        packed = int.from_bytes(line[0::2].translate(_HIGH)) | int.from_bytes(line[1::2].translate(_LOW))
        rows += b"\x00" + packed.to_bytes(even // 2)
    header = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
