"""Hierarchies of the dimensions: which members make up which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.law.dimensions import Cover, are_disjoint, cover, is_within, members, parent
from gouji.model.point import Dimension

PARTITIONS = [
    (Dimension.FLOW, "sources", ["income", "opening"], Cover.EXACT),
    (Dimension.FLOW, "sources", ["income"], Cover.EXACT),
    (Dimension.FLOW, "sources", ["opening"], Cover.OPEN),
    (Dimension.FLOW, None, ["sources", "uses"], Cover.NONE),
    (Dimension.FUND, "fiscal", ["general", "government_fund", "state_capital"], Cover.EXACT),
    (Dimension.FUND, "fiscal", ["government_fund"], Cover.OPEN),
    (Dimension.FUND, None, ["fiscal", "special_account", "own"], Cover.EXACT),
    (Dimension.FUND, None, ["fiscal", "general"], Cover.NONE),
    (Dimension.NATURE, None, ["basic", "project"], Cover.EXACT),
    (Dimension.NATURE, None, ["basic"], Cover.OPEN),
    (Dimension.NATURE, None, ["personnel", "public_use", "project"], Cover.EXACT),
    (Dimension.ITEM, "three_public", ["three_public.abroad", "three_public.reception"], Cover.OPEN),
    (Dimension.FUNCTION, "201", ["20101", "20103"], Cover.OPEN),
    (Dimension.FUNCTION, "201", ["20101", "2010101"], Cover.NONE),
]


@pytest.mark.parametrize(("dimension", "whole", "parts", "expected"), PARTITIONS)
def test_parts_cover_their_whole_as_the_forms_say(
    dimension: Dimension, whole: str | None, parts: list[str], expected: Cover
) -> None:
    assert cover(dimension, whole, parts) is expected


def test_every_parent_is_a_member_itself() -> None:
    orphans = [key for key, member in members().items() if member.parent and (key[0], member.parent) not in members()]
    assert orphans == []


def test_units_are_within_the_department_whose_code_begins_theirs() -> None:
    assert (parent(Dimension.ENTITY, "003001"), parent(Dimension.ENTITY, "某某局")) == ("003", None)


@given(st.sampled_from(["3", "5", "7"]), st.integers(0, 9_999_999))
def test_a_code_is_within_every_code_that_begins_it(length: str, digits: int) -> None:
    code = f"2{digits:06}"
    shorter = code[: int(length)]
    assert is_within(Dimension.FUNCTION, code, shorter)
    assert are_disjoint(Dimension.FUNCTION, [code, shorter]) is False


def test_lines_of_a_list_are_within_their_item() -> None:
    assert is_within(Dimension.ITEM, "procurement/复印纸", "procurement")
