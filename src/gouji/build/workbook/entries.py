"""A budget as rows of sheets, and rows of sheets as a budget: no cells, no styles, only which value stands where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from gouji.build.workbook.arrange import arrange, pieces, stage_order
from gouji.build.workbook.forms import Row
from gouji.build.workbook.sheets import DATES
from gouji.model.budget import (
    Asset,
    Budget,
    Closing,
    Dates,
    Extra,
    Line,
    Previous,
    Project,
    Purchase,
    Receipt,
    Task,
    Unit,
)
from gouji.model.goal import Indicator

Rows = Mapping[str, list[Row]]
"""The rows of every sheet, by the sheet's key."""

Entry = TypeVar("Entry")

_EXTRA_HEAD = "补充："


def budget_to_rows(budget: Budget) -> dict[str, list[Row]]:
    """Every sheet's rows; a column that grows with the budget (3月底, 2026年值, 补充：…) is under its header."""
    budget = arrange(budget)
    rows: dict[str, list[Row]] = {
        "facts": [{**_plain(budget, "pack year code name place"), **_plain(budget.dates, " ".join(DATES))}],
        "basic": [_row(line) for line in budget.lines if not line.project],
        "spending": [_row(line) for line in budget.lines if line.project],
        "projects": [_project_row(project) for project in budget.projects],
        "calculation": [
            {"project": project.code, "what": what, "arithmetic": arithmetic, "amount": amount}
            for project in budget.projects
            for what, arithmetic, amount in project.calculation
        ],
        "indicators": [
            {"project": project.code, **_indicator_row(one, budget.year)}
            for project in budget.projects
            for one in project.indicators
        ],
        "tasks": [{"name": task.name, "content": task.content} for task in budget.tasks],
        "task_indicators": [
            {"task": task.name, **_indicator_row(one, budget.year)} for task in budget.tasks for one in task.indicators
        ],
        "purchases": [{**_row(one), "service": "true" if one.service else "false"} for one in budget.purchases],
        "texts": [{"key": key, "text": piece} for key, text in budget.texts.items() for piece in pieces(text)],
        "reasons": [{"key": key, "text": text} for key, text in budget.reasons.items()],
        "names": [{"key": code, "text": name} for code, name in budget.names.items()],
        "staffing": [{"key": key, "count": count} for key, count in budget.staffing.items()],
        "contacts": [{"key": key, "text": text} for key, text in budget.contacts.items()],
    }
    for name in ("units", "receipts", "closings", "extras", "assets"):
        rows[name] = [_row(entry) for entry in getattr(budget, name)]
    for name in ("receipts", "lines", "extras"):
        rows[f"previous_{name}"] = [
            {"stage": previous.stage, **_row(entry)}
            for previous in budget.previous
            for entry in getattr(previous, name)
        ]
    return rows


def rows_to_budget(rows: Rows) -> Budget:
    """The budget that the rows say; they have been read without a fault."""
    facts = rows["facts"][0]
    year = facts["year"]
    natures = {row["code"]: row["nature"] for row in rows["projects"]}
    return Budget(
        pack=facts["pack"],
        year=year,
        code=facts["code"],
        name=facts["name"],
        place=facts["place"],
        units=_made(Unit, rows["units"]),
        receipts=_made(Receipt, rows["receipts"]),
        lines=(
            *_made(Line, rows["basic"]),
            *_made(Line, ({**row, "nature": natures[row["project"]]} for row in rows["spending"])),
        ),
        closings=_made(Closing, rows["closings"]),
        extras=_made(Extra, rows["extras"]),
        projects=tuple(_project(row, rows, year) for row in rows["projects"]),
        purchases=_made(Purchase, ({**row, "service": row["service"] in (True, "true")} for row in rows["purchases"])),
        assets=_made(Asset, rows["assets"]),
        tasks=tuple(
            Task(row["name"], row["content"], _indicators(rows["task_indicators"], "task", row["name"], year))
            for row in rows["tasks"]
        ),
        previous=tuple(_previous(rows)),
        names={row["key"]: row["text"] for row in rows["names"]},
        staffing={row["key"]: row["count"] for row in rows["staffing"]},
        contacts={row["key"]: row["text"] for row in rows["contacts"] if row["text"]},
        texts=_paragraphs(rows["texts"]),
        reasons={row["key"]: row["text"] for row in rows["reasons"] if row["text"]},
        dates=Dates(**{name: facts[name] for name in DATES}),
    )


def _row(entry: Any) -> Row:
    return {field.name: getattr(entry, field.name) for field in fields(entry)}


def _plain(holder: Any, names: str) -> Row:
    return {name: getattr(holder, name) for name in names.split()}


def _made(kind: Callable[..., Entry], rows: Iterable[Row]) -> tuple[Entry, ...]:
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # every kind given is a dataclass
    return tuple(kind(**{name: value for name, value in row.items() if name in known}) for row in rows)


def _project_row(project: Project) -> Row:
    plan = {f"{month}月底": amount for month, amount in project.plan}
    return {**_row(project), **plan, **{_EXTRA_HEAD + word: text for word, text in project.fields.items()}}


def _project(row: Row, rows: Rows, year: int) -> Project:
    code = row["code"]
    plan = [(int(head.removesuffix("月底")), value) for head, value in row.items() if head.endswith("月底")]
    words = {head.removeprefix(_EXTRA_HEAD): text for head, text in row.items() if head.startswith(_EXTRA_HEAD)}
    return Project(
        **{name: row[name] for name in ("code", "name", "unit", "nature", "purpose", "basis", "goal", "term_goal")},
        first_year=row["first_year"],
        last_year=row["last_year"],
        plan=tuple(sorted((month, amount) for month, amount in plan if amount is not None)),
        calculation=tuple(
            (one["what"], one["arithmetic"], one["amount"]) for one in rows["calculation"] if one["project"] == code
        ),
        indicators=_indicators(rows["indicators"], "project", code, year),
        fields={word: text for word, text in words.items() if text},
    )


def _indicator_row(indicator: Indicator, year: int) -> Row:
    first = year - len(indicator.previous)
    values = {f"{first + number}年值": value for number, value in enumerate(indicator.previous)}
    return {**_row(indicator), "measure_unit": indicator.unit, **values}


def _indicators(rows: Iterable[Row], owner: str, name: str, year: int) -> tuple[Indicator, ...]:
    return tuple(_indicator(row, year) for row in rows if row[owner] == name)


def _indicator(row: Row, year: int) -> Indicator:
    values = {int(head.removesuffix("年值")): text for head, text in row.items() if head.endswith("年值") and text}
    first = min(values, default=year)
    taken = {field.name: row[field.name] for field in fields(Indicator) if field.name in row}
    previous = tuple(values.get(one, "") for one in range(first, year))
    return Indicator(**{**taken, "unit": row["measure_unit"], "previous": previous})


def _previous(rows: Rows) -> Iterator[Previous]:
    names = ("receipts", "lines", "extras")
    found = {row["stage"] for name in names for row in rows[f"previous_{name}"]}
    for stage in sorted(found, key=stage_order):
        receipts, lines, extras = ([row for row in rows[f"previous_{name}"] if row["stage"] == stage] for name in names)
        yield Previous(stage, _made(Receipt, receipts), _made(Line, lines), _made(Extra, extras))


def _paragraphs(rows: Iterable[Row]) -> dict[str, str]:
    joined: dict[str, list[str]] = {}
    for row in rows:
        if row["text"]:
            joined.setdefault(row["key"], []).append(row["text"])
    return {key: "\n\n".join(texts) for key, texts in joined.items()}
