from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.read.forms import Target, parse_target

SIGNS = {
    "≥": "≥",
    "≤": "≤",
    "≧": "≥",
    "≦": "≤",
    "=": "=",
    "＝": "=",
    ">": ">",
    "＜": "<",
    "不低于": "≥",
    "不超过": "≤",
    "": "=",
}
UNITS = ["", "%", "件", "万元", "元/次", "人次", "个工作日", "平方米", "台（套）"]


@given(
    st.sampled_from(sorted(SIGNS)),
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(UNITS),
    st.sampled_from(["", " "]),
)
def test_a_sign_a_number_and_a_unit_are_read_as_printed(sign, value, unit, blank):
    target = parse_target(f"{sign}{blank}{value}{blank}{unit}")

    expected_unit = unit.replace("（", "(").replace("）", ")") or None
    assert target == Target(SIGNS[sign], value, expected_unit, 2)


@given(st.text(max_size=30))
def test_any_text_gives_a_target_or_nothing(text):
    target = parse_target(text)

    assert target is None or str(abs(target.value)) in text.replace(",", "") or any(ch.isdigit() for ch in text)


@pytest.mark.parametrize(
    ("text", "sign", "value", "unit"),
    [
        ("≥95 百分比", "≥", "95", "%"),
        ("≤1,500 件", "≤", "1500", "件"),
        ("100%", "=", "100", "%"),
        ("≥50个、套", "≥", "50", "个、套"),
        ("≥80.00(%)", "≥", "80.00", "%"),
        ("≥12.00(次)", "≥", "12.00", "次"),
        ("48小时内处理完毕", "≤", "48", "小时"),
        ("5个工作日以内", "≤", "5", "个工作日"),
        ("90%以上", "≥", "90", "%"),
        ("小于48小时", "<", "48", "小时"),
        ("≤2500元/组次", "≤", "2500", "元/组次"),
    ],
)
def test_targets_of_published_forms(text, sign, value, unit):
    target = parse_target(text)

    assert target is not None
    assert (sign, Decimal(value), unit) == (target.comparator, target.value, target.unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "明显提升",
        "10-15项",
        "2024年12月底前",
        "6月30日前",
        "前10名",
        "全年24小时不间断服务",
        "第1名",
        "1次/2次",
        "4名专职人员到岗并考核合格",
        "≥3次且≤5次",
    ],
)
def test_words_ranges_dates_ranks_and_sentences_are_no_targets(text):
    assert parse_target(text) is None
