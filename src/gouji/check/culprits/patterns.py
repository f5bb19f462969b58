"""Slips that move several figures at once: two neighbours swapped, a run slid by one row or column.

Such a slip leaves its own proof behind: the figures are all still there, one place off. Only the last of a run that
was slid is lost; an equation gives it back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from gouji.check.culprits.lines import Line, Lines
from gouji.check.culprits.misprints import Misprint
from gouji.check.culprits.repair import correction_of
from gouji.check.figures import Figure
from gouji.check.prove import Trial

MOST_PATTERNS = 10_000
"""Swaps and slid runs that are tried in one document."""

SHORTEST_RUN = 2
"""Figures that a run must move (with values that differ) before it is called slid."""

LONGEST_RUN = 24

_SWAPS = (
    Misprint(5, "上下两行的数对调", "the figures of two rows are swapped"),
    Misprint(5, "左右两栏的数对调", "the figures of two columns are swapped"),
)
_SLIDES = {
    (False, 1): Misprint(6, "一栏数字整体下移一行", "a run of figures stands one row too low"),
    (False, -1): Misprint(6, "一栏数字整体上移一行", "a run of figures stands one row too high"),
    (True, 1): Misprint(6, "一行数字整体右移一栏", "a run of figures stands one column too far right"),
    (True, -1): Misprint(6, "一行数字整体左移一栏", "a run of figures stands one column too far left"),
}

Pattern = tuple[Mapping[Figure, int], Misprint]
"""What is to be added to which figures, and the slip that this undoes."""


def find_patterns(
    suspects: Collection[Figure], failing: Mapping[str, Sequence[Trial]], lines: Lines
) -> Iterator[Pattern]:
    """Every swap of two neighbours, and every run that stands one place off, among suspects.

    `failing` gives the failing equations of each figure by its key.
    """
    for across in (False, True):
        seen: set[int] = set()
        for figure in suspects:
            line = lines.line_of(figure, across=across)
            if id(line) in seen:
                continue
            seen.add(id(line))
            if len(_concerned((one for one in line if one in suspects), failing)) > 1:
                yield from _swaps(line, suspects, failing, across=across)
                yield from _slides(line, suspects, failing, across=across)


def _concerned(figures: Iterable[Figure], failing: Mapping[str, Sequence[Trial]]) -> set[int]:
    """The failing equations of some figures: what moves figures breaks more than one."""
    return {id(trial) for figure in figures for trial in failing.get(figure.claim.id, ())}


def _swaps(
    line: Line, suspects: Collection[Figure], failing: Mapping[str, Sequence[Trial]], *, across: bool
) -> Iterator[Pattern]:
    for one, other in pairwise(line):
        gap = other.value - one.value
        both = gap and one in suspects and other in suspects and one.kind == other.kind
        if both and len(_concerned((one, other), failing)) > 1:
            yield {one: gap, other: -gap}, _SWAPS[across]


def _slides(
    line: Line, suspects: Collection[Figure], failing: Mapping[str, Sequence[Trial]], *, across: bool
) -> Iterator[Pattern]:
    """Runs of suspects that print what belongs to the one before (or after) them."""
    for step in (1, -1):
        ordered = list(line) if step > 0 else list(reversed(line))
        for run in _runs(ordered, suspects):
            for first in range(len(run) - SHORTEST_RUN + 1):
                yield from _slides_from(run[first : first + LONGEST_RUN], failing, _SLIDES[across, step])


def _runs(line: Sequence[Figure], suspects: Collection[Figure]) -> Iterator[Sequence[Figure]]:
    run: list[Figure] = []
    for figure in (*line, None):
        if figure is not None and figure in suspects and (not run or figure.kind == run[-1].kind):
            run.append(figure)
            continue
        if len(run) >= SHORTEST_RUN:
            yield run
        run = [figure] if figure is not None and figure in suspects else []


def _slides_from(run: Sequence[Figure], failing: Mapping[str, Sequence[Trial]], slip: Misprint) -> Iterator[Pattern]:
    """The run put back from its first figure on, up to each as the last: what that was, an equation says."""
    moves: dict[Figure, int] = {}
    concerned = _concerned(run[:1], failing)
    for figure, following in pairwise(run):
        if following.value != figure.value:
            moves[figure] = following.value - figure.value
        concerned |= _concerned((following,), failing)
        if len(moves) < SHORTEST_RUN - 1 or len(concerned) < 2:
            continue
        lost = {correction_of(trial, (following,), moves) for trial in failing.get(following.key, ())}
        for change in lost - {None, 0}:
            if change is not None:
                yield {**moves, following: change}, slip
