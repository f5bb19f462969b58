"""Rules on what must be published, its years, names and numbering: one module each, in the order of reports."""

from types import ModuleType

from gouji.check.rules.disclosure import (
    contents,
    denied,
    department_name,
    document_numbers,
    empty_tables,
    glossary,
    goal_money,
    headings,
    levels,
    numbering,
    personal,
    placeholders,
    project_names,
    references,
    sections,
    tables,
    terms,
    unit_names,
    units,
    wordings,
    year_missing,
    years,
)

RULES: tuple[ModuleType, ...] = (
    tables,
    contents,
    sections,
    empty_tables,
    denied,
    headings,
    references,
    placeholders,
    units,
    personal,
    numbering,
    goal_money,
    years,
    year_missing,
    department_name,
    unit_names,
    project_names,
    terms,
    levels,
    glossary,
    wordings,
    document_numbers,
)
"""Modules with CODE, NAME and `check(claims) -> Iterator[Finding]`."""
