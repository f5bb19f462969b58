"""Figures are matched by table, row and column, in their order; never by being close."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.model.point import Point
from gouji.publish.pairing import compare, pair_tables
from gouji.publish.printed import PrintedFigure, PrintedTable
from gouji.publish.proof import hold_tables

POINT = Point.of(flow="expenditure")


def _figure(
    row: str, text: str, column: str = "合计", unit: str = "万元", point: Point | None = POINT
) -> PrintedFigure:
    value = Decimal(text.lstrip("≥≤"))
    return PrintedFigure(row, "", (column,), text, value, len(text.partition(".")[2]), unit, point)


def _table(title: str, *figures: PrintedFigure) -> PrintedTable:
    return PrintedTable("T", title, figures)


def _kinds(before: list[PrintedTable], after: list[PrintedTable]) -> list[tuple[str, str, str, str]]:
    held = hold_tables(before, after, name="x", form="x")
    assert held.expected == held.equal + held.missing + held.differing
    return [(each.kind, each.row, each.before, each.after) for each in held.differences]


def test_equal_tables_have_no_difference() -> None:
    tables = [_table("支出表", _figure("合计", "3.00"), _figure("其中：甲", "1.00"), _figure("其中：甲", "2.00"))]
    assert _kinds(tables, tables) == []


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (_figure("合计", "3.01"), "text"),
        (_figure("合计", "3.0"), "text"),
        (_figure("合计", "3.00", unit="元"), "unit"),
        (_figure("合计", "3.00", point=Point.of(flow="income")), "point"),
        (_figure("合 计", "3.00"), "label"),
        (_figure("合计", "3.00", column="小计"), "column"),
    ],
)
def test_each_part_of_a_figure_counts(other: PrintedFigure, kind: str) -> None:
    assert [found for found, *_ in _kinds([_table("表", _figure("合计", "3.00"))], [_table("表", other)])] == [kind]


def test_a_target_is_more_than_its_number() -> None:
    assert [kind for kind, *_ in compare(_figure("率", "≥95", unit="%"), _figure("率", "≤95", unit="%"))] == ["text"]


def test_of_rows_called_alike_the_changed_one_is_named_by_its_order() -> None:
    before = [_table("表", *(_figure("其他", text) for text in ("1.00", "2.00", "3.00")))]
    after = [_table("表", *(_figure("其他", text) for text in ("1.00", "9.00", "3.00")))]
    assert _kinds(before, after) == [("text", "其他", "2.00", "9.00")]


def test_of_rows_called_alike_one_left_out_is_missing_and_the_rest_is_equal() -> None:
    before = [_table("表", *(_figure("其他", text) for text in ("1.00", "2.00", "3.00")))]
    after = [_table("表", *(_figure("其他", text) for text in ("1.00", "3.00")))]
    assert _kinds(before, after) == [("missing", "其他", "2.00", "")]


def test_two_figures_exchanged_are_two_differences() -> None:
    before = [_table("表", _figure("甲", "1.00"), _figure("乙", "2.00"))]
    after = [_table("表", _figure("甲", "2.00"), _figure("乙", "1.00"))]
    assert _kinds(before, after) == [("text", "甲", "1.00", "2.00"), ("text", "乙", "2.00", "1.00")]


def test_of_tables_of_one_title_the_missing_one_is_told_apart() -> None:
    tables = [_table("项目绩效目标表", _figure("预算数", f"{number}.00")) for number in (1, 2, 3)]
    pairs = pair_tables(tables, [tables[0], tables[2]])
    assert [(pair.before, pair.after) for pair in pairs] == [
        (tables[0], tables[0]),
        (tables[1], None),
        (tables[2], tables[2]),
    ]


def test_a_table_too_many_is_told_with_its_figures() -> None:
    table = _table("表", _figure("甲", "1.00"))
    assert _kinds([table], [table, _table("另表", _figure("乙", "2.00"))]) == [
        ("table", "", "", "另表"),
        ("extra", "乙", "", "2.00"),
    ]


def test_a_table_renamed_is_known_by_its_figures() -> None:
    figures = [_figure("甲", "1.00"), _figure("乙", "2.00"), _figure("丙", "3.00")]
    changed = [*figures[:2], _figure("丙", "4.00")]
    assert _kinds([_table("支出表", *figures)], [_table("收入表", *changed)]) == [
        ("title", "", "支出表", "收入表"),
        ("text", "丙", "3.00", "4.00"),
    ]
