"""One page → its blocks in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gouji.model.document import Grid, Page, Paragraph
from gouji.read.pdf import native
from gouji.read.pdf.geometry import Frame, page_frame
from gouji.read.pdf.lattice import Lattice, rules_to_lattices
from gouji.read.pdf.lines import Line, tokens_to_lines
from gouji.read.pdf.open_tables import Surroundings, find_open_tables
from gouji.read.pdf.paragraphs import lines_to_paragraphs
from gouji.read.pdf.placing import lattice_to_grid
from gouji.read.pdf.rules import Drawing, Rule, read_drawing
from gouji.read.pdf.tokens import Token, drop_overprints, glyphs_to_tokens, reading_turns
from gouji.read.pdf.visibility import Seen, see_tokens

Block = Paragraph | Grid
IMAGE_ONLY = "image only"  # the reason by which `gouji.read.ocr` knows what to fill in
_SLACK = 2.0  # points by which a line may begin above the table that it follows


@dataclass(frozen=True, slots=True)
class PageContent:
    """What one page gave: its size, its blocks in reading order, and what was odd."""

    page: Page
    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()


def read_page(page: Any, number: int, bold_fonts: dict[int, bool]) -> PageContent:
    """The content of an opened page. `bold_fonts` remembers which fonts of the document are bold."""
    frame = page_frame(page)
    width, height = frame.displayed_size
    objects = native.read_objects(page)
    with native.open_glyphs(page) as glyphs:
        frame = replace(frame, reading_turns=reading_turns(glyphs, frame))
        written, slanted = glyphs_to_tokens(glyphs, objects.rank, frame)
    drawing = read_drawing(objects, frame)
    seen = see_tokens(written, objects, drawing.fills, frame)
    tokens = drop_overprints(seen.tokens)
    notices = tuple(_notices(number, seen, slanted))
    if not tokens:
        return PageContent(Page(number, width, height, IMAGE_ONLY if objects.pictures else None), (), notices)
    lattices = rules_to_lattices(drawing.horizontals, drawing.verticals)

    def is_bold(token: Token) -> bool:
        if token.stroked:
            return True
        font = native.font_address(token.source)
        if font not in bold_fonts:
            bold_fonts[font] = native.is_bold_font(font)
        return bold_fonts[font]

    reader = PageReader(number, frame, is_bold)
    return PageContent(Page(number, width, height), tuple(reader.read(tokens, lattices, drawing)), notices)


def _notices(number: int, seen: Seen, slanted: Sequence[str]) -> Iterator[str]:
    """What was odd on a page, a sentence each."""
    unsure = sum(not token.certain for token in seen.tokens)
    if seen.recognised:
        yield f"第 {number} 页：文字是扫描件上的识别层，不作为确定的依据"
    elif unsure:
        yield f"第 {number} 页：有 {unsure} 处文字的字体没有说明字符，读出的内容不确定"
    if seen.hidden:
        yield f"第 {number} 页：有 {seen.hidden} 处文字在页面上看不见（被裁切、透明或白色），没有读入"
    if slanted:
        yield f"第 {number} 页：斜排文字（多为水印）没有读入：{'、'.join(slanted)}"


@dataclass(frozen=True, slots=True)
class PageReader:
    """Places the tokens of one page."""

    number: int
    frame: Frame
    is_bold: Callable[[Token], bool]

    def read(self, tokens: Sequence[Token], lattices: Sequence[Lattice], drawing: Drawing) -> Iterator[Block]:
        """The blocks of the page from the top down."""
        drawn = [lattice for lattice in lattices if len(lattice.xs) > 2]
        inside, outside = _share(tokens, drawn)
        placed: list[tuple[float, Sequence[Block]]] = []
        for lattice, held in zip(drawn, inside, strict=True):
            grid = lattice_to_grid(lattice, held, self.number, self.frame, self.is_bold)
            if grid is not None:
                placed.append((lattice.ys[0], (grid,)))
        lines = tokens_to_lines(outside)
        rules = _lone_horizontals(drawing.horizontals, lattices)
        rules += [Rule(y, box.xs[0], box.xs[-1]) for box in lattices if len(box.xs) == 2 for y in box.ys]
        surroundings = Surroundings(rules, drawing.fills, drawing.curves)
        stops = sorted(top for top, _ in placed)
        for first, last in _between(lines, stops):
            placed.extend(self._read_lines(lines[first:last], surroundings, lines))
        placed.sort(key=lambda pair: pair[0])
        for _, blocks in placed:
            yield from blocks

    def _read_lines(
        self, lines: Sequence[Line], surroundings: Surroundings, body: Sequence[Line]
    ) -> Iterator[tuple[float, Sequence[Block]]]:
        """The tables without verticals and the paragraphs of lines that stand between drawn tables."""
        start = 0
        for table in find_open_tables(lines, surroundings, self.number, self.frame, self.is_bold):
            if table.first < start:
                continue
            yield from self._read_text(lines[start : table.first], body)
            yield lines[table.first].y0 + _SLACK, (table.grid,)
            start = table.last + 1
        yield from self._read_text(lines[start:], body)

    def _read_text(self, lines: Sequence[Line], body: Sequence[Line]) -> Iterator[tuple[float, Sequence[Block]]]:
        if lines:
            yield lines[0].y0 + _SLACK, lines_to_paragraphs(lines, self.number, self.frame, body, self.is_bold)


def _lone_horizontals(horizontals: Sequence[Rule], lattices: Sequence[Lattice]) -> list[Rule]:
    """The horizontals of no lattice: rules of half-ruled tables, underlines, rules of running titles."""
    return [
        rule
        for rule in horizontals
        if not any(lattice.contains((rule.start + rule.end) / 2, rule.at) for lattice in lattices)
    ]


def _share(tokens: Sequence[Token], lattices: Sequence[Lattice]) -> tuple[list[list[Token]], list[Token]]:
    """The tokens inside each lattice, and those inside none."""
    inside: list[list[Token]] = [[] for _ in lattices]
    outside: list[Token] = []
    for token in tokens:
        x, y = (token.x0 + token.x1) / 2, token.middle
        for index, lattice in enumerate(lattices):
            if lattice.contains(x, y):
                inside[index].append(token)
                break
        else:
            outside.append(token)
    return inside, outside


def _between(lines: Sequence[Line], stops: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Runs of lines that no table interrupts, as (first, after the last)."""
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or any(
            lines[index - 1].y0 + _SLACK < stop <= lines[index].y0 + _SLACK for stop in stops
        ):
            yield first, index
            first = index
