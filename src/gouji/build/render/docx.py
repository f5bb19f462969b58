"""An edition → a Word document that an officer can edit: styles, a contents field, real tables, landscape sections."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from gouji.build.render.cover import DRAFT_MARK, break_title
from gouji.build.render.docx_frame import footer_xml, header_xml, section_xml, settings_xml
from gouji.build.render.docx_pages import Sheet, make_sheet, reckon_pages
from gouji.build.render.docx_plan import Item, Line, Listing, Matrix, Section, plan_sections
from gouji.build.render.docx_styles import Style, fonts_xml, make_styles, styles_xml
from gouji.build.render.docx_tables import TableLayout, lay_out_table, table_xml
from gouji.build.render.docx_xml import NAMESPACES, field, paragraph, run, tag
from gouji.build.render.layout import legal_text
from gouji.build.render.zipped import without_clock
from gouji.model.edition import Edition

if TYPE_CHECKING:
    from docx.document import Document
    from lxml import etree

_NEVER_SHOWN = ("thumbnail", "customXml", "stylesWithEffects", "numbering")
"""Parts of the library's empty document that ours does not need."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_APPLICATION = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Gouji</Application></Properties>"
)
_TINY = tag("spacing", before=0, after=0, line=20, lineRule="exact")
"""The paragraph that ends a section is one point high, so that it never takes a page of its own."""


def render_docx(edition: Edition) -> bytes:
    """The edition as a Word document; the same edition gives the same bytes.

    Raises:
        ValueError: the paper is unknown, or a table's row has more cells than the table has columns.
    """
    import docx

    document = docx.Document()
    references = _frame(document, edition.draft)
    _strip(document)
    _describe(document, edition)
    written = BytesIO()
    document.save(written)
    body = _Body(edition, references).xml()
    parts = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": styles_xml(make_styles(edition.page.size)),
        "word/settings.xml": settings_xml(),
        "word/fontTable.xml": fonts_xml(),
        "docProps/app.xml": _APPLICATION,
    }
    made = {name: f"{_DECLARATION}{xml}".encode() for name, xml in parts.items()}
    return without_clock(written.getvalue(), lambda name, content: made.get(name, content))


class _Body:
    """Writes the sections of one edition."""

    def __init__(self, edition: Edition, references: str) -> None:
        self._styles = make_styles(edition.page.size)
        self._sections = plan_sections(edition)
        self._sheets = {wide: make_sheet(edition.page, wide) for wide in (False, True)}
        self._references = references
        self._tables = _lay_out(self._sections, self._sheets, self._styles)
        self._pages = reckon_pages(self._sections, self._sheets, self._styles, self._tables)
        self._width = 0

    def xml(self) -> str:
        """All that the body holds."""
        written: list[str] = []
        for number, section in enumerate(self._sections):
            sheet = self._sheets[section.wide]
            self._width = round(sheet.text_width * 20)
            written.extend(part for item in section.items for part in self._item(item))
            ending = section_xml(sheet, self._references, has_cover=number == 0, wide=section.wide)
            is_last = number == len(self._sections) - 1
            written.append(paragraph("Normal", properties=_TINY + ("" if is_last else ending)))
            if is_last:
                written.append(ending)
        return "".join(written)

    def _item(self, item: Item) -> Iterator[str]:
        if isinstance(item, Line):
            yield self._line(item)
        elif isinstance(item, Listing):
            yield from self._contents(item)
        else:
            yield from self._matrix(item)

    def _line(self, line: Line) -> str:
        properties = tag("pageBreakBefore") if line.new_page else ""
        if not line.anchor:
            room = self._width / 20 / self._styles[line.style].size
            text = break_title(line.text, room) if line.style == "Title" else line.text
            return paragraph(line.style, run(text), properties=properties)
        number = int(line.anchor.removeprefix("_Toc"))
        begin, end = tag("bookmarkStart", id=number, name=line.anchor), tag("bookmarkEnd", id=number)
        return paragraph(line.style, begin, run(line.text), end, properties=properties)

    def _contents(self, listing: Listing) -> Iterator[str]:
        """The contents as a field of Word's own kind, filled in already: it shows at once and can be updated."""
        entries = [
            item for section in self._sections for item in section.items if isinstance(item, Line) and item.anchor
        ]
        title = paragraph("ContentsTitle", run(listing.title), properties=tag("pageBreakBefore"))
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            ' TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        last = len(entries) - 1
        lines = [
            self._entry(entry, begin if number == 0 else "", end if number == last else "")
            for number, entry in enumerate(entries)
        ]
        gallery = tag("docPartObj", tag("docPartGallery", val="Table of Contents"), tag("docPartUnique"))
        yield tag("sdt", tag("sdtPr", gallery), tag("sdtContent", title, *lines))

    def _entry(self, line: Line, begin: str, end: str) -> str:
        tabs = tag("tabs", tag("tab", val="right", leader="dot", pos=self._width))
        page = field(f"PAGEREF {line.anchor} \\h", str(self._pages[line.anchor]))
        link = tag("hyperlink", run(f"{line.text}\t"), page, anchor=line.anchor, history=1)
        return paragraph(f"TOC{line.level}", begin, link, end, properties=tabs)

    def _matrix(self, item: Matrix) -> Iterator[str]:
        """The line of department and unit, the table, and its notes."""
        table = item.table
        tabs = tag("tabs", tag("tab", val="right", pos=self._width))
        captions = run(f"{table.department}\t{table.unit}") if table.unit else run(table.department)
        yield paragraph("UnitLine", captions, properties=tabs)
        yield table_xml(table, self._tables[id(table)], self._styles["TableText"])
        for note in table.notes:
            yield paragraph("Note", run(note))


def _lay_out(
    sections: Sequence[Section], sheets: Mapping[bool, Sheet], styles: Mapping[str, Style]
) -> dict[int, TableLayout]:
    """The layout of every table, by its id()."""
    return {
        id(item.table): lay_out_table(item.table, sheets[section.wide].text_width, styles["TableText"])
        for section in sections
        for item in section.items
        if isinstance(item, Matrix)
    }


def _frame(document: Document, draft: bool) -> str:
    """Write headers and footers; the references by which every section names them come back."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    places = (section.header, section.first_page_header)
    for number, header in enumerate(places, start=1):
        _fill(header._element, header_xml(draft, number))
    _fill(section.footer._element, footer_xml(is_cover=False))
    _fill(section.first_page_footer._element, footer_xml(is_cover=True))
    kinds = ("headerReference", "footerReference")
    found = [part for part in section._sectPr if str(part.tag).rpartition("}")[2] in kinds]
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "".join(
        f'<w:{str(part.tag).rpartition("}")[2]} w:type="{part.get(word + "type")}" r:id="{part.get(relation)}"/>'
        for part in found
    )


def _fill(element: etree._Element, content: str) -> None:
    """Give a header or footer new paragraphs."""
    from docx.oxml import parse_xml

    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(f"<w:hdr {NAMESPACES}>{content}</w:hdr>")))


def _strip(document: Document) -> None:
    """Take the parts away that the library's empty document brings and ours does not need."""
    package = document.part.package
    for owner in (package, document.part):
        for key, relation in list(owner.rels.items()):
            if any(word in relation.target_ref for word in _NEVER_SHOWN):
                del owner.rels[key]


def _describe(document: Document, edition: Edition) -> None:
    """Title, author and language; the time of writing is the beginning of the budget's year."""
    about = document.core_properties
    stamp = datetime.datetime(edition.year, 1, 1)
    about.title, name = legal_text(edition.title), legal_text(edition.name)
    about.author = about.last_modified_by = name
    about.subject, about.comments, about.keywords = "", "", ""
    about.language, about.revision, about.category = "zh-CN", 1, ""
    about.content_status = DRAFT_MARK if edition.draft else ""
    about.created = about.modified = stamp
