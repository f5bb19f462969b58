"""The door: a path → the Document in it, or a ReadError that says why not. The only reader that touches files."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from gouji.model.document import Document
from gouji.model.fault import ReadError
from gouji.read.faults import fault
from gouji.read.limits import Limits
from gouji.read.sniff import Format, sniff_format

Progress = Callable[[int, int], None]
"""Told, while a file is read: pages done, pages in all."""

_USUAL_NAMES = {
    Format.PDF: (".pdf",),
    Format.XLSX: (".xlsx", ".xlsm", ".xltx", ".et"),
    Format.XLS: (".xls", ".et", ".xlt"),
    Format.DOCX: (".docx", ".docm", ".dotx", ".wps"),
    Format.DOC: (".doc", ".wps", ".dot"),
    Format.HTML: (".html", ".htm", ".shtml", ".xhtml"),
}
"""The suffixes that go with a format; any other is worth a notice, for the name is all that most people see."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file's content with all that reading it needs."""

    data: bytes
    name: str
    sha256: str
    format: Format
    limits: Limits
    progress: Progress | None


def read_document(path: Path, limits: Limits | None = None, progress: Progress | None = None) -> Document:
    """The file as read; its format is told from its content, never from its name.

    Raises:
        ReadError: whatever keeps the file from being read; its message names the file, the cause and the remedy.
    """
    name = path.name or str(path)
    limits = limits or Limits()
    try:
        return read_bytes(_load(path, limits), name, limits, progress)
    except ReadError as error:
        raise ReadError(
            f"《{name}》：{error.chinese}", f"{name}: {error.english}", place=error.place, code=error.code
        ) from error


def read_bytes(data: bytes, name: str, limits: Limits, progress: Progress | None = None) -> Document:
    """The content of a file as read; `name` serves for wording only.

    Raises:
        ReadError: whatever keeps the content from being read.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise fault("empty")
    file = _File(data, name, hashlib.sha256(data).hexdigest(), sniff_format(data), limits, progress)
    try:
        document = _READERS.get(file.format, _refuse)(file)
    except ReadError:
        raise
    except MemoryError:
        raise fault("too_much_memory") from None
    except RecursionError:
        raise fault("too_deep", detail="Python") from None
    except Exception as error:  # a defect of ours in one file must not end a run over thousands
        raise fault("reader_failed", detail=f"{type(error).__name__}: {error}") from error
    return _notice_name(document, file.format)


def _load(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file no longer than the limit."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise fault("directory")
        if not stat.S_ISREG(status.st_mode):
            raise fault("not_a_file")
        if status.st_size > limits.bytes:
            raise fault("too_big", size=_size_words(status.st_size), limit=_size_words(limits.bytes))
        return path.read_bytes()
    except FileNotFoundError:
        raise fault("missing") from None
    except PermissionError:
        raise fault("no_permission") from None
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise fault("cannot_open", detail=reason) from None


def _size_words(size: int) -> str:
    return f"{size / 2**20:,.0f} MB" if size >= 2**20 else f"{size:,} B"


def _notice_name(document: Document, found: Format) -> Document:
    suffixes = _USUAL_NAMES.get(found)
    suffix = Path(document.name).suffix.lower()
    if suffixes is None or not suffix or suffix in suffixes:
        return document
    notice = f"文件名以 {suffix} 结尾，内容其实是 {found.value.upper()}，已按内容读取"
    return replace(document, notices=(notice, *document.notices))


def _read_pdf(file: _File) -> Document:
    from gouji.read.ocr import is_available
    from gouji.read.pdf import read_pdf
    from gouji.read.pdf.page import IMAGE_ONLY
    from gouji.read.pdf.reader import BEYOND_LIMIT, DAMAGED

    if _was_saved_as_text(file.data):
        raise fault("pdf_as_text")
    document = read_pdf(file.data, file.name, file.sha256, file.limits, file.progress)
    has_scans = any(page.unread == IMAGE_ONLY for page in document.pages)
    if has_scans and is_available():
        from gouji.read.ocr.pages import read_scanned_pages

        document = read_scanned_pages(file.data, document, file.progress)
    elif has_scans and not document.blocks:
        raise fault("needs_ocr")
    told = {
        IMAGE_ONLY: "整页是图片，装上 gouji[ocr] 才能识别",
        BEYOND_LIMIT: "超过页数上限",
        DAMAGED: "页面已损坏",
    }
    pages = tuple(replace(page, unread=told.get(page.unread or "", page.unread)) for page in document.pages)
    return replace(document, pages=pages)


def _was_saved_as_text(data: bytes) -> bool:
    """Whether compressed streams lie in pure UTF-8: no compressor writes that, so a text program has been at work."""
    if b"FlateDecode" not in data or b"ASCII85Decode" in data or b"ASCIIHexDecode" in data:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_text(file: _File) -> Document:
    from gouji.read.decode import LOST, decode_text
    from gouji.read.text import read_text

    text = decode_text(file.data)
    if len(text) > file.limits.characters:
        raise fault("too_long", limit=f"{file.limits.characters:,}")
    document = read_text(text, file.name, file.sha256)
    lost = text.count(LOST)
    return replace(document, notices=(*document.notices, f"有 {lost} 个字读不出，以 � 代替")) if lost else document


def _read_xlsx(file: _File) -> Document:
    from gouji.read.xlsx import read_xlsx

    return read_xlsx(file.data, file.name, file.sha256, file.limits)


def _read_docx(file: _File) -> Document:
    from gouji.read.docx import read_docx

    return read_docx(file.data, file.name, file.sha256, file.limits)


def _read_html(file: _File) -> Document:
    from gouji.read.html import read_html

    return read_html(file.data, file.name, file.sha256, file.limits)


def _read_mhtml(file: _File) -> Document:
    from gouji.read.html import read_mhtml

    return read_mhtml(file.data, file.name, file.sha256, file.limits)


def _read_xls(file: _File) -> Document:
    from gouji.read.xls import read_xls

    return read_xls(file.data, file.name, file.sha256, file.limits)


def _read_old_office(file: _File) -> Document:
    from gouji.read.legacy import read_old_office

    return read_old_office(file.data, file.name, file.sha256, file.limits, file.format.value)


def _read_picture(file: _File) -> Document:
    from gouji.read.ocr import is_available

    if not is_available():
        raise fault("needs_ocr")
    from gouji.read.ocr.pages import read_picture

    return read_picture(file.data, file.name, file.sha256, file.limits, file.progress)


def _refuse(file: _File) -> Document:
    if file.format in _REFUSED:
        raise fault(_REFUSED[file.format])
    if file.format is Format.ARCHIVE:
        raise fault("archive", detail=_archive_kind(file.data))
    if file.format in {Format.DAMAGED_ZIP, Format.DAMAGED_OLE}:
        raise fault("damaged", detail=("办公文件的目录读不出", "the directory of the office file is unreadable"))
    raise fault("unknown_format", detail=file.data[:8].hex(" "))


def _archive_kind(data: bytes) -> str:
    return {b"PK": "ZIP", b"Ra": "RAR", b"7z": "7Z"}.get(data[:2], "GZIP")


_REFUSED = {Format.OFD: "ofd", Format.ENCRYPTED_OFFICE: "encrypted"}
_READERS: dict[Format, Callable[[_File], Document]] = {
    Format.PDF: _read_pdf,
    Format.TEXT: _read_text,
    Format.XLSX: _read_xlsx,
    Format.DOCX: _read_docx,
    Format.HTML: _read_html,
    Format.MHTML: _read_mhtml,
    Format.IMAGE: _read_picture,
    Format.XLS: _read_xls,
    Format.DOC: _read_old_office,
    Format.ODT: _read_old_office,
    Format.RTF: _read_old_office,
    Format.WORD_XML: _read_old_office,
    Format.ODS: _read_old_office,
    Format.XLSB: _read_old_office,
}
