"""Every kind of slip can be planted, changes what it says and nothing else, and the same seed plants the same."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from gouji.check.example import parse_example
from gouji.check.slips import KINDS, Field, Slip, SlipKind, plant_slip

TEXT = """
收支总表 | 万元 | flow=expenditure
科目 | 今年 year=2024 | 上年 year=2023 | 一般 year=2024 fund=general | 基金 year=2024 fund=government_fund
201 一般公共服务支出 | 694.23 | 541.87 | 610.50 | 83.73
20101 人大事务 | 400.11 | 312.06 | 350.20 | 49.91
20103 政府办公厅事务 | 294.12 | 229.81 | 260.30 | 33.82
208 社会保障和就业支出 | 83.25 | 77.61 | 81.25 | 2.00
210 卫生健康支出 | 16.79 | 15.32 | 14.40 | 2.39

支出总表 | 万元 | flow=expenditure
科目 | 今年 year=2024
201 一般公共服务支出 | 694.23
208 社会保障和就业支出 | 83.25

文字 | 万元 | flow=expenditure
基本支出 1191.58 nature=basic
增加额 21.53 measure=change nature=basic
增长率 1.84% measure=rate nature=basic
增长 增长率 = 增加额 基本支出
"""
FIELD = Field(parse_example(TEXT))


def plant(kind: SlipKind, seed: int = 1) -> Slip:
    random = Random(seed)
    claims = list(FIELD.claims.claims)
    random.shuffle(claims)
    return next(slip for claim in claims if (slip := plant_slip(FIELD, kind, claim, random)) is not None)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_slip_changes_just_the_claims_that_it_names(kind: SlipKind) -> None:
    slip = plant(kind)
    pairs = zip(FIELD.claims.claims, slip.claims.claims, strict=True)
    changed = {old.id: new.amount.value for old, new in pairs if old != new}
    assert changed == dict(slip.changes)
    assert changed
    assert all(FIELD.by_id[key].amount.value != value for key, value in changed.items())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_same_seed_plants_the_same(kind: SlipKind) -> None:
    assert plant(kind, 5).changes == plant(kind, 5).changes


def test_there_are_more_than_25_kinds_with_names_of_their_own() -> None:
    assert len(KINDS) >= 25
    for names in ([kind.name for kind in KINDS], [kind.chinese for kind in KINDS], [kind.english for kind in KINDS]):
        assert len(set(names)) == len(KINDS)


@pytest.mark.parametrize(
    ("name", "claim", "values"),
    [
        ("point_right", "卫生健康支出@今年", {"167.9"}),
        ("unit_large", "一般公共服务支出@今年", {"0.07"}),
        ("sign", "卫生健康支出@今年", {"-16.79"}),
        ("cut_off", "卫生健康支出@今年", {"16"}),
        ("copied_above", "卫生健康支出@今年", {"83.25"}),
        ("stale", "卫生健康支出@今年", {"15.32"}),
        ("other_fund", "卫生健康支出@今年", {"14.40", "2.39"}),
        ("part_missed", "一般公共服务支出@今年", {"294.12", "400.11"}),
        ("transposed", "卫生健康支出@今年", {"61.79", "17.69", "16.97"}),
    ],
)
def test_a_slip_does_what_its_name_says(name: str, claim: str, values: set[str]) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    slip = plant_slip(FIELD, kind, FIELD.by_id[claim], Random(2))
    assert slip is not None
    assert slip.changes[claim] in {Decimal(value) for value in values}
