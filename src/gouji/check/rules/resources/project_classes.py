"""One project has one class: 其他运转类 or 特定目标类, and one function.

What it checks:
    Projects that several lines print: in all of them the class (其他运转类, 特定目标类) and the function are the same.
    Two classes are a warning, two functions with the same amount a notice; so are projects of 其他运转类 whose names
    tell of something built, or of money given to others.
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
from decimal import Decimal

from gouji.check.rules.resources.ledger import money, row_label
from gouji.check.rules.resources.projects import projects_of
from gouji.law.dimensions import chinese_name
from gouji.law.look_through import look_through
from gouji.model.amount import fold
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
    类别不同的为警告；金额相同而功能科目不同，或列为其他运转类而名称是建设、补助的，作提示。
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

_RUNNING = "other_operations"
_CLASSES = (_RUNNING, "specific")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each project under two classes or functions, one for all tasks printed as running projects."""
    tasks: list[Claim] = []
    for name, project in projects_of(claims).items():
        told = [claim for claim in project.figures if claim.point is not None and claim.amount.value]
        units = {unit for claim in told if claim.point and (unit := claim.point.get(Dimension.ENTITY))}
        if len(units) > 1:
            continue  # (2)
        classes: dict[str, list[Claim]] = defaultdict(list)
        for claim in told:
            if nature := _class_of(claims, claim):
                classes[nature].append(claim)
        if len(classes) > 1 and _one_amount(classes):
            words = [chinese_name(Dimension.NATURE, nature) for nature in classes]
            yield _finding(name, "类别", "class", words, classes, Severity.WARNING)
        elif set(classes) == {_RUNNING} and look_through().tasks.find(name):
            tasks.append(classes[_RUNNING][0])
        functions = _by(told, Dimension.FUNCTION)
        if len(functions) > 1 and _one_amount(functions) and len({len(code) for code in functions}) == 1:
            yield _finding(name, "功能科目", "function", list(functions), functions, Severity.NOTICE)
    if tasks:
        yield _tasks(claims, tasks)


def _class_of(claims: ClaimSet, claim: Claim) -> str:
    """其他运转类 or 特定目标类 as the column or a text cell of the row says it; "" where neither does."""
    nature = claim.point.get(Dimension.NATURE) if claim.point is not None else None
    if nature in _CLASSES:
        return nature
    if claim.table is None or claim.row is None:
        return ""
    printed = {fold(text) for _, text in claims.tables[claim.table].rows[claim.row].labels}
    return next((nature for nature in _CLASSES if chinese_name(Dimension.NATURE, nature) in printed), "")


def _tasks(claims: ClaimSet, figures: Sequence[Claim]) -> Finding:
    named = "、".join(f"“{row_label(claims, claim)}”{money(claim.amount.yuan or Decimal(0))}" for claim in figures)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"项目{named}列为其他运转类，名称说的却是特定任务",
            f"{len(figures)} projects are classed as running projects, while their names tell of specific tasks",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in figures),
        stated="其他运转类",
        expected="特定目标类",
        suggestion=("建设类、补助类项目列特定目标类", "class what is built or given to others as 特定目标类"),
        source=SOURCE,
    )


def _by(figures: Sequence[Claim], axis: Dimension) -> dict[str, list[Claim]]:
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in figures:
        if claim.point is not None and (member := claim.point.get(axis)):
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
