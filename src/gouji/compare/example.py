"""Comparing a few lines of text: how the pages of checks across documents and their tests give examples."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from itertools import count

from gouji.check.example import parse_example
from gouji.compare.model import Comparison, Kind
from gouji.compare.run import compare_claims
from gouji.model.amount import parse_number
from gouji.model.claim import ClaimSet, Fact, Facts
from gouji.model.document import Document
from gouji.model.finding import Finding
from gouji.model.goal import Goal, Indicator

_TARGET = re.compile(r"(?P<name>\S+)\s+(?P<comparator>[≥≤<>]?)\s*(?P<value>\S+)(?:\s+(?P<unit>\S+))?")

Example = tuple[str, str] | tuple[str, str, str]
"""Tables in the notation of `gouji.check.example`, the year, and the kind where it is no budget ("final_account")."""


def example_side(
    text: str, year: str, kind: str = "budget", *, entity: str = "青石县示范局", scope: str = ""
) -> ClaimSet:
    """The lines as the document of an invented department, of one year and kind."""
    claims = parse_example(text, year) if text.strip() else _nothing()
    digest = sha256("\n".join((text, year, kind, entity, scope)).encode()).hexdigest()
    facts = Facts(
        kind=Fact(kind, kind),
        year=Fact(year, year),
        stage=Fact("final" if kind == "final_account" else "budget", kind),
        entity=Fact(entity, entity),
        scope=Fact(scope, scope) if scope else None,
    )
    sourced = tuple(replace(claim, source=replace(claim.source, sha256=digest)) for claim in claims.claims)
    return replace(
        claims, documents=(Document(f"{year}-{kind}.txt", digest, "text", (), ()),), facts=facts, claims=sourced
    )


def compare_examples(before: Example, after: Example, relation: str | None = None) -> Comparison:
    """Two examples of one department compared."""
    sides = [example_side(*each) for each in (before, after)]
    return compare_claims(sides, ["A", "B"], Kind(relation) if relation else None)


def compared(before: Example, after: Example, relation: str | None = None) -> list[str]:
    """What a comparison says: severity, code and arithmetic of each finding."""
    return tell(compare_examples(before, after, relation).findings)


def compared_units(unit: str, department: str) -> list[str]:
    """What comparing a department with its only unit says."""
    sides = [example_side(unit, "2024", scope="unit"), example_side(department, "2024", scope="department")]
    return tell(compare_claims(sides, ["A", "B"]).findings)


def compared_goals(before: str, after: str) -> list[str]:
    """What comparing the goals of one project over two years says; `name comparator value unit` a line."""
    sides = [_with_goal(target, year) for target, year in ((before, "2023"), (after, "2024"))]
    return tell(compare_claims(sides, ["A", "B"]).findings)


def tell(findings: tuple[Finding, ...]) -> list[str]:
    """Findings in one line each."""
    return [f"{finding.severity} {finding.code} {finding.arithmetic}" for finding in findings]


def _nothing() -> ClaimSet:
    return ClaimSet((), Facts(kind=Fact("budget", "")), (), ())


def _with_goal(text: str, year: str) -> ClaimSet:
    """A document with one project of 50.00 万元 and its goals."""
    table = f"项目表 | 万元 | flow=expenditure stage=budget\n项目 | 金额 year={year}\n示范项目 project=示范项目 | 50.00"
    claims = example_side(table, year)
    numbers = count(1)
    matches = [match for line in text.splitlines() if (match := _TARGET.match(line.strip()))]
    indicators = tuple(
        Indicator("产出指标", "数量指标", match["name"], match["value"], match["comparator"], match["unit"] or "")
        for match in matches
    )
    assert all(parse_number(indicator.value) for indicator in indicators)
    rows = tuple(next(numbers) for _ in indicators)
    goal = Goal("project", "示范项目", "", 0, 0, indicators=indicators, rows=rows, claims=("",) * len(indicators))
    return replace(claims, goals=(goal,))
