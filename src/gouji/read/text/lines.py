"""Lines of a text file gathered into runs: rows of a tab table, rows of a markdown table, or a line of prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from gouji.model.amount import fold

RunKind = Literal["tabs", "markdown", "prose", "blank"]

_MARKDOWN_ROW = re.compile(r"\s*\|.*\|\s*")
_MARKDOWN_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")
_PAGE_NUMBER = re.compile(r"[.…·]*[0-9lIO]{0,3}[.…·]*")
_AMOUNT = re.compile(r"\d\.\d\d")
_LEADER = re.compile(r"[.…·]{3,}")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table as fields, not yet repaired, with its 1-based line number."""

    line: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring lines of one kind. Prose runs have one field a line."""

    kind: RunKind
    rows: tuple[Row, ...]


def split_runs(text: str) -> tuple[Run, ...]:
    """The file's lines as runs in order, blank lines left out (they end a table)."""
    lines = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"), start=1)
    runs: list[Run] = []
    for kind, group in groupby(lines, key=lambda numbered: _kind_of(numbered[1])):
        if kind != "blank":
            runs.extend(_make_runs(kind, list(group)))
    return tuple(runs)


def is_contents(rows: Sequence[Row]) -> bool:
    """Whether tab rows are a list of contents: label and page number on every line, pages not going back.

    >>> is_contents([Row(1, ("收支总表", "4")), Row(2, ("收入总表", "6"))])
    True
    >>> is_contents([Row(1, ("项目", "金额")), Row(2, ("办公费", "6"))])
    False
    """
    if any(_LEADER.search(field) for row in rows for field in row.fields):
        return True
    if any(len(row.fields) != 2 or not row.fields[0].strip() for row in rows):
        return False
    pages = [row.fields[1].strip() for row in rows]
    numbers = [int(page) for page in pages if page.isdecimal() and len(page) <= 3]
    return len(numbers) == len(pages) and numbers == sorted(numbers)


def is_damaged_contents(rows: Sequence[Row]) -> bool:
    """Whether tab rows that follow the heading 目录 can be its lines: most end with a page number, none has amounts."""
    numbered = sum(_PAGE_NUMBER.fullmatch(fold(_last_field(row))) is not None for row in rows)
    return 2 * numbered > len(rows) and not any(_AMOUNT.search(field) for row in rows for field in row.fields)


def is_prose(rows: Sequence[Row]) -> bool:
    """Whether tab lines are sentences or "name: value" lines rather than rows: one line alone of at most two fields."""
    return len(rows) == 1 and sum(bool(field.strip()) for field in rows[0].fields) <= 2


def _last_field(row: Row) -> str:
    return next((field for field in reversed(row.fields) if field.strip()), "")


def _kind_of(line: str) -> RunKind:
    if not line.strip():
        return "blank"
    if "\t" in line:
        return "tabs"
    return "markdown" if _MARKDOWN_ROW.fullmatch(line) else "prose"


def _make_runs(kind: RunKind, lines: list[tuple[int, str]]) -> Iterator[Run]:
    if kind == "tabs":
        yield Run(kind, tuple(Row(number, tuple(line.split("\t"))) for number, line in lines))
    elif kind == "markdown":
        rows = (Row(number, _markdown_fields(line)) for number, line in lines if not _MARKDOWN_RULE.fullmatch(line))
        yield Run(kind, tuple(rows))
    else:
        for number, line in lines:
            yield Run(kind, (Row(number, (line,)),))


def _markdown_fields(line: str) -> tuple[str, ...]:
    return tuple(field.replace("\\|", "|") for field in re.split(r"(?<!\\)\|", line.strip()[1:-1]))
