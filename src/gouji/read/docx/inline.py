"""The text of one DOCX paragraph: what a reader sees. Insertions count; deletions, field codes, hidden text do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gouji.read.archive import local_name

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

_REMOVED = frozenset({"del", "moveFrom", "delText", "instrText", "rPr", "pPr", "rt", "Fallback"})
"""What is not shown: deletions, field codes, properties, reading aids, and the older copy of a drawing."""

_LITERAL = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: its text, text boxes anchored in it, page breaks passed, and whether text was hidden."""

    parts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    page_breaks: int = 0
    is_bold: bool | None = None
    hides_text: bool = False
    drops_changes: bool = False

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return "".join(self.parts)


def read_inline(paragraph: etree._Element) -> Inline:
    """The content of a paragraph."""
    inline = Inline()
    _walk(paragraph, inline)
    return inline


def attribute(element: etree._Element, name: str) -> str | None:
    """A Word attribute in either of its namespaces."""
    value = element.get(WORD + name)
    return value if value is not None else element.get(STRICT_WORD + name)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of this local name."""
    return next(children(element, name), None)


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of this local name."""
    for part in element if element is not None else ():
        if local_name(part) == name:
            yield part


def is_on(element: etree._Element | None) -> bool:
    """Whether an on-off property is there and not switched off."""
    return element is not None and attribute(element, "val") not in {"0", "false", "off", "none"}


def _walk(element: etree._Element, inline: Inline) -> None:
    for part in element:
        name = local_name(part)
        if name in _REMOVED:
            inline.drops_changes |= name in {"del", "moveFrom"}
        elif name == "t":
            inline.parts.append(part.text or "")
        elif name in _LITERAL:
            inline.parts.append(_LITERAL[name])
        elif name == "br":
            _take_break(part, inline)
        elif name == "lastRenderedPageBreak":
            inline.page_breaks += 1
        elif name == "sym":
            inline.parts.append(_symbol(part))
        elif name == "txbxContent":
            inline.boxes.append(part)
        elif name == "r" and _is_hidden(part):
            inline.hides_text = True
        else:
            if name == "r" and inline.is_bold is None:
                inline.is_bold = is_on(child(child(part, "rPr"), "b"))
            _walk(part, inline)


def _take_break(part: etree._Element, inline: Inline) -> None:
    if attribute(part, "type") not in {"page", "column"}:
        inline.parts.append("\n")


def _is_hidden(run: etree._Element) -> bool:
    return is_on(child(child(run, "rPr"), "vanish"))


def _symbol(part: etree._Element) -> str:
    """A symbol of a private font has no meaning outside it; of others, its character."""
    code = attribute(part, "char") or ""
    value = int(code, 16) if 0 < len(code) <= 6 and all(digit in "0123456789abcdefABCDEF" for digit in code) else 0
    return chr(value) if 0x20 <= value < 0xD800 else ""
