"""Rules on what must be published, its years, names and numbering: one module each, in the order of reports."""

from types import ModuleType

RULES: tuple[ModuleType, ...] = ()
