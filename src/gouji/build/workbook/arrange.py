"""A budget in the order in which a workbook holds it, and what no workbook can hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from gouji.build.validate_faults import BudgetFault, Words, error
from gouji.build.validate_walk import walk
from gouji.model.budget import Budget, Line, Previous, Project
from gouji.model.goal import Indicator

LONGEST_TEXT = 32_000  # characters; a cell of a workbook holds 32,767
LARGEST = Decimal(10) ** 13  # 元: a workbook keeps 15 digits, two of them decimals

_ORDER = ("budget", "estimate", "executed", "adjusted", "final")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def arrange(budget: Budget) -> Budget:
    """The same budget in a workbook's order: basic lines before those of projects, one `Previous` a stage, plans by
    month; empty texts, which a workbook cannot tell from none, are left out.
    """
    return replace(
        budget,
        lines=tuple(sorted(budget.lines, key=lambda line: bool(line.project))),
        projects=tuple(_arranged(project) for project in budget.projects),
        tasks=tuple(replace(task, indicators=tuple(map(_begun, task.indicators))) for task in budget.tasks),
        previous=tuple(_by_stage(budget.previous)),
        texts={key: "\n\n".join(pieces(text)) for key, text in budget.texts.items() if pieces(text)},
        reasons={key: text for key, text in budget.reasons.items() if text},
        contacts={key: text for key, text in budget.contacts.items() if text},
    )


def pieces(text: str) -> list[str]:
    """The paragraphs of a text, which blank lines part."""
    return [piece.strip() for piece in _BLANK_LINES.split(text) if piece.strip()]


def stage_order(stage: str) -> tuple[int, str]:
    """The place of a stage among last year's figures."""
    return (_ORDER.index(stage) if stage in _ORDER else len(_ORDER), stage)


def unwritable(budget: Budget) -> tuple[BudgetFault, ...]:
    """Why a budget cannot be written as a workbook; nothing for any budget that `validate` passes."""
    natures = {project.code: project.nature for project in budget.projects}
    faults = list(_repeated("项目编码", "project code", [project.code for project in budget.projects]))
    faults += _repeated("任务名称", "task", [task.name for task in budget.tasks])
    for project in budget.projects:
        faults += _repeated(
            f"项目“{project.name}”的计划月份",
            f"month in the plan of {project.name}",
            [month for month, _ in project.plan],
        )
    for number, line in enumerate(budget.lines):
        if line.project and natures.get(line.project) != line.nature:
            faults.append(_of_no_project(number, line))
    for path, value in walk(budget):
        if isinstance(value, str) and (_UNSEEN.search(value) or len(value) > LONGEST_TEXT):
            faults.append(
                _unfit(path, f"有看不见的控制字符，或超过 {LONGEST_TEXT} 字", "has control characters or is too long")
            )
        elif isinstance(value, Decimal) and not abs(value) < LARGEST:
            faults.append(_unfit(path, "数太大，电子表格不能准确保存", "is too large for a workbook to keep exactly"))
    return tuple(faults)


def _arranged(project: Project) -> Project:
    return replace(
        project,
        plan=tuple(sorted(project.plan)),
        indicators=tuple(map(_begun, project.indicators)),
        fields={word: text for word, text in project.fields.items() if text},
    )


def _begun(indicator: Indicator) -> Indicator:
    """The indicator without years before its first value."""
    values = list(indicator.previous)
    while values and not values[0]:
        del values[0]
    return replace(indicator, previous=tuple(values) if any(values) else ())


def _by_stage(previous: tuple[Previous, ...]) -> Iterator[Previous]:
    for stage in sorted({one.stage for one in previous}, key=stage_order):
        alike = [one for one in previous if one.stage == stage]
        receipts, lines, extras = (
            tuple(entry for one in alike for entry in getattr(one, name)) for name in ("receipts", "lines", "extras")
        )
        if receipts or lines or extras:
            yield Previous(stage, receipts, lines, extras)


def _repeated(chinese: str, english: str, names: list[Any]) -> list[BudgetFault]:
    return [
        error(
            "repeated",
            (f"{chinese} {name}", f"{english} {name}"),
            (f"出现 {times} 次", f"stands there {times} times"),
            ("请改为互不相同", "make them different"),
        )
        for name, times in Counter(names).items()
        if times > 1
    ]


def _of_no_project(number: int, line: Line) -> BudgetFault:
    place: Words = (f"支出第 {number + 1} 笔（项目 {line.project}）", f"line {number + 1} (project {line.project})")
    cause: Words = (
        "项目未登记，或支出性质与项目的类别不同",
        "its project is not listed, or of another nature than the line",
    )
    return error("project_nature", place, cause, ("请使二者一致", "make them agree"), ("lines", number))


def _unfit(path: str, chinese: str, english: str) -> BudgetFault:
    return error(
        "unwritable", (path, path), (chinese, english), ("请改正后再写成工作簿", "mend it, then write the workbook")
    )
