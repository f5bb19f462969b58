"""Prints how well the development texts are read: per table the figures right, wrong and missed against the gold.

    python benchmarks/gold.py [SEED …]

The gold is what a careful human reads (see README.md beside it). Titles and labels are compared without decoration,
values, rows and columns strictly. A figure that we read where the gold has none counts as wrong. Needs the development
corpus beside the checkout (`../shared`, or the folder named by GOUJI_SHARED).
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from gouji.model.amount import fold
from gouji.model.claim import Claim, ClaimSet
from gouji.pipeline import read_file

SHARED = Path(os.environ.get("GOUJI_SHARED", Path(__file__).parents[2] / "shared"))
_UNIT = re.compile(r"\((?:金额)?(?:单位:)?(?:[万亿]?元|%|个|平方米|台|辆)\)|\((?:金额)?单位:[^)]*\)")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[、.．])")
_AMBIGUOUS = re.compile(r"could also be ([^;]+)")


@dataclass(frozen=True)
class Figure:
    """A figure of the gold: the table it stands in, row, columns that count as right, value."""

    table: str
    row: str
    columns: frozenset[str]
    value: Decimal
    scored: bool

    def __str__(self) -> str:
        return f"{self.row} · {' | '.join(sorted(self.columns))} = {self.value}"


@dataclass
class Score:
    """Counts of one table with the figures to look at."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def plain_label(text: str) -> str:
    """A label, title or column path as compared: folded, without the unit in brackets and closing colons."""
    return _UNIT.sub("", fold(text).replace("：", ":")).rstrip(":")


def read_gold(folder: Path) -> dict[str, list[Figure]]:
    """The figures of each gold table by file name; tables without figures keep an empty list."""
    tables: dict[str, list[Figure]] = {}
    for path in sorted(folder.glob("[0-9]*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            tables[path.stem] = [figure_of(path.stem, row) for row in csv.DictReader(lines) if row["value"]]
    return tables


def figure_of(table: str, row: dict[str, str]) -> Figure:
    other = _AMBIGUOUS.search(row["note"] or "")
    columns = frozenset(plain_label(text) for text in (row["column_path"], other[1] if other else "") if text)
    return Figure(table, plain_label(row["row_key"]), columns, Decimal(row["value"]), "do not score" not in row["note"])


def gold_titles(folder: Path) -> dict[str, str]:
    """Table title by gold file; from the rows, or from the file name where the table is empty."""
    titles = {}
    for path in sorted(folder.glob("[0-9]*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            first = next(csv.DictReader(lines), None)
        titles[path.stem] = plain_title(first["table_title"] if first else path.stem.partition("_")[2])
    return titles


def plain_title(text: str) -> str:
    return _NUMBERING.sub("", plain_label(text))


def row_names(claims: ClaimSet, claim: Claim) -> set[str]:
    """Every name under which the gold may list the claim's row: code, label, path, with and without numbering."""
    assert claim.table is not None
    assert claim.row is not None
    row = claims.tables[claim.table].rows[claim.row]
    names = {row.label, "/".join((*row.path, row.label))}
    if row.code:
        names.add(row.code)
    plain = {plain_label(name) for name in names}
    return plain | {_NUMBERING.sub("", name) for name in plain}


def score_table(gold: list[Figure], ours: list[tuple[set[str], Claim]]) -> Score:
    """Right, wrong and missed figures of one table; repeated rows (#2, #3) are met in order."""
    score = Score()
    rest = list(ours)
    for figure in gold:
        row = figure.row.partition("#")[0]
        names = {row, _NUMBERING.sub("", row)}
        here = [pair for pair in rest if pair[0] & names and plain_label("/".join(pair[1].column)) in figure.columns]
        match = next((pair for pair in here if pair[1].amount.value == figure.value), here[0] if here else None)
        if match is not None:
            rest.remove(match)
        if not figure.scored:
            continue
        if match is None:
            score.missed.append(str(figure))
        elif match[1].amount.value == figure.value:
            score.right += 1
        else:
            score.wrong.append(f"{figure}, read {match[1].amount.value} (line {match[1].source.place.line})")
    for names, claim in rest:
        place = f"{'/'.join(sorted(names))} · {'/'.join(claim.column)}"
        score.wrong.append(f"not in gold: {place} = {claim.amount.value} (line {claim.source.place.line})")
    return score


def claims_by_title(claims: ClaimSet) -> dict[str, list[list[tuple[set[str], Claim]]]]:
    """Our figures by table title, one list a table, tables of one title in order."""
    by_table: dict[int, list[tuple[set[str], Claim]]] = defaultdict(list)
    for claim in claims.claims:
        if claim.table is not None:
            by_table[claim.table].append((row_names(claims, claim), claim))
    by_title: dict[str, list[list[tuple[set[str], Claim]]]] = defaultdict(list)
    for index, table in enumerate(claims.tables):
        by_title[plain_title(table.title)].append(by_table.get(index, []))
    return by_title


def score_seed(seed: str) -> Counter[str]:
    """Counts of one seed, printed table by table."""
    folder = SHARED / "gold" / seed
    ours = claims_by_title(read_file(SHARED / "seeds" / f"{seed}.txt"))
    titles = gold_titles(folder)
    sums: Counter[str] = Counter()
    repeated = Counter(titles.values())
    for name, gold in read_gold(folder).items():
        title = titles[name]
        tables = ours.get(title) or next((found for other, found in ours.items() if is_same_title(title, other)), [])
        mine = (
            (tables.pop(0) if tables else []) if repeated[title] > 1 else [pair for table in tables for pair in table]
        )
        if repeated[title] == 1:
            tables.clear()
        score = score_table(gold, mine)
        report_table(seed, name, gold, score)
        sums.update(gold=sum(figure.scored for figure in gold), right=score.right)
        sums.update(wrong=len(score.wrong), missed=len(score.missed))
    for title, tables in ours.items():
        extra = sum(len(table) for table in tables)
        if extra:
            print(f"{seed} table not in gold: {title or '(no title)'}, {extra} figures")
            sums.update(unmatched=extra)
    return sums


def is_same_title(gold: str, ours: str) -> bool:
    return bool(ours) and len(gold) > 4 and (gold in ours or ours in gold)


def report_table(seed: str, name: str, gold: list[Figure], score: Score) -> None:
    scored = sum(figure.scored for figure in gold)
    counts = f"gold {scored:4d}  right {score.right:4d}  wrong {len(score.wrong):3d}  missed {len(score.missed):3d}"
    print(f"{seed}/{name:　<28}  {counts}")
    for sign, texts in (("✗", score.wrong), ("·", score.missed)):
        for text in texts:
            print(f"      {sign} {text}")


def main(seeds: Iterable[str]) -> int:
    if not (SHARED / "gold").is_dir():
        print(f"no gold at {SHARED}: the development corpus is not beside this checkout", file=sys.stderr)
        return 2
    chosen = tuple(seeds) or tuple(sorted(path.name for path in (SHARED / "gold").iterdir() if path.is_dir()))
    total: Counter[str] = Counter()
    for seed in chosen:
        total.update(score_seed(seed))
    print("all: " + "  ".join(f"{key} {total[key]}" for key in ("gold", "right", "wrong", "missed", "unmatched")))
    return 0 if total["right"] == total["gold"] and not total["wrong"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
