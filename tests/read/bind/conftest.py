"""How the tests of binding write a document: a text as it is copied out of a publication, cells apart by bars."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.model.claim import Claim
from gouji.pipeline import read_file

Bound = Callable[[str], list[str]]


@pytest.fixture
def bound(tmp_path: Path) -> Bound:
    """Reads such a text: `label column/path: point` of every claim, year and stage left out, or why it has no point."""

    def read(text: str) -> list[str]:
        path = tmp_path / "budget.txt"
        lines = ["青石县某某局2027年部门预算", *text.strip().splitlines()]
        path.write_text("\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in lines), "utf-8")
        claims = read_file(path)
        labels = [claims.tables[claim.table or 0].rows[claim.row or 0].label for claim in claims.claims]
        return [_told(label, claim) for label, claim in zip(labels, claims.claims, strict=True)]

    return read


def _told(label: str | None, claim: Claim) -> str:
    said = (
        [] if claim.point is None else [f"{key}={value}" for key, value in claim.point if key not in ("year", "stage")]
    )
    return f"{label} {'/'.join(claim.column)}: {' '.join(said) or claim.unbound}"
