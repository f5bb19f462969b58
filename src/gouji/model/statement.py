"""What a sentence says of its figures: some make up another, or one is the change, rate or share of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StatementKind = Literal["parts", "change", "rate", "share"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a sentence says. `total` and `parts` are ids of claims.

    "parts": total = Σ parts (其中…; `whole` says that they are all of it, that is: no 主要 and no 等);
    "change": total = parts[0] − last year's amount, which is parts[1] where the sentence prints it;
    "rate": total (in %) = 100 × parts[0] ÷ last year's amount, where parts = (change, this year's amount[, base]);
    "share": total (in %) = 100 × parts[0] ÷ parts[1].
    `sign` is −1 where the words say that it fell: figures of changes and rates are printed without their sign.
    `words` is the clause that says so.
    """

    kind: StatementKind
    total: str
    parts: tuple[str, ...]
    sign: int = 1
    whole: bool = True
    words: str = ""
