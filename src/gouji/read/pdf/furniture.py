"""Page numbers: lines at a page's edge that only count the pages. They are dropped; other running lines stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from gouji.model.document import Grid, Page, Paragraph

_PAGE_NUMBER = re.compile(r"[-—–－_·~\s]*第?\s*(\d{1,4})\s*页?(?:\s*[,，/／]?\s*共?\s*\d{1,4}\s*页?)?[-—–－_·~\s]*")
_EDGE = 0.14  # share of the page's height at its top and its bottom


def drop_page_numbers(blocks: Sequence[Paragraph | Grid], pages: Mapping[int, Page]) -> tuple[Paragraph | Grid, ...]:
    """The blocks without the lines that print the page's own number, counted from wherever the document starts."""
    printed = {
        index: number for index, block in enumerate(blocks) if (number := _printed_number(block, pages)) is not None
    }
    offsets = Counter(number - (blocks[index].place.page or 0) for index, number in printed.items())
    running = {offset for offset, count in offsets.items() if count > 1}
    return tuple(
        block
        for index, block in enumerate(blocks)
        if index not in printed or printed[index] - (block.place.page or 0) not in running
    )


def _printed_number(block: Paragraph | Grid, pages: Mapping[int, Page]) -> int | None:
    """The number that a line at the edge of its page prints and nothing else."""
    if isinstance(block, Grid) or block.place.box is None or block.place.page is None:
        return None
    match = _PAGE_NUMBER.fullmatch(block.text)
    page = pages[block.place.page]
    box = block.place.box
    at_edge = min(box.y1, page.height - box.y0, box.x1, page.width - box.x0) <= _EDGE * page.height
    return int(match[1]) if match and at_edge else None
