"""The examples keep their promise: six planted faults are found, each once, and the clean budget is clean."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gouji.model.finding import Severity
from gouji.pipeline import check_file

FORMATS = ("pdf", "xlsx")


@pytest.mark.parametrize("ending", FORMATS)
def test_the_clean_budget_has_no_findings(examples: Path, ending: str) -> None:
    report = check_file(examples / f"clean.{ending}")
    assert [finding.message[0] for finding in report.findings] == []


@pytest.mark.parametrize("ending", FORMATS)
def test_the_faulty_budget_shows_its_six_faults_and_nothing_else(examples: Path, ending: str) -> None:
    report = check_file(examples / f"faulty.{ending}")
    assert Counter({Severity.ERROR: 5, Severity.WARNING: 1}) == Counter(finding.severity for finding in report.findings)
    stated = {(finding.stated or "").split(" ")[0] for finding in report.findings}
    assert {"1150.62", "12.80", "14.90", "12.00", "1626.40", "2080505"} == stated


@pytest.mark.parametrize("name", ["clean", "faulty"])
def test_pdf_and_workbook_of_one_budget_give_the_same_figures(examples: Path, name: str) -> None:
    def figures(ending: str) -> Counter[tuple[str, str, tuple[str, ...], str]]:
        claims = check_file(examples / f"{name}.{ending}").claims
        money = [c for c in claims.claims if c.table is not None and claims.tables[c.table].kind == "money"]
        return Counter(
            (
                claims.tables[claim.table or 0].title,
                claims.tables[claim.table or 0].rows[claim.row or 0].label,
                claim.column,
                str(claim.amount.value),
            )
            for claim in money
        )

    assert figures("pdf") == figures("xlsx")


def test_nearly_every_figure_of_the_example_is_bound(examples: Path) -> None:
    claims = check_file(examples / "clean.pdf").claims
    cells = [c for c in claims.claims if c.kind == "cell" and claims.tables[c.table or 0].kind == "money"]
    assert len(cells) > 300
    assert [c.unbound for c in cells if c.point is None] == []
