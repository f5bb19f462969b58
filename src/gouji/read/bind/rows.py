"""What a table's rows say: by their codes first, then by the words and names of their labels, under the rows above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from gouji.law.classifications import NameVerdict, codes_named, dimension_of_code, judge_name
from gouji.law.dimensions import is_within
from gouji.law.vocabulary import COLUMN, ROW, Reading, read_label, strip_numbering
from gouji.model.amount import fold
from gouji.model.point import Dimension
from gouji.model.table import Row, Table
from gouji.read.bind.codes import are_classified, is_of_unit, row_codes
from gouji.read.bind.entities import Entities, looks_like_entity, split_code, unit_code
from gouji.read.bind.groups import tell_groups
from gouji.read.bind.names import classification_of, only_classification, resolve_name, told_classification
from gouji.read.bind.partial import Partial, from_reading, join, settle_grants

_CLASSIFIED = ("function", "economic", "government_economic")
_INHERITED = (*_CLASSIFIED, "flow", "side", "fund", "nature", "entity", "project", "item", "vintage", "grant")
_PROJECTS = ("project", "project_and_other")
_LISTS = ("procurement", "purchased_services")
_CARRIED = ("opening", "surplus_use", "account_balance")


@dataclass(slots=True)
class _List:
    """One list of a table while its rows are read, from the top."""

    title: Partial
    entities: Entities
    side: str | None
    dimension: Dimension | None
    year: int | None
    by_codes: bool
    read: dict[int, Partial] = field(default_factory=dict)
    previous: dict[Dimension, str] = field(default_factory=dict)
    opening: Partial | None = None
    unit: str | None = None
    units_first: bool = False
    funds: set[str] = field(default_factory=set)
    lines: Counter[str] = field(default_factory=Counter)

    def line_of(self, item: str, label: str) -> str:
        """A line of a list of purchases: each is one of its own, also where it is called like another."""
        name = f"{item}/{fold(label).replace('/', '／')}"
        self.lines[name] += 1
        return name if self.lines[name] == 1 else f"{name}#{self.lines[name]}"


def read_rows(table: Table, title: Partial, entities: Entities, year: int | None) -> Mapping[int, Partial]:
    """A partial for every row of a table, by row index."""
    lists: dict[str, list[Row]] = {}
    for row in table.rows:
        lists.setdefault(row.list_name, []).append(row)
    states = {name: _read_list(table, name, rows, title, entities, year) for name, rows in lists.items()}
    read: dict[int, Partial] = {}
    for name, rows in lists.items():
        beside = [state for state in states.values() if state.side == states[name].side]
        settled = _drop_sole_entity(rows, _settle_totals(rows, states[name], beside), entities)
        read.update(tell_groups(rows, settle_grants(settled)))
    return read


def _read_list(
    table: Table, name: str, rows: Sequence[Row], title: Partial, entities: Entities, year: int | None
) -> _List:
    head = read_label(name.partition("·")[0], COLUMN)  # 支出·收入: the side, and what heads its names
    side = head.get("side") or title.get("side")
    named = _named_classification(table, name, rows) or title.get("list")
    listed = [row.label for row in rows if row.role == "item" and not row_codes(row)]
    sources = title.get("side") == "both" and side == "in"
    names = [label for label in listed if not _says_point(label)]
    told = Dimension(named) if named in _CLASSIFIED else None
    voted = None if sources else told_classification(told, classification_of(names), names)
    dimension = voted or (told if not listed else None)
    state = _List(title, entities, side, dimension, year, are_classified(rows, entities))
    for row in rows:
        state.read[row.index] = _read_row(row, state)
    return state


def _named_classification(table: Table, name: str, rows: Sequence[Row]) -> str | None:
    """The classification that the list's own headers name (支出功能分类科目…)."""
    headers = [level for column in table.columns if not name or column.path[:1] == (name,) for level in column.path]
    headers += [header for row in rows[:1] for header, _ in (*row.labels, *row.codes)]
    for header in headers:
        listed = read_label(header, COLUMN).get("list")
        if listed in _CLASSIFIED:
            return listed
    return None


def _read_row(row: Row, state: _List) -> Partial:
    own = _own(row, state)
    own_unit = own.get("entity")
    above = state.read.get(row.parent) if row.parent is not None else None
    if above is not None and row.role != "total":
        own = join(_inherited(above, own, state), own)
    if own.get("balance") and own.get("flow") is None:
        own = own.having(flow="closing" if (own.get("side") or state.side) == "out" else "opening")
    own = _on_its_side(row, _under_opening(_under_unit(own, own_unit, state), state), state)
    for key in _CLASSIFIED:
        code = own.get(key)
        if code is not None:
            state.previous[Dimension(key)] = code
    return own


def _inherited(above: Partial, own: Partial, state: _List) -> Partial:
    """What a row takes from the row that it is part of; its own code wins over a place that contradicts it.

    The line of a unit takes no class where the classes stand below the units.
    """
    dropped = _CLASSIFIED if own.get("entity") is not None and state.units_first else ()
    sets = {key: value for key, value in above.sets.items() if key in _INHERITED and key not in dropped}
    for key in _CLASSIFIED:
        if key in sets and own.get(key) is not None and not is_within(Dimension(key), str(own.get(key)), sets[key]):
            del sets[key]
    if own.get("flow") is not None:
        sets.pop("flow", None)  # 上年结转 is not a part of the line above it, however it is indented
    return Partial(sets, above.reason)


def _on_its_side(row: Row, own: Partial, state: _List) -> Partial:
    """The row, not to be relied on where its words say the other side than its list: two lists were read as one."""
    other = {"in": "支出", "out": "收入"}.get(str(state.side))
    if own.reason or other is None or state.title.get("side") != "both" or any(own.get(key) for key in _CLASSIFIED):
        return own
    if not strip_numbering(row.label).endswith(other) and not (own.get("total") and other in row.label):
        return own
    return Partial(own.sets, f"行名“{row.label}”不属于所在的一侧，收入与支出可能读混")


def _under_unit(own: Partial, own_unit: str | None, state: _List) -> Partial:
    """Classes (or years) listed below the line of a unit are that unit's, however they are indented."""
    classified = any(own.get(key) for key in (*_CLASSIFIED, "year", "measure"))
    if own_unit is not None:
        state.units_first = state.units_first or not state.previous
        state.unit = state.unit if any(own.get(key) for key in _CLASSIFIED) else own.get("entity")
    elif own.get("total") is not None:
        state.unit = None
    elif classified and state.unit is not None and state.units_first:
        return own.having(entity=state.unit)
    return own


def _own(row: Row, state: _List) -> Partial:
    """What the row itself says: its codes, the cells beside its label, and the label where these leave it open."""
    sets: dict[str, str] = {}
    for header, code in row_codes(row):
        sets.update(_read_code(row, header, code, state))
    named = {_listed(header) for header, text in row.labels if text == row.label}
    is_told = "project" in sets or ("project" not in named and any(key in sets for key in _CLASSIFIED))
    for header, text in row.labels:
        if text != row.label:
            sets.update(_read_side_label(header, text, sets, state))
        elif not is_told and not _is_total(text) and _listed(header) in ("entity", "year"):
            said = _read_side_label(header, text, sets, state)
            said.update(_coded_unit(row, said))
            is_told = bool(said) or "entity" in sets
            sets.update(said)
    is_told = is_told or (row.role != "total" and "entity" in sets and not row.labels)
    if _is_purchase(row, state) and not _is_total(row.label):
        return Partial({**sets, "item": state.line_of(str(state.title.get("item")), _purchase_name(row))})
    if is_told and _names_project_below_class(row, sets, state):
        sets["project"] = fold(row.label)
    if is_told:
        return Partial(sets)
    named_as = _read_name(row, state)
    return join(Partial(sets), named_as.without("entity") if "entity" in sets else named_as)


def _names_project_below_class(row: Row, sets: Mapping[str, str], state: _List) -> bool:
    """Whether a row of a table of projects prints a class's code beside a name that is not the class's."""
    function = sets.get("function")
    if state.title.get("nature") not in _PROJECTS or function is None or not row.label or row.role == "total":
        return False
    if "project" in sets or state.entities.knows(row.label) or looks_like_entity(row.label):
        return False
    judged = judge_name(Dimension.FUNCTION, function, row.label, state.year)
    return judged.verdict is NameVerdict.OTHER_NAME and not codes_named(Dimension.FUNCTION, row.label)


def _listed(header: str) -> str | None:
    """What a header's cells run over; a header of units and 科目 (单位名称（科目）) leaves it to the cells."""
    listed = read_label(header, COLUMN).get("list")
    rest = header.replace("项目单位", "")
    mixed = "单位" in rest and ("科目" in rest or "项目" in rest)
    return None if mixed and listed in ("entity", "project") else listed


def _is_purchase(row: Row, state: _List) -> bool:
    """Whether a row is a line of a list of purchases: it names what is bought, or a project, and not only a unit."""
    if state.title.get("item") not in _LISTS or row.role == "total":
        return False
    named = {_listed(header) for header, _ in row.labels}
    return bool(named & {"purchase", "project"}) or not (
        state.entities.knows(row.label) or looks_like_entity(row.label) or _says_point(row.label) or not row.label
    )


def _purchase_name(row: Row) -> str:
    return next((text for header, text in row.labels if _listed(header) == "purchase"), row.label)


def _read_code(row: Row, header: str, code: str, state: _List) -> dict[str, str]:
    listed = _listed(header) if header else None
    if listed in ("entity", "project"):
        return {listed: code}
    if listed == "purchase":
        return {}
    dimension = dimension_of_code(code)
    if dimension is None or not (state.by_codes or listed in _CLASSIFIED):
        return {}
    if is_of_unit(row, header, code, state.entities):
        return {"entity": code}
    return {dimension.value: code}


def _read_side_label(header: str, text: str, sets: Mapping[str, str], state: _List) -> dict[str, str]:
    """What a text cell says by its header: a unit, a project, a year, a class (by its code, or by its name alone)."""
    listed = _listed(header)
    code, name = split_code(text)
    if listed == "year":
        return dict(read_label(text, ROW).sets)
    if fold(text).isdigit() or _is_total(name):
        return {}
    if listed == "entity":
        return {} if "entity" in sets else {"entity": code or state.entities.key(name)}
    if listed == "project":
        return {} if "project" in sets else {"project": fold(name)}
    if code is not None and (dimension := dimension_of_code(code)) is not None and listed in (None, dimension.value):
        return {dimension.value: code}
    if "government_economic" in sets and "economic" not in sets:
        named = codes_named(Dimension.ECONOMIC, name)
        return {"economic": named[0]} if len(named) == 1 else {}
    return {}


def _is_total(name: str) -> bool:
    return read_label(name, ROW).get("total") is not None


def _says_point(label: str) -> bool:
    """Whether the vocabulary alone understands a label and it says something."""
    reading = read_label(label, ROW)
    return reading.understood and bool(reading.sets)


def _read_name(row: Row, state: _List) -> Partial:
    """What the row's label says: a name of its list's classification, words of the vocabulary, a unit, a project."""
    reading = _fitting(read_label(row.label, ROW), row, state)
    if row.role == "total" and reading.understood:
        return Partial({**reading.sets, "total": "yes"})
    code = _classified(row, state, state.dimension)
    if code is not None and state.dimension is not None:
        return Partial({state.dimension.value: code})
    if reading.understood:
        return Partial(reading.sets)
    only = None if _is_named_project(row) else only_classification(row.label)
    code = _classified(row, state, only)
    if code is not None and only is not None:
        return Partial({only.value: code})
    if state.entities.knows(row.label):
        return Partial(_coded_unit(row, {"entity": state.entities.key(row.label)}))
    return _read_other_name(row, state) or from_reading(reading, "行名", row.label)


def _coded_unit(row: Row, said: Mapping[str, str]) -> Mapping[str, str]:
    """A unit under the code that its row prints, where that is no code of a classification."""
    code = unit_code(row)
    return {**said, "entity": code} if "entity" in said and code is not None else dict(said)


def _fitting(reading: Reading, row: Row, state: _List) -> Reading:
    """The reading of a label, unless its words only happen to be words of the forms: a project called 培训费.

    An item is named by a row only in tables of items; in lists of projects only kinds of expenditure and totals are.
    """
    strange = "item" in reading.sets and state.title.get("item") is None
    if _lists_projects(row, state):
        strange = strange or not reading.sets.keys() <= {"nature", "side", "total", "part", "flow", "vintage"}
    return Reading(unknown=(row.label,)) if strange else reading


def _lists_projects(row: Row, state: _List) -> bool:
    headers = [header for header, text in row.labels if text == row.label]
    return state.title.get("nature") in _PROJECTS or any(
        read_label(header, COLUMN).get("list") == "project" for header in headers
    )


def _is_named_project(row: Row) -> bool:
    """Whether a row without a code names its project beside its unit: some are called as classes are (劳务费)."""
    named = {_listed(header) for header, text in row.labels if text == row.label}
    beside = {_listed(header) for header, text in row.labels if text != row.label}
    return not row.code and "project" in named and "entity" in beside


def _classified(row: Row, state: _List, dimension: Dimension | None) -> str | None:
    if dimension is None:
        return None
    above = state.read.get(row.parent) if row.parent is not None else None
    code_above = above.get(dimension.value) if above is not None else None
    found = resolve_name(dimension, row.label, code_above, None, state.year) if code_above is not None else None
    return found or resolve_name(dimension, row.label, None, state.previous.get(dimension), state.year)


def _read_other_name(row: Row, state: _List) -> Partial | None:
    """Names that only the place gives a meaning: units, projects and purchases."""
    headers = [header for header, text in row.labels if text == row.label]
    listed = {read_label(header, COLUMN).get("list") for header in headers}
    if state.dimension is not None and codes_named(state.dimension, strip_numbering(row.label)):
        return None  # a class, though its place does not say which
    if "entity" in listed and "project" not in listed:
        if (
            any("科目" in head for head in headers)
            and not looks_like_entity(row.label)
            and only_classification(row.label)
        ):
            return None  # a class below its unit (单位名称（科目）), though its code was not read
        return Partial({"entity": state.entities.key(row.label)})
    if "project" in listed or state.title.get("nature") in _PROJECTS:
        may_be_unit = state.dimension is not None or "project" not in listed or any("单位" in head for head in headers)
        if not (may_be_unit and looks_like_entity(row.label)):
            return Partial({"project": fold(row.label)})
    if looks_like_entity(row.label):
        return Partial(_coded_unit(row, {"entity": state.entities.key(row.label)}))
    return None


def _under_opening(own: Partial, state: _List) -> Partial:
    """Funds that a list names a second time, after its line of last year's balances, are parts of those balances."""
    fund, flow = own.get("fund"), own.get("flow")
    if flow in _CARRIED and fund is None:
        state.opening = own
    elif flow is None and fund is not None:
        if fund in state.funds and state.opening is not None:
            return own.having(flow=str(state.opening.get("flow")))
        state.funds.add(fund)
    return own


def _settle_totals(rows: Sequence[Row], state: _List, beside: Sequence[_List]) -> dict[int, Partial]:
    """Grand totals: 总计 is this year's money alone where no list of its side has a line for what is carried over."""
    read = dict(state.read)
    flows = {partial.get("flow") for one in beside for partial in one.read.values()}
    unread = any(partial.reason for partial in read.values())
    if state.title.get("side") != "both":
        return read
    for whole, own, others in (
        ("sources", "income", {*_CARRIED}),
        ("uses", "expenditure", {"closing", "surplus_distribution", "account_unspent"}),
    ):
        alone = not unread and not flows & others
        before = _before_balances(rows, read, whole, others)
        for row in rows:
            partial = read[row.index]
            if partial.get("flow") == whole and alone:
                read[row.index] = partial.having(flow=own)
            elif _is_grand_total(row, partial) and state.side == ("in" if whole == "sources" else "out"):
                read[row.index] = partial.having(flow=own if alone or row.index in before else whole)
    return read


def _before_balances(rows: Sequence[Row], read: Mapping[int, Partial], whole: str, others: Set[str]) -> Set[int]:
    """The rows above the first line of balances of a list that names its whole (收入总计) below: 小计 is not that."""
    flows = [read[row.index].get("flow") for row in rows]
    first = next((number for number, flow in enumerate(flows) if flow in others), len(rows))
    return {row.index for row in rows[:first]} if whole in flows[first:] else set()


def _is_grand_total(row: Row, partial: Partial) -> bool:
    keys = {key for key in partial.sets if key not in ("total", "side")}
    return row.role == "total" and partial.get("total") is not None and not keys


def _drop_sole_entity(rows: Sequence[Row], read: dict[int, Partial], entities: Entities) -> dict[int, Partial]:
    """Rows of the one unit that all other units of the list are within are rows of the whole."""
    units = {str(unit) for partial in read.values() if (unit := partial.get("entity")) is not None}
    if not units:
        return read
    top = [unit for unit in units if not any(is_within(Dimension.ENTITY, unit, other) for other in units - {unit})]
    names = {entities.own} & units
    whole = top[0] if len(top) == 1 else next(iter(names), None) if len(names) == 1 and len(units) == 1 else None
    if whole is None:
        return read
    return {
        index: partial.without("entity") if partial.get("entity") == whole else partial
        for index, partial in read.items()
    }
