"""What was already done: a file of JSON lines, one a checked file, so that an interrupted run can go on."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

from gouji import __version__
from gouji.model.report import Disposition
from gouji.read.limits import Limits
from gouji.report.files import Fault, FileReport
from gouji.report.record import Record, dump, record_to_summary, summary_to_record
from gouji.report.summary import Summary
from gouji.report.words import Language


def content_key(path: Path, limits: Limits, language: Language) -> str | None:
    """What a result depends on: the file's content, the version of Gouji, the limits, the language; None if unread.

    Only the beginning of a file beyond the size limit is hashed, with its size: it is refused whatever follows.
    """
    digest = hashlib.sha256(f"{__version__} {limits} {language} ".encode())
    try:
        with path.open("rb") as stream:
            digest.update(str(os.fstat(stream.fileno()).st_size).encode() + b" ")
            left = limits.bytes
            while left > 0 and (block := stream.read(min(1 << 20, left))):
                digest.update(block)
                left -= len(block)
    except OSError:
        return None
    return digest.hexdigest()


class State:
    """The results of this run and those before it, in a file to which each is appended as soon as it is known."""

    def __init__(self, path: Path, *, resume: bool = True) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not resume:
            path.unlink(missing_ok=True)
        self._path = path
        self._offsets = _find_lines(path)

    def get(self, key: str, path: Path) -> FileReport | None:
        """The result kept under the key, told of the file `path`; None where there is none that can be understood."""
        offset = self._offsets.get(key)
        if offset is None:
            return None
        with self._path.open("rb") as stream:
            stream.seek(offset)
            return _line_to_report(stream.readline(), path)

    def put(self, key: str, report: FileReport) -> None:
        """Keeps a result. One write a line: an interruption leaves at most one broken last line, which is skipped."""
        line = (dump(_report_to_record(key, report)) + "\n").encode()
        with self._path.open("ab") as stream:
            offset = stream.tell()
            if offset and not _ends_with_newline(self._path):
                stream.write(b"\n")
                offset += 1
            stream.write(line)
        self._offsets[key] = offset


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"


def _find_lines(path: Path) -> dict[str, int]:
    """Where in the file the line of each key begins; memory stays small however many findings there are."""
    offsets: dict[str, int] = {}
    if not path.exists():
        return offsets
    with path.open("rb") as stream:
        offset = 0
        for line in stream:
            key = _line_key(line)
            if key is not None:
                offsets[key] = offset
            offset += len(line)
    return offsets


def _line_key(line: bytes) -> str | None:
    try:
        key = json.loads(line)["key"]
    except (ValueError, KeyError, TypeError):
        return None
    return key if isinstance(key, str) else None


def _report_to_record(key: str, report: FileReport) -> Record:
    fault = report.fault
    return {
        "key": key,
        "disposition": report.disposition.value,
        "report": summary_to_record(report.summary) if report.summary else None,
        "fault": {"code": fault.code, "message": list(fault.message), "place": fault.place} if fault else None,
    }


def _line_to_report(line: bytes, path: Path) -> FileReport | None:
    try:
        record = json.loads(line)
        told, fault = record["report"], record["fault"]
        return FileReport(
            str(path),
            Disposition(record["disposition"]),
            _renamed(record_to_summary(told), path) if told else None,
            Fault(fault["code"], (fault["message"][0], fault["message"][1]), fault["place"]) if fault else None,
            resumed=True,
        )
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def _renamed(summary: Summary, path: Path) -> Summary:
    """The summary of the same content under another name."""
    return replace(summary, files=tuple(replace(file, name=path.name) for file in summary.files))
