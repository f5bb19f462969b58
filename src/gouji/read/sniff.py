"""What a file is, told from its content alone: its name may lie."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum

from gouji.read.decode import decode_bare_utf16


class Format(StrEnum):
    """The formats that are told apart; not all of them can be read."""

    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"
    HTML = "html"
    MHTML = "mhtml"
    TEXT = "text"
    IMAGE = "image"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    WORD_XML = "xml"
    PRESENTATION = "ppt"
    OFD = "ofd"
    ENCRYPTED_OFFICE = "encrypted"
    ARCHIVE = "archive"
    DAMAGED_ZIP = "zip"
    DAMAGED_OLE = "ole"
    BINARY = "binary"


_HEAD = 4096
"""Bytes in which a format must show itself."""

_PDF_HEAD = 1024
"""Bytes before which "%PDF-" must stand (PDF readers allow rubbish before it)."""

_PDF = re.compile(rb"%PDF-\d")

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE),
    (b"II*\x00", Format.IMAGE),
    (b"MM\x00*", Format.IMAGE),
    (b"BM", Format.IMAGE),
    (b"{\\rtf", Format.RTF),
    (b"Rar!\x1a\x07", Format.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Format.ARCHIVE),
    (b"\x1f\x8b\x08", Format.ARCHIVE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", Format.ENCRYPTED_OFFICE),
    ("Workbook", Format.XLS),
    ("Book", Format.XLS),
    ("WordDocument", Format.DOC),
    ("PowerPoint Document", Format.PRESENTATION),
)
_OLE_ENTRY = 128
"""Bytes of a directory entry of a compound file; each begins with the stream's name in UTF-16."""

_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.spreadsheet": Format.ODS,
    b"application/vnd.oasis.opendocument.text": Format.ODT,
}
_HTML = re.compile(
    rb"""\s*(?:(?><!--.*?-->)\s*|<\?xml[^>]*>\s*)*+  # possessive: comments are skipped in one way only
    <(?:!doctype\s+html|html|head|body|meta|title|style|table|div|p|span|font|center|h[1-6])\b""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_WORD_XML = re.compile(rb"\s*<\?xml[^>]*>\s*<\?mso-application", re.IGNORECASE)
_MHTML = re.compile(rb"\s*(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?MIME-Version:", re.IGNORECASE)


def sniff_format(data: bytes) -> Format:
    """The format that the content shows.

    >>> sniff_format(b"%PDF-1.7"), sniff_format("单位：万元".encode())
    (<Format.PDF: 'pdf'>, <Format.TEXT: 'text'>)
    """
    head = data[:_HEAD]
    if _PDF.search(head[:_PDF_HEAD]):
        return Format.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    if head.startswith(_OLE):
        return _sniff_ole(data)
    for magic, found in _MAGIC:
        if head.startswith(magic) and not (magic == b"BM" and b"\x00" not in head[:32]):
            return found
    return _sniff_markup(head)


def _sniff_markup(head: bytes) -> Format:
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = head.decode("utf-16", "ignore").encode()
    if _WORD_XML.match(plain):
        return Format.WORD_XML
    if _HTML.match(plain):
        return Format.HTML
    if _MHTML.match(plain):
        return Format.MHTML
    return Format.BINARY if _is_binary(head) else Format.TEXT


def _is_binary(head: bytes) -> bool:
    """Whether control characters show that this was never text; NUL bytes alone may be UTF-16."""
    controls = sum(1 for byte in head if byte < 32 and byte not in b"\x00\t\n\x0b\x0c\r\x1a\x1b")
    return controls * 50 > len(head) and decode_bare_utf16(head[: len(head) // 2 * 2]) is None


def _sniff_zip(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100].strip() if _has_small_mimetype(archive) else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return Format.DAMAGED_ZIP
    if "OFD.xml" in names:
        return Format.OFD
    if kind in _OPEN_DOCUMENT:
        return _OPEN_DOCUMENT[kind]
    for prefix, found in (("xl/workbook.bin", Format.XLSB), ("xl/", Format.XLSX), ("word/", Format.DOCX)):
        if any(name.startswith(prefix) for name in names):
            return found
    return Format.PRESENTATION if any(name.startswith("ppt/") for name in names) else Format.ARCHIVE


def _has_small_mimetype(archive: zipfile.ZipFile) -> bool:
    return any(member.filename == "mimetype" and member.file_size < 1000 for member in archive.infolist())


def _sniff_ole(data: bytes) -> Format:
    for name, found in _OLE_STREAMS:
        entry = name.encode("utf-16-le") + b"\x00\x00"
        position = data.find(entry)
        while position >= 0:
            if position % _OLE_ENTRY == 0:
                return found
            position = data.find(entry, position + 1)
    return Format.DAMAGED_OLE
