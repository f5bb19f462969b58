"""What holds in a document: its equations tried and proved; quickly again where a few of its figures are other ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import ModuleType

from gouji.check.derive import DERIVATIONS, derive_families, derives_by_sheet
from gouji.check.figures import Book, Sheet, changed_tables, open_book, reopen_book
from gouji.check.prove import Proof, Trial, prove_families
from gouji.model.claim import ClaimSet
from gouji.model.finding import Outcome, Verdict

Kept = Mapping[tuple[str, int], tuple[Proof, ...]]
"""The proofs of what a module (by its code) derives from a table (by its index) alone."""


@dataclass(frozen=True, slots=True)
class Study:
    """A document's figures and the proofs of all their equations, in the order of reports."""

    book: Book
    proofs: tuple[Proof, ...]
    kept: Kept

    def tried(self) -> Iterator[tuple[Trial, Outcome]]:
        """Every equation tried, with what came out."""
        for proof in self.proofs:
            yield from proof.outcomes()

    def verdicts(self) -> Iterator[tuple[Trial, Verdict]]:
        """Every equation tried, with its verdict."""
        for proof in self.proofs:
            yield from proof.verdicts()


def study_claims(claims: ClaimSet) -> Study:
    """The study of a document."""
    return _study(open_book(claims), {})


def study_again(study: Study, claims: ClaimSet) -> Study:
    """The study of the same document with some of its claims changed: the same as anew, but only where it matters.

    What a table's figures say of each other is taken from the study where nothing in the table changed.
    """
    changed = changed_tables(study.book.claims, claims)
    return _study(
        reopen_book(study.book, claims), {key: proofs for key, proofs in study.kept.items() if key[1] not in changed}
    )


def _study(book: Book, known: Kept) -> Study:
    proofs: list[Proof] = []
    kept: dict[tuple[str, int], tuple[Proof, ...]] = {}
    tables = [(number, tuple(sheets)) for number, sheets in groupby(book.sheets, key=lambda sheet: sheet.number)]
    for module in DERIVATIONS:
        if not derives_by_sheet(module):
            proofs += prove_families(derive_families(module, book, book.sheets))
            continue
        for number, sheets in tables:
            key = module.CODE, number
            kept[key] = known[key] if key in known else _prove_sheets(module, book, sheets)
            proofs += kept[key]
    return Study(book, tuple(proofs), kept)


def _prove_sheets(module: ModuleType, book: Book, sheets: tuple[Sheet, ...]) -> tuple[Proof, ...]:
    return tuple(prove_families(derive_families(module, book, sheets)))
