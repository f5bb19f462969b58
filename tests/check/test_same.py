"""What several rules ask for is looked up once for each claim set, and only the last one is remembered."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

from gouji.check.example import parse_example
from gouji.check.same import once

EXAMPLE = """
支出表 | 万元 | flow=expenditure
科目 | 合计
合计 | 12.00
"""


class Finds:
    """What a look-up gives: a value that can be watched going."""


def test_the_same_claims_are_looked_through_once() -> None:
    find = once(lambda _: Finds())
    claims = parse_example(EXAMPLE)
    assert find(claims) is find(claims)


def test_claims_that_are_only_equal_are_looked_through_again() -> None:
    find = once(lambda _: Finds())
    claims = parse_example(EXAMPLE)
    again = replace(claims)
    assert claims == again
    assert find(claims) is not find(again)


def test_what_was_found_in_the_file_before_is_let_go() -> None:
    find = once(lambda _: Finds())
    first = weakref.ref(find(parse_example(EXAMPLE)))
    assert first() is not None
    find(parse_example(EXAMPLE))
    gc.collect()
    assert first() is None
