"""Words of the performance-goal forms: field words, heads of the indicator list, kinds of indicators.

The data are in `data/goal_forms.toml`, with its sources. Words are compared by `plain_word`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from gouji.model.amount import fold

_REMEMBERED = 4096  # words looked up; a document repeats the few hundred of its forms on every page
_LONGEST = 60  # characters, blanks and a bracket counted: longer texts are no words and need no folding
_VALUES = ("指标值", "目标值")  # of whatever year or period: the word says that the column holds targets
_BEFORE = re.compile(r"^(?:\(?[\d一二三四五六七八九十]{1,2}[)、.])?(?:其中:?)?")
_AFTER = re.compile(r"\((?:[^()]*)\)$")
_MONTH = re.compile(r"(?:截至)?(?:1[0-2]|[1-9])月底?(?:末|前)?")
_NUMBERED_GOAL = re.compile(r"(?:年度|长期|中长期|总体)?目标\d{1,2}[:：]?")


@dataclass(frozen=True, slots=True)
class GoalWords:
    """The vocabulary of goal forms: what a word means where it stands alone in a cell.

    `heads` maps a head of the indicator list to its role (level1, value…), `fields` a field word to its group (money,
    text…), `rest` a section to the meaning of a value that has no word of its own, `kinds` a second-level kind of
    indicator to the first-level kinds it may belong to, `broken` the two halves of a section's word to the whole.
    """

    heads: Mapping[str, str]
    fields: Mapping[str, str]
    rest: Mapping[str, str]
    kinds: Mapping[str, tuple[str, ...]]
    broken: Mapping[tuple[str, str], str]

    @property
    def first_levels(self) -> frozenset[str]:
        """The first-level kinds: 产出指标, 效益指标…"""
        return frozenset(first for firsts in self.kinds.values() for first in firsts)


def plain_word(text: str) -> str:
    """A form's word as it is looked up: NFKC without blanks, numbering, 「其中」, colons and a bracket at the end.

    >>> plain_word("其中： 财政拨款"), plain_word("项目资金（万元）"), plain_word("(1)政府预算资金:")
    ('财政拨款', '项目资金', '政府预算资金')
    """
    folded = fold(text).strip(":")
    bare = _AFTER.sub("", folded) or folded
    return _BEFORE.sub("", bare).strip(":") or bare


@cache
def goal_words() -> GoalWords:
    """The vocabulary, read once."""
    data = tomllib.loads(files("gouji.law.data").joinpath("goal_forms.toml").read_text(encoding="utf-8"))
    kinds: dict[str, tuple[str, ...]] = {}
    for first, seconds in data["levels"].items():
        for second in seconds:
            kinds[second] = (*kinds.get(second, ()), first)
    return GoalWords(
        heads=_by_word(data["heads"]),
        fields=_by_word(data["fields"]),
        rest={fold(section): meaning for section, meaning in data["rest"].items()},
        kinds=kinds,
        broken={(upper, lower): upper + lower for upper, lower in data["split"]["sections"]},
    )


@lru_cache(_REMEMBERED)
def head_role(text: str) -> str | None:
    """What the column below this head of an indicator list holds (level1, level2, level3, value, unit…), or None.

    >>> head_role("三级指标"), head_role("分值权重（90分）"), head_role("2027年目标值"), head_role("办公费")
    ('level3', 'weight', 'value', None)
    """
    if len(text) > _LONGEST:
        return None
    words, word = goal_words().heads, plain_word(text)
    return words.get(fold(text).strip(":")) or words.get(word) or ("value" if word.endswith(_VALUES) else None)


@lru_cache(_REMEMBERED)
def field_group(text: str) -> str | None:
    """Which group a field word belongs to (identity, money, text, goal, section, list, month), or None.

    >>> field_group("项目编码"), field_group("10 月底"), field_group("用于会议") is None
    ('identity', 'month', True)
    """
    if len(text) > _LONGEST:
        return None
    word = plain_word(text)
    if _MONTH.fullmatch(fold(text)):
        return "month"
    words = goal_words().fields
    return words.get(word) or words.get(fold(text).strip(":"))


@lru_cache(_REMEMBERED)
def first_level_of(second_level: str) -> tuple[str, ...]:
    """The first-level kinds that a second-level kind may belong to; empty where the kind is not known.

    >>> first_level_of("时效指标"), first_level_of("经济成本指标")
    (('产出指标',), ('成本指标',))
    """
    return () if len(second_level) > _LONGEST else goal_words().kinds.get(fold(second_level), ())


@lru_cache(_REMEMBERED)
def is_first_level(text: str) -> bool:
    """Whether the text is a first-level kind of indicator.

    >>> is_first_level("产 出 指 标"), is_first_level("数量指标")
    (True, False)
    """
    return len(text) <= _LONGEST and fold(text) in goal_words().first_levels


def is_kind(text: str) -> bool:
    """Whether the text is a kind of indicator of the first or second level.

    >>> is_kind("时效指标"), is_kind("产出指标"), is_kind("办结率")
    (True, True, False)
    """
    return is_first_level(text) or bool(first_level_of(text))


@lru_cache(_REMEMBERED)
def complete_word(beginning: str) -> tuple[str, ...]:
    """The words of the forms (fields, heads, kinds) that begin so and go on.

    >>> complete_word("指标值确定依")
    ('指标值确定依据',)
    """
    words = goal_words()
    known = (*words.fields, *words.heads, *words.kinds)
    return tuple(dict.fromkeys(word for word in known if word != beginning and word.startswith(beginning)))


@lru_cache(_REMEMBERED)
def is_numbered_goal(text: str) -> bool:
    """Whether the text is the caption of one goal among several (年度目标2:), which starts its own indicator list.

    >>> is_numbered_goal("长期目标1："), is_numbered_goal("年度目标")
    (True, False)
    """
    return len(text) <= _LONGEST and _NUMBERED_GOAL.fullmatch(fold(text)) is not None


def _by_word(groups: Mapping[str, list[str]]) -> dict[str, str]:
    """The groups turned round: word (folded) to group; the first group that names a word wins."""
    words: dict[str, str] = {}
    for group, members in groups.items():
        for member in members:
            words.setdefault(fold(member), group)
    return words
