"""What the reader of a web page does not see, and how blanks in its source count."""

from __future__ import annotations

import re

from lxml import etree

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SOURCE_BLANKS = re.compile(r"[ \t\n\r\f]+")


def is_hidden(element: etree._Element) -> bool:
    """Whether an element is not shown."""
    return (
        element.get("hidden") is not None
        or _HIDING.search(element.get("style", "")) is not None
        or element.get("type", "").lower() == "hidden"
    )


def squeeze_blanks(text: str) -> str:
    r"""Text with the blanks and line breaks of the source made one blank; hard blanks (&nbsp;) stay, as blanks.

    >>> squeeze_blanks("合\n   计\xa0\xa01")
    '合 计  1'
    """
    return _SOURCE_BLANKS.sub(" ", text).replace("\xa0", " ")


def source_line(element: etree._Element) -> int | None:
    """The line of the source on which an element begins."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None
