"""One line of JSON a figure, or a file: for programs that read line by line."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.model.claim import ClaimSet
from gouji.report.json import claim_to_record
from gouji.report.record import dump, summary_to_record
from gouji.report.summary import Summary


def claim_set_to_jsonl(claims: ClaimSet) -> Iterator[str]:
    """One line per figure, in the order of the document."""
    for claim in claims.claims:
        yield dump(claim_to_record(claim, claims)) + "\n"


def summary_to_jsonl(summary: Summary) -> str:
    """The report of one document on one line."""
    return dump(summary_to_record(summary)) + "\n"
