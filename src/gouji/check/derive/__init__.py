"""What must hold between the figures of a document, derived from where they stand: one module a kind of identity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType

from gouji.check.derive import (
    balance,
    bounds,
    changes,
    children,
    columns,
    partitions,
    three_public,
    ties,
    told,
    told_changes,
    told_parts,
    told_shares,
    unfunded,
)
from gouji.check.equation import Family
from gouji.check.figures import Book, Sheet

DERIVATIONS = (
    children,
    columns,
    partitions,
    bounds,
    changes,
    ties,
    three_public,
    balance,
    unfunded,
    told,
    told_parts,
    told_changes,
    told_shares,
)
"""The modules that derive identities, in the order of reports.

What follows from one list of a table alone a module gives by `derive_sheet(sheet)`, in slots whose names begin with the
sheet's; what needs the whole document, by `derive(book)`.
"""


def derives_by_sheet(module: ModuleType) -> bool:
    """Whether a module looks at one sheet at a time, so that changes elsewhere cannot change what it derives."""
    return hasattr(module, "derive_sheet")


def derive_families(module: ModuleType, book: Book, sheets: Iterable[Sheet]) -> Iterator[Family]:
    """The families of equations that one module derives: of these sheets, or of the whole book."""
    if not derives_by_sheet(module):
        yield from module.derive(book)
        return
    for sheet in sheets:
        yield from module.derive_sheet(sheet)
