"""Goals of a project that goes on: a target that fell, or an indicator that is gone, while the money did not shrink.

What it checks:
    Indicators of the same project in two years, by name: a lower target for ≥, a higher one for ≤, and indicators that
    are no longer there.
Why:
    Less for the same money is a cut in what people get; it is decided in the goal table, where nobody compares.
Not applicable when:
    1. The target has no comparator, or the unit changed: whether it fell is not said; listed as reworded.
    2. Several projects have the name: which goes on is not known; listed as not clear.
    3. The project has no goals in one of the years.
Source:
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）: targets should match the money and last year's results.

Examples:
    >>> from gouji.compare.example import compared_goals
    >>> compared_goals("培训人数 ≥ 300 人", "培训人数 ≥ 200 人")
    ['warning ACR05 ≥300人 → ≥200人']
    >>> compared_goals("培训人数 ≥ 300 人", "培训人数 ≥ 320 人")
    []
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.compare.model import GoalChange, Kind
from gouji.compare.projects import Project
from gouji.compare.study import Study, Tried
from gouji.model.finding import Finding, Severity, Witness

CODE = "ACR05"
NAME = "across.goals"
SOURCE = "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）关于指标值与资金、上年实绩相匹配的要求"
KINDS = (Kind.YEARS,)

CHINESE = """
延续项目的绩效目标降低或取消。

查什么
    两个年度同一项目的绩效指标，按名称对应：≥ 的指标值下降、≤ 的指标值上升，以及不再列示的指标。
为什么
    同样的钱办更少的事，就是压减服务；这往往只体现在目标表里，无人对照。
不适用的情形
    1. 指标值没有比较符号，或计量单位改变：说不清高低，列为改写。
    2. 几个项目同名：不知道延续的是哪一个，列为不明。
    3. 其中一年没有该项目的绩效目标。
依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：指标值应与资金量、上年实绩相匹配。
示例
    培训人数由 ≥300人 降为 ≥200人，而项目资金未减：列为疑点。
"""


def check(study: Study) -> Tried:
    """Targets that fell and indicators that vanished."""
    projects = {other.name: (one, other) for one, other, _ in study.pairs}
    return Tried(findings=tuple(_findings(study, projects)))


def _findings(study: Study, projects: dict[str, tuple[Project, Project]]) -> Iterator[Finding]:
    vanished: dict[str, list[GoalChange]] = {}
    for change in study.goals:
        if change.change == "lower":
            pair = projects.get(change.project)  # none where it is the whole department's
            yield _lower(change, pair is not None and keeps_money(*pair))
        elif change.change == "vanished":
            vanished.setdefault(change.project, []).append(change)
    for project, changes in vanished.items():
        yield _vanished(project, changes, study.goals)


def keeps_money(one: Project, other: Project) -> bool:
    """Whether a project's money is printed in both years and did not shrink."""
    if one.amount is None or other.amount is None:
        return False
    return other.amount.value >= one.amount.value


def _lower(change: GoalChange, keeps: bool) -> Finding:
    money = ("，而项目资金没有减少", ", though its money did not shrink") if keeps else ("", "")
    moved = f"{change.target_before} → {change.target_after}"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if keeps else Severity.NOTICE,
        message=(
            f"项目“{change.project}”的指标“{change.indicator}”要求降低：{moved}{money[0]}",
            f"project “{change.project}”: “{change.indicator}” asks for less: {moved}{money[1]}",
        ),
        witnesses=_witnesses(change),
        stated=change.target_after,
        arithmetic=moved,
        suggestion=("说明降低的理由，或恢复指标值", "say why it went down, or restore the target"),
        source=SOURCE,
    )


def _vanished(project: str, changes: list[GoalChange], told: tuple[GoalChange, ...]) -> Finding:
    new = [change.indicator for change in told if change.change == "new" and change.project == project]
    names = "、".join(f"{change.indicator}（{change.target_before}）" for change in changes[:8])
    instead = "、".join(new[:8])
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"项目“{project}”有 {len(changes)} 个指标不再列示：{names}" + (f"；新列 {instead}" if new else ""),
            f"project “{project}”: {len(changes)} indicators are gone: {names}" + (f"; new: {instead}" if new else ""),
        ),
        witnesses=tuple(Witness(change.before, "witness") for change in changes if change.before),
        suggestion=("确认是否改名或取消，取消的说明理由", "see whether they were renamed or dropped, and why"),
        source=SOURCE,
    )


def _witnesses(change: GoalChange) -> tuple[Witness, ...]:
    culprit = (Witness(change.after, "culprit"),) if change.after else ()
    witness = (Witness(change.before, "witness"),) if change.before else ()
    return culprit + witness
