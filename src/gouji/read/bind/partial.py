"""Partials: what one place (title, column path, row) says about a point, and how two of them are put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from gouji.law.vocabulary import Reading, merge_setting

K = TypeVar("K")

_INNER_WINS = frozenset({"year", "stage", "measure", "entity", "project", "base"})
_OWN_ONLY = frozenset({"total", "part", "list", "unit"})


@dataclass(frozen=True, slots=True)
class Partial:
    """Settings (dimensions and the vocabulary's other keys); `reason` says why they are not to be relied on."""

    sets: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None

    def get(self, key: str) -> str | None:
        """A setting, or None."""
        return self.sets.get(key)

    def without(self, *keys: str) -> Partial:
        """The same without some settings."""
        return Partial({key: value for key, value in self.sets.items() if key not in keys}, self.reason)

    def having(self, **more: str) -> Partial:
        """The same with some settings set (anew)."""
        return Partial({**self.sets, **more}, self.reason)


def from_reading(reading: Reading, place: str, label: str) -> Partial:
    """A label's reading as a partial: with a reason where a word was not understood or contradicts another."""
    if reading.unknown:
        return Partial(reading.sets, f"{place}“{label}”中的“{'、'.join(reading.unknown)}”未识别")
    if reading.conflict:
        return Partial(reading.sets, f"{place}“{label}”自相矛盾：{reading.conflict}")
    return Partial(reading.sets)


def join(outer: Partial, inner: Partial) -> Partial:
    """Both put together: the inner one is more specific; a contradiction is a reason not to bind.

    Totals and the like (合计, 其中) are said of the inner place only.
    """
    sets = {key: value for key, value in outer.sets.items() if key not in _OWN_ONLY}
    reason = outer.reason or inner.reason
    for key, value in inner.sets.items():
        standing = sets.get(key)
        merged = value if key in _INNER_WINS else _merge(key, standing, value)
        if merged is None:
            reason = reason or f"“{standing}”与“{value}”矛盾"
        else:
            sets[key] = merged
    return Partial(sets, reason)


def join_all(partials: Iterable[Partial]) -> Partial:
    """All put together, from the outermost in."""
    whole = Partial()
    for partial in partials:
        whole = join(whole, partial)
    return whole


def _merge(key: str, outer: str | None, inner: str) -> str | None:
    if key == "fund":
        if inner == "education_fees":
            return f"{outer}.education_fees" if outer in ("business", "special_account") else "business.education_fees"
        if outer == "rest":
            return inner
    if key == "item" and outer in ("open", "public_and_meetings") and inner != "open":
        return inner
    if key == "item" and "/" in inner:
        return inner  # a line of a list
    if key == "side":
        return inner if outer == "both" or outer is None else outer
    return merge_setting(key, outer, inner)


def settle_grants(partials: Mapping[K, Partial]) -> dict[K, Partial]:
    """财政拨款（补助） is of the general budget where its list does not name that by itself, for the same flow."""
    named = {partial.get("flow") for partial in partials.values() if partial.get("fund") == "general"}
    return {
        key: partial.having(fund="general") if _is_grant(partial) and partial.get("flow") not in named else partial
        for key, partial in partials.items()
    }


def _is_grant(partial: Partial) -> bool:
    return partial.get("grant") is not None and partial.get("fund") == "fiscal"
