"""Spoken amounts: the bound figures of running text by the passage that prints them, and what tables print for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gouji.check.lookup import fixing, told_in_text
from gouji.model.claim import Claim, ClaimSet
from gouji.model.passage import Passage
from gouji.model.point import Dimension, Point


@dataclass(frozen=True, slots=True)
class Spoken:
    """One amount of a passage: its claim, where in the passage's text it stands, its exact value in 元."""

    claim: Claim
    point: Point
    start: int
    end: int
    yuan: Decimal
    quantum: Decimal

    @property
    def text(self) -> str:
        """The figure as printed, with its unit."""
        return self.claim.source.text


def amounts_before(claims: ClaimSet) -> Mapping[tuple[int, int], list[Spoken]]:
    """The bound amounts of each passage, by its document and block, in the order of its text."""
    by_place: dict[tuple[int, object], list[Claim]] = defaultdict(list)
    documents = {document.sha256: number for number, document in enumerate(claims.documents)}
    for claim in told_in_text(claims):
        if claim.doubt is None:
            by_place[documents.get(claim.source.sha256, 0), claim.source.place].append(claim)
    found: dict[tuple[int, int], list[Spoken]] = {}
    for passage in claims.passages:
        if passage.is_contents:
            continue
        own = [
            claim for place in dict.fromkeys(passage.places) for claim in by_place.get((passage.document, place), ())
        ]
        if own:
            found[passage.document, passage.block] = _placed(passage, own)
    return found


def last_years(claims: ClaimSet) -> Mapping[object, Decimal | None]:
    """For each point of this year: what the tables print for the year before, in 元; None where they differ."""
    found: dict[object, Decimal | None] = {}
    year = claims.facts.year.value if claims.facts.year is not None else ""
    if not year.isdigit():
        return found
    last = str(int(year) - 1)
    for claim, point in fixing(claims, Dimension.YEAR):
        if point[Dimension.YEAR] != last or claim.kind != "cell" or claim.doubt is not None:
            continue
        following = point.having(Dimension.YEAR, year)
        value = claim.amount.yuan
        if following in found and found[following] != value:
            value = None
        found[following] = value
    return found


def _placed(passage: Passage, own: list[Claim]) -> list[Spoken]:
    """The claims of a passage where their figures stand in its text; those whose place is not found are left out."""
    placed, position = [], 0
    for claim in own:
        start = passage.text.find(claim.source.text, position)
        if start < 0:
            continue
        position = start + len(claim.source.text)
        yuan, quantum = claim.amount.yuan, claim.amount.quantum_yuan
        is_amount = claim.point is not None and claim.point.get(Dimension.MEASURE) is None
        if claim.point is not None and is_amount and yuan is not None and quantum is not None:
            placed.append(Spoken(claim, claim.point, start, position, yuan, quantum))
    return placed
