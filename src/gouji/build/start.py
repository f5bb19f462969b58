"""Next year's budget begun from this year's publication: what can be taken over is, the rest is listed.

Taken over: the department, its units, projects and goals, the codes in use (as lines of nothing, to be filled in), and
every figure that next year's tables and sentences compare with, as `Previous`. Amounts are never carried on as new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gouji.build.start_figures import Published, point_name
from gouji.law.economic_mapping import government_class
from gouji.model.amount import fold
from gouji.model.budget import Budget, Extra, Line, Previous, Project, Receipt, Unit
from gouji.model.claim import ClaimSet
from gouji.model.document import Paragraph
from gouji.model.goal import Goal
from gouji.model.point import Dimension

_ZERO = Decimal(0)
_FUNDS = ("general", "government_fund", "state_capital", "special_account")
_SOURCES = (*_FUNDS, "business", "operating", "superior", "affiliate", "other_level", "other")
_EXTRAS = (
    "three_public.abroad",
    "three_public.vehicles.purchase",
    "three_public.vehicles.running",
    "three_public.reception",
    "meeting",
    "training",
    "operating_cost",
)
_OF_FUNCTION = {  # custom of the classification (RULES C04): pay into social security and housing has its own function
    "30108": "2080505",
    "30109": "2080506",
    "30111": "2101103",
    "30113": "2210201",
}
_UNIT_CODE = re.compile(r"\d{3,9}")
_OF_UNITS = frozenset({"单位性质", "单位规格", "经费保障形式"})
"""Columns of the table that lists a department's institutions."""
_DUTIES = re.compile(r"(?:部门|单位|主要)?(?:职责|职能)")
_NEXT_HEADING = re.compile(r"^(?:第?[一二三四五六七八九十]+[、部章]|[（(][一二三四五六七八九十]+[)）])")


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something that could not be taken over, and why or what to do. Texts are (中文, English)."""

    what: tuple[str, str]
    why: tuple[str, str]


def start_budget(claims: ClaimSet, pack: str, year: int | None = None) -> tuple[Budget, tuple[Leftover, ...]]:
    """A budget for the year after the publication's (or for `year`), and what could not be taken over."""
    left: list[Leftover] = []
    known = Published(claims)
    code, name = _department(claims)
    printed = claims.facts.year.value if claims.facts.year is not None else None
    if printed is None:
        left.append(Leftover(("年度", "the year"), ("文件中没有写明年度", "the document does not say it")))
    for what, english, value in (("部门名称", "department's name", name), ("部门代码", "department's code", code)):
        if not value:
            left.append(Leftover((what, f"the {english}"), ("文件中没有印，请填写", "it is not printed: enter it")))
    units = _units(claims, code, name)
    left.extend(_units_without_codes(claims, units, name))
    main = units[0]
    projects = tuple(_projects(claims.goals, main, left))
    lines = (*_basic_lines(known, main, left), *_project_lines(known, projects, main))
    left.extend(_gaps_of_projects(claims.goals, projects, lines))
    texts = dict(_texts(claims, left))
    budget = Budget(
        pack=pack,
        year=year or (int(printed) + 1 if printed else 0),
        code=code,
        name=name,
        units=units,
        receipts=tuple(Receipt(main.code, fund, _ZERO) for fund in _SOURCES if known.at(flow="income", fund=fund)),
        lines=lines,
        projects=projects,
        previous=(
            _previous(known, main, left, "executed" if claims.facts.kind.value == "final_account" else "budget"),
        ),
        texts=texts,
    )
    left.append(
        Leftover(
            ("资产、政府采购、资金结转", "assets, purchases, money carried over"),
            ("每年不同，请按实际填写", "they are new every year: fill them in"),
        )
    )
    return budget, tuple(left)


def _department(claims: ClaimSet) -> tuple[str, str]:
    """The department's code and name: the name as the facts say it, the code before it in a line above a table."""
    name = claims.facts.entity.value if claims.facts.entity is not None else ""
    for table in claims.tables:
        for line in table.above:
            match = re.search(r"(?<!\d)(\d{3,9})\s*(\S+)", line)
            if match and name and match[2].startswith(name):
                return match[1], name
    members = {point.get(Dimension.ENTITY) or "" for claim in claims.claims if (point := claim.point) is not None}
    codes = sorted(filter(_UNIT_CODE.fullmatch, members), key=len)
    return (codes[0] if codes else ""), name


def _units(claims: ClaimSet, code: str, name: str) -> tuple[Unit, ...]:
    """The units with rows of their own, in the order in which they are printed; else the department's own office."""
    found: dict[str, str] = {}
    for claim in claims.claims:
        entity = claim.point.get(Dimension.ENTITY) or "" if claim.point is not None else ""
        if _UNIT_CODE.fullmatch(entity) and entity != code and claim.table is not None and claim.row is not None:
            row = claims.tables[claim.table].rows[claim.row]
            if row.code == entity:
                found.setdefault(entity, row.label)
    units = tuple(Unit(entity, label) for entity, label in found.items())
    return units or (Unit(f"{code}001" if code else "001", f"{name}本级"),)


def _units_without_codes(claims: ClaimSet, units: Sequence[Unit], name: str) -> Iterator[Leftover]:
    """The units that only the table of institutions names: a budget needs their codes, which it does not print."""
    known = {fold(unit.name) for unit in units} | {fold(name), fold(f"{name}本级"), fold(f"{name}(本级)")}
    for table in claims.tables:
        if not any(fold(column.path[-1]) in _OF_UNITS for column in table.columns if column.path):
            continue
        for row in table.rows:
            if row.role == "item" and row.code is None and len(fold(row.label)) >= 4 and fold(row.label) not in known:
                known.add(fold(row.label))
                yield Leftover(
                    (f"单位“{row.label}”", f"the unit {row.label}"),
                    ("文件中没有它的编码，请在“单位”表登记", "its code is not printed: enter it on the sheet of units"),
                )


def _projects(goals: Iterable[Goal], main: Unit, left: list[Leftover]) -> Iterator[Project]:
    seen: set[str] = set()
    for number, goal in enumerate(goals, start=1):
        if goal.scope != "project" or not goal.indicators:
            continue
        code = goal.code or f"P{number:03d}"
        if code in seen:
            left.append(
                Leftover(
                    (f"项目“{goal.name}”的第二张目标表", f"the second goal form of {goal.name}"),
                    (f"项目编码 {code} 重复", f"the code {code} is there twice"),
                )
            )
            continue
        seen.add(code)
        yield Project(
            code=code,
            name=goal.name,
            unit=main.code,
            purpose=goal.purpose,
            goal=goal.goal,
            term_goal=goal.term_goal,
            indicators=tuple(replace(indicator, previous=()) for indicator in goal.indicators),
        )


def _gaps_of_projects(goals: Sequence[Goal], projects: Sequence[Project], lines: Sequence[Line]) -> Iterator[Leftover]:
    """What the goal forms do not print and the workbook needs: codes, functions, the group of an indicator."""
    printed = {goal.code for goal in goals}
    uncoded = sum(project.code not in printed for project in projects)
    without = sum(bool(line.project) and not line.function for line in lines)
    loose = sum(not (one.kind and one.group) for project in projects for one in project.indicators)
    if uncoded:
        yield Leftover(
            (f"{uncoded} 个项目的编码", f"the codes of {uncoded} projects"),
            ("文件中没有印，暂编为 P001 等，请改正", "they are not printed and were made up (P001…): mend them"),
        )
    if without:
        yield Leftover(
            (f"{without} 个项目的功能科目", f"the functions of {without} projects"),
            ("文件中没有读到，请在“项目支出”表填写", "they were not read: enter them on the sheet 项目支出"),
        )
    if loose:
        yield Leftover(
            (f"{loose} 个绩效指标的一级或二级指标", f"kind or group of {loose} indicators"),
            ("文件中没有读到，请在“绩效指标”表填写", "they were not read: enter them on the sheet 绩效指标"),
        )


def _basic_lines(known: Published, main: Unit, left: list[Leftover]) -> Iterator[Line]:
    """One line of nothing for each class in use, under the function that it belongs to by custom, else the largest."""
    functions = known.codes(Dimension.FUNCTION, 7, flow="expenditure", fund="general", nature="basic")
    functions = functions or known.codes(Dimension.FUNCTION, 7, flow="expenditure", nature="basic")
    if not functions:
        left.append(
            Leftover(
                ("基本支出的功能科目", "the functions of basic expenditure"),
                ("没有读到按功能分类的基本支出", "no basic expenditure by function was read"),
            )
        )
        return
    own = {function for function, _ in functions}
    office = max(functions, key=lambda pair: (pair[1], pair[0]))[0]
    for nature in ("personnel", "public_use"):
        classes = known.codes(Dimension.ECONOMIC, 5, flow="expenditure", fund="general", nature=nature)
        for economic, _ in classes:
            custom = _OF_FUNCTION.get(economic, "")
            function = custom if custom in own else office
            yield Line(main.code, function, economic, government_class(economic, main.nature), "general", nature, _ZERO)


def _project_lines(known: Published, projects: Sequence[Project], main: Unit) -> Iterator[Line]:
    """One line of nothing for each project, under the function that has most project money; its class is open."""
    functions = known.codes(Dimension.FUNCTION, 7, flow="expenditure", nature="project")
    function = max(functions, key=lambda pair: (pair[1], pair[0]))[0] if functions else ""
    for project in projects:
        yield Line(main.code, function, "", "", "general", project.nature, _ZERO, project=project.code)


def _previous(known: Published, main: Unit, left: list[Leftover], stage: str) -> Previous:
    """The publication's figures as those that next year's are compared with."""
    receipts = tuple(
        Receipt(main.code, fund, value, flow)
        for flow in ("income", "opening", "surplus_use")
        for fund in _SOURCES
        if (value := known.at(flow=flow, fund=fund))
    )
    extras = tuple(
        Extra(main.code, item, "general", value)
        for item in _EXTRAS
        if (value := known.at(flow="expenditure", fund="general", item=item) or _fiscal_or_bare(known, item))
    )
    lines = tuple(_previous_lines(known, main))
    for point in known.unclear:
        words = point_name(point)
        left.append(
            Leftover(
                (f"上年数：{words}", f"last year's figure of {words}"),
                ("文件中印有不同的数，请自己填写", "the document prints different figures for it: enter it yourself"),
            )
        )
    return Previous(stage, receipts, lines, extras)


def _fiscal_or_bare(known: Published, item: str) -> Decimal:
    return known.at(flow="expenditure", fund="fiscal", item=item) or known.at(flow="expenditure", item=item)


def _previous_lines(known: Published, main: Unit) -> Iterator[Line]:
    """What each function spent, by fund and nature, as printed: what the fiscal funds do not hold is other money.

    The nature is as deep as the tables print it by function (personnel and public_use, else basic), and the totals are
    those that were printed.
    """
    lines = list(_lines_of_functions(known, main))
    for nature, parts in (("basic", ("basic", "personnel", "public_use")), ("project", ("project",))):
        own = [line for line in lines if line.nature in parts]
        gap = known.at(flow="expenditure", nature=nature) - sum((line.amount for line in own), _ZERO)
        if own and gap:
            lines = _with_residue(lines, own, gap, nature)
    yield from lines


def _with_residue(lines: list[Line], own: Sequence[Line], gap: Decimal, nature: str) -> list[Line]:
    """The lines with what the printed total holds beyond them, or less: the last digit, by rounding.

    More is a line without a function, less is taken from the largest. A whole table's worth is no residue: where the
    lines do not make up most of the total, nothing is added to them.
    """
    total = sum((line.amount for line in own), gap)
    if abs(gap) > total / 1000:
        return lines
    if gap > 0:
        return [Line(own[0].unit, "", "", "", "general", nature, gap), *lines]
    largest = max(own, key=lambda line: line.amount)
    return [replace(line, amount=line.amount + gap) if line is largest else line for line in lines]


def _lines_of_functions(known: Published, main: Unit) -> Iterator[Line]:
    functions = sorted(
        {
            function
            for point in known.values
            if point.get(Dimension.FLOW) == "expenditure" and len(function := point.get(Dimension.FUNCTION) or "") == 7
        }
    )
    for function in functions:
        for nature in ("basic", "project", "operating", "remit_up", "subsidy_down"):
            whole = known.at(flow="expenditure", function=function, nature=nature)
            held = _ZERO
            for fund in _FUNDS:
                value = known.at(flow="expenditure", function=function, nature=nature, fund=fund)
                held += value
                yield from _split(known, main, function, fund, nature, value)
            if whole > held:
                yield Line(
                    main.code, function, "", "", "other" if held or _has_own(known) else "general", nature, whole - held
                )


def _split(known: Published, main: Unit, function: str, fund: str, nature: str, value: Decimal) -> Iterator[Line]:
    """A function's basic expenditure by personnel and public use where the document prints both, else as it is."""
    parts = {
        part: known.at(flow="expenditure", function=function, nature=part, fund=fund)
        for part in ("personnel", "public_use")
    }
    if nature == "basic" and sum(parts.values()) == value:
        yield from (Line(main.code, function, "", "", fund, part, amount) for part, amount in parts.items() if amount)
    elif value:
        yield Line(main.code, function, "", "", fund, nature, value)


def _has_own(known: Published) -> bool:
    return any(known.at(flow="income", fund=fund) for fund in _SOURCES if fund not in _FUNDS)


def _texts(claims: ClaimSet, left: list[Leftover]) -> Iterator[tuple[str, str]]:
    """The department's own words for its duties, from the section of that name."""
    lines = [
        block.text.strip()
        for document in claims.documents
        for block in document.blocks
        if isinstance(block, Paragraph) and block.text.strip()
    ]
    for place, line in enumerate(lines):
        if _DUTIES.search(fold(line)) and len(fold(line)) <= 16 and not line[-1].isdigit():
            section = list(_until_next_heading(lines[place + 1 :]))
            if sum(map(len, section)) >= 30:
                yield "duties", "\n".join(section)
                return
    left.append(
        Leftover(
            ("部门职责文字", "the text of the department's duties"), ("没有找到这一节", "no such section was found")
        )
    )


def _until_next_heading(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if _NEXT_HEADING.match(line) and len(line) <= 30 and not line.endswith(("。", "；", ";")):
            return
        if re.fullmatch(r"\S{2,12}[:：]", line):
            return
        yield line
