"""What the reader and the checks say of a rendered edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module

from gouji.model.budget import (
    Asset,
    Budget,
    Extra,
    Line,
    Previous,
    Project,
    Purchase,
    Receipt,
    Task,
    Unit,
)
from gouji.model.edition import Edition
from gouji.model.goal import Indicator
from gouji.publish.pack_test import doubts_of_print
from gouji.publish.proof import prove_file

OFFICE, CENTRE = "428001", "428002"


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


def example(pack: str) -> Budget:
    """A department of two units with three projects, carried money, own money, purchases, last year's figures."""
    indicators = (
        Indicator("成本指标", "经济成本指标", "项目总成本", "147", "≤", "万元", basis="预算批复"),
        Indicator(
            "产出指标", "数量指标", "踏勘件数", "150", "≥", "件", basis="工作计划", previous=("≥120件", "≥140件")
        ),
        Indicator("产出指标", "质量指标", "办结合格率", "95", "≥", "%", basis="工作计划", previous=("≥90%", "≥92%")),
        Indicator("效益指标", "社会效益指标", "便民程度", "有所提升", basis="工作计划"),
        Indicator("满意度指标", "服务对象满意度指标", "群众满意度", "90", "≥", "%", basis="工作计划"),
    )
    now = (
        _line(OFFICE, "2010301", "30101", "50101", "general", "personnel", "2703312.55"),
        _line(OFFICE, "2010301", "30201", "50201", "general", "public_use", "198044.10"),
        _line(OFFICE, "2080505", "30108", "50102", "general", "personnel", "651512"),
        _line(OFFICE, "2101101", "30110", "50102", "general", "personnel", "211234.56"),
        _line(CENTRE, "2010350", "30101", "50501", "general", "personnel", "1000000.45"),
        _line(CENTRE, "2101102", "30110", "50501", "general", "personnel", "87654.32"),
        _line(OFFICE, "2010306", "30227", "50205", "general", "specific", "1320000", "P1"),
        _line(OFFICE, "2010306", "30227", "50205", "general", "specific", "150000", "P1", "carried"),
        _line(CENTRE, "2010399", "30299", "50502", "other", "specific", "180000", "P2"),
        _line(CENTRE, "2010399", "30299", "50502", "general", "specific", "600000", "P3"),
    )
    then = (
        _line(OFFICE, "2010301", "30101", "50101", "general", "personnel", "2500000"),
        _line(OFFICE, "2010306", "30227", "50205", "general", "specific", "1800000"),
    )
    return Budget(
        pack=pack,
        year=2027,
        code="428",
        name="青石县行政审批局",
        place="县",
        units=(Unit(OFFICE, "青石县行政审批局本级"), Unit(CENTRE, "青石县政务服务中心", "事业")),
        lines=now,
        receipts=tuple(_receipts(now)),
        extras=(
            Extra(OFFICE, "three_public.reception", "general", Decimal(12000)),
            Extra(OFFICE, "operating_cost", "general", Decimal("198044.10")),
        ),
        projects=tuple(
            Project(
                code,
                name,
                unit,
                purpose=f"用于{name}",
                goal=f"做好{name}",
                term_goal=f"建成{name}机制",
                calculation=((f"{name}服务", "按合同测算", Decimal(amount)),),
                indicators=indicators,
                first_year="2027",
                last_year="2029",
            )
            for code, name, unit, amount in (
                ("P101", "现场踏勘服务", OFFICE, 1470000),
                ("P102", "热线话务", CENTRE, 180000),
                ("P103", "大厅运行保障", CENTRE, 600000),
            )
        ),
        purchases=(
            Purchase(
                OFFICE,
                "P101",
                "空调机",
                "A0206",
                "goods",
                Decimal(4),
                "台",
                Decimal(12000),
                Decimal(48000),
                when="2027年6月",
            ),
            Purchase(
                OFFICE,
                "P101",
                "踏勘测绘服务",
                "C0901",
                "services",
                Decimal(1),
                "项",
                Decimal(600000),
                Decimal(600000),
                economic="30227",
                when="2027年3月",
                service=True,
            ),
        ),
        assets=(Asset("assets.vehicles", Decimal(300000), Decimal(2)),),
        tasks=(Task("优化审批", "压缩办理时限", indicators[1:3]), Task("建好大厅", "完善大厅功能", indicators[4:])),
        previous=(Previous("budget", tuple(_receipts(then)), then),),
        texts={
            "duties": "负责行政审批。\n负责政务服务。",
            "organs": "内设综合科、审批科。",
            "overall_goal": "提升审批效能。",
            "tasks": "推进审批提速。",
        },
        reasons={"sources": "项目增加", "expenditure": "项目增加", "general": "项目增加", "three_public": "接待增加"},
    )


def _line(
    unit: str,
    function: str,
    economic: str,
    government: str,
    fund: str,
    nature: str,
    amount: str,
    project: str = "",
    vintage: str = "current",
) -> Line:
    codes: Mapping[str, str] = {
        "P1": "P101",
        "P2": "P102",
        "P3": "P103",
        "": "",
    }
    return Line(unit, function, economic, government, fund, nature, Decimal(amount), vintage, codes[project])


def _receipts(lines: tuple[Line, ...]) -> list[Receipt]:
    flows = {"current": "income", "carried": "opening"}
    return [Receipt(line.unit, line.fund, line.amount, flows[line.vintage]) for line in lines]
