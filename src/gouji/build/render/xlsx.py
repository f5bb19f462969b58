"""An edition → a workbook: contents with links, the narrative, one sheet a table, numbers as numbers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from gouji.build.render.cover import DRAFT_MARK, cover_lines
from gouji.build.render.layout import count_lines, legal_text
from gouji.build.render.xlsx_look import HEI, Look, Looks, put_text
from gouji.build.render.xlsx_names import name_sheets
from gouji.build.render.xlsx_table import write_table
from gouji.build.render.zipped import without_clock
from gouji.model.edition import Contents, Edition, EditionTable, Heading, Prose

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

CONTENTS, NARRATIVE = "目录", "情况说明"
_PAPERS = {"a3": 8, "a4": 9}
_INCH = 25.4  # mm
_WIDTH = 80.0  # widths of a digit: a sheet of one column is not shrunk to the page, so it must fit
_LINE = 38.0  # ems of 11 points that one line holds
_LINK_INDENT = 3  # as far as two characters: blanks would be underlined
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_IGNORED = b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>'
"""Codes are texts on purpose: no green corner beside each."""


def render_xlsx(edition: Edition) -> bytes:
    """The edition as a workbook; the same edition gives the same bytes.

    Raises:
        ValueError: the paper is unknown, or a table's row has more cells than the table has columns.
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.worksheets[0])
    looks = Looks(book)
    names = name_sheets((table.title for table in edition.tables), taken=(CONTENTS, NARRATIVE))
    listed = _ordered(edition, names)
    contents = book.create_sheet(CONTENTS)
    _set_up_print(contents, edition)
    _write_contents(contents, edition, looks, [name for name, _ in listed])
    for name, write in listed:
        sheet = book.create_sheet(name)
        _set_up_print(sheet, edition)
        write(sheet, looks, _write_draft(sheet, looks) if edition.draft else 1)
    looks.close(book)
    stamp = _describe(book, edition)
    written = BytesIO()
    ExcelWriter(book, ZipFile(written, "w", ZIP_STORED)).save()
    return without_clock(written.getvalue(), lambda name, content: _fixed(name, content, stamp))


_Write = Callable[["Worksheet", Looks, int], None]


def _ordered(edition: Edition, names: Sequence[str]) -> list[tuple[str, _Write]]:
    """The sheets after the contents, in the order of the publication, each with what writes it."""

    def table_writer(table: EditionTable) -> _Write:
        return lambda sheet, looks, top: write_table(sheet, table, looks, top)

    sheets = [(name, table_writer(table)) for name, table in zip(names, edition.tables, strict=True)]
    kinds = [type(block) for block in edition.blocks if isinstance(block, Prose | EditionTable)]
    if Prose not in kinds:
        return sheets

    def write(sheet: Worksheet, looks: Looks, top: int) -> None:
        _write_narrative(sheet, edition, looks, top, names)

    narrative = (NARRATIVE, write)
    return [narrative, *sheets] if kinds[0] is Prose else [*sheets, narrative]


def _write_contents(sheet: Worksheet, edition: Edition, looks: Looks, names: Sequence[str]) -> None:
    """The cover's lines, then a link to every sheet. One column: a reader must not take it for a table of figures."""
    row = _write_draft(sheet, looks) if edition.draft else 1
    for line in cover_lines(edition):
        big = line == edition.title
        row = _write_paragraph(sheet, row, line, looks, Look("center", 18 if big else 12, font=HEI))
    title = next((block.title for block in edition.blocks if isinstance(block, Contents)), CONTENTS)
    row = _write_paragraph(sheet, row + 1, title, looks, Look("center", 14, font=HEI))
    titles = dict(zip((name for name in names if name != NARRATIVE), edition.tables, strict=True))
    for number, name in enumerate(names, start=1):
        text = titles[name].title if name in titles else name
        row = _write_link(sheet, row, f"〔{number}〕{text}", name, looks)


def _write_link(sheet: Worksheet, row: int, text: str, target: str, looks: Looks, indent: int = 0) -> int:
    """A text that leads to another sheet; the next row comes back."""
    from openpyxl.utils import quote_sheetname
    from openpyxl.worksheet.hyperlink import Hyperlink

    after = _write_paragraph(sheet, row, text, looks, Look(size=11, indent=indent))
    cell = put_text(sheet, row, 1, text)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(target)}!A1", tooltip=target)
    looks.dress(cell, Look(size=11, colour="link", indent=indent))  # a link brings a style of its own
    return after


def _write_narrative(sheet: Worksheet, edition: Edition, looks: Looks, top: int, names: Sequence[str]) -> None:
    """Headings and paragraphs of the whole publication, one a row, with links where the tables stand."""
    row, left = top, iter(names)
    for block in edition.blocks:
        if isinstance(block, Heading):
            size = {1: 16, 2: 13}.get(block.level, 11)
            look = Look("center" if block.level == 1 else "left", size, font=HEI)
            row = _write_paragraph(sheet, row, block.text, looks, look)
        elif isinstance(block, Prose):
            row = _write_paragraph(sheet, row, f"　　{block.text}", looks, Look(size=11, top=True))
        elif isinstance(block, EditionTable):
            name = next(left)
            row = _write_link(sheet, row, f"见工作表《{name}》。", name, looks, indent=_LINK_INDENT)


def _write_paragraph(sheet: Worksheet, row: int, text: str, looks: Looks, look: Look) -> int:
    """One text in the only column, as high as it needs; the next row comes back."""
    sheet.column_dimensions["A"].width = _WIDTH
    looks.dress(put_text(sheet, row, 1, text), look)
    lines = count_lines(text, _LINE * 11 / look.size)
    sheet.row_dimensions[row].height = min(lines * look.size * 1.4 + 6, 409.0)
    return row + 1


def _write_draft(sheet: Worksheet, looks: Looks) -> int:
    """The mark of a draft in the first row; the next row comes back."""
    looks.dress(put_text(sheet, 1, 1, DRAFT_MARK), Look(size=11, font=HEI, colour="draft", wrap=False))
    sheet.sheet_properties.tabColor = "C00000"
    return 2


def _set_up_print(sheet: Worksheet, edition: Edition) -> None:
    """Paper and margins; as wide as one page; the draft's mark above and the page number below."""
    from openpyxl.worksheet.properties import PageSetupProperties

    if edition.page.paper not in _PAPERS:
        raise ValueError(f"unknown paper {edition.page.paper!r}: one of {', '.join(_PAPERS)}")
    sheet.page_setup.paperSize = _PAPERS[edition.page.paper]
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.top, margins.right, margins.bottom, margins.left = (mm / _INCH for mm in edition.page.margins)
    footer, header = sheet.oddFooter, sheet.oddHeader
    assert footer is not None, "every new sheet has one"
    footer.center.text = "第 &P 页，共 &N 页"
    if edition.draft:
        assert header is not None, "every new sheet has one"
        header.center.text = DRAFT_MARK


def _describe(book: Workbook, edition: Edition) -> datetime.datetime:
    """Title and author; the time of writing is the beginning of the budget's year, and comes back."""
    stamp = datetime.datetime(edition.year, 1, 1)
    about = book.properties
    about.title, about.creator, about.language = legal_text(edition.title), legal_text(edition.name), "zh-CN"
    about.created = about.modified = stamp
    about.contentStatus = DRAFT_MARK if edition.draft else None
    return stamp


def _fixed(name: str, content: bytes, stamp: datetime.datetime) -> bytes:
    """A member without the clock that openpyxl writes, and without warnings about codes."""
    if name == "docProps/core.xml":
        return _MODIFIED.sub(rb"\g<1>" + stamp.isoformat().encode() + b"Z", content)
    if name.startswith("xl/worksheets/sheet"):
        return content.replace(b"</worksheet>", _IGNORED)
    return content
