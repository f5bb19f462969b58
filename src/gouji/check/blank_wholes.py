"""One finding for a part of a row (其中) that stands beside a blank whole, however many columns print it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gouji.check.explanation import Explanation
from gouji.check.figures import Book, Figure
from gouji.check.prove import Trial
from gouji.check.registry import check_of
from gouji.check.wording import name_place, print_arithmetic, print_figure
from gouji.model.finding import Finding, Severity, Witness

_MOST_NAMED = 4
_MOST_WITNESSES = 40


def is_blank_whole(explanation: Explanation) -> bool:
    """Whether all that an explanation explains are parts that are printed while what they belong to is blank."""
    return all(_is_bare(trial) for trial in explanation.trials)


def blank_whole_findings(book: Book, explanations: Iterable[Explanation]) -> Iterator[Finding]:
    """A finding for each pair of part and whole: the whole was left out, or the part stands in the wrong line."""
    pairs: dict[tuple[str, int | None], list[Trial]] = defaultdict(list)
    for explanation in explanations:
        for trial in explanation.trials:
            pairs[trial.equation.why, trial.equation.figures[0].claim.table].append(trial)
    for trials in pairs.values():
        yield _finding(book, trials)


def _is_bare(trial: Trial) -> bool:
    return trial.equation.total is None and trial.equation.relation == ">="


def _finding(book: Book, trials: Sequence[Trial]) -> Finding:
    check = check_of(trials[0].equation.code)
    parts = [figure for trial in trials for figure in trial.equation.figures]
    whole = trials[0].equation.why.rpartition(" ≤ ")[2]
    chinese, english = name_place(book, parts[0])
    stated = "、".join(print_figure(figure) for figure in parts[:_MOST_NAMED])
    more = (f"等 {len(parts)} 个数", f" and {len(parts) - _MOST_NAMED} more") if len(parts) > _MOST_NAMED else ("", "")
    return Finding(
        code=check.code,
        name=check.name,
        severity=Severity.WARNING if _any_certain(parts) else Severity.NOTICE,
        message=(
            f"{chinese}为 {stated}{more[0]}，而它所属的“{whole}”为空",
            f"{english} states {stated}{more[1]}, while “{whole}”, which it is part of, is blank",
        ),
        witnesses=tuple(Witness(figure.key, "culprit") for figure in parts[:_MOST_WITNESSES]),
        stated=stated,
        arithmetic="；".join(dict.fromkeys(print_arithmetic(trial.equation) for trial in trials[:_MOST_NAMED])),
        suggestion=(
            f"补填“{whole}”的数（不小于其中项），并核对合计是否计入；其中项有误的，改正其中项",
            f"fill in “{whole}” (no less than its part) and see that the total counts it; or correct the part",
        ),
        explanation=(
            "部分有数而整体为空：漏填了整体，或其中项填错了行、栏",
            "a part without its whole: the whole was left out, or the part stands in the wrong line",
        ),
        source=check.source,
    )


def _any_certain(figures: Sequence[Figure]) -> bool:
    return any(figure.certain for figure in figures)
