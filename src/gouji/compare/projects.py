"""Projects of two sides: which go on, which are listed no more, which are new; by code, else by name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from gouji.check.figures import Figure
from gouji.compare.changes import in_unit
from gouji.compare.model import ProjectFate
from gouji.compare.shelves import Library, Shelf
from gouji.model.amount import fold
from gouji.model.goal import Goal
from gouji.model.point import Dimension, Point

Fate = Literal["continues", "ends", "begins", "unclear"]

_NUMBERED = re.compile(r"[（(]第\d+项[)）]$")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_NAME = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST_CODE = 10  # characters: codes of classifications and units are shorter
_SHORTEST_NAME = 6  # characters: of shorter names too many are near each other
_NEAR = 0.8
_SPENT = Point.of(flow="expenditure")


@dataclass(frozen=True, slots=True)
class Project:
    """A project as one side prints it: `key` is its member of the budget space; its money where it is printed."""

    key: str
    name: str
    code: str
    amount: Figure | None
    goals: tuple[Goal, ...] = ()


def list_projects(library: Library, shelf: Shelf) -> tuple[Project, ...]:
    """Every project of a side's own year, in reading order."""
    goals: dict[str, list[Goal]] = defaultdict(list)
    documents = library.sides[shelf.side].documents
    for goal in library.claims.goals:
        if goal.scope == "project" and library.claims.tables[goal.table].document in documents:
            goals[_goal_key(library, goal)].append(goal)
    amounts = _amounts(shelf)
    return tuple(
        _project(library, key, amounts.get(key), goals.get(key, ())) for key in dict.fromkeys((*amounts, *goals))
    )


def department_goals(library: Library, side: int) -> Project | None:
    """The goals of the whole department as one project without money; None where there are none or several forms."""
    documents = library.sides[side].documents
    goals = tuple(
        goal
        for goal in library.claims.goals
        if goal.scope == "department" and library.claims.tables[goal.table].document in documents
    )
    return Project("", "部门整体绩效目标", "", None, goals) if len(goals) == 1 else None


def match_projects(before: Sequence[Project], after: Sequence[Project]) -> list[tuple[Project, Project, str]]:
    """Pairs of projects that are one, with what says so: "code" or "name". Namesakes are never paired by name."""
    pairs: list[tuple[Project, Project, str]] = []
    left, right = list(before), list(after)
    for by, key_of in (("code", _code_key), ("name", _name_key), ("name", _yearless_key)):
        ours, theirs = _unique(left, key_of), _unique(right, key_of)
        for key, project in ours.items():
            if key in theirs:
                pairs.append((project, theirs[key], by))
                left.remove(project)
                right.remove(theirs[key])
    return pairs


def find_fates(before: Sequence[Project], after: Sequence[Project]) -> Iterator[ProjectFate]:
    """What became of every project; nothing is said where a side lists none at all."""
    if not before or not after:
        return
    pairs = match_projects(before, after)
    for one, other, by in pairs:
        yield _fate("continues", one, other, by)
    left = [project for project in before if all(project is not one for one, _, _ in pairs)]
    right = [project for project in after if all(project is not other for _, other, _ in pairs)]
    for one, other in _near_names(left, right):
        left.remove(one)
        right.remove(other)
        yield _fate("unclear", one, other, "")
    shared = {_base_name(project) for project in left} & {_base_name(project) for project in right}
    for project in left:
        yield _fate("unclear" if _base_name(project) in shared else "ends", project, None, "")
    for project in right:
        yield _fate("unclear" if _base_name(project) in shared else "begins", None, project, "")


def _near_names(left: Sequence[Project], right: Sequence[Project]) -> list[tuple[Project, Project]]:
    """Pairs whose names are nearly the same, each the only such one: perhaps renamed, which a person must say."""
    near = [(one, other) for one in left for other in right if _are_near(_base_name(one), _base_name(other))]
    ours, theirs = Counter(id(one) for one, _ in near), Counter(id(other) for _, other in near)
    return [(one, other) for one, other in near if ours[id(one)] == theirs[id(other)] == 1]


def _are_near(one: str, other: str) -> bool:
    if one == other or min(len(one), len(other)) < _SHORTEST_NAME:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR


def _fate(fate: Fate, one: Project | None, other: Project | None, by: str) -> ProjectFate:
    shown = other or one
    assert shown is not None
    figures = [project.amount if project is not None else None for project in (one, other)]
    printed = next((figure for figure in reversed(figures) if figure is not None), None)
    unit = printed.claim.amount.unit or "" if printed is not None else ""
    decimals = max((figure.claim.amount.decimals for figure in figures if figure is not None), default=0)
    values = [None if figure is None else in_unit(figure, unit, decimals) for figure in figures]
    renamed = one is not None and other is not None and fold(one.name) != fold(other.name)
    return ProjectFate(
        fate=fate,
        name=shown.name,
        code=shown.code,
        matched=by,
        before=figures[0].key if figures[0] is not None else None,
        after=figures[1].key if figures[1] is not None else None,
        unit=unit,
        value_before=values[0],
        value_after=values[1],
        was=one.name if renamed and one is not None else "",
    )


def _amounts(shelf: Shelf) -> Mapping[str, Figure | None]:
    """The money of each project: all of it, else what the finance bureau gives, else none.

    A project that only sentences speak of is none: they name projects as they like.
    """
    found: dict[str, Figure | None] = {}
    for point in (*shelf.figures, *shelf.torn):
        member = point.get(Dimension.PROJECT)
        figure = shelf.figures.get(point)
        if member is not None and (figure is None or figure.claim.kind != "sentence"):
            found.setdefault(member, None)
    for key in found:
        whole = _SPENT.having(Dimension.PROJECT, key)
        tried = (whole, whole.having(Dimension.FUND, "fiscal"), whole.having(Dimension.FUND, "general"))
        plain = next((shelf.figures[point] for point in tried if point in shelf.figures), None)
        found[key] = plain or _only_line(shelf, key)
    return found


def _only_line(shelf: Shelf, key: str) -> Figure | None:
    """The project's figure where it has just one that is spent, whatever else the figure's line says."""
    lines = [
        figure
        for point, figure in shelf.figures.items()
        if point.get(Dimension.PROJECT) == key
        and point.get(Dimension.FLOW) == "expenditure"
        and point.get(Dimension.FUND) is None
        and point.get(Dimension.ITEM) is None
    ]
    return lines[0] if len(lines) == 1 else None


def _project(library: Library, key: str, amount: Figure | None, goals: Sequence[Goal]) -> Project:
    row = None
    if amount is not None and amount.claim.table is not None and amount.claim.row is not None:
        row = library.claims.tables[amount.claim.table].rows[amount.claim.row]
    code = next((goal.code for goal in goals if goal.code), "")
    if not code and row is not None and row.code and len(row.code) >= _SHORTEST_CODE:
        code = row.code
    name = key
    if not _NAME.search(key):  # the point is named by its code
        code = code or key
        name = next((goal.name for goal in goals), row.label if row is not None else key)
    return Project(key, name, code, amount, tuple(goals))


def _goal_key(library: Library, goal: Goal) -> str:
    """The project's member of the budget space, as the figures of its form have it; else its name."""
    for claim in goal.claims:
        figure = library.book.by_key.get(claim)
        if figure is not None and figure.point is not None and Dimension.PROJECT in figure.point.fixed:
            return figure.point[Dimension.PROJECT]
    return fold(goal.name)


def _unique(projects: Iterable[Project], key_of: Callable[[Project], str]) -> Mapping[str, Project]:
    found: dict[str, list[Project]] = defaultdict(list)
    for project in projects:
        key = key_of(project)
        if key:
            found[key].append(project)
    return {key: same[0] for key, same in found.items() if len(same) == 1}


def _code_key(project: Project) -> str:
    return project.code


def _name_key(project: Project) -> str:
    return "" if _NUMBERED.search(project.key) else fold(project.name)


def _yearless_key(project: Project) -> str:
    return "" if _NUMBERED.search(project.key) else _YEAR.sub("", fold(project.name))


def _base_name(project: Project) -> str:
    return _YEAR.sub("", fold(_NUMBERED.sub("", project.name)))
