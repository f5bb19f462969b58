"""Work that several rules ask for is done once: caches that know a value again by being the very same one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Generic, TypeVar

_Value = TypeVar("_Value")
_Found = TypeVar("_Found")


def once(find: Callable[[_Value], _Found]) -> Callable[[_Value], _Found]:
    """The same function, which looks a claim set (or a book) through once while rule after rule is given it.

    Only the last one is remembered, so that memory stays flat over many files. What it finds is shared by all who ask,
    and must not be changed.
    """

    @lru_cache(maxsize=1)
    def remembered(same: Same[_Value]) -> _Found:
        return find(same.value)

    @wraps(find)
    def ask(value: _Value) -> _Found:
        return remembered(Same(value))

    return ask


class Same(Generic[_Value]):
    """A claim set, or a part of one, as the key of a cache; equal to itself only, and compared at no cost.

    >>> one, other = [1], [1]
    >>> Same(one) == Same(one), Same(one) == Same(other)
    (True, False)
    """

    __slots__ = ("value",)

    def __init__(self, value: _Value) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value
