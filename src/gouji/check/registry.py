"""Every check by its code: what `gouji explain` and the docs print, and where findings take their name and source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from inspect import cleandoc
from types import MappingProxyType, ModuleType

from gouji.check import crash, partial
from gouji.check.derive import DERIVATIONS
from gouji.check.rules import RULES

HEADINGS = ("What it checks", "Why", "Not applicable when", "Source", "Examples")
CHINESE_HEADINGS = ("查什么", "为什么", "不适用的情形", "依据", "示例")
"""The headings of every page, in order."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its stable code, dotted name, page in Chinese and English, and the source that findings quote."""

    code: str
    name: str
    chinese: str
    english: str
    source: str

    @property
    def title(self) -> tuple[str, str]:
        """The first line of the page, in Chinese and English."""
        return self.chinese.splitlines()[0], self.english.splitlines()[0]


def module_to_check(module: ModuleType) -> Check:
    """The check that a module holds: its docstring is the English page, CHINESE the Chinese one."""
    return Check(module.CODE, module.NAME, cleandoc(module.CHINESE), cleandoc(module.__doc__ or ""), module.SOURCE)


CHECKS = MappingProxyType({module.CODE: module_to_check(module) for module in (*DERIVATIONS, *RULES, crash, partial)})
"""All checks by code, in the order of reports."""


@cache
def check_of(code: str) -> Check:
    """The check with a code or a dotted name; KeyError where there is none.

    >>> check_of("sums.children").code
    'SUM01'
    """
    named = {check.name: check for check in CHECKS.values()}
    return CHECKS[code] if code in CHECKS else named[code]
