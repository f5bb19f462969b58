"""One project has one class: 其他运转类 or 特定目标类, and one function.

What it checks:
    Projects that several lines print: in all of them the class (其他运转类, 特定目标类) and the function are the same.
    Two classes are a warning, two functions with the same amount a notice.
Why:
    The class says by which rules the project is budgeted and reviewed; the function, under which it is voted.
Not applicable when:
    1. A line does not say the class, or the function.
    2. The name stands for several projects (numbered by the reader, or of several units).
    3. The amounts differ: a project may be paid out of several functions.
Source:
    预算管理一体化规范 (人员类, 运转类, 特定目标类); 预算法 §32.

Examples:
    >>> from gouji.check.example import failures_of
    >>> tables = '''
    ... 项目支出表 | 万元 | flow=expenditure
    ... 项目 | 其他运转类 nature=other_operations | 特定目标类 nature=specific
    ... 窗口服务 project=窗口服务 | 28.00 |
    ...
    ... 项目绩效表 | 万元 | flow=expenditure
    ... 项目 | 其他运转类 nature=other_operations | 特定目标类 nature=specific
    ... 窗口服务 project=窗口服务 | | 28.00'''
    >>> failures_of(tables)
    ['CLS09 窗口服务@其他运转类: 其他运转类，特定目标类']
    >>> failures_of(tables.replace("| | 28.00", "| 28.00 |"))
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from gouji.check.rules.resources.projects import projects_of
from gouji.law.dimensions import chinese_name
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "CLS09"
NAME = "classification.project_classes"
SOURCE = "预算管理一体化规范；《预算法》第三十二条"

CHINESE = """
一个项目只有一个类别、一个功能科目。

查什么
    在几处列出的同一项目：类别（其他运转类、特定目标类）和功能科目应当相同。
    类别不同的为警告，金额相同而功能科目不同的作提示。
为什么
    类别决定项目怎样编制和评审，功能科目决定它列在哪里。
不适用的情形
    1. 没有写明类别或功能科目。
    2. 同名的是几个项目（由读取程序编号，或属于不同单位）。
    3. 金额不同：一个项目可以由几个功能科目安排。
依据
    预算管理一体化规范（人员类、运转类、特定目标类）；《预算法》第三十二条。
示例
    同一项目在一表列为其他运转类，在另一表列为特定目标类：不成立。
"""

_CLASSES = ("other_operations", "specific")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each project that is printed under two classes, or two functions."""
    for name, project in projects_of(claims).items():
        told = [claim for claim in project.figures if claim.point is not None and claim.amount.value]
        units = {unit for claim in told if claim.point and (unit := claim.point.get(Dimension.ENTITY))}
        if len(units) > 1:
            continue  # (2)
        classes = _by(told, Dimension.NATURE, _CLASSES)
        if len(classes) > 1 and _one_amount(classes):
            words = [chinese_name(Dimension.NATURE, nature) for nature in classes]
            yield _finding(name, "类别", "class", words, classes, Severity.WARNING)
        functions = _by(told, Dimension.FUNCTION)
        if len(functions) > 1 and _one_amount(functions) and len({len(code) for code in functions}) == 1:
            yield _finding(name, "功能科目", "function", list(functions), functions, Severity.NOTICE)


def _by(figures: Sequence[Claim], axis: Dimension, allowed: Sequence[str] = ()) -> dict[str, list[Claim]]:
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in figures:
        member = claim.point.get(axis) if claim.point is not None else None
        if member and (not allowed or member in allowed):
            grouped[member].append(claim)
    return grouped


def _one_amount(groups: dict[str, list[Claim]]) -> bool:
    """Whether all groups print one and the same amount, each in another table: one project, twice."""
    tables = [{claim.table for claim in figures} for figures in groups.values()]
    amounts = {claim.amount.yuan for figures in groups.values() for claim in figures}
    return len(amounts) == 1 and not set.intersection(*tables)


def _finding(
    name: str, chinese: str, english: str, words: list[str], groups: dict[str, list[Claim]], severity: Severity
) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=(
            f"项目“{name}”的{chinese}前后不一：{'、'.join(words)}",
            f"project “{name}” is printed under more than one {english}: {', '.join(words)}",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for figures in groups.values() for claim in figures),
        arithmetic="，".join(words),
        suggestion=(f"统一{chinese}", f"use one {english}"),
        source=SOURCE,
    )
