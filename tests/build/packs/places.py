"""A small budget of an invented department, to be printed in the forms of any place, and what holds its files to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from gouji.build.compose import Composed, compose
from gouji.law.classifications import codes_named
from gouji.law.packs import load_pack
from gouji.law.vocabulary import strip_numbering
from gouji.model.amount import fold
from gouji.model.budget import (
    Asset,
    Budget,
    Dates,
    Extra,
    Line,
    Previous,
    Project,
    Purchase,
    Receipt,
    Task,
    Unit,
)
from gouji.model.claim import ClaimSet
from gouji.model.goal import Indicator
from gouji.model.point import Dimension
from gouji.model.table import Row
from gouji.pipeline import documents_to_claims
from gouji.publish.pack_test import doubts_of_print
from gouji.publish.proof import Difference, prove_file

OFFICE, CENTRE = "428001", "428002"
UNITS = (
    Unit(OFFICE, "青石县行政审批局本级", "行政", "正科级"),
    Unit(CENTRE, "青石县政务服务中心", "事业", "股级"),
)


def _line(
    unit: str, codes: str, fund: str, nature: str, amount: str, vintage: str = "current", project: str = ""
) -> Line:
    function, economic, government = codes.split()
    return Line(unit, function, economic, government, fund, nature, Decimal(amount), vintage, project)


LINES = (
    _line(OFFICE, "2010301 30101 50101", "general", "personnel", "2703312.55"),
    _line(OFFICE, "2010301 30201 50201", "general", "public_use", "198044.10"),
    _line(OFFICE, "2080505 30108 50102", "general", "personnel", "651512"),
    _line(CENTRE, "2010350 30101 50501", "general", "personnel", "1000000.45"),
    _line(CENTRE, "2010350 30302 50905", "business", "personnel", "20000"),
    _line(OFFICE, "2010306 30227 50205", "general", "other_operations", "1320000", project="P1"),
    _line(OFFICE, "2010306 31002 50306", "general", "specific", "415000", project="P2"),
    _line(CENTRE, "2010399 30299 50502", "other", "specific", "180000", project="P3"),
    _line(CENTRE, "2120803 31005 50601", "government_fund", "specific", "600000", project="P4"),
)
CARRIED = _line(OFFICE, "2010306 30227 50205", "general", "other_operations", "150000", "carried", "P1")
RECEIPTS = (
    Receipt(OFFICE, "general", Decimal("5287868.65")),
    Receipt(CENTRE, "general", Decimal("1000000.45")),
    Receipt(CENTRE, "business", Decimal(20000)),
    Receipt(CENTRE, "other", Decimal(180000)),
    Receipt(CENTRE, "government_fund", Decimal(600000)),
)
INDICATORS = (
    Indicator("成本指标", "经济成本指标", "项目总成本", "120", "≤", "万元", weight="20"),
    Indicator("产出指标", "数量指标", "办理件数", "150", "≥", "件", weight="20"),
    Indicator("产出指标", "质量指标", "按期完成率", "95", "≥", "%", weight="20"),
    Indicator("效益指标", "社会效益指标", "办事便利程度", "明显提升", weight="20"),
    Indicator("满意度指标", "服务对象满意度指标", "群众满意度", "95", "≥", "%", weight="10"),
)
PROJECTS = tuple(
    Project(code, name, unit, nature, purpose=f"用于{name}", goal=f"完成{name}的全年任务。", indicators=INDICATORS)
    for code, name, unit, nature in (
        ("P1", "现场踏勘经费", OFFICE, "other_operations"),
        ("P2", "窗口设备更新项目", OFFICE, "specific"),
        ("P3", "政务热线运行项目", CENTRE, "specific"),
        ("P4", "办事场所改造项目", CENTRE, "specific"),
    )
)
PURCHASES = tuple(
    Purchase(
        OFFICE,
        "P2",
        name,
        catalog,
        "goods",
        Decimal(count),
        "台",
        Decimal(price),
        Decimal(count * price),
        function="2010306",
        economic="31002",
    )
    for name, catalog, count, price in (("空调", "A02061804", 4, 12000), ("计算机", "A02010105", 20, 6000))
)


def last_year(stage: str) -> Previous:
    """What was budgeted (or executed) last year: with a function that is no longer, and construction that is over."""
    lines = (
        _line(OFFICE, "2010301 30101 50101", "general", "personnel", "2600000"),
        _line(OFFICE, "2010306 30227 50205", "general", "other_operations", "1320000"),
        _line(OFFICE, "2010399 30905 50402", "general", "specific", "900000"),
        _line(OFFICE, "2101101 30110 50102", "general", "personnel", "218900"),
    )
    extras = (Extra(OFFICE, "three_public.reception", "general", Decimal(15000)), _meeting("20000"))
    receipts = (Receipt(OFFICE, "general", Decimal(5038900)),)
    return Previous(stage, receipts, lines, extras)


def _meeting(amount: str) -> Extra:
    return Extra(OFFICE, "meeting", "general", Decimal(amount))


def example(pack: str, *, carried: bool = True) -> Budget:
    """The budget for a pack; without `carried` for forms that know only this year's money."""
    return Budget(
        pack,
        2027,
        "428",
        "青石县行政审批局",
        "青石县",
        UNITS,
        receipts=(*RECEIPTS, *([Receipt(OFFICE, "general", Decimal(150000), "opening")] if carried else [])),
        lines=(*LINES, *([CARRIED] if carried else [])),
        extras=(
            Extra(OFFICE, "three_public.reception", "general", Decimal(12000)),
            Extra(OFFICE, "operating_cost", "general", Decimal("198044.10")),
            _meeting("20000"),
        ),
        projects=PROJECTS,
        purchases=PURCHASES,
        assets=(Asset("assets.vehicles", Decimal(300000), Decimal(2)),),
        tasks=(Task("政务服务", "办理各类事项", INDICATORS),),
        previous=(last_year("budget"), last_year("executed")),
        texts=dict.fromkeys(load_pack(pack).needs, "按照规定办理。"),
        dates=Dates(published=date(2027, 2, 20)),
    )


def minimal(pack: str) -> Budget:
    """A department that is its only unit and spends on pay alone: most tables are empty."""
    unit = Unit("428", "青石县行政审批局")
    lines = (_line("428", "2010301 30101 50101", "general", "personnel", "2703312.55"),)
    return Budget(
        pack,
        2027,
        "428",
        "青石县行政审批局",
        "青石县",
        (unit,),
        receipts=(Receipt("428", "general", Decimal("2703312.55")),),
        lines=lines,
        texts=dict.fromkeys(load_pack(pack).needs, "按照规定办理。"),
    )


def reasoned(budget: Budget) -> Composed:
    """The edition of a budget that gives every reason that its pack asks for."""
    pack = load_pack(budget.pack)
    asked = compose(budget, pack).unasked
    given = {key.removeprefix("reasons."): "按照年度工作安排" for key in asked if key.startswith("reasons.")}
    return compose(replace(budget, reasons={**budget.reasons, **given}), pack)


def differences(composed: Composed, form: str) -> Sequence[Difference]:
    """What a file of the edition says otherwise than the edition; sentences and findings must hold as they are."""
    from gouji.build.render.pdf import render_pdf
    from gouji.build.render.xlsx import render_xlsx

    data = {"pdf": render_pdf, "xlsx": render_xlsx}[form](composed.edition)
    proof = prove_file(composed.edition, data, f"edition.{form}")
    assert proof.sentences is not None
    assert proof.sentences.changes == ()
    assert proof.claims is not None
    assert doubts_of_print(proof.claims) == ()
    return proof.differences


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as a reader sees it, without its figures: title and headers with the years named, the labels of its rows.

    `rows` are (list, label) without their numbers, and without the rows of codes, classes, units and projects.
    """

    title: str
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, str], ...]


def shapes(claims: ClaimSet, year: int) -> list[Shape]:
    """The tables of money (no goal forms) that a document prints, in order."""
    return [
        Shape(
            _dated(table.title, year),
            tuple(tuple(_dated(level, year) for level in column.path) for column in table.columns),
            tuple((row.list_name or "", _plain(row.label)) for row in table.rows if _is_fixed(row)),
        )
        for table in claims.tables
        if table.kind == "money"
    ]


def built_shapes(composed: Composed) -> list[Shape]:
    """The same of an edition, printed as PDF and read back."""
    from gouji.build.render.pdf import render_pdf
    from gouji.read.limits import Limits
    from gouji.read.opener import read_bytes

    document = read_bytes(render_pdf(composed.edition), "edition.pdf", Limits())
    return shapes(documents_to_claims((document,)), composed.edition.year)


def _dated(text: str, year: int) -> str:
    return fold(text).replace(str(year), "{year}").replace(str(year - 1), "{last}")


def _plain(label: str) -> str:
    return fold(strip_numbering(label))


def _is_fixed(row: Row) -> bool:
    """Whether every department prints the row: it is no code, no class, and stands in a list beside another."""
    classes = codes_named(Dimension.FUNCTION, _plain(row.label))
    return bool(row.list_name) and row.code is None and not any(len(code) == 3 for code in classes)
