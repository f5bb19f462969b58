"""Real files: honest publications that belong together have no findings, and their relation is found."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gouji.compare.model import Comparison
from gouji.compare.run import compare_claims
from gouji.model.finding import Severity, Verdict
from gouji.pipeline import read_file

pytestmark = pytest.mark.shared


def compare(shared: Path, *names: str) -> Comparison:
    files = [shared / "corpus" / f"{name}.pdf" for name in names]
    return compare_claims([read_file(file) for file in files], names)


def serious(comparison: Comparison) -> list[str]:
    return [f"{each.code} {each.message[0]}" for each in comparison.findings if each.severity is not Severity.NOTICE]


def counted(comparison: Comparison, code: str) -> dict[Verdict, int]:
    verdicts = [outcome.verdict for outcome in comparison.outcomes if outcome.identity.code == code]
    return {verdict: verdicts.count(verdict) for verdict in set(verdicts)}


def test_three_years_of_one_department_follow_each_other(shared: Path) -> None:
    comparison = compare(shared, "putuo-wanli-2025", "putuo-wanli-2023", "putuo-wanli-2024")
    assert sorted((link.bond.before, link.bond.after) for link in comparison.links) == [((1,), 2), ((2,), 0)]
    assert serious(comparison) == []
    later = next(link for link in comparison.links if link.bond.after == 0)
    changes = {change.name: change for change in later.changes}
    assert changes["本年支出"].difference == Decimal(33_556_428)  # 189 767 551 − 156 211 123, pages 9 and 10
    assert changes["本年支出 · “三公”经费"].rate == Decimal("-20.87")  # 47.91 → 37.91


def test_a_department_with_one_unit_is_that_unit(shared: Path) -> None:
    comparison = compare(shared, "putuo-commerce-2025-unit", "putuo-commerce-2025-department")
    (link,) = comparison.links
    assert (link.bond.kind.value, link.bond.before, link.bond.after) == ("units", (0,), 1)
    assert serious(comparison) == []
    assert set(counted(comparison, "ACR03")) == {Verdict.PASS}
    assert counted(comparison, "ACR03")[Verdict.PASS] >= 250


def test_a_budget_and_its_account_give_what_was_executed(shared: Path) -> None:
    comparison = compare(shared, "swu-2023-budget", "swu-2023-final")
    (link,) = comparison.links
    assert (link.bond.kind.value, serious(comparison)) == ("final", [])
    changes = {change.name: change for change in link.changes}
    assert changes["本年支出"].rate == Decimal("97.63")  # 457 676.75 of 468 779.07
    assert changes["本年支出 · 财政拨款 · 基本支出"].rate < 100  # 199 015.13 of 199 019.33: not all of it


def test_projects_of_two_forms_are_found_again_by_name(shared: Path) -> None:
    from gouji.compare.model import Kind

    files = [shared / "seeds" / f"{name}.txt" for name in ("001", "000")]
    comparison = compare_claims([read_file(file) for file in files], ["001", "000"], Kind.YEARS)
    fates = [project.fate for project in comparison.links[0].projects]
    assert (fates.count("continues"), fates.count("ends"), fates.count("begins")) == (2, 3, 8)


def test_files_of_other_departments_are_strangers(shared: Path) -> None:
    comparison = compare(shared, "swu-2023-final", "putuo-wanli-2023", "suzhou-audit-2026", "suzhou-data-2026")
    assert (comparison.links, len(comparison.strangers)) == ((), 4)
