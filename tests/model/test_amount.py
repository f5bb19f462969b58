"""Printed numbers are read as people mean them, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.amount import MONEY_UNITS, Amount, fold, is_dash, parse_number

FULL_WIDTH = str.maketrans("0123456789.,-()%", "０１２３４５６７８９．，－（）％")
values = st.decimals(min_value=-(10**13), max_value=10**13, places=2, allow_nan=False).map(lambda value: value + 0)
decimals = st.integers(min_value=0, max_value=6)


@st.composite
def printed(draw: st.DrawFn) -> tuple[Decimal, int, str]:
    """A value, its number of decimals, and one of the ways in which people print it."""
    places = draw(decimals)
    units = draw(st.integers(min_value=-(10**15), max_value=10**15))
    value = Decimal(units).scaleb(-places)
    marked = draw(st.booleans())
    text = f"{abs(value):,.{places}f}" if marked else f"{abs(value):.{places}f}"
    if units < 0:
        text = f"({text})" if draw(st.booleans()) else f"-{text}"
    if draw(st.booleans()):
        text = text.translate(FULL_WIDTH)
    blank = draw(st.integers(min_value=0, max_value=len(text)))
    return value, places, text[:blank] + draw(st.sampled_from(["", " ", "\n", "　"])) + text[blank:]


@given(printed())
def test_every_way_of_printing_a_number_gives_its_value_and_decimals(case: tuple[Decimal, int, str]) -> None:
    value, places, text = case
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.decimals) == (value, places)


@given(st.text(max_size=12))
def test_what_is_read_as_a_number_prints_that_number(text: str) -> None:
    number = parse_number(text)
    if number is not None:
        digits = "".join(character for character in fold(text) if character.isdigit())
        assert digits.lstrip("0") == str(abs(number.value)).replace(".", "").replace("E+0", "").lstrip("0")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "—",
        "1,23",
        "12,34.5",
        "1,0425.8",
        "1.2.3",
        "(1",
        "1)",
        "(-1)",
        "--1",
        "1-2",
        "12元",
        "≥95%",
        "2024年",
        "１，２３",
    ],
)
def test_what_is_not_just_one_number_is_not_read(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(("text", "percent"), [("12.5%", True), ("12.5％", True), ("12.5", False)])
def test_a_percent_sign_is_kept_apart_from_the_value(text: str, percent: bool) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.percent) == (Decimal("12.5"), percent)


@pytest.mark.parametrize(
    ("text", "dash"), [("-", True), ("—", True), ("——", True), ("－", True), ("", False), ("-1", False)]
)
def test_only_dashes_are_dashes(text: str, dash: bool) -> None:
    assert is_dash(text) is dash


@given(st.text(alphabet="收支总表　 \n（）()％%，,．.0１9Ａa—-“”①㎡"))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(values, st.sampled_from(sorted(MONEY_UNITS)))
def test_an_amount_in_yuan_is_exact(value: Decimal, unit: str) -> None:
    amount = Amount(value, 2, unit)
    assert amount.yuan == value * MONEY_UNITS[unit]
    assert amount.quantum_yuan == MONEY_UNITS[unit] / 100


def test_a_count_has_no_value_in_yuan() -> None:
    assert (Amount(Decimal(3), 0, "辆").yuan, Amount(Decimal(3), 0, None).quantum_yuan) == (None, None)
