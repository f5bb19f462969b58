"""Vehicles and equipment that a department holds, and what it only plans to buy."""

from __future__ import annotations

from gouji.model.claim import Claim

from narrated import read  # isort: skip  # the folder is put on the path by conftest.py


def items(claims: tuple[Claim, ...]) -> list[str | None]:
    return [
        next((member for axis, member in claim.point if axis == "item"), None) if claim.point else None
        for claim in claims
    ]


def test_all_kinds_of_vehicles_make_up_the_vehicles() -> None:
    claims, statements = read(
        "截至2026年12月31日，我局所属各预算单位共有车辆5辆，其中：机要通信用车1辆、应急保障用车0辆、其他用车4辆。"
    )
    assert items(claims) == [
        "assets.vehicles",
        "assets.vehicles.confidential",
        "assets.vehicles.emergency",
        "assets.vehicles.other",
    ]
    assert [(statement.total, statement.parts) for statement in statements] == [("s1", ("s2", "s3", "s4"))]


def test_some_kinds_of_vehicles_need_not_make_up_all() -> None:
    assert read("共有车辆5辆，其中：执法执勤用车3辆。")[1] == ()


def test_equipment_is_told_apart_by_its_price() -> None:
    claims, _ = read(
        "单价50万元以上通用设备1台（套），单价100万元（含）以上的专用设备2台（套），单位价值100万元以上设备3台（套）。"
    )
    assert items(claims)[1::2] == [
        "assets.equipment.general",
        "assets.equipment.special",
        "assets.equipment/单位价值100万元以上设备",
    ]


def test_what_is_planned_to_be_bought_is_not_held() -> None:
    claims, _ = read("2027年计划购置车辆1辆；单价100万元以上设备2台（套）。")
    assert items(claims) == [None, None, None]
