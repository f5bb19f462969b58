"""What kinds of indicator measure, and what the names of indicators show: the words behind the rules on goals.

The data are in `data/goal_indicators.toml`, with its sources. Names are compared by `plain_name`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from gouji.model.amount import fold

_REMEMBERED = 8192  # names looked up; a long list of goals has a thousand, each asked for by every rule
_NUMBERED = re.compile(r"^指标\d{0,2}[:：.、](?=.)")
_UNIT_AT_END = re.compile(r"\(([^()]{1,6})\)$")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A kind of name that does not belong in some drawers: where it belongs ("": not said), whether that is sure."""

    drawers: frozenset[str]
    name: re.Pattern[str]
    unless: re.Pattern[str]
    belongs: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Need:
    """What an indicator in a drawer must speak of; `numeric`: only where its target is a number."""

    drawer: str
    words: re.Pattern[str]
    numeric: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """The data, read: drawers by the name of a kind, their titles (中文, English), patterns by name, tables.

    `general_pairs` are the pairs of characters that stand in any goal and tie nothing to a project.
    """

    drawers: Mapping[str, str]
    titles: Mapping[str, tuple[str, str]]
    patterns: Mapping[str, re.Pattern[str]]
    nouns: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    misfits: tuple[Misfit, ...]
    needs: tuple[Need, ...]
    general_pairs: frozenset[str]


@cache
def indicator_words() -> IndicatorWords:
    """The words, read once."""
    data = tomllib.loads(files("gouji.law.data").joinpath("goal_indicators.toml").read_text(encoding="utf-8"))
    return IndicatorWords(
        drawers={name: drawer for drawer, names in data["drawers"].items() for name in names},
        titles={drawer: (chinese, english) for drawer, (chinese, english) in data["titles"].items()},
        patterns={name: re.compile(pattern) for name, pattern in data["patterns"].items()},
        nouns=tuple((re.compile(noun["name"]), re.compile(noun["unit"])) for noun in data["nouns"]),
        misfits=tuple(
            Misfit(
                frozenset(misfit["drawers"]),
                re.compile(misfit["name"]),
                re.compile(misfit["unless"]),
                misfit["belongs"],
                misfit["sure"],
            )
            for misfit in data["misfits"]
        ),
        needs=tuple(
            Need(need["drawer"], re.compile(need["words"]), need["numeric"], need["sure"]) for need in data["needs"]
        ),
        general_pairs=frozenset(data["general_pairs"]),
    )


@lru_cache(_REMEMBERED)
def plain_name(name: str) -> str:
    """An indicator's name as it is compared: folded, without a number in front and a unit in brackets at the end.

    >>> plain_name("指标3：帮扶 人数（人）"), plain_name("办结率")
    ('帮扶人数', '办结率')
    """
    folded = _NUMBERED.sub("", fold(name).strip("。;,:"))
    return _UNIT_AT_END.sub("", folded) or folded


@lru_cache(_REMEMBERED)
def unit_in_name(name: str) -> str:
    """The unit that a name carries in brackets at its end, or "".

    >>> unit_in_name("帮扶人数（人）"), unit_in_name("帮扶人数")
    ('人', '')
    """
    match = _UNIT_AT_END.search(fold(name))
    return match[1] if match else ""


@lru_cache(_REMEMBERED)
def drawer_of(kind: str, group: str) -> str:
    """The drawer that an indicator stands in: by its second-level kind, else by its first; "" where neither tells.

    >>> drawer_of("产出指标", "时效指标"), drawer_of("成本指标", ""), drawer_of("产出指标", "")
    ('timeliness', 'cost', '')
    """
    for text in (group, kind):
        word = re.sub(r"^[\d.、:\-－]+", "", fold(text)).removesuffix("指标")
        if word in indicator_words().drawers:
            return indicator_words().drawers[word]
        if group and text is group and word:
            return ""  # a kind that is not known says nothing, whatever stands above it
    return ""


@lru_cache(_REMEMBERED)
def says(pattern: str, text: str) -> bool:
    """Whether a text has what the pattern of that name looks for.

    >>> says("rate", "办结率"), says("rate", "工作效率"), says("count", "服务人数")
    (True, False, True)
    """
    return indicator_words().patterns[pattern].search(text) is not None
