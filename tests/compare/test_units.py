"""A department is the sum of its units, less what they hand to each other."""

from __future__ import annotations

from gouji.compare.example import example_side, tell
from gouji.compare.model import Comparison
from gouji.compare.run import compare_claims
from gouji.model.finding import Verdict

TABLE = """
支出预算表 | 万元 | flow=expenditure year=2024 stage=budget
科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
合计 | {0} | {1} | {2}
201 一般公共服务支出 | {3} | {4} | {5}
208 社会保障和就业支出 | {6} | {7} | {8}
"""
OFFICE = ("78.00", "56.00", "22.00", "66.00", "45.00", "21.00", "12.00", "11.00", "1.00")
CENTRE = ("10.00", "6.00", "4.00", "8.00", "4.50", "3.50", "2.00", "1.50", "0.50")
WHOLE = ("88.00", "62.00", "26.00", "74.00", "49.50", "24.50", "14.00", "12.50", "1.50")


def compare(department: str, *units: str) -> Comparison:
    names = ("青石县示范局", "青石县示范中心", "青石县示范站")
    named = department + "\n单位表 | 张 |\n单位 | 数\n" + "".join(f"{name} | 1\n" for name in names)
    sides = [example_side(named, "2024", scope="department")]
    sides += [example_side(unit, "2024", scope="unit", entity=name) for unit, name in zip(units, names, strict=False)]
    return compare_claims(sides)


def found(department: str, *units: str) -> list[str]:
    return tell(compare(department, *units).findings)


def test_the_sums_of_two_units_are_the_department() -> None:
    comparison = compare(TABLE.format(*WHOLE), TABLE.format(*OFFICE), TABLE.format(*CENTRE))
    assert (tell(comparison.findings), {outcome.verdict for outcome in comparison.outcomes}) == ([], {Verdict.PASS})


def test_one_sum_that_does_not_hold_is_an_error() -> None:
    wrong = TABLE.format(*WHOLE).replace("49.50", "45.90")
    assert found(wrong, TABLE.format(*OFFICE), TABLE.format(*CENTRE)) == [
        "error ACR03 45.00 + 4.50 = 49.50 ≠ 45.90",
    ]


def test_rounding_in_each_unit_may_move_a_sum() -> None:
    moved = TABLE.format(*WHOLE).replace("49.50", "49.51")
    assert found(moved, TABLE.format(*OFFICE), TABLE.format(*CENTRE)) == []


def test_a_missing_unit_is_no_mistake_and_is_listed() -> None:
    comparison = compare(TABLE.format(*WHOLE), TABLE.format(*OFFICE))
    assert tell(comparison.findings) == []
    assert {outcome.verdict for outcome in comparison.outcomes} == {Verdict.NOT_CHECKABLE}
    assert [each.count for each in comparison.links[0].unmatched] == [9]


def test_a_unit_that_exceeds_its_department_is_a_warning() -> None:
    office = TABLE.format(*OFFICE).replace("| 1.00", "| 9.00")
    assert found(TABLE.format(*WHOLE), office) == ["warning ACR03 9.00 ≠ 1.50"]


def test_a_line_that_the_department_lacks_is_an_error() -> None:
    office = TABLE.format(*OFFICE) + "210 卫生健康支出 | 3.00 | 3.00 |\n"
    assert found(TABLE.format(*WHOLE), office, TABLE.format(*CENTRE)) == ["error ACR03 3.00 ≠ 未列"]


INCOME = """
收入预算表 | 万元 | flow=income year=2024 stage=budget
项目 | 金额
合计 | {0}
财政拨款 fund=fiscal | {1}
上级补助收入 fund=superior | {2}
"""


def test_what_units_hand_to_each_other_is_taken_off() -> None:
    whole = TABLE.format(*WHOLE) + INCOME.format("88.00", "88.00", "0.00")
    office = TABLE.format(*OFFICE) + INCOME.format("78.00", "78.00", "0.00")
    centre = TABLE.format(*CENTRE) + INCOME.format("15.00", "10.00", "5.00")
    assert found(whole, office, centre) == []


def test_what_comes_from_outside_the_department_stays() -> None:
    whole = TABLE.format(*WHOLE) + INCOME.format("93.00", "88.00", "5.00")
    office = TABLE.format(*OFFICE) + INCOME.format("78.00", "78.00", "0.00")
    centre = TABLE.format(*CENTRE) + INCOME.format("15.00", "10.00", "5.00")
    assert found(whole, office, centre) == []


def test_a_transfer_that_was_not_taken_off_is_an_error() -> None:
    whole = TABLE.format(*WHOLE) + INCOME.format("93.00", "88.00", "0.00")
    office = TABLE.format(*OFFICE) + INCOME.format("78.00", "78.00", "0.00")
    centre = TABLE.format(*CENTRE) + INCOME.format("15.00", "10.00", "5.00")
    assert found(whole, office, centre) == ["error ACR03 78.00 + 15.00 − 5.00 = 88.00 ≠ 93.00"]


def test_of_two_prints_of_the_department_the_one_that_is_no_sum_is_wrong() -> None:
    whole = TABLE.format(*WHOLE)
    twice = whole + whole.replace("49.50", "45.90")
    assert found(twice, TABLE.format(*OFFICE), TABLE.format(*CENTRE)) == ["error ACR03 45.00 + 4.50 = 49.50 ≠ 45.90"]
