"""Official codes and names: what is listed when, and how a printed name is judged."""

from __future__ import annotations

import pytest

from gouji.law.classifications import FILES, NameVerdict, codes_named, judge_name, listings, lookup
from gouji.model.point import Dimension

JUDGEMENTS = [
    ("the name of the year", Dimension.FUNCTION, "20805", "行政事业单位养老支出", 2024, NameVerdict.KNOWN),
    ("the name of an earlier year", Dimension.FUNCTION, "20805", "行政事业单位离退休", 2024, NameVerdict.OTHER_YEAR),
    ("the earlier name in its year", Dimension.FUNCTION, "20805", "行政事业单位离退休", 2018, NameVerdict.KNOWN),
    ("half-width brackets", Dimension.FUNCTION, "20103", "政府办公厅(室)及相关机构事务", 2024, NameVerdict.KNOWN),
    ("a line break", Dimension.FUNCTION, "2080505", "机关事业单位基本\n养老保险缴费支出", 2024, NameVerdict.KNOWN),
    ("the code in front", Dimension.FUNCTION, "201", "201一般公共服务支出", 2024, NameVerdict.KNOWN),
    ("a name cut short", Dimension.FUNCTION, "2080505", "机关事业单位基本养老保险缴", 2024, NameVerdict.KNOWN),
    ("a local suffix", Dimension.FUNCTION, "2011002", "一般行政管理事务（人力资源事务）", 2020, NameVerdict.KNOWN),
    ("a local name", Dimension.FUNCTION, "213", "农林水事务", 2023, NameVerdict.KNOWN),
    ("the name of another code", Dimension.FUNCTION, "2010306", "行政运行", 2024, NameVerdict.OTHER_NAME),
    ("a code that is not listed", Dimension.FUNCTION, "2019777", "某项支出", 2024, NameVerdict.UNKNOWN),
    ("a code that places may add", Dimension.ECONOMIC, "3021101", "差旅费", 2026, NameVerdict.LOCAL),
    ("an economic name", Dimension.ECONOMIC, "30239", "其他交通费用", 2024, NameVerdict.KNOWN),
    ("no year known", Dimension.GOVERNMENT_ECONOMIC, "503", "机关资本性支出（一）", None, NameVerdict.KNOWN),
]


@pytest.mark.parametrize(("dimension", "code", "name", "year", "expected"), [case[1:] for case in JUDGEMENTS],
                         ids=[case[0] for case in JUDGEMENTS])  # fmt: skip
def test_a_printed_name_is_judged_by_the_list_of_its_year(
    dimension: Dimension, code: str, name: str, year: int | None, expected: NameVerdict
) -> None:
    assert judge_name(dimension, code, name, year).verdict is expected


def test_a_judgement_says_how_far_its_list_may_be_trusted() -> None:
    assert judge_name(Dimension.FUNCTION, "2010301", "一般行政管理事务", 2024).trust == "A"


@pytest.mark.parametrize("dimension", FILES)
def test_every_code_hangs_below_a_listed_code(dimension: Dimension) -> None:
    listed = listings(dimension)
    orphans = [code for code in listed if len(code) > 3 and code[:-2] not in listed]
    assert len(orphans) <= len(listed) // 100


def test_a_name_that_several_codes_carry_gives_all_of_them() -> None:
    named = codes_named(Dimension.FUNCTION, "行政运行")
    assert "2010101" in named
    assert len(named) > 20


def test_the_latest_name_stands_where_no_year_is_asked() -> None:
    found = lookup(Dimension.FUNCTION, "20805")
    assert found is not None
    assert found.name == "行政事业单位养老支出"
