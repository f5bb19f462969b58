"""Goal forms as goals: whose each is, its money, its text, its payment plan and its indicators.

    Table (kind "form") ─rows, header paths─▶ Goal ─▶ `gouji read --format json`, rules on goals, next year's workbook

A form prints one goal, or a list of them (汇总表): each row that is no indicator begins another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gouji.law.goal_forms import field_group, head_role, plain_word
from gouji.model.amount import fold, parse_number
from gouji.model.claim import Claim
from gouji.model.goal import Goal, Indicator
from gouji.model.table import Entry, Row, Table
from gouji.model.target import parse_target
from gouji.read.goal_cells import Together, split_kinds, split_together

_ROLES = ("level1", "level2", "level3", "indicator", "description", "value", "unit", "basis", "weight", "comparator")
_TERM = re.compile("长期|中长期|实施期|中期")
_WHOLE = re.compile("整体")
_MONTH = re.compile(r"(\d{1,2})月")
_DUTIES = "年度履职目标"  # what a department must do, which is its goal
_PURPOSES = ("用途", "资金用途", "项目概况", "项目内容", "项目概述", "立项依据", "项目立项依据")
_PREVIOUS = ("前年", "上年", "近两年")


def tables_to_goals(tables: Sequence[Table], claims: Sequence[Claim]) -> tuple[Goal, ...]:
    """The goals of all goal forms, in reading order."""
    targets = {(claim.table, claim.row): claim.id for claim in claims if claim.kind == "target"}
    return tuple(
        goal
        for index, table in enumerate(tables)
        if table.kind == "form"
        for goal in _listed_goals(index, table) or _goals(index, table, targets)
    )


def _listed_goals(index: int, table: Table) -> tuple[Goal, ...]:
    """The goals of a list of projects whose indicators are run together in a cell each; none for other forms."""
    return tuple(goal for row in table.rows for goal in _listed_goal(index, row))


def _listed_goal(index: int, row: Row) -> Iterator[Goal]:
    together = [found for entry in row.entries if _role(entry) for found in split_together(entry.text)]
    if together:
        indicators = tuple(indicator for found in together for indicator in _of_cell(found))
        fields = {"/".join(entry.column.path): entry.text for entry in row.entries if not _role(entry) and entry.text}
        yield Goal(
            scope="project",
            name=row.label,
            code=row.code or "",
            table=index,
            row=row.index,
            fields=fields,
            purpose=_first(fields, _PURPOSES),
            goal=_goal_text(fields, term=False),
            indicators=indicators,
            rows=(row.index,) * len(indicators),
            claims=("",) * len(indicators),
        )


def _of_cell(found: Together) -> Iterator[Indicator]:
    """The indicator of the year, and that of the term where it demands something else."""
    for period, text in (("year", found.year or found.term), ("term", found.term)):
        if period == "year" or (found.year and text not in ("", found.year)):
            value, comparator, unit = _target(text, "", "")
            yield Indicator(found.kind, found.group, found.name, value, comparator, unit, period=period)


def _goals(index: int, table: Table, targets: Mapping[tuple[int | None, int | None], str]) -> Iterator[Goal]:
    current: list[Row] = []
    for row in table.rows:
        if current and _begins(row, current):
            yield from _goal(index, table, current, targets)
            current = []
        current.append(row)
    if current:
        yield from _goal(index, table, current, targets)


def _begins(row: Row, current: Sequence[Row]) -> bool:
    """Whether a row begins another goal: it has a code of its own, or names a project after indicators."""
    if any(_role(entry) for entry in row.entries):
        return False
    if row.code is None or not row.code.isalnum():
        return False
    return row.code != current[0].code or _is_another_part(row, current[0])


def _is_another_part(row: Row, head: Row) -> bool:
    """Whether a row of the same project has a goal and money of its own: a project of several units or batches.

    A project that a page break cuts prints its money again, or only the rest of its goal.
    """
    known = _amounts(head)
    return any(known.get(path, text) != text for path, text in _amounts(row).items())


def _amounts(row: Row) -> dict[tuple[str, ...], str]:
    """The amounts of a project's row by column."""
    return {
        entry.column.path: entry.text
        for entry in row.entries
        if field_group(entry.column.path[-1]) == "money" and parse_number(entry.text) is not None
    }


def _goal(
    index: int, table: Table, rows: Sequence[Row], targets: Mapping[tuple[int | None, int | None], str]
) -> Iterator[Goal]:
    head = rows[0]
    fields = {
        "/".join((*((row.label,) if row.role == "total" else ()), *entry.column.path)): entry.text
        for row in rows
        for entry in row.entries
        if not _role(entry) and entry.text and not (row is not head and (_is_listed(row) or _is_of_line(row, entry)))
    }
    found = [(row, indicator) for row in rows if (indicator := _indicator(row)) is not None]
    if not found and not fields:
        return
    whole = bool(_WHOLE.search(table.title)) or any("部门预算总额" in path for path in fields)
    yield Goal(
        scope="department" if whole else "project",
        name=_name(head, fields),
        code=head.code or _first(fields, ("项目编码", "项目代码", "项目编号")),
        table=index,
        row=head.index,
        fields=fields,
        purpose=_first(fields, _PURPOSES),
        goal=_goal_text(fields, term=False),
        term_goal=_goal_text(fields, term=True),
        plan=tuple(_plan(fields)),
        indicators=tuple(_carried_down([indicator for _, indicator in found])),
        rows=tuple(row.index for row, _ in found),
        claims=tuple(targets.get((index, row.index), "") for row, _ in found),
    )


def _name(head: Row, fields: Mapping[str, str]) -> str:
    """The project's name without the code that a list prints in front of it."""
    name = _first(fields, ("项目名称", "项目单位(项目名称)", "单位(项目)名称"))
    return head.label if not name or (head.code and fold(name).startswith(f"{head.code}-")) else name


def _is_of_line(row: Row, entry: Entry) -> bool:
    """Whether a cell speaks of its own line of an indicator list (activity, score, reason), not of the form."""
    return row.role != "total" and head_role(entry.column.path[-1]) is not None


def _is_listed(row: Row) -> bool:
    """Whether a row is one of a list inside the form (项目采购, 支出明细测算): its cells are no fields of the form."""
    return bool(row.label) and not any(_role(entry) for entry in row.entries)


def _role(entry: Entry) -> str | None:
    """What a column of an indicator list holds, or None for a field of the form."""
    for level in reversed(entry.column.path):
        role = head_role(level)
        if role in _ROLES:
            return role
    return None


def _indicator(row: Row) -> Indicator | None:
    """The indicator that a row prints, or None."""
    texts: dict[str, str] = {}
    previous: list[str] = []
    period = "year"
    for entry in row.entries:
        role = _role(entry)
        if role is None:
            continue
        path = "/".join(entry.column.path)
        if role == "value" and any(word in path for word in _PREVIOUS) and "当年" not in entry.column.path[-1]:
            previous.append(entry.text)
        elif entry.text:
            texts.setdefault(role, entry.text)
        if _TERM.search(path):
            period = "term"
    name = texts.get("level3") or texts.get("indicator") or row.label
    if "value" not in texts and not texts.keys() & {"level3", "indicator"}:
        return None
    kind, group = (*row.path, "", "")[:2]
    value, comparator, unit = texts.get("value", ""), fold(texts.get("comparator", "")), texts.get("unit", "")
    value, comparator, unit = _target(value, comparator, unit)
    kind, group = texts.get("level1") or kind, texts.get("level2") or group
    if not kind and not group:
        kind, group, name = split_kinds(name) or ("", "", name)
    return Indicator(
        kind=kind,
        group=group,
        name=name,
        value=value,
        comparator=comparator,
        unit=unit,
        description=texts.get("description", ""),
        basis=texts.get("basis", ""),
        weight=texts.get("weight", ""),
        previous=tuple(previous),
        period=period,
    )


def _target(value: str, comparator: str, unit: str) -> tuple[str, str, str]:
    """Value, comparator and unit of a target, taken apart where one cell prints them together."""
    target = parse_target(value)
    if target is None:
        return value, comparator, unit
    if not comparator and (fold(value)[:1] not in "0123456789" or target.comparator != "="):
        comparator = target.comparator
    return f"{target.value:f}", comparator, target.unit or unit


def _carried_down(indicators: Sequence[Indicator]) -> Iterator[Indicator]:
    """The indicators with the kind of the one above where a merged cell names it once, in the list of its period."""
    kind = group = period = ""
    for indicator in indicators:
        if indicator.period != period:
            kind, group, period = "", "", indicator.period
        if indicator.kind:
            kind = indicator.kind
            group = indicator.group
        elif indicator.group:
            group = indicator.group
        yield replace(indicator, kind=indicator.kind or kind, group=indicator.group or group)


def _first(fields: Mapping[str, str], words: Sequence[str]) -> str:
    """The first field that one of the words (its last header) names."""
    plain = {plain_word(path.rpartition("/")[2]): text for path, text in reversed(list(fields.items()))}
    return next((plain[plain_word(word)] for word in words if plain_word(word) in plain), "")


def _goal_text(fields: Mapping[str, str], *, term: bool) -> str:
    """The goal in words for the year, or for the term: a goal of the year goes before one that names no time."""
    found: dict[bool, str] = {}
    for path, text in fields.items():
        last = plain_word(path.rpartition("/")[2])
        named = term or last == _DUTIES or field_group(last) == "goal"
        if bool(_TERM.search(path)) == term and last.endswith("目标") and named:
            found.setdefault("年" in last, text)
    return found.get(True) or found.get(False, "")


def _plan(fields: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    for path, text in fields.items():
        section, _, last = path.rpartition("/")
        month = _MONTH.match(fold(last))
        if month and "计划" in section:
            yield int(month[1]), text
