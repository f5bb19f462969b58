"""Where the results of a run go: one sink a form, told of each file as soon as it is known, then closed."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import quote

from gouji.model.report import Disposition
from gouji.report.files import FileReport, fault_message
from gouji.report.record import Record, dump, summary_to_record
from gouji.report.terminal import closing_to_terminal, file_to_terminal, summary_to_terminal
from gouji.report.words import Language

Write = Callable[[str], object]
Form = Literal["terminal", "json", "jsonl", "html", "xlsx", "sarif"]


class Sink(Protocol):
    """Takes the results of a run in order."""

    def add(self, report: FileReport, page: str | None) -> None:
        """Takes what became of one file, and its HTML page where one was made."""

    def close(self) -> None:
        """Writes what can be written only at the end."""


class Tally:
    """What became of the files of a run, counted."""

    def __init__(self) -> None:
        self.dispositions: Counter[Disposition] = Counter()
        self.with_problems = 0
        self.problems = 0
        self.resumed = 0

    def add(self, report: FileReport) -> None:
        """Counts one file."""
        self.dispositions[report.disposition] += 1
        found = len(report.summary.problems) if report.summary else 0
        self.with_problems += bool(found)
        self.problems += found
        self.resumed += report.resumed


class TerminalSink:
    """A line a file with its errors, or every report in full; the dispositions at the end."""

    def __init__(self, write: Write, language: Language, width: int | None, *, full: bool) -> None:
        self._write = write
        self._language = language
        self._width = width
        self._full = full
        self._tally = Tally()

    def add(self, report: FileReport, page: str | None) -> None:
        """Writes the file's line or its report."""
        self._tally.add(report)
        if self._full and report.summary is not None:
            self._write(summary_to_terminal(report.summary, self._language, self._width) + "\n")
        else:
            self._write(file_to_terminal(report, self._language, self._width))

    def close(self) -> None:
        """Writes the dispositions."""
        tally = self._tally
        counts = {each.value: tally.dispositions[each] for each in Disposition}
        self._write(
            closing_to_terminal(counts, tally.with_problems, tally.problems, tally.resumed, self._language, self._width)
        )


class JsonLinesSink:
    """A line of JSON a file."""

    def __init__(self, write: Write, language: Language) -> None:
        self._write = write
        self._language = language

    def add(self, report: FileReport, page: str | None) -> None:
        """Writes the file's line."""
        self._write(dump(report_to_record(report, self._language)) + "\n")

    def close(self) -> None:
        """Nothing is left to write."""


class JsonSink:
    """One JSON value: the files in a list, then how many had which disposition."""

    def __init__(self, write: Write, language: Language) -> None:
        self._write = write
        self._language = language
        self._tally = Tally()

    def add(self, report: FileReport, page: str | None) -> None:
        """Writes the file's object."""
        first = not self._tally.dispositions
        self._write('{"files": [\n' if first else ",\n")
        self._tally.add(report)
        self._write(dump(report_to_record(report, self._language)))

    def close(self) -> None:
        """Writes the dispositions."""
        if not self._tally.dispositions:
            self._write('{"files": [')
        counts: Record = {each.value: self._tally.dispositions[each] for each in Disposition}
        self._write(f'\n], "dispositions": {dump(counts)}}}\n')


class CollectingSink:
    """Keeps all results (summaries are small) and writes one document of them at the end."""

    def __init__(self, finish: Callable[[list[FileReport]], None]) -> None:
        self._finish = finish
        self._reports: list[FileReport] = []

    def add(self, report: FileReport, page: str | None) -> None:
        """Keeps the result."""
        self._reports.append(report)

    def close(self) -> None:
        """Writes the document."""
        self._finish(self._reports)


class PagesSink:
    """A folder of HTML pages, one a file, with an index."""

    def __init__(self, pages: Pages, language: Language) -> None:
        self._pages = pages
        self._language = language
        self._reports: list[FileReport] = []

    def add(self, report: FileReport, page: str | None) -> None:
        """Writes the file's page, wholly or not at all."""
        self._reports.append(report)
        if page is not None:
            write_whole(self._pages.path(Path(report.path)), page.encode("utf-8", "replace"))

    def close(self) -> None:
        """Writes the index."""
        from gouji.report.html.index import reports_to_html

        pages = {report.path: self._pages.link(Path(report.path)) for report in self._reports if report.summary}
        text = reports_to_html(self._reports, pages, self._language)
        write_whole(self._pages.folder / "index.html", text.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the HTML pages of a run's files are: below `folder`, as the files are below `base`."""

    folder: Path
    base: Path

    def path(self, file: Path) -> Path:
        """The page of a file."""
        inside = Path(os.path.relpath(file, self.base))
        parts = [part for part in inside.parts if part != ".."]
        return self.folder.joinpath("pages", *parts[:-1], parts[-1] + ".html")

    def link(self, file: Path) -> str:
        """The page of a file as a link of the index."""
        return quote(self.path(file).relative_to(self.folder).as_posix(), errors="replace")


@contextmanager
def open_sink(
    form: Form, output: Path | None, language: Language, width: int | None, *, full: bool, pages: Pages | None = None
) -> Iterator[Sink]:
    """The sink of a form (HTML wants `pages`), closed at the end; what is known at an interruption is written too."""
    with _open_text(output if form in {"terminal", "json", "jsonl"} else None) as write:
        sink = _make_sink(form, output, language, width, write, full=full, pages=pages)
        try:
            yield sink
        finally:
            sink.close()


def _make_sink(
    form: Form,
    output: Path | None,
    language: Language,
    width: int | None,
    write: Write,
    *,
    full: bool,
    pages: Pages | None,
) -> Sink:
    match form:
        case "terminal":
            return TerminalSink(write, language, width, full=full)
        case "json":
            return JsonSink(write, language)
        case "jsonl":
            return JsonLinesSink(write, language)
        case "html":
            assert pages is not None
            return PagesSink(pages, language)
        case "xlsx":
            from gouji.report.xlsx import reports_to_xlsx

            return CollectingSink(lambda reports: _write_bytes(reports_to_xlsx(reports, language), output))
        case "sarif":
            from gouji.report.sarif import reports_to_sarif

            return CollectingSink(lambda reports: _write_bytes(reports_to_sarif(reports, language).encode(), output))


@contextmanager
def _open_text(output: Path | None) -> Iterator[Write]:
    """Writes text at once, so that a reader at the other end of a pipe sees each file when it is done."""
    if output is None:
        yield lambda text: (sys.stdout.write(text), sys.stdout.flush())[0]
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    with output.open("w", encoding="utf-8", errors="replace", buffering=1) as stream:
        yield stream.write


def _write_bytes(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_whole(output, content)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it is there wholly or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    draft.write_bytes(content)
    draft.replace(path)


def report_to_record(report: FileReport, language: Language) -> Record:
    """One file of a run as JSON: path, disposition, the fault or the report."""
    fault = report.fault
    told: Record = {
        "path": report.path,
        "disposition": report.disposition.value,
        "fault": (
            {"code": fault.code, "message": fault_message(report.path, fault, language), "place": fault.place}
            if fault
            else None
        ),
    }
    return {**told, **summary_to_record(report.summary)} if report.summary else told
