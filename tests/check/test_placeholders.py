"""Blanks over tables: 单位名称： with no name behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.check.example import parse_example
from gouji.check.rules.disclosure import placeholders
from gouji.model.claim import ClaimSet

TABLE = """
部门收支总表 | 万元 | flow=expenditure
科目 | 合计
合计 | 30.00
"""


def under(*above: str) -> ClaimSet:
    claims = parse_example(TABLE)
    return replace(claims, tables=(replace(claims.tables[0], above=above),))


def test_a_label_with_no_name_behind_it_is_a_blank() -> None:
    [found] = placeholders.check(under("表1:部门收支总表", "单位名称:", "单位:万元"))
    assert (found.severity.value, found.stated) == ("notice", "单位名称:")


@pytest.mark.parametrize(
    "above",
    [("单位名称:青石县民政局", "单位:万元"), ("单位名称:", "青石县民政局", "单位:万元"), ("单位:万元",)],
)
def test_a_name_behind_or_beside_the_label_is_none(above: tuple[str, ...]) -> None:
    assert list(placeholders.check(under(*above))) == []
