"""The whole road from a workbook's bytes to a Document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from gouji.model.document import Document, Grid, Page, Paragraph
from gouji.read.archive import Archive, local_name
from gouji.read.faults import fault
from gouji.read.limits import Limits
from gouji.read.xlsx.layout import sheet_to_blocks
from gouji.read.xlsx.recalculate import recalculate
from gouji.read.xlsx.sheet import Book, Sheet, cell_name, read_sheet, rich_text
from gouji.read.xlsx.styles import Style, read_styles

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATIONSHIP = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_NAMED = 10
"""Rows, columns or cells that one notice names, at most."""


def read_xlsx(data: bytes, name: str, sha256: str, limits: Limits) -> Document:
    """A workbook as its sheets show it: numbers with their printed decimals, hidden parts read and noticed.

    Raises:
        ReadError: damaged, encrypted, a zip bomb, entities in its XML, or too many cells.
    """
    archive = Archive(data, limits)
    workbook = archive.parse("xl/workbook.xml")
    targets = _relationships(archive)
    book = Book(
        strings=_shared_strings(archive, targets),
        styles=_styles(archive, targets),
        from_1904=any(part.get("date1904") in {"1", "true"} for part in workbook if local_name(part) == "workbookPr"),
        cell_limit=limits.cells,
    )
    sheets = tuple(_sheets(archive, workbook, targets, book))
    sheets, notices = recalculate(sheets, from_1904=book.from_1904)
    return sheets_to_document(sheets, name, sha256, "xlsx", limits, notices)


def sheets_to_document(
    sheets: Sequence[Sheet], name: str, sha256: str, kind: str, limits: Limits, notices: Sequence[str] = ()
) -> Document:
    """A document of one page a sheet; what the sheets hide is noticed.

    Raises:
        ReadError: the cells of a sheet are scattered over too large an area.
    """
    blocks: list[Paragraph | Grid] = []
    said: list[str] = []
    for sheet in sheets:
        blocks.extend(sheet_to_blocks(sheet, limits.cells))
        said.extend(_hidden(sheet))
        said.extend(_errors(sheet))
    pages = tuple(Page(number) for number, _ in enumerate(sheets, 1))
    return Document(name, sha256, kind, pages, tuple(blocks), (*said, *notices))


def _relationships(archive: Archive) -> dict[str, str]:
    """Member names by relationship id, and the first of each kind by the kind's last word (styles, sharedStrings)."""
    targets: dict[str, str] = {}
    for relation in archive.parse("xl/_rels/workbook.xml.rels"):
        target = relation.get("Target", "")
        member = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        targets[relation.get("Id", "")] = member
        targets.setdefault("kind:" + relation.get("Type", "").rpartition("/")[2], member)
    return targets


def _shared_strings(archive: Archive, targets: Mapping[str, str]) -> tuple[str, ...]:
    member = targets.get("kind:sharedStrings", "xl/sharedStrings.xml")
    if member not in archive.names:
        return ()
    return tuple(rich_text(item) for item in archive.stream(member, "si"))


def _styles(archive: Archive, targets: Mapping[str, str]) -> tuple[Style, ...]:
    member = targets.get("kind:styles", "xl/styles.xml")
    return read_styles(archive.parse(member)) if member in archive.names else ()


def _sheets(archive: Archive, workbook: etree._Element, targets: Mapping[str, str], book: Book) -> Iterator[Sheet]:
    listed = next((part for part in workbook if local_name(part) == "sheets"), None)
    if listed is None:
        raise fault("damaged", detail=("没有工作表", "it has no sheets"))
    for entry in listed:
        relation = entry.get(_RELATIONSHIP) or entry.get(_STRICT_RELATIONSHIP) or ""
        member = targets.get(relation, "")
        if "chartsheet" in member or "dialogsheet" in member or "macrosheet" in member:
            continue
        hidden = entry.get("state", "visible") != "visible"
        yield read_sheet(archive, member, entry.get("name", ""), book, hidden=hidden)


def _hidden(sheet: Sheet) -> Iterator[str]:
    shown = {position for position, cell in sheet.cells.items() if cell.text.strip()}
    rows = sorted({row for row, _ in shown} & set(sheet.hidden_rows))
    columns = sorted({column for _, column in shown} & set(sheet.hidden_columns))
    if sheet.hidden and shown:
        yield f"工作表“{sheet.name}”是隐藏的，已照读"
    if rows:
        yield f"工作表“{sheet.name}”第 {_listed([str(row + 1) for row in rows])} 行是隐藏的，已照读"
    if columns:
        letters = [cell_name(0, column)[:-1] for column in columns]
        yield f"工作表“{sheet.name}”第 {_listed(letters)} 列是隐藏的，已照读"


def _errors(sheet: Sheet) -> Iterator[str]:
    names = [
        cell_name(*position)
        for position, cell in sheet.cells.items()
        if cell.text.startswith("#") and cell.text.endswith(("!", "?", "/A"))
    ]
    if names:
        yield f"工作表“{sheet.name}”{_listed(names)} 显示错误值"


def _listed(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 处" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
