"""What must hold across documents: one module a kind, listed once, in the order of reports."""

from __future__ import annotations

from types import ModuleType

from gouji.compare.checks import execution, goals, initial_budget, last_year, names, units, versions

ACROSS: tuple[ModuleType, ...] = (last_year, initial_budget, units, versions, goals, names, execution)
"""Modules with CODE, NAME, SOURCE, CHINESE, KINDS (of bonds) and `check(study) -> Tried`."""
