"""A grid with the lines around it that belong to it: title, table number, unit, department, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from gouji.model.amount import fold
from gouji.model.document import Document, Grid, Paragraph
from gouji.read.tables.lines import Line, grid_to_lines, is_figure, own_slots
from gouji.read.tables.words import (
    begins_title,
    caption_kind,
    is_bracketed,
    is_heading,
    is_note,
    numbering_level,
    split_number,
    squeeze,
    title_key,
    unit_in,
)

_CAPTION_LINES = 12  # how far above a grid its captions may begin
_OVERFLOW_LINES = 6  # on a page that holds only the right edge of a sheet
_ONE_LINE = 120  # characters: longer lines are prose
_CAPTION_BEGINS = re.compile(
    r"(?<=[表)）\s])(?=(?:编制|填报|预算|主管|公开|报送|填表)?(?:部门|单位)(?:[(（](?:单位|部门|公章|盖章)[)）])?(?:名称)?\s*[:：])"
    r"|(?<=\s)(?=(?:预算年度|日期)\s*[:：])|(?<=.)(?=截[止至](?:时间|日期)\s*[:：])"
    r"|(?<=[\s表)）])(?=(?:金额|计量|货币)?单\s*位\s*[:：]\s*(?:人民币)?(?:亿|百万|万|千)?元)"
)
_BEGINS_ANEW = re.compile(r"(?:19|20)\d\d年|部门|附?表\d")
_SCRAP = 8  # characters: a broken piece of a caption line (预算年 / 度：), not prose


@dataclass(frozen=True, slots=True)
class Section:
    """One grid with its captions. `number` is the table number (表5), folded, "" where none is printed.

    `joined` is False where prose stands between this grid and the one before it, so that it cannot go on with it.
    """

    grid: Grid
    lines: tuple[Line, ...]
    title: str = ""
    number: str = ""
    unit: str | None = None
    department: str = ""
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    joined: bool = True

    @property
    def page(self) -> int | None:
        """The page (or sheet's page) on which the grid stands."""
        return self.grid.place.page

    @property
    def width(self) -> int:
        """How many columns the grid has."""
        return len(self.lines[0]) if self.lines else 0


def document_to_sections(document: Document) -> Iterator[Section]:
    """Every grid of a document with its captions and notes, in reading order."""
    furniture = _repeated_lines(document)
    drawn = {block.place.page for block in document.blocks if isinstance(block, Grid)}
    waiting: list[Paragraph] = []
    last: Section | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            waiting.append(block)
            continue
        if last is not None and last.unit is None:
            last, waiting = _with_overflow(last, waiting, drawn)
        notes, captions, joined = _share_out(waiting, last is not None, furniture)
        if last is not None:
            yield replace(last, below=tuple(notes))
        last = _section(block, captions, joined)
        waiting = []
    if last is not None:
        notes, _, _ = _share_out(waiting, True, furniture)
        yield replace(last, below=tuple(notes))


def _with_overflow(
    section: Section, after: list[Paragraph], drawn: Collection[int | None]
) -> tuple[Section, list[Paragraph]]:
    """A section with the unit that a too wide sheet prints on a page of its own, and the lines after that page.

    Such a page draws no grid and names no table.
    """
    over = [line for line in after if line.place.page not in drawn]
    units = [unit for line in over if (unit := unit_in(line.text)) is not None and caption_kind(line.text) == "unit"]
    if not units or len(over) > _OVERFLOW_LINES or any(caption_kind(line.text) == "title" for line in over):
        return section, after
    return replace(section, unit=units[0]), [line for line in after if line not in over]


def _repeated_lines(document: Document) -> frozenset[str]:
    """Paragraphs that a document prints more than once: page furniture, never the heading of one table."""
    counts = Counter(block.text for block in document.blocks if isinstance(block, Paragraph))
    return frozenset(text for text, count in counts.items() if count > 1)


def _share_out(
    paragraphs: Sequence[Paragraph], after_grid: bool, furniture: Collection[str]
) -> tuple[list[str], list[str], bool]:
    """Lines between two grids: notes of the upper one, captions of the lower one, and whether no prose parts them.

    Where no line names the table, the heading right above its captions does.
    """
    texts = [part for paragraph in paragraphs for part in _lines_of(paragraph.text)]
    notes = []
    if after_grid:
        while texts and is_note(texts[0]):
            notes.append(texts.pop(0))
    captions: list[str] = []
    for text in reversed(texts[-_CAPTION_LINES:]):
        if not _is_caption(text, captions[-1] if captions else ""):
            if is_heading(text) and text not in furniture and "title" not in map(caption_kind, captions):
                captions.append(text)
            break
        captions.append(text)
    rest = texts[: len(texts) - len(captions)]
    joined = all(len(fold(text)) <= 40 and "。" not in text for text in rest) and len(rest) <= 2
    return notes, captions[::-1], joined


def _is_caption(text: str, below: str) -> bool:
    """Whether a line above a grid (or above such a line, `below`) belongs to the grid."""
    if caption_kind(text) is not None or len(fold(text)) <= _SCRAP or is_bracketed(text):
        return True
    return bool(below) and (is_bracketed(below) or (caption_kind(below) == "title" and _goes_on(text, below)))


def _goes_on(upper: str, lower: str) -> bool:
    """Whether two lines could be one title: the upper one begins it, and the lower one does not begin another."""
    return begins_title(upper) and numbering_level(lower) is None and not _BEGINS_ANEW.match(fold(lower))


def _lines_of(text: str) -> list[str]:
    """The lines of a paragraph; captions that a page prints on one line (title, department, unit) are told apart."""
    return [part.strip() for line in text.splitlines() for part in _parts(line) if part.strip()]


def _parts(line: str) -> list[str]:
    if len(line) > _ONE_LINE or "。" in line:
        return [line]
    return _CAPTION_BEGINS.split(line)


def _section(grid: Grid, captions: Sequence[str], joined: bool) -> Section:
    lines = grid_to_lines(grid)
    inside, lines = _peel_captions(lines)
    above = (*captions, *inside)
    title, number = _title(above)
    units = [unit for text in above if caption_kind(text) != "title" or "单位" in text if (unit := unit_in(text))]
    departments = [squeeze(text) for text in above if caption_kind(text) == "department"]
    return Section(
        grid,
        tuple(lines),
        title,
        number,
        units[-1] if units else None,
        departments[-1] if departments else "",
        tuple(above),
        joined=joined,
    )


def _peel_captions(lines: list[Line]) -> tuple[list[str], list[Line]]:
    """Caption lines that stand inside the grid's own first rows, and the rows below them."""
    peeled: list[str] = []
    while len(lines) > 1:
        slots = list(own_slots(lines[0]))
        texts = [slot.text for slot in slots]
        if not slots:
            lines = lines[1:]
            continue
        kinds = [caption_kind(text) for text in texts]
        alone = len(slots) == 1 and slots[0].column_span * 2 > len(lines[0])
        # One cell over all columns tells none of them from another, so that it can only name the table.
        heads_all = len(slots) == 1 and slots[0].column_span == len(lines[0]) > 2
        heads_all = heads_all and (is_heading(texts[0]) or _is_title_line(lines[1]))
        if not (all(kinds) and len(slots) <= 3) and not (alone and kinds[0]) and not heads_all:
            break
        if "title" in kinds and not alone and len(lines[0]) > 2 and len(slots) > 1:
            break
        if any(is_figure(text) for text in texts):
            break
        peeled.extend(texts)
        lines = lines[1:]
    return peeled, lines


def _is_title_line(line: Line) -> bool:
    slots = list(own_slots(line))
    return len(slots) == 1 and slots[0].column_span * 2 > len(line) and caption_kind(slots[0].text) == "title"


def _title(captions: Sequence[str]) -> tuple[str, str]:
    """The nearest title above the grid, without its table number, and the number; both "" where none is printed.

    A title may be printed on two lines, and a line in brackets under it says more of the same.
    """
    number = next((fold(text) for text in reversed(captions) if caption_kind(text) == "number"), "")
    for index in range(len(captions) - 1, -1, -1):
        if caption_kind(captions[index]) != "title":
            continue
        own, title = split_number(captions[index])
        if index and not own and caption_kind(captions[index - 1]) is None and _goes_on(captions[index - 1], title):
            own, title = split_number(captions[index - 1] + title)
        after = captions[index + 1] if index + 1 < len(captions) else ""
        return title + (squeeze(after) if is_bracketed(after) else ""), fold(own) or number
    return next((squeeze(text) for text in reversed(captions) if is_heading(text)), ""), number


def same_title(left: Section, right: Section) -> bool:
    """Whether two sections print the same title (numbers and (续) aside)."""
    return title_key(left.title) == title_key(right.title)
