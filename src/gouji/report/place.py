"""Places in words: where in the file a figure stands, as one would tell a colleague."""

from __future__ import annotations

from gouji.model.document import Place
from gouji.report.summary import Figure, Problem, RowName, Summary, TableName
from gouji.report.words import Language, say

SENTENCE_LENGTH = 60
"""Characters of a sentence that a place quotes, at most."""


def place_words(place: Place, language: Language) -> str:
    """Page, line or sheet and cell; "" where the place is not known.

    >>> place_words(Place(page=8), "zh"), place_words(Place(sheet="表3", cell="D7"), "zh")
    ('第 8 页', '工作表“表3”D7')
    """
    if place.page is not None:
        return say("page", language, page=place.page)
    if place.sheet is not None:
        return say("cell", language, sheet=place.sheet, cell=place.cell or "").rstrip()
    return say("line", language, line=place.line) if place.line is not None else ""


def table_words(table: TableName, language: Language) -> str:
    """The table's number and title: 表 3 部门预算支出总表; a title that begins with a number stands in 《》."""
    title = f"《{table.title}》" if table.title[:1].isdigit() else f" {table.title}"
    return f"{say('table', language, number=table.number)}{title}".rstrip()


def row_words(row: RowName) -> str:
    """The row's code and label, once where the label begins with the code.

    >>> row_words(RowName("2010306", "政务公开审批", ()))
    '2010306 政务公开审批'
    """
    if not row.code or row.label.startswith(row.code):
        return row.label
    return f"{row.code} {row.label}".rstrip()


def figure_words(figure: Figure, language: Language) -> tuple[str, ...]:
    """The parts of a figure's place, from the outermost in: page, table, row, column, or page and sentence or words."""
    parts = [place_words(figure.place, language)]
    if figure.table is not None:
        parts.append(table_words(figure.table, language))
    if figure.is_words and figure.text and (figure.table is None or figure.text != figure.table.title):
        parts.append(quote(figure.text, ""))
    elif figure.row is not None:
        parts.append(row_words(figure.row))
    if figure.column:
        parts.append("/".join(figure.column))
    if figure.sentence:
        parts.append(quote(figure.sentence, figure.text))
    return tuple(part for part in parts if part)


def witness_words(figure: Figure, culprit: Figure | None, language: Language) -> tuple[str, ...]:
    """The parts of a witness's place; what it shares with the figure in question, page and table, is not told again."""
    words = figure_words(figure, language)
    if culprit is None or figure.table is None or figure.document != culprit.document or figure.table != culprit.table:
        return words
    shared = {table_words(figure.table, language)}
    cell = None
    if (figure.place.page, figure.place.sheet) == (culprit.place.page, culprit.place.sheet) and not figure.place.line:
        shared.add(place_words(figure.place, language))
        cell = figure.place.cell
    return (*([cell] if cell else []), *(word for word in words if word not in shared))


def problem_places(problem: Problem, summary: Summary, language: Language, most: int) -> tuple[str, ...]:
    """Where to look for a problem: the places of what is in question, with its file where there are several.

    After `most` places comes how many more there are.
    """
    culprits = problem.culprits
    places = [" · ".join((*_file_words(each, summary), *figure_words(each, language))) for each in culprits[:most]]
    return (*dict.fromkeys(places), *([f"… +{len(culprits) - most}"] if len(culprits) > most else []))


def _file_words(figure: Figure, summary: Summary) -> tuple[str, ...]:
    return (summary.files[figure.document].name,) if len(summary.files) > 1 else ()


def quote(sentence: str, text: str) -> str:
    """The part of a sentence around a figure, in Chinese quotation marks.

    >>> quote("本年收入10.00万元", "10.00")
    '「本年收入10.00万元」'
    """
    if len(sentence) <= SENTENCE_LENGTH:
        return f"「{sentence}」"
    middle = max(sentence.find(text), 0) + len(text) // 2
    start = min(max(middle - SENTENCE_LENGTH // 2, 0), len(sentence) - SENTENCE_LENGTH)
    end = start + SENTENCE_LENGTH
    return f"「{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}」"


def amount_words(text: str, unit: str | None) -> str:
    """A figure as printed with its unit: 68.90 万元; in a sentence it is printed with it."""
    return f"{text} {unit}" if unit and not text.endswith(unit) else text
