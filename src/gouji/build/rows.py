"""The rows of a list: fixed ones, and one for every code, unit, project or purchase that the budget has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gouji.build.evaluate import Ledger
from gouji.build.points import finish, resolve
from gouji.law.classifications import lookup
from gouji.law.packs import Pack, RowForm
from gouji.model.amount import fold
from gouji.model.budget import Asset, Budget, Project, Purchase, Task, Unit
from gouji.model.point import Dimension

Entry = Unit | Project | Purchase | Asset | Task

_TENS = "十"
_DIGITS = "零一二三四五六七八九"
_LISTED = {"purchase": "procurement", "service": "purchased_services"}
"""The item that lists of purchases are lines of."""
_CODED = {
    "function": Dimension.FUNCTION,
    "economic": Dimension.ECONOMIC,
    "government_economic": Dimension.GOVERNMENT_ECONOMIC,
}


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row to be printed: its label and code, what it fixes of the point, and the entry that it stands for."""

    label: str
    code: str
    name: str
    members: Mapping[Dimension, str]
    form: RowForm
    entry: Entry | None = None
    indent: int = 0
    above: tuple[tuple[str, str], ...] = field(default=())
    """(code, name) of the rows above it in its tree, for columns that show 类 and 款 apart."""
    by: tuple[str, str] = ("", "")
    """(code, name) of the class that it is printed for, where the form prints it by a class."""


def numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese.

    >>> numeral(7), numeral(10), numeral(21)
    ('七', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else _TENS if tens == 1 else _DIGITS[tens] + _TENS) + (_DIGITS[ones] if ones else "")


def code_name(budget: Budget, dimension: Dimension, code: str) -> str:
    """The name of a code in the budget's year: the officer's own for it, else the list's; "" where none knows it."""
    own = budget.names.get(code)
    if own:
        return own
    listing = lookup(dimension, code, budget.year) or lookup(dimension, code)
    return "" if listing is None else listing.name


def expand_rows(
    forms: Iterable[RowForm], ledger: Ledger, pack: Pack, outer: Mapping[Dimension, str]
) -> Iterator[PrintedRow]:
    """The rows that forms ask for, in order, each followed by those below it; `outer` is what list and table say."""
    numbered = 1
    for form in forms:
        for row in _rows_of(form, ledger, pack, outer, numbered):
            if form.if_any and not ledger.has(finish({**outer, **row.members}, ledger.budget.year)):
                continue
            yield row
            numbered += "{numeral}" in form.label and not form.each
            for below in expand_rows(form.rows, ledger, pack, {**outer, **row.members}):
                members = {**row.members, **below.members}
                yield replace(below, members=members, above=((row.code, row.name), *below.above))


def _rows_of(
    form: RowForm, ledger: Ledger, pack: Pack, outer: Mapping[Dimension, str], numbered: int
) -> Iterator[PrintedRow]:
    budget = ledger.budget
    fixed = resolve(form.point, budget.year)
    if not form.each:
        words = {"code": budget.code, "name": budget.name, "department": budget.name, "year": budget.year}
        words["numeral"] = numeral(numbered)
        label = form.label.format(**words, last=budget.year - 1)
        yield PrintedRow(label, form.code.format(**words), label, fixed, form, indent=form.indent)
        return
    for number, (code, name, members, entry, depth) in enumerate(_members(form, ledger, pack, {**outer, **fixed}), 1):
        words = {"code": code, "name": name, "n": number, "numeral": numeral(number) if number < 100 else number}
        words |= {"project": project_name(budget, entry), "by": "{by}"}
        label = form.label.format(**words) if form.label else name
        code = form.code.format(**words, function=getattr(entry, "function", "")).strip() if form.code else code
        told = {dimension: entry_code(budget, entry, field) for dimension, field in form.fields.items()}
        members = {**fixed, **members, **resolve(told, budget.year)}
        row = PrintedRow(label, code, name, members, form, entry, form.indent + depth)
        yield from _by_class(row, ledger, outer) if form.by else (row,)


def _by_class(row: PrintedRow, ledger: Ledger, outer: Mapping[Dimension, str]) -> Iterator[PrintedRow]:
    """The row once for each code of its `by` at which it has money."""
    budget, dimension = ledger.budget, _CODED[row.form.by]
    for code in ledger.members_of(dimension, finish({**outer, **row.members}, budget.year)):
        named = (code, code_name(budget, dimension, code))
        label = row.label.replace("{by}", named[1])
        yield replace(row, label=label, members={**row.members, dimension: code}, by=named)


_Member = tuple[str, str, dict[Dimension, str], Entry | None, int]
"""Code, name, what it fixes, its entry, and how deep it stands in its tree."""


def _members(form: RowForm, ledger: Ledger, pack: Pack, outer: Mapping[Dimension, str]) -> Iterator[_Member]:
    budget = ledger.budget
    if form.each == "economic_pair":
        for code, name, members, entry, depth in _members(replace(form, each="economic"), ledger, pack, outer):
            for mapped in _mapped(form, ledger, {**outer, **members}) if len(code) == 5 else [{}]:
                yield code, name, {**members, **mapped}, entry, depth
    elif form.each in _CODED:
        dimension = _CODED[form.each]
        codes = _codes(_leaves(form, ledger, dimension, outer), form.levels)
        shortest = min(map(len, codes), default=0)
        for code in codes:
            depth = (len(code) - shortest) // 2
            yield code, code_name(budget, dimension, code), {dimension: code}, None, depth
    elif form.each == "department":
        if all(unit.code != budget.code and unit.code.startswith(budget.code) for unit in budget.units):
            yield budget.code, budget.name, {}, None, 0
    elif form.each == "class":
        for code, name in pack.classes:
            yield code, name, {Dimension.FUNCTION: code}, None, 0
    else:
        yield from (member for member in _entries(form, ledger) if form.always or _has(member, ledger, outer))


def _leaves(form: RowForm, ledger: Ledger, dimension: Dimension, outer: Mapping[Dimension, str]) -> set[str]:
    """The leaf codes that have money at a point, or at it with one of the row's `also` in place."""
    year = ledger.budget.year
    places = [outer, *({**outer, **resolve(other, year)} for other in form.also)]
    return {leaf for place in places for leaf in ledger.members_of(dimension, finish(place, year))}


def _mapped(form: RowForm, ledger: Ledger, outer: Mapping[Dimension, str]) -> list[dict[Dimension, str]]:
    """The 政府经济分类 that money at a point maps to; one that is not known is not named."""
    codes = _codes(_leaves(form, ledger, Dimension.GOVERNMENT_ECONOMIC, outer), (5,))
    return [{Dimension.GOVERNMENT_ECONOMIC: code} for code in codes] or [{}]


def _has(member: _Member, ledger: Ledger, outer: Mapping[Dimension, str]) -> bool:
    """Whether a unit or project has any money in this table; records of a list are printed as they are."""
    _, _, members, entry, _ = member
    unit = outer.get(Dimension.ENTITY)
    if isinstance(entry, Purchase) and unit is not None:
        return entry.unit == unit
    if isinstance(entry, Purchase):
        return outer.get(Dimension.ENTITY, entry.unit) == entry.unit
    if isinstance(entry, Unit | Project):
        return ledger.has(finish({**outer, **members}, ledger.budget.year))
    return True


def _entries(form: RowForm, ledger: Ledger) -> Iterator[_Member]:
    budget = ledger.budget
    entries: Mapping[str, Sequence[Entry]] = {
        "unit": budget.units,
        "project": budget.projects,
        "purchase": budget.purchases,
        "service": tuple(purchase for purchase in budget.purchases if purchase.service),
        "asset": budget.assets,
        "task": budget.tasks,
    }
    lines: Counter[str] = Counter()
    for entry in entries[form.each]:
        if all(str(getattr(entry, key)) == value for key, value in form.where.items()):
            line = f"{_LISTED[form.each]}/{_name_in_point(form, budget, entry)}" if form.each in _LISTED else ""
            lines[line] += 1
            member = _member(entry, line if lines[line] == 1 else f"{line}#{lines[line]}")
            yield (*member[:2], {}, *member[3:]) if _is_whole(budget, entry) else member


def _is_whole(budget: Budget, entry: Entry) -> bool:
    """Whether a unit is the department itself: its figures are those of the whole."""
    return isinstance(entry, Unit) and entry.code == budget.code


def project_name(budget: Budget, entry: Entry | None) -> str:
    """The name of the project that a purchase is made for; "" where it names none."""
    code = getattr(entry, "project", "")
    return next((project.name for project in budget.projects if project.code == code), code)


def entry_code(budget: Budget, entry: Entry | None, field: str) -> str:
    """A code that an entry's field says; a purchase's 政府经济分类 is what its project's lines map it to, if one."""
    if field != "government_economic" or not isinstance(entry, Purchase):
        return str(getattr(entry, field, ""))
    own = (entry.unit, entry.project, entry.economic)
    found = {line.government_economic for line in budget.lines if (line.unit, line.project, line.economic) == own}
    return found.pop() if len(found) == 1 else ""


def _name_in_point(form: RowForm, budget: Budget, entry: Entry) -> str:
    """A purchase's label as points have it: a bar in it would begin a part of the line."""
    name = getattr(entry, "name", "")
    label = form.label.format(name=name, project=project_name(budget, entry)) if form.label else name
    return fold(label).replace("/", "／")


def _member(entry: Entry, line: str) -> _Member:
    match entry:
        case Unit():
            return entry.code, entry.name, {Dimension.ENTITY: entry.code}, entry, 0
        case Project():
            return entry.code, entry.name, {Dimension.PROJECT: fold(entry.name)}, entry, 0
        case Purchase():  # a line of its own, also where it is called like one before it
            return entry.catalog, entry.name, {Dimension.ITEM: line}, entry, 0
        case Asset():
            return "", "", {Dimension.ITEM: entry.item}, entry, 0
        case Task():
            return "", entry.name, {}, entry, 0


def _codes(leaves: Iterable[str], levels: Sequence[int]) -> list[str]:
    """The codes at these levels above (or at) the leaves, each before what stands below it.

    >>> _codes(["2010306", "2080505"], (3, 7))
    ['201', '2010306', '208', '2080505']
    """
    return sorted({leaf[:level] for leaf in leaves for level in levels if level <= len(leaf)})
