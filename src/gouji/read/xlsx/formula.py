"""What simple formulas come to: sums, the four operations, ROUND and ABS over cells. Anything else is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Protocol

from gouji.read.xlsx.sheet import Area, Position, parse_cell_name

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d*)?(?:[Ee][+-]?\d+)?|\.\d+)
    | (?P<sheet>'(?:[^']|'')+'!|[\w.·（）()“”]+!)? (?P<reference>\$?[A-Za-z]{1,3}\$?\d{1,7})(?![\w(])
    | (?P<function>[A-Za-z][A-Za-z.]*)\( | (?P<mark>[-+*/(),:%]))""",
    re.VERBOSE,
)
_DEEPEST = 40
_LONGEST = 4_000
_ARITHMETIC = Context(
    prec=28, rounding=ROUND_HALF_UP, Emax=400, Emin=-400, traps=[DivisionByZero, InvalidOperation, Overflow]
)


class UnsupportedError(Exception):
    """A formula that this small calculator leaves alone."""


class Cells(Protocol):
    """Where a formula finds the numbers of cells; a cell with text counts as None, an empty one as 0 or nothing."""

    def number(self, sheet: str, position: Position) -> Decimal | None:
        """The number of one cell: 0 where it is empty, None where it holds text."""

    def numbers(self, sheet: str, area: Area) -> Iterable[Decimal]:
        """The numbers in an area, texts left out."""


def evaluate(formula: str, sheet: str, cells: Cells, shift: Position = (0, 0)) -> Decimal:
    """The number that a formula comes to; `shift` moves its relative references (formulas shared by many cells).

    Raises:
        UnsupportedError: it uses something else than sums, the four operations, ROUND, ABS and cells with numbers.
    """
    if len(formula) > _LONGEST:
        raise UnsupportedError
    parser = _Calculator(formula.removeprefix("="), sheet, cells, shift)
    try:
        value = parser.expression()
    except (ArithmeticError, ValueError):
        raise UnsupportedError from None
    if parser.token is not None:
        raise UnsupportedError
    return value


class _Calculator:
    """Reads and works out a formula in one pass."""

    def __init__(self, formula: str, sheet: str, cells: Cells, shift: Position) -> None:
        self._formula = formula
        self._sheet = sheet
        self._cells = cells
        self._shift = shift
        self._position = 0
        self._depth = 0
        self.token: re.Match[str] | None = None
        self._next()

    def expression(self) -> Decimal:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnsupportedError
        value = self._term()
        while (mark := self._mark()) in {"+", "-"}:
            self._next()
            other = self._term()
            value = _ARITHMETIC.add(value, other) if mark == "+" else _ARITHMETIC.subtract(value, other)
        self._depth -= 1
        return value

    def _next(self) -> None:
        rest = self._formula[self._position :].strip()
        if not rest:
            self.token = None
            return
        self.token = _TOKEN.match(self._formula, self._position)
        if self.token is None:
            raise UnsupportedError
        self._position = self.token.end()

    def _mark(self) -> str | None:
        return self.token["mark"] if self.token is not None else None

    def _expect(self, mark: str) -> None:
        if self._mark() != mark:
            raise UnsupportedError
        self._next()

    def _term(self) -> Decimal:
        value = self._factor()
        while (mark := self._mark()) in {"*", "/"}:
            self._next()
            other = self._factor()
            value = _ARITHMETIC.multiply(value, other) if mark == "*" else _ARITHMETIC.divide(value, other)
        return value

    def _factor(self) -> Decimal:
        sign = 1
        while (mark := self._mark()) in {"+", "-"}:
            sign = -sign if mark == "-" else sign
            self._next()
        value = self._atom()
        while self._mark() == "%":
            self._next()
            value = _ARITHMETIC.divide(value, Decimal(100))
        return value if sign > 0 else -value

    def _atom(self) -> Decimal:
        token = self.token
        if token is None:
            raise UnsupportedError
        if token["number"]:
            self._next()
            return Decimal(token["number"])
        if token["reference"]:
            sheet, position = self._reference(token)
            self._next()
            value = self._cells.number(sheet, position)
            if value is None:
                raise UnsupportedError
            return value
        if token["function"]:
            return self._function(token["function"].upper())
        self._expect("(")
        value = self.expression()
        self._expect(")")
        return value

    def _function(self, name: str) -> Decimal:
        self._next()
        if name == "SUM":
            return self._sum()
        if name not in {"ROUND", "ABS"}:
            raise UnsupportedError
        value = self.expression()
        if name == "ROUND":
            self._expect(",")
            places = self.expression()
            value = value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP, _ARITHMETIC)
        self._expect(")")
        return abs(value) if name == "ABS" else value

    def _sum(self) -> Decimal:
        total = Decimal(0)
        while True:
            for number in self._argument():
                total = _ARITHMETIC.add(total, number)
            if self._mark() != ",":
                break
            self._next()
        self._expect(")")
        return total

    def _argument(self) -> Iterable[Decimal]:
        """The numbers of one argument of SUM: an area, a cell (its text ignored), or an expression."""
        token, position = self.token, self._position
        if token is not None and token["reference"]:
            sheet, start = self._reference(token)
            self._next()
            if self._mark() == ":":
                self._next()
                if self.token is None or not self.token["reference"]:
                    raise UnsupportedError
                _, end = self._reference(self.token)
                self._next()
                return self._cells.numbers(sheet, _area(start, end))
            if self._mark() in {",", ")"}:
                return self._cells.numbers(sheet, _area(start, start))
            self.token, self._position = token, position
        return (self.expression(),)

    def _reference(self, token: re.Match[str]) -> tuple[str, Position]:
        name = token["reference"]
        position = parse_cell_name(name)
        if position is None:
            raise UnsupportedError
        row = position[0] + (0 if "$" in name[1:] else self._shift[0])
        column = position[1] + (0 if name.startswith("$") else self._shift[1])
        if row < 0 or column < 0:
            raise UnsupportedError
        sheet = (token["sheet"] or "").removesuffix("!")
        if sheet.startswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        return sheet or self._sheet, (row, column)


def _area(start: Position, end: Position) -> Area:
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
