"""A printed table as an HTML table: captions, header cells that say what they head, figures with their anchors.

A table with one column of labels says so with `scope`. Where lists stand side by side, each figure names its own row
and column headers, because the label of the left list does not head the figures of the right one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from gouji.build.render.html.describe import describe
from gouji.build.render.layout import Placed, place_cells
from gouji.model.edition import EditionCell, EditionTable, Expected

_LINE_BREAK = Markup("<br>")


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which columns hold labels, and for each column with figures the column of its labels."""

    labels: frozenset[int]
    label_of: Mapping[int, int]
    sticky: int | None

    @property
    def has_lists(self) -> bool:
        return len(self.labels) > 1


def table_rows(table: EditionTable, number: int) -> tuple[Markup, Markup]:
    """The rows of head and body; `number` tells the table's ids from those of others."""
    width = len(table.widths)
    head = place_cells(table.head, width)
    body = place_cells(table.body, width)
    plan = _plan(table, body)
    expected = {claim.figure.id: claim for claim in table.claims}
    heads = _head_ids(head, number) if plan.has_lists else {}
    return (
        Markup("").join(_row(_head_cells(row, heads, plan, number)) for row in head),
        Markup("").join(_row(_body_cells(row, table, plan, heads, expected, number)) for row in body),
    )


def _row(cells: Iterator[Markup]) -> Markup:
    return Markup("<tr>{}</tr>\n").format(Markup("").join(cells))


def _plan(table: EditionTable, body: Sequence[Sequence[Placed]]) -> _Plan:
    figures = {one.column for row in body for one in row if one.cell.figure is not None}
    texts = {one.column for row in body for one in row if _is_text(one.cell)}
    if table.form or not texts:
        return _Plan(frozenset(), {}, None)
    if not figures:
        first = min(texts)
        return _Plan(frozenset({first}), {}, first)
    label_of: dict[int, int] = {}
    label: int | None = None
    for column in range(len(table.widths)):
        if column in figures or column not in texts:
            if label is not None:
                label_of[column] = label
        elif any(figure > column for figure in figures):
            label = column
    labels = frozenset(label_of.values())
    return _Plan(labels, label_of, min(labels, default=None))


def _is_text(cell: EditionCell) -> bool:
    return cell.figure is None and bool(cell.text.strip()) and not cell.text.strip().isdigit()


def _head_ids(head: Sequence[Sequence[Placed]], number: int) -> dict[int, list[str]]:
    """For each column the ids of the header cells above it, from the outermost in."""
    ids: dict[int, list[str]] = {}
    for row in head:
        for one in row:
            if one.cell.text:
                for column in range(one.column, one.column + one.cell.columns):
                    ids.setdefault(column, []).append(_head_id(one, number))
    return ids


def _head_id(one: Placed, number: int) -> str:
    return f"t{number}-h{one.row}-{one.column}"


def _head_cells(row: Sequence[Placed], ids: Mapping[int, Sequence[str]], plan: _Plan, number: int) -> Iterator[Markup]:
    for one in row:
        if not one.cell.text:
            yield _cell("td", one.cell, {})
            continue
        attributes = {"scope": "col" if one.cell.columns == 1 else "colgroup"}
        if ids:
            attributes = {"id": _head_id(one, number), **attributes}
        if one.column == plan.sticky and one.cell.columns == 1:
            attributes["class"] = "stick"
        yield _cell("th", one.cell, attributes)


def _body_cells(
    row: Sequence[Placed],
    table: EditionTable,
    plan: _Plan,
    heads: Mapping[int, Sequence[str]],
    expected: Mapping[str, Expected],
    number: int,
) -> Iterator[Markup]:
    for one in row:
        cell = one.cell
        classes = [cell.align] if cell.align != "left" else []
        attributes: dict[str, str] = {}
        name = "td"
        if cell.figure is not None:
            classes = ["fig"]
            attributes = {"id": cell.figure.id, "title": describe(cell.figure, expected.get(cell.figure.id))}
            if plan.has_lists and one.column in plan.label_of:
                labels = [f"t{number}-r{one.row}-{plan.label_of[one.column]}"]
                attributes["headers"] = " ".join([*heads.get(one.column, ()), *_present(labels, row, number)])
        elif one.column in plan.labels and _is_text(cell):
            name = "th"
            attributes = {"id": f"t{number}-r{one.row}-{one.column}"} if plan.has_lists else {}
            attributes["scope"] = "row"
            if one.column == plan.sticky:
                classes.append("stick")
        elif table.form and cell.head and cell.text:
            name = "th"
            attributes = {"scope": "col" if all(each.cell.head or not each.cell.text for each in row) else "row"}
        if cell.indent:
            # What Word and Excel write for an indentation; browsers pass over it, and readers know it.
            attributes["style"] = f"--indent:{cell.indent};mso-char-indent-count:{cell.indent}"
            classes.append("indent")
        if classes:
            attributes["class"] = " ".join(classes)
        yield _cell(name, cell, attributes)


def _present(ids: Sequence[str], row: Sequence[Placed], number: int) -> list[str]:
    """Those ids of row headers that the row prints: a total may leave its label's column empty."""
    printed = {f"t{number}-r{one.row}-{one.column}" for one in row if _is_text(one.cell)}
    return [each for each in ids if each in printed]


def _cell(name: str, cell: EditionCell, attributes: Mapping[str, str]) -> Markup:
    spans = {"rowspan": cell.rows, "colspan": cell.columns}
    said = Markup("").join(
        Markup(' {}="{}"').format(key, value)
        for key, value in (*attributes.items(), *((key, str(count)) for key, count in spans.items() if count > 1))
        if value
    )
    text = _LINE_BREAK.join(escape(line) for line in cell.text.split("\n"))
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), said, text)
