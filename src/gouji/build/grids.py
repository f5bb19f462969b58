"""Grids: tables drawn cell by cell (goal forms), whose texts are templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from gouji.build.template import Filler
from gouji.law.packs import GridCell, GridRow, TableForm
from gouji.model.edition import Align, EditionCell, EditionTable, Expected, Figure

_ALIGN: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}


def build_grid(form: TableForm, filler: Filler, words: Mapping[str, object], number: int = 0) -> EditionTable:
    """One grid; `words` are what its templates may name besides (project, unit, task)."""
    suffix = f".{number}" if number else ""
    numbers = count(1)
    claims: list[Expected] = []
    label = filler.fill_plain("{{ project.name if project is defined else name }}", **words)
    lines: list[list[EditionCell]] = []
    merged: list[list[bool]] = []
    for row, extra in _repeated(form.grid, filler, words):
        cells, flags = [], []
        for cell in row.cells:
            rows = int(filler.value(cell.span, **words, **extra)) if cell.span else cell.rows
            if not rows:
                continue
            text, figure = _filled(cell, filler, {**words, **extra})
            if figure is not None:
                figure = replace(figure, id=f"{form.key}{suffix}-{next(numbers)}")
                named = filler.fill_plain(cell.label, **words, **extra) if cell.label else label
                claims.append(Expected(figure, named, None, cell.column))
            align = _ALIGN.get(cell.align) or ("center" if cell.head else "right" if figure else "left")
            cells.append(EditionCell(text, rows=rows, columns=cell.columns, align=align, head=cell.head, figure=figure))
            flags.append(cell.merge)
        lines.append(cells)
        merged.append(flags)
    return EditionTable(
        key=f"{form.key}{suffix}",
        title=filler.fill_plain(form.title, n=number, **words),
        unit=filler.fill_plain(form.unit_line, **words) or (f"单位：{form.unit}" if form.unit else ""),
        department=filler.fill_plain(form.department, **words),
        widths=form.widths,
        head=(),
        body=_merge(lines, merged),
        notes=tuple(filler.fill_plain(note, **words) for note in form.notes),
        wide=form.wide,
        form=True,
        level=form.level,
        claims=tuple(claims),
    )


def _repeated(
    rows: tuple[GridRow, ...], filler: Filler, words: Mapping[str, object]
) -> Iterator[tuple[GridRow, dict[str, object]]]:
    """Each row as often as its list has members, with the member's name, and the rows below it."""
    for row in rows:
        if row.when and not filler.value(row.when, **words):
            continue
        members = filler.value(row.each, **words) if row.each else ()
        named = [{row.as_: member, "row_number": number} for number, member in enumerate(members, start=1)]
        for own in named if row.each else [{}]:
            if row.cells:
                yield row, own
            for below, extra in _repeated(row.rows, filler, {**words, **own}):
                yield below, {**own, **extra}


def _filled(cell: GridCell, filler: Filler, words: Mapping[str, object]) -> tuple[str, Figure | None]:
    """A cell's text, and its figure where it is one figure and nothing else."""
    runs = filler.runs(filler.fill(cell.text, **words)) if "{" in cell.text else ()
    text = "".join(run.text for run in runs) if runs or "{" in cell.text else cell.text
    figure = runs[0].figure if len(runs) == 1 else None
    return text, figure


def _merge(lines: list[list[EditionCell]], merged: list[list[bool]]) -> tuple[tuple[EditionCell, ...], ...]:
    """Rows in which a cell that merges spans the equal ones right below it, which are left out."""
    left_out: set[tuple[int, int]] = set()
    for top, cells in enumerate(lines):
        for place, cell in enumerate(cells):
            if not merged[top][place] or (top, place) in left_out or not cell.text:
                continue
            below = top + 1
            while below < len(lines) and _continues(lines, merged, top, below, place):
                left_out.add((below, place))
                below += 1
            lines[top][place] = replace(cell, rows=below - top)
    return tuple(
        tuple(cell for place, cell in enumerate(cells) if (number, place) not in left_out)
        for number, cells in enumerate(lines)
    )


def _continues(lines: list[list[EditionCell]], merged: list[list[bool]], top: int, below: int, place: int) -> bool:
    """Whether a row goes on with the merged cells of a row above it, in this place and in those before it."""
    if len(lines[below]) != len(lines[top]) or merged[below] != merged[top]:
        return False
    before = [number for number in range(place + 1) if merged[top][number]]
    return all(lines[below][number].text == lines[top][number].text for number in before)
