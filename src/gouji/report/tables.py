"""Tables as read, laid out for reading: Chinese characters count two columns, numbers stand right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gouji.model.amount import parse_number
from gouji.model.claim import ClaimSet
from gouji.model.table import Row, Table
from gouji.report.place import amount_words, place_words
from gouji.report.words import Language, page_ranges, say

CELL_WIDTH = 28
"""Columns of a text cell, at most; what is longer goes on below."""
LABEL_WIDTH = 44
LONGEST_LABEL = 80
"""Columns of a row's label, at most, on a terminal and elsewhere."""
GAP = "  "
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def claim_set_to_text(claims: ClaimSet, language: Language = "zh", width: int | None = None) -> str:
    """Every table, then the sentences that hold figures; styled and split to `width` columns, or plain and unsplit."""
    lines: list[str] = []
    for table in claims.tables:
        lines.extend(_table_lines(table, language, width))
        lines.append("")
    lines.extend(_sentence_lines(claims, language, width))
    lines.append(say("tables_found", language, tables=len(claims.tables), figures=f"{len(claims.claims):,}"))
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Block:
    """A column laid out: its header lines and, for every row, its lines; all padded to one width."""

    head: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    width: int
    right: bool


def _table_lines(table: Table, language: Language, width: int | None) -> Iterator[str]:
    styled = width is not None
    unit = say("unit", language, unit=table.unit) if table.unit else say("unit_unknown", language)
    pages = say("page", language, page=page_ranges(table.pages)) if table.pages else ""
    title = f"{say('table', language, number=table.number)} {table.title}"
    details = " · ".join(part for part in (unit, pages) if part)
    yield _style(title, BOLD, styled) + GAP + _style(details, DIM, styled)
    if not table.rows:
        yield say("empty_table", language)
        return
    label = _label_block(table, language, width)
    for blocks in _fit(label, _columns(table), width):
        yield from _lay_out(blocks, styled)


def _columns(table: Table) -> list[_Block]:
    """The columns that hold something; row codes and labels stand in the first column already."""
    blocks = []
    for path in dict.fromkeys(column.path for column in table.columns):
        texts = [_text(row, path) for row in table.rows]
        if any(texts):
            blocks.append(_block(path, texts, CELL_WIDTH))
    return blocks


def _text(row: Row, path: tuple[str, ...]) -> str:
    return next((entry.text + ("?" if entry.doubt else "") for entry in row.entries if entry.column.path == path), "")


def _label(row: Row) -> str:
    code = f"{row.code} " if row.code and not row.label.startswith(row.code) else ""
    return f"{code}{row.label}"


def _depth(table: Table, row: Row) -> int:
    depth, parent, seen = 0, row.parent, set[int]()
    while parent is not None and parent not in seen:
        seen.add(parent)
        depth, parent = depth + 1, table.rows[parent].parent
    return depth


def _label_block(table: Table, language: Language, width: int | None) -> _Block:
    """The rows' codes and labels, set in by their level; a long one goes on below, set in alike."""
    most = LONGEST_LABEL if width is None else min(LABEL_WIDTH, width // 2)
    cells = []
    for row in table.rows:
        indent = "  " * min(_depth(table, row), most // 8)
        cells.append(tuple(indent + line for line in fold(_label(row), most - len(indent))))
    head = (say("label", language),)
    widths = (display_width(line) for cell in (head, *cells) for line in cell)
    return _Block(head, tuple(cells), max(widths), right=False)


def _block(head: Sequence[str], texts: Sequence[str], most: int) -> _Block:
    lines = tuple(line for level in head for line in fold(level, most))
    cells = tuple(fold(text, most) for text in texts)
    filled = [text.rstrip("?") for text in texts if text]
    right = bool(filled) and sum(parse_number(text) is not None for text in filled) * 2 > len(filled)
    widths = (display_width(line) for cell in (lines, *cells) for line in cell)
    return _Block(lines, cells, max(widths, default=0), right)


def _fit(label: _Block, columns: Sequence[_Block], width: int | None) -> Iterator[tuple[_Block, ...]]:
    """The columns in groups that fit the width, each led by the row labels."""
    group: list[_Block] = [label]
    used = label.width
    for column in columns:
        needed = len(GAP) + column.width
        if width is not None and len(group) > 1 and used + needed > width:
            yield tuple(group)
            group, used = [label], label.width
        group.append(column)
        used += needed
    yield tuple(group)


def _lay_out(blocks: Sequence[_Block], styled: bool) -> Iterator[str]:
    heads = max(len(block.head) for block in blocks)
    for level in range(heads):
        texts = ((block.head[level] if level < len(block.head) else "") for block in blocks)
        yield _style(_join(blocks, texts), DIM, styled)
    yield _style("─" * (sum(block.width for block in blocks) + len(GAP) * (len(blocks) - 1)), DIM, styled)
    for index in range(len(blocks[0].cells)):
        height = max(len(block.cells[index]) for block in blocks)
        for line in range(height):
            texts = ((block.cells[index][line] if line < len(block.cells[index]) else "") for block in blocks)
            yield _join(blocks, texts)


def _join(blocks: Sequence[_Block], texts: Iterator[str]) -> str:
    return GAP.join(_pad(text, block.width, block.right) for block, text in zip(blocks, texts, strict=True)).rstrip()


def _sentence_lines(claims: ClaimSet, language: Language, width: int | None) -> Iterator[str]:
    figures: dict[str, list[str]] = {}
    places: dict[str, str] = {}
    for claim in claims.claims:
        if claim.sentence is not None:
            figures.setdefault(claim.sentence, []).append(amount_words(claim.source.text, claim.amount.unit))
            places.setdefault(claim.sentence, place_words(claim.source.place, language))
    if figures:
        yield _style(say("sentences", language), BOLD, width is not None)
    for sentence, found in figures.items():
        yield f"{places[sentence]}{GAP}{sentence}"
        yield _style(f"    {'; '.join(found)}", DIM, width is not None)
    if figures:
        yield ""


def _style(text: str, style: str, styled: bool) -> str:
    return f"{style}{text}{PLAIN}" if styled and text else text


@lru_cache(maxsize=8192)
def display_width(text: str) -> int:
    """How many columns of a terminal the text takes.

    >>> display_width("合计 1.00")
    9
    """
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cc", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fold(text: str, most: int) -> tuple[str, ...]:
    """The text in lines of at most `most` columns.

    >>> fold("一般公共预算", 8)
    ('一般公共', '预算')
    """
    lines: list[str] = []
    line, used = "", 0
    for character in "".join(each if each.isprintable() else " " for each in text):
        wide = _character_width(character)
        if used + wide > most:
            lines.append(line)
            line, used = "", 0
        line, used = line + character, used + wide
    return (*lines, line)


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - display_width(text))
    return space + text if right else text + space
