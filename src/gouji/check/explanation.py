"""One mistake of a document as it is explained: which figures, by how much, and which equations this breaks."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.check.culprits.misprints import UNKNOWN, Misprint
from gouji.check.culprits.repair import Prints
from gouji.check.figures import Figure
from gouji.check.prove import Trial


@dataclass(frozen=True, slots=True)
class Explanation:
    """One mistake: the prints that are wrong, what they lack (scaled), and the equations that this breaks.

    `rivals` are other figures whose correction would do just as well, the likeliest first: then nobody knows which is
    wrong; where `leads`, the culprits are far likelier, for a common slip explains them. `change` is None where no
    single correction is known; `joint` says how many facts must be corrected together. `moves` gives each culprit's
    own change, `slip` how it came about. `doubted` says that the equations were: the reading of the table may be at
    fault instead. `given_up` says that there were too many mistakes to search on, `unsettled` that there were too many
    to look for several wrong figures behind these equations.
    """

    culprits: Prints
    change: int | None
    trials: tuple[Trial, ...]
    rivals: Prints = ()
    score: int = 0
    moves: tuple[tuple[Figure, int], ...] = ()
    slip: Misprint = UNKNOWN
    leads: bool = False
    joint: int = 1
    doubted: bool = False
    given_up: bool = False
    unsettled: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether the figures themselves tell which of them is wrong: one alone, that repairs more than it breaks."""
        return self.change is not None and not self.rivals and self.score > 0

    @property
    def lacks_rows(self) -> bool:
        """Whether rows are less than a total that the rest of the document bears out: some were not printed."""
        return self.score <= 0 and all(_falls_short(trial) for trial in self.trials)

    @property
    def is_pattern(self) -> bool:
        """Whether several figures changed places."""
        return len({change for _, change in self.moves}) > 1


def _falls_short(trial: Trial) -> bool:
    """Whether rows add up to less than their total."""
    total = trial.equation.total
    return trial.equation.code == "SUM01" and total is not None and trial.residue * total.value > 0
