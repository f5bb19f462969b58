"""Points are values: the same fixed dimensions are the same point, in whatever order they were given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.point import Dimension, Point

members = st.dictionaries(st.sampled_from(Dimension), st.text(min_size=1, max_size=5))


@given(members)
def test_the_order_of_dimensions_makes_no_difference(fixed: dict[Dimension, str]) -> None:
    backwards = dict(reversed(fixed.items()))
    assert Point.of(fixed) == Point.of(backwards)
    assert hash(Point.of(fixed)) == hash(Point.of(backwards))


@given(members, st.sampled_from(Dimension), st.text(min_size=1, max_size=5))
def test_fixing_a_dimension_and_summing_over_it_undo_each_other(
    fixed: dict[Dimension, str], dimension: Dimension, member: str
) -> None:
    point = Point.of(fixed)
    assert point.having(dimension, member)[dimension] == member
    assert point.having(dimension, member).without(dimension) == point.without(dimension)


def test_an_unknown_dimension_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        Point.of(colour="red")
