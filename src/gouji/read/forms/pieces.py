"""Grids of a form as one run of lines of pieces: blanks dropped, words rejoined, later pages numbered on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gouji.law.goal_forms import field_group, head_role, is_numbered_goal
from gouji.model.amount import is_dash
from gouji.model.document import Cell, Grid, Place
from gouji.read.forms.columns import common_columns
from gouji.read.repair import repair_cell


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell with text: its line counted through all grids of the form, its columns, and its text without breaks."""

    line: int
    column: int
    end: int  # first column to the right
    bottom: int  # first line below
    text: str
    places: tuple[Place, ...]
    doubt: str | None = None
    marked: bool = False  # a word of the form by where it stands, though no list names it

    @property
    def is_converted(self) -> bool:
        """Whether the piece comes from a text conversion, whose cells may be cut or have slid."""
        return any(place.line is not None for place in self.places)

    @property
    def is_field(self) -> bool:
        """Whether the piece alone is a field word."""
        if self.marked or field_group(self.text) is not None:
            return True
        return section_and_field(self.text) is not None or is_numbered_goal(self.text)

    @property
    def is_head(self) -> bool:
        """Whether the piece alone is a head of an indicator list."""
        return head_role(self.text) is not None

    def covers(self, column: int) -> bool:
        """Whether the piece stands over this column."""
        return self.column <= column < self.end

    def overlaps(self, other: Piece) -> bool:
        """Whether the two share a column."""
        return self.column < other.end and other.column < self.end


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a grid with the pieces that begin in it, from left to right; `begins_grid` marks a grid's first."""

    number: int
    pieces: tuple[Piece, ...]
    grid: int
    begins_grid: bool = False


def grids_to_lines(grids: Sequence[Grid]) -> tuple[Line, ...]:
    """The lines of all grids in order; lines without text are left out but keep their number."""
    return tuple(_lines(grids))


def joined(pieces: Sequence[Piece]) -> Piece:
    """Several pieces of one cell as one piece: texts put together (an overlap of a bad split counted once)."""
    first = pieces[0]
    if len(pieces) == 1:
        return first
    text = first.text
    for piece in pieces[1:]:
        text = join_overlapping(text, piece.text)
    return replace(
        first,
        end=max(piece.end for piece in pieces),
        bottom=max(piece.bottom for piece in pieces),
        text=text,
        places=tuple(place for piece in pieces for place in piece.places),
        doubt=next((piece.doubt for piece in pieces if piece.doubt), None),
    )


def printed_word(piece: Piece) -> str:
    """A form's word as it goes in a path: as printed, without white space and a colon at the end."""
    return "".join(piece.text.split()).rstrip(":：")


def join_text(left: str, right: str) -> str:
    """Two printed pieces of one text put together; a blank only between two Latin words.

    >>> join_text("设施达", "标率"), join_text("IPv6 only", "mode")
    ('设施达标率', 'IPv6 only mode')
    """
    is_latin = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    return f"{left} {right}" if is_latin else left + right


def join_overlapping(left: str, right: str) -> str:
    """Two pieces of a cell cut by a wrong column line: characters that both show are kept once.

    >>> join_overlapping("保障大厅高", "高效运转"), join_overlapping("保障", "保障运转"), join_overlapping("甲", "乙")
    ('保障大厅高效运转', '保障运转', '甲乙')
    """
    if any(character.isdigit() for character in left[-1:] + right[:1]):
        return join_text(left, right)
    for size in range(min(len(left), len(right)), 0, -1):
        if left.endswith(right[:size]):
            return left + right[size:]
    return join_text(left, right)


def clean_text(text: str) -> str:
    r"""What one cell says on one line: its printed lines put together.

    >>> clean_text("2,706.\n79"), clean_text("产\n出\n指\n标"), clean_text("open\ndata")
    ('2,706.79', '产出指标', 'open data')
    """
    if "\n" not in text:
        return text.strip()
    whole = ""
    for part in text.splitlines():
        whole = join_text(whole, part.strip()) if whole else part.strip()
    return whole.strip()


def _lines(grids: Sequence[Grid]) -> Iterator[Line]:
    first = 0
    for number, (grid, edges) in enumerate(zip(grids, common_columns(grids), strict=True)):
        rows: dict[int, list[Piece]] = {}
        for cell in grid.cells:
            piece = _piece(cell, first, edges)
            if piece is not None:
                rows.setdefault(piece.line, []).append(piece)
        for index, line in enumerate(sorted(rows)):
            pieces = tuple(sorted(rows[line], key=lambda piece: piece.column))
            yield Line(line, pieces, number, begins_grid=index == 0)
        first += grid.row_count


def _piece(cell: Cell, first: int, edges: Mapping[int, int]) -> Piece | None:
    text = clean_text(cell.text)
    if cell.place.line is not None:  # a text conversion: blanks where its cells wrapped, markup
        text = repair_cell(text).strip()
    if not text or is_dash(text):
        return None
    line = first + cell.row
    return Piece(
        line,
        edges.get(cell.column, cell.column),
        edges.get(cell.column + cell.column_span, cell.column + cell.column_span),
        line + cell.row_span,
        text,
        (cell.place,),
        None if cell.certain else "字符识别不确定",
    )


def section_and_field(text: str) -> tuple[str, str] | None:
    """A section's word and the first of its fields, where they share one cell; else None.

    >>> section_and_field("1、资金来源:(1)政府预算资金"), section_and_field("项目名称:")
    (('1、资金来源', '(1)政府预算资金'), None)
    """
    before, mark, after = "".join(text.split()).replace("：", ":").partition(":")
    if not mark or not after or field_group(before) is None or field_group(after) is None:
        return None
    return before, after.rstrip(":")
