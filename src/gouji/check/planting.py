"""Plant one slip in a document's claims and see what checking makes of it: what the self-test and the benchmark count.

A slip is *held* where it breaks, beyond what honest rounding allows, an equality (sum, tie, rate) that passes in the
document. It is *covered* where such an equality is known and not only supposed: all of its kind there hold (a place
that is in disorder already shows little), and its meaning is certain (codes, points, sentences), or, where only the
drawing of a table suggests it, the figures prove it even with the slip in them, as `prove` demands (what still holds
outweighs what fails twelve to one for rows, four to one for columns).
It is *caught* where checking the changed claims gives a finding that the document as it is does not give, and that
names a figure which was changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from random import Random

from gouji.check.equation import Equation
from gouji.check.figures import SCALE, Figure
from gouji.check.prove import Proof, Trial, prove_family, try_equation
from gouji.check.run import find_mistakes
from gouji.check.slips import Field, Slip, SlipKind, plant_slip
from gouji.check.study import Study, study_again, study_claims
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Verdict

MOST_DRAWS = 40
"""Figures drawn for one slip of a kind before the document is taken to have no place for it."""

Identified = tuple[object, ...]


@dataclass(frozen=True)
class Subject:
    """A document to plant slips in: where its figures stand, what holds at each, what is found in it as it is.

    `figures` are the claims that a slip may happen to: all that were read as amounts and print more than nothing.
    """

    field: Field
    study: Study
    at: Mapping[str, Sequence[tuple[Proof, Trial]]]
    figures: Sequence[Claim]
    known: frozenset[Identified]

    @cached_property
    def held(self) -> Sequence[Claim]:
        """The figures that some equality holds."""
        return [claim for claim in self.figures if claim.id in self.at]


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one slip. `rank` is the place of the first changed figure among the suspects, from 0.

    `value` says whether what should be printed was told to the last digit; `findings` are the new ones.
    """

    slip: Slip
    held: bool
    covered: bool
    caught: bool
    rank: int | None
    value: bool
    findings: tuple[Finding, ...]


def make_subject(claims: ClaimSet) -> Subject:
    """The document with its equalities that hold and would be told."""
    study = study_claims(claims)
    at: dict[str, list[tuple[Proof, Trial]]] = defaultdict(list)
    for proof in study.proofs:
        for trial, verdict in proof.verdicts():
            if verdict is Verdict.PASS and _is_equality(trial.equation):
                for figure in dict.fromkeys(trial.equation.figures):
                    at[figure.key].append((proof, trial))
    figures = tuple(claim for claim in claims.claims if claim.kind != "target" and claim.amount.value)
    return Subject(Field(claims), study, at, figures, frozenset(map(identify, find_mistakes(study))))


def plant_somewhere(subject: Subject, kind: SlipKind, pool: Sequence[Claim], random: Random) -> Slip | None:
    """A slip of a kind at one of the pool's figures, drawn at random; None where it could be planted at none drawn."""
    for _ in range(MOST_DRAWS if pool else 0):
        slip = plant_slip(subject.field, kind, random.choice(pool), random)
        if slip is not None:
            return slip
    return None


def score_slip(subject: Subject, slip: Slip) -> Score:
    """What checking says of one slip: the very findings that a whole check's equations give."""
    findings = find_mistakes(study_again(subject.study, slip.claims))
    new = tuple(finding for finding in findings if identify(finding) not in subject.known)
    naming = [finding for finding in new if slip.changes.keys() & {witness.claim for witness in finding.witnesses}]
    ranks = [rank for finding in naming for rank, key in enumerate(suspects_of(finding)) if key in slip.changes]
    meant = {f"{subject.field.by_id[key].amount.value}" for key in slip.changes}
    value = any((finding.expected or "").split(" ")[0].rstrip("%") in meant for finding in naming)
    return Score(slip, *how_held(subject, slip), bool(naming), min(ranks, default=None), value, new)


def suspects_of(finding: Finding) -> list[str]:
    """The claims that a finding suspects, the likeliest first."""
    return [witness.claim for witness in finding.witnesses if witness.role == "culprit"]


def how_held(subject: Subject, slip: Slip) -> tuple[bool, bool]:
    """Whether the slip breaks an equality that holds, beyond rounding; and whether it is covered by one."""
    touched = {id(trial): (proof, trial) for key in slip.changes for proof, trial in subject.at.get(key, ())}
    broken = {id(proof): proof for proof, trial in touched.values() if not try_equation(_with_slip(trial, slip)).holds}
    return bool(broken), any(_is_known(proof, slip) for proof in broken.values())


def _is_known(proof: Proof, slip: Slip) -> bool:
    """Whether a family of equations is believed with the slip in it."""
    if proof.doubt or not all(trial.holds for trial in proof.trials):
        return False
    if proof.family.certain:
        return True
    changed = replace(proof.family, equations=tuple(_with_slip(trial, slip) for trial in proof.trials))
    return not prove_family(changed).doubt


def _is_equality(equation: Equation) -> bool:
    return len(equation.figures) > 1 and equation.relation in ("=", "rate")


def identify(finding: Finding) -> Identified:
    """What tells a finding from others: its check, and the figures that it names."""
    return finding.code, finding.severity, frozenset(witness.claim for witness in finding.witnesses)


def _with_slip(trial: Trial, slip: Slip) -> Equation:
    equation = trial.equation
    if slip.changes.keys().isdisjoint(figure.key for figure in equation.figures):
        return equation
    changed = {figure: _changed(figure, slip) for figure in equation.figures}
    return replace(
        equation,
        total=None if equation.total is None else changed[equation.total],
        parts=tuple((changed[figure], sign) for figure, sign in equation.parts),
        noughts=tuple(changed[figure] for figure in equation.noughts),
    )


def _changed(figure: Figure, slip: Slip) -> Figure:
    value = slip.changes.get(figure.key)
    if value is None:
        return figure
    scale = MONEY_UNITS.get(figure.claim.amount.unit or "", Decimal(1)).scaleb(SCALE)
    return replace(figure, value=int(value * scale))
