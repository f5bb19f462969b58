"""Sentences of a final account: what was spent against what was budgeted."""

from __future__ import annotations

from functools import partial

from gouji.model.claim import Claim, Fact, Facts
from gouji.model.point import Dimension

import narrated  # isort: skip  # the folder is put on the path by conftest.py

ACCOUNT = Facts(Fact("final_account", ""), Fact("2027", ""), Fact("final", ""), Fact("青石县某局", ""))

read = partial(narrated.read, facts=ACCOUNT)


def stages(claims: tuple[Claim, ...]) -> list[tuple[str, str | None]]:
    points = [(claim.source.text, claim.point) for claim in claims]
    return [(text, point.get(Dimension.STAGE) if point is not None else None) for text, point in points]


def test_the_budget_that_was_carried_out_is_an_aside_and_a_change_is_of_what_was_spent() -> None:
    claims, statements = read(
        "“三公”经费财政拨款支出决算5.60万元，完成年初预算7.00万元的80.00%，较上年减少0.40万元，下降6.67%。"
    )
    assert stages(claims)[:2] == [("5.60万元", "final"), ("7.00万元", "budget")]
    assert [(one.kind, one.parts) for one in statements] == [("change", ("s1",)), ("rate", ("s4", "s1"))]


def test_a_budget_told_as_such_is_no_outcome_and_a_change_against_it_is_not_one_from_last_year() -> None:
    claims, statements = read(
        "公务接待费支出预算为2.00万元，公务接待费支出决算1.10万元，完成预算的55.00%。较预算减少0.90万元，降低45.00%。"
    )
    assert stages(claims)[:2] == [("2.00万元", "budget"), ("1.10万元", "final")]
    against = next(claim for claim in claims if claim.source.text == "0.90万元")
    assert (against.point, against.unbound) == (None, "与当年预算数比较的增减，表中没有这一项")
    assert [(one.kind, one.parts) for one in statements] == [("rate", (against.id, "s2"))]
