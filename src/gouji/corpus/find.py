"""Which files a run is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def find_files(paths: tuple[Path, ...], exclude: Path | None = None) -> Iterator[Path]:
    """The files named, and every regular file inside the folders named, sorted; hidden ones and `exclude` left out."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for found in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in found.relative_to(path).parts)
            inside = exclude is not None and found.is_relative_to(exclude)
            if found.is_file() and not hidden and not inside:
                yield found
