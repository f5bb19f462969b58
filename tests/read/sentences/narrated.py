"""What the tests of sentences share: a narrative read as a budget's, and what its figures are said to be."""

from __future__ import annotations

from decimal import Decimal

from gouji.model.amount import Amount
from gouji.model.claim import Claim, Fact, Facts, Source
from gouji.model.document import Document, Paragraph, Place
from gouji.model.point import Point
from gouji.model.statement import Statement
from gouji.read.sentences.passages import documents_to_passages
from gouji.read.sentences.read import read_sentences

FACTS = Facts(Fact("budget", ""), Fact("2027", ""), Fact("budget", ""), Fact("青石县某局", ""))


def read(
    *paragraphs: str, cells: tuple[Claim, ...] = (), facts: Facts = FACTS
) -> tuple[tuple[Claim, ...], tuple[Statement, ...]]:
    """The claims and statements of a text of these paragraphs, beside the cells of tables."""
    blocks = tuple(Paragraph(text, Place(line=number)) for number, text in enumerate(paragraphs, 1))
    document = Document("text.txt", "0" * 64, "text", (), blocks)
    return read_sentences((document,), tuple(documents_to_passages((document,))), cells, facts)


def cell(text: str, **members: str) -> Claim:
    """A cell of a table of this year's budget, in 万元."""
    point = Point.of(**members, year="2027", stage="budget")
    return Claim(f"c{text}", "cell", Amount(Decimal(text), 2, "万元"), Source("0" * 64, (), text), point=point)


def said(claims: tuple[Claim, ...], *left_out: str) -> list[dict[str, str]]:
    """The point of each claim, without stage and year and what else is left out; empty for one that has none."""
    hidden = {"stage", "year", *left_out}
    return [
        {axis.value: member for axis, member in claim.point if axis not in hidden} if claim.point else {}
        for claim in claims
    ]
