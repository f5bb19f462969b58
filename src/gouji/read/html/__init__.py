"""Web pages → Document: what a browser shows of their text and tables."""

from gouji.read.html.document import read_html, read_mhtml

__all__ = ["read_html", "read_mhtml"]
