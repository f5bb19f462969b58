"""What a build or a verification gave, in a few lines of Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gouji.build.render.opendata import TABLES
from gouji.model.budget import Budget
from gouji.publish.deadline import PUBLICATION, deadlines
from gouji.publish.gate import Words, proof_lines
from gouji.publish.proof import FileProof
from gouji.publish.publication import Publication
from gouji.publish.verify import Verification
from gouji.report.words import Language

MOST_TOLD = 50
"""How many obstacles or notes of one kind the terminal lists; the rest are counted."""


@dataclass(frozen=True, slots=True)
class ProofCount:
    """What reading one file back gave, in numbers."""

    name: str
    expected: int
    equal: int
    sentence_figures: int | None
    equal_sentence_figures: int | None
    holds: bool


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What building one budget gave: small, so that it can be sent from the process that built it."""

    title: str
    out: str
    outcome: str
    draft: bool
    files: tuple[tuple[str, int], ...]
    proofs: tuple[ProofCount, ...]
    obstacles: tuple[Words, ...]
    notes: tuple[Words, ...]
    residues: int
    largest_residue: Decimal
    changes: int
    deadlines: tuple[tuple[Words, bool], ...]

    @property
    def stopped(self) -> bool:
        """Whether nothing was written because of what was found."""
        return self.outcome == "stopped"


def summarize_build(publication: Publication, budget: Budget, out: str, today: date | None) -> BuildSummary:
    """The summary of a publication; `today` is the day for which deadlines are told."""
    notes = publication.notes
    sizes = ((name, len(data)) for name, data in publication.files.items())
    return BuildSummary(
        title=_title(publication, budget),
        out=out,
        outcome=publication.outcome,
        draft=publication.draft,
        files=tuple((name, size) for name, size in sizes if not name.startswith("superseded/")),
        proofs=tuple(map(_count, publication.proofs)),
        obstacles=tuple(note.words for note in notes if note.stops),
        notes=tuple(note.words for note in notes if not note.stops),
        residues=len(publication.residues),
        largest_residue=max((abs(each.yuan) for each in publication.residues), default=Decimal(0)),
        changes=len(publication.changes),
        deadlines=tuple(
            ((each.told(0), each.told(1)), each.warns)
            for each in deadlines(budget.dates, today)
            if each.duty is PUBLICATION or each.warns
        ),
    )


def _title(publication: Publication, budget: Budget) -> str:
    """The edition's title, with the department where a place's cover does not name it."""
    if publication.edition is None:
        return f"{budget.name}{budget.year}年部门预算"
    title = publication.edition.title
    return title if budget.name in title else f"{budget.name}：{title}"


def build_lines(summary: BuildSummary, language: Language) -> Iterator[str]:
    """The summary of one build, line by line."""
    zh = language == "zh"
    pick = 0 if zh else 1
    if summary.stopped:
        yield f"{summary.title}：未通过，没有写入任何文件" if zh else f"{summary.title}: stopped, nothing was written"
        yield from _listed(summary.obstacles, pick, "✗")
    elif summary.outcome == "unchanged":
        yield (
            f"{summary.title}：内容未变，{summary.out} 无须重写"
            if zh
            else f"{summary.title}: {summary.out} is up to date"
        )
    else:
        yield f"{summary.title} → {summary.out}" + (("（草稿）" if zh else " (draft)") if summary.draft else "")
        yield from _files(summary, zh=zh)
        if summary.changes:
            yield (
                f"  更正 {summary.changes} 处，旧文件已保留"
                if zh
                else f"  {summary.changes} corrections; old files kept"
            )
        if summary.obstacles:
            yield "  正式公开前须解决：" if zh else "  To be solved before it can be published:"
            yield from _listed(summary.obstacles, pick, "✗")
    if summary.residues:
        largest = f"{summary.largest_residue.normalize():f}"
        yield (
            f"  四舍五入尾差 {summary.residues} 处，最大 {largest} 元（合计由精确数计算，各自四舍五入）"
            if zh
            else f"  {summary.residues} totals miss their printed parts by rounding, by {largest} 元 at most"
        )
    yield from _listed(summary.notes, pick, "·")
    for words, warns in summary.deadlines:
        yield f"  {'⚠' if warns else '·'} {words[pick]}"


def verification_lines(verification: Verification, language: Language) -> Iterator[str]:
    """The result of `gouji prove`, line by line."""
    zh = language == "zh"
    pick = 0 if zh else 1
    draft = (("（草稿）" if zh else " (draft)") if verification.draft else "") + ("：" if zh else ": ")
    if verification.holds:
        told = f"{verification.files} 个文件与清单相符，数字与预算逐一相同"
        english = f"{verification.files} files are as published, and every figure is the budget's"
        yield f"{verification.title}{draft}{told if zh else english}"
    else:
        yield f"{verification.title}{draft}{'与公开时不符' if zh else 'not as published'}"
    for proof in verification.proofs:
        yield f"  {_proof_words(_count(proof), zh=zh)}"
    faults = [(f"{each.file}：{each.words[0]}", f"{each.file}: {each.words[1]}") for each in verification.faults]
    yield from _listed(faults, pick, "✗")
    yield from _listed([words for proof in verification.proofs for words in proof_lines(proof)], pick, "✗")
    yield from _listed(verification.notes, pick, "·")


def _files(summary: BuildSummary, *, zh: bool) -> Iterator[str]:
    proofs = {proof.name: proof for proof in summary.proofs}
    tables = [size for name, size in summary.files if name.startswith(TABLES)]
    for name, size in summary.files:
        if name.startswith(TABLES):
            continue
        proved = f"  {_proof_words(proofs[name], zh=zh, named=False)}" if name in proofs else ""
        yield f"  {name:24} {size / 1024:8,.0f} KB{proved}"
    if tables:
        told = f"{len(tables)} 张表" if zh else f"{len(tables)} tables"
        yield f"  {TABLES + '*.csv':24} {sum(tables) / 1024:8,.0f} KB  {told}"


def _proof_words(proof: ProofCount, *, zh: bool, named: bool = True) -> str:
    name = f"{proof.name}{'：' if zh else ': '}" if named else ""
    mark = "✓" if proof.holds else "✗"
    told = f"表中数字 {proof.equal}/{proof.expected}" if zh else f"figures in tables {proof.equal}/{proof.expected}"
    if proof.sentence_figures is not None:
        ratio = f"{proof.equal_sentence_figures}/{proof.sentence_figures}"
        told += f"，文字中数字 {ratio}" if zh else f", in sentences {ratio}"
    return f"{mark} {name}{told}"


def _listed(told: Sequence[Words], pick: int, mark: str) -> Iterator[str]:
    yield from (f"  {mark} {words[pick]}" for words in told[:MOST_TOLD])
    if len(told) > MOST_TOLD:
        more = len(told) - MOST_TOLD
        yield (f"  {mark} 另有 {more} 处", f"  {mark} and {more} more")[pick]


def _count(proof: FileProof) -> ProofCount:
    sentences = proof.sentences
    return ProofCount(
        name=proof.name,
        expected=proof.expected,
        equal=proof.equal,
        sentence_figures=sentences.figures if sentences else None,
        equal_sentence_figures=sentences.equal_figures if sentences else None,
        holds=proof.holds,
    )
