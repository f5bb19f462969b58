"""A workbook's cells as they are given: values, number formats, and whether a formula stands there."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gouji.build.validate_faults import BudgetError, error

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Given:
    """A cell that is not empty. `formula` says that its value is a formula's text."""

    value: Any
    number_format: str = "General"
    formula: bool = False


Grid = Mapping[int, Mapping[int, Given]]
"""Row number → column number (both from 1) → cell."""


Block = tuple[int, int, int, int]
"""A rectangle of cells: first column and row, last column and row, from 1."""


class Grids:
    """The sheets of a file, by their names, and what formulas came to when the file was last saved.

    `unread` names sheets of which only the name is wanted: their grids are empty.
    """

    def __init__(self, path: Path, unread: Container[str] = ()) -> None:
        self.path = path
        self.merged: dict[str, tuple[Block, ...]] = {}
        self.sheets = _load(path, unread, self.merged)

    def computed(self, sheet: str, row: int, column: int) -> Given | None:
        """What the formula in a cell came to; None where the file does not say."""
        return self._values.get(sheet, {}).get(row, {}).get(column)

    @cached_property
    def _values(self) -> Mapping[str, Grid]:
        return _load(self.path)


def _load(
    path: Path, unread: Container[str] = (), merged: dict[str, tuple[Block, ...]] | None = None
) -> dict[str, Grid]:
    """Every sheet's cells: as given, with what is merged put into `merged`; without it, what formulas came to."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=merged is None)
    except FileNotFoundError:
        raise _unreadable(path, "没有这个文件", "there is no such file", "请检查文件名", "check the name") from None
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError, AttributeError) as broken:
        # openpyxl says "no workbook" in all these ways; ParseError is a SyntaxError
        raise _unreadable(
            path,
            "不是可读的 .xlsx 工作簿（也许是 .xls、设了打开密码或已损坏）",
            "no readable .xlsx workbook (perhaps .xls, encrypted, or damaged)",
            "请用 Excel 或 WPS 打开，另存为 .xlsx，不设打开密码",
            "open it in Excel or WPS and save it as .xlsx without a password to open",
        ) from broken
    try:
        sheets: dict[str, Any] = {sheet.title: sheet for sheet in book.worksheets}
        if merged is not None:
            with zipfile.ZipFile(path) as parts:
                merged |= {name: _merged(parts, sheet) for name, sheet in sheets.items() if name not in unread}
        return {name: {} if name in unread else _cells(sheet) for name, sheet in sheets.items()}
    finally:
        book.close()


def _merged(parts: zipfile.ZipFile, sheet: Any) -> tuple[Block, ...]:
    """The merged cells of a sheet, which openpyxl does not tell of a book that it reads row by row."""
    from openpyxl.utils.cell import range_boundaries

    content = parts.read(sheet._worksheet_path)  # the only place where it keeps which part is the sheet's
    blocks = (range_boundaries(match[1].decode()) for match in _MERGED.finditer(content))
    return tuple((left, top, right, bottom) for left, top, right, bottom in blocks if left and top and right and bottom)


def _cells(sheet: Any) -> Grid:
    found: dict[int, dict[int, Given]] = {}
    for row in sheet.iter_rows():
        cells = {cell.column: _given(cell) for cell in row if cell.value is not None and cell.value != ""}
        if cells:
            number = next(cell.row for cell in row if cell.value is not None)  # empty cells know no place
            found[number] = cells
    return found


def _given(cell: Any) -> Given:
    return Given(cell.value, cell.number_format or "General", cell.data_type == "f")


def _unreadable(path: Path, chinese: str, english: str, remedy: str, english_remedy: str) -> BudgetError:
    place = (path.name, path.name)
    return BudgetError([error("unreadable", place, (chinese, english), (remedy, english_remedy))])
