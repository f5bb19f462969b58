"""Plants realistic slips in clean documents' claims and prints what checking finds; rounding alone is no fault.

    python benchmarks/injection.py [--count 10000] [--seed 1] [--jobs 2] [--kinds NAME …] [--only TEXT] [--misses]
    python benchmarks/injection.py --rounding [1000000]

The documents are the development corpus beside the checkout (`../shared`, or GOUJI_SHARED) and the clean examples; each
is read once and never written. A slip counts where it is covered: where it breaks, beyond rounding, an equality that
held and of which a failure is told (its meaning is certain, or the rest of its family proves that it was read right).
`found`: a new finding names a figure that was changed; `first`, `three`: the figure stands first, or among the first
three, of those that the finding suspects; `value`: what should be printed is told to the last digit; `findings` are
new ones a slip. `--rounding` multiplies all money of a document (an exact budget, where all identities
leave nothing) by a random number, rounds each figure to its printed decimals, and counts what is wrongly reported.
"""

from __future__ import annotations

import argparse
import gc
import os
import pickle
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random

from gouji.check.derive import derive_families
from gouji.check.equation import Equation
from gouji.check.figures import Figure, open_book
from gouji.check.prove import Proof, Trial, prove_families, try_equation
from gouji.check.run import check_claims
from gouji.check.slips import KINDS, Field, Slip, SlipKind, plant_slip
from gouji.corpus.worker import set_collector
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Verdict
from gouji.pipeline import read_file

HERE = Path(__file__).resolve().parent
CORPUS = Path(os.environ.get("GOUJI_SHARED", HERE.parent.parent / "shared")) / "corpus"
GOALS = {"found": 0.999, "first": 0.85, "three": 0.95, "findings": 1.2}


@dataclass(frozen=True)
class Subject:
    """A document to plant slips in: what holds in it, where figures stand, what is found in it as it is."""

    name: str
    field: Field
    equations: tuple[Equation, ...]
    at: Mapping[str, tuple[Equation, ...]]
    covered: tuple[Claim, ...]
    known: frozenset[tuple[object, ...]]
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one slip. `rank` is the place of the first changed figure among the suspects, from 0."""

    kind: str
    where: str
    covered: bool
    found: bool = False
    rank: int | None = None
    value: bool = False
    findings: int = 0
    seconds: float = 0.0
    told: str = ""


def make_subject(name: str, claims: ClaimSet) -> Subject:
    """The document with its identities that hold."""
    report = check_claims(claims)
    trials = [
        (trial, outcome)
        for proof in prove_families(derive_families(open_book(claims)))
        for trial, outcome in proof.outcomes()
        if outcome.verdict is Verdict.PASS
        and len(trial.equation.figures) > 1
        and trial.equation.relation in ("=", "rate")
        and is_told(proof, trial)
    ]
    at: dict[str, list[Equation]] = defaultdict(list)
    for trial, _ in trials:
        for figure in dict.fromkeys(trial.equation.figures):
            at[figure.key].append(trial.equation)
    covered = tuple(claim for claim in claims.claims if claim.id in at and claim.amount.value)
    failing = any(outcome.verdict is Verdict.FAIL for outcome in report.outcomes)
    return Subject(
        name,
        Field(claims),
        tuple(trial.equation for trial, _ in trials),
        {key: tuple(equations) for key, equations in at.items()},
        covered,
        frozenset(map(identify, report.findings)),
        not failing and not any(outcome.residue for outcome in report.outcomes),
    )


def is_told(proof: Proof, trial: Trial) -> bool:
    """Whether a failure of this one equation would be believed: what only a drawing suggests must prove itself."""
    left = proof.strength - trial.weight
    return not proof.doubt and (proof.family.certain or left >= max(4, proof.family.odds))


def identify(finding: Finding) -> tuple[object, ...]:
    """What tells a finding from others: its check, and the figures that it names."""
    return finding.code, finding.severity, frozenset(witness.claim for witness in finding.witnesses)


def is_covered(subject: Subject, slip: Slip) -> bool:
    """Whether an equality that held is broken by the slip, beyond rounding."""
    touched = {id(equation): equation for key in slip.changes for equation in subject.at.get(key, ())}
    return any(not try_equation(_with_slip(equation, slip)).holds for equation in touched.values())


def _with_slip(equation: Equation, slip: Slip) -> Equation:
    changed = {figure: _changed(figure, slip) for figure in equation.figures}
    return replace(
        equation,
        total=None if equation.total is None else changed[equation.total],
        parts=tuple((changed[figure], sign) for figure, sign in equation.parts),
    )


def _changed(figure: Figure, slip: Slip) -> Figure:
    value = slip.changes.get(figure.key)
    if value is None:
        return figure
    claim = figure.claim
    scale = MONEY_UNITS.get(claim.amount.unit or "", Decimal(1)).scaleb(8)
    return replace(figure, value=int(value * scale))


def try_slip(subject: Subject, kind: SlipKind, random: Random) -> Score | None:
    """A slip of a kind at a random covered figure, and what checking says of it; None where none could be planted."""
    for _ in range(40):
        slip = plant_slip(subject.field, kind, random.choice(subject.covered), random)
        if slip is not None:
            return score_slip(subject, slip)
    return None


def score_slip(subject: Subject, slip: Slip) -> Score:
    """What checking says of one slip."""
    where = f"{subject.name}: " + "; ".join(
        f"{key} {subject.field.by_id[key].amount.value} → {value}" for key, value in slip.changes.items()
    )
    if not is_covered(subject, slip):
        return Score(slip.kind.name, where, covered=False)
    begin = time.process_time()
    findings = check_claims(slip.claims).findings
    seconds = time.process_time() - begin
    new = [finding for finding in findings if identify(finding) not in subject.known]
    naming = [finding for finding in new if slip.changes.keys() & {witness.claim for witness in finding.witnesses}]
    suspected = [_suspects(finding) for finding in naming]
    ranks = [suspects.index(key) for suspects in suspected for key in slip.changes if key in suspects]
    meant = {f"{subject.field.by_id[key].amount.value}" for key in slip.changes}
    return Score(
        slip.kind.name,
        where,
        covered=True,
        found=bool(naming),
        rank=min(ranks, default=None),
        value=any((finding.expected or "").split(" ")[0].rstrip("%") in meant for finding in naming),
        findings=len(new),
        seconds=seconds,
        told=" | ".join(
            f"[{finding.severity}] {finding.code} {finding.message[0]} ~ {_suspects(finding)[:4]}" for finding in new
        ),
    )


def _suspects(finding: Finding) -> list[str]:
    return [witness.claim for witness in finding.witnesses if witness.role == "culprit"]


def round_anew(subject: Subject, random: Random) -> ClaimSet:
    """The document's budget times a random number, each figure rounded by itself to the decimals of its column."""
    factor = Decimal(random.randint(10**8, 3 * 10**9)).scaleb(-9)
    quanta = {figure.key: figure.quantum for figure in open_book(subject.field.claims).figures}
    return replace(
        subject.field.claims,
        claims=tuple(_rounded(claim, factor, quanta.get(claim.id)) for claim in subject.field.claims.claims),
    )


def _rounded(claim: Claim, factor: Decimal, quantum: int | None) -> Claim:
    unit = MONEY_UNITS.get(claim.amount.unit or "")
    if unit is None or quantum is None:
        return claim
    step = Decimal(quantum).scaleb(-8) / unit
    value = (claim.amount.value * factor).quantize(step.normalize(), ROUND_HALF_UP)
    decimals = max(0, -int(step.normalize().as_tuple().exponent))
    return replace(claim, amount=replace(claim.amount, value=value, decimals=decimals))


SUBJECTS: list[Subject] = []
"""Set before the worker processes are forked."""


def run_slips(task: tuple[int, str, int]) -> Score | None:
    """One slip: of a kind, in the documents in turn until one takes it."""
    number, kind, seed = task
    random = Random(f"{seed}/{kind}/{number}")
    for subject in random.sample(SUBJECTS, len(SUBJECTS)):
        score = try_slip(subject, next(one for one in KINDS if one.name == kind), random) if subject.covered else None
        if score is not None and score.covered:
            return score
    return None


def run_rounding(task: tuple[int, int]) -> tuple[int, int, int, int, list[str]]:
    """Figures re-rounded in one document, false alarms, notices, identities, what was said."""
    number, seed = task
    random = Random(f"{seed}/{number}")
    subject = random.choice([one for one in SUBJECTS if one.is_exact and one.covered])
    report = check_claims(round_anew(subject, random))
    figures = sum(1 for claim in subject.field.claims.claims if claim.amount.unit in MONEY_UNITS)
    new = [finding for finding in report.findings if identify(finding) not in subject.known]
    fails = sum(1 for outcome in report.outcomes if outcome.verdict is Verdict.FAIL)
    alarms = [finding for finding in new if finding.severity is not Severity.NOTICE]
    return (
        figures,
        max(len(alarms), fails),
        len(new) - len(alarms),
        len(report.outcomes),
        [f"{subject.name}: {finding.message[0]} {finding.arithmetic}" for finding in alarms],
    )


def print_scores(scores: Sequence[Score]) -> bool:
    """The table, a line a kind, and whether the goals are met."""
    names = {kind.name: kind for kind in KINDS}
    by_kind = {name: [score for score in scores if score.kind == name] for name in names}
    print(f"{'kind':16} slips    found    first    three    value  findings")
    for name, told in by_kind.items():
        if told:
            print(f"{name:16} {_measures(told)}  {names[name].chinese}")
    print(f"{'all':16} {_measures(scores)}")
    slow = sorted(score.seconds for score in scores)
    print(f"checking: median {slow[len(slow) // 2] * 1000:.0f} ms, p95 {slow[int(len(slow) * 0.95)] * 1000:.0f} ms")
    rates = measure(scores)
    return all(rates[name] <= goal if name == "findings" else rates[name] >= goal for name, goal in GOALS.items())


def measure(scores: Sequence[Score]) -> dict[str, float]:
    """Shares of all covered slips, and findings a slip."""
    count = len(scores)
    ranks = [score.rank for score in scores]
    return {
        "found": sum(score.found for score in scores) / count,
        "first": ranks.count(0) / count,
        "three": sum(rank is not None and rank < 3 for rank in ranks) / count,
        "value": sum(score.value for score in scores) / count,
        "findings": sum(score.findings for score in scores) / count,
    }


def _measures(scores: Sequence[Score]) -> str:
    rates = measure(scores)
    shares = "  ".join(f"{rates[name]:7.2%}" for name in ("found", "first", "three", "value"))
    return f"{len(scores):5d}  {shares}  {rates['findings']:8.3f}"


@cache
def read_subjects(only: str, kept: Path | None) -> tuple[Subject, ...]:
    paths = [
        *sorted(CORPUS.glob("*.pdf")),
        HERE.parent / "examples" / "clean.pdf",
        HERE.parent / "examples" / "clean.xlsx",
    ]
    if kept is not None and kept.is_file():
        read: dict[str, ClaimSet] = pickle.loads(kept.read_bytes())
    else:
        read = {path.name: read_file(path) for path in paths}
        if kept is not None:
            kept.write_bytes(pickle.dumps(read))
    return tuple(make_subject(name, claims) for name, claims in read.items() if only in name)


def in_parallel(function: object, tasks: Iterable[object], jobs: int) -> Iterator[object]:
    with get_context("fork").Pool(jobs) as pool:
        yield from pool.imap_unordered(function, tasks, chunksize=4)  # type: ignore[arg-type]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="slips in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kinds", nargs="*", default=[kind.name for kind in KINDS])
    parser.add_argument("--only", default="", help="only documents whose name contains this")
    parser.add_argument("--misses", action="store_true", help="list slips that were not found, or not first")
    parser.add_argument("--keep", type=Path, help="keep what was read in this file, and take it from there")
    parser.add_argument("--rounding", type=int, nargs="?", const=1_000_000, help="re-round so many figures instead")
    options = parser.parse_args()
    SUBJECTS.extend(read_subjects(options.only, options.keep))
    set_collector()
    gc.freeze()  # what the workers share is no garbage: collecting it is not part of checking
    if options.rounding:
        return print_rounding(options)
    each = max(1, options.count // len(options.kinds))
    tasks = [(number, kind, options.seed) for kind in options.kinds for number in range(each)]
    scores = [score for score in in_parallel(run_slips, tasks, options.jobs) if isinstance(score, Score)]
    if options.misses:
        for score in scores:
            if not score.found or score.rank != 0 or score.findings > 1:
                print(f"{score.kind} rank {score.rank} findings {score.findings} {score.where}\n      {score.told}")
    return 0 if print_scores(scores) else 1


def print_rounding(options: argparse.Namespace) -> int:
    exact = [subject for subject in SUBJECTS if subject.is_exact and subject.covered]
    money = [claim for subject in exact for claim in subject.field.claims.claims if claim.amount.unit in MONEY_UNITS]
    mean = len(money) / len(exact)
    sums: Counter[str] = Counter()
    said: list[str] = []
    tasks = [(number, options.seed) for number in range(int(options.rounding / mean) + 1)]
    for figures, alarms, notices, identities, texts in in_parallel(run_rounding, tasks, options.jobs):  # type: ignore[misc]
        sums.update(figures=figures, alarms=alarms, notices=notices, identities=identities)
        said.extend(texts)
    print(
        f"{sums['figures']} figures re-rounded in {len(tasks)} runs of {len(exact)} exact documents, "
        f"{sums['identities']} identities tried: {sums['alarms']} false alarms (goal 0), {sums['notices']} notices"
    )
    for text in said[:20]:
        print(f"    {text}")
    return int(sums["alarms"] > 0)


if __name__ == "__main__":
    sys.exit(main())
