"""Check a claim set: derive what must hold, try it, prove the readings, explain what fails, apply the rules, count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.check.coverage import measure_coverage
from gouji.check.culprits.lines import Lines
from gouji.check.derive import derive_families
from gouji.check.explain import explain_doubted, explain_failures
from gouji.check.figures import Book, open_book
from gouji.check.findings import explanation_to_finding, rounding_notices
from gouji.check.prove import Proof, Trial, prove_families
from gouji.check.rules import apply_rules
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Outcome, Severity, Verdict
from gouji.model.report import Report

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def check_claims(claims: ClaimSet) -> Report:
    """Everything that the figures of a claim set say about each other: outcomes, findings (worst first), coverage."""
    book = open_book(claims)
    proofs = prove_families(derive_families(book))
    tried = [pair for proof in proofs for pair in proof.outcomes()]
    findings = [*_findings(book, proofs, tried), *rounding_notices(book, tried), *apply_rules(claims)]
    findings.sort(key=lambda finding: _ORDER[finding.severity])
    return Report(
        claims=claims,
        outcomes=tuple(outcome for _, outcome in tried),
        findings=tuple(findings),
        coverage=measure_coverage(book, tried),
    )


def _findings(book: Book, proofs: Sequence[Proof], tried: Sequence[tuple[Trial, Outcome]]) -> Iterator[Finding]:
    failing = [trial for trial, outcome in tried if outcome.verdict is Verdict.FAIL]
    holding = [trial for trial, outcome in tried if outcome.verdict is Verdict.PASS]
    proof_of = {id(trial): proof for proof in proofs for trial in proof.trials}
    doubted = [trial for trial, outcome in tried if outcome.verdict is Verdict.NOT_CHECKABLE]
    explanations = explain_failures(failing, holding, Lines(book))
    for explanation in (*explanations, *explain_doubted(book, doubted, explanations)):
        yield explanation_to_finding(book, explanation, proof_of)
