"""The rows of one sheet as values of the model. Blank rows are skipped, and rows of totals that a clerk added."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any

from gouji.build.validate_faults import BudgetFault, Words, error, notice, warning
from gouji.build.workbook.choices import ChoiceLists
from gouji.build.workbook.forms import Column, Kind, Row, SheetForm
from gouji.build.workbook.grids import Given, Grid, Grids
from gouji.build.workbook.heads import Heads, cell_name, cells_of
from gouji.build.workbook.values import Parsed, Trouble, parse_cell, text_of
from gouji.model.amount import fold

_TOTALS = frozenset({"合计", "小计", "总计", "共计", "合计:"})
_REFERS = {Kind.UNIT: ("units", "单位"), Kind.PROJECT: ("projects", "项目"), Kind.TASK: ("tasks", "重点任务")}
_UNIQUE = {"units": "code", "projects": "code", "tasks": "name"} | dict.fromkeys(
    ("names", "reasons", "staffing", "contacts"), "key"
)


@dataclass(slots=True)
class Names:
    """What units, projects and tasks are called, as their sheets are read: (sheet, folded text) → code."""

    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, sheet: str, row: Row) -> None:
        """Let the entry of a row be referred to by code, by name, and by both."""
        code, name = str(row.get("code") or row.get("name") or ""), str(row.get("name") or "")
        for text in (name, f"{code}{name}", code):
            if text:
                self.found.setdefault((sheet, fold(text)), code)
        self.found[sheet, fold(code)] = code  # a code goes before another's name

    def find(self, sheet: str, text: str) -> str | None:
        """The code that a cell means: its whole text, or its first word where that is a code."""
        first, *rest = text.split(maxsplit=1)
        whole = self.found.get((sheet, fold(text)))
        return whole or (self.found.get((sheet, fold(first))) if rest else None)


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads rows of sheets; what is wrong is added to `faults`."""

    grids: Grids
    lists: ChoiceLists
    names: Names
    faults: list[BudgetFault]

    def rows(self, form: SheetForm, name: str, grid: Grid, heads: Heads) -> Iterator[tuple[int, Row]]:
        """The rows with their numbers. A row with a fault is given too, that others may refer to it."""
        seen: dict[Any, int] = {}
        merged = frozenset(self._merged(name, grid, heads))
        for line in sorted(number for number in grid if number > heads.row):
            cells = cells_of(grid[line], heads)
            if not cells:
                continue
            if fold(text_of(cells[min(cells)])) in _TOTALS:
                self.faults.append(_total(name, min(cells), line))
                continue
            row = self._row(form, name, line, cells, heads, merged)
            key = row.get(_UNIQUE.get(form.key, ""))
            if key is not None and key in seen:
                self.faults.append(_repeated(form, name, line, str(key), seen[key]))
            seen.setdefault(key, line)
            if form.key in _UNIQUE:
                self.names.add(form.key, row)
            yield line, row

    def _merged(self, name: str, grid: Grid, heads: Heads) -> Iterator[tuple[int, int]]:
        """Cells below the header that are merged with another: the file keeps one value for all. Each block is told."""
        for left, top, right, bottom in self.grids.merged.get(name, ()):
            held = [number for number in range(left, right + 1) if number in heads.columns]
            held = [number for number in held if heads.columns[number].kind is not Kind.SHOWN]
            lines = range(max(top, heads.row + 1), bottom + 1)
            if len(held) * len(lines) > 1 and left in grid.get(top, {}):
                self.faults.append(_merged(cell_name(name, left, top), cell_name(name, right, bottom)))
                yield from ((line, number) for line in lines for number in held)

    def _row(
        self, form: SheetForm, name: str, line: int, cells: dict[int, Given], heads: Heads, merged: Container[Any]
    ) -> Row:
        row: Row = {column.field: column.default for column in form.columns if column.kind is not Kind.SHOWN}
        for number, column in heads.columns.items():
            if column.kind is Kind.SHOWN:
                continue
            given = cells.get(number)
            if given is not None and given.formula:
                given = self._computed(name, number, line)
                if given is None:
                    continue
            if given is not None and text_of(given):
                row[column.field] = self._value(form, column, given, name, number, line)
            elif column.needed and (line, number) not in merged:
                self.faults.append(_blank(column, name, number, line))
            else:
                row[column.field] = column.default
        return row

    def _computed(self, name: str, number: int, line: int) -> Given | None:
        given = self.grids.computed(name, line, number)
        if given is None:
            cause = ("这里是公式，文件里没有它的计算结果", "a formula stands here, and the file has no result of it")
            remedy = (
                "请用 Excel 或 WPS 打开并保存一次，或直接填数",
                "open and save it in Excel or WPS, or enter the value",
            )
            self.faults.append(error("formula", cell_name(name, number, line), cause, remedy))
        return given

    def _value(self, form: SheetForm, column: Column, given: Given, name: str, number: int, line: int) -> Any:
        if column.kind in _REFERS:
            value, trouble = self._reference(column, text_of(given))
        else:
            choices = self.lists[column.choices] if column.choices else None
            value, trouble = parse_cell(column, given, choices, self.lists.year)
        if trouble is not None:
            say = warning if trouble.doubt else error
            self.faults.append(say(trouble.code, cell_name(name, number, line), trouble.cause, trouble.remedy))
        return value

    def _reference(self, column: Column, text: str) -> Parsed:
        sheet, title = _REFERS[column.kind]
        found = self.names.find(sheet, text)
        if found is not None or column.loose:
            return found or text, None
        return None, Trouble(
            f"unknown_{sheet.removesuffix('s')}",
            (f"“{text}”没有在“{title}”表登记", f"{text!r} is not in the sheet {title}"),
            (f"请先在“{title}”表登记，或从下拉列表选", f"enter it in the sheet {title} first, or choose from the list"),
        )


def _merged(first: Words, last: Words) -> BudgetFault:
    corner = last[0].split("!")[1]
    cause = ("这几格合并了，只有第一格有内容", "these cells are merged: only the first holds anything")
    remedy = ("请取消合并，每格都填写", "unmerge them and fill in each")
    return error("merged", (f"{first[0]}:{corner}", f"{first[1]}:{corner}"), cause, remedy)


def _blank(column: Column, name: str, number: int, line: int) -> BudgetFault:
    cause = (f"没有填写“{column.head}”", f"{column.head!r} is not filled in")
    code = {Kind.UNIT: "missing_unit", Kind.PROJECT: "missing_project"}.get(column.kind, "missing")
    remedy = ("请填写；如整行不要，请把这一行清空", "fill it in, or clear the whole row")
    return error(code, cell_name(name, number, line), cause, remedy)


def _repeated(form: SheetForm, name: str, line: int, key: str, first: int) -> BudgetFault:
    column = form.column(_UNIQUE[form.key])
    cause = (f"{column.head}“{key}”与第 {first} 行重复", f"{column.head} {key!r} stands in row {first} already")
    return error(
        "repeated", (f"{name}!{line}行", f"{name}!row {line}"), cause, ("请改正或删去一行", "mend or remove one")
    )


def _total(name: str, number: int, line: int) -> BudgetFault:
    cause = ("像是自己加的合计行，没有读取", "seems a row of totals that was added; it was not read")
    remedy = ("合计自动计算，可以删去这一行", "totals are computed; the row can go")
    return notice("total_row", cell_name(name, number, line), cause, remedy)
