"""Tasks of a department's goal form: names and contents, and those that stand in each other's row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Quote
from gouji.model.goal import Goal

_CONTENT = "主要内容"
_MOST, _FEW = Decimal("0.75"), Decimal("0.3")  # of the pairs of characters of a name
_SHORTEST = 20  # characters of a content; shorter ones need not name their task


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a form: its name, what it is about, and where it stands."""

    name: str
    content: str
    quote: Quote


def tasks_of(claims: ClaimSet, goal: Goal) -> Iterator[Task]:
    """The tasks that the form of a department lists (年度主要任务), in their order."""
    table = claims.tables[goal.table]
    for row in table.rows:
        for entry in row.entries:
            if entry.column.path and entry.column.path[-1] == _CONTENT and row.label and len(entry.text) >= _SHORTEST:
                place = entry.places[0] if entry.places else table.place
                quote = Quote(row.label, place, "culprit", table.document, goal.table, row.index)
                yield Task(fold(row.label), fold(entry.text), quote)


def swapped_tasks(tasks: Sequence[Task]) -> Iterator[tuple[Task, Task]]:
    """The pairs of tasks whose contents stand in each other's row.

    One name is found in the other's content and hardly in its own; the other's rather in the first's than in its own.
    """
    for one, other in combinations(tasks, 2):
        for first, second in ((one, other), (other, one)):
            moved = _part(first.name, second.content) >= _MOST and _part(first.name, first.content) <= _FEW
            if moved and _part(second.name, second.content) < _part(second.name, first.content):
                yield first, second
                break


def _part(name: str, content: str) -> Decimal:
    """How many of the pairs of characters of a name are in a content, as a part of all."""
    pairs = [name[start : start + 2] for start in range(len(name) - 1)]
    return Decimal(sum(pair in content for pair in pairs)) / len(pairs) if pairs else Decimal(0)
