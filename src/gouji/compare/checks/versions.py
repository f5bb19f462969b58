"""A draft and the published file: every figure that differs, appeared or vanished.

What it checks:
    Every figure of one edition against the figure of the same table, row and column (or sentence) of the other.
Why:
    What was approved is what must be published. A figure changed on the way must have been changed on purpose.
Not applicable when:
    1. A figure of nothing (0) stands in one edition where the other leaves the cell blank: they say the same.
    2. The editions print different numbers of decimals, and rounding explains the difference.
Source:
    预算法 §14 (budgets are published as approved).

Examples:
    >>> from gouji.compare.example import compared
    >>> draft = '''
    ... 支出预算表 | 万元 | flow=expenditure year=2024 stage=budget
    ... 科目 | 合计
    ... 201 一般公共服务支出 | 60.00
    ... 208 社会保障和就业支出 | 12.00'''
    >>> compared((draft, "2024"), (draft.replace("12.00", "21.00"), "2024"), "versions")
    ['warning ACR04 12.00 → 21.00']
    >>> compared((draft, "2024"), (draft, "2024"), "versions")
    []
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from gouji.check.figures import Figure
from gouji.check.tolerance import grade_copy
from gouji.check.wording import name_place, print_amount, print_figure, with_unit
from gouji.compare.model import Kind
from gouji.compare.pairing import Pair, pair_editions
from gouji.compare.study import Study, Tried
from gouji.compare.words import place_of
from gouji.model.finding import Finding, Identity, Outcome, Severity, Term, Verdict, Witness

CODE = "ACR04"
NAME = "across.versions"
SOURCE = "《预算法》第十四条"
KINDS = (Kind.VERSIONS,)
_MOST_NAMED = 12

CHINESE = """
两个版本（草案与公开文件）的数字应相同。

查什么
    一个版本的每个数字，与另一版本同表、同行、同栏（或同一句）的数字核对；列出不同的、增加的和消失的。
为什么
    批准什么就应公开什么；中途改动的数字应是有意改动。
不适用的情形
    1. 一个版本为 0，另一版本留空：意思相同。
    2. 两个版本小数位数不同，差额可由四舍五入解释。
依据
    《预算法》第十四条：经批准的预算应当公开。
示例
    草案社会保障支出 12.00，公开文件为 21.00：列为疑点。
"""


def check(study: Study) -> Tried:
    """All pairs of figures, and the figures that stand alone."""
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    alone: dict[Hashable, list[Pair]] = defaultdict(list)
    for pair in pair_editions(study.library, study.earlier, study.later):
        if pair.before is not None and pair.after is not None:
            same = _are_same(pair.before, pair.after)
            identity = Identity(CODE, pair.after.key, (Term(pair.before.key),), why="公开数 = 草案数")
            outcomes.append(Outcome(identity, Verdict.PASS if same else Verdict.FAIL))
            if not same:
                findings.append(_differs(study, pair.before, pair.after))
        elif any(figure is not None and figure.value for figure in (pair.before, pair.after)):
            alone[pair.place, pair.before is None].append(pair)
    findings += [_alone(study, pairs) for pairs in alone.values()]
    return Tried(tuple(outcomes), tuple(findings))


def _are_same(one: Figure, other: Figure) -> bool:
    if one.kind != other.kind:
        return False
    return grade_copy(one.value - other.value, one.quantum, other.quantum).possible


def _differs(study: Study, before: Figure, after: Figure) -> Finding:
    library = study.library
    chinese, english = name_place(library.book, after)
    labels = study.earlier.label, study.later.label
    difference = None
    if before.kind == after.kind:
        difference = with_unit(print_amount(after.value - before.value, after), after)
    certain = before.certain and after.certain
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if certain else Severity.NOTICE,
        message=(
            f"{chinese}：{labels[0][0]}为 {print_figure(before)}，{labels[1][0]}为 {print_figure(after)}",
            f"{english}: {print_figure(before)} in {labels[0][1]}, {print_figure(after)} in {labels[1][1]}",
        ),
        witnesses=(Witness(after.key, "culprit"), Witness(before.key, "witness")),
        stated=print_figure(after),
        difference=difference,
        arithmetic=f"{before.claim.source.text} → {after.claim.source.text}",
        suggestion=("确认是否有意修改", "see whether it was changed on purpose"),
        source=SOURCE,
    )


def _alone(study: Study, pairs: Sequence[Pair]) -> Finding:
    """Figures of one row, table or sentence that only one edition has."""
    library = study.library
    figures = list(_lone_figures(pairs))
    appeared = pairs[0].before is None
    chinese, english = place_of(library.book, library.sides, figures[0])
    amounts = "、".join(print_figure(figure) for figure in figures[:_MOST_NAMED])
    more = f"…（共 {len(figures)} 个）" if len(figures) > _MOST_NAMED else ""
    said = ("另一版本没有这些数字，新增", "appeared") if appeared else ("另一版本没有这些数字，消失", "vanished")
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if any(figure.certain for figure in figures) else Severity.NOTICE,
        message=(
            f"{chinese}：{said[0]} {amounts}{more}",
            f"{english}: {said[1]}: {', '.join(print_figure(figure) for figure in figures[:_MOST_NAMED])}",
        ),
        witnesses=tuple(Witness(figure.key, "culprit") for figure in figures[:40]),
        stated=amounts + more,
        suggestion=("确认是否有意增删", "see whether they were added or left out on purpose"),
        source=SOURCE,
    )


def _lone_figures(pairs: Sequence[Pair]) -> Iterator[Figure]:
    for pair in pairs:
        figure = pair.before or pair.after
        if figure is not None and figure.value:
            yield figure
