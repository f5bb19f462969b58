"""Rules on performance goals: one module each, in the order of reports."""

from types import ModuleType

RULES: tuple[ModuleType, ...] = ()
