"""Rules on classes, assets, procurement and what money is really for: one module each, in the order of reports."""

from types import ModuleType

from gouji.check.rules.resources import basic_items, other_items, pay_mirror, running_items

RULES: tuple[ModuleType, ...] = (basic_items, running_items, other_items, pay_mirror)
