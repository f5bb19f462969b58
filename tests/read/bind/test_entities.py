"""Units are those that a document lists as such."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Bound = Callable[[str], list[str]]

PURCHASES = """政府采购预算表
单位：万元
单位编码 | {} | 采购品目 | 金额
合计 | | | 9.00
428001 | 设备更新 | 复印纸 | 5.00
428001 | 大厅改造 | 除湿机 | 4.00
项目支出表
单位：万元
项目名称 | 合计
合计 | 9.00
设备更新 | 5.00
大厅改造 | 4.00"""


@pytest.mark.parametrize("header", ["项目名称", "采购项目名称"])
def test_a_project_beside_its_units_code_in_a_list_of_purchases_is_no_unit(bound: Bound, header: str) -> None:
    assert bound(PURCHASES.format(header))[-3:] == [
        "合计 合计: flow=expenditure nature=project",
        "设备更新 合计: flow=expenditure project=设备更新",
        "大厅改造 合计: flow=expenditure project=大厅改造",
    ]
