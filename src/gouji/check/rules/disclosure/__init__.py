"""Rules on what must be published, its years, names and numbering: one module each, in the order of reports."""

from types import ModuleType

from gouji.check.rules.disclosure import contents, goal_money, headings, levels, numbering, personal, placeholders, references, tables, terms, units, wordings

RULES: tuple[ModuleType, ...] = (tables, contents, headings, references, placeholders, units, personal, numbering, goal_money, terms, levels, wordings)
"""Modules with CODE, NAME and `check(claims) -> Iterator[Finding]`."""
