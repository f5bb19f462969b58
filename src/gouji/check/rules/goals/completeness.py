r"""Completeness: a goal covers outputs, effects and satisfaction.

What it checks:
    Each project goal has indicators of output (a quantity, and quality or timeliness), of effect and of satisfaction,
    in a form that knows these kinds.
Why:
    A goal without effects says what is done and not what for; without satisfaction nobody is asked.
Not applicable when:
    1. The form gives no kinds, or none that are known; the goal has fewer than two indicators.
    2. A kind is said not to apply (不涉及), or most goals of the document have none: the place does not ask for it.
    Missing kinds are told as one notice a document.
Source:
    财预〔2015〕88号 (完整性); 财预〔2021〕101号.

Examples:
    >>> from gouji.check.example import parse_example
    >>> example = '''
    ... 目标 | 现场踏勘服务
    ... 产出指标/数量指标 | 踏勘件数 | ≥150件
    ... 产出指标/质量指标 | 踏勘合格率 | ≥95%'''
    >>> [finding.message[0] for finding in check(parse_example(example))]
    ['1 个项目的绩效目标缺少指标：现场踏勘服务（效益指标、满意度指标）']
    >>> effect = "效益指标/社会效益指标 | 政策知晓率 | ≥80%"
    >>> content = "满意度指标/服务对象满意度指标 | 申请人满意度 | ≥95%"
    >>> list(check(parse_example(f"{example}\n{effect}\n{content}")))
    []
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gouji.check.rules.goals.seats import goal_seats, quote_forms
from gouji.law.goal_indicators import says
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.goal import Goal

CODE = "GOA12"
NAME = "goals.completeness"
SOURCE = "财预〔2015〕88号；财预〔2021〕101号"

CHINESE = """
绩效目标应有产出、效益和满意度指标。

查什么
    每个项目目标是否有产出（数量，质量或时效）、效益和满意度指标。
为什么
    没有效益指标，只知做什么、不知为什么；没有满意度指标，就没有问过服务对象。
不适用的情形
    1. 表中没有指标类别或类别不常见；指标不足两条。
    2. 注明不涉及该类指标，或全文多数目标都没有该类指标（当地不要求）。
    缺少的类别全文合为一条提示。
依据
    财预〔2015〕88号；财预〔2021〕101号。
示例
    产出、效益、满意度俱全：完整。只有数量和质量指标：缺少效益和满意度指标。
"""

_KINDS = ("产出指标", "效益指标", "满意度指标")
_ENGLISH = {
    "产出指标": "output",
    "效益指标": "effect",
    "满意度指标": "satisfaction",
    "数量指标": "quantity",
    "质量指标或时效指标": "quality or timeliness",
}
_OF_KIND = {
    "产出指标": frozenset({"quantity", "quality", "timeliness"}),
    "效益指标": frozenset({"economic", "social", "ecological", "lasting"}),
    "满意度指标": frozenset({"satisfaction"}),
}
_OUTPUTS = (
    ("数量指标", frozenset({"quantity"})),
    ("质量指标或时效指标", frozenset({"quality", "timeliness"})),
)
"""What a project's outputs need, where a form tells their second-level kinds."""

_FEWEST_INDICATORS = 2
_FEW_GOALS = 2  # goals that are too few to show what a place asks for


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for all goals that lack a kind."""
    projects = [goal for goal in claims.goals if goal.scope == "project" and goal.indicators]
    found = [(goal, _missing(goal)) for goal in projects]
    often = Counter(kind for _, missing in found for kind in missing)
    rare = {kind for kind, times in often.items() if times * 2 <= len(projects) or len(projects) <= _FEW_GOALS}
    lacking = [(goal, asked) for goal, missing in found if (asked := tuple(kind for kind in missing if kind in rare))]
    if lacking:
        yield _lacking(claims, lacking)


def _missing(goal: Goal) -> tuple[str, ...]:
    """The first-level kinds that a goal has no indicator of; nothing where its form does not tell kinds."""
    drawers = [seat.drawer for seat in goal_seats(goal)]
    firsts = {fold(indicator.kind) for indicator in goal.indicators if indicator.kind}
    said = {
        fold(indicator.group) + fold(indicator.kind) for indicator in goal.indicators if _says_none(indicator.value)
    }
    if len(drawers) < _FEWEST_INDICATORS or not firsts & {*_KINDS, "成本指标"}:
        return ()
    missing = tuple(
        kind
        for kind in _KINDS
        if kind not in firsts and not any(kind in text for text in said) and not _OF_KIND[kind] & set(drawers)
    )
    outputs = _OF_KIND[_KINDS[0]] & set(drawers)
    return missing + tuple(
        kind
        for kind, drawer in _OUTPUTS
        if outputs and not outputs & drawer and not any(kind[:4] in text for text in said)
    )


def _says_none(value: str) -> bool:
    return says("none_of_it", fold(value))


def _lacking(claims: ClaimSet, lacking: Sequence[tuple[Goal, tuple[str, ...]]]) -> Finding:
    listed = [f"{goal.name}（{'、'.join(missing)}）" for goal, missing in lacking[:5]]
    english = [f"{goal.name} ({', '.join(_ENGLISH[kind] for kind in missing)})" for goal, missing in lacking[:5]]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"{len(lacking)} 个项目的绩效目标缺少指标：{'；'.join(listed)}{'等' if len(lacking) > len(listed) else ''}",
            f"{len(lacking)} goals lack indicators: {'; '.join(english)}",
        ),
        quotes=quote_forms(claims, [goal for goal, _ in lacking]),
        suggestion=("补充缺少的指标，或说明不涉及的原因", "add what is missing, or say why it does not apply"),
        source=SOURCE,
    )
