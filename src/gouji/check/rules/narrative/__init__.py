"""Rules on what the narrative says in words: one module each, in the order of reports."""

from types import ModuleType

from gouji.check.rules.narrative import (
    amounts,
    change_parts,
    denials,
    directions,
    reasons,
    unexplained,
    uses,
    year_rates,
)

RULES: tuple[ModuleType, ...] = (
    reasons,
    unexplained,
    directions,
    uses,
    denials,
    amounts,
    change_parts,
    year_rates,
)
