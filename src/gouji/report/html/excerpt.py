"""The part of a table around a finding's figures, as a table: for sources without pages, and for those who listen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from gouji.model.amount import fold, parse_number
from gouji.model.claim import ClaimSet
from gouji.model.table import Row, Table
from gouji.report.html.markup import Child, Markup, join, tag
from gouji.report.html.pages import role_of
from gouji.report.place import row_words, table_words
from gouji.report.summary import Figure, Problem, RowName, TableName
from gouji.report.words import Language, say

MOST_TABLES = 4
MOST_TABLES_OF_WORDS = 2
"""Tables shown of a finding about words: the forms of many projects with the same words look alike."""
TARGET = "指标值"
"""What the header ends in of the column of a goal form that is shown as marked whatever words of its row are quoted."""
MOST_COLUMNS = 9
MOST_ROWS = 24
NEIGHBOURS = 1
"""Rows shown above and below each row that a finding speaks of."""

CellKey = tuple[int, tuple[str, ...]]
"""Index of the row, header path of the column."""


def excerpts(problem: Problem, claims: ClaimSet, language: Language) -> Markup:
    """An excerpt for each of the first tables that the finding speaks of, that of the figure in question first."""
    most = MOST_TABLES if any(not each.figure.is_words for each in problem.figures) else MOST_TABLES_OF_WORDS
    marked = list(_marked_cells(problem, claims).items())[:most]
    return join(_excerpt(claims.tables[index], cells, language) for index, cells in marked)


def _marked_cells(problem: Problem, claims: ClaimSet) -> dict[int, dict[CellKey, str]]:
    """For each table, the cells to mark and with which role."""
    by_id = {claim.id: claim for claim in claims.claims}
    marked: dict[int, dict[CellKey, str]] = {}
    for each in sorted(problem.figures, key=lambda each: role_of(each, problem)):
        claim = by_id.get(each.figure.id)
        if claim is not None and claim.table is not None and claim.row is not None:
            marked.setdefault(claim.table, {}).setdefault((claim.row, claim.column), role_of(each, problem))
        elif each.figure.is_words and each.figure.row is not None:
            for table, cell in _quoted_cells(each.figure, claims):
                marked.setdefault(table, {}).setdefault(cell, role_of(each, problem))
    return marked


def _quoted_cells(words: Figure, claims: ClaimSet) -> Iterator[tuple[int, CellKey]]:
    """The cells at the place of words quoted of a row: those that hold a part of the words, and the row's target.

    Words that no cell holds are shown nowhere else: a rule masks what must not be spread (names with phone numbers).
    """
    assert words.table is not None
    for index, table in enumerate(claims.tables):
        if table.number != words.table.number:
            continue
        here = [(row, entry) for row in table.rows for entry in row.entries if words.place in entry.places]
        quoted = {entry.text: (row, entry) for row, entry in reversed(here) if _is_quoted(entry.text, words.text)}
        targets = [(row, entry) for row, entry in here if quoted and "".join(entry.column.path[-1:]).endswith(TARGET)]
        for row, entry in (*quoted.values(), *targets):
            yield index, (row.index, entry.column.path)


def _is_quoted(text: str, words: str) -> bool:
    return bool(text) and fold(text) in fold(words)


def _excerpt(table: Table, marked: Mapping[CellKey, str], language: Language) -> Markup:
    rows = _shown_rows(table, [row for row, _ in marked])
    columns = _shown_columns(table, rows, [column for _, column in marked])
    texts = frozenset(path for path in columns if _is_text(table, rows, path))
    name = table_words(TableName(table.number, table.title, table.unit, table.pages), language)
    unit = say("unit", language, unit=table.unit) if table.unit else None
    return tag(
        "div",
        tag(
            "table",
            tag("caption", name, tag("small", unit) if unit else None),
            tag("thead", _head(columns, texts, language)),
            tag("tbody", _body(table, rows, columns, texts, marked, language)),
        ),
        class_="excerpt",
        tabindex=0,
        role="region",
        aria_label=f"{say('excerpt', language)}：{name}",
    )


def _shown_rows(table: Table, wanted: Sequence[int]) -> list[int]:
    shown: set[int] = set()
    for index in dict.fromkeys(wanted):
        near = range(max(index - NEIGHBOURS, 0), min(index + NEIGHBOURS + 1, len(table.rows)))
        if len(shown | set(near)) > MOST_ROWS:
            near = range(index, index + 1)
        if len(shown) < MOST_ROWS:
            shown.update(near)
    return sorted(shown)


def _shown_columns(table: Table, rows: Sequence[int], wanted: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Columns in question and those that hold something in the rows shown, in the table's order."""
    paths = list(dict.fromkeys(column.path for column in table.columns))
    filled = {entry.column.path for index in rows for entry in table.rows[index].entries if entry.text}
    chosen = [path for path in paths if path in wanted]
    chosen += [path for path in paths if path in filled and path not in chosen][: max(MOST_COLUMNS - len(chosen), 0)]
    return sorted(chosen, key=paths.index)


def _is_text(table: Table, rows: Sequence[int], path: tuple[str, ...]) -> bool:
    """Whether a column holds words more than figures, as far as it is shown."""
    texts = [text for index in rows if (text := _entry_text(table.rows[index], path))]
    return sum(parse_number(text) is None for text in texts) * 2 > len(texts)


def _head(columns: Sequence[tuple[str, ...]], texts: Collection[tuple[str, ...]], language: Language) -> Markup:
    names = (tag("th", "/".join(path), scope="col", class_="text" if path in texts else None) for path in columns)
    return tag("tr", tag("th", say("label", language), scope="col"), names)


def _body(
    table: Table,
    rows: Sequence[int],
    columns: Sequence[tuple[str, ...]],
    texts: Collection[tuple[str, ...]],
    marked: Mapping[CellKey, str],
    language: Language,
) -> Iterator[Child]:
    before = rows[0] - 1 if rows else 0
    for index in rows:
        if index > before + 1:
            words = say("rows_left_out", language, count=index - before - 1)
            yield tag("tr", tag("td", words, colspan=len(columns) + 1), class_="gap")
        before = index
        row = table.rows[index]
        yield tag("tr", tag("th", _name(row), scope="row"), [_cell(row, path, texts, marked) for path in columns])


def _name(row: Row) -> str:
    return row_words(RowName(row.code, row.label, row.path))


def _entry_text(row: Row, path: tuple[str, ...]) -> str:
    return next((entry.text for entry in row.entries if entry.column.path == path), "")


def _cell(row: Row, path: tuple[str, ...], texts: Collection[tuple[str, ...]], marked: Mapping[CellKey, str]) -> Markup:
    text = _entry_text(row, path)
    role = marked.get((row.index, path))
    return tag("td", tag("mark", text, class_=role) if role else text, class_="text" if path in texts else None)
