"""The words of the first page, and those that mark an edition which has not been approved."""

from __future__ import annotations

import re

from gouji.build.render.layout import text_width
from gouji.model.edition import Edition

DRAFT_MARK = "草稿 · 未经审核"
"""The one mark of a draft in every format: on pages, sheets, covers and in the file's properties."""

_YEAR = re.compile(r"(?<=.)(?=\d{4}年)")
_SLACK = 1.0  # ems: fonts set digits wider than half an em, and room beside them


def cover_lines(edition: Edition) -> tuple[str, ...]:
    """What the cover prints: its lines, the edition's title before them where none of them is the title."""
    return edition.cover if edition.title in edition.cover else (edition.title, *edition.cover)


def break_title(text: str, room: float) -> str:
    r"""The text with a line break before its year where one line of `room` ems cannot hold it, and two can.

    >>> break_title("青石县政务服务局2027年部门预算", 12)
    '青石县政务服务局\n2027年部门预算'
    >>> break_title("青石县政务服务局2027年部门预算", 20)
    '青石县政务服务局2027年部门预算'
    """
    parts = _YEAR.split(text, maxsplit=1)
    two = len(parts) == 2 and max(map(text_width, parts)) + _SLACK <= room
    return "\n".join(parts) if two and text_width(text) + _SLACK > room else text
