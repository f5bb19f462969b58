"""What planting slips in a document's own claims gave: how much of each kind checking it would catch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class KindTried:
    """One kind of slip: how many were planted, and what became of them.

    `held` broke an equality that holds in the document, `covered` one that is certain or proven; `caught` were found by
    a finding that names a changed figure, `covered_caught` are those of the covered ones. `first` and `three` count the
    caught ones whose changed figure is the first suspect, or among the first three.
    """

    name: str
    words: tuple[str, str]
    planted: int
    held: int
    covered: int
    caught: int
    covered_caught: int
    first: int
    three: int


@dataclass(frozen=True, slots=True)
class SelfTest:
    """All kinds tried on one document. `figures` are those that slips could happen to, `wanted` the slips planned.

    `kinds` are slips of figures, `in_words` those of names and years, which no equality holds or covers. Where fewer
    were planted than planned and not `complete`, the time was over.
    """

    seed: int
    figures: int
    wanted: int
    complete: bool
    kinds: tuple[KindTried, ...]
    in_words: tuple[KindTried, ...] = ()

    @property
    def total(self) -> KindTried:
        """The sums over all kinds of slips of figures."""
        return sum_kinds(self.kinds)

    @property
    def margin(self) -> float:
        """How far the share caught may be off by chance (19 times in 20), as a share: slips are a sample."""
        total = self.total
        if not total.planted:
            return 1.0
        # Two more of either outcome (Agresti and Coull): a sample without a miss is no proof that there is none.
        count = total.planted + 4
        share = (total.caught + 2) / count
        return 1.96 * sqrt(share * (1 - share) / count)


def sum_kinds(kinds: Iterable[KindTried]) -> KindTried:
    """The counts of several kinds together."""
    listed = tuple(kinds)
    return KindTried(
        "all",
        ("合计", "all kinds"),
        planted=sum(kind.planted for kind in listed),
        held=sum(kind.held for kind in listed),
        covered=sum(kind.covered for kind in listed),
        caught=sum(kind.caught for kind in listed),
        covered_caught=sum(kind.covered_caught for kind in listed),
        first=sum(kind.first for kind in listed),
        three=sum(kind.three for kind in listed),
    )
