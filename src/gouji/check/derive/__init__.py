"""What must hold between the figures of a document, derived from where they stand: one module a kind of identity."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.check.derive import (
    balance,
    bounds,
    changes,
    children,
    columns,
    partitions,
    ties,
    told,
    told_changes,
    told_parts,
    told_shares,
    unfunded,
)
from gouji.check.equation import Family
from gouji.check.figures import Book

DERIVATIONS = (
    children,
    columns,
    partitions,
    bounds,
    changes,
    ties,
    balance,
    unfunded,
    told,
    told_parts,
    told_changes,
    told_shares,
)
"""The modules that derive identities, in the order of reports."""


def derive_families(book: Book) -> Iterator[Family]:
    """All families of equations that the figures of a document must obey."""
    for module in DERIVATIONS:
        yield from module.derive(book)
