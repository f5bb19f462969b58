"""Office files are zip archives; here they get the same bytes whenever they are written."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can store."""

_WRITABLE = 0o644 << 16
Change = Callable[[str, bytes], bytes]
"""Given a member's name and content, its content as it is to be written."""


def without_clock(archive: bytes, change: Change | None = None) -> bytes:
    """The archive with its members in the same order, without the time and the system of writing.

    >>> stream = BytesIO()
    >>> with ZipFile(stream, "w") as writer:
    ...     writer.writestr("a.xml", "<a/>")
    >>> with ZipFile(BytesIO(without_clock(stream.getvalue()))) as reader:
    ...     reader.getinfo("a.xml").date_time[0], reader.read("a.xml")
    (1980, b'<a/>')
    """
    written = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(written, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            info = ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, _WRITABLE
            target.writestr(info, change(name, content) if change else content)
    return written.getvalue()
