"""Rules on what the narrative says in words: one module each, in the order of reports."""

from types import ModuleType

RULES: tuple[ModuleType, ...] = ()
