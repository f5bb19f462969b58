"""更正说明: what was corrected in a publication, when and why, as a document of its own beside the corrected files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gouji.model.amount import fold
from gouji.model.document import Document, Grid
from gouji.model.edition import Edition, EditionCell, EditionTable, Heading, Page, Prose, Run
from gouji.publish.changes import Change
from gouji.publish.formats import DOCUMENTS, PublishedFile, render

_HEAD = ("序号", "位置", "更正前", "更正后")
_WIDTHS = (0.5, 3, 2.6, 2.6)
_NAME = re.compile(r"erratum-.+\.(?:pdf|docx|html)")


@dataclass(frozen=True, slots=True)
class Correction:
    """The officer's order to correct what was published: the day that the correction bears, and why."""

    day: date
    reason: str


def erratum_edition(
    title: str,
    name: str,
    code: str,
    year: int,
    pack: str,
    *,
    day: str,
    reason: str,
    superseded: str,
    changes: Sequence[Change],
    page: Page | None = None,
) -> Edition:
    """The correction note of a publication: `title` is the publication's, `superseded` where the old files are kept."""
    words = (
        f"{name}公开的《{title}》有误，现予更正，并说明如下。",
        f"更正日期：{day}。",
        f"更正原因：{reason.rstrip('。')}。",
        f"共更正 {len(changes)} 处，逐处列于下表。更正前公开的文件原样保留在 {superseded} 文件夹中。",
    )
    heading = f"{title}更正说明"
    return Edition(
        title=heading,
        cover=(),
        name=name,
        code=code,
        year=year,
        pack=pack,
        blocks=(
            Heading(1, heading, "erratum"),
            *(Prose((Run(line),)) for line in words),
            _table(changes),
            Prose((Run(name),)),
            Prose((Run(day),)),
        ),
        page=page or Page(),
    )


def render_erratum(edition: Edition, day: str, formats: Iterable[str]) -> tuple[PublishedFile, ...]:
    """The note in every format asked for that prints sentences; in PDF, DOCX and HTML where there is none of them."""
    wanted = [form for form in DOCUMENTS if form in set(formats)] or list(DOCUMENTS)
    return tuple(PublishedFile(f"erratum-{day}.{form}", "erratum", render(edition, form)) for form in wanted)


def is_erratum(name: str) -> bool:
    """Whether a file's name is that of a correction note."""
    return _NAME.fullmatch(name) is not None


def missing_from(document: Document, edition: Edition) -> tuple[str, ...]:
    """The texts of a note that a file as read does not print: its lines, and the cells of its table."""
    cells = {
        fold(cell.text) for block in document.blocks if isinstance(block, Grid) for cell in block.cells if cell.text
    }
    lines = fold("".join(block.text for block in document.blocks if not isinstance(block, Grid)))
    wanted = [block.text for block in edition.blocks if isinstance(block, Heading | Prose)]
    absent = [text for text in wanted if fold(text) not in lines]
    for table in edition.tables:
        absent += [cell.text for row in table.body for cell in row if cell.text and fold(cell.text) not in cells]
    return tuple(absent)


def place_of(change: Change) -> str:
    """Where a change stands, in Chinese: table, row and column, or 文字 for a line outside the tables."""
    return " / ".join(filter(None, (change.table, change.row, change.column))) or "文字"


def _table(changes: Sequence[Change]) -> EditionTable:
    head = tuple(EditionCell(text, align="center", head=True) for text in _HEAD)
    rows = tuple(
        (
            EditionCell(str(number), align="center"),
            EditionCell(place_of(change)),
            EditionCell(change.before or "（无）"),
            EditionCell(change.after or "（无）"),
        )
        for number, change in enumerate(changes, 1)
    )
    return EditionTable("C", "更正明细", "", "", _WIDTHS, (head,), rows)
