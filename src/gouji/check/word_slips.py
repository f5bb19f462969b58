"""Realistic slips of words to plant in a document, beside those of figures (`slips`): what rules are tried with.

A name is written wrong in one of its places, or last year's text was left standing. Each kind is a pure function from a
claim set to another that differs in one place; it gives nothing where the document has no place for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from gouji.check.lookup import fixing, of_table
from gouji.model.amount import fold
from gouji.model.claim import Claim, ClaimSet
from gouji.model.passage import Passage
from gouji.model.point import Dimension, Point
from gouji.model.table import Row

_CLASSES = (Dimension.FUNCTION, Dimension.ECONOMIC, Dimension.GOVERNMENT_ECONOMIC)
_NAME = re.compile("[\u4e00-\u9fff]{4}")
"""What a name has in which a character may be wrong."""
_INSTEAD = "的和工业事一政行中公大务"
"""Characters that a slip of the pen puts for another."""

_OF_THE_YEAR = "年度?(?:部门|单位|预算|收入|支出|收支|财政拨款|一般公共|政府性基金|“三公”|机关运行|政府采购)"


@dataclass(frozen=True, slots=True)
class WordSlip:
    """One slip of words planted: what is printed now, the claim set with it, and the figures of its row, if any."""

    wrong: str
    claims: ClaimSet
    figures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WordKind:
    """A kind of slip of words: its identifier, its names, and how it happens somewhere in a document."""

    name: str
    chinese: str
    english: str
    plant: Callable[[ClaimSet, Random], WordSlip | None]


def _misname_class(claims: ClaimSet, random: Random) -> WordSlip | None:
    """A class of the classification with a character wrong in its name; its code is right."""
    named = {(point[axis], place) for axis in _CLASSES for place, point in _rows_fixing(claims, axis)}
    return _misname_row(claims, random, sorted(place for code, place in named if _row(claims, place).code == code))


def _rename_project(claims: ClaimSet, random: Random) -> WordSlip | None:
    """A project with a character wrong in its name in one of the tables that print it; another or a form is right."""
    named = {(fold(point[Dimension.PROJECT]), place) for place, point in _rows_fixing(claims, Dimension.PROJECT)}
    printed = Counter(name for name, _ in {(name, table) for name, (table, _) in named})
    printed.update({fold(goal.name) for goal in claims.goals})
    places = {place for name, place in named if printed[name] > 1 and fold(_row(claims, place).label) == name}
    return _misname_row(claims, random, sorted(places))


def _misname_row(claims: ClaimSet, random: Random, places: Sequence[tuple[int, int]]) -> WordSlip | None:
    """A character wrong in the name of one of some rows; a project's figures are bound to the wrong name."""
    named = [place for place in places if _NAME.search(_row(claims, place).label)]
    if not named:
        return None
    number, index = random.choice(named)
    table = claims.tables[number]
    right = table.rows[index].label
    wrong = _miswrite(right, random)
    rows = (*table.rows[:index], replace(table.rows[index], label=wrong), *table.rows[index + 1 :])
    tables = (*claims.tables[:number], replace(table, rows=rows), *claims.tables[number + 1 :])
    own = frozenset(claim.id for claim in of_table(claims, number) if claim.row == index)
    figures = tuple(_bind_to(claim, wrong) if claim.id in own else claim for claim in claims.claims)
    return WordSlip(fold(wrong), replace(claims, tables=tables, claims=figures), own)


def _bind_to(claim: Claim, project: str) -> Claim:
    if claim.point is None or Dimension.PROJECT not in claim.point.fixed:
        return claim
    return replace(claim, point=claim.point.having(Dimension.PROJECT, project))


def _misname_department(claims: ClaimSet, random: Random) -> WordSlip | None:
    """The department's own name with a character wrong, in one sentence."""
    name = fold(claims.facts.entity.value) if claims.facts.entity is not None else ""
    if not _NAME.search(name):
        return None
    return _rewrite(claims, random, re.compile(re.escape(name)), lambda found: _miswrite(found, random))


def _leave_last_year(claims: ClaimSet, random: Random) -> WordSlip | None:
    """Last year in a sentence about this year's budget."""
    year = claims.facts.year.value if claims.facts.year is not None else ""
    if not year.isdigit():
        return None
    last = str(int(year) - 1)
    return _rewrite(claims, random, re.compile(year + _OF_THE_YEAR), lambda found: found.replace(year, last, 1))


def _rewrite(
    claims: ClaimSet, random: Random, pattern: re.Pattern[str], write: Callable[[str], str]
) -> WordSlip | None:
    """One place of the running text that a pattern finds, written otherwise."""
    places = list(_places(claims.passages, pattern))
    if not places:
        return None
    number, match = random.choice(places)
    passage, wrong = claims.passages[number], write(match[0])
    longer = len(wrong) - len(match[0])
    changed = replace(
        passage,
        text=passage.text[: match.start()] + wrong + passage.text[match.end() :],
        starts=tuple(start + longer if start > match.start() else start for start in passage.starts),
    )
    passages = (*claims.passages[:number], changed, *claims.passages[number + 1 :])
    return WordSlip(wrong, replace(claims, passages=passages))


def _places(passages: Sequence[Passage], pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for number, passage in enumerate(passages):
        if passage.certain and not passage.is_contents:
            yield from ((number, match) for match in pattern.finditer(passage.text))


def _rows_fixing(claims: ClaimSet, dimension: Dimension) -> Iterator[tuple[tuple[int, int], Point]]:
    """The table and row of each figure of a table of money whose point fixes a dimension, with the point."""
    for claim, point in fixing(claims, dimension):
        if claim.table is not None and claim.row is not None and claims.tables[claim.table].kind == "money":
            yield (claim.table, claim.row), point


def _row(claims: ClaimSet, place: tuple[int, int]) -> Row:
    return claims.tables[place[0]].rows[place[1]]


def _miswrite(name: str, random: Random) -> str:
    """A name with one inner character left out, doubled, or another one.

    >>> _miswrite("一般公共服务支出", Random(6))
    '一般公共服务务支出'
    """
    place = random.choice([at for at in range(1, len(name) - 1) if "\u4e00" <= name[at] <= "\u9fff"])
    others = _INSTEAD.replace(name[place], "")
    instead = random.choice(("", name[place] * 2, random.choice(others)))
    return name[:place] + instead + name[place + 1 :]


WORD_KINDS = (
    WordKind("class_misnamed", "科目名称写错一字", "a character wrong in the name of a class", _misname_class),
    WordKind("project_renamed", "项目名称写错一字", "a character wrong in the name of a project", _rename_project),
    WordKind("department_misnamed", "部门名称写错一字", "a character wrong in its own name", _misname_department),
    WordKind("year_left", "文字中的年份未改", "last year left standing in a sentence", _leave_last_year),
)
"""All kinds of slips of words."""
