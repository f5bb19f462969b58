"""A summary as JSON values and back: the contract of `gouji check --format json`, and what a state file keeps.

Amounts of money are strings, so that no reader makes floats of them; keys are never left out, only null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from gouji.model.document import Box, Place
from gouji.model.finding import Coverage, Severity, Verdict
from gouji.report.self_test import record_to_self_test, self_test_record
from gouji.report.summary import (
    Counts,
    Figure,
    FileName,
    Orphan,
    Problem,
    Reasons,
    RowName,
    Summary,
    TableName,
    Witnessed,
)

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Record: TypeAlias = "dict[str, Json]"
Parsed: TypeAlias = Mapping[str, Any]
"""What json.loads gives: its values have no type yet."""


def dump(value: Json, *, indent: int | None = None) -> str:
    """JSON text with Chinese as it is; lone surrogates (from odd file names or fonts) become the replacement mark."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "replace").decode("utf-8")


def summary_to_record(summary: Summary) -> Record:
    """The report as JSON values; `record_to_summary` is the way back."""
    first = summary.files[0]
    document: Record = {
        "sha256": first.sha256,
        "name": first.name,
        "entity": summary.entity,
        "year": summary.year,
        "kind": summary.kind,
        "pages": sum(file.pages for file in summary.files),
        "files": [_file(file) for file in summary.files],
    }
    coverage = summary.coverage
    return {
        "document": document,
        "coverage": {
            "figures": coverage.figures,
            "bound": coverage.bound,
            "held_once": coverage.held_once,
            "held_twice": coverage.held_twice,
            "orphans": coverage.orphans,
            "passages": coverage.passages,
            "goals": coverage.goals,
            "indicators": coverage.indicators,
            "relations": dict(coverage.relations),
            "rules": list(coverage.rules),
        },
        "outcomes": {verdict.value: summary.outcomes[verdict] for verdict in Verdict},
        "reasons": {
            "unbound": dict(summary.reasons.unbound),
            "doubt": dict(summary.reasons.doubt),
            "not_checkable": dict(summary.reasons.not_checkable),
        },
        "orphans": [{**_figure(orphan.figure), "reason": orphan.reason} for orphan in summary.orphans],
        "findings": [_problem(problem) for problem in summary.problems],
        "self_test": self_test_record(summary.self_test),
    }


def _file(file: FileName) -> Record:
    return {
        "sha256": file.sha256,
        "name": file.name,
        "pages": file.pages,
        "unread": [{"page": page, "reason": reason} for page, reason in file.unread],
        "notices": list(file.notices),
    }


def _problem(problem: Problem) -> Record:
    return {
        "code": problem.code,
        "name": problem.name,
        "title": problem.title,
        "severity": problem.severity.value,
        "message": problem.message,
        "claims": [_witnessed(each) for each in problem.figures],
        "stated": problem.stated,
        "expected": problem.expected,
        "difference": problem.difference,
        "arithmetic": problem.arithmetic,
        "suggestion": problem.suggestion,
        "explanation": problem.explanation,
        "source": problem.source,
        "related": list(problem.related),
    }


def _witnessed(each: Witnessed) -> Record:
    identifier, *rest = _figure(each.figure).items()
    return dict((identifier, ("role", each.role), *rest))


def _figure(figure: Figure) -> Record:
    return {
        "id": figure.id or None,
        "text": figure.text,
        "unit": figure.unit,
        "file": figure.document,
        **place_record(figure.place),
        "table": table_record(figure.table),
        "row": row_record(figure.row),
        "column": list(figure.column),
        "sentence": figure.sentence,
        "doubt": figure.doubt,
    }


def table_record(table: TableName | None) -> Json:
    """A table's number, title, unit and pages."""
    if table is None:
        return None
    return {"number": table.number, "title": table.title, "unit": table.unit, "pages": list(table.pages)}


def row_record(row: RowName | None) -> Json:
    """A row's code, label and path."""
    return {"code": row.code, "label": row.label, "path": list(row.path)} if row else None


def place_record(place: Place) -> Record:
    """Page, box (points from the top left), line, sheet and cell; null where they do not apply."""
    box = place.box
    return {
        "page": place.page,
        "box": [round(edge, 2) for edge in (box.x0, box.y0, box.x1, box.y1)] if box else None,
        "line": place.line,
        "sheet": place.sheet,
        "cell": place.cell,
    }


def record_to_summary(record: Parsed) -> Summary:
    """The summary that `summary_to_record` wrote; KeyError, TypeError or ValueError where the record is no such one."""
    document = record["document"]
    return Summary(
        files=tuple(_to_file(file) for file in document["files"]),
        kind=document["kind"],
        entity=document["entity"],
        year=document["year"],
        coverage=_to_coverage(record["coverage"]),
        outcomes={verdict: record["outcomes"][verdict.value] for verdict in Verdict},
        problems=tuple(_to_problem(finding) for finding in record["findings"]),
        reasons=Reasons(**{name: _to_counts(counts) for name, counts in record["reasons"].items()}),
        self_test=record_to_self_test(record["self_test"]),
        orphans=tuple(Orphan(_to_figure(each), each["reason"]) for each in record["orphans"]),
    )


def _to_coverage(coverage: Parsed) -> Coverage:
    return Coverage(**{**coverage, "relations": _to_counts(coverage["relations"]), "rules": tuple(coverage["rules"])})


def _to_counts(counts: Mapping[str, int]) -> Counts:
    return tuple(counts.items())


def _to_file(file: Parsed) -> FileName:
    unread = tuple((each["page"], each["reason"]) for each in file["unread"])
    return FileName(file["sha256"], file["name"], file["pages"], unread, tuple(file["notices"]))


def _to_problem(finding: Parsed) -> Problem:
    plain = ("code", "name", "title", "message", "stated", "expected", "difference", "arithmetic")
    return Problem(
        **{key: finding[key] for key in plain},
        severity=Severity(finding["severity"]),
        figures=tuple(Witnessed(_to_figure(claim), claim["role"]) for claim in finding["claims"]),
        suggestion=finding["suggestion"],
        explanation=finding["explanation"],
        source=finding["source"],
        related=tuple(finding["related"]),
    )


def _to_figure(claim: Parsed) -> Figure:
    table, row = claim["table"], claim["row"]
    return Figure(
        id=claim["id"] or "",
        text=claim["text"],
        unit=claim["unit"],
        place=_to_place(claim),
        document=claim["file"],
        table=TableName(table["number"], table["title"], table["unit"], tuple(table["pages"])) if table else None,
        row=RowName(row["code"], row["label"], tuple(row["path"])) if row else None,
        column=tuple(claim["column"]),
        sentence=claim["sentence"],
        doubt=claim["doubt"],
    )


def _to_place(claim: Parsed) -> Place:
    box = Box(*claim["box"]) if claim["box"] else None
    return Place(claim["page"], box, claim["line"], claim["sheet"], claim["cell"])
