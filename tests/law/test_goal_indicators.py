"""The words of indicators: every one is used, and every drawer they name is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.law.goal_forms import goal_words
from gouji.law.goal_indicators import drawer_of, indicator_words, says

RULES = Path(__file__).resolve().parents[2] / "src" / "gouji" / "check" / "rules" / "goals"


def _asked_for() -> set[str]:
    texts = [path.read_text("utf-8") for path in RULES.glob("*.py")]
    return {name for text in texts for name in re.findall(r"(?:says\(|patterns\[)\"(\w+)\"", text)}


def test_every_pattern_is_asked_for_and_every_asked_one_is_there() -> None:
    assert set(indicator_words().patterns) == _asked_for()


def test_every_drawer_has_a_title() -> None:
    words = indicator_words()
    named = {*words.drawers.values(), *(need.drawer for need in words.needs)}
    for misfit in words.misfits:
        named |= {*misfit.drawers, misfit.belongs} - {""}  # in none of the drawers that could be meant
    assert named <= set(words.titles)


@pytest.mark.parametrize(
    "kind", ["数量指标", "质量指标", "时效指标", "社会效益指标", "服务对象满意度指标", "经济成本指标"]
)
def test_the_kinds_of_the_forms_have_a_drawer(kind: str) -> None:
    assert kind in goal_words().kinds
    assert drawer_of(goal_words().kinds[kind][0], kind)


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("rate", "按时办结率", "服务效率"),
        ("count", "培训人数", "景气指数"),
        ("bad_rate", "系统故障率", "故障修复率"),
        ("bad_event", "安全事故发生率", "事故下降率"),
        ("own_people", "职工满意度", "受训学员满意度"),
        ("vague", "明显提升", "提升20%"),
        ("green", "河道污染治理", "优化营商环境"),
    ],
)
def test_a_pattern_knows_what_it_is_for(pattern: str, yes: str, no: str) -> None:
    assert (says(pattern, yes), says(pattern, no)) == (True, False)
