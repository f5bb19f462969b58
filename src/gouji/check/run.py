"""Check a claim set: derive what must hold, try it, prove the readings, explain what fails, apply the rules, count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.check import crash
from gouji.check.blank_wholes import blank_whole_findings, is_blank_whole
from gouji.check.coverage import measure_coverage
from gouji.check.culprits.lines import Lines
from gouji.check.explain import explain_doubted, explain_failures
from gouji.check.findings import explanation_to_finding, rounding_notices
from gouji.check.partial import partial_finding
from gouji.check.prove import Trial
from gouji.check.rules import RULES, apply_rules
from gouji.check.study import Study, study_claims
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity, Verdict
from gouji.model.report import Report

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def check_claims(claims: ClaimSet) -> Report:
    """Everything that the figures of a claim set say about each other: outcomes, findings (worst first), coverage."""
    study = study_claims(claims)
    tried = list(study.tried())
    ruled = list(apply_rules(claims))
    findings = [*find_mistakes(study), *ruled]
    findings.sort(key=lambda finding: _ORDER[finding.severity])
    return Report(
        claims=claims,
        outcomes=tuple(outcome for _, outcome in tried),
        findings=tuple(findings),
        coverage=measure_coverage(study.book, tried, _rules_that_ran(ruled)),
    )


def _rules_that_ran(ruled: Sequence[Finding]) -> tuple[str, ...]:
    """The codes of all rules but those that broke down."""
    broken = {code for finding in ruled if finding.code == crash.CODE for code in finding.related}
    return tuple(dict.fromkeys(rule.CODE for rule in RULES if rule.CODE not in broken))


def find_mistakes(study: Study) -> list[Finding]:
    """What a document's equations say is wrong with its figures; the findings of rules are not among them."""
    verdicts = list(study.verdicts())
    holding = [trial for trial, verdict in verdicts if verdict is Verdict.PASS]
    return [*_explained(study, verdicts, holding), *rounding_notices(study.book, holding)]


def _explained(study: Study, verdicts: Sequence[tuple[Trial, Verdict]], holding: Sequence[Trial]) -> Iterator[Finding]:
    failing = [trial for trial, verdict in verdicts if verdict is Verdict.FAIL]
    doubted = [trial for trial, verdict in verdicts if verdict is Verdict.NOT_CHECKABLE]
    proof_of = {id(trial): proof for proof in study.proofs for trial in proof.trials}
    lines = Lines(study.book)
    explanations = explain_failures(failing, holding, lines)
    for explanation in (*explanations, *explain_doubted(doubted, holding, proof_of, explanations, lines)):
        if not is_blank_whole(explanation):
            yield explanation_to_finding(study.book, explanation, proof_of)
    yield from blank_whole_findings(study.book, filter(is_blank_whole, explanations))
    untold = sum(explanation.given_up for explanation in explanations)
    unsettled = sum(explanation.unsettled for explanation in explanations)
    if untold or unsettled:
        yield partial_finding(untold, unsettled)
