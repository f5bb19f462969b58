"""The budgets by which a pack is proved: one with something of everything that its forms can print, one with nothing.

The department is invented; every amount, text and reason is made up here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from gouji.law.packs import Pack
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
from gouji.model.goal import Indicator

OFFICE, CENTRE = "428001", "428002"
_UNITS = (Unit(OFFICE, "青石县行政审批局本级", "行政", "正科级"), Unit(CENTRE, "青石县政务服务中心", "事业", "股级"))
_CODES: Mapping[str, tuple[str, str, str]] = {
    "government_fund": ("2120899", "31006", "50601"),
    "state_capital": ("2239999", "30227", "50502"),
}
"""Function and classes of what a fund pays for where it is not as other funds."""

_LINES = (
    Line(OFFICE, "2010301", "30101", "50101", "general", "personnel", Decimal("2703312.55")),
    Line(OFFICE, "2010301", "30201", "50201", "general", "public_use", Decimal("198044.10")),
    Line(OFFICE, "2080505", "30108", "50102", "general", "personnel", Decimal(651512)),
    Line(OFFICE, "2101101", "30110", "50102", "general", "personnel", Decimal("211234.56")),
    Line(OFFICE, "2010306", "30227", "50205", "general", "specific", Decimal(1320000), "current", "P1"),
    Line(OFFICE, "2010306", "30227", "50205", "general", "specific", Decimal(150000), "carried", "P1"),
    Line(CENTRE, "2010350", "30101", "50501", "general", "personnel", Decimal("1000000.45")),
)
_INDICATORS = (
    Indicator("成本指标", "经济成本指标", "项目总成本", "147", "≤", "万元", "全部支出", "预算批复", "20"),
    Indicator("产出指标", "数量指标", "踏勘件数", "150", "≥", "件", "全年踏勘", "工作计划", "20"),
    Indicator("产出指标", "质量指标", "办结合格率", "95", "≥", "%", "一次办结", "工作计划", "20"),
    Indicator("效益指标", "社会效益指标", "办事时间压缩率", "30", "≥", "%", basis="工作计划", weight="20"),
    Indicator("满意度指标", "服务对象满意度指标", "群众满意度", "90", "≥", "%", basis="问卷", weight="10"),
)


def rich_budget(pack: Pack) -> Budget:
    """Two units, a project out of every fund of the pack, carried money, purchases, assets, last year's figures."""
    own = [fund for fund in pack.funds if fund != "general"]
    known = (line for line in _LINES if line.vintage in pack.vintages)
    lines = (*known, *(_of_fund(number, fund) for number, fund in enumerate(own, start=2)))
    return Budget(
        pack=pack.name,
        year=_year(pack),
        code="428",
        name="青石县行政审批局",
        place="县",
        units=_UNITS,
        lines=lines,
        receipts=tuple(_receipts(lines)),
        extras=(
            Extra(OFFICE, "three_public.reception", "general", Decimal(12000)),
            Extra(OFFICE, "three_public.vehicles.running", "general", Decimal(30000)),
            Extra(OFFICE, "operating_cost", "general", Decimal("198044.10")),
        ),
        projects=tuple(_projects(lines, _year(pack))),
        purchases=tuple(_purchases()),
        assets=(
            Asset("assets.houses", Decimal(8124000), Decimal(3260)),
            Asset("assets.vehicles", Decimal(300000), Decimal(2)),
            Asset("assets.other", Decimal(100000)),
        ),
        tasks=tuple(_tasks()),
        previous=(_previous("budget"), _previous("executed")),
        texts=dict.fromkeys(("organs", "institution", "policy", "tasks", *pack.needs), "本部门按职责办理。"),
    )


def empty_budget(pack: Pack) -> Budget:
    """The same department with no money, no project, nothing to compare: every table is empty."""
    rich = rich_budget(pack)
    return Budget(rich.pack, rich.year, rich.code, rich.name, rich.place, units=rich.units[:1], texts=rich.texts)


def with_reasons(budget: Budget, unasked: tuple[str, ...]) -> Budget:
    """The budget with a reason for every change of which one was asked."""
    keys = [key.partition(".")[2] for key in unasked if key.startswith("reasons.")]
    return replace(budget, reasons={**budget.reasons, **dict.fromkeys(keys, "工作任务变化")})


def _year(pack: Pack) -> int:
    return max(pack.valid_from, 2023)


def _of_fund(number: int, fund: str) -> Line:
    function, economic, government = _CODES.get(fund, ("2010399", "30299", "50502"))
    amount = Decimal(100000 * number) + Decimal("33.33")
    return Line(CENTRE, function, economic, government, fund, "specific", amount, "current", f"P{number}")


def _receipts(lines: tuple[Line, ...]) -> Iterator[Receipt]:
    flows = {"current": "income", "carried": "opening"}
    yield from (Receipt(line.unit, line.fund, line.amount, flows[line.vintage]) for line in lines)


def _projects(lines: tuple[Line, ...], year: int) -> Iterator[Project]:
    for code in dict.fromkeys(line.project for line in lines if line.project):
        own = [line for line in lines if line.project == code]
        money = sum((line.amount for line in own), Decimal(0))
        name = f"政务服务保障{'甲乙丙丁戊己庚辛壬癸'[int(code[1:]) % 10]}"
        yield Project(
            code,
            name,
            own[0].unit,
            purpose=f"用于{name}",
            goal=f"做好{name}",
            term_goal=f"建成{name}机制",
            first_year=str(year),
            last_year=str(year + 2),
            plan=((3, Decimal(10000)), (6, Decimal(20000)), (10, Decimal(30000)), (12, money)),
            calculation=((name, "按合同测算", money),),
            indicators=tuple(_indicators(int(code[1:]), money)),
        )


def _indicators(number: int, money: Decimal) -> Iterator[Indicator]:
    """The indicators of one project: its cost, and pieces and rates of its own."""
    cost, pieces, *rates = _INDICATORS
    yield replace(cost, value=f"{money / 10000:.0f}")
    yield replace(pieces, value=str(100 + 10 * number))
    yield from (replace(rate, value=str(int(rate.value) + number)) for rate in rates)


def _purchases() -> Iterator[Purchase]:
    yield Purchase(
        OFFICE, "P1", "空调机", "A0206", "goods", Decimal(4), "台", Decimal(12000), Decimal(48000), economic="30227"
    )
    yield Purchase(
        OFFICE,
        "P1",
        "踏勘测绘服务",
        "C0901",
        "services",
        Decimal(1),
        "项",
        Decimal(600000),
        Decimal(600000),
        economic="30227",
        reserved=Decimal(600000),
        service=True,
    )


def _tasks() -> Iterator[Task]:
    """Tasks of the whole department; only projects weigh their indicators."""
    plain = [replace(indicator, weight="") for indicator in _INDICATORS]
    yield Task("优化审批", "压缩办理时限", tuple(plain[1:3]))
    yield Task("建好大厅", "完善功能", tuple(plain[4:]))


def _previous(stage: str) -> Previous:
    lines = (
        replace(_LINES[0], amount=Decimal(2500000)),
        replace(_LINES[4], amount=Decimal(1800000), project=""),
    )
    extras = (
        Extra(OFFICE, "three_public.reception", "general", Decimal(15000)),
        Extra(OFFICE, "three_public.vehicles.running", "general", Decimal(30000)),
    )
    return Previous(stage, tuple(_receipts(lines)), lines, extras)
