"""Numbers print as the spreadsheet shows them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.amount import parse_number
from gouji.read.xlsx.number_format import BUILT_IN, format_number


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("746.3", "0.00", "746.30"),
        ("746.2999999999999", "0.00", "746.30"),
        ("1.005", "0.00", "1.01"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("-5", "0.00_);(0.00)", "(5.00)"),
        ("-12.5", BUILT_IN[43], "-12.50"),
        ("0", BUILT_IN[43], "-"),
        ("0.1234", "0.00%", "12.34%"),
        ("12345", '0!.0,"万"', "1.2万"),
        ("123456789", "#,##0.00,,", "123.46"),
        ("5", "00", "05"),
        ("5", "0.##", "5"),
        ("0.5", ".00", ".50"),
        ("-3", "[Red]0.00", "-3.00"),
        ("0", "#,##0.00;-#,##0.00;", ""),
        ("0", "0;-0;;@", ""),
        ("2050101", "@", "2050101"),
        ("2026", "General", "2026"),
        ("0.30000000000000004", "General", "0.3"),
        ("123456.789012", "General", "123456.789012"),
        ("33.333333333333336", "General", "33.33333333"),
        ("41", "[DBNum1][$-804]General", "41"),
        ("12", "[$¥-804]#,##0.00", "¥12.00"),
        ("7.5", '0.00"万元"', "7.50万元"),
        ("1234.5", "[<1000]0;#,##0.0", "1,234.5"),
        ("46023", "yyyy-mm-dd", "2026-01-01"),
        ("46023", BUILT_IN[31], "2026年1月1日"),
        ("46023.5", "yyyy/m/d h:mm", "2026/1/1 12:00"),
        ("46023.75", '上午/下午h"时"mm"分"', "下午6时00分"),
        ("1.5", "[h]:mm", "36:00"),
        ("1E+300", "0.00", "1E+300"),
    ],
)
def test_a_number_prints_as_its_format_says(value: str, code: str, shown: str) -> None:
    assert shown == format_number(Decimal(value), code)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.integers(0, 4))
def test_what_prints_reads_back_as_the_rounded_number(value: Decimal, places: int) -> None:
    code = "#,##0" + ("." + "0" * places if places else "")
    number = parse_number(format_number(value, code))
    assert number is not None
    assert (value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), places) == (number.value, number.decimals)


@given(
    st.text(alphabet='0#?.,%_*"\\;[]$-@yYmdhsE+/ 年Ge', max_size=30), st.decimals(allow_nan=False, allow_infinity=False)
)
def test_no_format_code_can_break_the_reader(code: str, value: Decimal) -> None:
    assert isinstance(format_number(value, code), str)
