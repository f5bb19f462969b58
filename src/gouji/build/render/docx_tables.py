"""Tables of the Word document: header rows that repeat, merged cells, rows that do not split, fixed column widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gouji.build.render.docx_styles import CELL_MARGIN, CELL_ROOM, Style, borders
from gouji.build.render.docx_xml import paragraph, run, tag
from gouji.build.render.layout import Placed, cell_align, needed_widths, place_cells, row_heights, share_width
from gouji.model.edition import EditionCell, EditionTable

_LOWEST = 17.0  # points: no row is lower, its rule counted
_RULE = 0.5  # points: a table's line
_SHRINK = (0.0, 1.0, 2.0, 3.0)  # points by which the text of a table too wide for its page is made smaller
_TALL = 20  # lines: a row with more may split, or much of a page would stay empty
_HEAD_SHADE = tag("shd", val="clear", color="auto", fill="F2F2F2")


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table's cells by row, its columns' widths in twentieths of a point, font size and row heights in points.

    `tall` are the numbers of body rows so high that they may split.
    """

    head: tuple[tuple[Placed, ...], ...]
    body: tuple[tuple[Placed, ...], ...]
    widths: tuple[int, ...]
    size: float
    head_heights: tuple[float, ...]
    body_heights: tuple[float, ...]
    tall: frozenset[int]


def lay_out_table(table: EditionTable, width: float, text: Style) -> TableLayout:
    """How a table fits into a text width (points): the text is made smaller where its numbers would break."""
    count = len(table.widths)
    body_rows = table.body or ((EditionCell(),) * count,)  # a table without rows is drawn with an empty one
    head, body = place_cells(table.head, count), place_cells(body_rows, count)
    size, needed = text.size, [0.0]
    for less in _SHRINK:
        size = text.size - less
        needed = needed_widths((*head, *body), count, _padding(size))
        if sum(needed) <= width / size:
            break
    ems, padding = share_width(width / size, table.widths, needed), _padding(size)
    head_lines, body_lines = row_heights(head, ems, padding), row_heights(body, ems, padding)
    return TableLayout(
        head,
        body,
        tuple(round(em * size * 20) for em in ems),
        size,
        tuple(_height(lines, text) for lines in head_lines),
        tuple(_height(lines, text) for lines in body_lines),
        frozenset(number for number, lines in enumerate(body_lines) if lines > _TALL),
    )


def _height(lines: int, text: Style) -> float:
    return max(lines * text.line + 2 * CELL_ROOM / 20 + _RULE, _LOWEST)


def _padding(size: float) -> float:
    return 2 * CELL_MARGIN / 20 / size + 0.1


def table_xml(table: EditionTable, layout: TableLayout, text: Style) -> str:
    """The table element, with its title as alternative text."""
    about = tag(
        "tblPr",
        tag("tblStyle", val="BudgetTable"),
        tag("tblW", w=sum(layout.widths), type="dxa"),
        tag("jc", val="center"),
        borders(),
        tag("tblLayout", type="fixed"),
        tag("tblLook", val="0020", firstRow=int(bool(table.head)), lastRow=0, firstColumn=0, lastColumn=0,
            noHBand=1, noVBand=1),
        tag("tblCaption", val=table.title),
        tag("tblDescription", val="，".join(filter(None, (table.title, table.department, table.unit)))),
    )  # fmt: skip
    grid = tag("tblGrid", *(tag("gridCol", w=width) for width in layout.widths))
    small = layout.size if layout.size != text.size else 0.0
    writer = _RowWriter(table, layout.widths, small)
    head = (writer.row(layout.head, number, is_head=True) for number in range(len(layout.head)))
    body = (writer.row(layout.body, number, may_split=number in layout.tall) for number in range(len(layout.body)))
    return tag("tbl", about, grid, *head, *body)


class _RowWriter:
    """Writes rows; a cell over several rows is named in each of them."""

    def __init__(self, table: EditionTable, widths: Sequence[int], small: float) -> None:
        self.table = table
        self.widths = widths
        self.small = small
        self._open: dict[int, tuple[int, int]] = {}  # column → rows still to come, columns

    def row(
        self, rows: Sequence[Sequence[Placed]], number: int, *, is_head: bool = False, may_split: bool = False
    ) -> str:
        """One row of the table."""
        own = {placed.column: placed.cell for placed in rows[number]}
        cells = []
        column = 0
        while column < len(self.widths):
            cell = own.get(column)
            if cell is None:  # covered from above
                left, span = self._open[column]
                self._open[column] = (left - 1, span)
                cells.append(tag("tc", _cell_properties(self._width(column, span), span, "continue"), _EMPTY))
            else:
                span = cell.columns
                if cell.rows > 1:
                    self._open[column] = (cell.rows - 1, span)
                cells.append(self._cell(cell, column))
            column += span
        return tag("tr", _row_properties(is_head, may_split), *cells)

    def _width(self, column: int, span: int) -> int:
        return sum(self.widths[column : column + span])

    def _cell(self, cell: EditionCell, column: int) -> str:
        merge = "restart" if cell.rows > 1 else ""
        properties = _cell_properties(self._width(column, cell.columns), cell.columns, merge, cell.head)
        align = cell_align(cell, self.table)
        layout = tag("ind", leftChars=100 * cell.indent, left=200 * cell.indent) if cell.indent else ""
        if align != ("center" if cell.head else "left"):
            layout += tag("jc", val=align)
        size = tag("sz", val=round(self.small * 2)) + tag("szCs", val=round(self.small * 2)) if self.small else ""
        style = "TableHead" if cell.head else "TableText"
        return tag("tc", properties, paragraph(style, run(cell.text, size), properties=layout))


_EMPTY = paragraph("TableText")


@lru_cache(maxsize=1024)
def _cell_properties(width: int, columns: int, merge: str, head: bool = False) -> str:
    return tag(
        "tcPr",
        tag("tcW", w=width, type="dxa"),
        tag("gridSpan", val=columns) if columns > 1 else "",
        tag("vMerge", val=merge) if merge else "",
        _HEAD_SHADE if head else "",
        tag("vAlign", val="center"),
    )


@lru_cache(maxsize=4)
def _row_properties(is_head: bool, may_split: bool) -> str:
    return tag(
        "trPr",
        "" if may_split else tag("cantSplit"),
        tag("trHeight", val=round(_LOWEST * 20), hRule="atLeast"),
        tag("tblHeader") if is_head else "",
    )
