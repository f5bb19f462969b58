"""Words of the narrative: how it tells changes and reasons, what totals consist of, what lists of uses mean.

The data are in `data/narrative.toml`, with its sources.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from gouji.law.classifications import codes_named
from gouji.model.point import Dimension

_ROOMS = re.compile(r"^(?:办公用房|机关|日常|一般|各项|各类|必要的)+")
_ENDS = re.compile(r"(?:等?(?:日常)?(?:运行)?(?:费用|支出|开支)|等)$")


@dataclass(frozen=True, slots=True)
class Consists:
    """What amounts of these names consist of by definition; `complete` are lists of parts that leave nothing out."""

    wholes: frozenset[str]
    parts: frozenset[str]
    complete: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a sentence may say that there is none of: its words, and the member of the budget space that it means."""

    words: tuple[str, ...]
    dimension: Dimension
    member: str


@dataclass(frozen=True, slots=True)
class NarrativeWords:
    """The vocabulary of the narrative.

    `up`, `down` and `same` say which way something went; `filler` and `money` carry no reason, `vague` would be a
    reason for anything, `siblings` are items that stand side by side; `consists` says what totals are made of by
    definition, `uses` gives the economic codes that a use means, `things` what a sentence may deny.
    """

    up: tuple[str, ...]
    down: tuple[str, ...]
    same: tuple[str, ...]
    filler: re.Pattern[str]
    money: re.Pattern[str]
    vague: frozenset[str]
    siblings: tuple[str, ...]
    consists: tuple[Consists, ...]
    uses: Mapping[str, tuple[str, ...]]
    things: tuple[Thing, ...]


@cache
def narrative_words() -> NarrativeWords:
    """The vocabulary, read once."""
    data = tomllib.loads(files("gouji.law.data").joinpath("narrative.toml").read_text(encoding="utf-8"))
    ways, reasons = data["ways"], data["reasons"]
    moved = [word for word in (*ways["up"], *ways["down"]) if word not in reasons["deeds"]]
    return NarrativeWords(
        up=tuple(ways["up"]),
        down=tuple(ways["down"]),
        same=tuple(ways["same"]),
        filler=_any_of([*reasons["filler"], *moved, *ways["same"]]),
        money=_any_of(reasons["money"]),
        vague=frozenset(reasons["vague"]),
        siblings=tuple(reasons["siblings"]),
        consists=tuple(
            Consists(frozenset(one["whole"]), frozenset(one["parts"]), tuple(map(frozenset, one["all"])))
            for one in data["consists"]
        ),
        uses={name: tuple(codes) for name, codes in data["uses"].items()},
        things=tuple(Thing(tuple(one["words"]), Dimension(one["dimension"]), one["member"]) for one in data["things"]),
    )


@lru_cache(maxsize=4096)
def codes_of_use(name: str) -> tuple[str, ...]:
    """The economic 款 codes that an item of a list of uses means; empty where it names no subject.

    >>> codes_of_use("办公用房水电费"), codes_of_use("差旅费"), codes_of_use("临时人员工作餐")
    (('30205', '30206'), ('30211',), ())
    """
    for bare in dict.fromkeys((name, _ROOMS.sub("", name), _ENDS.sub("", name), _ENDS.sub("", _ROOMS.sub("", name)))):
        known = narrative_words().uses.get(bare)
        if known:
            return known
        named = tuple(code for code in codes_named(Dimension.ECONOMIC, bare) if len(code) == 5)
        if named:
            return named
    return ()


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
