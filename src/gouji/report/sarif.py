"""SARIF 2.1.0, for code review and CI: rules, results with their places, faults of files as notifications."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from gouji import __version__
from gouji.check.registry import CHECKS
from gouji.model.finding import Severity
from gouji.report.files import FileReport, fault_message
from gouji.report.place import figure_words
from gouji.report.record import Json, Record, dump, place_record
from gouji.report.summary import Figure, Problem, Summary
from gouji.report.words import Language, choose

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def reports_to_sarif(reports: Sequence[FileReport], language: Language = "zh") -> str:
    """One SARIF log with one run over all files."""
    run: Record = {
        "tool": {
            "driver": {
                "name": "Gouji",
                "fullName": "Gouji 勾稽",
                "version": __version__,
                "language": "zh-CN" if language == "zh" else "en",
                "rules": list(_rules(reports, language)),
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": list(_artifacts(reports)),
        "invocations": [
            {
                "executionSuccessful": all(report.fault is None for report in reports),
                "toolExecutionNotifications": list(_notifications(reports, language)),
            }
        ],
        "results": [
            _result(problem, report, language)
            for report in reports
            if report.summary is not None
            for problem in report.summary.problems
        ],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rules(reports: Iterable[FileReport], language: Language) -> Iterator[Record]:
    """The checks that found something, in the order of the registry."""
    found = {problem.code: problem for report in reports if report.summary for problem in report.summary.problems}
    for code, problem in sorted(found.items(), key=lambda pair: (*CHECKS, pair[0]).index(pair[0])):
        check = CHECKS.get(code)
        rule: Record = {"id": code, "name": problem.name, "shortDescription": {"text": problem.title}}
        if check is not None:
            rule["fullDescription"] = {"text": choose((check.chinese, check.english), language)}
        yield rule


def _artifacts(reports: Iterable[FileReport]) -> Iterator[Record]:
    for report in reports:
        for path, digest in _files(report):
            yield {"location": {"uri": _uri(path)}, **({"hashes": {"sha-256": digest}} if digest else {})}


def _files(report: FileReport) -> list[tuple[str, str | None]]:
    """Each file of a report: as given on the command line where there is one, else by name."""
    if report.summary is None:
        return [(report.path, None)]
    files = report.summary.files
    if len(files) == 1:
        return [(report.path, files[0].sha256)]
    return [(file.name, file.sha256) for file in files]


def _notifications(reports: Iterable[FileReport], language: Language) -> Iterator[Record]:
    for report in reports:
        if report.fault is not None:
            yield {
                "descriptor": {"id": report.fault.code},
                "level": "error",
                "message": {"text": fault_message(report.path, report.fault, language)},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(report.path)}}}],
            }
        for page, reason in _unread(report.summary):
            yield {
                "descriptor": {"id": "page-not-read"},
                "level": "warning",
                "message": {"text": reason},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(report.path)}}}],
                "properties": {"page": page},
            }


def _unread(summary: Summary | None) -> Iterator[tuple[int, str]]:
    for file in summary.files if summary else ():
        yield from file.unread


def _result(problem: Problem, report: FileReport, language: Language) -> Record:
    paths = [path for path, _ in _files(report)]
    parts = (problem.message, problem.arithmetic, problem.suggestion)
    return {
        "ruleId": problem.code,
        "level": LEVELS[problem.severity],
        "message": {"text": "\n".join(part for part in parts if part)},
        "locations": [_location(figure, paths, language) for figure in problem.culprits]
        or [{"physicalLocation": {"artifactLocation": {"uri": _uri(paths[0])}}}],
        "relatedLocations": [
            {"id": number, **_location(figure, paths, language)} for number, figure in enumerate(problem.witnesses)
        ],
        "partialFingerprints": {"gouji/v1": _fingerprint(problem, report)},
        "properties": {
            "stated": problem.stated,
            "expected": problem.expected,
            "difference": problem.difference,
            "arithmetic": problem.arithmetic,
        },
    }


def _location(figure: Figure, paths: Sequence[str], language: Language) -> Record:
    """Text files have regions of lines; pages, boxes, sheets and cells, which SARIF does not know, are properties."""
    physical: Record = {"artifactLocation": {"uri": _uri(paths[figure.document])}}
    if figure.place.line is not None:
        physical["region"] = {"startLine": figure.place.line, "snippet": {"text": figure.text}}
    words = figure_words(figure, language)
    logical: list[Json] = [{"fullyQualifiedName": " · ".join(words), "kind": "member"}]
    return {
        "physicalLocation": physical,
        "logicalLocations": logical,
        "message": {"text": figure.text},
        "properties": {key: value for key, value in place_record(figure.place).items() if value is not None},
    }


def _fingerprint(problem: Problem, report: FileReport) -> str:
    """The same for the same finding in the next version of a file: check, table title, row and column, quoted words."""
    figure = problem.culprits[0] if problem.culprits else None
    parts = [problem.code, Path(report.path).name]
    if figure is not None:
        row = (figure.row.code or figure.row.label) if figure.row else figure.sentence or ""
        row = f"{row}{figure.text}" if figure.is_words else row
        parts += [figure.table.title if figure.table else "", row, "/".join(figure.column)]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _uri(path: str) -> str:
    """A path as the relative or absolute reference that SARIF wants."""
    posix = path.replace("\\", "/")
    return ("file://" if posix.startswith("/") else "") + quote(posix, errors="replace")
