"""Lines of text → tables that no vertical line draws: half-ruled (only horizontals) and borderless ones.

A table is a run of lines with figures that keep to columns. What does not keep to columns, stands on a chart, or is a
list of contents stays text: a table that is missed costs less than one that is made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gouji.model.document import Cell, Grid, Place
from gouji.read.pdf.columns import (
    Column,
    Phrase,
    are_aligned,
    best_column,
    find_columns,
    line_to_phrases,
    with_empty_columns,
)
from gouji.read.pdf.geometry import Extent, Frame, Rectangle, are_centred
from gouji.read.pdf.heads import PlacedCell, head_to_cells
from gouji.read.pdf.lines import Line, join_lines, tokens_to_lines
from gouji.read.pdf.rules import Rule
from gouji.read.pdf.tokens import Token

_ROW_DISTANCE = 3.2  # letters of white between rows of one table
_HEAD_DISTANCE = 2.5
_FEWEST_ROWS = 3
_FEWEST_RULED_ROWS = 1
_LABEL_ROWS_BETWEEN = 3
_SHARE_WITH_FIGURES = 0.5
_CLOSE = 0.5  # of the usual white between rows: a label's next line stands closer than this
_BAR = 30.0  # square points


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table found among lines: its grid and which of the lines it took."""

    grid: Grid
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is drawn around the lines: horizontals that no vertical meets, filled areas and curves."""

    rules: Sequence[Rule]
    fills: Sequence[Rectangle]
    curves: Sequence[Rectangle]


def find_open_tables(
    lines: Sequence[Line], drawn: Surroundings, page: int, frame: Frame, is_bold: Callable[[Token], bool]
) -> list[OpenTable]:
    """The half-ruled and borderless tables among a page's lines outside drawn tables, from the top down."""
    phrases = [line_to_phrases(line) for line in lines]
    found = []
    for first, last in _bodies(lines, phrases):
        table = _table(lines, phrases, first, last, drawn, page, frame, is_bold)
        if table is not None:
            found.append(table)
    return found


def _is_row(phrases: Sequence[Phrase]) -> bool:
    return len(phrases) > 1 and any(phrase.is_number for phrase in phrases)


def _bodies(lines: Sequence[Line], phrases: Sequence[Sequence[Phrase]]) -> list[tuple[int, int]]:
    """Runs of lines with figures in columns, as (first, last): at most a few lines of mere labels stand between."""
    bodies: list[tuple[int, int]] = []
    for index in (index for index, found in enumerate(phrases) if _is_row(found)):
        if bodies:
            first, last = bodies[-1]
            between = pairwise(lines[last : index + 1])
            near = all(below.y0 - above.y1 <= _ROW_DISTANCE * above.height for above, below in between)
            if near and index - last <= _LABEL_ROWS_BETWEEN + 1 and _are_labels(phrases[last + 1 : index]):
                bodies[-1] = (first, index)
                continue
        bodies.append((index, index))
    return bodies


def _are_labels(between: Sequence[Sequence[Phrase]]) -> bool:
    return all(len(phrases) <= 2 and len(phrases[0].text) <= 30 for phrases in between)


def _table(
    lines: Sequence[Line],
    phrases: Sequence[Sequence[Phrase]],
    first: int,
    last: int,
    drawn: Surroundings,
    page: int,
    frame: Frame,
    is_bold: Callable[[Token], bool],
) -> OpenTable | None:
    rows = [found for found in phrases[first : last + 1] if _is_row(found)]
    above, inside = _rules_around(lines, first, last, drawn.rules)
    ruled = len(above) + len(inside) >= 2
    if len(rows) < (_FEWEST_RULED_ROWS if ruled else _FEWEST_ROWS):
        return None
    if len(rows) < _SHARE_WITH_FIGURES * (last - first + 1) or (not ruled and _is_contents(rows)):
        return None
    found = find_columns(rows)
    if found is None or len(found[0]) < 2 or not (are_aligned(rows, found[0]) or (ruled and len(rows) == 1)):
        return None
    columns, certain = found
    head = _head(lines, phrases, first, columns, above)
    last = _foot(lines, last, inside)
    if _is_chart(lines[head : last + 1], drawn):
        return None
    columns = with_empty_columns(columns, phrases[head:first])
    groups = [[index] for index in range(head, first)] + _rows(lines, phrases, first, last, inside)
    heads = head_to_cells(phrases[head:first], columns)
    is_told = heads is not None or first - head < 2  # a head of several lines without verticals is a guess otherwise
    grid = _grid(lines, groups, columns, certain and is_told, page, frame, is_bold, ruled, heads)
    return OpenTable(grid, head, last)


def _rules_around(lines: Sequence[Line], first: int, last: int, rules: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The horizontals above a body (within a head's height) and those inside and just below it."""
    left, right = min(line.x0 for line in lines[first : last + 1]), max(line.x1 for line in lines[first : last + 1])
    size = lines[first].height
    wide = [rule for rule in rules if min(rule.end, right) - max(rule.start, left) >= 0.6 * (right - left)]
    top, bottom = lines[first].middle, lines[last].y1
    above = [rule for rule in wide if top - 12 * size <= rule.at <= top]
    inside = [rule for rule in wide if top < rule.at <= bottom + 2 * size]
    return above, inside


def _is_contents(rows: Sequence[Sequence[Phrase]]) -> bool:
    """Whether rows read like a list of contents: a title each, and page numbers that never fall."""
    if any(len(row) != 2 or row[0].is_number or not row[1].text.isdigit() for row in rows):
        return False
    pages = [int(row[1].text) for row in rows]
    return all(a <= b for a, b in pairwise(pages))


def _head(
    lines: Sequence[Line],
    phrases: Sequence[Sequence[Phrase]],
    first: int,
    columns: Sequence[Column],
    above: Sequence[Rule],
) -> int:
    """The first line of a table's head: below its top rule, or as far up as lines have several short phrases."""
    top = min((rule.at for rule in above), default=None)
    head = first
    for index in range(first - 1, -1, -1):
        line, found = lines[index], phrases[index]
        if top is not None:
            if line.middle < top:
                break
            head = index
            continue
        apart = lines[index + 1].y0 - line.y1 > _HEAD_DISTANCE * line.height
        if apart or len(found) < 2 or any("：" in phrase.text or ":" in phrase.text for phrase in found):
            break
        if line.x1 < columns[0].x0 or line.x0 > columns[-1].x1:
            break
        head = index
    return head


def _foot(lines: Sequence[Line], last: int, inside: Sequence[Rule]) -> int:
    """The last line of a table: lines above its bottom rule belong to it."""
    bottom = max((rule.at for rule in inside), default=None)
    while bottom is not None and last + 1 < len(lines) and lines[last + 1].middle < bottom:
        last += 1
    return last


def _is_chart(lines: Sequence[Line], drawn: Surroundings) -> bool:
    """Whether bars or curves stand where the lines are: filled areas without text on them."""
    left, top = min(line.x0 for line in lines), lines[0].y0
    right, bottom = max(line.x1 for line in lines), max(line.y1 for line in lines)

    def touches(area: Rectangle) -> bool:
        return min(area[2], right) > max(area[0], left) and min(area[3], bottom) > max(area[1], top)

    if any(touches(area) and area[2] - area[0] > 20 and area[3] - area[1] > 20 for area in drawn.curves):
        return True
    bars = [
        area
        for area in drawn.fills
        if touches(area) and (area[2] - area[0]) * (area[3] - area[1]) >= _BAR and not _holds_text(area, lines)
    ]
    return len(bars) > 1


def _holds_text(area: Rectangle, lines: Sequence[Line]) -> bool:
    x0, y0, x1, y1 = area
    return any(
        y0 <= line.middle <= y1 and any(x0 <= (token.x0 + token.x1) / 2 <= x1 for token in line.tokens)
        for line in lines
    )


def _rows(
    lines: Sequence[Line], phrases: Sequence[Sequence[Phrase]], first: int, last: int, inside: Sequence[Rule]
) -> list[list[int]]:
    """The body's lines as rows: between rules where each row has one, else a line each and wrapped labels joined."""
    indices = range(first, last + 1)
    if len(inside) >= 0.7 * sum(_is_row(phrases[index]) for index in indices) > 1:
        bands: dict[int, list[int]] = {}
        for index in indices:
            bands.setdefault(sum(rule.at < lines[index].middle for rule in inside), []).append(index)
        return list(bands.values())
    figures = [index for index in indices if _is_row(phrases[index])]
    gaps = [lines[b].y0 - lines[a].y1 for a, b in pairwise(figures) if b == a + 1]
    usual = median(gaps) if gaps else 0.0
    rows: list[list[int]] = []
    for index in indices:
        if rows and index > first:
            label = min(len(phrases[index]), len(phrases[index - 1])) == 1
            close = lines[index].y0 - lines[index - 1].y1 < _CLOSE * usual
            if label and close and not (_is_row(phrases[index]) and any(_is_row(phrases[i]) for i in rows[-1])):
                rows[-1].append(index)
                continue
        rows.append([index])
    return rows


def _grid(
    lines: Sequence[Line],
    groups: Sequence[Sequence[int]],
    columns: Sequence[Column],
    certain: bool,
    page: int,
    frame: Frame,
    is_bold: Callable[[Token], bool],
    ruled: bool,
    head: Sequence[PlacedCell] | None,
) -> Grid:
    taken = [lines[index] for group in groups for index in group]
    left, right = min(line.x0 for line in taken), max(line.x1 for line in taken)
    edges = [left, *((a.x1 + b.x0) / 2 for a, b in pairwise(columns)), right]
    tops = [min(lines[index].y0 for index in group) for group in groups]
    bottoms = [max(lines[index].y1 for index in group) for group in groups]

    def make(placed: PlacedCell) -> Cell:
        row, start, height, width, tokens = placed
        inner = tokens_to_lines(tokens)
        shift = min(line.x0 for line in inner) - columns[start].x0
        indent = 0 if start in centred else max(0, round(shift / tokens[0].size))
        box = frame.box(edges[start], tops[row], edges[start + width], bottoms[row + height - 1])
        place, certain_text = Place(page=page, box=box), all(token.certain for token in tokens)
        return Cell(row, start, join_lines(inner), place, height, width, indent, is_bold(tokens[0]), certain_text)

    head_rows = max((cell.row + cell.row_span for cell in head), default=0) if head else 0
    placed = [*(head or ()), *_placed(lines, groups[head_rows:], columns, head_rows)]
    centred = _centred_columns(placed)
    top, bottom = min(line.y0 for line in taken), max(line.y1 for line in taken)
    # Where nothing is drawn, alignment alone says which column a figure stands in: read, but never held for certain.
    place = Place(page=page, box=frame.box(left, top, right, bottom))
    return Grid(tuple(map(make, sorted(placed, key=lambda cell: cell[:2]))), place, ruled, certain and ruled)


def _centred_columns(placed: Sequence[PlacedCell]) -> frozenset[int]:
    extents: dict[int, list[Extent]] = {}
    for cell in placed:
        if cell.column_span == 1:
            left, right = min(token.x0 for token in cell.tokens), max(token.x1 for token in cell.tokens)
            extents.setdefault(cell.column, []).append((left, right))
    size = max((token.size for cell in placed for token in cell.tokens), default=0.0)
    return frozenset(column for column, found in extents.items() if are_centred(found, size))


def _placed(
    lines: Sequence[Line], groups: Sequence[Sequence[int]], columns: Sequence[Column], first: int
) -> Iterator[PlacedCell]:
    """What stands in each row, from the row numbered `first` on."""
    for row, group in enumerate(groups, first):
        held: dict[tuple[int, int], list[Token]] = {}
        for index in group:
            for phrase in line_to_phrases(lines[index]):
                held.setdefault(_span(phrase, columns), []).extend(phrase.tokens)
        for (start, end), tokens in held.items():
            yield PlacedCell(row, start, 1, end + 1 - start, tuple(tokens))


def _span(phrase: Phrase, columns: Sequence[Column]) -> tuple[int, int]:
    """The columns over which a phrase stands: one for a figure, several for a head that covers their middles."""
    best = best_column(phrase, columns)
    if phrase.is_number:
        return best, best
    covered = [index for index, c in enumerate(columns) if phrase.x0 <= (c.x0 + c.x1) / 2 <= phrase.x1]
    return (min(*covered, best), max(*covered, best)) if len(covered) > 1 else (best, best)
