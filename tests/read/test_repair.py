import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.amount import parse_number
from gouji.read.repair import repair_cell, repair_decimal_comma, repair_sentence, strip_markup

amounts = st.decimals(min_value=0, max_value=10**8, places=2)


@pytest.mark.parametrize(
    ("printed", "says"),
    [
        ("41.1 1", "41.11"),
        ("2101 101", "2101101"),
        ("5, 456. 16", "5,456.16"),
        ("住房 公积 金", "住房公积金"),
        ("<b>**合计**</b>", "合计"),
        ("≥95 %", "≥95 %"),
        ("単位编码", "单位编码"),
        ("Wi-Fi 6 设备", "Wi-Fi 6 设备"),
        ("", ""),
    ],
)
def test_a_cell_loses_what_the_conversion_put_in(printed: str, says: str) -> None:
    assert says == repair_cell(printed)


@pytest.mark.parametrize(
    ("printed", "says"),
    [
        ("基本支出<u>1191.58</u>万元", "基本支出1191.58万元"),
        ("收入__5456.16__万元，增长_1.78__%", "收入5456.16万元，增长1.78%"),
        ("- 1、**项目支出**：指其他支出", "1、项目支出：指其他支出"),
        ("合计 5, 456. 16 万元", "合计 5,456.16 万元"),
        ("见 file_name_2 一节", "见 file_name_2 一节"),
        ("第1. 20个窗口", "第1. 20个窗口"),
    ],
)
def test_a_sentence_loses_markup_and_underlines(printed: str, says: str) -> None:
    assert says == repair_sentence(printed)


def test_a_line_break_tag_stays_a_line_break() -> None:
    assert strip_markup("预算<br/>单位") == "预算\n单位"


@given(amounts, st.integers(0, 12))
def test_a_blank_inside_an_amount_never_changes_its_value(amount: object, place: int) -> None:
    printed = f"{amount:,}"
    cut = min(place, len(printed))
    assert parse_number(printed) == parse_number(repair_cell(f"{printed[:cut]} {printed[cut:]}"))


@given(amounts.filter(lambda amount: amount >= 1000))
def test_a_comma_for_the_decimal_point_is_seen_from_the_thousands_marks(amount: object) -> None:
    printed = f"{amount:,}"
    assert printed == repair_decimal_comma(printed.replace(".", ","))
    assert repair_decimal_comma(printed) is None
