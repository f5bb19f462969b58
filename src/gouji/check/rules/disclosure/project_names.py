"""A project has one name, in the text and in the tables.

What it checks:
    Projects that the text names with their amounts, against the names in goal forms and tables of projects, and goal
    forms against the tables of projects: a name that stands in none of them, but is nearly one that the text does not
    name, with the same amount or all of its characters. Names of tables against each other: one character apart, with
    an amount in common.
    More than three slips of one kind in a document are told as one, with every place.
Why:
    A project is known by its name; under two names its money and its goal do not meet.
Not applicable when:
    1. The names differ by marks, brackets, the words 项目 and 经费 at the end, or the department's name in front.
    2. No project of the tables is near, or several are; or one table has both names, or they differ by a number.
    3. The document has no goal forms and no table of projects.
Source:
    《预算法》第三十二条: goals and projects are compiled together.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 文字 | 万元 | flow=expenditure
    ... 综合业务经费 32 project=综合业务经费
    ...
    ... 目标 | 综合业务工作经费 | 预算数=32.00万元
    ... 产出指标/数量指标 | 业务件数 | ≥150件
    ... '''))]
    ['项目名称不一致：文中“综合业务经费”，绩效目标表或项目表“综合业务工作经费”']
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations

from gouji.check.lookup import fixing
from gouji.check.rules.disclosure.layout import likeness, names_of, pairs_of
from gouji.check.rules.quotes import quote_goal
from gouji.check.rules.slips_of_names import is_one_slip
from gouji.model.amount import MONEY_UNITS, fold, parse_number
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Quote, Severity, Witness
from gouji.model.goal import Goal
from gouji.model.point import Dimension

CODE = "NAM03"
NAME = "names.projects"
SOURCE = "《预算法》第三十二条"

CHINESE = """
同一项目在文字和表格中名称一致。

查什么
    文中带金额的项目名称，与绩效目标表、项目支出表的名称核对：表中没有这个名称，却有一个文中没有提到、名称相近且金额相同
    （或只多几个字）的项目。各表的项目名称互相核对：只差一个字且有相同金额的。
    一份文件同类问题超过三处的，合为一条，附全部位置。
为什么
    项目靠名称辨认；两个名称，资金和绩效目标就对不上。
不适用的情形
    1. 只差标点、括号，末尾的“项目”“经费”，或前面的单位名称。
    2. 表中没有相近的项目，或不止一个；两个名称同在一张表，或只差序号。
    3. 没有绩效目标表和项目表。
依据
    《预算法》第三十二条。
示例
    文中“综合业务经费32万元”，绩效目标表“综合业务工作经费”32.00万元：列为警告。
"""

_MARKS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
_TAIL = re.compile(r"(?:项目|经费|资金|专项)+$")
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万元|元)?")
_MONEY = re.compile(r"预算数|总预算|年预算$|预算金额|金额|合计|总额|资金")
_BEGUN, _ALIKE, _LIKE = 0.3, 0.5, 0.75  # with the same amount and beginning; with the same amount; without
_LEAST = 4  # characters of a name
_MOST_APART = 3  # projects with two names that are each a finding


@dataclass
class _Project:
    """A project of the tables: its name as printed, what it is printed with, and where."""

    name: str
    amounts: set[Decimal] = field(default_factory=set)
    goal: Goal | None = None
    claim: Claim | None = None
    tables: set[int] = field(default_factory=set)


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each project that the text, or its goal form, names otherwise than the tables; one for many."""
    listed = _listed(claims)
    if not listed:
        return  # (3)
    for found in (list(_told(claims, listed)), list(_aimed(claims, listed)), list(_renamed(listed))):
        yield from found if len(found) <= _MOST_APART else (_together(found),)


def _together(found: Sequence[Finding]) -> Finding:
    """Many projects with two names as one finding: the form and the table were filled in from different lists."""
    names = "；".join(f"“{finding.stated}”与“{finding.expected}”" for finding in found)
    english = "; ".join(f"{finding.stated} / {finding.expected}" for finding in found)
    return replace(
        found[0],
        message=(
            f"{len(found)} 个项目的名称不一致：{names}",
            f"{len(found)} projects have two names each: {english}",
        ),
        witnesses=tuple(witness for finding in found for witness in finding.witnesses),
        quotes=tuple(quote for finding in found for quote in finding.quotes),
        stated="；".join(finding.stated or "" for finding in found),
        expected="；".join(finding.expected or "" for finding in found),
    )


def _told(claims: ClaimSet, listed: Mapping[str, _Project]) -> Iterator[Finding]:
    """Projects of the text that no form and no table names so."""
    names = names_of(claims)
    told = [claim for claim, _ in fixing(claims, Dimension.PROJECT) if claim.kind == "sentence"]
    keys = {claim.id: _key(_project(claim), names) for claim in told}
    unnamed = {key: one for key, one in listed.items() if not any(_is_same(key, other) for other in keys.values())}
    seen: set[str] = set()
    for claim in told:
        key = keys[claim.id]
        if len(key) < _LEAST or key in seen or any(_is_same(key, other) for other in listed):
            continue
        amounts = {claim.amount.yuan} if claim.amount.yuan else set()
        near = [one for other, one in unnamed.items() if _is_near((key, amounts), (other, one.amounts))]
        if len(near) == 1:  # (2)
            seen.add(key)
            yield _finding(claims, claim, near[0])


def _aimed(claims: ClaimSet, listed: Mapping[str, _Project]) -> Iterator[Finding]:
    """Projects whose goal form has a name that no table has, while a table has nearly the same name without a form."""
    forms = {key: one for key, one in listed.items() if one.goal is not None and one.claim is None}
    tables = {key: one for key, one in listed.items() if one.goal is None and one.claim is not None}
    for key, form in forms.items():
        if len(key) < _LEAST or any(_is_same(key, other) for other in tables):
            continue
        near = [(other, one) for other, one in tables.items() if _is_near((key, form.amounts), (other, one.amounts))]
        if (
            len(near) == 1
            and sum(_is_near((near[0][0], near[0][1].amounts), (o, f.amounts)) for o, f in forms.items()) == 1
        ):
            yield _form_finding(claims, form, near[0][1])


def _renamed(listed: Mapping[str, _Project]) -> Iterator[Finding]:
    """Projects that two tables name with one character apart, and with the same amount."""
    by_amount: dict[Decimal, list[str]] = defaultdict(list)
    for key, one in listed.items():
        for amount in one.amounts if one.claim is not None and len(key) > _LEAST else ():
            by_amount[amount].append(key)
    pairs = dict.fromkeys(pair for keys in by_amount.values() for pair in combinations(keys, 2))
    for key, like in pairs:
        if listed[key].tables.isdisjoint(listed[like].tables) and is_one_slip(key, like):  # (2)
            yield _two_names(listed[key], listed[like])


def _project(claim: Claim) -> str:
    return (claim.point.get(Dimension.PROJECT) or "") if claim.point is not None else ""


def _key(name: str, names: tuple[str, ...]) -> str:
    """A project's name without marks, the department's name in front and the words that any project has (1)."""
    bare = fold(name)
    for own in names:
        bare = bare.removeprefix(own)
    bare = _MARKS.sub("", bare)
    return _TAIL.sub("", bare) or bare


def _is_same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _LEAST and long.endswith(short))


def _listed(claims: ClaimSet) -> Mapping[str, _Project]:
    """The projects of goal forms and tables, by key."""
    names = names_of(claims)
    found: dict[str, _Project] = {}
    for goal in claims.goals:
        if goal.scope == "project" and goal.name:
            project = found.setdefault(_key(goal.name, names), _Project(fold(goal.name)))
            project.goal = project.goal or goal
            project.amounts.update(_amounts(goal))
    for claim, _ in fixing(claims, Dimension.PROJECT):
        if claim.kind != "cell":
            continue
        key = _key(_project(claim), names)
        if _is_form(claims, claim):  # the department's form names the projects with their money again
            known = found.get(key)
        else:
            known = found.setdefault(key, _Project(_project(claim)))
            known.claim = known.claim or claim
            known.tables.add(claim.table or 0)
        if known is not None and claim.amount.yuan:
            known.amounts.add(claim.amount.yuan)
    return found


def _is_form(claims: ClaimSet, claim: Claim) -> bool:
    """Whether a figure stands in a goal form, which names its project itself."""
    return claim.table is not None and claims.tables[claim.table].kind == "form"


def _amounts(goal: Goal) -> Iterator[Decimal]:
    """The amounts in a form's fields, in 元; without a unit both 万元 and 元 are possible."""
    for path, text in goal.fields.items():
        match = _AMOUNT.fullmatch(fold(text)) if _MONEY.search(path) else None
        number = parse_number(match[1]) if match is not None else None
        if match is not None and number is not None:
            yield from (number.value * MONEY_UNITS[unit] for unit in ([match[2]] if match[2] else ["万元", "元"]))


def _is_near(one: tuple[str, set[Decimal]], other: tuple[str, set[Decimal]]) -> bool:
    """Whether two projects may be one: names alike and an amount in common, or names very much alike."""
    alike = likeness(pairs_of(one[0]), pairs_of(other[0]))
    if not one[1] & other[1]:
        return alike >= _LIKE
    return alike >= (_BEGUN if one[0][:2] == other[0][:2] else _ALIKE)


def _form_finding(claims: ClaimSet, form: _Project, table: _Project) -> Finding:
    quotes = (quote_goal(claims, form.goal),) if form.goal is not None else ()
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"项目名称不一致：绩效目标表“{form.name}”，项目表“{table.name}”",
            f"one project, two names: {form.name} in its goal form, {table.name} in the table of projects",
        ),
        witnesses=(Witness(table.claim.id, "witness"),) if table.claim is not None else (),
        quotes=quotes,
        stated=form.name,
        expected=table.name,
        suggestion=("统一为同一名称", "use one name"),
        source=SOURCE,
    )


def _two_names(one: _Project, other: _Project) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"项目名称不一致：一表“{one.name}”，另一表“{other.name}”",
            f"one project, two names: {one.name} in one table, {other.name} in another",
        ),
        witnesses=tuple(Witness(project.claim.id, "culprit") for project in (one, other) if project.claim is not None),
        stated=one.name,
        expected=other.name,
        suggestion=("统一为同一名称", "use one name"),
        source=SOURCE,
    )


def _finding(claims: ClaimSet, claim: Claim, project: _Project) -> Finding:
    quotes = [Quote(_project(claim), claim.source.place)]
    if project.goal is not None:
        quotes.append(quote_goal(claims, project.goal, role="witness"))
    witnesses = [Witness(claim.id, "culprit")]
    if project.claim is not None:
        witnesses.append(Witness(project.claim.id, "witness"))
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"项目名称不一致：文中“{_project(claim)}”，绩效目标表或项目表“{project.name}”",
            f"one project, two names: {_project(claim)} in the text, {project.name} in the tables",
        ),
        witnesses=tuple(witnesses),
        quotes=tuple(quotes),
        stated=_project(claim),
        expected=project.name,
        suggestion=("统一为同一名称", "use one name"),
        source=SOURCE,
    )
