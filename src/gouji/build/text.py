"""A budget as text: TOML with one entry a line, so that version control shows which entry changed.

Keys are the names of the model's fields; what has its usual value is left out. Amounts are 元 with two decimals and are
read as decimals, never as floats.
"""

from __future__ import annotations

from gouji.build.text_read import text_to_budget
from gouji.build.text_write import budget_to_text

__all__ = ["budget_to_text", "text_to_budget"]
