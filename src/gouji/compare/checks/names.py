"""Names and codes: an item that keeps its code keeps its name, and the other way round.

What it checks:
    Rows of function and economic items, and projects, of two years (or of a budget and its account): one code under
    two names, and one name that moved to another code.
Why:
    Figures of two years can only be compared if the item is the same; a wrong code or a stale name hides a change.
Not applicable when:
    1. The classification itself was changed between the years: a name or code of the new list is right.
    2. A name stands under several codes (行政运行): it says nothing about a move.
Source:
    《政府收支分类科目》 of the years in question.

Examples:
    >>> from gouji.compare.example import compared
    >>> last = '''
    ... 支出预算表 | 万元 | flow=expenditure stage=budget
    ... 科目 | 合计 year=2023
    ... 2010301 行政运行 | 60.00'''
    >>> this = last.replace("2023", "2024").replace("行政运行", "事业运行")
    >>> compared((last, "2023"), (this, "2024"))
    ['notice ACR06 2010301 行政运行 → 2010301 事业运行']
    >>> compared((last, "2023"), (last.replace("2023", "2024"), "2024"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.compare.model import Kind, NameChange
from gouji.compare.study import Study, Tried
from gouji.model.amount import fold
from gouji.model.finding import Finding, Severity, Witness

CODE = "ACR06"
NAME = "across.names"
SOURCE = "《政府收支分类科目》"
KINDS = (Kind.YEARS, Kind.FINAL)

CHINESE = """
同一编码名称应相同，同一名称编码应相同。

查什么
    两份文件的功能科目、经济科目和项目：编码相同而名称不同，名称相同而编码改变。
为什么
    项目或科目相同，两年的数才能比较；编码错误或名称陈旧会掩盖变化。
不适用的情形
    1. 两年之间科目本身有修订：以新科目为准。
    2. 同一名称用于多个编码（如“行政运行”）：不能说明移动。
依据
    相应年度的《政府收支分类科目》。
示例
    2010301 上年为“行政运行”，本年为“事业运行”：提示。
"""


def check(study: Study) -> Tried:
    """Every name change of classification items and projects, as a notice."""
    return Tried(findings=tuple(map(_finding, (*study.names, *project_renames(study)))))


def project_renames(study: Study) -> Iterator[NameChange]:
    """Projects found again by their code whose name is another."""
    for one, other, by in study.pairs:
        if by == "code" and fold(one.name) != fold(other.name):
            ids = [project.amount.key if project.amount is not None else "" for project in (one, other)]
            yield NameChange("renamed", "project", one.code, other.code, one.name, other.name, ids[0], ids[1])


def _finding(change: NameChange) -> Finding:
    was, is_now = f"{change.code_before} {change.name_before}", f"{change.code_after} {change.name_after}"
    said = ("编码相同，名称改变", "same code, other name")
    if change.change == "moved":
        said = ("名称相同，编码改变", "same name, other code")
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(f"{said[0]}：“{was}”→“{is_now}”", f"{said[1]}: “{was}” → “{is_now}”"),
        witnesses=_witnesses(change),
        stated=is_now,
        arithmetic=f"{was} → {is_now}",
        suggestion=("确认是科目调整还是录入有误", "see whether the item was changed or mistyped"),
        source=SOURCE,
    )


def _witnesses(change: NameChange) -> tuple[Witness, ...]:
    culprit = (Witness(change.after, "culprit"),) if change.after else ()
    witness = (Witness(change.before, "witness"),) if change.before else ()
    return culprit + witness
