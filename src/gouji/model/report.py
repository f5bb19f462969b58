"""What checking one file (or files that make up one budget) gave, and what became of every file of a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gouji.model.claim import ClaimSet
from gouji.model.finding import Coverage, Finding, Outcome


@dataclass(frozen=True, slots=True)
class Report:
    """The claims of a document, every identity tried, the findings, and how much was checked."""

    claims: ClaimSet
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage


class Disposition(StrEnum):
    """What became of a file: each gets exactly one."""

    CHECKED = "checked"
    NOT_A_BUDGET = "not_a_budget"
    UNREADABLE = "unreadable"
