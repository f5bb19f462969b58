"""The words of the first page, and those that mark an edition which has not been approved."""

from __future__ import annotations

from gouji.model.edition import Edition

DRAFT_MARK = "草稿 · 未经审核"
"""The one mark of a draft in every format: on pages, sheets, covers and in the file's properties."""


def cover_lines(edition: Edition) -> tuple[str, ...]:
    """What the cover prints: its lines, the edition's title before them where none of them is the title."""
    return edition.cover if edition.title in edition.cover else (edition.title, *edition.cover)
