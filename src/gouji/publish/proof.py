"""The proof: what the independent reader finds in the published files is what the budget says, figure by figure.

    bytes of a file ─read_bytes─▶ Document ─documents_to_claims─▶ ClaimSet ─pair_tables, prove_sentences─▶ FileProof

The reader knows nothing of the budget, nor of how the file was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gouji.model.claim import ClaimSet
from gouji.model.document import Place
from gouji.model.edition import Edition
from gouji.publish.pairing import Kind, TablePair, compare, pair_tables
from gouji.publish.printed import PrintedFigure, PrintedTable, claimed_tables, edition_tables
from gouji.publish.sentences import SentenceProof, prove_sentences

WITHOUT_SENTENCES = frozenset({"csv"})
"""Formats that print no sentences."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a file differs from the budget: where, which part, what it should be and what it is.

    `table` is the title, `row` the row's label with its code, `column` the header path; `before` what the budget says
    ("" for what it does not know), `after` what the file prints ("" for what is not there).
    """

    kind: Kind
    table: str
    row: str = ""
    column: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class FileProof:
    """What holding one file against its edition gave: `expected` = `equal` + `missing` + `differing`; `extra` besides.

    `tables` are those expected. `sentences` is None for a format that prints none. `claims` is what was read, for
    checks (None where no reader was needed).
    """

    name: str
    format: str
    tables: int
    expected: int
    equal: int
    missing: int
    differing: int
    extra: int
    differences: tuple[Difference, ...]
    sentences: SentenceProof | None = None
    claims: ClaimSet | None = None

    @property
    def holds(self) -> bool:
        """Whether the file says exactly what the budget says."""
        return not self.differences and not (self.sentences and self.sentences.changes)


def prove_file(edition: Edition, data: bytes, name: str) -> FileProof:
    """A published file's bytes, read by the independent reader, against the edition that it should print.

    Raises:
        ReadError: the file cannot be read at all.
    """
    from gouji.pipeline import documents_to_claims
    from gouji.read.limits import Limits
    from gouji.read.opener import read_bytes

    document = read_bytes(data, name, Limits())
    claims = documents_to_claims((document,))
    return hold_tables(
        edition_tables(edition),
        claimed_tables(claims),
        name=name,
        form=document.format,
        sentences=prove_sentences(edition, document),
        claims=claims,
    )


def hold_tables(
    expected: Sequence[PrintedTable],
    found: Sequence[PrintedTable],
    *,
    name: str,
    form: str,
    sentences: SentenceProof | None = None,
    claims: ClaimSet | None = None,
) -> FileProof:
    """Tables as found in a file against those that it should print."""
    pairs = pair_tables(expected, found)
    both = [(one, other) for pair in pairs for one, other in pair.figures if one and other]
    missing = sum(other is None for pair in pairs for _, other in pair.figures)
    extra = sum(one is None for pair in pairs for one, _ in pair.figures)
    equal = sum(not any(compare(one, other)) for one, other in both)
    return FileProof(
        name=name,
        format=form,
        tables=len(expected),
        expected=len(both) + missing,
        equal=equal,
        missing=missing,
        differing=len(both) - equal,
        extra=extra,
        differences=tuple(table_differences(pairs)),
        sentences=sentences,
        claims=claims,
    )


def table_differences(pairs: Sequence[TablePair]) -> Iterator[Difference]:
    """Every difference of paired tables, in their order."""
    for pair in pairs:
        yield from _of_tables(pair)
        title = (pair.before or pair.after or PrintedTable("", "", ())).title
        for one, other in pair.figures:
            if one is not None and other is not None:
                for kind, before, after in compare(one, other):
                    yield Difference(kind, title, row_words(one), one.column, before, after, other.place)
            elif one is not None:
                yield Difference("missing", title, row_words(one), one.column, one.text, "")
            elif other is not None:
                yield Difference("extra", title, row_words(other), other.column, "", other.text, other.place)


def row_words(figure: PrintedFigure) -> str:
    """The row of a figure: its code and label, once where the label begins with the code."""
    if not figure.code or figure.label.startswith(figure.code):
        return figure.label
    return f"{figure.code} {figure.label}".rstrip()


def _of_tables(pair: TablePair) -> Iterator[Difference]:
    one, other = pair.before, pair.after
    if one is not None and other is not None:
        if one.name != other.name:
            yield Difference("title", one.title, before=one.title, after=other.title)
    elif one is not None:
        yield Difference("table", one.title, before=one.title)
    elif other is not None and other.figures:
        yield Difference("table", other.title, after=other.title)
