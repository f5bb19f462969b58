"""What the fields, lists and indicators of a goal form are bound to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gouji.model.claim import Claim
from gouji.model.document import Document, Paragraph, Place
from gouji.model.point import Dimension
from gouji.model.table import Column, Entry, Row, Table
from gouji.read.claims import tables_to_claims


def claims_of(title: str, *rows: tuple[str, Mapping[str, str]]) -> list[Claim]:
    """The claims of a form in 万元: rows by label, texts by column path."""
    read = tuple(
        Row(
            index, label, entries=tuple(Entry(Column(tuple(path.split("/"))), text, ()) for path, text in texts.items())
        )
        for index, (label, texts) in enumerate(rows)
    )
    form = Table(1, title, "万元", (1,), (), read, "form")
    document = Document("", "0" * 64, "text", (), (Paragraph("甲局2026年部门预算", Place(1)),))
    return list(tables_to_claims([document], [form]).claims)


def test_targets_of_several_years_are_different_facts() -> None:
    head = "指标值/近两年指标值"
    first, second = claims_of("项目绩效目标表", ("台数", {f"{head}/前年": "4台", f"{head}/上年": "5台"}))
    assert first.point != second.point


def test_a_count_in_a_list_of_purchases_is_no_money() -> None:
    count, money = claims_of("项目绩效目标表", ("除湿机", {"项目采购/数量": "6", "项目采购/金额": "24.00"}))
    assert (count.amount.unit, money.amount.unit) == (None, "万元")


def test_a_sections_word_over_a_field_says_nothing_but_its_place() -> None:
    told, years = claims_of("整体绩效目标表", ("甲局", {"资金结构/基本支出": "5.00", "近两年收支金额/合计": "9.00"}))
    assert told.point is not None
    assert told.point["nature"] == "basic"
    assert years.point is None


def test_projects_listed_in_the_form_of_a_department_are_told_apart() -> None:
    listed = {"项目支出情况/项目名称": "除湿", "项目支出情况/项目总预算": "5.00"}
    _, first, second = claims_of(
        "整体支出绩效目标申报表", ("甲局", {"资金总额": "12.00"}), ("除湿", listed), ("通风", listed)
    )
    assert first.point is not None
    assert second.point is not None
    assert (first.point["project"], second.point["project"]) == ("除湿", "通风")


@pytest.mark.parametrize(
    ("total", "carried", "vintage"),
    [
        ("12.00", "2.00", "current"),  # 9 + 1 + 2: 上年结转 is a part of its own
        ("10.00", "2.00", None),  # 9 + 1: the money carried over is in 财政拨款
        ("10.00", "0.00", None),  # nothing is carried over
    ],
)
def test_funds_are_this_years_where_balances_are_added_to_them(total: str, carried: str, vintage: str | None) -> None:
    money = {"年度资金总额": total, "其中：财政拨款": "9.00", "上年结转": carried, "其他资金": "1.00"}
    fields = {f"项目资金/{word}": text for word, text in money.items()}
    points = [claim.point for claim in claims_of("除湿绩效目标表", ("除湿", fields))]
    told = [point and point.get(Dimension.VINTAGE) for point in points]
    assert told == [None, vintage, None, vintage]
