"""Word documents → Document: headings, paragraphs, tables with merged cells, text boxes, notes, changes accepted."""

from gouji.read.docx.document import read_docx

__all__ = ["read_docx"]
