"""The files of a publication: which formats there are, what each file is called, and how it is made and proved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gouji.build.charts import Chart
from gouji.build.render.opendata import FIGURES, render_figures, render_opendata
from gouji.model.edition import Edition
from gouji.publish.open_data import csv_to_tables, tables_in_csv
from gouji.publish.proof import Difference, FileProof, hold_tables, prove_file

NAMES: Mapping[str, str] = MappingProxyType(
    {"pdf": "budget.pdf", "docx": "budget.docx", "xlsx": "budget.xlsx", "html": "index.html", "csv": FIGURES}
)
"""The formats in the order in which they are made, and the file of each."""

FORMATS = tuple(NAMES)
DOCUMENTS = ("pdf", "docx", "html")
"""Formats that print sentences: a correction is told in these."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of a publication: its path inside the folder, its format, its bytes."""

    name: str
    format: str
    data: bytes


def render(edition: Edition, form: str, charts: Sequence[Chart] = ()) -> bytes:
    """An edition in one format: the same edition gives the same bytes. The charts stand in its page."""
    match form:
        case "pdf":
            from gouji.build.render.pdf import render_pdf

            return render_pdf(edition)
        case "docx":
            from gouji.build.render.docx import render_docx

            return render_docx(edition)
        case "xlsx":
            from gouji.build.render.xlsx import render_xlsx

            return render_xlsx(edition)
        case "html":
            from gouji.build.render.html import render_html

            return render_html(edition, charts)
        case "csv":
            return render_figures(edition)
        case _:
            raise ValueError(form)


def render_files(edition: Edition, formats: Sequence[str], charts: Sequence[Chart] = ()) -> tuple[PublishedFile, ...]:
    """An edition in every format asked for; CSV brings a file a table and the Data Package."""
    made = [form for form in FORMATS if form in formats]
    files = [PublishedFile(NAMES[form], form, render(edition, form, charts)) for form in made]
    if "csv" not in made:
        return tuple(files)
    beside = {path: data for path, data in render_opendata(edition).items() if path != FIGURES}
    return (*files, *(PublishedFile(path, "datapackage", data) for path, data in beside.items()))


def prove(edition: Edition, file: PublishedFile) -> FileProof | None:
    """One file read back and held against its edition; None for files that print no figures.

    A file that cannot be read at all is one difference: every figure is missing.
    """
    from gouji.model.fault import ReadError

    if file.format == "csv":
        return _prove_csv(edition, file)
    if file.format not in FORMATS:
        return None
    try:
        return prove_file(edition, file.data, file.name)
    except ReadError as error:
        return _unreadable(edition, file, error.chinese)


def _prove_csv(edition: Edition, file: PublishedFile) -> FileProof:
    try:
        found = csv_to_tables(file.data)
    except (ValueError, KeyError, TypeError) as error:
        return _unreadable(edition, file, f"CSV 无法读取：{error}")
    return hold_tables(tables_in_csv(edition), found, name=file.name, form="csv")


def _unreadable(edition: Edition, file: PublishedFile, cause: str) -> FileProof:
    figures = sum(len(table.figures) for table in tables_in_csv(edition))
    return FileProof(
        name=file.name,
        format=file.format,
        tables=len(edition.tables),
        expected=figures,
        equal=0,
        missing=figures,
        differing=0,
        extra=0,
        differences=(Difference("file", file.name, after=cause),),
    )
