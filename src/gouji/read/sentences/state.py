"""What a passage has said so far: what the next figure is of, and what stands over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gouji.model.claim import Claim
from gouji.model.point import Dimension, Point
from gouji.read.bind.partial import Partial, join
from gouji.read.sentences.units import Unit

_LISTS = re.compile(r"其中|包括|分别|主要为|主要是|具体|用于")


@dataclass(slots=True)
class OpenList:
    """A list that a sentence has opened: what it is the list of, its parts so far, and whether a bracket holds it."""

    whole: Claim
    words: str
    subject: Partial
    in_bracket: bool
    parts: list[Claim] = field(default_factory=list)
    other: Subject | None = None
    """What it may be the list of instead: a sentence before it ended in a list of its own."""
    level: int | None = None
    """The level of its lines, where they are passages of their own: what stands below a line is no line of it."""


@dataclass(slots=True)
class Subject:
    """What was last spoken of: what was understood, its point, and its amount where it was printed."""

    partial: Partial
    point: Point | None
    amount: Claim | None


@dataclass(slots=True)
class State:
    """What a passage has said so far: its first and its last subject, the change of the last, the open lists."""

    context: Partial = field(default_factory=Partial)
    strict: bool = False
    first: Subject | None = None
    last: Subject | None = None
    change: tuple[Claim, int] | None = None
    base: Claim | None = None
    lists: list[OpenList] = field(default_factory=list)
    brackets: list[Subject | None] = field(default_factory=list)
    """What was last spoken of where each bracket that is open began."""
    begun: bool = False
    """Whether the figure being read is the first of a sentence."""
    unit: Unit | None = None
    """The unit that the text tells of; None where it is the department itself."""
    fleet: OpenList | None = None
    """The vehicles that are held, and their kinds so far."""
    former: Subject | None = None
    """What the list before was the list of, where a mark has ended it."""
    is_below: bool = False
    """Whether this passage stands below a line of the list that a passage before has opened."""
    carried: bool = False
    """Whether the first of the lists was opened by a passage before: this passage is one line of it."""

    def pass_over(self, between: str) -> bool:
        """Takes note of the marks between two figures; whether they begin a new sentence.

        What follows a bracket goes on about what stood before it: 运行费12万元（购置费0万元。）比上年减少.
        """
        begun = False
        for mark in between:
            if mark == "(":
                self.brackets.append(self.last)
            elif mark == ")" and self.brackets:
                before = self.brackets.pop()
                if before is not self.last:
                    self.last, self.change, self.base = before, None, None
                begun = False
            elif mark == "。":
                begun = True
        return begun

    @property
    def whole(self) -> Point | None:
        """The point of what the innermost open list makes up; in a line of a list of projects, that of its project."""
        first = self.first.point if self.first is not None else None
        if self.is_line and first is not None and first.get(Dimension.PROJECT) is not None:
            return first
        return self.lists[-1].whole.point if self.lists else None

    @property
    def is_line(self) -> bool:
        """Whether no list is open but the one that a passage before has opened: this passage is a line of it."""
        return self.carried and len(self.lists) == 1

    @property
    def is_nested(self) -> bool:
        """Whether the innermost list stands in another, and no bracket holds it: a semicolon ends it."""
        return len(self.lists) > 1 and not self.lists[-1].in_bracket


def opens_list(between: str) -> bool:
    """Whether the words between two figures open a list of what makes up the first."""
    if between.startswith(":"):
        return True
    between = re.split("[。;]", between)[-1]
    return bool(_LISTS.search(between)) or between.startswith("(") or bool(re.search(r"\([^)]*$", between))


def stands_over(state: State) -> Iterator[Partial]:
    """What may stand over a subject, the nearest first: the list that is open, the headings, nothing."""
    for listed in reversed(state.lists):
        joined = join(state.context, listed.subject)
        yield joined if joined.reason is None else listed.subject
        yield listed.subject
    yield state.context
    if state.first is not None:
        yield state.first.partial
    yield Partial()
