"""What the page template is told: an edition as plain data, with every decision about layout already made.

The template (`data/edition.typ`) only draws. All text goes in as data, never as typst source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gouji.build.render.cover import DRAFT_MARK, break_title, cover_lines
from gouji.build.render.layout import Placed, place_cells
from gouji.build.render.pdf_fit import PAPERS, POINTS_A_MM, Fit, fit_table, page_room, soften
from gouji.model.edition import Contents, Edition, EditionTable, Heading, Prose

_COVER_SIZE = 24.0  # points: the first line of the cover
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Block:
    """A block as data, and the paper that it asks for (a heading asks for none: it goes with what follows)."""

    data: Json
    paper: tuple[str, bool] | None


def edition_data(edition: Edition) -> Json:
    """The edition as the template reads it.

    Raises:
        ValueError: a table cannot be printed (`fit_table`), or the paper is unknown.
    """
    upright = (edition.page.paper, False)
    page_room(edition.page, edition.page.paper, False)
    sections: list[Json] = []
    waiting: list[Json] = []
    for placed in _blocks(edition):
        waiting.append(placed.data)
        if placed.paper is not None:
            _append(sections, placed.paper, waiting)
            waiting = []
    if waiting:
        _append(sections, upright, waiting)
    top, right, bottom, left = edition.page.margins
    return {
        "title": edition.title,
        "author": edition.name,
        "year": edition.year,
        "watermark": DRAFT_MARK if edition.draft else "",
        "cover": _cover(edition),
        "cover_size": _COVER_SIZE,
        "paper": edition.page.paper,
        "margins": {"top": top, "right": right, "bottom": bottom, "left": left},
        "size": edition.page.size,
        "sections": sections,
    }


def _cover(edition: Edition) -> list[str]:
    """The cover's lines; the first is the large one, and breaks where it is read best."""
    first, *rest = cover_lines(edition)
    _, right, _, left = edition.page.margins
    room = (PAPERS[edition.page.paper][0] - left - right) * POINTS_A_MM / _COVER_SIZE
    return [break_title(first, room), *rest]


def _append(sections: list[Json], paper: tuple[str, bool], blocks: list[Json]) -> None:
    """Put blocks on pages of a paper: on the last pages where they are of that paper, else on new ones."""
    last = sections[-1] if sections else None
    if last is None or (last["paper"], last["flipped"]) != paper:
        last = {"paper": paper[0], "flipped": paper[1], "blocks": []}
        sections.append(last)
    for block in blocks:
        begins = block["kind"] == "contents" or block.get("level") == 1
        last["blocks"].append({**block, "breaks": begins and bool(last["blocks"])})


def _blocks(edition: Edition) -> Iterator[_Block]:
    upright = (edition.page.paper, False)
    depth = 0
    for block in edition.blocks:
        if isinstance(block, Heading) and block.text.strip():
            depth = min(max(block.level, 1), depth + 1)
            yield _Block(_heading(block, depth), None)
        elif isinstance(block, EditionTable):
            if block.title:
                depth = min(max(block.level, 1), depth + 1)
            fit = fit_table(block, edition.page)
            yield _Block(_table(block, depth, fit), (fit.paper, fit.flipped))
        elif isinstance(block, Prose):
            yield _Block({"kind": "prose", "text": block.text}, upright)
        elif isinstance(block, Contents):
            yield _Block({"kind": "contents", "title": block.title}, upright)


def _heading(heading: Heading, depth: int) -> Json:
    """`depth` is the level in the outline: PDF/UA allows no level to be skipped; `level` says how it looks."""
    level = min(max(heading.level, 1), 3)
    return {"kind": "heading", "level": level, "depth": depth, "text": heading.text, "id": heading.id}


def _table(table: EditionTable, depth: int, fit: Fit) -> Json:
    """Cells are [text, rows, columns, align, head, indent, breakable], short because there are thousands of them."""
    columns = len(table.widths)
    body = place_cells(table.body or ((),), columns)
    head = len(table.head)
    return {
        "kind": "table",
        "title": table.title,
        "depth": depth,
        "department": table.department,
        "unit": table.unit,
        "size": fit.size,
        "widths": list(fit.widths),
        "whole": fit.whole,
        "head": [_cell(one, False) for row in place_cells(table.head, columns) for one in row],
        "body": [_cell(one, fit.breaks(one.row + head, one.cell.rows)) for row in body for one in row],
        "notes": list(table.notes),
    }


def _cell(placed: Placed, breakable: bool) -> list[Any]:
    cell = placed.cell
    return [soften(cell.text), cell.rows, cell.columns, cell.align, cell.head, cell.indent, breakable]
