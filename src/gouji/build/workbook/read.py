"""A budget read from a workbook: every fault at once, each with sheet, cell, cause and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gouji.build.validate_faults import BudgetError, BudgetFault, error, notice, warning
from gouji.build.workbook.choices import ChoiceLists
from gouji.build.workbook.entries import rows_to_budget
from gouji.build.workbook.forms import Column, Row, SheetForm, head_key, title_key
from gouji.build.workbook.grids import Grid, Grids
from gouji.build.workbook.heads import cell_name, find_heads
from gouji.build.workbook.rows import Names, RowReader
from gouji.build.workbook.sheets import BALANCE, BY_KEY, FACTS, FACTS_SHEET, GUIDE, LISTS, SHEETS
from gouji.build.workbook.values import parse_cell, text_of
from gouji.model.budget import Budget
from gouji.model.finding import Severity

_SOME_YEAR = 2026
"""The year whose codes are offered where the workbook does not say its own (which is an error)."""

_FIRST = ("units", "projects", "tasks")
"""Sheets whose names the others refer to."""

_ENTRIES = ["units", "receipts", "basic", "projects", "spending", "tasks", "closings", "extras", "purchases", "assets"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the budget (None where a fault is an error), all faults, and where each entry stands.

    `places` gives the sheet and row of an entry of the budget: ("lines", 0) → ("基本支出", 7).
    """

    budget: Budget | None
    faults: tuple[BudgetFault, ...]
    places: Mapping[tuple[str, int], tuple[str, int]]


def read_workbook(path: Path) -> Budget:
    """The budget in a workbook; `BudgetError` with every fault where one is an error."""
    reading = examine_workbook(path)
    if reading.budget is None:
        raise BudgetError(reading.faults)
    return reading.budget


def examine_workbook(path: Path) -> Reading:
    """The budget in a workbook with all that was doubtful or ignored; `BudgetError` only where it cannot be opened."""
    return _Reader(Grids(path, (LISTS, GUIDE, BALANCE))).reading()


def place_faults(faults: tuple[BudgetFault, ...], reading: Reading) -> tuple[BudgetFault, ...]:
    """Faults of `validate`, with the sheet and row of the entry in the workbook that was read."""
    placed = []
    for fault in faults:
        if fault.entry is not None and fault.entry in reading.places:
            sheet, row = reading.places[fault.entry]
            where = (f"{sheet}表第{row}行 {fault.place[0]}", f"{sheet} row {row}, {fault.place[1]}")
            fault = replace(fault, place=where)
        placed.append(fault)
    return tuple(placed)


class _Reader:
    def __init__(self, grids: Grids) -> None:
        self.grids = grids
        self.faults: list[BudgetFault] = []
        self.names = {title_key(name): name for name in grids.sheets}
        self.lines: dict[str, list[int]] = {}

    def reading(self) -> Reading:
        facts = self._facts()
        year = facts.get("year") or _SOME_YEAR
        lists = ChoiceLists(facts.get("pack") or "", year)
        reader = RowReader(self.grids, lists, Names(), self.faults)
        rows: dict[str, list[Row]] = {"facts": [facts]}
        wanted = [form for form in SHEETS if form.key != "facts"]
        for form in sorted(wanted, key=lambda form: form.key not in _FIRST):
            rows[form.key] = self._rows(form, reader, year)
        self._unknown_sheets()
        order = {form.title: number for number, form in enumerate(SHEETS)}
        self.faults.sort(key=lambda fault: order.get(fault.place[0].split("!")[0], -1))
        broken = any(fault.severity is Severity.ERROR for fault in self.faults)
        budget = None if broken else rows_to_budget(rows)
        return Reading(budget, tuple(self.faults), dict(self._places()))

    def _rows(self, form: SheetForm, reader: RowReader, year: int) -> list[Row]:
        name = self.names.get(title_key(form.title))
        if name is None:
            self.faults.append(_no_sheet(form, renamed=self._renamed(form)))
            return []
        grid = self.grids.sheets[name]
        heads = find_heads(form, name, grid, year)
        if heads is None:
            if grid:
                self.faults.append(_no_heads(form, name))
            return []
        self.faults += heads.faults
        found = list(reader.rows(form, name, grid, heads))
        self.lines[form.key] = [line for line, _ in found]
        return [row for _, row in found]

    def _facts(self) -> Row:
        """基本信息: one fact a row, known by its label."""
        name = self.names.get(title_key(FACTS_SHEET))
        form = BY_KEY["facts"]
        heads = None if name is None else find_heads(form, name, self.grids.sheets[name], 0)
        if name is None or heads is None:
            self.faults.append(_no_sheet(form, needed=True) if name is None else _no_heads(form, name))
            return {}
        columns = {column.field: number for number, column in heads.columns.items()}
        grid = self.grids.sheets[name]
        known = {head_key(fact.head): fact for fact in FACTS}
        facts: Row = {fact.field: fact.default for fact in FACTS}
        for line in sorted(line for line in grid if line > heads.row and columns["label"] in grid[line]):
            label = text_of(grid[line][columns["label"]])
            fact = known.pop(head_key(label), None)
            if fact is None:
                if columns["value"] in grid[line]:
                    self.faults.append(_unknown_fact(name, line, columns["label"], label))
            else:
                facts[fact.field] = self._fact(name, fact, grid, line, columns["value"])
        self.faults += [_no_fact(name, fact) for fact in known.values() if fact.needed]
        return facts

    def _fact(self, name: str, fact: Column, grid: Grid, line: int, column: int) -> object:
        given = grid[line].get(column)
        if given is not None and given.formula:
            given = self.grids.computed(name, line, column)
        place = cell_name(name, column, line)
        if given is None or not text_of(given):
            if fact.needed:
                cause = (f"没有填写“{fact.head}”", f"{fact.head!r} is not filled in")
                self.faults.append(error("missing", place, cause, ("请填写", "fill it in")))
            return fact.default
        if fact.field == "year" and isinstance(given.value, str):
            given = replace(given, value=given.value.strip().removesuffix("度").removesuffix("年"))
        lists = ChoiceLists("", _SOME_YEAR)
        value, trouble = parse_cell(fact, given, lists[fact.choices] if fact.choices else None, 0)
        if trouble is None and fact.field == "year" and not 1990 <= value <= 2999:
            cause = (f"{value} 不是四位数字的年度", f"{value} is no year of four digits")
            self.faults.append(error("year", place, cause, ("请填如 2027", "write it as 2027")))
            return None
        if trouble is not None:
            self.faults.append(error(trouble.code, place, trouble.cause, trouble.remedy))
        return value

    def _unknown_sheets(self) -> None:
        for name in self._others():
            if self.grids.sheets[name]:
                cause = ("不是本工作簿的表，没有读取", "is no sheet of this workbook and was not read")
                remedy = ("如是自己的底稿，不必处理", "leave it if it is your own working sheet")
                self.faults.append(notice("unknown_sheet", (name, name), cause, remedy))

    def _others(self) -> list[str]:
        """The names of sheets that are none of the workbook's own."""
        known = {title_key(form.title) for form in SHEETS} | {title_key(one) for one in (LISTS, GUIDE, BALANCE)}
        return [name for key, name in self.names.items() if key not in known]

    def _renamed(self, form: SheetForm) -> str:
        """The sheet that seems to be a missing one under another name: its header row is that sheet's."""
        for name in self._others():
            heads = find_heads(form, name, self.grids.sheets[name], _SOME_YEAR)
            if heads is not None and title_key(form.title) in title_key(name):
                return name
        return ""

    def _places(self) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
        counts: dict[str, int] = {}
        for key in _ENTRIES:
            field = "lines" if key in ("basic", "spending") else key
            title = BY_KEY[key].title
            for line in self.lines.get(key, ()):
                number = counts.get(field, 0)
                counts[field] = number + 1
                yield (field, number), (title, line)


def _no_sheet(form: SheetForm, *, needed: bool = False, renamed: str = "") -> BudgetFault:
    place = (form.title, form.title)
    if renamed:
        cause = (
            f"工作簿里没有这张表，“{renamed}”像是它",
            f"there is no such sheet; {renamed!r} seems to be it",
        )
        remedy = (f"请把表名改回“{form.title}”", f"name it {form.title!r} again")
        return error("renamed_sheet", place, cause, remedy)
    if needed:
        cause = ("工作簿里没有这张表", "the workbook has no such sheet")
        remedy = ("请用新建的工作簿填写，不要删改表名", "fill in a new workbook and keep the sheets' names")
        return error("missing_sheet", place, cause, remedy)
    cause = ("工作簿里没有这张表，按没有内容处理", "the workbook has no such sheet; it was taken as empty")
    return warning("missing_sheet", place, cause, ("如误删，请补回", "put it back if it was removed by mistake"))


def _no_heads(form: SheetForm, name: str) -> BudgetFault:
    heads = "、".join(column.head for column in form.columns if column.needed)
    cause = ("找不到表头行", "the header row was not found")
    remedy = (f"请恢复表头：{heads}", f"put the headers back: {heads}")
    return error("no_heads", (name, name), cause, remedy)


def _unknown_fact(name: str, line: int, column: int, label: str) -> BudgetFault:
    cause = (f"没有名为“{label}”的事项，没有读取", f"there is no fact {label!r}; it was not read")
    remedy = ("如是自己的备注，不必处理", "leave it if it is your own note")
    return notice("unknown_fact", cell_name(name, column, line), cause, remedy)


def _no_fact(name: str, fact: Column) -> BudgetFault:
    cause = (f"缺少“{fact.head}”这一行", f"the row {fact.head!r} is missing")
    return error("missing", (name, name), cause, ("请补上这一行", "put it back"))
