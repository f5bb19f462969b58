"""Which class of the government's economic classification a class of the departments' one belongs to, by kind of unit.

Source: the table of correspondence of 财政部 (支出经济分类科目改革方案, 财预〔2017〕98号), as met in published budgets.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def government_class(economic: str, unit_nature: str) -> str:
    """The government class (5 digits) of a departmental class for a unit of this nature; "" where none is sure.

    Offices and those run like them (行政, 参公) have classes of their own, other public institutions (事业) others.

    >>> government_class("30101", "行政"), government_class("30101", "事业"), government_class("30199", "企业")
    ('50101', '50501', '')
    """
    kinds = {"行政": "office", "参公": "office", "事业": "institution"}
    kind = next((kind for word, kind in kinds.items() if word in unit_nature), "")
    if "参照公务员" in unit_nature or "参公" in unit_nature:
        kind = "office"
    return _mapping().get((economic, kind)) or (_mapping().get((economic, "any"), "") if kind else "")


def corresponding_classes(economic: str) -> frozenset[str]:
    """Every government class that a departmental class may belong to, in units of any nature; none where unknown.

    >>> sorted(corresponding_classes("30101")), corresponding_classes("39999x")
    (['50101', '50501'], frozenset())
    """
    return _correspondence().get(economic, frozenset())


@cache
def _correspondence() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    text = files("gouji.law").joinpath("data/economic_mapping.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["department"], set()).add(row["government"])
    return {economic: frozenset(classes) for economic, classes in found.items()}


@cache
def _mapping() -> dict[tuple[str, str], str]:
    """The one government class of each (class, kind of unit); local practice and what is not certain left out."""
    found: dict[tuple[str, str], set[str]] = {}
    text = files("gouji.law").joinpath("data/economic_mapping.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        if row["trust"] not in ("L", "D"):
            found.setdefault((row["department"], row["unit"]), set()).add(row["government"])
    return {key: next(iter(classes)) for key, classes in found.items() if len(classes) == 1}
