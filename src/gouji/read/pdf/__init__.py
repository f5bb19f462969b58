"""PDF → Document: glyphs with their boxes first, then tokens, then ruling lines, grids and paragraphs."""

from gouji.read.pdf.reader import read_pdf

__all__ = ["read_pdf"]
