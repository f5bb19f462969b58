"""Plants realistic slips in documents' claims and prints what checking finds; rounding alone is no fault.

    python benchmarks/injection.py [--count 10000] [--seed 1] [--jobs 2] [--kinds NAME …] [--only TEXT] [--misses]
    python benchmarks/injection.py --rounding [1000000]
    python benchmarks/injection.py --predicted [20]
    python benchmarks/injection.py --words [6]

The documents are the development corpus beside the checkout (`../shared`, or GOUJI_SHARED) and the clean examples; each
is read once and never written. What a slip is, and when it is covered or caught, is what `gouji.check.planting` says;
here slips are planted at figures that some equality holds, and those covered are counted. `held` is the share caught of
all slips that break an equality, also of one that only a drawing suggests and that the rest of it does not prove.
`first`, `three`: the figure stands first, or among the first three, of those that the finding suspects; `value`: what
should be printed is told to the last digit; `findings` are new ones a slip. Only the findings of identities count.

`--rounding` multiplies all money of a document (an exact budget, where all identities leave nothing) by a random
number, rounds each figure to its printed decimals, and counts what is wrongly reported. `--predicted` holds what
`gouji check --self-test` says of each document against what the same number of other slips of each kind measures.
`--words` plants slips of names and years, so many of each kind in each document, and counts those that a finding names.
"""

from __future__ import annotations

import argparse
import gc
import os
import pickle
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from math import sqrt
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TypeVar

from gouji.check.figures import open_book
from gouji.check.planting import Subject, identify, make_subject, plant_somewhere, score_slip, suspects_of
from gouji.check.run import check_claims, find_mistakes
from gouji.check.self_test import SEED, count_scores, run_self_test, try_kind, try_words
from gouji.check.slips import KINDS, SlipKind
from gouji.check.study import study_claims
from gouji.check.word_slips import WORD_KINDS
from gouji.corpus.worker import set_collector
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Severity, Verdict
from gouji.model.self_test import sum_kinds
from gouji.pipeline import read_file

T = TypeVar("T")
R = TypeVar("R")
HERE = Path(__file__).resolve().parent
CORPUS = Path(os.environ.get("GOUJI_SHARED", HERE.parent.parent / "shared")) / "corpus"
GOALS = {"found": 0.999, "first": 0.85, "three": 0.95, "findings": 1.2}
BY_NAME = {kind.name: kind for kind in KINDS}
OTHER_SEED = 1001
"""Slips that no prediction was made from."""


@dataclass(frozen=True)
class Patient:
    """A document to plant slips in, and whether all its identities hold and leave nothing."""

    name: str
    subject: Subject
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one slip (see `gouji.check.planting.Score`), small enough to be handed from process to process."""

    kind: str
    where: str
    held: bool
    covered: bool
    found: bool
    rank: int | None
    value: bool
    findings: int
    notices: bool
    seconds: float
    told: str


def make_patient(name: str, claims: ClaimSet) -> Patient:
    """The document with its identities that hold."""
    subject = make_subject(claims)
    tried = list(subject.study.verdicts())
    is_exact = all(verdict is not Verdict.FAIL and not trial.residue for trial, verdict in tried)
    return Patient(name, subject, is_exact)


def try_slip(patient: Patient, kind: SlipKind, random: Random) -> Told | None:
    """A slip of a kind at a random held figure, and what checking says of it; None where none could be planted."""
    slip = plant_somewhere(patient.subject, kind, patient.subject.held, random)
    if slip is None:
        return None
    begin = time.process_time()
    score = score_slip(patient.subject, slip)
    seconds = time.process_time() - begin
    where = "; ".join(
        f"{key} {patient.subject.field.by_id[key].amount.value} → {value}" for key, value in slip.changes.items()
    )
    return Told(
        kind.name,
        f"{patient.name}: {where}",
        score.held,
        score.covered,
        score.caught,
        score.rank,
        score.value,
        len(score.findings),
        all(finding.severity is Severity.NOTICE for finding in score.findings),
        seconds,
        " | ".join(
            f"[{finding.severity}] {finding.code} {finding.message[0]} ~ {suspects_of(finding)[:4]}"
            for finding in score.findings
        ),
    )


def round_anew(claims: ClaimSet, random: Random) -> ClaimSet:
    """The document's budget times a random number, each figure rounded by itself to the decimals of its column."""
    factor = Decimal(random.randint(10**8, 3 * 10**9)).scaleb(-9)
    quanta = {figure.key: figure.quantum for figure in open_book(claims).figures}
    return replace(claims, claims=tuple(_rounded(claim, factor, quanta.get(claim.id)) for claim in claims.claims))


def _rounded(claim: Claim, factor: Decimal, quantum: int | None) -> Claim:
    unit = MONEY_UNITS.get(claim.amount.unit or "")
    if unit is None or quantum is None:
        return claim
    step = Decimal(quantum).scaleb(-8) / unit
    value = (claim.amount.value * factor).quantize(step.normalize(), ROUND_HALF_UP)
    decimals = max(0, -int(step.normalize().as_tuple().exponent))
    return replace(claim, amount=replace(claim.amount, value=value, decimals=decimals))


PATIENTS: list[Patient] = []
"""Set before the worker processes are forked."""


def run_slips(task: tuple[int, str, int]) -> Told | None:
    """One slip: of a kind, in the documents in turn until one takes it so that it breaks an equality."""
    number, kind, seed = task
    random = Random(f"{seed}/{kind}/{number}")
    for patient in random.sample(PATIENTS, len(PATIENTS)):
        told = try_slip(patient, BY_NAME[kind], random) if patient.subject.held else None
        if told is not None and told.held:
            return told
    return None


def run_rounding(task: tuple[int, int]) -> tuple[int, int, int, int, list[str]]:
    """Figures re-rounded in one document, false alarms, notices, identities, what was said."""
    number, seed = task
    random = Random(f"{seed}/{number}")
    patient = random.choice([one for one in PATIENTS if one.is_exact and one.subject.held])
    claims = patient.subject.field.claims
    study = study_claims(round_anew(claims, random))
    verdicts = Counter(verdict for _, verdict in study.verdicts())
    new = [finding for finding in find_mistakes(study) if identify(finding) not in patient.subject.known]
    alarms = [finding for finding in new if finding.severity is not Severity.NOTICE]
    return (
        count_money(claims),
        max(len(alarms), verdicts[Verdict.FAIL]),
        len(new) - len(alarms),
        verdicts.total(),
        [f"{patient.name}: {finding.message[0]} {finding.arithmetic}" for finding in alarms],
    )


def count_money(claims: ClaimSet) -> int:
    """Figures that are money."""
    return sum(1 for claim in claims.claims if claim.amount.unit in MONEY_UNITS)


def run_prediction(task: tuple[int, int]) -> tuple[str, list[tuple[int, int, int, int]]]:
    """A document's name; planted, caught, covered and covered ones caught, as predicted and as measured."""
    place, each = task
    patient = PATIENTS[place]
    told = run_self_test(patient.subject.field.claims, each, SEED).total
    tried = {kind: islice(try_kind(patient.subject, kind, OTHER_SEED), each) for kind in KINDS}
    measured = sum_kinds(count_scores(kind, list(filter(None, scores))) for kind, scores in tried.items())
    both = [(one.planted, one.caught, one.covered, one.covered_caught) for one in (told, measured)]
    return patient.name, both


def run_words(task: tuple[int, int]) -> list[tuple[str, int, int]]:
    """Slips of words in a document: kind, planted, caught."""
    place, each = task
    claims = PATIENTS[place].subject.field.claims
    known = frozenset(finding.message for finding in check_claims(claims).findings)
    tried = [(kind.name, list(islice(try_words(claims, known, kind, OTHER_SEED), each))) for kind in WORD_KINDS]
    return [(name, len(caught), sum(caught)) for name, caught in tried]


def print_words(options: argparse.Namespace) -> int:
    """Slips of words by kind, over all documents."""
    sums: Counter[tuple[str, str]] = Counter()
    tasks = [(place, options.words) for place in range(len(PATIENTS))]
    for counts in in_parallel(run_words, tasks, options.jobs, chunk=1):
        for name, planted, caught in counts:
            sums.update({(name, "planted"): planted, (name, "caught"): caught})
    for kind in WORD_KINDS:
        planted, caught = sums[kind.name, "planted"], sums[kind.name, "caught"]
        print(f"{kind.name:20} {planted:5d} planted {caught:5d} caught {caught / max(planted, 1):7.1%}  {kind.chinese}")
    return 0


def print_predictions(options: argparse.Namespace) -> int:
    """Power predicted and measured, a line a document; whether they agree within three points over all."""
    tasks = [(place, options.predicted) for place, patient in enumerate(PATIENTS) if patient.subject.held]
    sums = [Counter[int](), Counter[int]()]
    gaps: list[float] = []
    print(f"{'document':40} planted  predicted  measured      gap   covered: predicted  measured")
    for name, both in in_parallel(run_prediction, tasks, options.jobs, chunk=1):
        for total, counts in zip(sums, both, strict=True):
            total.update(dict(enumerate(counts)))
        gaps.append(_print_gap(name, both))
    _print_gap("all", [[total[place] for place in range(4)] for total in sums])
    gap = sums[0][1] / sums[0][0] - sums[1][1] / sums[1][0]
    within = sum(abs(one) <= 0.03 for one in gaps)
    print(f"{within} of {len(gaps)} documents within 3 points; root mean square {_root_mean_square(gaps):.2%}")
    return int(abs(gap) > 0.03)


def _print_gap(name: str, both: Sequence[Sequence[int]]) -> float:
    predicted, measured = (counts[1] / counts[0] for counts in both)
    known = [counts[3] / counts[2] if counts[2] else 0.0 for counts in both]
    gap = predicted - measured
    line = f"{name:40} {both[0][0]:7d}  {predicted:9.2%}  {measured:8.2%}  {gap * 100:+7.2f}"
    print(f"{line}            {known[0]:7.2%}   {known[1]:7.2%}", flush=True)
    return gap


def _root_mean_square(values: Sequence[float]) -> float:
    return sqrt(statistics.fmean(value * value for value in values))


def print_scores(scores: Sequence[Told]) -> bool:
    """The table, a line a kind, and whether the goals are met."""
    covered = [score for score in scores if score.covered]
    print(f"{'kind':16} slips    found    first    three    value  findings")
    for name, kind in BY_NAME.items():
        told = [score for score in covered if score.kind == name]
        if told:
            print(f"{name:16} {_measures(told)}  {kind.chinese}")
    print(f"{'all':16} {_measures(covered)}")
    print(f"{'held':16} {_measures(scores)}")
    quiet = sum(score.found and score.notices for score in covered)
    print(f"{quiet} of those found are told as notices only")
    slow = sorted(score.seconds for score in scores)
    print(
        f"checking again: median {slow[len(slow) // 2] * 1000:.0f} ms, p95 {slow[int(len(slow) * 0.95)] * 1000:.0f} ms"
    )
    rates = measure(covered)
    return all(rates[name] <= goal if name == "findings" else rates[name] >= goal for name, goal in GOALS.items())


def measure(scores: Sequence[Told]) -> dict[str, float]:
    """Shares of all these slips, and findings a slip."""
    count = len(scores)
    ranks = [score.rank for score in scores]
    return {
        "found": sum(score.found for score in scores) / count,
        "first": ranks.count(0) / count,
        "three": sum(rank is not None and rank < 3 for rank in ranks) / count,
        "value": sum(score.value for score in scores) / count,
        "findings": sum(score.findings for score in scores) / count,
    }


def _measures(scores: Sequence[Told]) -> str:
    rates = measure(scores)
    shares = "  ".join(f"{rates[name]:7.2%}" for name in ("found", "first", "three", "value"))
    return f"{len(scores):5d}  {shares}  {rates['findings']:8.3f}"


def read_patients(only: str, kept: Path | None) -> Iterator[Patient]:
    """The documents to plant slips in; `kept` is a file to keep what was read, or to take it from."""
    paths = [*sorted(CORPUS.glob("*.pdf")), *(HERE.parent / "examples" / name for name in ("clean.pdf", "clean.xlsx"))]
    if kept is not None and kept.is_file():
        read: dict[str, ClaimSet] = pickle.loads(kept.read_bytes())
    else:
        read = {path.name: read_file(path) for path in paths}
        if kept is not None:
            kept.write_bytes(pickle.dumps(read))
    return (make_patient(name, claims) for name, claims in read.items() if only in name)


def in_parallel(function: Callable[[T], R], tasks: Iterable[T], jobs: int, chunk: int = 4) -> Iterator[R]:
    """What the function gives for each task, in worker processes, in whatever order they end."""
    with get_context("fork").Pool(jobs) as pool:
        yield from pool.imap_unordered(function, tasks, chunksize=chunk)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="slips in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=600, help="print what there is after so many minutes")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kinds", nargs="*", default=list(BY_NAME))
    parser.add_argument("--only", default="", help="only documents whose name contains this")
    parser.add_argument("--misses", action="store_true", help="list slips that were not found, or not first")
    parser.add_argument("--keep", type=Path, help="keep what was read in this file, and take it from there")
    parser.add_argument("--rounding", type=int, nargs="?", const=1_000_000, help="re-round so many figures instead")
    parser.add_argument("--predicted", type=int, nargs="?", const=20, help="self-tests of so many slips a kind instead")
    parser.add_argument("--words", type=int, nargs="?", const=6, help="slips of names and years instead, of each kind")
    options = parser.parse_args()
    PATIENTS.extend(read_patients(options.only, options.keep))
    set_collector()
    gc.freeze()  # what the workers share is no garbage: collecting it is not part of checking
    if options.rounding:
        return print_rounding(options)
    if options.predicted:
        return print_predictions(options)
    if options.words:
        return print_words(options)
    each = max(1, options.count // len(options.kinds))
    tasks = [(number, kind, options.seed) for number in range(each) for kind in options.kinds]
    end = time.monotonic() + 60 * options.minutes
    scores = []
    for score in in_parallel(run_slips, tasks, options.jobs):
        if score is not None:
            scores.append(score)
        if time.monotonic() > end:
            print(f"the time is over: {len(scores)} slips of {len(tasks)}")
            break
    if options.misses:
        for score in scores:
            if not score.found or score.rank != 0 or score.findings > 1:
                print(f"{score.kind} rank {score.rank} findings {score.findings} {score.where}\n      {score.told}")
    return 0 if print_scores(scores) else 1


def print_rounding(options: argparse.Namespace) -> int:
    """How many figures were re-rounded and what was wrongly said of them; 1 where anything was."""
    exact = [patient.subject.field.claims for patient in PATIENTS if patient.is_exact and patient.subject.held]
    mean = sum(map(count_money, exact)) / len(exact)
    sums: Counter[str] = Counter()
    said: list[str] = []
    tasks = [(number, options.seed) for number in range(int(options.rounding / mean * 1.02) + 1)]
    end = time.monotonic() + 60 * options.minutes
    runs = 0
    for figures, alarms, notices, identities, texts in in_parallel(run_rounding, tasks, options.jobs):
        sums.update(figures=figures, alarms=alarms, notices=notices, identities=identities)
        said.extend(texts)
        runs += 1
        if time.monotonic() > end:
            break
    print(
        f"{sums['figures']} figures re-rounded in {runs} runs of {len(exact)} exact documents, "
        f"{sums['identities']} identities tried: {sums['alarms']} false alarms (goal 0), {sums['notices']} notices"
    )
    for text in said[:20]:
        print(f"    {text}")
    return int(sums["alarms"] > 0)


if __name__ == "__main__":
    sys.exit(main())
