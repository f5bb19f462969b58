"""Stored values held against their formulas: what does not agree is noticed, what was never stored is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.read.xlsx.formula import UnsupportedError, evaluate
from gouji.read.xlsx.number_format import format_general, format_number
from gouji.read.xlsx.sheet import Area, Position, Sheet, SheetCell, cell_name

_BINARY_NOISE = Decimal("5e-7")
"""Differences up to this (and to a thousand-millionth of the value) come from binary fractions, not from people."""

_WORK = 5_000_000
"""Cells that may be visited in all; formulas beyond that are left unverified, and that is noticed."""

_NAMED = 10
"""Cells that one notice names, at most."""


def recalculate(sheets: Sequence[Sheet], *, from_1904: bool) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The sheets with formulas that had no stored value worked out, and notices of what was stale or missing."""
    calculator = _Workbook({sheet.name: sheet for sheet in sheets})
    done: list[Sheet] = []
    notices: list[str] = []
    for sheet in sheets:
        cells = dict(sheet.cells)
        made: list[str] = []
        unread: list[str] = []
        for position, cell in sheet.cells.items():
            if cell.formula is None:
                continue
            value = calculator.formula_value(sheet.name, position)
            if cell.stored:
                if value is not None and cell.number is not None and _differs(cell.number, value):
                    notices.append(_stale(sheet.name, position, cell, value))
            elif value is None:
                unread.append(cell_name(*position))
            else:
                text = format_number(value, cell.style.format, from_1904=from_1904)
                cells[position] = replace(cell, text=text, number=value)
                made.append(cell_name(*position))
        done.append(replace(sheet, cells=cells))
        notices.extend(_missing(sheet.name, made, "的公式没有存储结果，已代为计算，须核对"))
        notices.extend(_missing(sheet.name, unread, "的公式没有存储结果，无法代为计算，未读"))
    if calculator.work > _WORK:
        notices.append("公式过多，没有全部重算")
    return tuple(done), tuple(notices)


def _differs(stored: Decimal, value: Decimal) -> bool:
    return abs(stored - value) > _BINARY_NOISE + abs(value) / 10**9


def _stale(sheet: str, position: Position, cell: SheetCell, value: Decimal) -> str:
    stored = format_general(cell.number or Decimal(0))
    return (
        f"工作表“{sheet}”{cell_name(*position)} 存储的是 {stored}，"
        f"按公式 ={cell.formula} 重算是 {format_general(value)}：公式可能没有重算"
    )


def _missing(sheet: str, names: list[str], said: str) -> Iterator[str]:
    if names:
        more = f" 等 {len(names)} 格" if len(names) > _NAMED else ""
        yield f"工作表“{sheet}”{'、'.join(names[:_NAMED])}{more}{said}"


class _Workbook:
    """The numbers of a workbook's cells, those of formulas without a stored value worked out when asked for."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self._sheets = sheets
        self._pending: set[tuple[str, Position]] = set()
        self._known: dict[tuple[str, Position], Decimal | None] = {}
        self.work = 0

    def formula_value(self, sheet: str, position: Position) -> Decimal | None:
        """What a cell's formula comes to now; None where it is beyond this calculator."""
        key = (sheet, position)
        if key in self._known:
            return self._known[key]
        cell = self._sheets[sheet].cells[position]
        if not cell.formula or key in self._pending or self.work > _WORK or len(self._pending) > 100:
            return None
        origin = cell.shared or position
        self._pending.add(key)
        try:
            value = evaluate(cell.formula, sheet, self, (position[0] - origin[0], position[1] - origin[1]))
        except UnsupportedError:
            value = None
        finally:
            self._pending.discard(key)
        self._known[key] = value
        return value

    def number(self, sheet: str, position: Position) -> Decimal | None:
        """The number of one cell: 0 where it is empty, None where it holds text."""
        self.work += 1
        held = self._sheets.get(sheet)
        if held is None:
            raise UnsupportedError
        cell = held.cells.get(position)
        if cell is None:
            return Decimal(0)
        if cell.formula is not None and not cell.stored:
            value = self.formula_value(sheet, position)
            if value is None:
                raise UnsupportedError
            return value
        return cell.number

    def numbers(self, sheet: str, area: Area) -> Iterable[Decimal]:
        """The numbers in an area, texts left out."""
        held = self._sheets.get(sheet)
        if held is None:
            raise UnsupportedError
        for position in _positions_in(held, area):
            number = self.number(sheet, position)
            if number is not None:
                yield number


def _positions_in(sheet: Sheet, area: Area) -> Iterable[Position]:
    top, left, bottom, right = area
    if (bottom - top + 1) * (right - left + 1) <= len(sheet.cells):
        return [
            (row, column)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) in sheet.cells
        ]
    return [(row, column) for row, column in sheet.cells if top <= row <= bottom and left <= column <= right]
