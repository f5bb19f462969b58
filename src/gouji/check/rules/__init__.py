"""Rules that no table form implies: one module each, listed here once, in the order of reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import ModuleType

from gouji.check.crash import crash_finding
from gouji.check.rules import classification, disclosure, goals, narrative, resources
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding

RULES: tuple[ModuleType, ...] = (classification, *resources.RULES, *disclosure.RULES, *narrative.RULES, *goals.RULES)
"""Modules with CODE, NAME and `check(claims) -> Iterator[Finding]`."""


def apply_rules(claims: ClaimSet, rules: Sequence[ModuleType] = RULES) -> Iterator[Finding]:
    """The findings of all rules; a rule that crashes is a finding about itself and stops no other."""
    for rule in rules:
        try:
            yield from list(rule.check(claims))
        except Exception as error:  # whatever went wrong in one rule, the others must run
            yield crash_finding(rule.CODE, rule.NAME, error)
