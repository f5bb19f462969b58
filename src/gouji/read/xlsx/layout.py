"""A sheet's cells → the paragraphs and grids that a person sees on it: captions, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gouji.model.amount import fold, parse_number
from gouji.model.document import Cell, Grid, Paragraph, Place
from gouji.read.faults import fault
from gouji.read.xlsx.sheet import Position, Sheet, SheetCell, cell_name

Block = Paragraph | Grid

_CAPTION = re.compile(
    r"^[(（]?(?:金额|计量)?单位[:：]?(?:人民币)?[百千万亿]*元|^\w{0,6}(?:部门|单位)(?:[(（].*[）)])?(?:名称)?[:：]"
    r"|^\w{0,6}(?:日期|时间|年度)[:：]"
)
_HEADER = re.compile(r"[^。；;,:]{0,12}(?:预算|决算|执行|完成)数(?:\([^()]*\))?")
"""What a line over all columns says where it heads them and is no title: 2027年预算数."""
_NOTE = re.compile(r"^(?:[注备]|说明|填表)[^:：]{0,6}[:：]|^[*＊※]")
_WIDE = 0.6
"""Share of a table's columns that a line must span to be its title rather than its first header."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that shows something: its number, and its cells with their columns."""

    row: int
    cells: tuple[tuple[int, SheetCell], ...]
    ruled: bool

    @property
    def is_caption(self) -> bool:
        """Whether it is a line of words such as 编制部门：… 单位：万元, not of a table."""
        if len(self.cells) > 4 or any(_is_number(cell) for _, cell in self.cells):
            return False
        return len(self.cells) == 1 or any(_CAPTION.search(fold(cell.text)) for _, cell in self.cells)

    @property
    def holds_figure(self) -> bool:
        """Whether it has several cells and a number among them."""
        return len(self.cells) > 1 and any(_is_number(cell) for _, cell in self.cells)


def sheet_to_blocks(sheet: Sheet, area_limit: int) -> Iterator[Block]:
    """The paragraphs and grids of a sheet, from top to bottom.

    Rules tell a table from the lines around it; on a sheet without rules, gaps and the shape of the lines do.

    Raises:
        ReadError: cells so scattered that their table would be larger than `area_limit`.
    """
    spans = _spans(sheet)
    for run in _runs(_lines(sheet, _covered(sheet))):
        title, table, notes = _split_run(run, spans)
        for line in title:
            yield from _paragraphs(sheet, line)
        if _is_table(table):
            yield _grid(sheet, table, spans, area_limit)
        else:
            for line in table:
                yield from _paragraphs(sheet, line)
        for line in notes:
            yield from _paragraphs(sheet, line)


def _is_number(cell: SheetCell) -> bool:
    return cell.number is not None or parse_number(cell.text) is not None


def _spans(sheet: Sheet) -> dict[Position, tuple[int, int]]:
    """The last row and column of each merged area, by its first cell."""
    return {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}


def _covered(sheet: Sheet) -> set[Position]:
    """Cells that lie under a merged area and are not shown."""
    covered: set[Position] = set()
    for top, left, bottom, right in sheet.merges:
        if (bottom - top + 1) * (right - left + 1) <= len(sheet.cells):
            area = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            covered.update(position for position in area if position in sheet.cells)
        else:
            covered.update((r, c) for r, c in sheet.cells if top <= r <= bottom and left <= c <= right)
        covered.discard((top, left))
    return covered


def _lines(sheet: Sheet, covered: set[Position]) -> list[_Line]:
    rows: dict[int, list[tuple[int, SheetCell]]] = {}
    for (row, column), cell in sheet.cells.items():
        if cell.text.strip() and (row, column) not in covered:
            rows.setdefault(row, []).append((column, cell))
    return [
        _Line(row, tuple(sorted(rows[row], key=lambda pair: pair[0])), row in sheet.ruled_rows) for row in sorted(rows)
    ]


def _runs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines that belong together: a ruled table with the unruled rows that go on with it, or lines without a gap."""
    run: list[_Line] = []
    for line in lines:
        if run and not _goes_on(run, line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _goes_on(run: Sequence[_Line], line: _Line) -> bool:
    last = run[-1]
    adjacent = line.row == last.row + 1
    if line.ruled != last.ruled:
        if line.ruled:  # a header without rules has three cells or more: two are a caption
            return adjacent and len(last.cells) > 2 and not last.is_caption
        return adjacent and line.holds_figure
    if line.ruled:
        return True
    return adjacent or (len(line.cells) > 1 and not line.is_caption)


def _split_run(
    run: list[_Line], spans: dict[Position, tuple[int, int]]
) -> tuple[list[_Line], list[_Line], list[_Line]]:
    """Title lines, table and notes of a run."""
    first, last = 0, len(run)
    width = 1 + max(column for line in run for column, _ in line.cells) - min(line.cells[0][0] for line in run)
    while first < last and _is_title(run[first], spans, width):
        first += 1
    while last > first and _is_note(run[last - 1]):
        last -= 1
    return run[:first], run[first:last], run[last:]


def _is_title(line: _Line, spans: dict[Position, tuple[int, int]], width: int) -> bool:
    if not line.is_caption:
        return False
    if not line.ruled or len(line.cells) > 1:
        return True
    column, cell = line.cells[0]
    if _HEADER.fullmatch(fold(cell.text)):
        return False
    _, right = spans.get((line.row, column), (line.row, column))
    return (right - column + 1) >= _WIDE * width and not _is_number(cell)


def _is_note(line: _Line) -> bool:
    if len(line.cells) > 1 or line.ruled:
        return False
    return bool(_NOTE.match(fold(line.cells[0][1].text))) or len(line.cells[0][1].text) > 40


def _is_table(lines: Sequence[_Line]) -> bool:
    if not any(len(line.cells) > 1 for line in lines):
        return False
    return any(line.ruled for line in lines) or sum(len(line.cells) > 1 for line in lines) > 1


def _paragraphs(sheet: Sheet, line: _Line) -> Iterator[Paragraph]:
    for column, cell in line.cells:
        place = Place(sheet=sheet.name, cell=cell_name(line.row, column))
        for text in cell.text.splitlines():
            if text.strip():
                yield Paragraph(text.strip(), place, heading=cell.style.bold)


def _grid(sheet: Sheet, lines: Sequence[_Line], spans: dict[Position, tuple[int, int]], area_limit: int) -> Grid:
    """The grid of a table; rows and columns that show nothing are left out."""
    rows = {line.row: index for index, line in enumerate(lines)}
    kept = sorted({column for line in lines for column, _ in line.cells})
    columns = {column: index for index, column in enumerate(kept)}
    if len(rows) * len(columns) > area_limit:
        raise fault("too_many_cells", limit=f"{area_limit:,}")
    cells = tuple(
        Cell(
            row=rows[line.row],
            column=columns[column],
            text=cell.text.strip(),
            place=Place(sheet=sheet.name, cell=cell_name(line.row, column)),
            row_span=_span(rows, line.row, spans.get((line.row, column), (line.row, column))[0]),
            column_span=_span(columns, column, spans.get((line.row, column), (line.row, column))[1]),
            indent=cell.style.indent + _leading_blanks(cell.text),
            bold=cell.style.bold,
            certain=cell.stored,
        )
        for line in lines
        for column, cell in line.cells
    )
    first, last = cell_name(lines[0].row, kept[0]), cell_name(lines[-1].row, kept[-1])
    ruled = any(line.ruled for line in lines)
    return Grid(cells, Place(sheet=sheet.name, cell=f"{first}:{last}"), ruled=ruled)


def _span(kept: dict[int, int], first: int, last: int) -> int:
    """How many kept rows (or columns) a merged area covers."""
    return 1 + sum(1 for index in kept if first < index <= last)


def _leading_blanks(text: str) -> int:
    """Blanks before the text, in characters: two ASCII blanks are as wide as one character."""
    leading = text[: len(text) - len(text.lstrip())]
    return sum(2 if blank == "\u3000" else 1 for blank in leading if blank not in "\r\n") // 2
