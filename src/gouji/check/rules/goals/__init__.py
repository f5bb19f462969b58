"""Rules on performance goals: one module each, in the order of reports."""

from types import ModuleType

from gouji.check.rules.goals import (
    clones,
    completeness,
    definitions,
    department,
    direction,
    drawers,
    estimates,
    measures,
    money,
    plans,
    relevance,
    repeats,
    satisfaction,
    scores,
    units,
    weights,
    words,
    years,
)

RULES: tuple[ModuleType, ...] = (
    direction,
    units,
    drawers,
    measures,
    satisfaction,
    clones,
    money,
    plans,
    repeats,
    definitions,
    words,
    completeness,
    weights,
    years,
    department,
    relevance,
    estimates,
    scores,
)
