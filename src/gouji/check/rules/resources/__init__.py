"""Rules on classes, assets, procurement and what money is really for: one module each, in the order of reports."""

from types import ModuleType

RULES: tuple[ModuleType, ...] = ()
