"""One page → its blocks in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from gouji.model.document import Grid, Page, Paragraph
from gouji.read.pdf import native
from gouji.read.pdf.geometry import Frame, page_frame
from gouji.read.pdf.lattice import Lattice, rules_to_lattices
from gouji.read.pdf.lines import tokens_to_lines
from gouji.read.pdf.paragraphs import lines_to_paragraphs
from gouji.read.pdf.placing import lattice_to_grid
from gouji.read.pdf.rules import read_drawing
from gouji.read.pdf.tokens import Token, drop_overprints, glyphs_to_tokens, reading_turns
from gouji.read.pdf.visibility import see_tokens

Block = Paragraph | Grid
IMAGE_ONLY = "image only"  # the reason by which `gouji.read.ocr` knows what to fill in


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
    with native.open_text(page) as text_page:
        glyphs = native.read_glyphs(text_page)
        turns = reading_turns(text_page, glyphs, frame)
    if turns:
        frame = Frame(frame.left, frame.bottom, frame.right, frame.top, frame.turns, turns)
    drawing = read_drawing(objects, frame)
    seen = see_tokens(glyphs_to_tokens(glyphs, objects, frame), objects, drawing.fills, frame)
    tokens = drop_overprints(seen.tokens)
    if not tokens:
        images = any(drawn.kind == native.IMAGE for drawn in objects)
        return PageContent(Page(number, width, height, IMAGE_ONLY if images else None), ())
    lattices = rules_to_lattices(drawing.horizontals, drawing.verticals)

    def is_bold(token: Token) -> bool:
        font = native.font_address(token.source)
        if font not in bold_fonts:
            bold_fonts[font] = native.is_bold_font(font)
        return bold_fonts[font] or native.render_mode(token.source) == 2

    blocks = _place_blocks(tokens, lattices, number, frame, is_bold)
    return PageContent(Page(number, width, height), blocks)


def _place_blocks(
    tokens: Sequence[Token], lattices: Sequence[Lattice], number: int, frame: Frame, is_bold: Callable[[Token], bool]
) -> tuple[Block, ...]:
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
    placed: list[tuple[float, Sequence[Block]]] = []
    for lattice, held in zip(lattices, inside, strict=True):
        grid = lattice_to_grid(lattice, held, number, frame, is_bold)
        if grid is not None:
            placed.append((lattice.ys[0], (grid,)))
    lines = tokens_to_lines(outside)
    tops = sorted(top for top, _ in placed)
    for index in range(len(tops) + 1):
        low = tops[index - 1] if index else float("-inf")
        high = tops[index] if index < len(tops) else float("inf")
        between = [line for line in lines if low <= line.y0 + 2 < high]
        if between:
            placed.append((between[0].y0 + 2, lines_to_paragraphs(between, number, frame)))
    placed.sort(key=lambda pair: pair[0])
    return tuple(block for _, blocks in placed for block in blocks)
