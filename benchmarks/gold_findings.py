"""Prints which of the faults that a careful human found in the development texts the checker finds, and what it adds.

    python benchmarks/gold_findings.py [--matches] [SEED …]

A root cause (`group` of findings.jsonl) is found where a finding, of any severity, names a figure or words on one of
its lines, or states or quotes its words. Long paragraphs and copied rows have several root causes on one line, so two
counts are given: `found` as just said, and `apart`, where each finding counts for one root cause only (the largest
matching). Entries that the human was not certain of count neither for nor against. Needs the development corpus beside
the checkout (`../shared`, or the folder named by GOUJI_SHARED).
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gouji.check.derive import DERIVATIONS
from gouji.model.amount import fold, parse_number
from gouji.model.finding import Finding, Severity
from gouji.model.report import Report
from gouji.pipeline import check_file

SHARED = Path(os.environ.get("GOUJI_SHARED", Path(__file__).parents[2] / "shared"))
GOALS = {
    **dict.fromkeys(("sum", "tie", "narrative", "percent", "yoy", "unit"), 95),
    **dict.fromkeys(("indicator", "classification", "name", "disclosure"), 85),
}
"""Percent of root causes to find, by kind; other kinds have no goal."""
EQUATIONS = frozenset(module.CODE for module in DERIVATIONS)
"""Checks that say that an equation between figures fails; rules may name figures that tie for another reason."""
_SHORTEST = 6  # characters of a quote that are enough to know it again by its words alone

Spot = tuple[int, str]
"""Line of the text, and the figure as printed ("" for words)."""


@dataclass(frozen=True)
class Cause:
    """A root cause: everything that one repair mends."""

    group: str
    kind: str
    lines: frozenset[int]
    quotes: frozenset[str]
    told: str


@dataclass(frozen=True)
class Held:
    """An identity that a human saw to hold: its figures, and the lines where it is words."""

    name: str
    figures: frozenset[Spot]
    lines: frozenset[int]


@dataclass(frozen=True)
class Told:
    """A finding, as one compares it: the lines it names, its figures, its words."""

    finding: Finding
    lines: frozenset[int]
    culprits: frozenset[Spot]
    figures: frozenset[Spot]
    words: tuple[str, ...]

    @property
    def is_loud(self) -> bool:
        return self.finding.severity is not Severity.NOTICE

    def __str__(self) -> str:
        lines = ",".join(map(str, sorted(self.lines)[:6]))
        return f"{self.finding.code} {self.finding.severity.value} ({lines}) {self.finding.message[0][:110]}"

    def names(self, cause: Cause) -> bool:
        return bool(self.lines & cause.lines) or any(
            quote in word or word in quote for quote in cause.quotes for word in self.words
        )


@dataclass(frozen=True)
class Result:
    """What became of one text: the certain causes, what names each, and the findings that are no certain cause's."""

    causes: tuple[Cause, ...]
    told: tuple[Told, ...]
    unsure: tuple[Cause, ...]
    held: tuple[Held, ...]
    damage: tuple[Held, ...]

    @cached_property
    def matches(self) -> Mapping[str, list[int]]:
        """For each root cause the findings that name it, by number."""
        return {
            cause.group: [number for number, told in enumerate(self.told) if told.names(cause)] for cause in self.causes
        }

    @cached_property
    def found(self) -> frozenset[str]:
        return frozenset(group for group, numbers in self.matches.items() if numbers)

    @cached_property
    def apart(self) -> frozenset[str]:
        """The causes found where no finding counts twice."""
        owner: dict[int, str] = {}
        for cause in self.causes:
            _give(cause.group, self.matches, owner, set())
        return frozenset(owner.values())

    @cached_property
    def strangers(self) -> tuple[Told, ...]:
        """Findings that name no cause, certain or not."""
        known = {number for numbers in self.matches.values() for number in numbers}
        return tuple(
            told
            for number, told in enumerate(self.told)
            if number not in known and not any(told.names(cause) for cause in self.unsure)
        )

    @property
    def unmatched(self) -> tuple[Told, ...]:
        return tuple(told for told in self.strangers if told.is_loud)

    @property
    def false_alarms(self) -> tuple[tuple[Told, str], ...]:
        """Errors on what holds, and equations said to fail, louder than by a notice, that hold."""
        return tuple(
            (told, held.name)
            for told in self.told
            for held in self.held
            if _denies(told, held) or (told in self.strangers and _accuses(told, held))
        )

    @property
    def damage_told(self) -> tuple[tuple[Told, str], ...]:
        """Findings on lines that the conversion damaged and where the author did nothing wrong."""
        return tuple(
            (told, damage.name) for told in self.strangers for damage in self.damage if told.lines & damage.lines
        )


def _give(group: str, matches: Mapping[str, list[int]], owner: dict[int, str], tried: set[int]) -> bool:
    """Gives the group a finding of its own, moving others to another of theirs where they have one."""
    for number in matches[group]:
        if number not in tried:
            tried.add(number)
            if number not in owner or _give(owner[number], matches, owner, tried):
                owner[number] = group
                return True
    return False


def _denies(told: Told, held: Held) -> bool:
    """Whether an arithmetic finding says that an identity fails which holds: one figure accused, the others witness."""
    if not told.is_loud or told.finding.code not in EQUATIONS:
        return False
    return len(held.figures) > 1 and held.figures <= told.figures and bool(held.figures & told.culprits)


def _accuses(told: Told, held: Held) -> bool:
    """Whether an error accuses a figure, or words, that are right."""
    if told.finding.severity is not Severity.ERROR:
        return False
    return bool(held.figures & told.culprits) or bool(held.lines & told.lines)


def check_seed(seed: str) -> Result:
    """The checker's findings on a text beside those of a human."""
    folder = SHARED / "gold" / seed
    report = check_file(SHARED / "seeds" / f"{seed}.txt")
    listed = read_lines(folder / "findings.jsonl")
    return Result(
        causes=tuple(_causes(entry for entry in listed if entry["certain"])),
        told=tuple(_told(finding, report) for finding in report.findings),
        unsure=tuple(_causes(entry for entry in listed if not entry["certain"])),
        held=tuple(map(_held, read_lines(folder / "holds.jsonl"))),
        damage=tuple(map(_held, read_lines(folder / "damage.jsonl"))),
    )


def read_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _causes(entries: Iterable[Mapping[str, Any]]) -> Iterator[Cause]:
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for entry in entries:
        groups[entry["group"]].append(entry)
    for group, members in groups.items():
        yield Cause(
            group=group,
            kind=members[0]["kind"],
            lines=frozenset(line for member in members for line in member["lines"]),
            quotes=frozenset(
                fold(quote) for member in members for quote in member["quotes"] if len(fold(quote)) >= _SHORTEST
            ),
            told=members[0]["explanation"],
        )


def _held(entry: Mapping[str, Any]) -> Held:
    figures = [figure for figure in (*entry.get("operands", ()), entry.get("result")) if figure]
    spots = frozenset((figure["line"], _plain(figure["value"])) for figure in figures)
    return Held(f"{entry['id']} {entry['where']}", spots, frozenset(entry.get("lines", ())))


def _told(finding: Finding, report: Report) -> Told:
    claims = {claim.id: claim for claim in report.claims.claims}
    named = [(claims[each.claim], each.role) for each in finding.witnesses]
    places = [place for claim, _ in named for place in claim.source.places] + [each.place for each in finding.quotes]
    spots = [((claim.source.place.line or 0, _plain(claim.source.text)), role) for claim, role in named]
    words = [*(each.text for each in finding.quotes), *(claim.sentence or "" for claim, _ in named)]
    folded = [fold(text).strip("…") for text in (*words, finding.stated or "")]
    return Told(
        finding,
        frozenset(place.line for place in places if place.line is not None),
        frozenset(spot for spot, role in spots if role == "culprit"),
        frozenset(spot for spot, _ in spots),
        tuple(text for text in folded if len(text) >= _SHORTEST and parse_number(text) is None),
    )


def _plain(text: str) -> str:
    number = parse_number(text)
    return str(number.value.normalize()) if number is not None else text


def report_result(seed: str, result: Result, matches: bool) -> None:
    for cause in result.causes:
        if matches or cause.group not in result.apart:
            sign = "✓" if cause.group in result.apart else "≈" if cause.group in result.found else "✗"
            lines = ",".join(map(str, sorted(cause.lines)[:4]))
            print(f"{sign} {cause.group} {cause.kind} ({lines}) {cause.told[:110]}")
            for number in result.matches[cause.group][:6] if matches or sign == "≈" else ():
                print(f"      {result.told[number]}")
    for sign, name, listed in (("!", "holds", result.false_alarms), ("?", "damage", result.damage_told)):
        for told, held in listed:
            print(f"{sign} {name} {held}: {told}")
    for told in result.unmatched:
        print(f"+ not in gold: {told}")
    print(f"{seed}: {len(result.told)} findings\n")


def tally(results: Sequence[Result]) -> Iterator[str]:
    """A line a kind: root causes, found, found apart, and the goal."""
    all_of: Counter[str] = Counter(cause.kind for result in results for cause in result.causes)
    found = Counter(cause.kind for result in results for cause in result.causes if cause.group in result.found)
    apart = Counter(cause.kind for result in results for cause in result.causes if cause.group in result.apart)
    yield f"{'kind':<16}{'causes':>7}{'found':>7}{'apart':>7}   goal"
    for kind in (*GOALS, *sorted(set(all_of) - set(GOALS))):
        if all_of[kind]:
            goal = f"{GOALS[kind]} %" if kind in GOALS else "none"
            share = 100 * found[kind] // all_of[kind]
            counts = f"{kind:<16}{all_of[kind]:>7}{found[kind]:>7}{apart[kind]:>7}"
            yield f"{counts}   {share} % found, goal {goal}"
    yield f"{'all':<16}{all_of.total():>7}{found.total():>7}{apart.total():>7}"
    loud = [told for result in results for told in result.told if told.is_loud]
    yield (
        f"errors and warnings {len(loud)}, not in gold {sum(len(result.unmatched) for result in results)}, "
        f"on what holds {sum(len(result.false_alarms) for result in results)}, "
        f"on damage {sum(len(result.damage_told) for result in results)}"
    )


def main(arguments: Sequence[str]) -> int:
    if not (SHARED / "gold").is_dir():
        print(f"no gold at {SHARED}: the development corpus is not beside this checkout", file=sys.stderr)
        return 2
    seeds = [argument for argument in arguments if not argument.startswith("-")]
    chosen = seeds or sorted(path.name for path in (SHARED / "gold").iterdir() if path.is_dir())
    results = [check_seed(seed) for seed in chosen]
    for seed, result in zip(chosen, results, strict=True):
        report_result(seed, result, "--matches" in arguments)
    print("\n".join(tally(results)))
    return 1 if any(result.false_alarms for result in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
