"""A budget from its file: a workbook, or the same as text. Which of the two is told from the content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gouji.build.text import text_to_budget
from gouji.build.validate_faults import BudgetError, BudgetFault, error
from gouji.model.budget import Budget

_ZIP = b"PK\x03\x04"
Faults = tuple[BudgetFault, ...]

SUFFIXES = (".toml", ".xlsx")
"""What the files of budgets are called."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A budget as entered; what was doubtful when it was read; and how to say where in its file an entry stands."""

    budget: Budget
    doubts: Faults = ()
    place: Callable[[Faults], Faults] = lambda faults: faults

    def faults(self) -> Faults:
        """Everything that is wrong or doubtful in what was entered, with its place in the file."""
        from gouji.build.validate import validate

        return (*self.doubts, *self.place(tuple(validate(self.budget))))


def load_budget(path: Path) -> Entered:
    """The budget in a file.

    Raises:
        BudgetError: it cannot be read, or holds no budget; with every fault and its place.
    """
    try:
        with path.open("rb") as stream:
            is_workbook = stream.read(len(_ZIP)) == _ZIP
        if is_workbook:
            from gouji.build.workbook.read import examine_workbook, place_faults

            reading = examine_workbook(path)
            if reading.budget is None:
                raise BudgetError(reading.faults)
            return Entered(reading.budget, reading.faults, lambda faults: place_faults(faults, reading))
        return Entered(text_to_budget(path.read_text("utf-8"), path.name))
    except OSError as problem:
        reason = problem.strerror or str(problem)
        cause = (f"无法打开：{reason}", f"cannot be opened: {reason}")
        remedy = ("请检查路径和权限", "check the path and the permissions")
        raise BudgetError([error("unreadable", (str(path), str(path)), cause, remedy)]) from problem
    except UnicodeDecodeError as problem:
        cause = ("既不是工作簿，也不是 UTF-8 文本", "neither a workbook nor UTF-8 text")
        remedy = ("请用 gouji new 生成的 budget.xlsx 或 budget.toml", "use the budget.xlsx or budget.toml of gouji new")
        raise BudgetError([error("no_budget", (path.name, path.name), cause, remedy)]) from problem
