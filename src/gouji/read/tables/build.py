"""A stitched table's header, lists and rows put together as a Table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.model.amount import MONEY_UNITS, parse_number
from gouji.model.document import Document
from gouji.model.table import Column, Row, Table
from gouji.read.forms import continues_goal_form, form_table, is_goal_form
from gouji.read.tables.lines import Line, is_figure, own_slots
from gouji.read.tables.lists import split_lists
from gouji.read.tables.rows import read_list
from gouji.read.tables.sections import Section, document_to_sections
from gouji.read.tables.stitch import Stitched, group_sections, stitch
from gouji.read.tables.words import is_note, squeeze, title_key


def document_to_tables(document: Document) -> tuple[Table, ...]:
    """Every published table of a document, numbered from 1 in reading order; goal forms are of kind "form"."""
    tables: list[Table] = []
    for sections, is_form in _groups(document):
        table = _form(sections) if is_form else _matrix(stitch(sections))
        if table.rows or table.columns:
            tables.append(replace(table, number=len(tables) + 1))
    return tuple(tables)


def _groups(document: Document) -> Iterator[tuple[tuple[Section, ...], bool]]:
    """Sections that together are one table, and whether it is a goal form.

    A goal form takes its continuations before others are stitched.
    """
    form: list[Section] = []
    others: list[Section] = []
    for section in document_to_sections(document):
        if (
            form
            and _has_no_new_title(section, form[0])
            and continues_goal_form([one.grid for one in form], section.grid)
        ):
            form.append(section)
            continue
        if form:
            yield tuple(form), True
            form = []
        if _is_form(section):
            yield from ((group, False) for group in group_sections(others))
            others = []
            form = [section]
        else:
            others.append(section)
    if form:
        yield tuple(form), True
    yield from ((group, False) for group in group_sections(others))


def _has_no_new_title(section: Section, first: Section) -> bool:
    """Whether a page begins without a title, or only repeats that of the table begun before."""
    return not section.title or title_key(section.title) == title_key(first.title)


def _is_form(section: Section) -> bool:
    return is_goal_form(section.grid, section.above)


def _pages(sections: Sequence[Section]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(section.page for section in sections if section.page is not None))


def _form(sections: Sequence[Section]) -> Table:
    first = sections[0]
    return form_table(
        [section.grid for section in sections],
        title=first.title,
        unit=first.unit,
        pages=_pages(sections),
        above=first.above,
        below=sections[-1].below,
    )


def _matrix(stitched: Stitched) -> Table:
    first = stitched.first
    body, notes = _part_notes(stitched.body)
    rows: list[Row] = []
    columns: list[Column] = []
    for one in split_lists(stitched.header, body):
        rows.extend(read_list(one, body, stitched.doubtful, len(rows)))
        columns.extend(one.columns[index] for index in one.values)
    columns.extend(entry.column for row in rows for entry in row.entries)
    return Table(
        0,
        first.title,
        stitched.unit,
        _pages(stitched.sections),
        tuple(dict.fromkeys(columns)),
        tuple(rows),
        _kind(stitched.unit, columns, rows),
        first.grid.place,
        first.above,
        (*notes, *stitched.sections[-1].below),
    )


def _part_notes(body: Sequence[Line]) -> tuple[Sequence[Line], tuple[str, ...]]:
    """The rows of a table, and the notes (注：…) that its last lines print instead of rows."""
    texts = [[slot.text for slot in own_slots(line)] for line in body]
    for number in range(len(body) - 1, -1, -1):
        if len(texts[number]) != 1 or is_figure(texts[number][0]):
            break
        if is_note(texts[number][0]):
            return body[:number], tuple(squeeze(text) for [text] in texts[number:])
    return body, ()


def _kind(unit: str | None, columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """What a table is: "money" for a matrix of amounts, "list" for texts and counts."""
    entries = [entry for row in rows for entry in row.entries]
    figures = [number for entry in entries if (number := parse_number(entry.text)) is not None]
    has_unit = unit in MONEY_UNITS or any(column.unit in MONEY_UNITS for column in columns)
    if not figures:
        return "money" if has_unit else "list"
    printed = any(number.decimals for number in figures)
    return "money" if ((has_unit or printed) and len(figures) * 2 >= len(entries)) or has_unit else "list"
