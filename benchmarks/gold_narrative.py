"""Prints how many figures of running text are read and bound to a point, against what a careful human reads.

    python benchmarks/gold_narrative.py [SEED …]

A figure of the gold counts as read where a claim of a sentence has its value and unit and its sentence holds the
gold's words; as bound where that claim has a point. What is missed or unbound is listed with the reason. Exit 1 below
the goals. Needs the development corpus beside the checkout (`../shared`, or the folder named by GOUJI_SHARED).
"""

from __future__ import annotations

import csv
import os
import sys
from decimal import Decimal
from pathlib import Path

from gouji.model.amount import MONEY_UNITS, fold
from gouji.model.claim import Claim
from gouji.pipeline import read_file

SHARED = Path(os.environ.get("GOUJI_SHARED", Path(__file__).parents[2] / "shared"))
GOAL_READ, GOAL_BOUND = 0.95, 0.90
_KEPT = 6  # characters of the gold's words, at either end, that the claim's sentence must hold


def is_same(claim: Claim, row: dict[str, str]) -> bool:
    """Whether a claim is the gold's figure."""
    words = fold(row["sentence"])
    sentence = claim.sentence or ""
    alike = claim.amount.value == Decimal(row["value"]) and fold(claim.amount.unit or "") == row["unit"]
    return alike and (words[-_KEPT:] in sentence or words[:_KEPT] in sentence)


def score(seed: str) -> tuple[int, int, int, int, int]:
    """Figures of the gold, read, bound; money figures, bound; lists what is missed."""
    claims = [claim for claim in read_file(SHARED / "seeds" / f"{seed}.txt").claims if claim.kind == "sentence"]
    with (SHARED / "gold" / seed / "narrative.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    read = bound = money = money_bound = 0
    for row in rows:
        found = next((claim for claim in claims if is_same(claim, row)), None)
        is_money = row["unit"] in MONEY_UNITS
        money += is_money
        if found is not None:
            claims.remove(found)
            read += 1
            bound += found.point is not None
            money_bound += is_money and found.point is not None
        if found is None or found.point is None:
            why = "missed" if found is None else f"unbound: {found.unbound}"
            print(f"  {seed} {row['sentence']} [{row['subject']}] {why}")
    return len(rows), read, bound, money, money_bound


def main() -> int:
    if not (SHARED / "gold").is_dir():
        print(f"no gold in {SHARED}", file=sys.stderr)
        return 2
    below = False
    for seed in sys.argv[1:] or ["000", "003"]:
        figures, read, bound, money, money_bound = score(seed)
        print(
            f"{seed}: {figures} figures, {read} read ({read / figures:.1%}, goal {GOAL_READ:.0%}), {bound} bound; "
            f"of {money} amounts of money {money_bound} bound ({money_bound / money:.1%}, goal {GOAL_BOUND:.0%})"
        )
        below = below or read / figures < GOAL_READ or money_bound / money < GOAL_BOUND
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
