"""The whole road from a PDF's bytes to a Document."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from gouji.model.document import Document, Page
from gouji.model.fault import ReadError
from gouji.read.faults import fault
from gouji.read.limits import Limits
from gouji.read.pdf.furniture import drop_page_numbers
from gouji.read.pdf.page import Block, PageContent, read_page

Progress = Callable[[int, int], None]
BEYOND_LIMIT = "beyond the page limit"
DAMAGED = "damaged page"


def read_pdf(data: bytes, name: str, sha256: str, limits: Limits, progress: Progress | None = None) -> Document:
    """A PDF as read: pages, paragraphs and grids. Pages beyond the limit and damaged pages are listed as not read.

    Raises:
        ReadError: the file is empty, no PDF, truncated beyond repair, or needs a password.
    """
    blocks: list[Block] = []
    pages: list[Page] = []
    notices: list[str] = []
    with open_document(data) as document:
        total = pdfium.FPDF_GetPageCount(document)
        bold_fonts: dict[int, bool] = {}
        for index in range(total):
            if index < limits.pages:
                content = _read_page(document, index, bold_fonts)
                blocks.extend(content.blocks)
                notices.extend(content.notices)
                pages.append(content.page)
            else:
                pages.append(Page(index + 1, unread=BEYOND_LIMIT))
            if progress is not None:
                progress(index + 1, total)
    kept = drop_page_numbers(blocks, {page.number: page for page in pages})
    return Document(name, sha256, "pdf", tuple(pages), kept, tuple(notices))


@contextmanager
def open_document(data: bytes) -> Iterator[Any]:
    """An opened PDF, closed on leaving.

    Raises:
        ReadError: PDFium cannot open it.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise fault("empty")
    pdfium.FPDF_InitLibrary()
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        raise _open_error(pdfium.FPDF_GetLastError())
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _open_error(code: int) -> ReadError:
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return fault("encrypted")
    return fault("damaged", detail="PDF")


def _read_page(document: Any, index: int, bold_fonts: dict[int, bool]) -> PageContent:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return PageContent(Page(index + 1, unread=DAMAGED), ())
    try:
        return read_page(page, index + 1, bold_fonts)
    except (ArithmeticError, ValueError):  # boxes that are infinite, empty or no numbers: a damaged content stream
        return PageContent(Page(index + 1, unread=DAMAGED), ())
    finally:
        pdfium.FPDF_ClosePage(page)
