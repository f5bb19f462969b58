"""The whole road from a web page's bytes to a Document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes

from lxml import etree

from gouji.model.document import Document, Grid, Paragraph, Place
from gouji.read.archive import local_name
from gouji.read.decode import decode_text
from gouji.read.faults import fault
from gouji.read.html.tables import is_layout_table, table_cells, table_to_grid
from gouji.read.html.words import is_hidden, source_line, squeeze_blanks
from gouji.read.limits import Limits

Block = Paragraph | Grid

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
        "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_SKIPPED = frozenset(
    {
        "script", "style", "head", "template", "noscript", "select", "option", "textarea", "button", "svg",
        "iframe", "object",
    }
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]*encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE)


def read_html(data: bytes, name: str, sha256: str, limits: Limits) -> Document:
    """A web page (or what Word and Excel save as one) as it shows: hidden elements are left out and noticed.

    Raises:
        ReadError: no encoding makes sense, nesting too deep, or too many cells.
    """
    text = decode_text(data, _declared(data))
    if len(text) > limits.characters:
        raise fault("too_long", limit=f"{limits.characters:,}")
    reader = _Reader(limits)
    blocks = tuple(reader.blocks(_parse(text)))
    return Document(name, sha256, "html", (), blocks, tuple(reader.notices()))


def read_mhtml(data: bytes, name: str, sha256: str, limits: Limits) -> Document:
    """A web archive (MHTML), as Word and Excel save it: its first web page that holds anything.

    Raises:
        ReadError: it holds no web page, or as `read_html`.
    """
    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return read_html(content, name, sha256, limits)
    raise fault("damaged", detail=("网页归档里没有网页", "the web archive holds no page"))


def _declared(data: bytes) -> str | None:
    """The encoding that the page claims in its head."""
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else None


def _parse(text: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    plain = _CONTROLS.sub("", text)
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise fault("damaged", detail=f"HTML: {error}") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise fault("too_deep", detail="HTML")
    if root is None:
        raise fault("empty")
    return root


class _Reader:
    """Walks a page; text gathers until a block begins or ends."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._hidden = 0

    def notices(self) -> Iterator[str]:
        """What was odd on the way."""
        if self._hidden:
            yield f"网页有 {self._hidden} 处隐藏内容，未读"

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        """The paragraphs and grids under an element, in order."""
        gathered: list[str] = []
        yield from self._walk(root, gathered)
        yield from _flush(gathered, root)

    def _walk(self, element: etree._Element, gathered: list[str]) -> Iterator[Block]:
        name = local_name(element).lower()
        if name in _SKIPPED:
            return
        if is_hidden(element):
            self._hidden += 1
            return
        if name == "table":
            yield from _flush(gathered, element)
            yield from self._table(element)
            return
        if name == "br":
            gathered.append("\n")
        is_block = name in _BLOCKS
        if is_block:
            yield from _flush(gathered, element)
        gathered.append(squeeze_blanks(element.text or ""))
        for part in element:
            yield from self._walk(part, gathered)
            gathered.append(squeeze_blanks(part.tail or ""))
        if is_block:
            yield from _flush(gathered, element, heading=name in _HEADINGS)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        caption = next((part for part in table if local_name(part).lower() == "caption"), None)
        if caption is not None:
            yield from self.blocks(caption)
        if is_layout_table(table):
            for cell in table_cells(table):
                yield from self.blocks(cell)
            return
        grid = table_to_grid(table, self._limits)
        if grid is not None:
            yield grid


def _flush(gathered: list[str], element: etree._Element, heading: bool = False) -> Iterator[Paragraph]:
    text = "".join(gathered)
    gathered.clear()
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(line.strip(), Place(line=source_line(element)), heading=heading)
