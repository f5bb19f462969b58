"""Rules on what must be published, its years, names and numbering: one module each, in the order of reports."""

from types import ModuleType

from gouji.check.rules.disclosure import contents, tables

RULES: tuple[ModuleType, ...] = (tables, contents)
"""Modules with CODE, NAME and `check(claims) -> Iterator[Finding]`."""
