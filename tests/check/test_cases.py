"""Every check does what its cases say: a sentence, the tables, and what comes out of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any  # YAML gives untyped data

import pytest
import yaml

from gouji.check.example import about, parse_example
from gouji.check.registry import CHECKS
from gouji.check.run import check_claims

FOLDER = Path(__file__).resolve().parent.parent / "cases"
FILES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))}
CASES = [
    pytest.param(code, case, id=f"{code}: {sentence}")
    for code, cases in FILES.items()
    for sentence, case in cases.items()
]
KINDS = {"pass", "fail", "boundary", "not applicable"}


@pytest.mark.parametrize(("code", "case"), CASES)
def test_the_case_comes_out_as_it_says(code: str, case: dict[str, Any]) -> None:
    report = check_claims(parse_example(case["tables"]))
    verdicts = Counter(str(outcome.verdict) for outcome in report.outcomes if outcome.identity.code == code)
    findings = [f"{finding.severity} {about(finding)}" for finding in report.findings if finding.code == code]
    assert dict(verdicts) == case.get("outcomes", {})
    assert findings == case.get("findings", [])


@pytest.mark.parametrize("code", sorted(set(CHECKS) - {"RUN01", "RUN02"}))
def test_every_check_has_cases_of_each_kind(code: str) -> None:
    assert {case["kind"] for case in FILES[code].values()} >= KINDS
