"""Scanned pages of a PDF, and picture files, as documents."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy
import pypdfium2
from PIL import Image, ImageSequence

from gouji.model.document import Document, Grid, Page, Paragraph
from gouji.read.faults import fault
from gouji.read.limits import Limits
from gouji.read.ocr.lines import Picture, picture_to_rules, straighten
from gouji.read.ocr.words import picture_to_tokens
from gouji.read.pdf.geometry import Frame
from gouji.read.pdf.lattice import rules_to_lattices
from gouji.read.pdf.page import IMAGE_ONLY, PageReader
from gouji.read.pdf.rules import Drawing

Block = Paragraph | Grid
Progress = Callable[[int, int], None]

_DOTS_PER_INCH = 200.0
_MOST_DOTS = 60_000_000
"""Dots of one picture: an A2 sheet at 400 dots per inch."""

_LONG_SIDE = 842.0
"""Points of the longer side of an A4 page, which a picture file is taken to show."""

_FEWEST_DOTS = 1_600
"""Dots of the longer side under which a picture is enlarged before it is read."""


def read_scanned_pages(data: bytes, document: Document, progress: Progress | None = None) -> Document:
    """A PDF's document with its image-only pages recognised; those that are read so are noticed."""
    scanned = [page for page in document.pages if page.unread == IMAGE_ONLY]
    if not scanned:
        return document
    blocks = list(document.blocks)
    read: set[int] = set()
    with pypdfium2.PdfDocument(data) as opened:
        for done, page in enumerate(scanned, 1):
            scale = _DOTS_PER_INCH / 72
            if page.width * page.height * scale * scale <= _MOST_DOTS:
                picture = opened[page.number - 1].render(scale=scale, rev_byteorder=True).to_numpy()
                blocks.extend(_picture_to_blocks(picture[:, :, :3], page.number, _DOTS_PER_INCH))
                read.add(page.number)
            if progress is not None:
                progress(len(document.pages) - len(scanned) + done, len(document.pages))
    blocks.sort(key=lambda block: block.place.page or 0)
    pages = tuple(replace(page, unread=None) if page.number in read else page for page in document.pages)
    return replace(document, pages=pages, blocks=tuple(blocks), notices=(*document.notices, _notice(sorted(read))))


def read_picture(data: bytes, name: str, sha256: str, limits: Limits, progress: Progress | None = None) -> Document:
    """A picture file (PNG, JPEG, TIFF, BMP) as a document of one page a frame; no text of it is certain.

    Raises:
        ReadError: damaged, or more dots than can be read.
    """
    try:
        pictures = [numpy.asarray(frame) for frame in _frames(data, limits)]
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # what Pillow raises for damaged pictures
        raise fault("damaged", detail=str(error)) from None
    pages: list[Page] = []
    blocks: list[Block] = []
    for number, picture in enumerate(pictures, 1):
        long_side = max(picture.shape[:2])
        dots_per_inch = long_side * 72 / _LONG_SIDE
        pages.append(Page(number, picture.shape[1] * 72 / dots_per_inch, picture.shape[0] * 72 / dots_per_inch))
        blocks.extend(_picture_to_blocks(picture, number, dots_per_inch))
        if progress is not None:
            progress(number, len(pictures))
    notice = _notice([page.number for page in pages])
    return Document(name, sha256, "image", tuple(pages), tuple(blocks), (notice,))


def _frames(data: bytes, limits: Limits) -> Iterator[Image.Image]:
    with Image.open(io.BytesIO(data)) as image:
        for number, frame in enumerate(ImageSequence.Iterator(image)):
            width, height = frame.size
            if width * height > _MOST_DOTS:
                raise fault("image_too_big", size=f"{width} × {height}", limit=f"{_MOST_DOTS:,}")
            if number >= limits.pages:
                return
            plain = frame.convert("RGB")
            growth = _FEWEST_DOTS / max(width, height, 1)
            if growth > 1:
                plain = plain.resize((round(width * growth), round(height * growth)), Image.Resampling.BICUBIC)
            yield plain


def _picture_to_blocks(picture: Picture, number: int, dots_per_inch: float) -> Iterator[Block]:
    level = straighten(numpy.ascontiguousarray(picture), dots_per_inch)
    horizontals, verticals = picture_to_rules(level, dots_per_inch)
    lattices = rules_to_lattices(horizontals, verticals)
    tokens = picture_to_tokens(level, lattices, dots_per_inch)
    if not tokens:
        return
    height, width = (side * 72 / dots_per_inch for side in level.shape[:2])
    reader = PageReader(number, Frame(0.0, 0.0, width, height), lambda token: False)
    drawing = Drawing(tuple(horizontals), tuple(verticals), (), ())
    for block in reader.read(tokens, lattices, drawing):
        yield replace(block, certain=False) if isinstance(block, Paragraph) else block


def _notice(pages: list[int]) -> str:
    listed = "、".join(map(str, pages[:20])) + (f" 等 {len(pages)} 页" if len(pages) > 20 else "")
    return f"第 {listed} 页是图片，文字由机器识别，数字须由人核对"
