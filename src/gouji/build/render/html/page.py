"""The whole page: what the template needs, computed here; the template only places it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gouji.build.charts.model import Chart
from gouji.build.render.cover import DRAFT_MARK, cover_lines
from gouji.build.render.html.describe import describe
from gouji.build.render.html.summary import key_figures
from gouji.build.render.html.tables import table_rows
from gouji.model.edition import Contents, Edition, EditionTable, Heading, Prose, Run

if TYPE_CHECKING:
    from jinja2 import Environment, Template

WIDE, NARROW = 760, 340
"""Widths (px) in which each chart is drawn; the page shows the one that has room."""

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""Nothing is fetched from anywhere."""

_GLOSSARY = re.compile(r"名词解释|名词说明|术语")
_TERM = re.compile(r"[^。，；：]{2,40}：")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One block with the kind by which the template knows it; `id` is its anchor, `level` its heading's (2 to 6)."""

    kind: str
    block: Any
    id: str = ""
    level: int = 2
    rows: tuple[str, str] = ("", "")
    term: str = ""


@dataclass(frozen=True, slots=True)
class _Drawn:
    chart: Chart
    wide: str
    narrow: str


def render_html(edition: Edition, charts: Sequence[Chart] = ()) -> bytes:
    """The edition as one self-contained page (UTF-8); the same edition and charts give the same bytes."""
    text = _template().render(
        edition=edition,
        cover=cover_lines(edition),
        pieces=_pieces(edition),
        figures=key_figures(edition),
        cells=_cells(edition),
        charts=_drawn(charts),
        describe=describe,
        style=_asset("book.css"),
        script=_asset("book.js"),
        policy=POLICY,
        draft_mark=DRAFT_MARK if edition.draft else "",
    )
    return text.encode("utf-8", "replace")


def _cells(edition: Edition) -> frozenset[str]:
    """The ids of the figures that tables print: where a sentence's figure may lead."""
    rows = (row for table in edition.tables for row in table.body)
    return frozenset(cell.figure.id for row in rows for cell in row if cell.figure is not None)


def _pieces(edition: Edition) -> list[_Piece]:
    pieces: list[_Piece] = []
    in_glossary = False
    for number, block in enumerate(edition.blocks, start=1):
        if isinstance(block, Heading):
            in_glossary = bool(_GLOSSARY.search(block.text)) or (in_glossary and block.level > 2)
            level = min(block.level + 1, 6)
            pieces.append(_Piece("heading", block, f"s-{block.id or number}", level))
        elif isinstance(block, EditionTable):
            level = min(block.level + 1, 6)
            pieces.append(_Piece("table", block, f"t{number}", level, table_rows(block, number)))
        elif isinstance(block, Prose):
            match = _TERM.match(block.runs[0].text) if in_glossary and block.runs else None
            if match is None:
                pieces.append(_Piece("prose", block))
                continue
            term = match[0]
            rest = Prose((Run(block.runs[0].text[len(term) :]), *block.runs[1:]))
            pieces.append(_Piece("prose", rest, term=term))
        else:
            assert isinstance(block, Contents)
    return pieces


def _drawn(charts: Sequence[Chart]) -> list[_Drawn]:
    from markupsafe import Markup

    from gouji.build.charts.draw import draw_chart

    return [_Drawn(chart, Markup(draw_chart(chart, WIDE)), Markup(draw_chart(chart, NARROW))) for chart in charts]


@cache
def _template() -> Template:
    return _environment().get_template("book.html.j2")


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("gouji.build.render.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _asset(name: str) -> str:
    from markupsafe import Markup

    return Markup(files("gouji.build.render.html").joinpath("templates", name).read_text("utf-8"))
