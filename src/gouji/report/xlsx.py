"""问题清单 as a reviewer hands it back: one workbook with the findings, and what was checked in each file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from gouji.model.finding import Severity, Verdict
from gouji.report.files import FileReport, disposition_word, fault_message
from gouji.report.place import problem_places
from gouji.report.summary import Problem, Summary
from gouji.report.tables import display_width
from gouji.report.words import Language, page_ranges, say, severity_word, share

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal

LONGEST = 32_000
"""Characters of one cell; Excel allows 32,767."""
PLACES_SHOWN = 12
"""Places of one finding, at most, in its cell."""
LINE_HEIGHT = 15.0
HIGHEST = 409.0
"""Points of a line of text, and of a row in Excel at most."""
FILLS = {Severity.ERROR: "F9D9D6", Severity.WARNING: "FCEBC8", Severity.NOTICE: "DCE8F7"}
FINDING_COLUMNS = (
    ("number", 6),
    ("severity", 7),
    ("file", 24),
    ("place", 38),
    ("problem", 52),
    ("basis", 44),
    ("expected", 16),
    ("suggestion", 40),
)
"""Columns of the list of findings, with their widths in characters."""
COVERAGE_COLUMNS = (
    ("file", 40),
    ("disposition", 14),
    ("entity", 28),
    ("year_heading", 8),
    ("pages", 8),
    ("findings_heading", 8),
    ("figures", 11),
    ("bound", 11),
    ("bound_share", 9),
    ("held_twice", 18),
    ("held_once", 16),
    ("orphans", 11),
    ("passages", 10),
    ("goal_count", 10),
    ("rules_run", 10),
    ("relations", 11),
    ("pass", 9),
    ("fail", 9),
    ("not_applicable", 10),
    ("not_checkable", 10),
    ("unread", 16),
    ("reason", 60),
)


def reports_to_xlsx(reports: Sequence[FileReport], language: Language = "zh") -> bytes:
    """The workbook as a file."""
    content = BytesIO()
    reports_to_workbook(reports, language).save(content)
    return content.getvalue()


def reports_to_workbook(reports: Sequence[FileReport], language: Language = "zh") -> Workbook:
    """The workbook: findings of all files in one list, then the coverage of every file."""
    workbook = Workbook()
    findings = workbook.active
    assert findings is not None
    findings.title = say("findings", language)
    fill_sheet(findings, _heads(FINDING_COLUMNS, language), _finding_rows(reports, language))
    _color_levels(findings, reports)
    coverage = workbook.create_sheet(say("coverage", language))
    fill_sheet(coverage, _heads(COVERAGE_COLUMNS, language), (_coverage_row(report, language) for report in reports))
    workbook.properties.creator = "Gouji"
    workbook.properties.title = say("title", language)
    return workbook


def _heads(columns: Sequence[tuple[str, int]], language: Language) -> list[tuple[str, int]]:
    return [(say(key, language), width) for key, width in columns]


def _finding_rows(reports: Iterable[FileReport], language: Language) -> Iterator[tuple[Value, ...]]:
    number = 0
    for report in reports:
        for problem in report.summary.problems if report.summary else ():
            number += 1
            assert report.summary is not None
            yield (
                number,
                severity_word(problem.severity, language),
                report.path,
                "\n".join(problem_places(problem, report.summary, language, PLACES_SHOWN)),
                _problem_words(problem, language),
                _basis_words(problem, language),
                problem.expected or "",
                problem.suggestion or "",
            )


def _problem_words(problem: Problem, language: Language) -> str:
    named = ((say(key, language), getattr(problem, key)) for key in ("stated", "difference"))
    return "\n".join([problem.message, *(f"{name} {value}" for name, value in named if value)])


def _basis_words(problem: Problem, language: Language) -> str:
    """The arithmetic, the explanation, the rule's source and the check, a line each."""
    check = f"{say('code', language)} {problem.code} {problem.title}"
    return "\n".join(part for part in (problem.arithmetic, problem.explanation, problem.source, check) if part)


def _coverage_row(report: FileReport, language: Language) -> tuple[Value, ...]:
    word = disposition_word(report.disposition, language)
    if report.summary is None:
        reason = fault_message(report.path, report.fault, language) if report.fault else ""
        return (report.path, word, *[""] * (len(COVERAGE_COLUMNS) - 3), reason)
    summary = report.summary
    coverage = summary.coverage
    return (
        report.path,
        word,
        summary.entity or "",
        summary.year or "",
        sum(file.pages for file in summary.files),
        len(summary.problems),
        coverage.figures,
        coverage.bound,
        share(coverage.bound, coverage.figures),
        coverage.held_twice,
        coverage.held_once,
        coverage.orphans,
        coverage.passages,
        coverage.goals,
        len(coverage.rules),
        sum(summary.outcomes.values()),
        *(summary.outcomes[verdict] for verdict in Verdict),
        page_ranges([page for file in summary.files for page, _ in file.unread]),
        _reasons(summary),
    )


def _reasons(summary: Summary) -> str:
    reasons = (*summary.reasons.unbound, *summary.reasons.not_checkable)
    unread = {reason for file in summary.files for _, reason in file.unread}
    return "\n".join([*sorted(unread), *(f"{reason} × {count}" for reason, count in reasons)])


def fill_sheet(sheet: Worksheet, heads: Sequence[tuple[str, int]], rows: Iterable[tuple[Value, ...]]) -> None:
    """Writes a list: heads with the widths of their columns (in characters), rows, and the set-up for print."""
    for position, (head, width) in enumerate(heads, 1):
        _put(sheet, 1, position, head)
        sheet.column_dimensions[get_column_letter(position)].width = width
    for number, row in enumerate(rows, 2):
        for position, value in enumerate(row, 1):
            _put(sheet, number, position, value)
        sheet.row_dimensions[number].height = _height(row, [width for _, width in heads])
    _style_header(sheet)
    _set_up_print(sheet)


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Points that the fullest cell of a row needs, its text folded at the column's width; no program asks by itself."""
    folded = (_lines_in(str(value)[:LONGEST], width) for value, width in zip(row, widths, strict=True))
    return min(max(folded, default=1) * LINE_HEIGHT + 2.0, HIGHEST)


def _lines_in(text: str, width: int) -> int:
    return sum(max(1, math.ceil(display_width(line) / (0.92 * width))) for line in text.split("\n"))


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    """Writes a value; text stays text, whatever it begins with (a `=` from a document must not become a formula)."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = _LINES


_THIN = Side(style="thin", color="BFBFBF")
_LINES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def _style_header(sheet: Worksheet) -> None:
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="2F4B6E")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _set_up_print(sheet: Worksheet) -> None:
    """A4 across, one page wide, the header on every page, page numbers below."""
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "&P / &N"


def _color_levels(sheet: Worksheet, reports: Iterable[FileReport]) -> None:
    problems = (problem for report in reports if report.summary for problem in report.summary.problems)
    for row, problem in enumerate(problems, 2):
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor=FILLS[problem.severity])
