"""Identities that must hold, what came out of trying them, and the findings a reader is told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

from gouji.model.document import Place


class Verdict(StrEnum):
    """What trying one identity gave. The last two never count as a pass."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKABLE = "not_checkable"


class Severity(StrEnum):
    """Certain and never innocent; probable, a person must look; worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Term(NamedTuple):  # there are more of these than of anything else: a tuple is made soonest
    """One claim in an identity, counted with a sign (+1 or -1)."""

    claim: str
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Identity:
    """An equation (or bound) between printed figures that follows from where they stand.

    `total` relation Σ `parts`; for "rate", total (in %) = 100 × Σ (all parts but the last) ÷ the last.
    `code` is the check's stable code (SUM01…); `why` says in Chinese what is claimed (合计 = 基本支出 + 项目支出);
    `family` groups the same equation over the rows or columns of one table.
    """

    code: str
    total: str
    parts: tuple[Term, ...]
    relation: Literal["=", "<=", ">=", "rate"] = "="
    why: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An identity tried: verdict, residue (total − Σ parts, 元), its likelihood under honest rounding, reason."""

    identity: Identity
    verdict: Verdict
    residue: Decimal = Decimal(0)
    likelihood: float | None = None  # a probability, not money
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """A claim named by a finding: the culprit, or a witness that speaks against it."""

    claim: str
    role: Literal["culprit", "witness"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document that a finding is about, as printed, where no figure is at stake (a goal, a heading).

    `document` indexes into `ClaimSet.documents`; `table` and `row` into `ClaimSet.tables` and its rows, where in one.
    """

    text: str
    place: Place
    role: Literal["culprit", "witness"] = "culprit"
    document: int = 0
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake (not one broken equation): both figures, the arithmetic and a remedy. Texts are (中文, English)."""

    code: str
    name: str
    severity: Severity
    message: tuple[str, str]
    witnesses: tuple[Witness, ...] = ()
    quotes: tuple[Quote, ...] = ()
    stated: str | None = None
    expected: str | None = None
    difference: str | None = None
    arithmetic: str | None = None
    suggestion: tuple[str, str] | None = None
    explanation: tuple[str, str] | None = None
    source: str | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was checked: figures read, bound to a point, held by one identity, by two or more, and by none.

    `passages`, `goals` and `indicators` count what was read beside figures; `relations` says how many identities of
    each check (by its code) passed or failed; `rules` are the codes of the rules that ran to their end.
    """

    figures: int
    bound: int
    held_once: int
    held_twice: int
    orphans: int
    passages: int = 0
    goals: int = 0
    indicators: int = 0
    relations: tuple[tuple[str, int], ...] = ()
    rules: tuple[str, ...] = ()
