"""Doubted equations that fail by a slip too telling for chance: what proves the reading and the mistake at once.

Where only a drawing suggests an equation, a failure says nothing: the reading may be wrong. But where two of the
equation's digits are transposed, or a figure is another's ten thousandth, to eight digits and more, chance did not make
it so. One wrong digit proves nothing: it is a round amount, and tables differ by round amounts for good reasons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.check.culprits.misprints import Misprint, explain_value, is_telling
from gouji.check.culprits.repair import correction_of
from gouji.check.figures import Book, Figure
from gouji.check.prove import Trial


def find_near_misses(book: Book, doubted: Sequence[Trial]) -> Iterator[tuple[Trial, Figure, int, Misprint]]:
    """The doubted failing equations with the figure that a telling slip explains, and what is to be added to it."""
    trials = [trial for trial in doubted if _may_tell(trial)]
    tried = sum(len(trial.equation.figures) for trial in trials)
    amounts = {abs(figure.value) for figure in book.figures}
    for trial in trials:
        found = [
            (slip, figure, change)
            for figure in trial.equation.figures
            if (change := correction_of(trial, (figure,))) is not None and abs(change) not in amounts
            if (slip := explain_value(figure, figure.value + change, None)).proves
            and is_telling(figure, figure.value + change, tried)
        ]
        if found:
            slip, figure, change = min(found, key=lambda one: one[0].cost)
            yield trial, figure, change, slip


def _may_tell(trial: Trial) -> bool:
    equation = trial.equation
    return (
        not trial.holds
        and equation.total is not None
        and equation.relation == "="
        and all(figure.certain for figure in equation.figures)
    )
