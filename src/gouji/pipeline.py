"""START HERE: the whole path on one screen, from a file to its report.

    file ─read_document─▶ Document ─document_to_tables─▶ Tables ─tables_to_claims─▶ ClaimSet ─check_claims─▶ Report

Imports are made where they are used, so that a command which needs none of this starts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.model.claim import ClaimSet
    from gouji.model.document import Document
    from gouji.model.report import Report
    from gouji.read.limits import Limits

Progress = Callable[[int, int], None]
"""Told, while a file is read: pages done, pages in all."""


def read_file(path: Path, limits: Limits | None = None, progress: Progress | None = None) -> ClaimSet:
    """Every figure of one file, bound to its point or unbound with the reason; ReadError where it cannot be read."""
    return read_together((path,), limits, progress)


def read_together(paths: Sequence[Path], limits: Limits | None = None, progress: Progress | None = None) -> ClaimSet:
    """Every figure of files that make up one budget, say its tables in one file and its narrative in another."""
    from gouji.read.limits import Limits
    from gouji.read.opener import read_document

    documents = tuple(read_document(path, limits or Limits(), progress) for path in paths)
    return documents_to_claims(documents)


def documents_to_claims(documents: tuple[Document, ...]) -> ClaimSet:
    """The figures of documents that make up one budget; their tables are numbered on from one to the next."""
    from gouji.read.claims import tables_to_claims
    from gouji.read.tables import document_to_tables

    numbers = count(1)
    tables = tuple(
        replace(table, number=next(numbers), document=index)
        for index, document in enumerate(documents)
        for table in document_to_tables(document)
    )
    return tables_to_claims(documents, tables)


def check_file(path: Path, limits: Limits | None = None, progress: Progress | None = None) -> Report:
    """What checking one file gave: every identity tried, the findings, the coverage; ReadError if it cannot be read."""
    return check_together((path,), limits, progress)


def check_together(paths: Sequence[Path], limits: Limits | None = None, progress: Progress | None = None) -> Report:
    """What checking files that make up one budget gave: figures are compared across the files as within one."""
    from gouji.check.run import check_claims

    return check_claims(read_together(paths, limits, progress))
