"""Page numbers: lines at a page's edge that only count the pages. They are dropped; other running lines stay."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from gouji.model.document import Box, Grid, Page, Paragraph

_PAGE_NUMBER = re.compile(r"[-—–－_·~\s]*第?\s*(\d{1,4})\s*页?(?:\s*[,，/／]?\s*共?\s*\d{1,4}\s*页?)?[-—–－_·~\s]*")
_EDGE = 0.14  # share of the page's height at its top and its bottom


def drop_page_numbers(blocks: Sequence[Paragraph | Grid], pages: Mapping[int, Page]) -> tuple[Paragraph | Grid, ...]:
    """The blocks without the lines that print the page's own number, counted from wherever the document starts."""
    on_page: defaultdict[int | None, list[Box]] = defaultdict(list)
    for block in blocks:
        if block.place.box is not None:
            on_page[block.place.page].append(block.place.box)
    printed = {
        index: number
        for index, block in enumerate(blocks)
        if (number := _printed_number(block, pages, on_page[block.place.page])) is not None
    }
    offsets = Counter(number - (blocks[index].place.page or 0) for index, number in printed.items())
    running = {offset for offset, count in offsets.items() if count > 1}
    return tuple(
        block
        for index, block in enumerate(blocks)
        if index not in printed or printed[index] - (block.place.page or 0) not in running
    )


def _printed_number(block: Paragraph | Grid, pages: Mapping[int, Page], boxes: Sequence[Box]) -> int | None:
    """The number that a line at the edge of its page prints and nothing else. `boxes` are of all on the page."""
    if isinstance(block, Grid) or block.place.box is None or block.place.page is None:
        return None
    match = _PAGE_NUMBER.fullmatch(block.text)
    if match is None or not _at_edge(block.place.box, pages[block.place.page], boxes):
        return None
    return int(match[1])


def _at_edge(box: Box, page: Page, boxes: Sequence[Box]) -> bool:
    """Whether a line is at the top or the bottom, or at a side (of a page that lies) where nothing else is printed."""
    edge = _EDGE * page.height
    if min(box.y1, page.height - box.y0) <= edge:
        return True
    return min(box.x1, page.width - box.x0) <= edge and not any(
        other.x0 < box.x1 and other.x1 > box.x0 for other in boxes if other != box
    )
