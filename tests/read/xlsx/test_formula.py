"""Simple formulas come to what a spreadsheet makes of them; others are left alone."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.read.xlsx.formula import UnsupportedError, evaluate
from gouji.read.xlsx.sheet import Area, Position, cell_name, parse_area, parse_cell_name


class Board:
    """Column A holds 1, 2, 3 …, column B text, other sheets ten times as much; elsewhere it is empty."""

    def number(self, sheet: str, position: Position) -> Decimal | None:
        row, column = position
        if column == 1:
            return None
        return Decimal((row + 1) * (1 if sheet == "表" else 10)) if column == 0 else Decimal(0)

    def numbers(self, sheet: str, area: Area) -> Iterable[Decimal]:
        top, left, bottom, right = area
        found = (
            self.number(sheet, (row, column)) for row in range(top, bottom + 1) for column in range(left, right + 1)
        )
        return (number for number in found if number is not None)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("SUM(A1:A4)", "10"),
        ("=SUM(A1:B4,A2,5)", "17"),
        ("SUM(A1:A2)+SUM(A3:A4)*2", "17"),
        ("A1+A2*A3-A4/2", "5"),
        ("-(A1+A2)%", "-0.03"),
        ("ROUND(A1/A3,2)", "0.33"),
        ("ABS(A1-A3)", "2"),
        ("SUM('支出 总表'!A1:A2)+其他!$A$3", "60"),
        ("SUM(A1+A2,C9)", "3"),
        ("1.5E2 + .5", "150.5"),
    ],
)
def test_a_formula_comes_to(formula: str, value: str) -> None:
    assert Decimal(value) == evaluate(formula, "表", Board())


@pytest.mark.parametrize(
    "formula",
    [
        "IF(A1>0,1,2)",
        "A1/C9",
        "B1+1",
        '"x"',
        "A1:A3",
        "SUM(A:A)",
        "VLOOKUP(1,A1:B2,2)",
        "[1]表!A1",
        "",
        "((((",
        "(" * 90 + "1",
    ],
)
def test_what_it_cannot_work_out_is_left_alone(formula: str) -> None:
    with pytest.raises(UnsupportedError):
        evaluate(formula, "表", Board())


def test_relative_references_move_with_a_shared_formula() -> None:
    assert evaluate("A1+$A$1", "表", Board(), (4, 0)) == 6


@given(st.text(alphabet="SUMROND(A1:B2,)+-*/%.0 '!$", max_size=40))
def test_no_formula_can_break_the_calculator(formula: str) -> None:
    try:
        assert isinstance(evaluate(formula, "表", Board()), Decimal)
    except UnsupportedError:
        return


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_names_of_cells_go_both_ways(row: int, column: int) -> None:
    assert (row, column) == parse_cell_name(cell_name(row, column))


def test_an_area_may_be_written_from_any_corner() -> None:
    assert parse_area("C3:A1") == parse_area("$A$1:$C$3") == (0, 0, 2, 2)
