"""A printed table as an HTML table: captions, header cells that say what they head, figures with their anchors.

A table with one column of labels says so with `scope`. Where lists stand side by side, each figure names its own row
and column headers, because the label of the left list does not head the figures of the right one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from gouji.build.render.html.describe import describe
from gouji.build.render.layout import Placed, place_cells
from gouji.model.edition import EditionCell, EditionTable, Expected


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
        Markup("".join(_row(_head_cells(row, heads, plan, number)) for row in head)),
        Markup("".join(_row(_body_cells(row, table, plan, heads, expected, number)) for row in body)),
    )


def _row(cells: Iterator[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>\n"


def _plan(table: EditionTable, body: Sequence[Sequence[Placed]]) -> _Plan:
    figures = {one.column for row in body for one in row if one.cell.figure is not None}
    texts = {one.column for row in body for one in row if _is_text(one.cell)}
    if table.form or not texts:
        return _Plan(frozenset(), {}, None)
    if not figures:
        first = min(texts)
        return _Plan(frozenset({first}), {}, first)
    label_of = _label_columns(table, body)
    labels = frozenset(label_of.values())
    for column in range(len(table.widths)):
        left = [label for label in labels if label < column]
        if left and column not in texts:
            label_of.setdefault(column, max(left))
    return _Plan(labels, label_of, min(labels, default=None))


def _label_columns(table: EditionTable, body: Sequence[Sequence[Placed]]) -> dict[int, int]:
    """For each column of figures the column in which most of its rows print the label that the figures claim."""
    expected = {claim.figure.id: claim.label for claim in table.claims}
    votes: dict[int, Counter[int]] = {}
    for row in body:
        columns = {one.cell.text: one.column for one in row if _is_text(one.cell)}
        for one in row:
            label = expected.get(one.cell.figure.id) if one.cell.figure is not None else None
            if label is not None and label in columns:
                votes.setdefault(one.column, Counter())[columns[label]] += 1
    return {column: counted.most_common(1)[0][0] for column, counted in votes.items()}


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


def _head_cells(row: Sequence[Placed], ids: Mapping[int, Sequence[str]], plan: _Plan, number: int) -> Iterator[str]:
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
) -> Iterator[str]:
    for one in row:
        cell = one.cell
        classes: list[str] = [cell.align] if cell.align != "left" else []
        attributes: dict[str, str] = {}
        name = "td"
        if cell.figure is not None:
            classes = ["fig", cell.align] if table.form else ["fig"]  # a target may be words: ≥95%, 12月底前
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
        elif cell.text.isascii() and cell.text.isalnum():
            classes.append("code")
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


def _cell(name: str, cell: EditionCell, attributes: Mapping[str, str]) -> str:
    """One cell; every text that comes from outside is escaped here."""
    spans = {"rowspan": cell.rows, "colspan": cell.columns}
    said = [f' {key}="{escape(value)}"' for key, value in attributes.items() if value]
    said += [f' {key}="{count}"' for key, count in spans.items() if count > 1]
    text = escape(cell.text, quote=False).replace("\n", "<br>")
    return f"<{name}{''.join(said)}>{text}</{name}>"
