"""How much of a document was checked: a report says so, whatever it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from gouji.check.figures import Book
from gouji.check.prove import Trial
from gouji.model.finding import Coverage, Outcome, Verdict

_SETTLED = (Verdict.PASS, Verdict.FAIL)


def measure_coverage(book: Book, tried: Iterable[tuple[Trial, Outcome]], rules: Sequence[str] = ()) -> Coverage:
    """Figures read and bound, and how many of them are held by one identity, by more, or by none.

    An identity holds its figures whether it passes or fails, for a slip in any of them would have shown; but 0 = 0
    over blanks, and what could not be checked, holds nothing. `rules` are the codes of the rules that ran to their end.
    """
    settled = [trial for trial, outcome in tried if outcome.verdict in _SETTLED]
    holding = (trial.equation.figures for trial in settled if len(trial.equation.figures) > 1)
    held = Counter(chain.from_iterable(map(frozenset, holding)))
    times = {figure.claim.id: number for figure, number in held.items()}
    figures = [claim for claim in book.claims.claims if claim.kind != "target"]
    once = sum(1 for claim in figures if times.get(claim.id) == 1)
    more = sum(1 for claim in figures if times.get(claim.id, 0) > 1)
    return Coverage(
        figures=len(figures),
        bound=sum(1 for claim in figures if claim.point is not None),
        held_once=once,
        held_twice=more,
        orphans=len(figures) - once - more,
        passages=sum(not passage.is_contents for passage in book.claims.passages),
        goals=len(book.claims.goals),
        indicators=sum(len(goal.indicators) for goal in book.claims.goals),
        relations=tuple(Counter(trial.equation.code for trial in settled).items()),
        rules=tuple(rules),
    )
