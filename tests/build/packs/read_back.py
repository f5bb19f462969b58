"""What the reader and the checks say of a rendered edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module

from gouji.build.compose import compose
from gouji.law.packs import load_pack
from gouji.model.budget import Budget
from gouji.model.edition import Edition
from gouji.model.goal import Indicator
from gouji.publish.pack_example import rich_budget, with_reasons
from gouji.publish.pack_test import doubts_of_print
from gouji.publish.proof import prove_file


@dataclass(frozen=True, slots=True)
class Found:
    """The figures that are not as built, and the errors and warnings of the checks."""

    differences: Counter[tuple[str, str, str, str, str]]
    findings: list[str]


def read_back(edition: Edition, form: str) -> Found:
    """Render an edition, read it with the independent reader, check what was read."""
    render: Callable[[Edition], bytes] = getattr(import_module(f"gouji.build.render.{form}"), f"render_{form}")
    proof = prove_file(edition, render(edition), f"edition.{form}")
    assert proof.claims is not None
    assert proof.expected > 0
    return Found(
        Counter((one.kind, one.table, one.row, one.before, one.after) for one in proof.differences),
        [one.message[0] for one in doubts_of_print(proof.claims)],
    )


def example(name: str) -> Budget:
    """The budget by which packs are proved, with what only tests look at: earlier values, targets in words, reasons."""
    pack = load_pack(name)
    rich = rich_budget(pack)
    first, *others = rich.projects
    cost, pieces, rate, _, content = first.indicators
    indicators = (
        cost,
        replace(pieces, previous=("≥90件", "≥100件")),
        replace(rate, previous=("≥90%", "≥92%")),
        Indicator("效益指标", "社会效益指标", "便民程度", "有所提升", basis="工作计划", weight="20"),
        content,
    )
    months = ("2027年6月", "2027年3月")
    told = replace(
        rich,
        projects=(replace(first, indicators=indicators), *others),
        purchases=tuple(replace(one, when=month) for one, month in zip(rich.purchases, months, strict=True)),
        texts={
            **rich.texts,
            "duties": "负责行政审批。\n负责政务服务。",
            "organs": "内设综合科、审批科。",
            "overall_goal": "提升审批效能。",
            "tasks": "推进审批提速。",
        },
    )
    return with_reasons(told, compose(told, pack).unasked)
