"""A comparison as a workbook: the findings as `gouji check` lists them, then one sheet a kind of list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment

from gouji.compare.model import Comparison
from gouji.model.report import Disposition
from gouji.report.comparison import LinkTold, Section, iterate_sections, summarize_comparison, tell_links
from gouji.report.comparison_words import tell
from gouji.report.files import FileReport
from gouji.report.words import Language
from gouji.report.xlsx import Value, fill_sheet, reports_to_workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_AMOUNT = re.compile(r"[+-]?[\d,]+(?:\.\d+)?")
_WIDTHS = {"line": 56, "project": 40, "what": 30, "reason": 34, "examples": 60, "indicator": 30}
_WIDTH = 18  # characters of any other column


def comparison_to_xlsx(comparison: Comparison, language: Language = "zh") -> bytes:
    """The workbook."""
    summary = summarize_comparison(comparison, language)
    names = " + ".join(side.name for side in comparison.sides)
    workbook = reports_to_workbook([FileReport(names, Disposition.CHECKED, summary)], language)
    for title, parts in _by_title(tell_links(comparison, language)).items():
        first = parts[0][1]
        sheet = workbook.create_sheet(title)
        fill_sheet(sheet, _columns(first, language), [row for link, section in parts for row in _rows(link, section)])
        _show_numbers(sheet, first)
    workbook.properties.title = tell("title", language)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _by_title(links: Sequence[LinkTold]) -> Mapping[str, list[tuple[LinkTold, Section]]]:
    """The sections of all links by their title; where heads differ (other years), each link has a sheet of its own."""
    found: dict[str, list[tuple[LinkTold, Section]]] = {}
    for link, section in iterate_sections(links):
        title = section.title.replace("、", "")
        known = found.get(title)
        number = 2
        while known is not None and known[0][1].heads != section.heads:
            title = f"{section.title.replace('、', '')}{number}"
            known, number = found.get(title), number + 1
        found.setdefault(title, []).append((link, section))
    return found


def _columns(section: Section, language: Language) -> list[tuple[str, int]]:
    widths = {tell(key, language): width for key, width in _WIDTHS.items()}
    heads = [(tell("relation", language), 30)]
    return heads + [(head, widths.get(head, _WIDTH)) for head in section.heads]


def _rows(link: LinkTold, section: Section) -> list[tuple[Value, ...]]:
    """The rows; amounts are numbers, so that one may reckon with them."""
    return [
        (link.title, *(_value(text) if place in section.numbers else text for place, text in enumerate(row)))
        for row in section.rows
    ]


def _value(text: str) -> Value:
    return Decimal(text.replace(",", "")) if _AMOUNT.fullmatch(text) else text


def _show_numbers(sheet: Worksheet, section: Section) -> None:
    """Amounts with thousands marks and their own decimals, at the right."""
    for row in sheet.iter_rows(min_row=2):
        for place in section.numbers:
            cell = row[place + 1]  # the first column names the bond
            cell.alignment = Alignment(horizontal="right", vertical="top")
            if isinstance(cell.value, Decimal):
                decimals = max(-int(cell.value.as_tuple().exponent), 0)
                cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")
