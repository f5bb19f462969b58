"""The gate: what keeps a budget from being published, and what is worth knowing all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gouji.build.asked import asked_words
from gouji.build.validate_faults import BudgetFault
from gouji.model.finding import Finding, Severity, Verdict
from gouji.model.report import Report
from gouji.publish.pairing import Kind
from gouji.publish.proof import Difference, FileProof
from gouji.publish.sentences import SentenceChange
from gouji.report.place import place_words

Words = tuple[str, str]
"""A text as (中文, English)."""


_NAMED = re.compile(r"(?:project=|item=procurement/)(.+)")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that speaks against publishing. `stops` is False for what is only worth knowing.

    `kind`: "entry" (a fault in what was entered), "text" (missing), "finding" (of the check), "proof" (a file differs).
    """

    kind: Literal["entry", "text", "finding", "proof"]
    stops: bool
    words: Words


@dataclass(frozen=True, slots=True)
class Residue:
    """A printed total that its printed parts miss by rounding, by so many 元."""

    table: str
    row: str
    column: str
    yuan: Decimal


def entry_obstacles(faults: Iterable[BudgetFault]) -> Iterator[Obstacle]:
    """Faults in what was entered; those of error severity stop it."""
    for fault in faults:
        yield Obstacle("entry", fault.severity is Severity.ERROR, (fault.told(0), fault.told(1)))


def text_obstacles(unasked: Iterable[str]) -> Iterator[Obstacle]:
    """Texts and reasons that the pack asks for and the officer did not give."""
    for key in unasked:
        yield Obstacle("text", True, asked_words(key))


def finding_obstacles(findings: Iterable[Finding]) -> Iterator[Obstacle]:
    """What checking the file as read back found; errors stop it."""
    for finding in findings:
        words = (f"{finding.code} {finding.message[0]}", f"{finding.code} {finding.message[1]}")
        yield Obstacle("finding", finding.severity is Severity.ERROR, words)


def proof_obstacles(proofs: Iterable[FileProof]) -> Iterator[Obstacle]:
    """Every difference between a file as read back and the budget; first the names that explain many of them."""
    listed = list(proofs)
    for name in dict.fromkeys(name for proof in listed for name in _lost_names(proof)):
        told = (
            f"“{name}”作为名称印出后，读回时被当作别的意思（如科目、合计、表头）：请改为更完整的名称",
            f"the name “{name}” is read back as something else (a code, a total, a header): give a fuller one",
        )
        yield Obstacle("proof", True, told)
    for proof in listed:
        for words in proof_lines(proof):
            yield Obstacle("proof", True, words)


def _lost_names(proof: FileProof) -> Iterator[str]:
    """The names of projects and purchases that the budget's figures have and the file's have not."""
    for difference in proof.differences:
        if difference.kind == "point":
            kept = difference.after.split()
            lost = (member for member in difference.before.split() if member not in kept)
            yield from (match[1] for member in lost if (match := _NAMED.fullmatch(member)))


def proof_lines(proof: FileProof) -> Iterator[Words]:
    """Every difference of one file in one sentence each."""
    for difference in proof.differences:
        yield difference_words(proof.name, difference)
    for change in proof.sentences.changes if proof.sentences else ():
        yield sentence_words(proof.name, change)


def find_residues(report: Report) -> Sequence[Residue]:
    """The printed totals that their printed parts miss by rounding, in the order of the tables."""
    claims = {claim.id: claim for claim in report.claims.claims}
    found: dict[str, Residue] = {}
    for outcome in report.outcomes:
        claim = claims.get(outcome.identity.total)
        exact = outcome.identity.relation == "=" and outcome.verdict is Verdict.PASS and outcome.residue
        if exact and claim is not None and claim.table is not None and claim.row is not None:
            table = report.claims.tables[claim.table]
            place = (table.title, table.rows[claim.row].label, "/".join(claim.column))
            found.setdefault(claim.id, Residue(*place, outcome.residue))
    return tuple(found.values())


_KINDS: dict[Kind, Words] = {
    "missing": ("缺少", "is missing"),
    "extra": ("多出", "is one too many"),
    "text": ("数字不同", "another figure"),
    "unit": ("单位不同", "another unit"),
    "point": ("含义不同", "another meaning"),
    "code": ("编码不同", "another code"),
    "label": ("行名不同", "another row"),
    "column": ("列头不同", "another column"),
    "title": ("表名不同", "another title"),
    "table": ("整张表缺少或多出", "a whole table is missing or one too many"),
    "file": ("文件无法读取", "the file cannot be read"),
}


def difference_words(name: str, difference: Difference) -> Words:
    """A difference in one sentence: file, place, table, row, column, what, before and after."""
    told = []
    for language in ("zh", "en"):
        pick = 0 if language == "zh" else 1
        place = place_words(difference.place, "zh" if pick == 0 else "en")
        where = [name, place, difference.table, difference.row, "/".join(difference.column)]
        before, after = (("预算为", "文件为"), ("the budget says", "the file says"))[pick]
        sides = [f"{before} {difference.before or '—'}", f"{after} {difference.after or '—'}"]
        comma = "，" if pick == 0 else ", "
        colon = "：" if pick == 0 else ": "
        told.append(" · ".join(filter(None, where)) + colon + comma.join([_KINDS[difference.kind][pick], *sides]))
    return told[0], told[1]


def sentence_words(name: str, change: SentenceChange) -> Words:
    """A changed sentence in one sentence: file, place, what it should say and what it says."""
    place = (place_words(change.place, "zh"), place_words(change.place, "en"))
    chinese = "：".join(filter(None, (" · ".join(filter(None, (name, place[0], "文字"))), _sentence(change, 0))))
    english = ": ".join(filter(None, (" · ".join(filter(None, (name, place[1], "text"))), _sentence(change, 1))))
    return chinese, english


def _sentence(change: SentenceChange, language: int) -> str:
    if not change.number:
        return (f"多出「{change.after}」", f"「{change.after}」 is one too many")[language]
    if not change.after:
        return (f"缺少「{change.before}」", f"「{change.before}」 is missing")[language]
    told = (f"应为 {change.before}，实为 {change.after}", f"should be {change.before}, is {change.after}")[language]
    return f"{told}（「{change.sentence}」）" if change.figure else told
