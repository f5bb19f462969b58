"""Text conversions of budgets → Document: tab-separated, markdown and flattened tables, paragraphs between them."""

from gouji.read.text.document import read_text

__all__ = ["read_text"]
