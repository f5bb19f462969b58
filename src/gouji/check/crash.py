"""A check that breaks down says so, and stops no other.

What it checks:
    Gouji itself: whether every rule ran to its end.
Why:
    A report in which a rule silently did not run would say more than was checked.
Not applicable when:
    1. Every rule ran to its end.
Source:
    Gouji's own design: a crash is a finding, never a silence.

Examples:
    >>> crash_finding("CLS01", "classification.names", ValueError("no year")).severity.value
    'notice'
"""

from __future__ import annotations

from gouji.model.finding import Finding, Severity

CODE = "RUN01"
NAME = "run.crash"
SOURCE = "程序自检"

CHINESE = """
检查项自身出错时如实报告，不影响其他检查项。

查什么
    程序自身：每个检查项是否都运行完毕。
为什么
    若某项悄悄没有运行，报告就会显得比实际查得更多。
不适用的情形
    1. 各检查项均运行完毕。
依据
    勾稽的设计原则：出错也是一条发现，决不沉默。
示例
    某检查项遇到意外数据中断：列为提示，并说明是程序的问题。
"""


def crash_finding(code: str, name: str, error: Exception) -> Finding:
    """A notice that a check broke down: a fault in Gouji, not in the budget."""
    what = f"{type(error).__name__}: {error}"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"检查项 {code}（{name}）运行出错，未完成：{what}。这是程序的问题，不是预算的问题",
            f"check {code} ({name}) broke down and was not finished: {what}. The fault is in Gouji, not in the budget",
        ),
        source=SOURCE,
        related=(code,),
    )
