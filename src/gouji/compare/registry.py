"""Every check by its code: those within one document, then those across documents."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from gouji.check.registry import CHECKS as WITHIN
from gouji.check.registry import Check, module_to_check
from gouji.compare.checks import ACROSS

CHECKS = MappingProxyType({**WITHIN, **{module.CODE: module_to_check(module) for module in ACROSS}})
"""All checks by code, in the order of reports."""


@cache
def check_of(code: str) -> Check:
    """The check with a code or a dotted name; KeyError where there is none.

    >>> check_of("across.units").code
    'ACR03'
    """
    named = {check.name: check for check in CHECKS.values()}
    return CHECKS[code] if code in CHECKS else named[code]
