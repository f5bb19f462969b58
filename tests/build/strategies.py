"""Random valid budgets: units 1–5, projects 0–40, every fund of the pack, zeros, money carried over, odd texts.

@given(budgets())                      # for the pack and year of the examples
@given(budgets(pack="wuhan-2025", year=2026, projects=4))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from gouji.build.validate_pack import can_close
from gouji.build.workbook.choices import FUNDS
from gouji.law.classifications import listings, lookup
from gouji.law.packs import Pack, PackError, load_pack
from gouji.model.budget import (
    Asset,
    Budget,
    Closing,
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
from gouji.model.goal import Indicator
from gouji.model.point import Dimension

Draw = Any

_FLOW_OF = {"current": "income", "carried": "opening", "surplus": "surplus_use"}
_ITEMS = (
    "three_public.abroad",
    "three_public.vehicles.purchase",
    "three_public.vehicles.running",
    "three_public.reception",
    "meeting",
    "training",
    "operating_cost",
)
_ASSETS = ("assets.houses", "assets.vehicles", "assets.equipment", "assets.other")
_TOLD_APART = frozenset({"30212", "30217", "30231", "31013", "30215", "30216"})  # their money must be an extra's too
_CLASSES = {"personnel": ("301", "303"), "public_use": ("302", "310")}
"""Economic classes that basic expenditure is of: pay out of classes of pay, running costs out of theirs."""
_REASONS = (
    "basic",
    "project",
    "three_public",
    "three_public.abroad",
    "three_public.vehicles",
    "three_public.reception",
)

amounts = st.one_of(
    st.just(Decimal(0)),
    st.decimals(Decimal(0), Decimal(10) ** 9, places=2),
    st.integers(0, 10**5).map(lambda wan: Decimal(wan) * 100),
    st.integers(0, 2 * 10**4).map(lambda half: Decimal(half) * 50 + Decimal("0.01")),
)
"""Money in 元: nothing, anything, whole hundreds (no rounding to 万元), and just above half of a printed unit."""

_HAN = "青石县政务服务中心管理局公共资源交易信息档案热线维护改造保障〇零壹贰龘𠀀"
_ODD = "（）()“”‘’《》【】、，。；：:·—…-−＝=＋+%％℃㎡①Ⅷ０９ABCabc019_'\"\\/&<>#@!?$ \u3000"


def words(smallest: int = 1, largest: int = 12) -> st.SearchStrategy[str]:
    """Names as people write them, some very oddly; no white space around them."""
    plain = st.text(_HAN, min_size=max(smallest, 1), max_size=largest)
    odd = st.text(_HAN + _ODD, min_size=smallest, max_size=largest).map(str.strip)
    return st.one_of(plain, odd.filter(lambda text: len(text) >= smallest))


def names(largest: int = 12) -> st.SearchStrategy[str]:
    """Names of units, projects, tasks and goods: odd within, but no sentence, and no mark at either end."""
    within = st.text(_HAN + "（）()“”‘’《》、：·—…-＝+%℃㎡①Ⅷ０９ABCabc019_'\"\\/&<>#@$ ", max_size=largest - 2)
    return st.tuples(st.sampled_from(_HAN), within, st.sampled_from(_HAN)).map("".join)


def paragraphs() -> st.SearchStrategy[str]:
    """A text of some paragraphs, parted by a blank line; lines within them too."""
    lines = st.lists(words(1, 60), min_size=1, max_size=2).map("\n".join)
    return st.lists(lines, min_size=1, max_size=3).map("\n\n".join)


@st.composite
def budgets(
    draw: Draw, pack: str = "hebei-2024", year: int = 2027, *, units: int = 5, projects: int = 40, lines: int = 8
) -> Budget:
    """A valid budget: `validate` finds no error in it. At most so many units, projects, and lines of one unit."""
    made = _units(draw, draw(st.integers(1, units)))
    forms = _pack(pack)
    funds = (forms.funds if forms else ()) or tuple(FUNDS)
    planned = _projects(draw, made, draw(st.one_of(st.integers(0, 3), st.integers(0, projects))))
    spent = [line for unit in made for line in _lines(draw, unit, funds, year, draw(st.integers(0, lines)))]
    for project in planned:
        spent += _project_lines(draw, project, made, funds, year)
    closings = _closings(draw, made, [fund for fund in funds if _is_spent(fund, spent)], year)
    if forms is not None:
        closings = [closing for closing in closings if can_close(forms, closing)]
        spent = [line if line.vintage in forms.vintages else replace(line, vintage="current") for line in spent]
    entries = tuple(sorted(spent, key=lambda line: bool(line.project)))
    return Budget(
        pack=pack,
        year=year,
        code=draw(st.sampled_from(["318", "041", "999001"])),
        name=draw(names()),
        place=draw(st.sampled_from(["县", "区", "市", ""])),
        units=tuple(made),
        receipts=_receipts(draw, entries, closings),
        lines=entries,
        closings=tuple(closings),
        extras=_extras(draw, entries),
        projects=tuple(_with_plan(draw, project, entries) for project in planned),
        purchases=_purchases(draw, entries),
        assets=tuple(_assets(draw)),
        tasks=_tasks(draw),
        previous=_previous(draw, made, funds, year),
        names=draw(st.dictionaries(st.sampled_from(["2010398", "20103980"]), words(), max_size=1)),
        staffing=draw(st.dictionaries(st.sampled_from(["posts.administrative", "自聘人员"]), st.integers(0, 9999))),
        contacts=draw(st.dictionaries(st.sampled_from(["phone", "address", "传真"]), words())),
        texts=draw(st.dictionaries(st.sampled_from(["duties", "overall_goal", "other", "自定"]), paragraphs())),
        reasons=draw(st.dictionaries(st.sampled_from(_REASONS), words(1, 30))),
        dates=_dates(draw, year),
    )


@cache
def codes(dimension: Dimension, digits: int, year: int) -> tuple[str, ...]:
    """The codes of a classification that have a name in a year."""
    listed = sorted(code for code in listings(dimension) if len(code) == digits)
    return tuple(code for code in listed if lookup(dimension, code, year) and code not in _TOLD_APART)


def _pack(name: str) -> Pack | None:
    try:
        return load_pack(name)
    except PackError:
        return None


def _units(draw: Draw, count: int) -> list[Unit]:
    called = draw(st.lists(names(), min_size=count, max_size=count, unique=True))
    natures = st.sampled_from(["行政", "参公", "事业"])
    return [
        Unit(f"318{number:03d}", name, draw(natures), draw(st.sampled_from(["", "正科级"])), draw(words(0)))
        for number, name in enumerate(called, start=1)
    ]


def _projects(draw: Draw, units: Sequence[Unit], count: int) -> list[Project]:
    called = draw(st.lists(names(), min_size=count, max_size=count, unique=True))
    return [_project(draw, number, name, units) for number, name in enumerate(called, start=1)]


def _project(draw: Draw, number: int, name: str, units: Sequence[Unit]) -> Project:
    text = words(0, 30)
    return Project(
        code=f"13099927P{number:012d}",
        name=name,
        unit=draw(st.sampled_from(units)).code,
        nature=draw(st.sampled_from(["specific", "other_operations"])),
        purpose=draw(text),
        basis=draw(text),
        goal=draw(text),
        term_goal=draw(text),
        first_year=draw(st.sampled_from(["", "2026"])),
        last_year=draw(st.sampled_from(["", "2029"])),
        indicators=_indicators(draw),
        fields=draw(st.dictionaries(st.sampled_from(["项目负责人", "主管处室"]), words())),
    )


def _with_plan(draw: Draw, project: Project, lines: Sequence[Line]) -> Project:
    """The project with a plan that ends at its money, and a calculation that comes to it."""
    money = sum((line.amount for line in lines if line.project == project.code), Decimal(0))
    months = draw(st.sampled_from([(), (3, 6, 10, 12), (6, 12), (12,)]))
    shares = sorted(draw(st.lists(st.integers(0, 100), min_size=len(months), max_size=len(months))))
    plan = [(month, round(money * share / 100, 2)) for month, share in zip(months, shares, strict=True)]
    plan[-1:] = [(month, money) for month in months[-1:]]
    first = round(money / 3, 2)
    calculation = ((draw(words()), "1×1", first), (draw(words()), "", money - first)) if draw(st.booleans()) else ()
    return replace(project, plan=tuple(plan), calculation=calculation)


def _indicators(draw: Draw) -> tuple[Indicator, ...]:
    return tuple(_indicator(draw) for _ in range(draw(st.integers(0, 2))))


def _indicator(draw: Draw) -> Indicator:
    comparator = draw(st.sampled_from(["≥", "≤", "=", ""]))
    number = st.decimals(0, 10_000, places=1).map(str)
    return Indicator(
        kind=draw(st.sampled_from(["产出指标", "效益指标"])),
        group=draw(st.sampled_from(["数量指标", "社会效益指标"])),
        name=draw(words()),
        value=draw(number if comparator else st.one_of(number, words().filter(lambda text: "%" not in text))),
        comparator=comparator,
        unit=draw(st.sampled_from(["%", "件", ""])),
        description=draw(words(0, 20)),
        basis=draw(words(0)),
        previous=draw(st.sampled_from([(), ("90",), ("88.5", "", "91")])),
        period=draw(st.sampled_from(["year", "term"])),
    )


def _line(draw: Draw, unit: Unit, funds: Sequence[str], year: int, nature: str, project: str = "") -> Line:
    families = ("505", "506") if unit.nature == "事业" else ("501", "502", "503")
    government = [code for code in codes(Dimension.GOVERNMENT_ECONOMIC, 5, year) if code.startswith(families)]
    economic = [code for code in codes(Dimension.ECONOMIC, 5, year) if code.startswith(_CLASSES.get(nature, "3"))]
    fund = draw(st.sampled_from(funds))
    return Line(
        unit=unit.code,
        function=draw(_functions(fund, year)),
        economic=draw(st.sampled_from(economic)),
        government_economic=draw(st.sampled_from(government)),
        fund=fund,
        nature=nature,
        amount=draw(amounts),
        vintage=draw(st.sampled_from(["current", "current", "carried"])),
        project=project,
    )


def _lines(draw: Draw, unit: Unit, funds: Sequence[str], year: int, count: int) -> list[Line]:
    natures = st.sampled_from(["personnel", "public_use"])
    return [_line(draw, unit, funds, year, draw(natures)) for _ in range(count)]


def _project_lines(draw: Draw, project: Project, units: Sequence[Unit], funds: Sequence[str], year: int) -> list[Line]:
    unit = next(unit for unit in units if unit.code == project.unit)
    count = draw(st.integers(1, 2))
    return [_line(draw, unit, funds, year, project.nature, project.code) for _ in range(count)]


def _is_spent(fund: str, lines: Sequence[Line]) -> bool:
    """Whether so much of a fund is spent that forms show it: nobody carries on all that there is."""
    return sum((line.amount for line in lines if line.fund == fund), Decimal(0)) >= 100


def _closings(draw: Draw, units: Sequence[Unit], funds: Sequence[str], year: int) -> list[Closing]:
    return [
        Closing(
            draw(st.sampled_from(units)).code,
            fund := draw(st.sampled_from(funds)),
            draw(_functions(fund, year)),
            draw(amounts),
            draw(st.sampled_from(["current", "carried"])),
        )
        for _ in range(draw(st.integers(0, 3)) if funds else 0)
    ]


def _functions(fund: str, year: int) -> st.SearchStrategy[str]:
    """Functions that money of a fund is spent for: class 223 国有资本经营预算支出 is of its own fund alone."""
    listed = codes(Dimension.FUNCTION, 7, year)
    return st.sampled_from([code for code in listed if fund == "state_capital" or not code.startswith("223")])


def _receipts(draw: Draw, lines: Sequence[Line], closings: Sequence[Closing]) -> tuple[Receipt, ...]:
    """Just what is spent and carried on, of each unit, fund and way; sometimes in two receipts."""
    sums: dict[tuple[str, str, str], Decimal] = {}
    for entry in (*lines, *closings):
        key = (entry.unit, entry.fund, _FLOW_OF[entry.vintage])
        sums[key] = sums.get(key, Decimal(0)) + entry.amount
    receipts = []
    for (unit, fund, flow), amount in sums.items():
        part = draw(st.sampled_from([Decimal(0), amount, round(amount / 7, 2)]))
        receipts += [Receipt(unit, fund, one, flow) for one in {part: 0, amount - part: 0}]
        if part == amount - part:
            receipts.append(Receipt(unit, fund, part, flow))
    return tuple(receipts)


def _extras(draw: Draw, lines: Sequence[Line]) -> tuple[Extra, ...]:
    sums: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        sums[line.unit, line.fund] = sums.get((line.unit, line.fund), Decimal(0)) + line.amount
    return tuple(
        Extra(
            unit,
            item,
            fund,
            draw(st.sampled_from([Decimal(0), round(amount / 8, 2)])),
        )
        for (unit, fund), amount in sums.items()
        for item in draw(st.lists(st.sampled_from(_ITEMS), max_size=2, unique=True))
    )


def _purchases(draw: Draw, lines: Sequence[Line]) -> tuple[Purchase, ...]:
    """At most one a line of a project, each out of its own line's money."""
    wanted = [line for line in lines if line.project and draw(st.booleans())]
    return tuple(_purchase(draw, line) for line in wanted[:6])


def _purchase(draw: Draw, line: Line) -> Purchase:
    quantity = Decimal(draw(st.integers(1, 9)))
    price = (line.amount / quantity / 2).quantize(Decimal("0.01"), "ROUND_DOWN")
    return Purchase(
        unit=line.unit,
        project=line.project,
        name=draw(names()),
        catalog=draw(st.sampled_from(["", "A02061804"])),
        kind=draw(st.sampled_from(["goods", "works", "services"])),
        quantity=quantity,
        count_unit=draw(st.sampled_from(["台", "项"])),
        price=price,
        amount=quantity * price,
        fund=line.fund,
        function=line.function,
        economic=draw(st.sampled_from(["", line.economic])),
        reserved=draw(st.sampled_from([Decimal(0), quantity * price])),
        when=draw(st.sampled_from(["", "2027年3月"])),
        service=draw(st.booleans()),
    )


def _assets(draw: Draw) -> list[Asset]:
    listed = [
        Asset(item, draw(amounts), draw(st.one_of(st.none(), st.integers(0, 9999).map(Decimal))))
        for item in _ASSETS
        if draw(st.booleans())
    ]
    houses = next((one for one in listed if one.item == "assets.houses"), None)
    if houses is None or (houses.quantity or 0) < Decimal("12.5"):
        return listed
    return [*listed, Asset("assets.houses.offices", houses.value, Decimal("12.5"))]


def _tasks(draw: Draw) -> tuple[Task, ...]:
    called = draw(st.lists(names(), max_size=2, unique=True))
    return tuple(Task(name, draw(words(0, 40)), _indicators(draw)) for name in called)


def _previous(draw: Draw, units: Sequence[Unit], funds: Sequence[str], year: int) -> tuple[Previous, ...]:
    stages = draw(st.sampled_from([(), ("budget",), ("budget", "executed"), ("executed",)]))
    return tuple(_previous_at(draw, stage, units, funds, year) for stage in stages)


def _previous_at(draw: Draw, stage: str, units: Sequence[Unit], funds: Sequence[str], year: int) -> Previous:
    """Last year's figures, of which not all is known; its flows do not balance and need not."""
    unit, fund = units[0], st.sampled_from(funds)
    receipts = tuple(Receipt(unit.code, draw(fund), draw(amounts)) for _ in range(draw(st.integers(1, 3))))
    blank: Mapping[str, str] = {"economic": "", "government_economic": ""}
    lines = tuple(
        replace(
            _line(draw, unit, funds, year, draw(st.sampled_from(["personnel", "public_use", "specific"]))),
            **(blank if draw(st.booleans()) else {}),
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    items = draw(st.lists(st.sampled_from(_ITEMS), max_size=2, unique=True))
    return Previous(stage, receipts, lines, tuple(Extra(unit.code, item, "general", draw(amounts)) for item in items))


def _dates(draw: Draw, year: int) -> Dates:
    days = st.one_of(st.none(), st.dates(date(year, 1, 1), date(year, 12, 31)))
    return Dates(draw(days), draw(days), draw(days), draw(days))
