"""What a phrase of a document may mean: its subjects as points, by what may stand over them and what tables print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gouji.law.classifications import codes_named
from gouji.law.dimensions import is_within
from gouji.model.amount import Amount, fold
from gouji.model.claim import Claim, Facts
from gouji.model.passage import Passage
from gouji.model.point import Dimension, Point
from gouji.read.bind.partial import Partial
from gouji.read.bind.points import Frame, make_point
from gouji.read.sentences.accounts import is_budgeted
from gouji.read.sentences.meanings import loosely, outer_part, under, with_flows, with_funds
from gouji.read.sentences.state import State, stands_over
from gouji.read.sentences.subjects import bare_name, learn_words, line_of, projects_alike, read_subject, year_of
from gouji.read.sentences.units import Units
from gouji.read.sentences.values import TableValues

_STAGES = {"年初预算": "budget", "全年预算": "adjusted", "调整预算": "adjusted", "决算": "final", "执行数": "executed"}
_REMEMBERED = 4096  # phrases of one document
_ITS_BUDGET = re.compile(r"(?:(?:19|20)\d\d年度?)?(?:部门|单位)?预算(?:总额|总计|共计|合计)?(?:为|共)?")
"""Behind the name of a unit: all that it is to spend."""
_NO_THING = frozenset({"year", "stage", "total", "measure", "base", "entity"})
"""Settings that name no thing: a phrase that says nothing else has no subject."""
_BALANCES = frozenset({"opening", "closing", "surplus_use", "surplus_distribution"})
_OF_SPENDING = (Dimension.NATURE, Dimension.FUNCTION, Dimension.ECONOMIC, Dimension.PROJECT, Dimension.ITEM)


def names_thing(subject: Partial | None) -> bool:
    """Whether a subject names more than a year, a stage or that something is a total."""
    return subject is not None and bool(subject.sets.keys() - _NO_THING)


class Resolver:
    """The words and figures of a document's tables, and what phrases mean by them."""

    def __init__(self, cells: Sequence[Claim], facts: Facts, passages: Sequence[Passage] = ()) -> None:
        self.units = Units(cells, facts, passages)
        self.values = TableValues(cells)
        self.lexicon = learn_words(cells, facts)
        self.subject_of = lru_cache(_REMEMBERED)(self._read_subject)
        year = int(facts.year.value) if facts.year is not None else None
        stage = facts.stage.value.replace("draft", "budget") if facts.stage is not None else None
        self.frame = Frame(year, stage)

    def _read_subject(self, phrase: str) -> Partial | None:
        bare = self.units.without_name(phrase)
        if bare != phrase and _ITS_BUDGET.fullmatch(bare):
            return Partial({"flow": "expenditure"})
        return read_subject(bare, lexicon=self.lexicon)

    def meanings(self, subject: Partial, state: State) -> list[list[Point]]:
        """The points that a subject may mean, by what may stand over it, the nearest first; last those that only a
        figure which agrees speaks for.
        """
        unit = state.unit.member if state.unit is not None else None
        plain, subject = subject, subject.having(entity=unit) if unit is not None else subject
        groups: list[dict[Point, None]] = []
        rarer: dict[Point, None] = {}
        if unit is not None and plain.get("project") is not None:
            self._add(rarer, plain, Partial())  # tables of projects often leave out whose they are
        for outer in stands_over(state):
            found: dict[Point, None] = {}
            undated: dict[Point, None] = {}
            for flowing in with_flows(subject, outer):
                for joined in with_funds(flowing, outer):
                    self._add(found, joined, outer)
                    for other in loosely(joined, outer):
                        self._add(rarer, other, outer)
                    if "current" in (subject.get("vintage"), outer.get("vintage")):
                        self._add(undated, joined.without("vintage"), outer.without("vintage"))
            if found:
                groups.append(found)
            if undated:
                groups.append(undated)
        return [list(group) for group in (*groups, rarer)] if groups else []

    def _add(self, found: dict[Point, None], subject: Partial, outer: Partial) -> None:
        point = make_point(outer_part(under(subject, outer)), Partial(), subject, self.frame)
        if isinstance(point, Point) and not _is_balance_of_spending(point):
            found.setdefault(point)

    def belongs(self, subject: Partial, outer: Partial, whole: Point) -> bool:
        """Whether what a subject means under another is a part of that one's point."""
        found: dict[Point, None] = {}
        for flowing in with_flows(subject, outer):
            self._add(found, flowing, outer)
        return any(_lies_within(point, whole) for point in found)

    def choose(self, subject: Partial, amount: Amount, state: State, words: str, *, strict: bool) -> Point | None:
        """The point that is meant. A project's line may be called as a class is (行政运行): the amount tells."""
        whole = state.whole
        of_project = whole is not None and whole.get(Dimension.PROJECT) is not None
        is_loose = subject.get("function") is not None and len(codes_named(Dimension.FUNCTION, bare_name(words))) > 1
        point = self.values.choose(self.meanings(subject, state), amount, strict=strict or of_project or is_loose)
        line = line_of(words, whole) if point is None and of_project else None
        return point if line is None else self.values.choose(self.meanings(line, state), amount)

    def told_point(self, subject: Partial, state: State, told: Sequence[Claim]) -> tuple[Point | None, Claim | None]:
        """The point of a subject that a change names: one whose amount was told before, which comes with it; else one
        that the tables print; else the likeliest.
        """
        nearest = next(iter(self.meanings(subject, state)), [])
        amounts = {claim.point: claim for claim in told if claim.point is not None}
        amount = next((amounts[point] for point in nearest if point in amounts), None)
        if amount is not None:
            return amount.point, amount
        printed = [point for point in nearest if any(self.values.at(point))]
        return next(iter(printed or nearest), None), None

    def alike(self, words: str, amount: Amount, state: State) -> Partial | None:
        """The one project that is called nearly so and has this amount in the tables."""
        found = [
            partial for partial in projects_alike(fold(words), self.lexicon) if self.agrees(partial, amount, state)
        ]
        return found[0] if len(found) == 1 else None

    def agrees(self, subject: Partial, amount: Amount, state: State) -> bool:
        """Whether the tables print an amount for a subject that only it speaks for."""
        return bool(amount.value) and self.values.choose(self.meanings(subject, state), amount, strict=True) is not None

    def dated(self, subject: Partial, phrase: str) -> Partial:
        """The subject in the year that a phrase names, and at its stage."""
        year = year_of(phrase)
        return self.at_stage(subject.having(year=year) if year else subject, phrase)

    def at_stage(self, subject: Partial, phrase: str) -> Partial:
        """The subject at the stage that a phrase names: 执行数; and of a final account 年初预算, 全年预算, 决算."""
        if subject.get("stage") or (self.frame.stage != "final" and "执行" not in phrase):
            return subject
        stage = next((stage for word, stage in _STAGES.items() if word in phrase), None)
        if stage is None and self.frame.stage == "final" and is_budgeted(phrase):
            stage = "budget"
        return subject if stage is None else subject.having(stage=stage)


def _is_balance_of_spending(point: Point) -> bool:
    """Whether a point is of a balance (上年结转) and yet of something that money is spent on: no such thing is told."""
    return point.get(Dimension.FLOW) in _BALANCES and any(point.get(axis) is not None for axis in _OF_SPENDING)


def _lies_within(point: Point, whole: Point) -> bool:
    held = ((dimension, point.get(dimension), member) for dimension, member in whole)
    return point != whole and all(
        own == member or (own is not None and is_within(dimension, own, member)) for dimension, own, member in held
    )
