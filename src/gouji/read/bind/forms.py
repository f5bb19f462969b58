"""Claims of goal forms: a project's amounts, its spending plan, and what each indicator demands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from gouji.law.goal_forms import field_group, head_role, plain_word
from gouji.law.vocabulary import COLUMN, read_label
from gouji.model.amount import MONEY_UNITS, Amount, Number, fold, parse_number
from gouji.model.claim import Claim, ClaimKind, Facts, Source
from gouji.model.point import Dimension, Point
from gouji.model.table import Entry, Row, Table
from gouji.model.target import Target, parse_target
from gouji.read.bind.partial import Partial, from_reading, join_all
from gouji.read.bind.points import Frame, make_frame, make_point

_MONTH = re.compile(r"(1[0-2]|[1-9])月")
_WHOLE = re.compile(r"整体")
_COUNTS = frozenset({"数量", "采购数量", "人数", "次数"})
_ROLES = {"value": "target", "weight": "score", "score": "score", "actual": "actual"}
_FRAME = frozenset({Dimension.YEAR, Dimension.STAGE, Dimension.PROJECT})

Locate = Callable[[Table, Entry], Source]


def form_claims(index: int, table: Table, facts: Facts, locate: Locate) -> Iterator[Claim]:
    """The claims of a goal form in reading order; in a department's form no indicator is a listed project's."""
    frame = make_frame(facts, {})
    project: str | None = None
    met: Counter[str] = Counter()
    of_whole = met
    is_whole = bool(_WHOLE.search(fold(table.title)))
    for row in table.rows:
        is_project = row.parent is None and not row.path and not _holds_indicator(row)
        if is_project and (row.index == 0 or row.code is not None or _names_project(row)):
            met = Counter()
            if is_whole and not (row.index and _names_project(row)):
                project, of_whole = None, met
            else:
                project = fold(row.label) or None
            scope = Partial(_project_sets(project))
            if project is None:  # whether the goals are the department's or one unit's, the form does not say
                scope = scope.having(item="form")
        else:
            if is_whole and _holds_indicator(row):
                project, met = None, of_whole
            key = _key(row)
            met[key] += 1
            again = f"#{met[key]}" if met[key] > 1 else ""
            scope = Partial({**_project_sets(project), "item": f"form/{key}{again}"})
        claims = (_claim(index, table, row, entry, scope, (frame, facts, locate)) for entry in row.entries)
        yield from _beside_balances([claim for claim in claims if claim is not None])


def _beside_balances(row: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of a row; funds are this year's where money carried over stands beside them as a part of one total."""
    sections: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in row:
        if claim.point is not None and claim.kind == "cell":
            sections[claim.column[:-1]].append(claim)
    this_year = {id(claim) for claims in sections.values() for claim in _this_years(claims)}
    for claim in row:
        if claim.point is not None and id(claim) in this_year:
            claim = replace(claim, point=claim.point.having(Dimension.VINTAGE, "current"))
        yield claim


def _this_years(section: Sequence[Claim]) -> Sequence[Claim]:
    """The funds of a section that adds them up with 上年结转, which is not nothing, to its total."""
    told = [(claim, {name for name, _ in claim.point or ()} - _FRAME) for claim in section]
    totals = [claim for claim, names in told if names == {Dimension.FLOW} and _flow(claim) == "expenditure"]
    carried = [claim for claim, names in told if names == {Dimension.FLOW} and _flow(claim) == "opening"]
    funds = [claim for claim, names in told if names == {Dimension.FLOW, Dimension.FUND} and _flow(claim) != "opening"]
    if len(totals) != 1 or len(carried) != 1 or not carried[0].amount.value:
        return ()
    summed = sum(claim.amount.value for claim in (*funds, *carried))
    off = abs(totals[0].amount.value - summed)
    return funds if off <= totals[0].amount.quantum * len(funds) else ()  # each part may be rounded


def _flow(claim: Claim) -> str | None:
    return claim.point.get(Dimension.FLOW) if claim.point is not None else None


def _project_sets(project: str | None) -> dict[str, str]:
    return {"side": "out"} if project is None else {"side": "out", "project": project}


def _key(row: Row) -> str:
    return "/".join((*(fold(level) for level in row.path), fold(row.label)))


def _holds_indicator(row: Row) -> bool:
    return any(head_role(entry.column.path[-1]) in ("value", "level3") for entry in row.entries if entry.column.path)


def _names_project(row: Row) -> bool:
    return any(entry.column.path and plain_word(entry.column.path[-1]) == "项目名称" for entry in row.entries)


def _claim(
    index: int, table: Table, row: Row, entry: Entry, scope: Partial, context: tuple[Frame, Facts, Locate]
) -> Claim | None:
    frame, facts, locate = context
    path = entry.column.path
    role = head_role(path[-1]) if path else None
    kind: ClaimKind = "cell"
    if role in _ROLES and _holds_indicator(row):
        found = _target(entry, row) if role in ("value", "actual") else _number(entry, None)
        kind = "target" if role in ("value", "actual") else "cell"
        point: Point | str = _indicator_point(scope, str(role), path, frame)
    elif (path and field_group(path[-1]) in ("identity", "text", "goal")) or role is not None:
        return None
    else:
        counts = bool(path) and plain_word(path[-1]) in _COUNTS
        found = _number(entry, None if counts else _money_unit(entry, table, facts))
        point = _field_point(entry, scope, frame)
    if found is None:
        return None
    return Claim(
        id="",
        kind=kind,
        amount=found,
        source=locate(table, entry),
        table=index,
        row=row.index,
        column=path,
        point=point if isinstance(point, Point) else None,
        unbound=None if isinstance(point, Point) else point,
        doubt=entry.doubt,
    )


def _target(entry: Entry, row: Row) -> Amount | None:
    """The number of a target text with its unit, printed beside it or in a column of its own."""
    target: Target | None = parse_target(entry.text)
    if target is None:
        return None
    unit = target.unit or next(
        (fold(other.text) for other in row.entries if other.column.path and head_role(other.column.path[-1]) == "unit"),
        None,
    )
    return Amount(target.value, target.decimals, "%" if unit in ("百分比", "％") else unit)


def _number(entry: Entry, unit: str | None) -> Amount | None:
    number: Number | None = parse_number(entry.text)
    if number is None:
        number, unit = _with_unit(entry.text, unit)
    return None if number is None else Amount(number.value, number.decimals, "%" if number.percent else unit)


def _with_unit(text: str, unit: str | None) -> tuple[Number | None, str | None]:
    """A number followed by its unit in the same cell: 「29.78万元」."""
    match = re.fullmatch(r"(.*\d)(亿元|百万元|万元|千元|元|万)", fold(text))
    if match is None:
        return None, unit
    return parse_number(match[1]), "万元" if match[2] == "万" else match[2]


def _money_unit(entry: Entry, table: Table, facts: Facts) -> str | None:
    if entry.column.unit in MONEY_UNITS or entry.column.unit == "%":
        return entry.column.unit
    return table.unit or (facts.unit.value if facts.unit is not None else None)


def _field_point(entry: Entry, scope: Partial, frame: Frame) -> Point | str:
    path = entry.column.path
    month = _MONTH.search(fold(path[-1])) if path else None
    if month is not None:
        return make_point(Partial(), Partial({"measure": f"plan/{int(month[1]):02}"}), scope, frame)
    levels = [_read_level(level, is_last=level is path[-1]) for level in path]
    said = join_all(levels)
    if said.get("fund") == "rest":
        said = said.having(fund="non_fiscal")
    return make_point(Partial(), said, scope, frame)


def _read_level(level: str, *, is_last: bool) -> Partial:
    """What a level of a field's path says; a section's word over the field (资金结构) says nothing but its place."""
    read = from_reading(read_label(plain_word(level), COLUMN), "栏目", level)
    is_heading = not is_last and "年" not in level and field_group(level) in ("section", "text")
    return Partial(read.sets) if read.reason is not None and is_heading else read


def _indicator_point(scope: Partial, role: str, path: tuple[str, ...], frame: Frame) -> Point | str:
    """An indicator's point: the project, the indicator, and which of its values: another year's is another point."""
    point = make_point(Partial(), Partial({"measure": _ROLES[role]}), scope, frame)
    if isinstance(point, Point):
        point = point.without(Dimension.FLOW)
        told_apart = path if len(path) > 1 and head_role(path[-2]) == role else path[:-1]  # 近两年指标值: 前年, 上年
        return point.having(Dimension.MEASURE, "/".join((_ROLES[role], *(fold(level) for level in told_apart))))
    return point
