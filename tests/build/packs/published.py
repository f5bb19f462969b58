"""Published documents, each read once however many tests look into it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gouji.model.claim import ClaimSet
from gouji.pipeline import read_file


@cache
def published(path: Path) -> ClaimSet:
    """What the reader finds in a document."""
    return read_file(path)
