"""What people and programs are told of a report: findings with located figures, coverage, counts; one language.

A summary is small, whatever the size of the document: it is what a worker hands back and what a state file keeps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from gouji.compare.registry import CHECKS
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.document import Document, Place
from gouji.model.finding import Coverage, Finding, Quote, Severity, Verdict
from gouji.model.report import Report
from gouji.model.self_test import SelfTest
from gouji.report.words import Language, choose

Counts = tuple[tuple[str, int], ...]
"""Reasons and how often each was given, the most frequent first."""


@dataclass(frozen=True, slots=True)
class TableName:
    """A table as one refers to it."""

    number: int
    title: str
    unit: str | None
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RowName:
    """A row as one refers to it: code, label, and the labels of the rows that hold it."""

    code: str | None
    label: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure and where it stands. `document` is the index of its file; `unit` None where none is known.

    Words that are no figure have no id.
    """

    id: str
    text: str
    unit: str | None
    place: Place
    document: int = 0
    table: TableName | None = None
    row: RowName | None = None
    column: tuple[str, ...] = ()
    sentence: str | None = None
    doubt: str | None = None

    @property
    def is_words(self) -> bool:
        """Whether this is quoted words and no figure."""
        return not self.id


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A figure named by a finding, with its role there."""

    figure: Figure
    role: Literal["culprit", "witness"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding in one language, its figures located. `title` says what the check is about, in words."""

    code: str
    name: str
    title: str
    severity: Severity
    message: str
    figures: tuple[Witnessed, ...] = ()
    stated: str | None = None
    expected: str | None = None
    difference: str | None = None
    arithmetic: str | None = None
    suggestion: str | None = None
    explanation: str | None = None
    source: str | None = None
    related: tuple[str, ...] = ()

    @property
    def culprits(self) -> tuple[Figure, ...]:
        """The figures in question; the first witness where no culprit is known."""
        culprits = tuple(each.figure for each in self.figures if each.role == "culprit")
        return culprits or tuple(each.figure for each in self.figures[:1])

    @property
    def witnesses(self) -> tuple[Figure, ...]:
        """The figures that speak against the culprits."""
        culprits = self.culprits
        return tuple(each.figure for each in self.figures if each.figure not in culprits)


@dataclass(frozen=True, slots=True)
class FileName:
    """One file of a summary: its hash, name, number of pages, and the pages not read with the reason."""

    sha256: str
    name: str
    pages: int
    unread: tuple[tuple[int, str], ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why figures are unbound, why readings are doubtful, why relations could not be checked."""

    unbound: Counts = ()
    doubt: Counts = ()
    not_checkable: Counts = ()


@dataclass(frozen=True, slots=True)
class Orphan:
    """A figure of a table or a sentence that could not be bound to a point, with the reason."""

    figure: Figure
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One report, told. `files` has more than one member where several files make up one budget."""

    files: tuple[FileName, ...]
    kind: str
    entity: str | None
    year: str | None
    coverage: Coverage
    outcomes: Mapping[Verdict, int]
    problems: tuple[Problem, ...]
    reasons: Reasons = Reasons()
    self_test: SelfTest | None = None
    orphans: tuple[Orphan, ...] = ()

    @property
    def is_budget(self) -> bool:
        """Whether the content is one that Gouji checks."""
        return self.kind != "not_a_budget"

    @property
    def is_tested(self) -> bool:
        """Whether at least one relation was tried; where none was, nothing found means nothing."""
        return self.outcomes[Verdict.PASS] + self.outcomes[Verdict.FAIL] > 0

    def count(self, severity: Severity) -> int:
        """How many problems are of that level."""
        return sum(problem.severity is severity for problem in self.problems)


def summarize(report: Report, language: Language = "zh") -> Summary:
    """The report, told in one language; the most severe problems first, else in the order of the document."""
    claims = report.claims
    facts = claims.facts
    locate = _Locator(claims)
    return Summary(
        files=tuple(_file_name(document) for document in claims.documents),
        kind=facts.kind.value,
        entity=facts.entity.value if facts.entity else None,
        year=facts.year.value if facts.year else None,
        coverage=report.coverage,
        outcomes=_count_outcomes(report),
        problems=tuple(sorted((_problem(each, locate, language) for each in report.findings), key=_rank)),
        orphans=tuple(_orphans(claims)),
        reasons=Reasons(
            unbound=_count(claim.unbound for claim in claims.claims),
            doubt=_count(claim.doubt for claim in claims.claims),
            not_checkable=_count(
                outcome.reason for outcome in report.outcomes if outcome.verdict is Verdict.NOT_CHECKABLE
            ),
        ),
    )


def claim_to_figure(claim: Claim, claims: ClaimSet, document: int = 0) -> Figure:
    """The claim's figure with the names of its table and row."""
    table, row = _names(claims, claim.table, claim.row)
    return Figure(
        id=claim.id,
        text=claim.source.text,
        unit=claim.amount.unit,
        place=claim.source.place,
        document=document,
        table=table,
        row=row,
        column=claim.column,
        sentence=claim.sentence,
        doubt=claim.doubt,
    )


def _names(claims: ClaimSet, table_index: int | None, row_index: int | None) -> tuple[TableName | None, RowName | None]:
    if table_index is None:
        return None, None
    table = claims.tables[table_index]
    named = TableName(table.number, table.title, table.unit, table.pages)
    if row_index is None:
        return named, None
    row = table.rows[row_index]
    return named, RowName(row.code, row.label, row.path)


def _orphans(claims: ClaimSet) -> Iterator[Orphan]:
    """The unbound amounts and rates of tables and sentences, in reading order; counts and scores are no budget's."""
    documents = {document.sha256: index for index, document in enumerate(claims.documents)}
    for claim in claims.claims:
        is_told = claim.kind == "sentence" and claim.amount.unit not in (*MONEY_UNITS, "%")
        if claim.unbound and claim.kind != "target" and not is_told:
            yield Orphan(claim_to_figure(claim, claims, documents.get(claim.source.sha256, 0)), claim.unbound)


class _Locator:
    """Finds the figure of a claim's id."""

    def __init__(self, claims: ClaimSet) -> None:
        self._claims = claims
        self._by_id = {claim.id: claim for claim in claims.claims}
        self._documents = {document.sha256: index for index, document in enumerate(claims.documents)}

    def __call__(self, identifier: str) -> Figure | None:
        claim = self._by_id.get(identifier)
        if claim is None:
            return None
        return claim_to_figure(claim, self._claims, self._documents.get(claim.source.sha256, 0))

    def words(self, quote: Quote) -> Figure:
        """Quoted words with the names of their table and row."""
        table, row = _names(self._claims, quote.table, quote.row)
        return Figure("", quote.text, None, quote.place, quote.document, table, row)


def _problem(finding: Finding, locate: _Locator, language: Language) -> Problem:
    located = ((locate(witness.claim), witness.role) for witness in finding.witnesses)
    quoted = (Witnessed(locate.words(quote), quote.role) for quote in finding.quotes)
    return Problem(
        code=finding.code,
        name=finding.name,
        title=check_title(finding.code, language, finding.name),
        severity=finding.severity,
        message=choose(finding.message, language),
        figures=(*(Witnessed(figure, role) for figure, role in located if figure is not None), *quoted),
        stated=finding.stated,
        expected=finding.expected,
        difference=finding.difference,
        arithmetic=finding.arithmetic,
        suggestion=choose(finding.suggestion, language) if finding.suggestion else None,
        explanation=choose(finding.explanation, language) if finding.explanation else None,
        source=finding.source,
        related=finding.related,
    )


def check_title(code: str, language: Language, name: str = "") -> str:
    """The first line of the check's page; the name given where the registry does not know it."""
    check = CHECKS.get(code)
    return choose(check.title, language).rstrip("。.") if check else name


_SEVERITIES = tuple(Severity)


def _rank(problem: Problem) -> tuple[int, int, int, int]:
    place = problem.culprits[0].place if problem.culprits else Place()
    document = problem.culprits[0].document if problem.culprits else 0
    return (_SEVERITIES.index(problem.severity), document, place.page or 0, place.line or 0)


def _file_name(document: Document) -> FileName:
    return FileName(
        sha256=document.sha256,
        name=document.name,
        pages=len(document.pages),
        unread=tuple((page.number, page.unread) for page in document.pages if page.unread is not None),
        notices=document.notices,
    )


def _count_outcomes(report: Report) -> Mapping[Verdict, int]:
    counted = Counter(outcome.verdict for outcome in report.outcomes)
    return {verdict: counted[verdict] for verdict in Verdict}


def _count(reasons: Iterable[str | None]) -> Counts:
    return tuple(Counter(reason for reason in reasons if reason).most_common())
