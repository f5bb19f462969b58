"""An invented department with two units, three projects and all that a correction may touch; and its publication."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.build.compose import compose
from gouji.law.packs import load_pack
from gouji.model.budget import (
    Budget,
    Dates,
    Extra,
    Line,
    Previous,
    Project,
    Receipt,
    Unit,
)
from gouji.model.edition import Edition
from gouji.model.goal import Indicator
from gouji.publish.publication import build_publication

HOME, CENTRE = "318001", "318002"


def _line(unit: str, function: str, classes: str, fund: str, nature: str, amount: str, project: str = "") -> Line:
    economic, government = classes.split("/") if classes else ("", "")
    return Line(unit, function, economic, government, fund, nature, Decimal(amount), project=project)


def _project(code: str, name: str, unit: str, amount: str, nature: str = "specific") -> Project:
    return Project(
        code,
        name,
        unit,
        nature=nature,
        purpose=f"用于{name}",
        goal=f"按时完成{name}",
        plan=((3, Decimal(1000)), (6, Decimal(amount) / 4 + 12_300), (10, Decimal(amount) / 2), (12, Decimal(amount))),
        indicators=(
            Indicator("产出指标", "数量指标", "完成件数", "150", "≥", "件", "办结的件数", "工作计划"),
            Indicator("产出指标", "质量指标", "按时办结率", "95", "≥", "%", "按时办结的比例", "工作计划"),
            Indicator("满意度指标", "服务对象满意度指标", "群众满意度", "明显提升", description="问卷", basis="往年"),
        ),
    )


@pytest.fixture(scope="session")
def budget() -> Budget:
    """The department's budget of 2026: it passes the gate."""
    return Budget(
        "hebei-2024",
        2026,
        "318",
        "青石县政务服务局",
        "县",
        units=(
            Unit(HOME, "青石县政务服务局本级", "行政", "正科级", "财政拨款"),
            Unit(CENTRE, "青石县政务服务中心", "事业", "股级", "财政拨款"),
        ),
        receipts=(
            Receipt(HOME, "general", Decimal("4872868.65")),
            Receipt(CENTRE, "general", Decimal("1000000.45")),
            Receipt(CENTRE, "other", Decimal(180000)),
            Receipt(CENTRE, "government_fund", Decimal(600000)),
        ),
        lines=(
            _line(HOME, "2010301", "30101/50101", "general", "personnel", "2703312.55"),
            _line(HOME, "2010301", "30201/50201", "general", "public_use", "198044.10"),
            _line(HOME, "2080505", "30108/50102", "general", "personnel", "651512.00"),
            _line(CENTRE, "2010350", "30101/50501", "general", "personnel", "1000000.45"),
            _line(HOME, "2010306", "30227/50205", "general", "other_operations", "1320000.00", "P1"),
            _line(CENTRE, "2010399", "30299/50502", "other", "specific", "180000.00", "P2"),
            _line(CENTRE, "2120803", "31005/50601", "government_fund", "specific", "600000.00", "P3"),
        ),
        extras=(
            Extra(HOME, "three_public.reception", "general", Decimal(12000)),
            Extra(HOME, "operating_cost", "general", Decimal("198044.10")),
        ),
        projects=(
            _project("P1", "现场踏勘", HOME, "1320000", "other_operations"),
            _project("P2", "便民热线", CENTRE, "180000"),
            _project("P3", "大厅改造", CENTRE, "600000"),
        ),
        previous=(
            Previous(
                "budget",
                lines=(
                    _line(HOME, "2010301", "", "general", "personnel", "2500000"),
                    _line(HOME, "2010306", "", "general", "other_operations", "1800000", "P1"),
                ),
                extras=(Extra(HOME, "three_public.reception", "general", Decimal(12000)),),
            ),
        ),
        texts={"duties": "负责政务服务和审批。\n负责热线办理。", "overall_goal": "让群众少跑路。"},
        reasons={"basic": "人员增加", "project": "新增大厅改造"},
        dates=Dates(congress=date(2026, 1, 15), finance=date(2026, 2, 3)),
    )


@pytest.fixture(scope="session")
def edition(budget: Budget) -> Edition:
    return compose(budget, load_pack(budget.pack)).edition


@pytest.fixture(scope="session")
def _published(budget: Budget, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "out"
    made = build_publication(budget, out, day=date(2026, 2, 20))
    assert (made.outcome, made.obstacles) == ("written", ())
    return out


@pytest.fixture
def published(_published: Path, tmp_path: Path) -> Path:
    """A publication in every format, to be edited as one likes."""
    shutil.copytree(_published, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture(scope="session")
def lone_figure(edition: Edition) -> tuple[str, str, str, tuple[str, ...]]:
    """A figure whose text occurs once in the whole edition: text, table, row and column."""
    claims = [(table.title, claim) for table in edition.tables for claim in table.claims]
    everywhere = "\n".join(
        [cell.text for table in edition.tables for line in table.body for cell in line]
        + [getattr(block, "text", "") for block in edition.blocks]
    )
    title, claim = next(
        (title, claim)
        for title, claim in claims
        if everywhere.count(claim.figure.text) == 1 and claim.figure.text.count(".") == 1
    )
    return claim.figure.text, title, claim.label, claim.column


@pytest.fixture(scope="session")
def rewritten() -> Callable[[str], str]:
    """A figure with its first digit changed: 65.15 → 75.15."""
    return lambda text: str((int(text[0]) + 1) % 9 or 1) + text[1:]
