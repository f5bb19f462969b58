"""The self-test: how much of what people mistype checking *this* document would catch, measured by planting it.

Slips are planted one at a time at figures drawn from all that the document prints, whether anything holds them or not,
so that the share caught is what a reader may expect. The same seed plants the same slips in the same file. The draws of
a kind are spread evenly over the figures, those that nothing holds first and those that several equalities hold last:
few slips then tell the share about as well as many drawn by chance alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import count, islice
from random import Random

from gouji.check.planting import MOST_DRAWS, Score, Subject, make_subject, score_slip
from gouji.check.run import check_claims
from gouji.check.slips import KINDS, Slip, SlipKind, plant_slip
from gouji.check.word_slips import WORD_KINDS, WordKind, WordSlip
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding
from gouji.model.self_test import KindTried, SelfTest

EACH = 20
"""Slips of each kind: six hundred in all, drawn evenly, tell a share to within two points (`docs/benchmarks.md`)."""

SEED = 1

_GOLDEN = (5**0.5 - 1) / 2
_TELLING = 4  # characters of a part of wrong words
_SEVERAL = 2  # equalities that hold a figure

GoOn = Callable[[int, int], bool]
"""Told slips done and slips planned; says whether there is time for another."""


def run_self_test(
    claims: ClaimSet, each: int = EACH, seed: int = SEED, go_on: GoOn = lambda done, planned: True
) -> SelfTest:
    """What checking would catch of so many slips of each kind; kinds for which the document has no place stay empty."""
    subject = make_subject(claims)
    scores: dict[str, list[Score]] = defaultdict(list)
    told: dict[str, list[bool]] = defaultdict(list)
    trials = {kind.name: try_kind(subject, kind, seed) for kind in KINDS}
    known = frozenset(finding.message for finding in check_claims(claims).findings)
    in_words = {kind.name: try_words(claims, known, kind, seed) for kind in WORD_KINDS}
    tasks = [kind.name for _ in range(each) for kind in (*KINDS, *WORD_KINDS)]
    tried = 0
    for name in tasks:
        if not go_on(tried, len(tasks)):
            break
        if name in trials:
            scores[name].extend(filter(None, (next(trials[name]),)))
        else:
            told[name].extend(islice(in_words[name], 1))
        tried += 1
    return SelfTest(
        seed,
        len(subject.figures),
        len(tasks),
        tried == len(tasks),
        tuple(count_scores(kind, scores[kind.name]) for kind in KINDS),
        tuple(_count_words(kind, told[kind.name]) for kind in WORD_KINDS),
    )


def try_kind(subject: Subject, kind: SlipKind, seed: int) -> Iterator[Score | None]:
    """What became of one slip of a kind after the other, without end; None where none could be planted."""
    for slip in _draw_slips(subject, kind, Random(f"{seed}/{kind.name}")):
        yield None if slip is None else score_slip(subject, slip)


def _draw_slips(subject: Subject, kind: SlipKind, random: Random) -> Iterator[Slip | None]:
    """Slips of a kind at figures that follow each other by the golden ratio: so they fall evenly, however many."""
    figures = sorted(subject.figures, key=lambda claim: min(len(subject.at.get(claim.id, ())), _SEVERAL))
    shift, numbers = random.random(), count()
    while True:
        places = (int((shift + next(numbers) * _GOLDEN) % 1 * len(figures)) for _ in range(MOST_DRAWS))
        slips = (plant_slip(subject.field, kind, figures[place], random) for place in places if figures)
        yield next((slip for slip in slips if slip is not None), None)


def try_words(claims: ClaimSet, known: Set[tuple[str, str]], kind: WordKind, seed: int) -> Iterator[bool]:
    """Whether one slip of words after the other is caught: a finding that the document does not give names it."""
    random = Random(f"{seed}/{kind.name}")
    while (slip := kind.plant(claims, random)) is not None:
        new = [finding for finding in check_claims(slip.claims).findings if finding.message not in known]
        yield any(_names(finding, slip) for finding in new)


def _names(finding: Finding, slip: WordSlip) -> bool:
    """Whether a finding states or quotes the wrong words, or the wrong part of them, or names a figure of their row."""
    said = [fold(text) for text in (finding.stated or "", *(quote.text for quote in finding.quotes))]
    return any(slip.wrong in text or (text in slip.wrong and len(text) >= _TELLING) for text in said) or any(
        witness.claim in slip.figures for witness in finding.witnesses
    )


def _count_words(kind: WordKind, caught: Sequence[bool]) -> KindTried:
    """The counts of one kind's slips; no equality holds words, and a finding names them or does not."""
    found = sum(caught)
    return KindTried(kind.name, (kind.chinese, kind.english), len(caught), 0, 0, found, 0, found, found)


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
