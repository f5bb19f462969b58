"""WordprocessingML written as text and parsed once: setting cells one by one takes a hundred times as long."""

from __future__ import annotations

from functools import lru_cache
from html import escape  # that of xml.sax comes with half of the web's modules, 60 ms of a cold start

from gouji.build.render.layout import legal_text

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def tag(name: str, /, *content: str, **attributes: str | int) -> str:
    """An element of the w namespace around content that is XML already; its attributes are of w too.

    >>> tag("p", tag("jc", val="right"))
    '<w:p><w:jc w:val="right"/></w:p>'
    """
    said = "".join(f" w:{key}={_quoted(legal_text(str(value)))}" for key, value in attributes.items())
    inner = "".join(content)
    return f"<w:{name}{said}>{inner}</w:{name}>" if inner else f"<w:{name}{said}/>"


def _quoted(value: str) -> str:
    """An attribute's value in quotes; a parser would make blanks of line breaks and tabs."""
    escaped = escape(value)
    for mark in "\n\r\t":
        escaped = escaped.replace(mark, f"&#{ord(mark)};")
    return f'"{escaped}"'


def run(text: str, properties: str = "") -> str:
    """A run of text; line breaks and tabs in it become Word's."""
    if not text:
        return ""
    dressed = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{dressed}{_text(text)}</w:r>"


@lru_cache(maxsize=8192)
def _text(text: str) -> str:
    inner = escape(legal_text(text))
    for mark, element in (("\n", "<w:br/>"), ("\t", "<w:tab/>")):
        inner = inner.replace(mark, f'</w:t>{element}<w:t xml:space="preserve">')
    return f'<w:t xml:space="preserve">{inner}</w:t>'.replace('<w:t xml:space="preserve"></w:t>', "")


def field(instruction: str, result: str) -> str:
    """A field that shows `result` until it is updated."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, *content: str, properties: str = "") -> str:
    """A paragraph in a style (by its id)."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(content)}</w:p>'


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres / 25.4 * 1440)
