"""The self-test: how much of what people mistype checking *this* document would catch, measured by planting it.

Slips are planted one at a time at figures drawn from all that the document prints, whether anything holds them or not,
so that the share caught is what a reader may expect. The same seed plants the same slips in the same file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from random import Random

from gouji.check.planting import Score, Subject, make_subject, plant_somewhere, score_slip
from gouji.check.slips import KINDS, SlipKind
from gouji.model.claim import ClaimSet
from gouji.model.self_test import KindTried, SelfTest

EACH = 20
"""Slips of each kind: six hundred in all tell a share to within four points, mostly less."""

SEED = 1

GoOn = Callable[[int, int], bool]
"""Told slips done and slips planned; says whether there is time for another."""


def run_self_test(
    claims: ClaimSet, each: int = EACH, seed: int = SEED, go_on: GoOn = lambda done, planned: True
) -> SelfTest:
    """What checking would catch of so many slips of each kind; kinds for which the document has no place stay empty."""
    subject = make_subject(claims)
    scores: dict[str, list[Score]] = defaultdict(list)
    tasks = [(number, kind) for number in range(each) for kind in KINDS]
    tried = 0
    for number, kind in tasks:
        if not go_on(tried, len(tasks)):
            break
        score = try_kind(subject, kind, f"{seed}/{kind.name}/{number}")
        if score is not None:
            scores[kind.name].append(score)
        tried += 1
    return SelfTest(
        seed,
        len(subject.figures),
        len(tasks),
        tried == len(tasks),
        tuple(count_scores(kind, scores[kind.name]) for kind in KINDS),
    )


def try_kind(subject: Subject, kind: SlipKind, seed: str) -> Score | None:
    """What became of one slip of a kind at a figure drawn by the seed; None where none could be planted."""
    slip = plant_somewhere(subject, kind, subject.figures, Random(seed))
    return None if slip is None else score_slip(subject, slip)


def count_scores(kind: SlipKind, scores: Sequence[Score]) -> KindTried:
    """The counts of one kind's slips."""
    caught = [score for score in scores if score.caught]
    return KindTried(
        kind.name,
        (kind.chinese, kind.english),
        planted=len(scores),
        held=sum(score.held for score in scores),
        covered=sum(score.covered for score in scores),
        caught=len(caught),
        covered_caught=sum(score.covered for score in caught),
        first=sum(score.rank == 0 for score in caught),
        three=sum(score.rank is not None and score.rank < 3 for score in caught),
    )
