"""Faults in a budget as it is entered: values with place, cause and remedy, collected, never raised one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gouji.model.finding import Severity

Words = tuple[str, str]
"""A text as (中文, English)."""


@dataclass(frozen=True, slots=True)
class BudgetFault:
    """One thing that is wrong (error), doubtful (warning) or worth knowing (notice) in what was entered.

    `code` is stable ("unknown_unit"). `place` says where: a sheet's cell, a line of a text file, or an entry of the
    budget. `entry` is that entry as (field of `Budget`, number from 0) where the fault is one entry's.
    """

    severity: Severity
    code: str
    place: Words
    cause: Words
    remedy: Words
    entry: tuple[str, int] | None = None

    def told(self, language: int = 0) -> str:
        """The fault in one sentence: in Chinese (0) or English (1)."""
        place, cause, remedy = (words[language] for words in (self.place, self.cause, self.remedy))
        return f"{place}：{cause}。{remedy}。" if language == 0 else f"{place}: {cause}. {remedy}."


class BudgetError(ValueError):
    """What was entered is no budget: every fault found, at once, in the order of the file."""

    def __init__(self, faults: Iterable[BudgetFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.told() for fault in self.faults))


def error(code: str, place: Words, cause: Words, remedy: Words, entry: tuple[str, int] | None = None) -> BudgetFault:
    """A fault that stops the budget."""
    return BudgetFault(Severity.ERROR, code, place, cause, remedy, entry)


def warning(code: str, place: Words, cause: Words, remedy: Words, entry: tuple[str, int] | None = None) -> BudgetFault:
    """A fault at which a person must look."""
    return BudgetFault(Severity.WARNING, code, place, cause, remedy, entry)


def notice(code: str, place: Words, cause: Words, remedy: Words, entry: tuple[str, int] | None = None) -> BudgetFault:
    """Something that is worth knowing."""
    return BudgetFault(Severity.NOTICE, code, place, cause, remedy, entry)
