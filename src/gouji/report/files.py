"""What became of one file of a run: exactly one disposition, with its summary or with the fault that stopped it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from gouji.model.finding import Severity
from gouji.model.report import Disposition
from gouji.report.summary import Summary
from gouji.report.words import Language, choose, say


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file gave no result: a stable code, what is wrong and what to do (中文, English), the place in the file.

    `internal` marks a mistake of ours, which no file should be able to cause.
    """

    code: str
    message: tuple[str, str]
    place: str = ""
    internal: bool = False


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file of a run. `path` is as given; `resumed` tells a result taken over from an earlier run."""

    path: str
    disposition: Disposition
    summary: Summary | None = None
    fault: Fault | None = None
    resumed: bool = False

    def reaches(self, threshold: Severity) -> bool:
        """Whether a finding is at least as severe as the threshold."""
        if self.summary is None:
            return False
        levels = tuple(Severity)
        return any(levels.index(problem.severity) <= levels.index(threshold) for problem in self.summary.problems)


def fault_message(path: str, fault: Fault, language: Language) -> str:
    """What is wrong and what to do, without the file's name, which stands beside it."""
    name = PurePath(path).name
    chinese, english = fault.message
    return choose((chinese.removeprefix(f"《{name}》："), english.removeprefix(f"{name}: ")), language)


def fault_words(path: str, fault: Fault, language: Language) -> str:
    """One line for a file that could not be read: file: place: cause; remedy."""
    separator = "：" if language == "zh" else ": "
    return separator.join(part for part in (path, fault.place, fault_message(path, fault, language)) if part)


def disposition_word(disposition: Disposition, language: Language) -> str:
    """已检查, 不是预算或决算 or 无法读取."""
    return say(
        "kind:not_a_budget" if disposition is Disposition.NOT_A_BUDGET else disposition.value,
        language,
    )
